"""Nothing comes in; the records of a run go out: the Options it is given, the Results and Profiles that it makes.

They are no dataclasses, and hold names of files instead of Paths, because the import of either module takes as long as
a small compilation.
"""
from __future__ import annotations

import os

from .diagnostics import Diagnostic

TYPE_CHECKING = False  # typing's name for it; the import of typing takes longer than a small compilation
if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from .recording import Recording


class Record:
    """Its fields are the arguments of __init__(); a record is shown, and equal to another of its kind, by them."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def __eq__(self, other) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def replaced(self, **changes):
        """A copy with other values in some fields."""
        return type(self)(**{**vars(self), **changes})


class Options(Record):
    """What panc's command line can say, and more. Directories must exist, as names or Paths; formats are those of
    formats.FORMATS.

    Compiled templates are kept in `cache_dir`, in one file for each include path, or for each `cache_name`. Without
    `validate` the types that are bound give their defaults, but check nothing. `texts` are contents to compile
    instead of those of files, by absolute path. `workers` is how many processes share the work: 1 is this process
    alone, 0 as many as there are CPUs for it. Without `keep_warnings` deprecated() only prints.
    """

    def __init__(self, include_path: list | None = None, output_dir: str | FilePath | None = None,
                 formats: tuple[str, ...] = ("pan", "dep"), warnings: str = "on", max_iteration: int = 10000,
                 max_recursion: int = 50, initial_data: str | None = None, debug_include: str | None = None,
                 debug_exclude: str | None = None, cache_dir: str | FilePath | None = None,
                 cache_name: str | None = None, record: bool = False, validate: bool = True,
                 texts: dict[str, bytes] | None = None, workers: int = 1, keep_warnings: bool = True):
        self.include_path = [os.getcwd()] if include_path is None else include_path
        self.output_dir = output_dir
        self.formats = formats
        self.warnings = warnings
        self.max_iteration = max_iteration
        self.max_recursion = max_recursion
        self.initial_data = initial_data
        self.debug_include = debug_include
        self.debug_exclude = debug_exclude
        self.cache_dir = cache_dir
        self.cache_name = cache_name
        self.record = record
        self.validate = validate
        self.texts = {} if texts is None else texts
        self.workers = workers
        self.keep_warnings = keep_warnings


class Profile(Record):
    """What became of one object: of the source in `file`, written to `files`, which are there as Paths as well.

    `lost_through` names the object whose failure made this one fail.

    `used` is what a valid object was made from: for each look-up, (source or text, name, LOADPATH), the file that was
    found, None for none, and the digest of its content, empty where only its being there mattered. `unwritten` is
    true where the templates are fine, but an output could not be written.
    """

    def __init__(self, name: str, file: str, ok: bool = True, files: list[str] | None = None,
                 changed: bool = False, diagnostics: list[Diagnostic] | None = None, lost_through: str | None = None,
                 used: dict[tuple, tuple[str | None, bytes]] | None = None, unwritten: bool = False):
        self.name = name
        self.file = file
        self.ok = ok
        self.files = [] if files is None else files
        self.changed = changed
        self.diagnostics = [] if diagnostics is None else diagnostics
        self.lost_through = lost_through
        self.used = {} if used is None else used
        self.unwritten = unwritten

    @property
    def source(self) -> FilePath:
        from pathlib import Path
        return Path(self.file)

    @property
    def outputs(self) -> list[FilePath]:
        from pathlib import Path
        return list(map(Path, self.files))


class Results(Record):
    """All profiles of a run. `diagnostics` has each finding once, also those that belong to no object.

    `warnings` is what deprecated() says, each time that it is said; it is also printed, as panc does. `templates`
    counts those that the run needed, `compiled` those of them that no cache had.
    """

    def __init__(self, profiles: list[Profile] | None = None, diagnostics: list[Diagnostic] | None = None,
                 warnings: list[Diagnostic] | None = None, templates: int = 0, compiled: int = 0,
                 recording: Recording | None = None):
        self.profiles = [] if profiles is None else profiles
        self.diagnostics = [] if diagnostics is None else diagnostics
        self.warnings = [] if warnings is None else warnings
        self.templates = templates
        self.compiled = compiled
        self.recording = recording

    @property
    def ok(self) -> bool:
        return all(profile.ok for profile in self.profiles)


class Finished(Record):
    """One source after its turn, in a form that can pass from one process to another.

    `found` names the files of objects that came up meanwhile. `unexplained` is the finding without what only a
    second, recorded build of the object tells; `explained` says whether `finding` has it. `circular` findings depend
    on which object was built first. `said` is what the programs printed, if a log was kept.
    """

    def __init__(self, profile: Profile, finding: Diagnostic | None = None):
        self.profile = profile
        self.finding = finding
        self.unexplained: Diagnostic | None = None
        self.explained = False
        self.circular = False
        self.found: list[str] = []
        self.said: tuple | list | None = None

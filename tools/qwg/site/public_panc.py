"""Options and object templates come in as for qwg.pan.Compiler; the public panc compiles, its Results go out.

panc works in a folder of its own below the output folder. What it wrote there counts as made; each object that it did
not write is compiled once more alone, because of several errors panc reports only some. What a profile was made from
is known from its .dep, which is made whether or not it is asked for.
"""
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from qwg.pan.compiler import Compiler, Options, Profile, Results
from qwg.pan.diagnostics import Diagnostic, Span
from qwg.pan.errors import PanError
from qwg.pan.formats import FORMATS, write_file
from qwg.pan.digests import content_digest
from qwg.pan.loader import Finder, Loaded, Loader

from .errors import Refused
from .panc import NoPanc, Panc, Refusal

DEP = FORMATS["dep"].suffix
# A file that changed so shortly before it was read may have changed after panc read it.
TICK = 50_000_000
UNKNOWN = b"\0"


class PublicPanc:
    """One run over one include path, in one JVM; the interface is that of qwg.pan.Compiler.

    A subclass names in `java` how panc is started, and in `version` what tells it from another. `aloud` is whether
    what programs print goes to standard error.
    """
    java: list[str] = []
    version = ""
    aloud = True

    def __init__(self, options: Options):
        self.options = options
        self.include_path = [os.path.abspath(folder) for folder in options.include_path]
        self.refusals: dict[str, list[Refusal]] = {}

    def run(self, sources, on_done: Callable[[Profile], None] | None = None,
            skip: Callable[[str], bool] = lambda file: False, groups=()) -> Results:
        """Compiles as qwg.pan.Compiler.run does, but for `groups`: panc shares its work out by itself.

        Refused if there is no panc, or if it breaks down.
        """
        files = sorted({os.path.abspath(source) for source in sources})
        started = time.time_ns()
        results = Results()
        # Outputs can be renamed from a folder in the one for them.
        own_folder = tempfile.TemporaryDirectory(prefix=".panc-", dir=self.options.output_dir)
        with own_folder as folder, panc_errors(), Panc(self.java) as panc:
            answer = panc.compile(self.arguments(folder, files))
            if self.aloud:
                sys.stderr.write(answer.stderr)
            written = Written(folder, self.include_path)
            refused = [file for file in files if file not in written.objects and self.is_object(file)]
            for file in refused:
                alone = answer if files == [file] else panc.compile(self.arguments(folder, [file]))
                self.refusals[file] = alone.refusals
            # What was lost the first time but was made alone is there now.
            written = Written(folder, self.include_path)
            lookups = Lookups(written, started)
            for file, name in sorted(written.objects.items()):
                if file in files or not skip(file):
                    self.add(results, self.made(file, name, folder, lookups), on_done)
        for file in refused:
            if file not in written.objects:
                self.add(results, self.failed(file), on_done)
        for file in self.objects_in_the_way(results, skip):
            self.add(results, self.failed(file), on_done)
        results.templates = len({file for used in (profile.used for profile in results.profiles)
                                 for file, _ in used.values() if file})
        known = {found for profile in results.profiles for found in profile.diagnostics}
        if not known:
            # Nothing failed that we know of, and yet panc has something to say.
            results.diagnostics += [refusal.diagnostic() for refusal in answer.refusals]
        return results

    def arguments(self, folder: str, files: list[str]) -> list[str]:
        options = self.options
        formats = {name for name in options.formats if FORMATS[name] is not None} | {"dep"}
        words = [f"--include-path={os.pathsep.join(self.include_path)}", f"--output-dir={folder}",
                 f"--formats={','.join(sorted(formats))}", f"--warnings={options.warnings}",
                 f"--max-iteration={options.max_iteration}", f"--max-recursion={options.max_recursion}"]
        given = {"--initial-data": options.initial_data, "--debug-ns-include": options.debug_include,
                 "--debug-ns-exclude": options.debug_exclude}
        words += [f"{option}={value}" for option, value in given.items() if value is not None]
        return [*words, *files]

    def add(self, results: Results, profile: Profile, on_done) -> None:
        results.profiles.append(profile)
        results.diagnostics += [found for found in profile.diagnostics if found not in results.diagnostics]
        if on_done:
            on_done(profile)

    # --- what our own parser knows of a source -----------------------------------------------------------------------

    @cached_property
    def loader(self) -> Loader:
        return Compiler(self.options).loader

    def loaded(self, file: str) -> Loaded | PanError:
        try:
            return self.loader.file(file)
        except PanError as error:
            return error

    def is_object(self, file: str) -> bool:
        """Also of a source that our parser refuses: panc will say what it is."""
        loaded = self.loaded(file)
        return isinstance(loaded, PanError) or loaded.kind == "object"

    def object_name(self, file: str) -> str:
        """The name of the object that a source makes; empty if it makes none or cannot be parsed."""
        loaded = self.loaded(file)
        return loaded.name if not isinstance(loaded, PanError) and loaded.kind == "object" else ""

    # --- what became of an object ----------------------------------------------------------------------------------

    def made(self, file: str, name: str, folder: str, lookups: Lookups) -> Profile:
        profile = Profile(name, file, used=lookups.of(name))
        if self.options.output_dir is None:
            return profile
        try:
            for suffix in dict.fromkeys(FORMATS[form].suffix for form in self.options.formats if FORMATS[form]):
                output = os.path.join(self.options.output_dir, name + suffix)
                profile.changed |= write_file(output, Path(folder, name + suffix).read_bytes())
                profile.files.append(output)
        except OSError as error:
            profile.ok, profile.unwritten = False, True
            profile.diagnostics.append(Diagnostic("error", "pan.system", f"{error.filename}: {error.strerror}",
                                                  Span(file), object_name=name))
        return profile

    def failed(self, file: str) -> Profile:
        name = self.object_name(file)
        profile = Profile(name, file, ok=False)
        refusals = self.refusals.get(file, [])
        profile.diagnostics = [refusal.diagnostic(name) for refusal in refusals]
        if not refusals:
            profile.diagnostics.append(Diagnostic(
                "error", "site.panc", "panc neither makes this profile nor says why", Span(file), object_name=name))
        others = [root for root in map(root_of, refusals) if root and root != file]
        profile.lost_through = next(filter(None, map(self.object_name, others)), None)
        return profile

    def objects_in_the_way(self, results: Results, skip: Callable[[str], bool]) -> list[str]:
        """Objects that nobody asked for and that others were lost through: they have failed themselves."""
        asked = {str(profile.source) for profile in results.profiles}
        found = {}
        for refusals in list(self.refusals.values()):
            for refusal in refusals:
                root = root_of(refusal)
                if root and root not in asked and not skip(root) and self.object_name(root):
                    found.setdefault(root, []).append(refusal)
        self.refusals.update(found)
        return sorted(found)


def root_of(refusal: Refusal) -> str | None:
    """The source of the object that an error is in: where the trace began, or the place itself."""
    span = refusal.trace[-1] if refusal.trace else refusal.span
    return span.file if span is not None else None


@contextmanager
def panc_errors() -> Iterator[None]:
    try:
        yield
    except NoPanc as error:
        raise Refused("site.panc", f"the public panc does not work: {error}") from None


class Written:
    """What panc wrote to a folder: `objects` are the names by source, `dependencies` the lines of .dep by name."""

    def __init__(self, folder: str, include_path: list[str]):
        self.include_path = include_path
        self.objects: dict[str, str] = {}
        self.dependencies: dict[str, list[tuple[str, str, str]]] = {}
        for path in sorted(Path(folder).rglob(f"*{DEP}")):
            name = path.relative_to(folder).as_posix().removesuffix(DEP)
            lines = [dependency(line) for line in path.read_text("utf-8", "surrogateescape").splitlines()]
            self.dependencies[name] = lines
            self.objects.update((file_of(*line), name) for line in lines
                                if line[0] == name and line[1] in ("PAN", "TPL"))


def dependency(line: str) -> tuple[str, str, str]:
    """(name, type, directory) of a line of .dep; the directory is empty for what is absent."""
    name, kind, uri = line.rsplit(" ", 2)
    return name, kind, os.path.normpath(unquote(uri.removeprefix("file:"), errors="surrogateescape")) if uri else ""


def file_of(name: str, kind: str, directory: str) -> str | None:
    """The file that was found; None for nothing."""
    if kind.startswith("ABSENT"):
        return None
    return os.path.join(directory, name if kind == "TEXT" else f"{name}.{kind.lower()}")


class Lookups:
    """Profile.used from .dep, which does not tell the LOADPATH: its entries are those through which files were found.

    Each look-up is given the first LOADPATH, of those that may have been, with which it gives what panc found.
    `started` is when panc began, in nanoseconds.
    """

    def __init__(self, written: Written, started: int):
        self.written = written
        self.started = started
        self.finder = Finder(written.include_path)
        self.digests: dict[str, bytes] = {}
        entries = dict.fromkeys(entry for lines in written.dependencies.values() for _, _, directory in lines
                                for entry in self.entries(directory))
        self.loadpaths = [("", *entries), ("", *reversed(entries)), *(("", entry) for entry in entries), ("",)]

    def entries(self, directory: str) -> list[str]:
        """The entry of LOADPATH by which a directory is reached, if it is not on the load path itself."""
        if not directory or directory in self.written.include_path:
            return []
        above = (folder for folder in self.written.include_path if directory.startswith(f"{folder}/"))
        return [os.path.relpath(directory, folder) for folder in above][:1]

    def of(self, name: str) -> dict[tuple, tuple[str | None, bytes]]:
        """Empty if a look-up cannot be explained: such a profile counts as never up to date."""
        used = {}
        for dependency in self.written.dependencies[name]:
            kind = "text" if "TEXT" in dependency[1] else "source"
            file = file_of(*dependency)
            loadpath = next((path for path in self.loadpaths if self.found(kind, dependency[0], path) == file), None)
            if loadpath is None:
                return {}
            used[kind, dependency[0], loadpath] = (file, self.digest(file) if file else b"")
        return used

    def found(self, kind: str, name: str, loadpath: tuple[str, ...]) -> str | None:
        found = (self.finder.source if kind == "source" else self.finder.text)(name, loadpath)
        return found[0] if found else None

    def digest(self, file: str) -> bytes:
        if file not in self.digests:
            try:
                status = os.stat(file)
                late = max(status.st_mtime_ns, status.st_ctime_ns) >= self.started - TICK
                self.digests[file] = UNKNOWN if late else content_digest(Path(file).read_bytes())
            except OSError:
                self.digests[file] = UNKNOWN
        return self.digests[file]

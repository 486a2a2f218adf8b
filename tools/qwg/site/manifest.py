"""What each profile was made from comes in; which profiles are still up to date, and why others are not, goes out.

build/.state/manifest.json holds, for each profile, every look-up of a template or text file with what it found,
also nothing, and the digest of that content; further its settings, its load path and the compiler. A profile is up
to date if all of that is as it was and its outputs are there. Times and sizes only save reading: where they differ,
contents decide.

The file has two lines of JSON: what is needed to see that nothing changed, and, read only if something did, the
look-ups.
"""
from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qwg.pan.digests import blake2b

from .outputs import write_if_changed
from .tree import Cluster, Tree

if TYPE_CHECKING:
    from .build import Outcome
    from .ledger import Ledger

FORMAT = 2
# What was changed so shortly before it was read may change again within one tick of the file system's clock.
TICK = 50_000_000

Stamp = list  # mtime, ctime (nanoseconds), size (bytes), inode; [] for nothing there; None for: look at the content


class Settings(NamedTuple):
    """What, besides its templates, a profile of a cluster depends on."""
    compiler: str
    include_path: list[str]
    formats: list[str]
    options: list[str | None]
    output: str

    NAMES = {"compiler": "the compiler", "include_path": "the load path of the cluster",
             "formats": "the output formats", "options": "the settings for warnings or debugging",
             "output": "the folder of the outputs"}

    def difference(self, other: Settings) -> str:
        return next(self.NAMES[name] for name, one, two in zip(self._fields, self, other) if one != two)


def settings_of(tree: Tree, cluster: Cluster, compiler) -> Settings:
    """`compiler` is a class with the interface of qwg.pan.Compiler, or None for that."""
    if compiler is None:
        from qwg.pan.version import compiler_version

        version = compiler_version().hex()
    else:
        version = f"{compiler.__module__}.{compiler.__qualname__} {getattr(compiler, 'version', '')}"
    options = [cluster.warnings, cluster.settings.get("pan.debug.include"), cluster.settings.get("pan.debug.exclude")]
    return Settings(version, list(map(str, cluster.include_path)), list(cluster.formats), options, cluster.output)


class Manifest:
    """The manifest of one tree's build folder; one that is missing, damaged or of another format knows nothing."""

    def __init__(self, tree: Tree):
        self.tree = tree
        self.path = tree.build / ".state" / "manifest.json"
        self.profiles_folder = f"{tree.build}/profiles"
        self.stamps: dict[str, Stamp | None] = {}
        self.outputs: dict[str, list] = {}
        self.settings: list[Settings] = []
        self.profiles: dict[str, list] = {}
        self.second = b""
        try:
            first, self.second = self.path.read_bytes().split(b"\n", 1)
            head = json.loads(first)
            if head["format"] == FORMAT:
                self.settings = [Settings(*settings) for settings in head["settings"]]
                self.stamps, self.outputs, self.profiles = head["stamps"], head["outputs"], head["profiles"]
        except (OSError, ValueError, KeyError, TypeError):
            self.profiles = {}
        # Of each profile: the position in `settings`, the object's name, the cluster, the outputs.
        self.dirty = False

    @cached_property
    def details(self) -> tuple[list[list], dict[str, list[int]]]:
        """All look-ups, [settings, kind, name, LOADPATH, file, digest], and of each profile their numbers."""
        try:
            known = json.loads(self.second)
            return known["lookups"], known["uses"]
        except (ValueError, KeyError, TypeError):
            return [], {}

    # --- what changed ----------------------------------------------------------------------------------------------

    @cached_property
    def touched(self) -> set[str]:
        """The files and folders that do not look as they did."""
        return {path for path, known in self.stamps.items() if known is None or stamp(path) != known}

    @cached_property
    def broken(self) -> dict[int, str]:
        """The look-ups that would not give what they gave, and what is different about each."""
        touched, found = self.touched, {}
        if not touched:
            return found
        from qwg.pan.loader import Finder

        finders: dict[tuple, Finder] = {}
        digests: dict[str, str | None] = {}
        for number, (settings, kind, name, loadpath, file, digest) in enumerate(self.details[0]):
            path = tuple(self.settings[settings].include_path)
            finder = finders.setdefault(path, Finder(list(path)))
            if not touched.isdisjoint(folders(finder, kind, name, loadpath, file)):
                found_now = (finder.source if kind == "source" else finder.text)(name, tuple(loadpath))
                file_now = found_now[0] if found_now else None
                if file_now != file:
                    found[number] = self.other_file(name, file, file_now)
                    continue
            if file in touched and digest:
                if file not in digests:
                    digests[file] = digest_of(file)
                if digests[file] != digest:
                    found[number] = f"{self.tree.relative(Path(file))} changed"
        self.dirty = True
        return found

    def other_file(self, name: str, before: str | None, now: str | None) -> str:
        shown = [self.tree.relative(Path(file)) if file else "" for file in (before, now)]
        if not before:
            return f"{shown[1]} is there now"
        if not now:
            return f"{shown[0]} is gone"
        return f"'{name}' is now {shown[1]}, no longer {shown[0]}"

    def stale(self, source: Path, settings: Settings) -> str | None:
        """Why a profile must be compiled, in a few words; None if it is up to date."""
        key = self.tree.relative(source)
        entry = self.profiles.get(key)
        if entry is None:
            return "there is no record of its being compiled without an error"
        known = self.settings[entry[0]]
        if known != settings:
            return f"{known.difference(settings)} changed"
        gone = next((path for path in entry[3] if not self.has_output(path)), None)
        if gone is not None:
            return f"its output {gone} is not as it was written"
        if self.touched:
            uses = self.details[1].get(key)
            if uses is None:
                return "its record is damaged"
            number = next((number for number in uses if number in self.broken), None)
            if number is not None:
                return self.broken[number]
        return None

    def has_output(self, path: str) -> bool:
        known = self.outputs.get(path)
        if known is None:
            return False
        file = f"{self.profiles_folder}/{path}"
        if stamp(file) == known[0]:
            return True
        self.dirty = True
        return not os.path.islink(file) and digest_of(file) == known[1]

    def profile(self, source: Path) -> tuple[str, list[str]]:
        """The name of a profile that is up to date, and its outputs in build/profiles."""
        _, name, _, outputs = self.profiles[self.tree.relative(source)]
        return name, outputs

    def found_through(self, cluster: Cluster, known: set[Path]) -> list[Path]:
        """Objects outside the clusters' own that were compiled because a profile in `known` reads them."""
        own = {self.tree.relative(source) for source in cluster.sources}
        others = [self.tree.top / source for source, entry in self.profiles.items()
                  if entry[2] == cluster.name and source not in own]
        if not others:
            return []
        lookups, uses = self.details
        read = {lookups[number][4] for source in known for number in uses.get(self.tree.relative(source), ())}
        return [source for source in others if str(source) in read]

    def linked(self, sources: list[Path]) -> list[list[Path]]:
        """For each source that read other objects when it was compiled last: itself and those of them in `sources`."""
        lookups, uses = self.details
        files = {str(source): source for source in sources}
        groups = []
        for source in sources:
            used = uses.get(self.tree.relative(source), ())
            group = list(dict.fromkeys(files[lookups[number][4]] for number in used if lookups[number][4] in files))
            if len(group) > 1:
                groups.append(group)
        return groups

    # --- what is kept ----------------------------------------------------------------------------------------------

    def keep(self, outcomes: list[Outcome], settings: dict[str, Settings], ledger: Ledger, started: int) -> None:
        """Notes what was made, and forgets what the ledger no longer knows.

        `settings` are those of each cluster, `started` is when the build began, in nanoseconds.
        """
        compiled = [outcome for outcome in outcomes if not outcome.fresh]
        gone = self.profiles.keys() - ledger.entries.keys()
        if not (compiled or self.dirty or gone):
            return
        old_lookups, old_uses = self.details
        old_settings, new_settings = self.settings, []
        profiles: dict[str, list] = {}
        uses: dict[str, list[int]] = {}
        numbers: dict[tuple, int] = {}

        def position(setting: Settings) -> int:
            if setting not in new_settings:
                new_settings.append(setting)
            return new_settings.index(setting)

        done = {self.tree.relative(outcome.source) for outcome in compiled}
        renumbered: dict[int, int] = {}
        for source, entry in self.profiles.items():
            if source not in done and source not in gone and source in old_uses:
                at = position(old_settings[entry[0]])
                for number in old_uses[source]:
                    if number not in renumbered:
                        _, kind, name, loadpath, file, digest = old_lookups[number]
                        row = (at, kind, name, tuple(loadpath), file, digest)
                        renumbered[number] = numbers.setdefault(row, len(numbers))
                profiles[source] = [at, *entry[1:]]
                uses[source] = [renumbered[number] for number in old_uses[source]]
        folder = self.tree.build / "profiles"
        for outcome in compiled:
            if outcome.state == "ok" and outcome.used:
                outputs = [path.relative_to(folder).as_posix() for path in outcome.outputs]
                source, at = self.tree.relative(outcome.source), position(settings[outcome.cluster])
                profiles[source] = [at, outcome.name, outcome.cluster, outputs]
                uses[source] = [numbers.setdefault((at, *lookup, file, digest.hex()), len(numbers))
                                for lookup, (file, digest) in outcome.used.items()]
        self.settings, self.profiles = new_settings, profiles
        lookups = [list(row) for row in numbers]
        self.stamps = self.stamped(lookups, started)
        self.outputs = {path: self.output_entry(path) for entry in profiles.values() for path in entry[3]}
        self.save(lookups, uses)

    def stamped(self, lookups: list[list], started: int) -> dict[str, Stamp | None]:
        from qwg.pan.loader import Finder

        finders = [Finder(settings.include_path) for settings in self.settings]
        paths: set[str] = set()
        for settings, kind, name, loadpath, file, _ in lookups:
            paths.update(folders(finders[settings], kind, name, loadpath, file))
            if file is not None:
                paths.add(file)
        return {path: trusted(stamp(path), started) for path in sorted(paths)}

    def output_entry(self, path: str) -> list:
        file = f"{self.profiles_folder}/{path}"
        now, known = stamp(file), self.outputs.get(path)
        return known if known is not None and known[0] == now else [now, digest_of(file)]

    def save(self, lookups: list[list], uses: dict[str, list[int]]) -> None:
        head = {"format": FORMAT, "settings": self.settings, "stamps": self.stamps, "outputs": self.outputs,
                "profiles": self.profiles}
        lines = [json.dumps(part, separators=(",", ":")) for part in (head, {"lookups": lookups, "uses": uses})]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(self.path, "\n".join((*lines, "")).encode("utf-8", "surrogateescape"))


def folders(finder, kind: str, name: str, loadpath, file: str | None):
    """The folders whose content decides a look-up: all that are looked at, up to the one with the file."""
    for directory, folder, last in finder.places(name, loadpath):
        yield folder
        if file is not None and file.startswith(f"{folder}/{last}") and "/" not in file[len(folder) + 1:]:
            return


def stamp(path: str | Path, follow: bool = True) -> Stamp:
    """What differs once a file is another one or was changed; that of a symbolic link itself without `follow`."""
    try:
        status = os.stat(path, follow_symlinks=follow)
    except OSError:
        return []
    return [status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino]


def trusted(found: Stamp, started: int) -> Stamp | None:
    """None if the file or folder may have changed while the build read it, or may yet within the same tick."""
    return found if not found or max(found[0], found[1]) < started - TICK else None


def digest_of(file: str | Path) -> str | None:
    try:
        with open(file, "rb") as handle:
            return blake2b(handle.read(), digest_size=16).hexdigest()
    except OSError:
        return None

"""What a run learned of the profiles and hosts of a tree comes in; the next run has it at hand again.

It is all in build/.state/machines.json: for each profile its stamp, the record of its machine, what it breaks of the
schemas, where its values were set, and which files of its host stand in build/hosts. Bad bytes count as none.
"""
from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from qwg.site.manifest import stamp
from qwg.site.outputs import Changes, write_if_changed
from qwg.site.tree import Tree


def tools_version() -> list:
    """Changes with Python and with any module that reads profiles, judges them or makes files of them."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), here.parent / "site" / "profile.py", *(here / "schemas").iterdir()])
    return [importlib.util.MAGIC_NUMBER.hex(),
            *([file.name, status.st_size, status.st_mtime_ns] for file in files for status in [file.stat()])]


class State:
    """`profiles` maps the path of a profile, relative to the tree, to what is known of it."""

    def __init__(self, tree: Tree):
        self.tree = tree
        self.path = tree.build / ".state" / "machines.json"
        self.version = tools_version()
        self.profiles: dict[str, dict] = {}
        # Whether there is anything to write.
        self.changed = True
        try:
            document = json.loads(self.path.read_bytes())
            if document["version"] == self.version:
                self.profiles = {file: entry for file, entry in document["profiles"].items() if "stamp" in entry}
                self.changed = len(self.profiles) != len(document["profiles"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.profiles = {}

    def entry(self, file: str, path: Path) -> dict | None:
        """What is known of a profile, if that is still the same file."""
        entry = self.profiles.get(file)
        return entry if entry is not None and entry["stamp"] == stamp(path) else None

    def keep(self, file: str, entry: dict) -> None:
        """Notes what was learned of a profile."""
        self.profiles[file] = entry
        self.changed = True

    def only(self, profiles: dict[str, dict]) -> None:
        """Forgets all but these, which are known."""
        self.changed |= profiles.keys() != self.profiles.keys()
        self.profiles = profiles

    def keep_span(self, file: str, path: str, place: list) -> None:
        """Notes where the value at a path of a profile was set."""
        if file in self.profiles:
            self.profiles[file].setdefault("spans", {})[path] = place
            self.changed = True

    def keep_host(self, path: Path, toolstack: str, guests: int, folder: str, files) -> None:
        """Notes that these files of a host, relative to its folder, were made of a profile without any finding.

        `toolstack` is "" for a profile of no host.
        """
        self.profiles[self.tree.relative(path)]["host"] = {
            "toolstack": toolstack, "guests": guests,
            "files": {file: stamp(f"{folder}/{file}", follow=False) for file in sorted(files)}}
        self.changed = True

    def host(self, path: Path, folder: str) -> tuple[str, int, Changes] | None:
        """The toolstack, the number of guests and the files of a host, if all that is still as it was noted."""
        entry = self.entry(self.tree.relative(path), path)
        try:
            known = entry["host"]
            if all(stamp(f"{folder}/{file}", follow=False) == then for file, then in known["files"].items()):
                return known["toolstack"], known["guests"], Changes(kept=list(known["files"]))
        except (KeyError, TypeError, AttributeError):
            pass
        return None

    def save(self) -> None:
        if not self.changed:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        document = {"version": self.version, "profiles": self.profiles}
        # A record of this run is written as its fields.
        write_if_changed(self.path, json.dumps(document, sort_keys=True, default=vars).encode() + b"\n")

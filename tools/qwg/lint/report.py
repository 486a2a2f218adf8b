"""Findings come in; lines for a reader, one JSON document or a SARIF log, and an exit code go out."""
from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qwg.pan.diagnostics import Diagnostic
from qwg.site.errors import Refused
from qwg.site.outputs import write_if_changed
from qwg.site.report import counted
from qwg.site.tree import Tree

from .checks import SEVERITIES

if TYPE_CHECKING:
    from .fixes import Fixed


@dataclass
class Report:
    """All that a run has to say. `fixable` counts the findings that --fix would try."""
    tree: Tree | None = None
    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    fixable: int = 0
    fixed: Fixed | None = None
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    def add_file(self, file: str, diagnostics: list[Diagnostic], fixable: int) -> None:
        self.files.append(file)
        self.diagnostics += diagnostics
        self.fixable += fixable

    @property
    def exit_code(self) -> int:
        return self.worst or int(bool(self.diagnostics))

    def shown(self, file: str) -> str:
        """A file as messages have it: relative to the tree, or to the working directory."""
        return os.path.relpath(file, self.tree.top if self.tree else None)

    def show(self, as_json: bool = False) -> None:
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        for found in self.diagnostics:
            print(self.line(found))
        if self.fixed is not None:
            self.show_fixed(self.fixed)
        print(self.summary())

    def show_fixed(self, fixed: Fixed) -> None:
        for file, count in fixed.files.items():
            print(f"{self.shown(file)}: {counted(count, 'finding')} put right")
        for file, reason in fixed.refused.items():
            print(f"{self.shown(file)}: not put right: {reason}")
        if fixed.files:
            outputs = f", equal outputs of {counted(fixed.profiles, 'profile')}" if fixed.profiles else ""
            print(f"what was put right means the same: equal nodes{outputs}")

    def line(self, found: Diagnostic) -> str:
        name = found.code.removeprefix("lint.")
        place = ""
        if found.span:
            place = self.shown(found.span.file)
            place += f":{found.span.line}:{found.span.column}: " if found.span.line else ": "
        return "\n  ".join((f"{place}{found.severity} {name}: {' '.join(found.message.split())}", *found.notes))

    def summary(self) -> str:
        counts = Counter(found.severity for found in self.diagnostics)
        parts = [counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
        text = f"{counted(len(self.files), 'template')}: {', '.join(parts) or 'nothing found'}"
        return text + (f"; --fix can try {self.fixable} of them" if self.fixable else "")

    def as_dict(self) -> dict:
        """The JSON document; paths in it are relative to the tree."""
        def relative(found: Diagnostic) -> dict:
            entry = found.as_dict()
            if entry["span"]:
                entry["span"]["file"] = self.shown(entry["span"]["file"])
            return entry

        return {"ok": self.exit_code == 0, "exit_code": self.exit_code, "templates": len(self.files),
                "diagnostics": [relative(found) for found in self.diagnostics], "fixable": self.fixable,
                "fixed": self.fixed and {
                    "profiles": self.fixed.profiles,
                    "files": {self.shown(file): count for file, count in self.fixed.files.items()},
                    "refused": {self.shown(file): reason for file, reason in self.fixed.refused.items()}}}

    def write_sarif(self, file: str) -> None:
        """Writes the SARIF log; a file that cannot be written is one more finding."""
        from .sarif import log

        try:
            write_if_changed(Path(file).absolute(), log(self))
        except OSError as error:
            self.add(Refused("lint.sarif", f"cannot be written: {error.strerror or error}", file).diagnostic, 1)

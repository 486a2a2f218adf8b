"""Runs of each row come in; a table or one JSON document goes out."""
from __future__ import annotations

import json
import statistics
import sys
from dataclasses import dataclass, field

from qwg.pan.diagnostics import Diagnostic
from qwg.site.report import print_table

from .processes import Run

MB = 1_000_000
HEADINGS = ["work", "", "wall s", "median", "cpu s", "MB", "panc s", "median", "cpu s", "MB", "ratio", "tuned panc s",
            "ratio"]


@dataclass
class Measured:
    """The runs of one row; `peak` is what all its processes held together, in bytes, 0 if that was not measured."""
    letter: str
    title: str
    runs: list[Run] = field(default_factory=list)
    peak: int = 0
    rivals: dict[str, "Measured"] = field(default_factory=dict)

    @property
    def wall(self) -> float:
        return min(run.wall for run in self.runs)

    @property
    def median(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return min(run.cpu for run in self.runs)

    def ratio(self, jvm: str) -> float | None:
        """Our shortest time by panc's shortest."""
        return self.wall / self.rivals[jvm].wall if jvm in self.rivals else None

    def figures(self) -> dict:
        return {"wall": round(self.wall, 4), "median": round(self.median, 4), "cpu": round(self.cpu, 4),
                "memory": self.peak or None,
                "walls": [round(run.wall, 4) for run in self.runs]}

    def as_dict(self) -> dict:
        return {"work": self.letter, "title": self.title, **self.figures(),
                "panc": {jvm: {**rival.figures(), "ratio": round(self.ratio(jvm), 4)}
                         for jvm, rival in self.rivals.items()}}

    def cells(self) -> list[str]:
        cells = [self.letter, self.title, f"{self.wall:.3f}", f"{self.median:.3f}", f"{self.cpu:.2f}",
                 megabytes(self.peak)]
        if not self.rivals:
            return cells + [""] * 7
        panc, tuned = self.rivals["default"], self.rivals["tuned"]
        return cells + [f"{panc.wall:.3f}", f"{panc.median:.3f}", f"{panc.cpu:.2f}",
                        megabytes(panc.peak if self.peak else 0), f"{self.ratio('default'):.3f}", f"{tuned.wall:.3f}",
                        f"{self.ratio('tuned'):.3f}"]


@dataclass
class Report:
    """What was measured where. `compared` counts the outputs that were compared with panc's."""
    rows: list[Measured] = field(default_factory=list)
    rounds: int = 0
    machine: dict = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    compared: int = 0
    notes: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit_code: int = 0

    def add(self, finding: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(finding)
        self.exit_code = max(self.exit_code, exit_code)

    def as_dict(self) -> dict:
        return {"machine": self.machine, "rounds": self.rounds, "rows": [row.as_dict() for row in self.rows],
                "skipped": self.skipped, "compared": self.compared, "notes": self.notes,
                "diagnostics": [finding.as_dict() for finding in self.diagnostics]}

    def show(self, as_json: bool = False) -> None:
        """The table or the JSON to standard output, findings to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        if self.rows:
            print_table(HEADINGS, [row.cells() for row in self.rows])
        for letter, reason in self.skipped.items():
            print(f"{letter} is skipped: {reason}")
        for note in self.notes:
            print(note)
        if self.rows:
            print(f"shortest of {self.rounds} rounds; ratio: our time by panc's; MB: all processes together")
            print("; ".join(f"{what}: {value}" for what, value in self.machine.items()))
        if self.compared:
            print(f"{self.compared} outputs compared with panc's, byte by byte")
        sys.stdout.flush()
        for finding in self.diagnostics:
            print(f"{finding.text()}\n", file=sys.stderr)


def megabytes(size: int) -> str:
    return f"{size / MB:.0f}" if size else ""

"""Letters of works, rounds and folders come in; our compiler and the public panc take turns; a Report goes out."""
from __future__ import annotations

import filecmp
import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.site.errors import WrongUse

from . import machine, processes
from .report import Measured, Report
from .works import TITLES, Row, Work, Works, emptied

# What a user could do to panc's JVM for short runs.
TUNED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
JVMS = {"default": "", "tuned": TUNED}


def bench(checkout: str, work: str | None = None, rounds: str | int = 5, site: str | None = None,
          site_cluster: str | None = None, formats: str = "pan,dep", show_progress: bool = False) -> Report:
    """Measures the works whose letters `work` names, separated by commas (none: all), `rounds` times each.

    `site` is the folder of the public example site, `site_cluster` its cluster (none: the first). The environment
    variable PANC names the public panc, a launcher or a jar; without it we are measured alone.
    """
    report = Report()
    try:
        letters = chosen(work)
        report.rounds = positive(rounds)
        panc = public_panc()
        if panc is None:
            report.notes.append("the environment variable PANC names no public panc: we are measured alone")
        with tempfile.TemporaryDirectory(prefix="qwg-bench-") as name:
            folder = Path(name)
            report.machine = machine.description(java_of(panc) if panc else None)
            works = Works(Path(checkout), folder, letters, formats, Path(site).absolute() if site else None, site_cluster)
            measure(report, list(works.all()), works, panc, show_progress)
            report.skipped = {letter: works.skipped[letter] for letter in sorted(works.skipped)}
        report.machine["load at the end"] = round(os.getloadavg()[0], 1)
    except WrongUse as error:
        report.add(error.diagnostic, error.exit_code)
    except (processes.Failed, OSError) as error:
        report.add(Diagnostic("error", "bench.failed", str(error)), 1)
    return report


def chosen(work: str | None) -> list[str]:
    letters = [word.strip() for word in (work or ",".join(TITLES)).split(",") if word.strip()]
    for letter in letters:
        if letter not in TITLES:
            raise WrongUse("bench.work", f"there is no work '{letter}': choose from {', '.join(TITLES)}")
    return letters


def positive(rounds: str | int) -> int:
    try:
        if int(rounds) > 0:
            return int(rounds)
    except ValueError:
        pass
    raise WrongUse("bench.rounds", f"'{rounds}' is no number of rounds: 1 or more")


def public_panc() -> list[str] | None:
    """The command that PANC names; None where there is none."""
    words = shlex.split(os.environ.get("PANC", ""))
    if not words:
        return None
    if words[0].endswith(".jar"):
        words = ["java", "-cp", words[0], "org.quattor.pan.pan_compiler"]
    if shutil.which(words[0]) is None:
        raise WrongUse("bench.panc", f"PANC names a program that is not there: {words[0]}")
    return words


def java_of(panc: list[str]) -> str:
    return panc[0] if os.path.basename(panc[0]) == "java" else "java"


def measure(report: Report, works: list[Work], scene: Works, panc: list[str] | None, show_progress: bool) -> None:
    """Every round does all works, and in each work all rows and both JVMs one after the other."""
    environment = scene.environment()
    measured = {(work.name, row.title): Measured(row.letter, row.title) for work in works for row in work.rows}
    rivals = {(work.name, jvm): Measured("", f"panc, {jvm} JVM") for work in works for jvm in JVMS} if panc else {}

    def tell(text: str) -> None:
        if show_progress and sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    for number in range(1, report.rounds + 1):
        for work in works:
            output = scene.folder / "panc" / work.name
            command = [*(panc or ()), *work.arguments(scene.formats, output)]
            for jvm, options in JVMS.items() if panc else ():
                tell(f"round {number} of {report.rounds}: {work.name}, panc, {jvm} JVM")
                emptied(output)
                rivals[work.name, jvm].runs.append(processes.run(command, java_options(options)))
            for row in work.rows:
                tell(f"round {number} of {report.rounds}: {row.title}")
                row.before()
                measured[work.name, row.title].runs.append(processes.run(row.command, environment, row.told))
                if number == 1 and panc and row.output:
                    compare(report, row, output)
    for work in works:
        rows = [row for row in work.rows if row.memory]
        if rows and panc:
            tell(f"memory: {work.name}, panc")
            output = scene.folder / "panc" / work.name
            emptied(output)
            command = [*panc, *work.arguments(scene.formats, output)]
            rivals[work.name, "default"].peak = processes.peak_memory(command, java_options(""))
        for row in rows:
            tell(f"memory: {row.title}")
            row.before()
            measured[work.name, row.title].peak = processes.peak_memory(row.command, environment)
        for row in work.rows:
            ours = measured[work.name, row.title]
            ours.rivals = {jvm: rivals[work.name, jvm] for jvm in JVMS if panc}
            report.rows.append(ours)
    tell("")
    report.rows.sort(key=lambda row: row.letter)


def java_options(options: str) -> dict[str, str]:
    return {"JDK_JAVA_OPTIONS": options} if options else {}


def compare(report: Report, row: Row, theirs: Path) -> None:
    """Every output must be there on both sides with the same bytes."""
    names = {path.relative_to(folder) for folder in (row.output, theirs) for path in folder.rglob("*") if path.is_file()}
    different = [name for name in sorted(names)
                 if not ((row.output / name).is_file() and (theirs / name).is_file()
                         and filecmp.cmp(row.output / name, theirs / name, shallow=False))]
    report.compared += len(names)
    if different:
        report.add(Diagnostic("error", "bench.different", f"{row.title}: {len(different)} of {len(names)} outputs are "
                              f"not panc's, the first of them is {different[0]}"), 1)

"""The command of a public panc in (environment variable PANC), a running PublicPanc that compiles and answers out.

PANC names a launcher (any script that starts panc 10 with java) or the jar itself. One JVM serves all comparisons of
a test run; public_panc.clj says why and how it is spoken to.
"""
from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

DRIVER = Path(__file__).with_name("public_panc.clj")
SECONDS_FOR_ONE_ANSWER = 60
STACK = re.compile(r"^[\w.$/]+\([\w ]+(?:\.java:\d+)?\)\n?", re.MULTILINE)
HEAD = re.compile(r"^(syntax|parse|evaluation|validation|system|internal) error \[(.*?)\]\s*$", re.MULTILINE)
PLACE = re.compile(r"(.*?)(?::(?:\?|(\d+)\.(\d+)-(\d+)\.(\d+)))?\Z", re.DOTALL)


class Refusal(NamedTuple):
    """One message of panc. `kind` is that of its first line; lines are 0 where panc does not know them."""
    kind: str
    file: str
    line: int
    end_line: int
    message: str


class Answer(NamedTuple):
    """What one compilation said: its messages as they are, and what was printed while it ran."""
    messages: str
    stderr: str

    @property
    def refusals(self) -> list[Refusal]:
        heads = list(HEAD.finditer(self.messages))
        found = []
        for head, following in zip(heads, [*heads[1:], None]):
            file, line, _, end_line, _ = PLACE.fullmatch(head.group(2)).groups()
            text = STACK.sub("", self.messages[head.end():following.start() if following else None]).strip("\n")
            # What keeps an included template from being compiled stands, whole, as the message of an evaluation error.
            if text or following is None:
                found.append(Refusal(head.group(1), file, int(line or 0), int(end_line or 0), text))
        if not found and self.messages.strip():
            # An exception that panc does not expect itself is printed without a head.
            found.append(Refusal("internal", "", 0, 0, STACK.sub("", self.messages).strip()))
        return found


class NoPanc(Exception):
    """There is no public panc to compare with; the text says why."""


class PublicPanc:
    """One JVM with panc in it. compile() may be called any number of times; close() ends it."""

    def __init__(self, command: str):
        self.command = java_command(command)
        self.process: subprocess.Popen | None = None

    def start(self) -> subprocess.Popen:
        return subprocess.Popen([*self.command, "clojure.main", str(DRIVER)], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def compile(self, arguments: list[str]) -> Answer:
        """Compile with panc's command line; TimeoutError when it does not come back."""
        if self.process is None or self.process.poll() is not None:
            self.process = self.start()
        process = self.process
        watchdog = threading.Timer(SECONDS_FOR_ONE_ANSWER, process.kill)
        watchdog.start()
        try:
            process.stdin.write(json.dumps(arguments, ensure_ascii=False).encode("utf-8") + b"\n")
            process.stdin.flush()
            sizes = process.stdout.readline().split()
            if len(sizes) != 2:
                raise TimeoutError(f"panc gave no answer within {SECONDS_FOR_ONE_ANSWER} s")
            said, whispered = (process.stdout.read(int(size)).decode("utf-8", "replace") for size in sizes)
        finally:
            watchdog.cancel()
        return Answer(said, whispered)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(30)


def java_command(command: str) -> list[str]:
    """java with the class path by which `command`, a launcher or a jar, runs panc. NoPanc if that cannot be found."""
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    if command.endswith(".jar"):
        if not Path(command).is_file():
            raise NoPanc(f"PANC names a jar that is not there: {command}")
        return ["java", *options, "-cp", command]
    try:
        told = subprocess.run([*shlex.split(command), "--version"], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60,
                              env={**os.environ, "JDK_JAVA_OPTIONS": "-XshowSettings:properties"})
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise NoPanc(f"PANC cannot be run: {error}") from None
    found = re.search(r"^ *java\.class\.path = (.*(?:\n {8,}.*)*)", told.stderr, re.MULTILINE)
    if not found:
        raise NoPanc(f"PANC does not tell its class path; it must start java 9 or later: {command}")
    home = re.search(r"^ *java\.home = (.*)", told.stderr, re.MULTILINE)
    java = str(Path(home.group(1), "bin", "java")) if home else "java"
    return [java, *options, "-cp", os.pathsep.join(line.strip() for line in found.group(1).splitlines())]


def public_panc() -> PublicPanc:
    """The panc that PANC names; NoPanc with the reason when there is none."""
    command = os.environ.get("PANC")
    if not command:
        raise NoPanc("the environment variable PANC does not name a public panc")
    return PublicPanc(command)


# --- comparing ---------------------------------------------------------------------------------------------------

def compare(panc: PublicPanc, case, folder: Path, output: Path) -> list[str]:
    """Differences between our compiler and panc over a case whose files are in `folder`; empty when there are none."""
    from pan_cases import command_line, run_case
    ours, theirs = output / "ours", output / "panc"
    ours.mkdir()
    theirs.mkdir()
    outcome = run_case(case, folder, ours)
    answer = panc.compile(command_line(case, folder, theirs))
    found = compare_files(ours, theirs)
    found += compare_refusals(outcome.diagnostics, answer.refusals)
    if case.stderr and answer.stderr.splitlines() != outcome.stderr:
        found.append(f"panc printed {answer.stderr!r}")
    return found


def compare_files(ours: Path, theirs: Path) -> list[str]:
    """Every output file must be there on both sides with the same bytes."""
    found = []
    names = {path.relative_to(folder) for folder in (ours, theirs) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        sides = [(folder / name).read_bytes() if (folder / name).exists() else None for folder in (ours, theirs)]
        if sides[0] == sides[1]:
            continue
        for who, data in zip(("our compiler", "panc"), sides):
            found.append(f"{name} of {who}:" if data is not None else f"{name}: {who} does not write it")
            found += [f"    {line}" for line in (data or b"").decode("utf-8", "replace").splitlines()]
    return found


def compare_refusals(diagnostics, refusals: list[Refusal]) -> list[str]:
    """Same kinds, and our place must lie within panc's where panc knows one."""
    found = []
    for refusal in refusals:
        if not any(fits(diagnostic, refusal) for diagnostic in diagnostics):
            found.append(f"panc refuses: {refusal.kind} [{refusal.file}:{refusal.line}-{refusal.end_line}] "
                         f"{refusal.message}")
    if len(diagnostics) > len(refusals) or found:
        found += [f"our compiler refuses: {diagnostic.header()} {diagnostic.message}" for diagnostic in diagnostics]
    return found


def fits(diagnostic, refusal: Refusal) -> bool:
    if diagnostic.code.rsplit(".", 1)[-1] != refusal.kind:
        return False
    span = diagnostic.span
    if refusal.kind == "validation":
        # panc names the object's template; we name the statement that set the value, so the element is compared.
        element = re.search(r"^element path: .*$", refusal.message, re.MULTILINE)
        return element is None or element.group() in diagnostic.notes
    if refusal.file == "?":
        return True
    if span is None or span.file != refusal.file:
        return False
    return not refusal.line or refusal.line <= span.line <= refusal.end_line

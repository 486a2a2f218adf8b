"""The command of a public panc comes in, a running one that compiles goes out; its messages come in, Refusals go out.

The command is a launcher (any script that starts panc 10 with java) or a jar. One JVM does all of a cluster's work;
panc.clj says why and how it is spoken to.
"""
from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

from qwg.pan.diagnostics import Diagnostic, Frame, Span

DRIVER = Path(__file__).with_name("panc.clj")
STACK = re.compile(r"^[\w.$/]+\([\w ]+(?:\.java:\d+)?\)\n?", re.MULTILINE)
HEAD = re.compile(r"^(syntax|parse|evaluation|validation|system|internal) error \[(.*?)\]\s*$", re.MULTILINE)
PLACE = re.compile(r"(.*?)(?::(?:\?|(\d+)\.(\d+)-(\d+)\.(\d+)))?\Z", re.DOTALL)
TRACE = re.compile(r"^>>> ?(?:\[(.*)\]|.*)\n?", re.MULTILINE)
# Where a validation message says no more what is wrong, but with what: these lines are our notes.
DETAIL = re.compile(r"^(?:element path|element value|type): |^path '.*' bound to type ", re.MULTILINE)
SECONDS_TO_ANSWER_FOR_ITSELF = 60
SECONDS_TO_END = 5
# They take two thirds of the time away for a site of ten profiles.
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# Java takes from it how names of files, and for some versions also templates, are encoded.
LOCALE = {"LC_ALL": "C.UTF-8"}
JAVA = "the public panc needs Java 8 or newer"
# What java prints where it cannot run panc, and what to do.
CAUSES = (
    (re.compile("UnsupportedClassVersionError|Unsupported major.minor version"),
     f"this java is too old: {JAVA}; name a newer one in JAVA_HOME"),
    (re.compile(r"(?:find or load main class|NoClassDefFoundError: )\W*clojure"),
     "the jar has panc, but not the libraries that it needs: name the one that is called panc.jar, or a launcher"),
    (re.compile("FileNotFoundException.*org/quattor/pan|Could not locate org/quattor/pan"),
     "it holds no panc 10"),
    (re.compile("OutOfMemoryError|insufficient memory"),
     "Java ran out of memory: give it more, such as JDK_JAVA_OPTIONS=-Xmx4g in the environment"),
)


class Refusal(NamedTuple):
    """One message of panc. `kind` is that of its first line; `span` is None where panc names no file."""
    kind: str
    span: Span | None
    message: str
    trace: tuple[Span, ...] = ()

    def diagnostic(self, object_name: str = "") -> Diagnostic:
        """What panc says, in the shape of our own findings."""
        detail = DETAIL.search(self.message) if self.kind == "validation" else None
        text, rest = (self.message, "") if detail is None else (self.message[:detail.start()],
                                                                self.message[detail.start():])
        frames = tuple(Frame(Path(span.file).name, span) for span in self.trace[1:])
        notes = tuple(line for line in rest.splitlines() if line)
        return Diagnostic("error", f"pan.{self.kind}", text.strip("\n") or "panc does not say why", self.span, notes,
                          frames, object_name)


class Answer(NamedTuple):
    """What one compilation said: its messages as they are, and what was printed while it ran."""
    messages: str
    stderr: str

    @property
    def refusals(self) -> list[Refusal]:
        heads = list(HEAD.finditer(self.messages))
        found = []
        for head, following in zip(heads, [*heads[1:], None]):
            body = self.messages[head.end():following.start() if following else None]
            trace = tuple(place(text) for text in TRACE.findall(body) if text)
            text = STACK.sub("", TRACE.sub("", body)).strip("\n")
            # What keeps an included template from being compiled stands, whole, as the message of an evaluation error.
            if text or following is None:
                found.append(Refusal(head.group(1), place(head.group(2)), text, tuple(filter(None, trace))))
        if not found and self.messages.strip():
            # An exception that panc does not expect itself is printed without a head.
            found.append(Refusal("internal", None, STACK.sub("", self.messages).strip()))
        return found


def place(text: str) -> Span | None:
    """`FILE:LINE.COLUMN-LINE.COLUMN`, or less, as a Span; panc's end may lie before its start."""
    file, *numbers = PLACE.fullmatch(text).groups()
    if file in ("", "?"):
        return None
    line, column, end_line, end_column = (int(number or 0) for number in numbers)
    return Span(file, line, column, *max((line, column), (end_line, end_column)))


def fits(diagnostic: Diagnostic, refusal: Refusal) -> bool:
    """Whether one of our findings is panc's: of the same kind, and our place lies within panc's if it knows one."""
    if diagnostic.code.rsplit(".", 1)[-1] != refusal.kind:
        return False
    span = diagnostic.span
    if refusal.kind == "validation":
        # panc names the object's template; we name the statement that set the value, so the element is compared.
        element = re.search(r"^element path: .*$", refusal.message, re.MULTILINE)
        return element is None or element.group() in diagnostic.notes
    if refusal.span is None:
        return True
    if span is None or span.file != refusal.span.file:
        return False
    return not refusal.span.line or refusal.span.line <= span.line <= refusal.span.end_line


class NoPanc(Exception):
    """There is no public panc to work with, or it does not work; the text says why."""


class Panc:
    """One JVM with panc in it. compile() may be called any number of times; close(), or leaving `with`, ends it.

    `java` starts java with panc's class path; `seconds` is how long one answer may take, None for any time.
    """

    def __init__(self, java: list[str], seconds: float | None = None):
        self.java = java
        self.seconds = seconds
        self.process: subprocess.Popen | None = None
        self.printed = tempfile.TemporaryFile()

    def __enter__(self) -> Panc:
        return self

    def __exit__(self, *error) -> None:
        self.close()

    def start(self) -> subprocess.Popen:
        try:
            return subprocess.Popen([*self.java, "clojure.main", str(DRIVER)], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, stderr=self.printed, env={**os.environ, **LOCALE})
        except OSError as error:
            raise NoPanc(f"{self.java[0]} cannot be run ({error.strerror}): {JAVA}") from None

    def compile(self, arguments: list[str]) -> Answer:
        """Compiles with panc's command line; TimeoutError if that takes too long, NoPanc if panc gives no answer."""
        if self.process is None or self.process.poll() is not None:
            self.process = self.start()
        process = self.process
        late = threading.Event()
        watchdog = threading.Timer(self.seconds or 0, lambda: (late.set(), process.kill()))
        if self.seconds:
            watchdog.start()
        try:
            request = json.dumps(arguments, ensure_ascii=False).encode("utf-8", "surrogateescape")
            process.stdin.write(request + b"\n")
            process.stdin.flush()
            sizes = process.stdout.readline().split()
            if len(sizes) == 2 and all(size.isdigit() for size in sizes):
                said, whispered = (self.read(int(size)) for size in sizes)
                return Answer(said, whispered)
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
        finally:
            watchdog.cancel()
        self.end(SECONDS_TO_END)
        if late.is_set():
            raise TimeoutError(f"panc gave no answer within {self.seconds} s")
        raise NoPanc(self.reason())

    def read(self, size: int) -> str:
        data = self.process.stdout.read(size)
        if len(data) < size:
            raise BrokenPipeError
        return data.decode("utf-8", "replace")

    def reason(self) -> str:
        """Why there was no answer, from what java printed."""
        self.printed.seek(0)
        text = self.printed.read().decode("utf-8", "replace")
        known = next((remedy for pattern, remedy in CAUSES if pattern.search(text)), None)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        said = f": {lines[0][:300]}" if lines else ""
        return known or f"panc ended without an answer{said}"

    def end(self, seconds: float) -> None:
        """Ends the JVM: it has so long to come to its end by itself, and to say why."""
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def close(self) -> None:
        if self.process is not None:
            self.end(0)
        self.printed.close()


def java_command(command: str) -> list[str]:
    """java with the class path by which `command`, a launcher or a jar, runs panc. NoPanc if that cannot be found."""
    if command.endswith(".jar"):
        if not Path(command).is_file():
            raise NoPanc(f"there is no jar {command}")
        home = os.environ.get("JAVA_HOME")
        return [str(Path(home, "bin", "java")) if home else "java", *quick_start(), "-cp", command]
    try:
        told = subprocess.run([*shlex.split(command), "--version"], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, errors="replace", timeout=SECONDS_TO_ANSWER_FOR_ITSELF,
                              env={**os.environ, "JDK_JAVA_OPTIONS": "-XshowSettings:properties"})
    except (OSError, ValueError) as error:
        raise NoPanc(f"{command} cannot be run: {error}") from None
    except subprocess.TimeoutExpired:
        raise NoPanc(f"{command} does not tell its version within {SECONDS_TO_ANSWER_FOR_ITSELF} s") from None
    found = re.search(r"^ *java\.class\.path = (.*(?:\n {8,}.*)*)", told.stderr, re.MULTILINE)
    if not found:
        lines = (told.stderr + told.stdout).strip().splitlines()
        said = f", it says: {lines[0][:200]}" if lines else ""
        raise NoPanc(f"{command} does not tell the class path with which it starts Java 9 or newer (name the jar "
                     f"where Java is older){said}")
    home = re.search(r"^ *java\.home = (.*)", told.stderr, re.MULTILINE)
    java = str(Path(home.group(1), "bin", "java")) if home else "java"
    return [java, *quick_start(), "-cp", os.pathsep.join(line.strip() for line in found.group(1).splitlines())]


def quick_start() -> tuple[str, ...]:
    """Options for java, unless the user has chosen some."""
    return () if os.environ.get("JDK_JAVA_OPTIONS") else QUICK_START

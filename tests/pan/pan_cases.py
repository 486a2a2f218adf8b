"""Files of language cases in (Pan text with its outcome beside it), Case records and their Outcomes out.

A case begins with a line ``### NAME: what it shows`` and ends before the next one. That line stands for ``object
template NAME;`` unless the case brings a header of its own. A further line of the form ``KIND template NAME;`` begins
another template of the same case; a line ``## FILE`` begins any file, which then goes on to the next such line.
Templates are written with as many empty lines before them as there are in the case file, so that all line numbers are
those of the case file.

The outcome stands in comments::

    #> {"a": 1}                        the profile: JSON of the one object that the case compiles, its first file
    'a' = 1;  # error: KIND "words"    the compiler refuses this line, with these words in its message or its notes
    # error without a line: KIND "words"
    #dep> NAME TYPE                    lines of the .dep file (where a case has none, .dep is not looked at)
    #stderr> text                      what is printed while the program runs
    # options: --max-iteration 10      more of the command line
    # deviates: NAME                   the public panc does otherwise, and docs/deviations.md says why under NAME
"""
from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

START = re.compile(r"### ([\w+.-]+)(?::[^#]*)?")
FILE = re.compile(r"## (\S+)$")
HEADER = re.compile(r"(?:(?:object|structure|unique|declaration) )?template ([\w+./-]+);")
ERROR = re.compile(r'\s*# error: (\w+) "(.*)"$')
ERROR_WITHOUT_LINE = re.compile(r'# error without a line: (\w+) "(.*)"$')
NOTE = re.compile(r"# (options|deviates): (.*)$")
NO_PROFILE = "(no profile)"
WIDTH = 110


@dataclass(frozen=True)
class ExpectedError:
    """A refusal; line is that of the case file, 0 for none."""
    line: int
    kind: str
    words: str


@dataclass
class Case:
    """One program with what should come of it. `files` are names and texts, the first is compiled."""
    file: Path
    name: str
    line: int
    end: int
    text: list[str]
    files: dict[str, str] = field(default_factory=dict)
    errors: list[ExpectedError] = field(default_factory=list)
    golden: list[str] = field(default_factory=list)
    dependencies: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    deviates: str | None = None

    @property
    def main(self) -> str:
        return next(iter(self.files))

    def write(self, folder: Path) -> None:
        """Put the case's files into a folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))


@dataclass
class Outcome:
    """What a compiler made of a case: the same fields as the case's, and the Diagnostics."""
    errors: list[ExpectedError] = field(default_factory=list)
    golden: list[str] = field(default_factory=list)
    dependencies: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    diagnostics: list = field(default_factory=list)


class CaseError(Exception):
    """A file of cases is not well-formed."""


def read_cases(file: Path) -> list[Case]:
    """The cases of one file; CaseError when it is none of our files."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("### ")]
    if not starts:
        raise CaseError(f"{file}: no case in this file; a case begins with '### NAME: what it shows'")
    cases = []
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        while end > start and not lines[end - 1].strip():
            end -= 1
        cases.append(read_case(file, lines, start, end))
    names = [case.name for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(f"{file}: two cases are called {name}")
    return cases


def read_case(file: Path, lines: list[str], start: int, end: int) -> Case:
    marker = START.match(lines[start])
    if not marker:
        raise CaseError(f"{file}:{start + 1}: a case begins with '### NAME: what it shows'")
    case = Case(file, marker.group(1), start + 1, end, lines[start:end])
    plain = (ERROR.sub("", line) for line in lines[start + 1:end])
    first_code = next((line for line in plain if line.strip() and not is_comment(line)), "")
    current, by_name = None, False
    if not HEADER.match(first_code) and not FILE.match(first_code):
        current = f"{case.name}.pan"
        rest = take_error(case, lines[start][marker.end():], start + 1)
        case.files[current] = "\n" * start + f"object template {case.name};{rest}\n"
    for number in range(start + 1, end):
        line = lines[number]
        is_template = current is None or current.endswith((".pan", ".tpl"))
        if take_outcome(case, line, number + 1):
            if not is_template:
                continue
            line = ""
        line = take_error(case, line, number + 1)
        named, header = FILE.match(line), None if by_name else HEADER.match(line)
        if named or header:
            by_name = named is not None
            current = named.group(1) if named else f"{header.group(1)}.pan"
            if current in case.files:
                raise CaseError(f"{file}:{number + 1}: the case {case.name} has two files {current}")
            case.files[current] = "\n" * (number + by_name) if current.endswith((".pan", ".tpl")) else ""
            if named:
                continue
        if current is not None:
            case.files[current] += line + "\n"
    return case


def is_comment(line: str) -> bool:
    return line.startswith("#") and not FILE.match(line)


def take_outcome(case: Case, line: str, number: int) -> bool:
    """Note a line that only tells the outcome; whether it was one."""
    for mark, lines in (("#> ", case.golden), ("#dep> ", case.dependencies), ("#stderr> ", case.stderr)):
        if line.startswith(mark):
            lines.append(line.removeprefix(mark))
            return True
    if found := ERROR_WITHOUT_LINE.match(line):
        case.errors.append(ExpectedError(0, *found.groups()))
    elif found := NOTE.match(line):
        if found.group(1) == "options":
            case.options += found.group(2).split(" ")
        else:
            case.deviates = found.group(2).strip()
    return False


def take_error(case: Case, line: str, number: int) -> str:
    """Note the refusal that a line should get; the line without that comment, so that no lexer trips over it."""
    found = ERROR.search(line)
    if not found:
        return line
    case.errors.append(ExpectedError(number, *found.groups()))
    return line[:found.start()]


# --- running -----------------------------------------------------------------------------------------------------

def command_line(case: Case, folder: Path, output: Path) -> list[str]:
    """panc's arguments for the case whose files are in `folder`."""
    return ["--include-path", str(folder), "--output-dir", str(output), "--formats", "pan,json,dep", *case.options,
            str(folder / case.main)]


def run_case(case: Case, folder: Path, output: Path, runs: int = 1) -> Outcome:
    """Compile the case, whose files are in `folder`, with our compiler in this process.

    The outcome is that of the last of `runs` by one compiler, which keeps what it has learned of the templates.
    """
    from qwg.pan import Compiler
    from qwg.pan.cli import options_from, parse
    arguments = parse(command_line(case, folder, output))
    compiler = Compiler(options_from(arguments))
    for _ in range(runs):
        stderr = io.StringIO()
        with contextlib.redirect_stderr(stderr):
            results = compiler.run(arguments.sources)
    outcome = Outcome(diagnostics=results.diagnostics, stderr=stderr.getvalue().splitlines())
    for diagnostic in results.diagnostics:
        span = diagnostic.span
        said = "\n".join((diagnostic.message, *diagnostic.notes))
        outcome.errors.append(ExpectedError(span.line if span else 0, diagnostic.code.rsplit(".", 1)[-1], said))
    profile = output / Path(case.main).with_suffix(".json")
    if profile.exists():
        outcome.golden = golden_lines(profile.read_bytes().decode("utf-8"))
        dependencies = profile.with_suffix(".dep").read_text(encoding="utf-8")
        outcome.dependencies = [line.rsplit(" ", 1)[0] for line in dependencies.splitlines()]
    elif not outcome.errors:
        outcome.golden = [NO_PROFILE]
    return outcome


class Number(str):
    """The text of a number in JSON, kept as it is written: 1 and 1.0 and 1.0E7 are three things in Pan."""


def golden_lines(text: str) -> list[str]:
    """A profile's JSON in one line, or in one line for each element of its root where that would be too long."""
    root = json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number)
    one_line = compact(root)
    if len(one_line) + 3 <= WIDTH:
        return [one_line]
    return [f"{'{' if not position else ' '}{json.dumps(key)}: {compact(value)}"
            f"{',' if position < len(root) - 1 else '}'}" for position, (key, value) in enumerate(root.items())]


def compact(value) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{compact(key)}: {compact(element)}" for key, element in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(compact, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


# --- judging -----------------------------------------------------------------------------------------------------

def differences(case: Case, outcome: Outcome) -> list[str]:
    """In which ways the outcome is not what the case says; empty when all is well."""
    found = []
    expected = list(case.errors)
    for error in outcome.errors:
        fitting = [wanted for wanted in expected if wanted.line == error.line and wanted.kind == error.kind
                   and wanted.words in error.words]
        if fitting:
            expected.remove(fitting[0])
        else:
            found.append(f"refused at line {error.line}, which the case does not say: {error.kind} "
                         f"\"{error.words.splitlines()[0]}\"")
    found += [f"not refused at line {error.line}: {error.kind} \"{error.words}\"" for error in expected]
    parts = [("profile", "#> ", case.golden, outcome.golden), ("stderr", "#stderr> ", case.stderr, outcome.stderr)]
    if case.dependencies:
        parts.append(("dependencies", "#dep> ", case.dependencies, outcome.dependencies))
    for what, mark, wanted, got in parts:
        if wanted != got:
            found.append(f"the {what} differs (- the case, + the compiler):")
            if what == "profile":
                wanted, got = spread(wanted), spread(got)
            found += [f"  - {mark}{line}" for line in wanted if line not in got]
            found += [f"  + {mark}{line}" for line in got if line not in wanted]
    return found


def spread(golden: list[str]) -> list[str]:
    """Golden lines with one element of the root a line, so that a difference is short."""
    try:
        root = json.loads("".join(golden), parse_int=Number, parse_float=Number, parse_constant=Number)
        return [f"{json.dumps(key)}: {compact(value)}" for key, value in root.items()]
    except (ValueError, AttributeError):
        return golden


def updated_text(case: Case, outcome: Outcome) -> list[str]:
    """The case's lines with the outcome that the compiler gives in place of the one that it had."""
    found = differences(case, outcome)
    if not found:
        return case.text
    lines = []
    for number, line in enumerate(case.text, case.line):
        if line.startswith(("#> ", "#stderr> ", "#dep> ")) or ERROR_WITHOUT_LINE.match(line):
            continue
        kept = [error for error in case.errors if error.line == number and any(
            error.line == now.line and error.kind == now.kind and error.words in now.words for now in outcome.errors)]
        lines.append(line if kept else ERROR.sub("", line))
        if not kept:
            for error in outcome.errors:
                if error.line == number:
                    lines[-1] += f'  # error: {error.kind} "{few_words(error.words, WIDTH - len(lines[-1]))}"'
                    break
    while lines and not lines[-1].strip():
        lines.pop()
    lines += [f'# error without a line: {error.kind} "{few_words(error.words, 70)}"'
              for error in outcome.errors if not error.line]
    if case.dependencies:
        lines += [f"#dep> {line}" for line in outcome.dependencies]
    return lines + [f"#stderr> {line}" for line in outcome.stderr] + [f"#> {line}" for line in outcome.golden]


def few_words(message: str, room: int) -> str:
    words = message.splitlines()[0]
    room = max(room - 24, 40)
    return words if len(words) <= room else words[:room].rsplit(" ", 1)[0]


def numbered(case: Case) -> str:
    """The case as a reader of a failing test wants it: its lines with their numbers."""
    return "\n".join(f"{number:>5} | {line}" for number, line in enumerate(case.text, case.line))

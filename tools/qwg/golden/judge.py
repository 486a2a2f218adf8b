"""The Outcome of a case comes in, its Problems go out: what is not as expected, and what would mend a golden."""
from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic
from qwg.pan.formats import pan_xml
from qwg.pan.values import NULL
from qwg.site.errors import Refused
from qwg.site.outputs import Link, Script
from qwg.site.profile import read_profile

from . import goldens, upstream
from .cases import Case, ExpectedWords
from .run import Outcome
from .text import as_text, find, from_text, leaves, pruned, same, shown_path
# What the compiler puts before the text of error().
USER_ERROR = re.compile(r"\[[^\]]*\] user-initiated error: ")


@dataclass(frozen=True)
class Change:
    """One element that is not as expected; None where there is none. `line` is that of an expectation, else 0."""
    way: tuple
    expected: object = None
    actual: object = None
    line: int = 0

    @property
    def what(self) -> str:
        return "removed" if self.actual is None else "added" if self.expected is None else "changed"


@dataclass
class Problem:
    """What is wrong, in a line; details are lines, or changes of the profile, for which a place can be found.

    `fix` are golden files and what they should hold, None for nothing; `missing` if that is all that is wrong.
    """
    text: str
    line: int = 0
    details: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    fix: dict[Path, bytes | Link | Script | None] = field(default_factory=dict)
    missing: bool = False


def problems(outcome: Outcome) -> list[Problem]:
    """All that is not as the case says; Refused if a golden cannot be read."""
    case = outcome.case
    if case.upstream:
        wrong = upstream.verdict(case.upstream, case.file, outcome.xml, outcome.errors)
        return [Problem(wrong, diagnostics=outcome.errors)] if wrong else []
    found = judge_errors(case, outcome) + judge_warnings(case, outcome)
    if outcome.root is not None:
        found += judge_values(case, outcome.root)
        found += judge_golden(case, outcome.root)
        if case.emits and not outcome.errors:
            found += judge_files(case, outcome.files)
    return found


def judge_errors(case: Case, outcome: Outcome) -> list[Problem]:
    if not outcome.errors:
        return [Problem(f"this should fail, and does not: {expected.words}", expected.line)
                for expected in case.errors]
    if not case.errors:
        return [Problem("it fails", diagnostics=outcome.errors)]
    [expected] = case.errors
    if any(fits(expected, case, error) for error in outcome.errors):
        return []
    return [Problem(f"it fails, but not {'at this line ' if expected.here else ''}with the words: {expected.words}",
                    expected.line, diagnostics=outcome.errors)]


def judge_warnings(case: Case, outcome: Outcome) -> list[Problem]:
    left = list(outcome.warnings)
    found = []
    for expected in case.warnings:
        fitting = next((warning for warning in left if fits(expected, case, warning)), None)
        if fitting is None:
            place = " at this line" if expected.here else ""
            found.append(Problem(f"no warning{place} has the words: {expected.words}", expected.line))
        else:
            left.remove(fitting)
    if left:
        found.append(Problem("it warns, which no # expect-warning says", diagnostics=left))
    return found


def fits(expected: ExpectedWords, case: Case, diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic has the words and, or what led to it, the place."""
    if expected.whole:
        if said_by_template(diagnostic) != expected.words:
            return False
    elif not any(expected.words in text for text in (diagnostic.message, *diagnostic.notes)):
        return False
    places = [diagnostic.span, *(frame.span for frame in diagnostic.trace)]
    return not expected.here or any(place and place.file == str(case.file)
                                    and place.line <= expected.line <= place.end_line for place in places)


def said_by_template(diagnostic: Diagnostic) -> str:
    """The message; of error() what the template said."""
    match = USER_ERROR.match(diagnostic.message)
    return diagnostic.message[match.end():] if match else diagnostic.message


def judge_values(case: Case, root: dict) -> list[Problem]:
    found = []
    for expected in case.values:
        wanted = None if expected.value is NULL else expected.value
        try:
            actual = find(root, expected.terms)
        except KeyError:
            actual = None
        if wanted is None and actual is None or wanted is not None and same(wanted, actual):
            continue
        if type(wanted) is type(actual) and type(wanted) in (dict, list) and wanted and actual:
            changes = compare(leaves(wanted, expected.terms), leaves(actual, expected.terms))
        else:
            changes = [Change(expected.terms, wanted, actual)]
        found.append(Problem(f"not as expected: {shown_path(expected.terms)}", expected.line, changes=changes))
    return found


def compare(expected: dict[tuple, object], actual: dict[tuple, object]) -> list[Change]:
    """What differs between the leaves of two trees, in the order of the paths."""
    ways = sorted({*expected, *actual}, key=lambda way: tuple((type(term) is str, term) for term in way))
    return [Change(way, expected.get(way), actual.get(way)) for way in ways
            if not same(expected.get(way), actual.get(way))]


def judge_golden(case: Case, root: dict) -> list[Problem]:
    form = goldens.form_of(case)
    if not case.expects and form is None:
        path = goldens.golden_path(case, "text")
        return [Problem("nothing says what must come of it: add `# expect: /path = value`, or a golden with --new",
                        case.line, fix={path: as_text(root).encode()}, missing=True)]
    if form is None:
        return []
    path = goldens.golden_path(case, form)
    wanted = pruned(root, case.subtrees)
    lost = [way for way in case.subtrees if not has(root, way)]
    found = [Problem(f"the profile has no subtree {shown_path(way)}", case.line) for way in lost]
    data = pan_xml(wanted) if form == "xml" else as_text(wanted).encode("utf-8", "surrogatepass")
    if not path.is_file():
        return found + [Problem(f"there is no golden {path.name}: --new writes it", case.line, fix={path: data},
                                missing=True)]
    golden = goldens.read(path)
    if golden == data:
        return found
    before = leaves(read_profile(path)) if form == "xml" else from_text(golden, str(path))
    changes = compare(before, {} if wanted == {} else leaves(wanted))
    if changes:
        found.append(Problem(f"the profile is not that in {path.name}", changes=changes, fix={path: data}))
    elif form == "xml":
        found.append(Problem(f"{path.name} has the values of the profile, but not the bytes that panc writes",
                             fix={path: data}))
    return found


def has(root: dict, way: tuple) -> bool:
    try:
        find(root, way)
    except KeyError:
        return False
    return True


def judge_files(case: Case, files: dict[str, bytes | Link | Script]) -> list[Problem]:
    folder = goldens.files_folder(case)
    before = goldens.read_files(folder)
    found = []
    for path in sorted({*before, *files}):
        old, new = before.get(path), files.get(path)
        if old == new:
            continue
        fix = {folder / path: new}
        if old is None:
            found.append(Problem(f"there is no golden {folder.name}/{path}: --new writes it", details=shown(new),
                                 fix=fix, missing=True))
        elif new is None:
            found.append(Problem(f"{folder.name}/{path} is not made any more", fix=fix))
        else:
            lines = difflib.unified_diff(shown(old), shown(new), "golden", "now", n=2, lineterm="")
            found.append(Problem(f"another {folder.name}/{path}", details=list(lines), fix=fix))
    if not files and not before:
        found.append(Problem("no file is emitted", case.emits[0].line))
    return found


def shown(content: bytes | Link | Script) -> list[str]:
    """A file's lines; what else it is, first."""
    if isinstance(content, Link):
        return [f"-> {content.target}"]
    if isinstance(content, Script):
        return ["(a script that can be run)", *content.data.decode(errors="replace").splitlines()]
    return content.decode(errors="replace").splitlines()

"""Problems of a case come in; text and data, with the places where values were set, go out."""
from __future__ import annotations

from collections.abc import Callable

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.pan.recording import Recording
from qwg.site.errors import Refused

from .cases import Case, TestFile
from .judge import Change, Problem
from .run import Runner
from .settings import Settings
from .text import literal, shown_path

MOST_LINES = 60


class Places:
    """Where the values of a case were set; the case is compiled once more for that, when first asked."""

    def __init__(self, runner: Runner, file: TestFile, case: Case):
        self.runner = runner
        self.file = file
        self.case = case
        self.recording: Recording | None = None

    def span(self, change: Change) -> Span | None:
        """The place that set the element there is, or that deleted the one there was."""
        if self.recording is None:
            self.recording = self.runner.recorded(self.file, self.case).recording
        try:
            if change.actual is not None:
                write = self.recording.origin(self.case.name, change.way)
            else:
                writes = self.recording.writes(self.case.name, shown_path(change.way))
                write = writes[-1] if writes and writes[-1].action == "delete" else None
        except KeyError:
            return None
        span = write.span if write else None
        return self.runner.prepare(self.file).moved_span(span)


def place_text(span: Span, settings: Settings) -> str:
    path = settings.relative(span.file)
    return f"{path}:{span.line}" if span.line else path


def text_of(found: list[Problem], case: Case, settings: Settings, span_of: Callable[[Change], Span | None]) -> str:
    """All problems of a case, each from a line of its own on."""
    lines = []
    for problem in found:
        lines.append(f"{settings.relative(case.file)}:{problem.line or case.line}: {problem.text}")
        body = [*problem.details]
        for change in problem.changes:
            body += change_lines(change, settings, span_of)
        for diagnostic in problem.diagnostics:
            body += diagnostic_text(diagnostic, settings).splitlines()
        lines += [f"  {line}" for line in body[:MOST_LINES]]
        if len(body) > MOST_LINES:
            lines.append(f"  ... and {len(body) - MOST_LINES} lines more")
    return "\n".join(lines)


def change_lines(change: Change, settings: Settings, span_of) -> list[str]:
    old, new = (None if value is None else literal(value) for value in (change.expected, change.actual))
    value = f"{old} -> {new}" if old is not None and new is not None else new if new is not None else old
    lines = [f"{change.what:<8} {shown_path(change.way)} = {value}"]
    span = span_of(change)
    if span is not None:
        lines.append(f"         {'deleted' if change.actual is None else 'set'} at {place_text(span, settings)}")
    return lines


def diagnostic_text(diagnostic: Diagnostic, settings: Settings) -> str:
    return diagnostic.text().replace(f"{settings.top}/", "")


def refusal_text(refusal: Refused, settings: Settings) -> str:
    return diagnostic_text(refusal.diagnostic, settings)


def as_dict(problem: Problem, settings: Settings, span_of) -> dict:
    """A problem as data; paths of files are relative to the tree, those of values as in Pan."""
    changes = []
    for change in problem.changes:
        span = span_of(change)
        changes.append({"what": change.what, "path": shown_path(change.way), "expected": change.expected,
                        "actual": change.actual, "set_at": place_text(span, settings) if span else None})
    return {"message": problem.text, "line": problem.line or None, "details": problem.details, "changes": changes,
            "diagnostics": [diagnostic.as_dict() for diagnostic in problem.diagnostics],
            "golden": sorted(settings.relative(path) for path in problem.fix)}

"""What went wrong, as data: a Diagnostic record comes in from every stage, text or JSON goes out.

The shape of the text follows panc 10: ``KIND error [FILE:LINE.COLUMN-LINE.COLUMN]`` on the first line and
the message on the next, so that tools which read panc's output read ours; the source line with a caret,
the notes and the trace follow.
"""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file. Lines and columns count from 1 (a tab is one column); 0 means unknown."""
    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}:?"
        return f"{self.file}:{self.line}.{self.column}-{self.end_line}.{self.end_column}"

    def as_dict(self) -> dict:
        return {"file": self.file, "line": self.line, "column": self.column,
                "end_line": self.end_line, "end_column": self.end_column}


@dataclass(frozen=True, slots=True)
class Frame:
    """One level of the include and call trace: what ran there, and where it was asked for."""
    what: str
    span: Span

    def as_dict(self) -> dict:
        return {"what": self.what, **self.span.as_dict()}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is dotted, for instance ``pan.syntax``; `trace` lists the innermost level first."""
    severity: str
    code: str
    message: str
    span: Span | None = None
    notes: tuple[str, ...] = ()
    trace: tuple[Frame, ...] = ()
    object_name: str = ""

    def header(self) -> str:
        kind = self.code.rsplit(".", 1)[-1]
        place = str(self.span) if self.span else "?:?"
        if kind in ("validation", "system") and self.span and not self.span.line:
            place = self.span.file
        return f"{kind} {self.severity} [{place}]"

    def text(self, source: bool = True) -> str:
        """The finding for a reader; `source` adds the source line with a caret where the file can be read."""
        lines = [self.header(), self.message.rstrip("\n")]
        if source and self.span and self.span.line:
            lines += source_excerpt(self.span)
        lines += [f"  {note}" for note in self.notes]
        lines += [f"  at {frame.what} [{frame.span}]" for frame in self.trace]
        return "\n".join(lines)

    def as_dict(self) -> dict:
        return {"severity": self.severity, "code": self.code, "message": self.message,
                "object": self.object_name or None,
                "span": self.span.as_dict() if self.span else None,
                "notes": list(self.notes), "trace": [frame.as_dict() for frame in self.trace]}


def source_excerpt(span: Span, width: int = 160) -> list[str]:
    """The line of `span` and a line of carets under it; empty when the file cannot be read any more."""
    try:
        with open(span.file, encoding="utf-8", errors="replace", newline="") as handle:
            lines = split_lines(handle.read())
    except OSError:
        return []
    if not 0 < span.line <= len(lines):
        return []
    line = "".join(" " if c == "\t" else c if c.isprintable() else "�" for c in lines[span.line - 1])
    start = max(span.column - 1, 0)
    end = span.end_column if span.end_line == span.line else len(line)
    first = max(0, start - width // 2) if len(line) > width else 0
    carets = "^" * max(1, min(end, len(line), first + width) - start)
    label = f"{span.line:>5} | "
    return [f"{label}{line[first:first + width]}", f"{' ' * (len(label) - 2)}| {' ' * (start - first)}{carets}"]


def split_lines(text: str) -> list[str]:
    """Lines as the Pan lexer counts them: LF, CR and CRLF end a line, nothing else does."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

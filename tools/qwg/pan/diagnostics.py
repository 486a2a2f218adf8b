"""What went wrong, as data: a Diagnostic record comes in from every stage, text or JSON goes out.

The shape of the text follows panc 10: ``KIND error [FILE:LINE.COLUMN-LINE.COLUMN]`` on the first line and
the message on the next, so that tools which read panc's output read ours; the source line with a caret,
the notes and the trace follow.
"""
from __future__ import annotations

from collections import namedtuple

# No dataclasses here: the import of that module takes longer than a small template.


class Span(namedtuple("Span", "file line column end_line end_column", defaults=(0, 0, 0, 0))):
    """A place in a file. Lines and columns count from 1 (a tab is one column); 0 means unknown."""
    __slots__ = ()

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}:?"
        return f"{self.file}:{self.line}.{self.column}-{self.end_line}.{self.end_column}"

    def as_dict(self) -> dict:
        return {"file": self.file, "line": self.line, "column": self.column,
                "end_line": self.end_line, "end_column": self.end_column}


class Frame(namedtuple("Frame", "what span")):
    """One level of the include and call trace: what ran there, and the Span where it was asked for."""
    __slots__ = ()

    def as_dict(self) -> dict:
        return {"what": self.what, **self.span.as_dict()}


class Diagnostic(namedtuple("Diagnostic", "severity code message span notes trace object_name",
                            defaults=(None, (), (), ""))):
    """One finding. `code` is dotted, for instance ``pan.syntax``; `span` is a Span or None; `notes` are texts; `trace`
    lists the Frames, the innermost level first."""
    __slots__ = ()

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

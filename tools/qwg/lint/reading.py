"""A template's text comes in; its tokens, comments, lines of code and nodes, all with places, go out: a Reading."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qwg.pan.annotations import check_annotations
from qwg.pan.diagnostics import Span
from qwg.pan.errors import PanError
from qwg.pan.lexer import ANNOTATION, HEAD, HEREDOC, LINE_END, Source, walk
from qwg.pan.nodes import Template
from qwg.pan.parser import Parser

# What may stand between two tokens and is no blank.
REMARK = re.compile(rf"(?P<comment>\#[^\n\r]*)|(?P<annotation>{ANNOTATION})", re.VERBOSE)
DISABLE = re.compile(r"#\s+panlint\s+disable=((?:[A-Z]{2}[0-9]{3},?)+)")


class Token(NamedTuple):
    """A token's text, and its first and last-but-one offset. A heredoc's text is that of its `<<WORD`."""
    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of code, without annotations, comments and what lies within a string or heredoc.

    `begin` is the offset of the line itself, or of what follows a string that began on an earlier line; `end` is
    where the code ends, with the blanks after it, before any comment; `tokens` are those that begin on the line.
    """
    number: int
    begin: int
    end: int
    tokens: range
    continues: bool
    commented: bool


@dataclass
class Reading:
    """One template file. `error` says why there are no nodes, `words` are the tokens as the parser takes them."""
    file: str
    text: str
    tokens: list[Token] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    template: Template | None = None
    error: PanError | None = None

    @cached_property
    def source(self) -> Source:
        return Source(self.file, self.text)

    def span(self, begin: int, end: int) -> Span:
        """The place of a piece of text, at least one character of it."""
        line, column = self.source.position(begin)
        end_line, end_column = self.source.position(max(begin, end - 1))
        return Span(self.file, line, column, end_line, end_column)

    @cached_property
    def line_starts(self) -> list[int]:
        return [0] + [found.end() for found in LINE_END.finditer(self.text)]

    def line_of(self, offset: int) -> int:
        """The number of a line, from 1."""
        return bisect_right(self.line_starts, offset)

    @cached_property
    def heredocs(self) -> list[tuple[int, int]]:
        """(begin, end) of the lines of heredocs, also that which closes one."""
        found: list[tuple[int, int]] = []
        for token, word in zip(self.tokens, self.words):
            if not word.startswith(HEREDOC):
                continue
            after = LINE_END.search(self.text, token.end)
            begin = max(after.end() if after else len(self.text), found[-1][1] if found else 0)
            closing = LINE_END.search(self.text, begin + len(word) - len(HEREDOC))
            found.append((begin, closing.end() if closing else len(self.text)))
        return found

    @cached_property
    def remarks(self) -> list[tuple[str, int, int]]:
        """(comment or annotation, begin, end) in the order of the text."""
        found, skipped = [], iter(self.heredocs)
        heredoc = next(skipped, None)
        ends = [0, *(token.end for token in self.tokens)]
        begins = [*(token.begin for token in self.tokens), len(self.text)]
        for begin, end in zip(ends, begins):
            while begin < end:
                remark = REMARK.search(self.text, begin, end)
                while heredoc and heredoc[1] <= begin:
                    heredoc = next(skipped, None)
                if heredoc and heredoc[0] < (remark.start() if remark else end) and heredoc[0] >= begin:
                    begin = heredoc[1]
                elif remark is None:
                    break
                else:
                    found.append((remark.lastgroup, *remark.span()))
                    begin = remark.end()
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of code and those that hold nothing; not those that are only comment, annotation or heredoc."""
        covered = sorted([*self.heredocs, *((begin, end) for what, begin, end in self.remarks if what == "annotation")])
        comments = {self.line_of(begin): begin for what, begin, _ in self.remarks if what == "comment"}
        # Annotations and heredocs on a line hide what they cover, wherever they begin.
        hidden: dict[int, list[tuple[int, int]]] = {}
        for begin, end in covered:
            for number in range(self.line_of(begin), self.line_of(max(begin, end - 1)) + 1):
                hidden.setdefault(number, []).append((begin, end))
        within: dict[int, int] = {}
        for token in self.tokens:
            for number in range(self.line_of(token.begin) + 1, self.line_of(max(token.begin, token.end - 1)) + 1):
                within[number] = token.end
        first, lines = 0, []
        for number, begin in enumerate(self.line_starts, 1):
            after = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
            stop = begin + len(self.text[begin:after].rstrip("\r\n"))
            last = first
            while last < len(self.tokens) and self.tokens[last].begin < after:
                last += 1
            tokens, first = range(first, last), last
            begin = max(begin, within.get(number, 0))
            end = comments.get(number, stop)
            for start, end_of_hidden in hidden.get(number, ()):
                if start <= begin:
                    begin = max(begin, min(end_of_hidden, stop))
                elif not any(self.tokens[at].begin >= end_of_hidden for at in tokens):
                    end = min(end, start)
            commented = end < stop
            if begin >= stop and (number in within or number in hidden) or commented and not tokens:
                continue
            lines.append(Line(number, begin, end, tokens, number in within, commented))
        return lines

    @cached_property
    def disabled(self) -> dict[int, frozenset[str]]:
        """The checks that a comment switches off, by the number of the line it is about: the next one of code."""
        with_code = [line.number for line in self.lines if line.tokens]
        found: dict[int, frozenset[str]] = {}
        for what, begin, end in self.remarks:
            number = self.line_of(begin)
            match = DISABLE.fullmatch(self.text, begin, end) if what == "comment" else None
            if match and not self.text[self.line_starts[number - 1]:begin].strip():
                at = bisect_right(with_code, number)
                if at < len(with_code):
                    # A later comment precedes an earlier one, as with panlint.
                    found[with_code[at]] = frozenset(filter(None, match[1].split(",")))
        return found

    @cached_property
    def nodes(self) -> list[tuple]:
        """All nodes, those of statements, types and expressions."""
        return list(every_node(self.template.statements)) if self.template else []


def read(file: str, text: str) -> Reading:
    """The Reading of a text; what is wrong with it is in its `error`."""
    head = HEAD.match(text)
    found = [(head[number], *head.span(number)) for number in (1, 2, 3) if head[number]] if head else []
    found += walk(text, head.end() if head else 0)
    words = [word for word, _, _ in found]
    reading = Reading(file, text, [Token(text[begin:end], begin, end) for _, begin, end in found[:-1]], words)
    try:
        if "@" in text:
            check_annotations(text, file)
        reading.template = Parser(words).template()
    except PanError as error:
        reading.error = error
    except RecursionError:
        reading.error = PanError("expressions are nested too deeply in this template", span=Span(file, 1, 1, 1, 1))
    if reading.error is not None and reading.error.span is None:
        reading.error.span = reading.source.span(reading.error.tokens)
    return reading


def is_node(value) -> bool:
    return type(value) is tuple and len(value) > 2 and type(value[0]) is str and type(value[1]) is int \
        and type(value[2]) is int


def every_node(value) -> Iterator[tuple]:
    """A node and those below it, or those of a tuple of nodes, in the order of the text."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if type(value) is tuple:
            if is_node(value):
                yield value
            waiting.extend(reversed(value))

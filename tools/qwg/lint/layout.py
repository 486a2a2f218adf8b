"""A Reading comes in; what is wrong with its blanks, lines and commas goes out as Findings."""
from __future__ import annotations

import re
from collections.abc import Iterator

from qwg.pan.nodes import LINK_TO, LITERAL, UNARY
from qwg.pan.parser import RESERVED, WORDS

from .findings import Edit, Finding
from .reading import Line, Reading

MOST_CHARACTERS = 120
INDENTATION = 4
BLANKS = " \t\f"
OPERATORS = frozenset("= ?= == != < > <= >= + - * / % & | ^ && ||".split())
NAME_OR_NUMBER = re.compile(r"\w+\Z")


def first_line(reading: Reading) -> Iterator[Finding]:
    """The head stands on one line of its own."""
    tokens = reading.tokens
    end = next((at for at, token in enumerate(tokens) if token.text == ";"), None)
    if end is None:
        return
    line = reading.line_of(tokens[0].begin)
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    if reading.line_of(tokens[end].begin) != line or after and reading.line_of(after.begin) == line:
        yield Finding(tokens[0].begin, tokens[end].end)


def indentation(reading: Reading) -> Iterator[Finding]:
    for line in reading.lines:
        if line.continues:
            continue
        text = reading.text[line.begin:line.end]
        blanks = text[:len(text) - len(text.lstrip(BLANKS))]
        # A line of blanks alone is at fault as one of code is, as with panlint.
        if blanks != " " * len(blanks) or len(blanks) % INDENTATION:
            yield Finding(line.begin, line.begin + len(blanks))


def tabs(reading: Reading) -> Iterator[Finding]:
    for line in reading.lines:
        for begin, end in gaps(reading, line):
            for found in re.compile("\t+").finditer(reading.text, begin, end):
                # Within a line a tab stands for a number of blanks that only its author knows.
                edits = (Edit(*found.span(), " " * (INDENTATION * len(found[0]))),) if begin == line.begin else ()
                yield Finding(*found.span(), edits=edits)


def trailing_blanks(reading: Reading) -> Iterator[Finding]:
    for line in reading.lines:
        if not line.commented:
            begin = line.begin + len(reading.text[line.begin:line.end].rstrip(BLANKS))
            if begin < line.end:
                yield Finding(begin, line.end, edits=(Edit(begin, line.end, ""),))


def long_lines(reading: Reading) -> Iterator[Finding]:
    for line in reading.lines:
        start = reading.line_starts[line.number - 1]
        text = reading.text[start:line.end]
        end = line.end if not line.commented else start + len(text.rstrip(BLANKS))
        begin = start + MOST_CHARACTERS
        if end <= begin or reading.text.startswith("bind ", start):
            continue
        # The end of a long string cannot be moved to another line.
        if not any(token.begin <= begin and end <= token.end and token.text[0] in "'\"" for token in reading.tokens
                   [max(line.tokens.start - 1, 0):line.tokens.stop]):
            yield Finding(begin, end)


def after_mark(reading: Reading, mark: str) -> Iterator[Finding]:
    """A comma or semicolon that something follows on its line, but not after exactly one space."""
    for line in reading.lines:
        for at in line.tokens:
            token = reading.tokens[at]
            if token.text != mark:
                continue
            end = reading.tokens[at + 1].begin if at + 1 < line.tokens.stop else line.end
            blanks = reading.text[token.end:end]
            last = at + 1 == line.tokens.stop
            # A single tab is a matter of tabs alone.
            if len(blanks) == 1 and not last or last and (line.commented or len(blanks) < 2) or last and not blanks:
                continue
            if blanks.strip(BLANKS):
                # An annotation is not a matter of blanks.
                continue
            # Before a bracket a space would be no better: the comma itself is needless.
            fixed = not last and reading.tokens[at + 1].text not in ")]}"
            yield Finding(token.begin, max(end, token.end + (not last)),
                          edits=(Edit(token.end, end, " "),) if fixed else ())


def after_comma(reading: Reading) -> Iterator[Finding]:
    return after_mark(reading, ",")


def after_semicolon(reading: Reading) -> Iterator[Finding]:
    return after_mark(reading, ";")


def before_semicolon(reading: Reading) -> Iterator[Finding]:
    for line in reading.lines:
        for at in line.tokens:
            token = reading.tokens[at]
            if token.text != ";":
                continue
            begin = reading.tokens[at - 1].end if at > line.tokens.start else line.begin
            blanks = reading.text[begin:token.begin]
            if blanks and not blanks.strip(BLANKS):
                edits = (Edit(begin, token.begin, ""),) if at > line.tokens.start else ()
                yield Finding(begin, token.begin, edits=edits)


def around_operators(reading: Reading) -> Iterator[Finding]:
    """Blanks around operators; none within a simple index such as [i-1] and after the sign of a number."""
    if reading.template is None:
        return
    apart = {node[1] for node in reading.nodes if node[0] in (UNARY, LINK_TO)}
    tokens = reading.tokens
    for node in reading.nodes:
        if node[0] == UNARY and node[3] == "-" and node[4][0] == LITERAL:
            sign = tokens[node[1]]
            begin, end = sign.end, tokens[node[1] + 1].begin
            if begin < end and not reading.text[begin:end].strip(BLANKS):
                yield Finding(sign.begin, end, "a space after the sign of a number", (Edit(begin, end, ""),))
    for line in reading.lines:
        for at in line.tokens:
            if tokens[at].text not in OPERATORS or at in apart or not ends_operand(tokens[at - 1].text):
                continue
            index = simple_index(reading, line, at) if tokens[at].text in "+-" else None
            if index is not None:
                begin, end = tokens[index.start].end, tokens[index.stop].begin
                if any(map(str.isspace, reading.text[begin:end])):
                    edits = tuple(Edit(tokens[i].end, tokens[i + 1].begin, "")
                                  for i in range(index.start, index.stop) if tokens[i].end < tokens[i + 1].begin)
                    if at == next(i for i in index if tokens[i].text in OPERATORS):
                        yield Finding(begin, end, "a space in a simple index", edits)
                continue
            before = at > line.tokens.start and tokens[at - 1].end == tokens[at].begin
            after = at + 1 < line.tokens.stop and tokens[at].end == tokens[at + 1].begin
            if before or after:
                where = " and ".join(word for word, missing in (("before", before), ("after", after)) if missing)
                edits = tuple(Edit(place, place, " ") for place, missing in
                              ((tokens[at].begin, before), (tokens[at].end, after)) if missing)
                yield Finding(tokens[at].begin, tokens[at].end, f"no space {where} '{tokens[at].text}'", edits)


def ends_operand(token: str) -> bool:
    """Whether what follows the token may be an operator of two operands."""
    return token in WORDS or token[-1] in ")]}'\"" or token not in RESERVED and NAME_OR_NUMBER.search(token) is not None


def simple_index(reading: Reading, line: Line, at: int) -> range | None:
    """The tokens from '[' to before ']' around an operator, if only names, numbers, + and - are between them."""
    tokens = reading.tokens
    first, last = at, at
    while first in line.tokens and (tokens[first].text in "+-" or NAME_OR_NUMBER.match(tokens[first].text)):
        first -= 1
    while last in line.tokens and (tokens[last].text in "+-" or NAME_OR_NUMBER.match(tokens[last].text)):
        last += 1
    if first in line.tokens and last in line.tokens and tokens[first].text == "[" and tokens[last].text == "]":
        return range(first, last)
    return None


def gaps(reading: Reading, line: Line) -> Iterator[tuple[int, int]]:
    """The pieces of a line that are in no token; not the blanks before a comment."""
    begin = line.begin
    for at in line.tokens:
        token = reading.tokens[at]
        if begin < token.begin:
            yield begin, token.begin
        begin = token.end
    if begin < line.end and not line.commented:
        yield begin, line.end

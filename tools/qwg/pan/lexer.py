"""Template text in, tokens out: plain strings without positions, found by one master regular expression.

Positions are wanted only when something is wrong, so a Source computes them on demand by lexing once more. Tokens
are spelled as in the text, with two exceptions: a heredoc is HEREDOC followed by its content (one that does not end
stays as it is), and the end of the text is the empty string. JavaCC, which panc's lexer is made with, always takes
the longest match; the order of the alternatives below gives the same.
"""
from __future__ import annotations

import re
from bisect import bisect_right

from .diagnostics import Span
from .errors import PanParseError

SKIP = r"(?:[ \t\f\n\r]++|\#[^\n\r]*+|{annotation})*+"
ANNOTATION = r"@[ \t\f\n\r]*+[a-zA-Z_0-9.-]*+[ \t\f\n\r]*+(?:\([^)]*+\)|\[[^\]]*+\]|\{[^}]*+\})"
TOKEN = r"""(
      [A-Za-z_][A-Za-z_0-9]*+
    | '[^'\n\r]*(?:''[^'\n\r]*)*'
    | "[^"\n\r\\]*+" | "(?:\\\r\n|\\["\n\r]|[^"\n\r])*"
    | [;,(){}\[\]]
    | [0-9]++\.[0-9]++(?:[eE][+-]?[0-9]++)? | [0-9]++[eE][+-]?[0-9]++
    | 0[xX][0-9a-fA-F]++ | [1-9][0-9]*+ | 0[0-7]*+
    | <<(?:[A-Za-z_][A-Za-z_0-9]*+)?
    | [=!<>?]= | \|\| | && | \.\. | [\s\S]
)"""
MASTER = re.compile(SKIP.format(annotation=ANNOTATION) + "(?:" + TOKEN + r"|\Z)", re.VERBOSE)
MASTER_WITHOUT_ANNOTATIONS = re.compile(SKIP.replace("|{annotation}", "") + "(?:" + TOKEN + r"|\Z)", re.VERBOSE)
BLANKS = re.compile(SKIP.format(annotation=ANNOTATION), re.VERBOSE)
ANNOTATION_TOKEN = re.compile(ANNOTATION, re.VERBOSE)
HEAD = re.compile(SKIP.format(annotation=ANNOTATION) + r"(?:(object|structure|declaration|unique)(?![A-Za-z_0-9])"
                  + SKIP.format(annotation=ANNOTATION) + r")?(template)(?![A-Za-z_0-9])"
                  + SKIP.format(annotation=ANNOTATION) + r"([A-Za-z_0-9+./-]+)", re.VERBOSE)
LINE_END = re.compile(r"\r\n|\n|\r")
END = ""
HEREDOC = "<<:"


def tokenize(text: str) -> list[str]:
    """All tokens of a template; the last one is END. Characters outside the language are tokens of their own.

    The template's name, which may hold characters that are operators elsewhere, is one token.
    """
    head = HEAD.match(text)
    tokens = [word for word in head.groups() if word] if head else []
    start = head.end() if head else 0
    if "<<" in text:
        return tokens + [token for token, _, _ in walk(text, start)]
    master = MASTER if "@" in text else MASTER_WITHOUT_ANNOTATIONS
    tokens += master.findall(text, start)
    # At the very end the pattern matches once more, with nothing, when the text ends in a token.
    while len(tokens) > 1 and tokens[-1] == END and tokens[-2] == END:
        tokens.pop()
    return tokens


def walk(text: str, start: int):
    """(token, start offset, end offset) one by one, reading heredocs; offsets are those of the text."""
    position = start
    waiting: list[str] = []
    contents: dict[int, str] = {}
    found: list[tuple[str, int, int]] = []
    while True:
        blanks = BLANKS.match(text, position)
        if waiting:
            ends = line_end_outside_annotation(text, position, blanks.end())
            if ends is not None:
                position = read_heredocs(text, ends, waiting, contents, found)
                continue
        token = MASTER.match(text, blanks.end())
        word = token.group(1) or END
        # The end of the text stands where its last character does, as in panc: after it there is no line to show.
        begin = token.start(1) if token.group(1) is not None else max(len(text) - 1, 0)
        found.append((word, begin, begin + len(word)))
        if word == END:
            break
        if word.startswith("<<") and len(word) > 2:
            waiting.append(word[2:])
        position = token.end()
    return [(HEREDOC + contents[number], begin, end) if number in contents else (word, begin, end)
            for number, (word, begin, end) in enumerate(found)]


def line_end_outside_annotation(text: str, start: int, end: int) -> int | None:
    """Offset after the first line end between `start` and `end`, all of which is blank or comment."""
    position = start
    while position < end:
        if text[position] == "@":
            position = ANNOTATION_TOKEN.match(text, position).end()
        elif text[position] == "#":
            line_end = LINE_END.search(text, position, end)
            if line_end is None:
                return None
            return line_end.end()
        else:
            line_end = LINE_END.match(text, position)
            if line_end:
                return line_end.end()
            position += 1
    return None


def read_heredocs(text: str, position: int, waiting: list[str], contents: dict[int, str], found) -> int:
    """Read the contents of all heredocs begun on the line before `position`; the offset after them comes back."""
    open_numbers = [number for number, (word, _, _) in enumerate(found)
                    if word.startswith("<<") and len(word) > 2][-len(waiting):]
    begin = position
    while waiting:
        line_end = LINE_END.search(text, position)
        stop = line_end.start() if line_end else len(text)
        if text[position:stop] == waiting[0]:
            contents[open_numbers.pop(0)] = text[begin:position]
            waiting.pop(0)
            position = begin = line_end.end() if line_end else stop
        elif line_end is None:
            break
        else:
            position = line_end.end()
    return position if not waiting else len(text)


class Source:
    """A template's text with the places of its tokens, for messages."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.text = text
        self._places: list[tuple[int, int]] | None = None
        self._line_starts: list[int] | None = None

    def places(self) -> list[tuple[int, int]]:
        if self._places is None:
            head = HEAD.match(self.text)
            places = [head.span(number) for number in (1, 2, 3) if head.group(number)] if head else []
            places += [(begin, end) for _, begin, end in walk(self.text, head.end() if head else 0)]
            self._places = places
        return self._places

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1."""
        if self._line_starts is None:
            self._line_starts = [0] + [found.end() for found in LINE_END.finditer(self.text)]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def span(self, tokens: tuple[int, int] | None) -> Span:
        """The place from the first to the last token, both counted from 0."""
        places = self.places()
        if tokens is None or not places:
            return Span(self.file)
        first = places[min(tokens[0], len(places) - 1)]
        last = places[min(max(tokens), len(places) - 1)]
        line, column = self.position(min(first[0], len(self.text)))
        end_line, end_column = self.position(max(last[1] - 1, first[0]))
        return Span(self.file, line, column, end_line, end_column)


def single_quoted(token: str) -> str:
    text = token[1:-1]
    return text.replace("''", "'") if "''" in text else text


ESCAPE = re.compile(r"\\(?:(\r\n|\n|\r)|x(.{0,2})|([\s\S])|\Z)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "b": "\b", "f": "\f"}


def double_quoted(token: str, place: tuple[int, int]) -> str:
    """The content of a double-quoted string; PanParseError for an escape that Pan does not have."""
    text = token[1:-1]
    if "\\" not in text:
        return text

    def replace(found):
        newline, code, letter = found.groups()
        if newline is not None:
            return ""
        if code is not None:
            if len(code) < 2:
                raise PanParseError("incomplete \\xHH escape in a double-quoted string", place)
            try:
                value = int(code, 16) if "_" not in code else -1
            except ValueError:
                value = -1
            if value < 0 or not code.isascii() or code.strip() != code:
                raise PanParseError(f"\\x{code} in a double-quoted string is not followed by two hex digits", place)
            return chr(value)
        if letter in ESCAPED:
            return ESCAPED[letter]
        if letter is None:
            raise PanParseError("a double-quoted string ends within an escape", place)
        raise PanParseError(f"a double-quoted string contains \\{letter}; the escapes are "
                            r'\n \t \r \b \f \\ \" and \xHH', place)

    return ESCAPE.sub(replace, text)

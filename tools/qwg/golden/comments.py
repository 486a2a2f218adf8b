"""The text of a template file comes in; its comments with their places, and where its templates begin, go out."""
from __future__ import annotations

import re
from typing import NamedTuple

from qwg.pan.lexer import ANNOTATION, END, HEREDOC, LINE_END, Source, line_end_outside_annotation, walk

HEAD = re.compile(r"^[ \t]*(?:(object|unique|structure|declaration)\s+)?template\s+([A-Za-z0-9_./+-]+)\s*;", re.M)
COMMENT = re.compile(rf"#([^\r\n]*)|{ANNOTATION}")


class Comment(NamedTuple):
    """A comment without its mark; `alone` if nothing else is on its line."""
    line: int
    text: str
    alone: bool


class Head(NamedTuple):
    """The line where a template begins; kind '' is an ordinary one."""
    line: int
    kind: str
    name: str


def read_text(text: str) -> tuple[list[Comment], list[Head]]:
    """The comments and heads of a text; what stands in strings, heredocs and annotations is neither."""
    source = Source("", text)
    comments: list[Comment] = []
    code: list[tuple[int, int]] = []
    heredocs: list[str] = []
    blank = 0
    for token, begin, end in walk(text, 0):
        begin = len(text) if token == END else begin
        line_end = line_end_outside_annotation(text, blank, begin) if heredocs else None
        if line_end is not None:
            add_comments(comments, source, blank, line_end)
            blank = line_end
            for content in heredocs:
                # The line with its end mark follows the content.
                mark = LINE_END.search(text, blank + len(content))
                code.append((blank, mark.end() if mark else len(text)))
                blank = code[-1][1]
            heredocs = []
        add_comments(comments, source, blank, begin)
        code.append((begin, end))
        blank = end
        if token.startswith(HEREDOC):
            heredocs.append(token.removeprefix(HEREDOC))
    heads = [Head(source.position(match.start())[0], match[1] or "", match[2]) for match in HEAD.finditer(text)
             if not any(begin < match.start() < end for begin, end in code)]
    return comments, heads


def add_comments(comments: list[Comment], source: Source, start: int, end: int) -> None:
    for match in COMMENT.finditer(source.text, start, end):
        if match[1] is not None:
            line, column = source.position(match.start())
            before = source.text[match.start() - column + 1:match.start()]
            comments.append(Comment(line, match[1], not before.strip()))

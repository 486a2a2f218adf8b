"""Files of Pan templates come in, TestFiles out: the object templates to compile, and what each must give.

A file is a test if it declares an object template, or names one of the load path. Its comments say what must come of
it:

    # object: NAME                      an object template of the load path, such as a cluster's profile
    # cluster: NAME                     compile on the load path of this cluster; also # cluster=NAME
    # loadpath: FOLDER ...              folders of the tree before those of the cluster
    # expect: /path = VALUE             a constant of Pan; null: nothing is there
    # expect-error: WORDS               behind the line that fails, or on a line of its own: anywhere; a string of Pan,
                                        in quotes, is the whole message
    # expect-warning: WORDS             likewise; one for each warning
    # golden: text                      the profile is in a file beside (see .goldens); or xml
    # subtree: /path                    only this part of it; may be repeated
    # validate: no                      what is bound to a type gets its defaults, but is not checked
    # emit: xm etc/xen/*                files that the tools make of the profile (see .emitted), in a folder beside

A file may hold several templates, each from its head on; the comments below an object template, also those in other
templates that follow it, are its own. In a folder that holds a file of its own name, and below it, object templates
that say nothing are no tests: that file reads them. Upstream's `# @expect` is read as panc's own tests have it (see
.upstream).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan.errors import PanError
from qwg.pan.loader import decode
from qwg.pan.paths import is_template_name, parse_path
from qwg.site import globs
from qwg.site.errors import Refused
from qwg.site.tree import nearest, words

from .comments import Comment, Head, read_text
from .settings import Settings
from .upstream import Upstream, read_upstream

HEADER = re.compile(r" ?(expect[\w-]*|object|cluster|loadpath|golden|subtree|validate|emit)[ \t]*[:=][ \t]*(.*?)[ \t]*",
                    re.S)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
VALUE = re.compile(r"(/(?:[^\s={}]|\{[^{}]*\})*)[ \t]*=[ \t]*(.+)", re.S)
FORMS = ("text", "xml")
SUFFIX = ".pan"


@dataclass(frozen=True)
class ExpectedValue:
    """An element of the profile and its value; qwg.pan.values.NULL for none."""
    line: int
    path: str
    terms: tuple[str | int, ...]
    value: object


@dataclass(frozen=True)
class ExpectedWords:
    """Words of an error or a warning, or the whole of it; `here` if it must be at that very line."""
    line: int
    words: str
    here: bool
    whole: bool = False


@dataclass(frozen=True)
class Emit:
    """A kind of emitted files, and patterns of those that count; none for all."""
    line: int
    kind: str
    patterns: tuple[str, ...]


@dataclass
class Case:
    """One object template of a file, from `line` on, and what must come of it; `named` if it is elsewhere."""
    file: Path
    name: str
    line: int
    named: bool = False
    values: list[ExpectedValue] = field(default_factory=list)
    errors: list[ExpectedWords] = field(default_factory=list)
    warnings: list[ExpectedWords] = field(default_factory=list)
    form: str | None = None
    subtrees: list[tuple[str, ...]] = field(default_factory=list)
    emits: list[Emit] = field(default_factory=list)
    upstream: Upstream | None = None
    validate: bool = True
    only: bool = True

    @property
    def expects(self) -> bool:
        """Whether a comment says what must come of it."""
        return bool(self.values or self.errors or self.warnings or self.form or self.subtrees or self.emits
                    or self.upstream)


@dataclass(frozen=True)
class Chunk:
    """One of several templates of a file: its text, after as many empty lines as there are lines before it."""
    head: Head
    text: str


@dataclass
class TestFile:
    """A file with its cases. Without chunks it is compiled as it is, where it is."""
    __test__ = False
    path: Path
    cases: list[Case]
    chunks: list[Chunk] = field(default_factory=list)
    cluster: str | None = None
    includes: str | None = None
    # Where the load path is named.
    loadpath_line: int = 0

    @property
    def saying(self) -> list[Case]:
        """The cases that say, in a comment or a golden, what must come of them."""
        from .goldens import form_of

        return [case for case in self.cases if case.expects or form_of(case)]

    @property
    def tests(self) -> list[Case]:
        """The cases that say something; if none does, all. The others are what those read."""
        return self.saying or self.cases


def refused(path: Path, line: int, message: str) -> Refused:
    return Refused("golden.test", message, str(path), line)


def find_test_files(settings: Settings) -> tuple[list[TestFile], list[Refused]]:
    """All tests of a tree, by path, and why some cannot be read."""
    files, refusals = [], []
    for folder in settings.folders:
        paths = [folder] if folder.is_file() else [folder / name for name in globs.files(folder, (SUFFIX,))]
        for path in paths:
            try:
                found = read_test_file(path, settings)
            except Refused as refusal:
                refusals.append(refusal)
            else:
                files += [found] if found else []
    return files, refusals


def belongs_to_another(path: Path, settings: Settings) -> bool:
    """Whether a file lies in, or below, a folder with a test of the folder's name."""
    for folder in path.parents:
        if not settings.is_test_path(folder):
            return False
        main = folder / f"{folder.name}{SUFFIX}"
        if path != main and main.is_file():
            return True
    return False


def read_test_file(path: Path, settings: Settings) -> TestFile | None:
    """The tests of one file, None if it has none; Refused, with the line, if a comment cannot be understood."""
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise Refused("golden.test", f"cannot be read: {error.strerror}", str(path)) from error
    upstream = read_upstream(path, text)
    if upstream is not None:
        return TestFile(path, [Case(path, path.name.removesuffix(SUFFIX), 1, upstream=upstream)])
    if "object" not in text and "expect" not in text:
        return None
    file = Reading(path, text, *read_text(text)).test_file()
    return file if file.saying or file.cases and not belongs_to_another(path, settings) else None


class Reading:
    """Takes the comments of one file, each to the case that it is about."""

    def __init__(self, path: Path, text: str, comments: list[Comment], heads: list[Head]):
        self.path = path
        self.text = text
        self.heads = heads
        matches = ((comment, HEADER.fullmatch(comment.text)) for comment in comments)
        self.headers = [(comment, match) for comment, match in matches if match]
        named = [Case(path, match[2], comment.line, named=True) for comment, match in self.headers
                 if match[1] == "object"]
        cases = named + [Case(path, head.name, head.line) for head in heads if head.kind == "object"]
        for name, line in [(each.name, each.line) for each in (*cases, *heads)]:
            # It becomes the name of a file.
            if not is_template_name(name):
                raise refused(path, line, f"'{name}' cannot be the name of a template")
        self.file = TestFile(path, sorted(cases, key=lambda case: case.line))
        for case in cases:
            case.only = len(cases) == 1

    def test_file(self) -> TestFile:
        for comment, match in self.headers:
            if match[1].startswith("expect") and not self.file.cases:
                raise refused(self.path, comment.line, "this file expects something, but has no object template")
            if match[1] not in TAKE:
                hint = nearest(match[1], list(TAKE))
                raise refused(self.path, comment.line, f"there is no comment '{match[1]}'{hint}")
            if self.file.cases:
                TAKE[match[1]](self, comment, match[2])
        names = [f"{head.name.rpartition('/')[2]}{SUFFIX}" for head in self.heads]
        if names and names != [self.path.name]:
            self.file.chunks = self.chunks()
        return self.file

    def chunks(self) -> list[Chunk]:
        lines = LINE.findall(self.text)
        chunks, seen = [], {}
        for head, after in zip(self.heads, [*self.heads[1:], None]):
            if head.name in seen:
                raise refused(self.path, head.line, f"this file has another template {head.name}, at line "
                              f"{seen[head.name]}")
            seen[head.name] = head.line
            end = after.line - 1 if after else len(lines)
            chunks.append(Chunk(head, "\n" * (head.line - 1) + "".join(lines[head.line - 1:end])))
        return chunks

    def case(self, comment: Comment) -> Case:
        """The case that a comment is about: the object template before it, or the only one."""
        before = [case for case in self.file.cases if case.line <= comment.line]
        if before or len(self.file.cases) == 1:
            return (before or self.file.cases)[-1]
        raise refused(self.path, comment.line, "this file has several object templates: put this comment below the "
                      "first line of the one that it is about")

    def take_object(self, comment: Comment, text: str) -> None:
        """It is among the cases already."""

    def take_cluster(self, comment: Comment, text: str) -> None:
        if self.file.cluster is not None:
            raise refused(self.path, comment.line, "the cluster is named twice")
        self.file.cluster, self.file.loadpath_line = text, comment.line

    def take_loadpath(self, comment: Comment, text: str) -> None:
        self.file.includes = f"{self.file.includes or ''} {text}".strip()
        self.file.loadpath_line = comment.line

    def take_value(self, comment: Comment, text: str) -> None:
        match = VALUE.fullmatch(text)
        if not match:
            raise refused(self.path, comment.line, "write `# expect: /path = value`")
        terms = self.terms(comment, match[1])
        self.case(comment).values.append(ExpectedValue(comment.line, match[1], terms, self.constant(comment, match[2])))

    def terms(self, comment: Comment, path: str) -> tuple:
        try:
            return parse_path(path).terms
        except PanError as error:
            raise refused(self.path, comment.line, error.message) from error

    def constant(self, comment: Comment, text: str):
        from .text import NotConstant, constant

        try:
            return constant(text)
        except NotConstant as error:
            raise refused(self.path, comment.line, f"what is expected, {text}, {error}") from error

    def take_error(self, comment: Comment, text: str) -> None:
        case = self.case(comment)
        case.errors.append(self.words(comment, text))
        if len(case.errors) > 1:
            raise refused(self.path, comment.line, f"{case.name} can only fail once, and should at line "
                          f"{case.errors[0].line} already")

    def take_warning(self, comment: Comment, text: str) -> None:
        self.case(comment).warnings.append(self.words(comment, text))

    def words(self, comment: Comment, text: str) -> ExpectedWords:
        if not text:
            raise refused(self.path, comment.line, "add some words of the message, without which any message would do")
        if text[0] == text[-1] and text[0] in "'\"" and len(text) > 1:
            return ExpectedWords(comment.line, self.constant(comment, text), not comment.alone, True)
        return ExpectedWords(comment.line, text, not comment.alone)

    def take_golden(self, comment: Comment, text: str) -> None:
        if text not in FORMS:
            raise refused(self.path, comment.line, f"a golden is one of: {', '.join(FORMS)}")
        self.case(comment).form = text

    def take_subtree(self, comment: Comment, text: str) -> None:
        self.case(comment).subtrees.append(self.terms(comment, text))

    def take_validate(self, comment: Comment, text: str) -> None:
        if text not in ("yes", "no"):
            raise refused(self.path, comment.line, "write `# validate: no`, or nothing")
        self.case(comment).validate = text == "yes"

    def take_emit(self, comment: Comment, text: str) -> None:
        from .emitted import KINDS

        kind, *patterns = words(text) or [""]
        if kind not in KINDS:
            raise refused(self.path, comment.line, f"there are no emitted files '{kind}'{nearest(kind, list(KINDS))}")
        self.case(comment).emits.append(Emit(comment.line, kind, tuple(patterns)))


TAKE = {"object": Reading.take_object, "cluster": Reading.take_cluster, "loadpath": Reading.take_loadpath,
        "expect": Reading.take_value, "expect-error": Reading.take_error, "expect-warning": Reading.take_warning,
        "golden": Reading.take_golden, "subtree": Reading.take_subtree, "validate": Reading.take_validate,
        "emit": Reading.take_emit}

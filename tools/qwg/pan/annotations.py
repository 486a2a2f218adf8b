"""A template's text in, its annotations out: checked for the compiler, or as the XML of panc-annotations.

An annotation is skipped like a comment: `@name{...}`, with brackets of any kind and perhaps no name. What
these hold is free text, kept as the entry `desc`, unless it starts with a word and `=`: then it is a list of
``key = value`` pairs. Source of both forms and of the XML: panc 10, AnnotationProcessor, AnnotationParser.jjt
and PanParserAnnotationUtils.
"""
from __future__ import annotations

import os
import re
import sys
import time
from bisect import bisect_left
from collections import namedtuple
from functools import cache
from pathlib import Path

from .diagnostics import Span
from .errors import PanError, PanParseError, PanSystemError
from .javatext import join_surrogates, split_surrogates, trim
from .lexer import ANNOTATION, ANNOTATION_TOKEN, LINE_END, TOKEN, Source, tokenize
from .nodes import ALIAS, BIND, CHOICE, FUNCTION, INCLUDES, LITERAL, RECORD, SET, TYPE, Template
from .parser import Parser, parse_template
from .paths import parse_path
from .values import LONG_MAX, text_of
from .xmltext import escape_attr, escape_text

NAMESPACE = "http://quattor.org/pan/annotations"
SUFFIX = ".annotation.xml"

IMAGE = re.compile(r"@\s*([a-zA-Z_0-9.-]*)\s*[(\[{](.*)[)\]}]\Z", re.DOTALL | re.ASCII)
NAME = re.compile(r"(?![Xx][Mm][Ll])[A-Za-z_][A-Za-z_.-]*\Z")
STARTS_AS_PAIR = re.compile(r"\s*+[^=\s]*+\s*+=", re.ASCII)
# After a line end, panc takes quotes behind blanks for a part of the value: hence the rule for one blank.
PAIR = re.compile(r"""
    [ \t\f\n\r]*+ (?P<key>[a-zA-Z_0-9.-]++) [ \t\f\n\r]*+ = [ \t]*+
    (?: [\n\r] | [ \t\f](?=[\n\r]|\Z) )*+
    (?: '(?P<single>[^']*+(?:''[^']*+)*+)'
      | "(?P<double>[^"]*+(?:""[^"]*+)*+)"
      | (?P<line>(?:\\(?:\r\n|\n|\r))*+ [^\n\r'"\\] (?:\\(?:\r\n|\n|\r)|[^\n\r])*+)
    )""", re.VERBOSE)
PAIRS_END = re.compile(r"[ \t\f\n\r]*\Z")
# Sic: of a CRLF only the CR is taken away together with the backslash.
CONTINUATION = re.compile(r"\\[\n\r]")


class Annotation(namedtuple("Annotation", "name entries")):
    """What an annotation says: its name or '', and its entries as pairs of key and value, in order."""
    __slots__ = ()


def read_annotation(image: str) -> Annotation:
    """An annotation, spelled from its @ to its closing bracket; PanParseError without a place if invalid."""
    name, content = IMAGE.match(image).groups()
    entries = read_pairs(content) if STARTS_AS_PAIR.match(content) else (("desc", content),)
    if name:
        check_name(name, "name of an annotation")
    return Annotation(name, entries)


def read_pairs(content: str) -> tuple[tuple[str, str], ...]:
    entries = []
    position = 0
    while not PAIRS_END.match(content, position):
        found = PAIR.match(content, position)
        if found is None:
            raise invalid_pairs(content[position:])
        key, single, double, line = found.group("key", "single", "double", "line")
        check_name(key, "key in an annotation")
        if single is not None:
            value = single.replace("''", "'")
        elif double is not None:
            value = double.replace('""', '"')
        else:
            value = trim(CONTINUATION.sub("", line))
        entries.append((key, value))
        position = found.end()
    return tuple(entries)


def check_name(name: str, what: str) -> None:
    if not NAME.match(name):
        raise PanParseError(f"'{name}' is no {what}: these are made of letters, '_', '.' and '-', start with "
                            "a letter or '_', and do not start with xml")


def invalid_pairs(rest: str) -> PanParseError:
    near = rest.strip().split("\n", 1)[0].strip()
    near = near if len(near) <= 40 else near[:37] + "..."
    error = PanParseError(f"invalid annotation: expected KEY = VALUE at `{near}`")
    error.notes = ("an annotation that starts with a word and '=' is a list of KEY = VALUE, one a line; a "
                   "value may be in quotes, and '' or \"\" is a quote inside",)
    return error


# --- where they are -----------------------------------------------------------------------------------------

@cache
def code_up_to_annotation(stops: str = "") -> re.Pattern:
    """Skips code up to the next annotation or heredoc mark, or to one of the characters `stops`."""
    return re.compile(rf"""
        (?: [^@\#'"<{stops}]++ | \#[^\n\r]*+ | (?!@|<<[A-Za-z_]|[\n\r]){TOKEN} | (?!{ANNOTATION})@ )*+
        (?:(?P<annotation>{ANNOTATION})|<<(?P<mark>[A-Za-z_][A-Za-z_0-9]*+))?""", re.VERBOSE)


LINE = re.compile(r"([^\n\r]*+)(?:\r\n|\n|\r|\Z)")


def annotation_places(text: str) -> list[tuple[int, int]]:
    """(start, end) offsets of all annotations; an @ in a string, a comment or a heredoc starts none."""
    places = []
    marks: list[str] = []
    position = 0
    while position < len(text):
        found = code_up_to_annotation(r"\n\r" if marks else "").match(text, position)
        position = found.end()
        if found["annotation"]:
            places.append(found.span("annotation"))
        elif found["mark"]:
            marks.append(found["mark"])
        elif marks and position < len(text):
            position = after_heredocs(text, LINE_END.match(text, position).end(), marks)
            marks = []
    return places


def after_heredocs(text: str, position: int, marks: list[str]) -> int:
    """The offset after the heredocs that start at `position` and are closed by `marks`, one after another."""
    number = 0
    for line in LINE.finditer(text, position):
        if line[1] == marks[number]:
            number += 1
            if number == len(marks):
                return line.end()
    return len(text)


def check_annotations(text: str, source_file: str) -> None:
    """PanParseError at the first annotation with invalid content.

    When the text before that annotation already breaks the grammar, that error is raised instead, with tokens
    and no span: panc reads a file once, so it stops at whatever comes first.
    """
    if not ANNOTATION_TOKEN.search(text):
        return
    for begin, end in annotation_places(text):
        try:
            read_annotation(text[begin:end])
        except PanParseError as error:
            raise_earlier_error(text[:begin])
            source = Source(source_file, text)
            error.span = Span(source_file, *source.position(begin), *source.position(end - 1))
            raise


def raise_earlier_error(text: str) -> None:
    """The PanError that the start of a template has, other than that it ends too early."""
    try:
        tokens = tokenize(text)
    except PanParseError:
        return  # It ends within a heredoc.
    try:
        Parser(tokens).template()
    except PanError as error:
        if error.tokens is not None and error.tokens[0] < len(tokens) - 1:
            raise error from None


# --- as XML -------------------------------------------------------------------------------------------------

class Element(namedtuple("Element", "tag attributes content")):
    """An XML element: its tag, a dict of attributes, and the list of its children or its text."""
    __slots__ = ()


class Documenter:
    """The elements of one template. panc counts columns in UTF-16 units, so the text is kept as such."""

    def __init__(self, text: str):
        self.text = split_surrogates(text)
        self.source = Source("", self.text)
        self.places = self.source.places()
        self.annotations = annotation_places(self.text)
        self.starts = [begin for begin, _ in self.annotations]

    def source_range(self, first: int, last: int) -> str:
        """From the first token to the last one, as panc writes it: line.column-line.column, both included."""
        line, column = self.source.position(self.places[first][0])
        end_line, end_column = self.source.position(self.places[last][1] - 1)
        return f"{line}.{column}-{end_line}.{end_column}"

    def annotations_before(self, token: int) -> list[Element]:
        """The annotations between a token and the one before it, the nearest first as in panc."""
        first = bisect_left(self.starts, self.places[token - 1][1] if token else 0)
        end = bisect_left(self.starts, self.places[token][0])
        elements = []
        for begin, stop in reversed(self.annotations[first:end]):
            annotation = read_annotation(join_surrogates(self.text[begin:stop]))
            entries = [Element(key, {}, value) for key, value in annotation.entries]
            elements += [Element(annotation.name, {}, entries)] if annotation.name else entries
        return elements

    def template(self, template: Template) -> Element:
        first, last = template.head
        content = self.annotations_before(first)
        for node in template.statements:
            what = node[0]
            if what == BIND:
                content += self.full_type(node[4])
            elif what in (SET, TYPE, FUNCTION):
                inner = self.annotations_before(node[1])
                if what == TYPE:
                    inner += self.full_type(node[4])
                attributes = {"name": node[3], "source-range": self.source_range(node[1], node[2])}
                content.append(Element(DEFINITIONS[what], attributes, inner))
        attributes = {"xmlns": NAMESPACE, "name": template.name,
                      "source-range": self.source_range(first, last), "type": template.kind.upper()}
        return Element("template", attributes, content)

    def full_type(self, node) -> list[Element]:
        _, _, _, base, default, _ = node
        while base[0] not in (ALIAS, CHOICE, RECORD):
            base = base[3]
        elements = [self.base_type(base)]
        # Only a literal that follows the = at once: in parentheses, braces or after a sign it has no element.
        if default is not None and default[0] == LITERAL and self.spelling(default[1] - 1) == "=":
            _, first, last, value = default
            attributes = {"source-range": self.source_range(first, last), "text": text_of(value)}
            elements.append(Element("default", attributes, []))
        return elements

    def spelling(self, token: int) -> str:
        begin, end = self.places[token]
        return self.text[begin:end]

    def base_type(self, node) -> Element:
        kind, first, last = node[:3]
        attributes = {"source-range": self.source_range(first, last), "extensible": "false"}
        content: list[Element] = []
        limits = None
        if kind == RECORD:
            _, _, _, extensible, fields, limits = node
            attributes["extensible"] = text_of(extensible)
            content = [self.field(field) for field in fields]
        else:
            name = "choice"
            if kind == ALIAS:
                name, limits = node[3:]
            attributes = {"name": name, **attributes}
        if limits is not None:
            low, high = limits
            attributes["range"] = f"{low}..{'' if high == LONG_MAX else high}"
        return Element("basetype", attributes, content)

    def field(self, node) -> Element:
        kind, first, last = node[:3]
        place = self.source_range(first, last)
        if kind == INCLUDES:
            return Element("include", {"name": node[3], "source-range": place}, [])
        _, _, _, path, required, full = node
        attributes = {"name": str(parse_path(path)), "source-range": place, "required": text_of(required)}
        return Element("field", attributes, self.annotations_before(first) + self.full_type(full))


DEFINITIONS = {SET: "variable", TYPE: "type", FUNCTION: "function"}


def write_element(out: list[str], element: Element, indent: str) -> None:
    tag, attributes, content = element
    written = "".join(f' {name}="{escape_attr(value)}"' for name, value in attributes.items())
    start = f"{indent}<{tag}{written}"
    if not content:
        out.append(f"{start}/>\n")
    elif type(content) is str:
        out.append(f"{start}>{escape_text(content)}</{tag}>\n")
    else:
        out.append(f"{start}>\n")
        for child in content:
            write_element(out, child, indent + "    ")
        out.append(f"{indent}</{tag}>\n")


def annotation_xml(text: str) -> bytes:
    """The .annotation.xml of a template that compiles; PanError when it does not even parse."""
    template = parse_template(text)
    out = ['<?xml version="1.0" encoding="UTF-8"?>']
    write_element(out, Documenter(text).template(template), "")
    return "".join(out).encode("utf-8")


# --- the command --------------------------------------------------------------------------------------------

def write_annotations(source: str, base_directory: Path, output_directory: Path) -> Path:
    """Compile one template file and write its annotations; the file written comes back.

    `source` counts from the base directory. PanError when the template does not compile or lies elsewhere,
    OSError when its XML cannot be written.
    """
    from .formats import write_file
    from .loader import Finder, Loader, decode
    file = os.path.normpath(base_directory / source)
    try:
        target = output_directory / (str(Path(file).relative_to(os.path.normpath(base_directory))) + SUFFIX)
    except ValueError:
        message = f"the template is not below the base directory {base_directory}"
        raise PanSystemError(message, span=Span(file)) from None
    # All that the compiler refuses without running a template is refused here too, as by panc.
    Loader(Finder([]), None, lambda name: False).read(file)
    write_file(str(target), annotation_xml(decode(Path(file).read_bytes())))
    return target


def make_parser():
    import argparse

    from .cli import UsageError

    class Parser(argparse.ArgumentParser):
        """argparse with panc's manner: one line that begins with OPTIONS ERROR."""

        def error(self, message: str):
            raise UsageError(message)

    parser = Parser(prog="python -m qwg.pan.annotations", add_help=False, allow_abbrev=False,
                    usage="%(prog)s [options] files...",
                    description="Write the annotations of each template FILE to FILE.annotation.xml.")
    say = parser.add_argument
    say("--base-dir", metavar="DIR", default=".", help="base directory for templates")
    say("--output-dir", metavar="DIR", default=".", help="output directory")
    say("--java-opts", metavar="OPTS", help="accepted for panc's sake, without meaning here")
    say("--diagnostics", metavar="FORM", default="text", choices=("text", "json"), help="text or json")
    say("-q", "--quiet", action="store_true", help="do not print statistics")
    say("-v", "--verbose", action="count", default=0, help="name each file that is written")
    say("--version", action="store_true", help="show the compiler's version")
    say("-h", "--help", action="store_true", help="print this help")
    say("files", nargs="*", metavar="FILE", help="template file, relative to the base directory")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run the command: 0 all files written, 1 some templates refused, 2 wrong use, 3 internal error."""
    from .cli import UsageError, directory
    parser = make_parser()
    try:
        arguments = parser.parse_args(argv)
        if arguments.help:
            print(parser.format_help(), end="")
            return 0
        if arguments.version:
            from qwg import __version__
            print(f"pan compiler version: {__version__} (the Pan of panc 10.9)")
            return 0
        if not arguments.files:
            raise UsageError("no template files are given")
        base_directory = Path(directory(arguments.base_dir, "the base directory"))
        output_directory = Path(directory(arguments.output_dir, "the output directory"))
    except UsageError as error:
        print(f"OPTIONS ERROR: {error}")
        return 2
    if arguments.java_opts is not None:
        print("note: --java-opts has no meaning for this compiler and is ignored", file=sys.stderr)
    from .compiler import RECURSION_LIMIT, as_diagnostic, as_error
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    started = time.monotonic()
    diagnostics = []
    for source in arguments.files:
        try:
            target = write_annotations(source, base_directory, output_directory)
            if arguments.verbose:
                print(target, file=sys.stderr)
        except Exception as failure:
            diagnostics.append(as_diagnostic(as_error(failure, os.path.join(base_directory, source))))
    if arguments.diagnostics == "json":
        import json
        print(json.dumps([diagnostic.as_dict() for diagnostic in diagnostics], indent=1))
    else:
        for diagnostic in diagnostics:
            print(diagnostic.text(), end="\n\n")
        if not arguments.quiet:
            written = len(arguments.files) - len(diagnostics)
            print(f"{len(arguments.files)} templates, {written} annotation files, {len(diagnostics)} errors, "
                  f"{(time.monotonic() - started) * 1000:.0f} ms")
    if any(diagnostic.code == "pan.internal" for diagnostic in diagnostics):
        return 3
    return 1 if diagnostics else 0


if __name__ == "__main__":
    sys.exit(main())

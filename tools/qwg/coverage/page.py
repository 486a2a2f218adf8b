"""A CoverageReport comes in, one web page with the coloured templates goes out: no network, no script.

The page is built as a tree of elements, so that no text of a template can become markup. The style sheet is page.css
beside this module.
"""
from __future__ import annotations

from importlib import resources
from itertools import groupby
from pathlib import Path

from lxml import html
from lxml.html import builder as E

from qwg.pan.diagnostics import split_lines
from qwg.pan.loader import decode

from .measure import Covered, is_unwritten
from .report import CoverageReport, Percent, fraction

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# What a character belongs to, and the class and the words that say so.
NOTHING, RAN, NOT, ALWAYS = range(4)
CLASSES = {RAN: "ran", NOT: "not", ALWAYS: "always"}
TITLES = {NOT: "this never ran", ALWAYS: "this condition was never false"}


def page(report: CoverageReport) -> bytes:
    """The page as UTF-8."""
    sections = [template(report, covered) for covered in report.templates]
    body = [E.HEADER(E.H1("Coverage of templates"), E.P(report.summary(report.coverage), css("soft")), legend()),
            E.MAIN(table(report), *never(report), E.SECTION(E.H2("Templates"), *sections))]
    head = E.HEAD(E.META(charset="utf-8"),
                  E.META(name="viewport", content="width=device-width, initial-scale=1"),
                  html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
                  E.TITLE("Coverage of templates"),
                  E.STYLE(resources.files(__package__).joinpath("page.css").read_text("utf-8")))
    document = E.HTML(head, E.BODY(*body), lang="en")
    return html.tostring(document, encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def css(names: str) -> dict[str, str]:
    return {"class": names}


def legend():
    return E.P(E.SPAN("ran", css("ran")), " ", E.SPAN("never ran", css("not")), " ",
               E.SPAN("if", css("always")), " a condition that was never false; ",
               "beside each line how often it ran", css("soft legend"))


def table(report: CoverageReport):
    """Each template with its numbers, as links to what stands below."""
    rows = [E.TR(E.TD(E.A(name_of(report, covered), href=f"#{anchor(report, covered)}")),
                 E.TD(fraction(covered.statements)), E.TD(fraction(covered.branches)),
                 E.TD(str(Percent.of(covered.parts)), state(covered))) for covered in report.templates]
    headings = E.TR(*(E.TH(text, scope="col") for text in ("Template", "Statements", "Branches", "Covered")))
    return E.SECTION(E.H2("All"), E.DIV(E.TABLE(E.THEAD(headings), E.TBODY(*rows)), css("card wide"), tabindex="0"))


def never(report: CoverageReport) -> list:
    files = report.coverage.never
    if not files:
        return []
    tested = {covered.file: covered for covered in report.templates}
    items = []
    for file in files:
        name = report.coverage.tree.relative(file)
        known = tested.get(file)
        items.append(E.LI(E.A(printable(name), href=f"#{anchor(report, known)}"), " (a test does)") if known
                     else E.LI(printable(name)))
    return [E.SECTION(E.H2("No profile includes"), E.UL(*items, css("card")))]


def template(report: CoverageReport, covered: Covered):
    percent = Percent.of(covered.parts)
    summary = E.SUMMARY(E.SPAN(name_of(report, covered), css("name")), " ", E.SPAN(str(percent), state(covered)))
    return E.DETAILS(summary, source(covered), css("card"), id=anchor(report, covered))


def state(covered: Covered) -> dict[str, str]:
    return css("state " + ("ok" if not covered.missing else "error" if covered.parts and Percent.of(
        covered.parts).value < 50 else "warning"))


def source(covered: Covered):
    """The text with a line of it on each line."""
    try:
        lines = split_lines(decode(Path(covered.file).read_bytes()))
    except OSError:
        return E.P("The file cannot be read any more.")
    states = [bytearray(len(line)) for line in lines]
    paint(states, lines, covered)
    shown = []
    for number, line in enumerate(lines, 1):
        if number == len(lines) and not line:
            break
        times = covered.lines.get(number)
        pieces: list = [E.I(f"{number}", css("number")), E.I("" if times is None else f"{times}×", css("times"))]
        for kind, group in groupby(zip(states[number - 1], line), key=lambda pair: pair[0]):
            text = printable("".join(character for _, character in group))
            if kind == NOTHING or not text.strip():
                pieces.append(text)
            else:
                title = {"title": TITLES[kind]} if kind in TITLES else {}
                pieces.append(E.SPAN(text, css(CLASSES[kind]), **title))
        shown.append(E.SPAN(*pieces, "\n", css("line missed" if times == 0 else "line")))
    return E.PRE(*shown, tabindex="0")


def paint(states: list[bytearray], lines: list[str], covered: Covered) -> None:
    """What each character belongs to: the smallest part around it; the indentation belongs to none."""
    def size(part) -> tuple[int, int]:
        span = part.span
        return span.end_line - span.line, span.end_column - span.column

    for part in sorted(covered.parts, key=size, reverse=True):
        unwritten = is_unwritten(part)
        if unwritten and part.times:
            continue
        kind = ALWAYS if unwritten else RAN if part.times else NOT
        span = part.span
        for number in range(span.line, min(span.end_line, len(states)) + 1):
            row = states[number - 1]
            line = lines[number - 1]
            begin = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
            end = min(span.end_column if number == span.end_line else len(row), len(row))
            # An if that never ran as a whole is no condition that was never false.
            if not (unwritten and NOT in row[begin:end]):
                row[begin:end] = bytes([kind]) * max(0, end - begin)


def name_of(report: CoverageReport, covered: Covered) -> str:
    return printable(report.coverage.tree.relative(covered.file))


def anchor(report: CoverageReport, covered: Covered) -> str:
    return f"template{report.templates.index(covered)}"


def printable(text: str) -> str:
    """A text as a document may hold it."""
    return "".join(character if character.isprintable() or character == "\t" else "�" for character in text)

"""A template of panc's own tests comes in, what its headers expect goes out; and a verdict on what came of it.

    # @expect="XPATH"            true on the profile as XML
    # @expect=CLASS ["REGEX"]    this exception and no other; the regular expression matches the whole message
    # @format=NAME               the output format; all that panc's tests look at is the XML

Of each kind the last one counts, as in the program that runs them upstream.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qwg.pan.diagnostics import Diagnostic, split_lines
from qwg.site.errors import Refused

XPATH = re.compile(r'#\s*@expect\s*=\s*"(.*)"\s*')
EXCEPTION = re.compile(r'#\s*@expect\s*=\s*([\w.]+)(?:\s*"(.*)")?\s*')
MARK = re.compile(r"^#\s*@expect\s*=", re.M)
# Kinds of errors by the names of panc's exceptions.
KINDS = {"SyntaxException": "syntax", "ParseException": "parse", "EvaluationException": "evaluation",
         "ValidationException": "validation", "SystemException": "system"}


@dataclass(frozen=True)
class Upstream:
    """Either an XPath, or a kind of error with perhaps a regular expression."""
    xpath: str | None = None
    kind: str | None = None
    regex: str | None = None


def read_upstream(path: Path, text: str) -> Upstream | None:
    """What the headers say; None without one."""
    if "@expect" not in text or not MARK.search(text):
        return None
    found = None
    for number, line in enumerate(split_lines(text), 1):
        if match := XPATH.fullmatch(line):
            found = Upstream(xpath=match[1])
        elif match := EXCEPTION.fullmatch(line):
            name = match[1].rpartition(".")[2]
            if name not in KINDS:
                raise Refused("golden.test", f"there is no exception {name}; there are: {', '.join(KINDS)}", str(path),
                              number)
            found = Upstream(kind=KINDS[name], regex=match[2])
        elif MARK.match(line):
            raise Refused("golden.test", 'write # @expect="XPATH" or # @expect=CLASS "REGEX"', str(path), number)
    return found


def verdict(upstream: Upstream, file: Path, xml: bytes | None, diagnostics: list[Diagnostic]) -> str | None:
    """What is not as expected; None if all is well. Refused, at the file, if the XPath is none."""
    if upstream.kind is None:
        if xml is None:
            return "it does not compile"
        return None if is_true(upstream.xpath, file, xml) else f"this is not true of the profile: {upstream.xpath}"
    if xml is not None:
        return f"an error of kind {upstream.kind} is expected, and it compiles"
    for diagnostic in diagnostics:
        kind = diagnostic.code.rpartition(".")[2]
        if kind != upstream.kind:
            return f"an error of kind {upstream.kind} is expected, and it is of kind {kind}"
        if upstream.regex is not None and not matches(upstream.regex, diagnostic):
            return f"the message does not match {upstream.regex}"
    return None


def matches(regex: str, diagnostic: Diagnostic) -> bool:
    """Whether the whole text of an error, as panc prints it, matches; its line ends are like any character."""
    from qwg.pan.javaregex import Pattern

    return Pattern(f"\\A(?:{regex})\\Z", "s").find(diagnostic.text(source=False))


def is_true(xpath: str, file: Path, xml: bytes) -> bool:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(xml, parser).getroottree().xpath(f"boolean({xpath})")
    except etree.XPathError as error:
        raise Refused("golden.test", f"{error}: {xpath}", str(file)) from error

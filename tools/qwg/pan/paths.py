"""Paths: text such as ``/a/b/0`` or ``host.example.org:/a`` comes in, a Path of checked terms goes out.

A term is a key (str) or an index (int, 32 bits), as in panc's TermFactory and Path.
"""
from __future__ import annotations

import re
from collections import namedtuple

from .errors import EvaluationError, PanSyntaxError
from .javatext import escape
from .values import kind_of

INDEX = re.compile(r"-?[0-9]+\Z")
LEADING_ZEROS = re.compile(r"-?0[0-9]+\Z")
KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_+.-]*\Z")
TEMPLATE_NAME = re.compile(r"[A-Za-z0-9_./+-]+\Z")
INCLUDE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_+.-]*(?:/[A-Za-z0-9_+.-]+)*\Z")
BRACES = re.compile(r"[^{}]*(?:\{[^{}]*\}[^{}]*)*\Z")
INT_MAX = (1 << 31) - 1
INT_MIN = -(1 << 31)


class Path(namedtuple("Path", "kind authority terms")):
    """kind is 'absolute', 'relative' or 'external'; authority is the object's name of an external path, else None;
    terms are keys and indices."""
    __slots__ = ()

    def __str__(self) -> str:
        way = "/".join(map(str, self.terms))
        if self.kind == "external":
            return f"{self.authority}:/{way}"
        return "/" + way if self.kind == "absolute" else way

    def resolved(self, prefix: "Path | None") -> "Path":
        if prefix is not None and self.kind == "relative":
            return Path(prefix.kind, prefix.authority, prefix.terms + self.terms)
        return self


known_terms: dict[str, str | int] = {}
known_paths: dict[tuple[str, bool], Path] = {}
CACHE_LIMIT = 200_000


def term_from_text(text: str) -> str | int:
    """The term that a string stands for; EvaluationError when it is neither a key nor an index."""
    term = known_terms.get(text)
    if term is None:
        if len(known_terms) > CACHE_LIMIT:
            known_terms.clear()
        term = known_terms[text] = check_term(text)
    return term


def check_term(text: str) -> str | int:
    if len(text) >= 2 and text[0] == "{" and text[-1] == "}":
        text = escape_term(text[1:-1])
    if not text:
        raise EvaluationError("an empty string cannot be used as a path term or dict key")
    if INDEX.match(text):
        if LEADING_ZEROS.match(text):
            raise EvaluationError(f"an index cannot start with leading zeros: '{text}'")
        value = int(text) if len(text) < 21 else 1 << 70
        if not -(1 << 63) <= value < 1 << 63:
            raise EvaluationError(f"a path term or dict key cannot start with a digit: '{text}'")
        return check_index(value)
    if not KEY.match(text):
        raise EvaluationError(f"invalid path term or dict key: '{text}'; escape() makes a key of any text")
    return text


def check_index(value: int) -> int:
    if not INT_MIN <= value <= INT_MAX:
        side, limit = ("exceeds the largest", INT_MAX) if value > 0 else ("is below the smallest", INT_MIN)
        raise EvaluationError(f"index ({value:,}) {side} permitted value ({limit:,})")
    return value


def term_from_value(value) -> str | int:
    """The term that an element stands for when it is used as an index: strings and longs only."""
    kind = type(value)
    if kind is str:
        return known_terms.get(value) or term_from_text(value)
    if kind is int:
        return check_index(value)
    raise EvaluationError(f"an element of type {kind_of(value)} is not a valid index")


def escape_term(text: str) -> str:
    try:
        return escape(text)
    except ValueError as error:
        raise EvaluationError(str(error)) from None


def parse_path(text: str, any_first_term: bool = False) -> Path:
    """The path that `text` spells.

    PanSyntaxError for a malformed path, EvaluationError for a malformed term. `any_first_term` lets a relative
    path start with an index, as is allowed below a prefix.
    """
    key = (text, any_first_term)
    path = known_paths.get(key)
    if path is None:
        if len(known_paths) > CACHE_LIMIT:
            known_paths.clear()
        path = known_paths[key] = read_path(text, any_first_term)
    return path


def read_path(text: str, any_first_term: bool) -> Path:
    if "{" in text or "}" in text:
        if not BRACES.match(text):
            raise PanSyntaxError(f"path '{text}' contains mismatched or nested braces")
        parts = re.split("[{}]", text)
        text = "".join(escape_term(part) if number % 2 else part for number, part in enumerate(parts))
    kind, authority, rest = "relative", None, text
    if ":" in text:
        kind = "external"
        authority, rest = text.split(":", 1)
        rest = rest.removeprefix("/")
        if not is_template_name(authority):
            raise PanSyntaxError(f"invalid object name ({authority}) in path '{text}'")
    elif text.startswith("/"):
        kind, rest = "absolute", text[1:]
    parts = rest.split("/") if rest else []
    while parts and not parts[-1]:
        parts.pop()
    terms = tuple(map(term_from_text, parts))
    if kind == "relative" and not terms:
        raise PanSyntaxError("a relative path must have at least one term")
    if terms and type(terms[0]) is int and not (kind == "relative" and any_first_term):
        raise PanSyntaxError(f"the first term in path '{text}' must be a key, not an index")
    return Path(kind, authority, terms)


def is_template_name(name: str) -> bool:
    if not TEMPLATE_NAME.match(name):
        return False
    parts = name.split("/")
    while parts and not parts[-1]:
        parts.pop()
    return all(part and not part.startswith(".") for part in parts)


def is_include_name(name: str) -> bool:
    return INCLUDE_NAME.match(name) is not None


def path_order(path: Path):
    """Sort key of bindings: longer paths first, indices before keys, as panc's Path.compareTo has it."""
    return -len(path.terms), tuple((type(term) is str, term) for term in path.terms)

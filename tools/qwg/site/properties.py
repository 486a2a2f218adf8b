"""Property files of a site's build come in, one table of settings goes out.

The files are what ant's <property file> reads: the format of java.util.Properties.load(), then `${name}`
replaced. As in ant a property never changes once it is set: the first file that sets a key wins.
"""
from __future__ import annotations

import re
from pathlib import Path

from .errors import Refused

ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
NATURAL_LINE = re.compile(r"\r\n|\n|\r")
KEY_END = re.compile(r"(?:\\.|[^\\=: \t\f])*", re.DOTALL)
SEPARATOR = re.compile(r"[ \t\f]*[=:]?[ \t\f]*")
ESCAPE = re.compile(r"\\(u.{0,4}|.|$)", re.DOTALL)
REFERENCE = re.compile(r"\$\$|\$\{([^}]*)\}")


class Properties:
    """Settings by key. Values keep trailing blanks and quotes, as Java does."""

    def __init__(self, defaults: dict[str, str] | None = None, parent: Properties | None = None):
        self.defaults = dict(defaults or {})
        self.parent = parent
        self.values: dict[str, str] = {}

    def load(self, path: Path) -> bool:
        """Adds the keys of one file that no earlier file sets; False if there is no such file."""
        try:
            text = path.read_bytes().decode("latin-1")
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise Refused("site.properties", f"cannot be read: {error.strerror}", str(path)) from error
        for key, value in parse(text, str(path)).items():
            if self.raw(key) is None:
                self.values[key] = value
        return True

    def raw(self, key: str) -> str | None:
        """The value as written, from the outer settings first (they were set earlier)."""
        value = self.parent.raw(key) if self.parent else None
        return self.values.get(key) if value is None else value

    def default(self, key: str) -> str | None:
        value = self.defaults.get(key)
        return self.parent.default(key) if value is None and self.parent else value

    def get(self, key: str, default: str | None = None) -> str | None:
        """The value with every `${name}` replaced; a name that nothing sets stays as it is written."""
        return self.expand(key, ()) if self.raw(key) is not None else default

    def expand(self, key: str, inside: tuple[str, ...]) -> str | None:
        if key in inside:
            way = " -> ".join([*inside, key])
            raise Refused("site.properties", f"property '{key}' refers to itself ({way})")
        value = self.raw(key)
        if value is None:
            value = self.default(key)
        if value is None or "$" not in value:
            return value

        def replace(match: re.Match) -> str:
            if match[1] is None:
                return "$"
            found = self.expand(match[1], (*inside, key))
            return match[0] if found is None else found
        return REFERENCE.sub(replace, value)


def parse(text: str, file: str = "") -> dict[str, str]:
    """The keys and values of one file, as java.util.Properties.load() reads them; `file` is for errors."""
    table: dict[str, str] = {}
    lines = iter(enumerate(NATURAL_LINE.split(text), 1))
    for number, line in lines:
        line = line.lstrip(" \t\f")
        # A line with a lone backslash continues nothing, so the next one begins anew.
        if not line or line[0] in "#!" or line == "\\":
            continue
        while ends_in_odd_backslashes(line):
            line = line[:-1] + next(lines, (0, ""))[1].lstrip(" \t\f")
        end = KEY_END.match(line).end()
        start = SEPARATOR.match(line, end).end()
        try:
            table[unescape(line[:end])] = unescape(line[start:])
        except ValueError:
            raise Refused("site.properties", "malformed \\uXXXX escape", file, number) from None
    return table


def ends_in_odd_backslashes(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def unescape(text: str) -> str:
    def replace(match: re.Match) -> str:
        escaped = match[1]
        if not escaped.startswith("u"):
            return ESCAPES.get(escaped, escaped)
        if not re.fullmatch("[0-9A-Fa-f]{4}", escaped[1:]):
            raise ValueError(escaped)
        return chr(int(escaped[1:], 16))
    return ESCAPE.sub(replace, text) if "\\" in text else text

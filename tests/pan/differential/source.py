"""Hypothesis' choices come in, Pan text goes out: the literals that all generators of programs share."""
from __future__ import annotations

from hypothesis import strategies as st

LONGS = (0, 1, 2, 3, -1, -2, 7, 8, 10, 16, 31, 32, 63, 64, 100, 255, 256, 1000, 65535, 65536, 2147483647,
         2147483648, -2147483648, -2147483649, 4294967295, 9007199254740993, 9223372036854775807,
         -9223372036854775807)
DOUBLES = ("0.0", "1.0", "0.5", "1.5", "2.5", "-0.5", "0.1", "3.14159", "1e3", "1.0e-3", "9.999e-4", "1e7",
           "9999999.0", "123456789.125", "1e22", "2.005", "0.125", "1e308", "4.9e-324",
           "2.2250738585072014e-308", "1e16", "1e-5", "100.0", "0.000123", "2147483647.5",
           "9.223372036854775807e18", "1e19", "4503599627370497.5")
CHARACTERS = ("abcxyzABCXYZ0123456789", " _-+./:,;=", "'\"\\$%&{}[]()<>|*?^#@!~`", "\n\r\t\b\f", "äßÉñÿ\xa0",
              "Ωжİı☃日本", "😀𝒳", "\x00\x01\x1b\x7f\x85\u2028\ufeff\ufffd")
WORDS = ("", "a", "b", "abc", "x", "hello world", "a.b.c", "one,two,,three,", "  padded ", "true", "false",
         "FALSE", "0", "1", "42", "-17", "007", "0x1F", "1.5", "1e5", "a_b", "_61", "é", "ABC", "aXbXc", "$1",
         "a$b", "${x}", "/a/b", "x:/a", "{a}", "k0", "k1", "line1\nline2", "äöü", "😀x", "tab\there", "it's",
         'say "so"', "back\\slash", "aaa", "abcabcabc", "192.168.1.1", "10.0.0.0/8", "2024-01-31",
         "key = value", "<a&b>", "foo(bar)", "undef", "null")
KEYS = ("a", "b", "c", "k0", "k1", "x-y", "z.1", "_u", "A", "9z")
NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\\": "\\\\", '"': '\\"'}

small = st.integers(-2, 5)
any_long = st.one_of(st.sampled_from(LONGS), st.integers(-20, 120), st.integers(-2**63 + 1, 2**63 - 1))
any_double = st.one_of(st.sampled_from(DOUBLES), st.integers(-9999, 99999).map(lambda n: repr(n / 100)),
                       st.floats(allow_nan=False, allow_infinity=False).map(
                           lambda number: "0.0" if abs(number) > 1e16 else java_literal(number)))
characters = st.sampled_from("".join(CHARACTERS[:3]) * 4 + "".join(CHARACTERS))
any_text = st.one_of(st.sampled_from(WORDS), st.text(st.sampled_from(CHARACTERS[0]), max_size=8),
                     st.text(characters, max_size=12))


def java_literal(number: float) -> str:
    """A double as Pan writes it: digits on both sides of the point."""
    text = repr(number)
    if "e" in text and "." not in text:
        text = text.replace("e", ".0e")
    return text


class Source:
    """Writes Pan text by the choices that `draw` makes."""

    def __init__(self, draw):
        self.draw = draw
        self.heredocs: list[str] = []

    def pick(self, *options):
        """One of the options; the first is the simplest, to which failing programs shrink."""
        return self.draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases; programs shrink to False."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def count(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    # --- literals -------------------------------------------------------------------------------------------

    def long(self, value: int | None = None) -> str:
        value = self.draw(any_long) if value is None else value
        if value < 0:
            return f"-{-value}"
        form = self.pick("decimal", "decimal", "decimal", "decimal", "hex", "octal")
        return {"decimal": str(value), "hex": hex(value), "octal": f"0{value:o}"}[form]

    def small(self) -> str:
        return str(self.draw(small))

    def double(self) -> str:
        return self.draw(any_double)

    def boolean(self) -> str:
        return self.pick("true", "false")

    def string(self, text: str | None = None) -> str:
        return self.quoted(self.draw(any_text) if text is None else text)

    def quoted(self, text: str) -> str:
        """A string literal with this value, in one of the ways in which it can be written."""
        single = not set(text) & set("\n\r")
        form = self.pick("single", "single", "double", "heredoc")
        if form == "heredoc" and text.endswith("\n") and "\r" not in text and "EOT" not in text:
            self.heredocs.append(text)
            return "<<EOT"
        if form == "single" and single:
            return "'" + text.replace("'", "''") + "'"
        # A backslash before the closing quote would be taken for an escaped quote; it is written by its code.
        return '"' + "".join(self.character(char) for char in text) + '"'

    def character(self, char: str) -> str:
        if char == "\\":
            return "\\x5c"
        if char in NAMED:
            return NAMED[char]
        if ord(char) < 32 or 127 <= ord(char) < 160:
            return f"\\x{ord(char):02x}"
        return char

    def end_of_line(self, text: str) -> str:
        """A line of the program, with the heredocs that begin in it."""
        bodies = "".join(f"{body}EOT\n" for body in self.heredocs)
        self.heredocs.clear()
        return f"{text}\n{bodies}"

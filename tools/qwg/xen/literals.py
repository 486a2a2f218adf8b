"""The text of a Python literal comes in, the value goes out: strings, whole numbers, and lists of them.

That is all that files for xm and xl hold, apart from `vif[N]`. Nothing is evaluated. A string has no backslash and
no line break, so that it means the same to Python 2, to Python 3 and to libxlutil.
"""
from __future__ import annotations

import re

STRING = r"'[^'\\\n]*'|\"[^\"\\\n]*\""
# No leading zero, which Python 2 takes for base 8, and no more digits than a long has.
INTEGER = r"-?(?:0|[1-9][0-9]{0,17})"
SCALAR = re.compile(rf"{STRING}|{INTEGER}")
ITEM = re.compile(rf"[ \t]*({STRING}|{INTEGER})[ \t]*(,|\Z)")


def parse_scalar(text: str) -> str | int | None:
    """The string or number, None if the text is neither."""
    if not SCALAR.fullmatch(text):
        return None
    return text[1:-1] if text[0] in "'\"" else int(text)


def parse_list(text: str) -> list[str | int] | None:
    """The strings and numbers of a list, None if the text is anything else.

    >>> parse_list("[0, '1-3']")
    [0, '1-3']
    >>> parse_list("[x for x in y]") is None
    True
    """
    if not (text.startswith("[") and text.endswith("]") and len(text) > 1):
        return None
    inner = text[1:-1]
    if not inner.strip(" \t"):
        return []
    values: list[str | int] = []
    position, more = 0, True
    while more:
        item = ITEM.match(inner, position)
        if item is None:
            # A comma may stand behind the last element too.
            return values if values and not inner[position:].strip(" \t") else None
        values.append(parse_scalar(item[1]))
        position, more = item.end(), item[2] == ","
    return values

"""What a check finds: its place as offsets, its message, and the edits that would put it right."""
from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """The text between two offsets is replaced."""
    begin: int
    end: int
    text: str


class Finding(NamedTuple):
    """A piece of text at fault. Without a message it is what the check's documentation says."""
    begin: int
    end: int
    message: str = ""
    edits: tuple[Edit, ...] = ()

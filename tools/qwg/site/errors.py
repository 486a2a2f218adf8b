"""A reason to refuse a site's tree or a request comes in, an exception with its Diagnostic goes out."""
from __future__ import annotations

from qwg.pan.diagnostics import Diagnostic, Span


class Refused(Exception):
    """What was given cannot be worked with. `exit_code` is what the run ends with if nothing else happens."""
    exit_code = 1

    def __init__(self, code: str, message: str, file: str | None = None, line: int = 0,
                 notes: tuple[str, ...] = ()):
        super().__init__(message)
        place = Span(str(file), line, 1, line, 1) if line else Span(str(file)) if file else None
        self.diagnostic = Diagnostic("error", code, message, place, notes)


class WrongUse(Refused):
    """The request itself is wrong, such as an unknown cluster."""
    exit_code = 2

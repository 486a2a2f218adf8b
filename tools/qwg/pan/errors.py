"""The exceptions by which the stages of the compiler refuse a program, each of one of panc's error kinds."""
from __future__ import annotations

from .diagnostics import Diagnostic, Frame, Span


class PanError(Exception):
    """A program is refused. `tokens` is the (first, last) token pair of the place, until a Span is known."""
    code = "pan.system"

    def __init__(self, message: str, tokens: tuple[int, int] | None = None, span: Span | None = None):
        super().__init__(message)
        self.message = message
        self.tokens = tokens
        self.span = span
        self.trace: tuple[Frame, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.object_name = ""
        self.placed = False
        self.circular = False
        # Of a validation error: the finding without what a recorded build tells, and whether it was told.
        self.unexplained: Diagnostic | None = None
        self.explained = False

    def again(self) -> "PanError":
        """A copy to raise for another object, which gives it a trace of its own."""
        copy = rebuild_error(type(self), self.message, dict(self.__dict__))
        copy.trace, copy.object_name, copy.placed = (), "", False
        return copy

    def __reduce__(self):
        # Errors cross process borders when many objects are built by several workers.
        return rebuild_error, (type(self), self.message, self.__dict__)


def rebuild_error(kind: type[PanError], message: str, state: dict) -> PanError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class PanParseError(PanError):
    """The text is not in the grammar."""
    code = "pan.parse"


class PanSyntaxError(PanError):
    """The text is in the grammar, but what it says can be refused without running it."""
    code = "pan.syntax"


class PanSystemError(PanError):
    """A file cannot be read or written, or a number cannot be held."""
    code = "pan.system"


class EvaluationError(PanError):
    """Running the program failed."""
    code = "pan.evaluation"


class NotConstant(EvaluationError):
    """A block asks for something that only exists while an object is built; seen by constant folding only."""


class ValidationError(PanError):
    """The finished tree breaks a type.

    `terms` is the way from the bound path down to the element, `types` the named types passed on it.
    """
    code = "pan.validation"

    def __init__(self, message: str, value=None):
        super().__init__(message)
        self.value = value
        # Names of fields that are there but not wanted.
        self.fields: list[str] = []
        self.terms: list[str | int] = []
        self.types: list[tuple[str, object]] = []
        self.path = None
        self.bound = None
        self.cause: EvaluationError | ValidationError | None = None


class InternalError(PanError):
    """The compiler itself is at fault; never raised, only made of another exception."""
    code = "pan.internal"


class InvalidTerm(Exception):
    """A list was asked for a key or a dict for an index; the caller knows how the whole path was written."""

    def __init__(self, kind: str, terms, position: int):
        super().__init__()
        self.kind = kind
        self.term = terms[position]
        self.way = "/".join(map(str, terms[:position + 1]))

    def message(self, whole: str, way: str) -> str:
        wanted = "a key" if self.kind == "nlist" else "an index"
        return (f"cannot look up term '{self.term}' in an element of type '{self.kind}', which takes {wanted}; "
                f"error at '{way}' with full path '{whole}'")


class ReturnValue(Exception):
    """return() used inside an expression."""

    def __init__(self, value):
        super().__init__()
        self.value = value

"""A Python traceback or stack through generated code in, the Pan places and levels it stands for out."""
from __future__ import annotations

from . import codegen
from .diagnostics import Frame, Span
from .errors import PanError
from .runtime import Context
from .statements import run

RUN = run.__code__
NAMED = {codegen.DO_INCLUDE: "include of {}", codegen.DO_SET: "variable {}", codegen.DO_SET_CONSTANT: "variable {}",
         codegen.DO_PATH: "assignment to {}", codegen.DO_PATH_CONSTANT: "assignment to {}",
         codegen.DO_PATH_DELETE: "assignment to {}", codegen.DO_BIND: "bind of {}", codegen.DO_TYPE: "type {}",
         codegen.DO_FUNCTION: "function {}"}


def steps(frames) -> list[tuple]:
    """What of Python's (frame, line) pairs is Pan: (template, operation) of a statement, (code, line) of a body."""
    found = []
    for frame, line in frames:
        code = frame.f_code
        if code is RUN:
            names = frame.f_locals
            if "operation" in names:
                found.append((names["loaded"], names["operation"]))
        elif code.co_filename.startswith("<pan "):
            found.append((code, line))
    return found


def levels(c: Context, pan_steps) -> list[Frame]:
    """Pan's levels, outermost first, of steps in that order."""
    found: list[tuple[Frame, str]] = []
    functions = {function.run.__code__: name for name, function in c.functions.items()}
    for code, line in pan_steps:
        if isinstance(line, tuple):
            loaded, operation = code, line
            if operation[0] == codegen.DO_RECORDED:
                operation = operation[2]
            what = NAMED.get(operation[0], "statement").format(operation[2])
            found.append((Frame(what, loaded.span(operation[1])), "statement"))
        else:
            loaded = c.templates.get(code.co_filename[5:-1])
            if loaded is None:
                continue
            tokens = loaded.line_tokens(line)
            span = loaded.span(tokens) if tokens else Span(loaded.file)
            name = functions.get(code)
            previous, kind = found[-1] if found else (None, "")
            # The body of a statement, or a part of a body, stands for the same level as what is around it.
            if name is None and previous is not None and (kind == "body" or kind == "statement"):
                found[-1] = Frame(previous.what, span if tokens else previous.span), "body"
            else:
                found.append((Frame(f"function {name}" if name else "validation", span), "body"))
    return [frame for frame, _ in found]


def place(c: Context, error: PanError) -> None:
    """Give an error its place and its trace, from the traceback that it carries."""
    if error.placed:
        return
    error.placed = True
    error.object_name = error.object_name or c.object_name
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        frames.append((traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    trace = levels(c, steps(frames))
    if error.span is None and trace:
        error.span = trace[-1].span
    error.trace = tuple(reversed(trace))


def stack(c: Context, frame, until=()) -> list[Frame]:
    """The levels at the present place of execution, innermost first; what traceback() prints.

    It ends at a frame of the code in `until`, which builds the object: what asked for that is of another object.
    """
    frames = []
    while frame is not None and frame.f_code not in until:
        frames.append((frame, frame.f_lineno))
        frame = frame.f_back
    return levels(c, steps(reversed(frames)))[::-1]

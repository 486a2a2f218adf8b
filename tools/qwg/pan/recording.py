"""A run with Options.record in; who set what, and what ran, out: a Recording, the one source for `why` and coverage.

While it records, a Recorder is told by values.py of every change and copy of a dict or list, so that the history of
an element goes with it through local variables, aliases, create(), global variables and copies from other objects.
Without recording none of this is imported and the generated code has no trace of it. What comes out is the same
bytes.

What it cannot see: which parts of a constant dict or list stand on which line (the whole constant is one write), and
where the operands of an expression came from (the write is the assignment of its result).
"""
from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .diagnostics import Frame, Span
from .paths import Path, parse_path
from .trace import levels, steps
from .types import FullType, shown_value
from .values import DICTS, RESOURCES, UNDEF, size_of, unwrap

if TYPE_CHECKING:
    from .loader import Loaded
    from .runtime import Context


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that happened to an element.

    path: what was written, the element or what it lay in. action: 'set', 'delete' or 'default'. span and trace: the
    place and the levels that led to it, innermost first.
    value: a property's text, or the kind and size that a resource had then. object_name: the object during whose build
    it happened (another one for copied elements). type and bound, of defaults: the type that has the default and the
    bind statement, as text with places. carried: something around the element was written, and the element, which
    another write had set before, came along in it. order: counts up over the run.
    """
    order: int
    path: str
    action: str
    value: str
    span: Span | None
    trace: tuple[Frame, ...]
    object_name: str
    type: str = ""
    bound: str = ""
    carried: bool = False


class Ran(NamedTuple):
    """How often a statement or a branch of a template ran, over all objects.

    what: 'statement'; within an expression 'operation', one of a block, or all of it where the statement may run
    without it; 'then', 'else', 'loop' or 'second operand'. An 'else' that is not written has the place of the 'if'.
    """
    what: str
    span: Span
    times: int


class Event:
    """A change as it is noted: raw, because most are never asked for."""
    __slots__ = ("order", "action", "value", "text", "context", "steps", "default", "replaced")

    def __init__(self, order, action, value, context, pan_steps, default):
        self.order = order
        self.action = action
        self.value = value
        self.text = text_now(value)
        self.context = context
        self.steps = pan_steps
        self.default = default
        # Whether something was there before.
        self.replaced = False


class Recorder:
    """Notes changes. A dict or list is known by its identity; what is noted keeps it alive."""

    def __init__(self):
        self.order = 0
        # id -> (the dict or list, key or index -> its events)
        self.histories: dict[int, tuple[object, dict]] = {}
        self.ran: dict[tuple, int] = {}
        self.defaults: tuple | None = None
        self.known_steps: dict[tuple, tuple] = {}

    def history(self, container) -> dict:
        found = self.histories.get(id(container))
        if found is None:
            found = self.histories[id(container)] = (container, {})
        return found[1]

    # --- told by values.py -------------------------------------------------------------------------------------

    def event(self, value, action: str) -> Event:
        self.order += 1
        frames, context, full = [], None, None
        frame = sys._getframe(3)
        while frame is not None:
            names = frame.f_code.co_varnames
            if full is None and self.defaults and "full" in names:
                candidate = frame.f_locals.get("full")
                full = candidate if isinstance(candidate, FullType) else None
            if context is None and "c" in names:
                context = frame.f_locals.get("c")
            frames.append((frame, frame.f_lineno))
            if frame.f_code.co_name == "execute" and "c" in names:
                # The build of this object begins here; who asked for the object does not matter.
                break
            frame = frame.f_back
        pan_steps = tuple(steps(reversed(frames)))
        pan_steps = self.known_steps.setdefault(tuple((id(a), id(b) if type(b) is tuple else b) for a, b in pan_steps),
                                                pan_steps)
        default = None
        if self.defaults is not None and self.defaults[0] is context and not pan_steps:
            action = "default" if action == "set" else action
            default = full, self.defaults[1], self.defaults[2]
        return Event(self.order, action, value, context, pan_steps, default)

    def changed(self, container, key, value, old=None) -> None:
        """An element was put or, where the value is None, deleted; `old` is what was there before, if anything."""
        event = self.event(value, "delete" if value is None else "set")
        if event.default is not None and type(old) in RESOURCES:
            # No default itself: a copy of what was there, which now has defaults in it.
            return
        event.replaced = old is not None
        self.history(container).setdefault(key, []).append(event)

    def removed(self, container: list, index: int) -> None:
        history = self.history(container)
        gone = self.event(None, "delete")
        lost = history.get(index, [])
        moved = {(key - 1 if type(key) is int and key > index else key): events for key, events in history.items()
                 if key != index}
        history.clear()
        history.update(moved)
        history.setdefault(("gone", index), []).extend([*lost, gone])

    def inserted(self, container: list, index: int, value) -> None:
        history = self.history(container)
        moved = {(key + 1 if type(key) is int and key >= index else key): events for key, events in history.items()}
        history.clear()
        history.update(moved)
        history[index] = [self.event(value, "set")]

    def copied(self, old, new) -> None:
        found = self.histories.get(id(old))
        if found is not None and found[0] is old:
            self.histories[id(new)] = (new, {key: list(events) for key, events in found[1].items()})

    # --- told by the compiler ------------------------------------------------------------------------------------

    def defaults_of(self, c, path: Path, bound: list) -> None:
        """From here on the defaults of one binding are filled in."""
        self.defaults = c, path, bound

    def statement(self, c, number: int) -> None:
        key = (c.template.file, "statement", number)
        self.ran[key] = self.ran.get(key, 0) + 1

    def branch(self, c, template: str, number: int) -> None:
        loaded = c.templates.get(template)
        if loaded is not None:
            key = (loaded.file, "branch", number)
            self.ran[key] = self.ran.get(key, 0) + 1

    def finished(self, builder) -> "Recording":
        return Recording(self, builder)


class Recording:
    """What was recorded: the history of every element of every object, and what ran of every template."""

    def __init__(self, recorder: Recorder, builder):
        self.recorder = recorder
        self.builder = builder

    def objects(self) -> list[str]:
        """The names of all objects that were built."""
        return sorted(name for name, built in self.builder.objects.items() if hasattr(built, "context"))

    def context(self, object_name: str) -> "Context | None":
        """What an object's build left, with its root, its look-ups and the LOADPATH that it ended with; None for an
        object that could not be executed."""
        return getattr(self.builder.objects.get(object_name), "context", None)

    def writes(self, object_name: str, path: str | Path) -> list[Write]:
        """All that happened to the element at an absolute path, in order: writes, defaults and deletions of it, and
        of what it lay in; the last one tells who set the present value. KeyError for an unknown object."""
        built = self.builder.objects[object_name]
        if not hasattr(built, "context"):
            raise KeyError(object_name)
        if isinstance(path, str):
            path = parse_path(path)
        found: dict[int, tuple[Event, int, bool]] = {}
        self.collect(unwrap(built.context.root), path.terms, found, set())
        events = [known for _, known in sorted(found.items())]

        def is_followed(number: int, event: Event) -> bool:
            return any(after.steps[:len(event.steps)] == event.steps for after, _, _ in events[number + 1:])

        # A path assignment makes its element undef before it runs; what it then assigns is the write. And undef around
        # the element is none of it.
        return [self.write(event, path.terms[:len(path.terms) - above], carried)
                for number, (event, above, carried) in enumerate(events)
                if not (event.value is UNDEF and (above or is_followed(number, event)))]

    def origin(self, object_name: str, terms: tuple) -> Write | None:
        """The write of the present value of an element, or of the nearest thing around it that was written."""
        built = self.builder.objects[object_name]
        container, last = unwrap(built.context.root), None
        for depth, term in enumerate(terms, 1):
            known = self.recorder.histories.get(id(container))
            events = known[1].get(term, ()) if known is not None and known[0] is container else ()
            last = (events[-1], terms[:depth]) if events else last
            container = child_of(container, term)
            if container is None:
                break
        return self.write(*last) if last is not None else None

    def collect(self, container, terms: tuple, found: dict[int, tuple[Event, int, bool]], seen: set) -> None:
        """Events along `terms` in a container, also in those that were there before and were replaced.

        They are found by their order, with how many terms they are above the element and whether it was carried.
        """
        if not terms or (id(container), len(terms)) in seen:
            return
        seen.add((id(container), len(terms)))
        known = self.recorder.histories.get(id(container))
        history = known[1] if known is not None and known[0] is container else {}
        term = terms[0]
        present = child_of(container, term)
        # What went from a place of a list says nothing about the element that came after it.
        gone = history.get(("gone", term), ()) if present is None else ()
        for event in [*history.get(term, ()), *gone]:
            inner = unwrap(event.value) if event.value is not None else None
            above = len(terms) - 1
            if not above or event.action == "delete":
                found[event.order] = event, above, False
            elif reaches(inner, terms[1:]):
                below = self.written_below(inner, terms[1:])
                first = min(below, key=lambda write: write.order, default=event)
                # What was only made below later was not there yet.
                if first.order <= event.order or first.replaced:
                    found[event.order] = event, above, first.order < event.order
            if type(inner) in (dict, list):
                self.collect(inner, terms[1:], found, seen)
        if type(present) in (dict, list):
            self.collect(present, terms[1:], found, seen)

    def written_below(self, container, terms: tuple) -> list[Event]:
        """The writes of an element below a container, or of what it lies in there, by themselves."""
        for term in terms:
            known = self.recorder.histories.get(id(container))
            if known is not None and known[0] is container and known[1].get(term):
                return known[1][term]
            container = child_of(container, term)
        return []

    def write(self, event: Event, terms: tuple, carried: bool = False) -> Write:
        path = Path("absolute", None, tuple(terms))
        c = event.context
        trace = tuple(reversed(levels(c, event.steps))) if c is not None else ()
        type_text = bound_text = ""
        span = trace[0].span if trace else None
        if event.default is not None:
            full, bind_path, bound = event.default
            where = full or bound[0]
            span = where.template.span(where.tokens) if where.template else None
            type_text = f"{where.base}" + (f" [{span}]" if span else "")
            bound_text = "; ".join(f"{bind_path} bound to {one.base} [{one.template.span(one.tokens)}]"
                                   for one in bound)
        return Write(event.order, str(path), event.action, event.text, span, trace, c.object_name if c else "",
                     type_text, bound_text, carried)

    def coverage(self) -> dict[str, list[Ran]]:
        """For each template file that was loaded, how often each statement and branch ran, in the file's order."""
        tally = Tally()
        tally.add(self)
        return tally.coverage()


class Tally:
    """What ran in several recordings, which need not be kept for that; templates that did not change meanwhile."""

    def __init__(self):
        self.loaded: dict[str, Loaded] = {}
        self.ran: dict[tuple, int] = {}

    def add(self, recording: Recording) -> None:
        self.loaded.update((file, loaded) for file, loaded in recording.builder.loader.loaded.items()
                           if not isinstance(loaded, Exception))
        for key, times in recording.recorder.ran.items():
            self.ran[key] = self.ran.get(key, 0) + times

    def coverage(self) -> dict[str, list[Ran]]:
        """For each template file, how often each statement and branch ran, in the file's order."""
        covered = {}
        ran = self.ran
        for file, loaded in sorted(self.loaded.items()):
            rows = [Ran("statement", loaded.span(operation[1]), ran.get((file, "statement", number), 0))
                    for number, operation in enumerate(loaded.operations)]
            rows += [Ran(what, loaded.span((first, last)), ran.get((file, "branch", number), 0))
                     for number, (what, first, last) in enumerate(loaded.branches)]
            covered[file] = sorted(rows, key=lambda row: (row.span.line, row.span.column, row.what))
        return covered


def text_now(value) -> str:
    """A property's text; of a dict or list, which may still change, its kind and size."""
    if value is None:
        return ""
    if type(value) in RESOURCES:
        size = size_of(value)
        return f"{'dict' if type(value) in DICTS else 'list'} of {size} element{'s' * (size != 1)}"
    return shown_value(value)


def child_of(container, term):
    if type(container) is dict and type(term) is str:
        return unwrap(container.get(term))
    if type(container) is list and type(term) is int and -len(container) <= term < len(container):
        return unwrap(container[term])
    return None


def reaches(value, terms: tuple) -> bool:
    """Whether the element that `terms` lead to was within a value, as far as that can still be told."""
    for term in terms:
        if value is UNDEF:
            return True
        value = child_of(value, term)
        if value is None:
            return False
    return True

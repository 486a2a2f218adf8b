"""Type definitions in (as the code generator stores them), objects out that fill in defaults and validate elements.

The order of everything that can be seen from outside is panc's: which default wins, which error comes first, what
is copied. set_defaults() gives the element that replaces its argument, or None where nothing changed.

Nearly all fields are of a type of the language's own, which no program can redefine. Two attributes spare them the
full way: `kinds` are the Python types of elements that the type accepts without a closer look (none where it always
takes one), and `inert` types never fill anything in, neither for an element nor below it. Others are inert in an
object, by the types that it has: c.inert are the names of those, see inert_names().
"""
from __future__ import annotations

from .accepted import Accepted
from .errors import EvaluationError, PanSyntaxError, ValidationError
from .javatext import double_text
from .paths import parse_path
from .runtime import Context, FixedSelf
from .values import (DICTS, KINDS, LISTS, LONG_MAX, NULL, NUMBERS, PROPERTIES, RESOURCES, UNDEF, VIEWS, DictView,
                     kind_of, protect, put_index, put_key, size_of, sorted_keys, string_size, text_of, unwrap, writable)

PRIMITIVES = {
    "boolean": frozenset((bool,)), "double": frozenset((float,)), "element": frozenset(KINDS), "nlist": DICTS,
    "dict": DICTS, "list": LISTS, "long": frozenset((int,)), "number": NUMBERS, "property": PROPERTIES,
    "resource": RESOURCES, "string": frozenset((str,)),
}
CLOSER_LOOK: frozenset = frozenset()


def mismatch(wanted: str, value) -> ValidationError:
    return ValidationError(f"validation requires type of '{wanted}' but element is of type '{kind_of(value)}'", value)


def range_text(limits: tuple[int, int]) -> str:
    low, high = limits
    return f"{low}.." if high == LONG_MAX else f"{low}..{high}"


def check_range(value, limits: tuple[int, int]) -> None:
    """The range of a type applied to what the value is: a number, a string's length, a resource's size."""
    kind = type(value)
    low, high = limits
    if kind is int:
        what, size = "value", value
    elif kind is str:
        what, size = "string size", string_size(value)
    elif kind is float:
        what, size = "value", value
        low, high = float(low), float(high)
    elif kind in DICTS:
        what, size = "hash size", size_of(value)
    elif kind in LISTS:
        what, size = "list size", size_of(value)
    else:
        raise ValidationError(f"a range cannot be applied to an element of type {kind_of(value)}")
    if not low <= size <= high:
        shown = double_text(size) if kind is float else f"{size:,}"
        raise ValidationError(f"{what} ({shown}) is outside range {range_text(limits)}")


class Primitive:
    """A type of the language itself."""
    is_record = False
    inert = True
    mentioned: frozenset = frozenset()
    included = ()

    def __init__(self, name: str):
        self.name = name
        self.kinds = PRIMITIVES[name]

    def validate(self, c, value):
        if type(value) not in self.kinds:
            raise mismatch(self.name, value)

    def find_default(self, c):
        return None

    def set_defaults(self, c, value):
        return None

    def check_defined(self, c):
        pass

    def inert_with(self, names) -> bool:
        return True

    def __str__(self):
        return self.name


class Alias:
    """A type by its name, perhaps with a range."""
    is_record = False
    included = ()

    def __init__(self, name, limits):
        self.name = name
        self.limits = limits
        self.inert = name in PRIMITIVES
        self.kinds = PRIMITIVES[name] if self.inert and limits is None else CLOSER_LOOK
        self.mentioned = frozenset((name,))

    def find_default(self, c):
        return c.types[self.name].find_default(c)

    def set_defaults(self, c, value):
        return None if self.name in c.inert else c.types[self.name].set_defaults(c, value)

    def validate(self, c, value):
        full = c.types[self.name]
        try:
            full.validate(c, value)
            if self.limits is not None:
                check_range(value, self.limits)
        except ValidationError as error:
            error.types.append((self.name, full))
            raise

    def check_defined(self, c):
        if self.name not in c.types:
            raise undefined_type(c, self.name)

    def inert_with(self, names) -> bool:
        return self.inert or self.name in names

    def __str__(self):
        return self.name if self.limits is None else f"{self.name}({range_text(self.limits)})"


def undefined_type(c: Context, name: str) -> EvaluationError:
    from .runtime import near_miss
    error = EvaluationError(f"referenced type '{name}' is not defined")
    error.notes = near_miss(name, c.types)
    return error


class Choice:
    """One of some strings."""
    is_record = False
    inert = True
    kinds = CLOSER_LOOK
    mentioned: frozenset = frozenset()
    included = ()

    def __init__(self, members):
        self.members = members

    def find_default(self, c):
        return None

    def set_defaults(self, c, value):
        return None

    def validate(self, c, value):
        if type(value) is not str:
            raise mismatch("string", value)
        if value not in self.members:
            raise ValidationError(f"value ({value}) is not a possible choice value; "
                                  f"the choices are {', '.join(self.members)}")

    def check_defined(self, c):
        pass

    def inert_with(self, names) -> bool:
        return True

    def __str__(self):
        return f"choice({', '.join(self.members)})"


class Composite:
    """What lists, dicts and links of a type share."""
    is_record = False
    kinds = CLOSER_LOOK
    sign = ""

    def __init__(self, base, limits=None):
        self.base = base
        self.limits = limits
        self.inert = base.inert
        self.mentioned = base.mentioned
        self.included = base.included

    def find_default(self, c):
        return None

    def check_defined(self, c):
        self.base.check_defined(c)

    def inert_with(self, names) -> bool:
        return self.base.inert_with(names)

    def __str__(self):
        inside = range_text(self.limits) if self.limits else ""
        return f"{self.base}{self.sign[0]}{inside}{self.sign[1]}"


class ListOf(Composite):
    """type[range]"""
    sign = "[]"

    def set_defaults(self, c, value):
        if type(value) not in LISTS or self.inert_with(c.inert):
            return None
        present, replacement = unwrap(value), None
        for position in range(len(present)):
            child = protect(present[position]) if type(value) in VIEWS else present[position]
            for new in filled(self.base, c, child):
                if replacement is None:
                    # An unprotected list is its own writable copy.
                    replacement = writable(value) if type(value) in VIEWS else value
                put_index(replacement, position, new)
        return replacement

    def validate(self, c, value):
        if type(value) not in LISTS:
            raise mismatch("list", value)
        if self.limits is not None:
            check_range(value, self.limits)
        elements = unwrap(value)
        if self.base.kinds.issuperset(map(type, elements)):
            return
        wrap = type(value) in VIEWS
        validate = self.base.validate
        position = 0
        try:
            for position, element in enumerate(elements):
                validate(c, protect(element) if wrap else element)
        except ValidationError as error:
            error.terms.insert(0, position)
            raise


class DictOf(Composite):
    """type{range}"""
    sign = "{}"

    def set_defaults(self, c, value):
        if type(value) not in DICTS or self.inert_with(c.inert):
            return None
        present, replacement = unwrap(value), None
        for key in sorted_keys(present):
            child = protect(present[key]) if type(value) in VIEWS else present[key]
            for new in filled(self.base, c, child):
                if replacement is None:
                    replacement = writable(value) if type(value) in VIEWS else value
                put_key(replacement, key, new)
        return replacement

    def validate(self, c, value):
        if type(value) not in DICTS:
            raise mismatch("dict", value)
        if self.limits is not None:
            check_range(value, self.limits)
        elements = unwrap(value)
        if self.base.kinds.issuperset(map(type, elements.values())):
            return
        wrap = type(value) in VIEWS
        validate = self.base.validate
        key = None
        try:
            for key in sorted_keys(elements):
                element = elements.get(key)
                if element is None:
                    # The check of another element has deleted it.
                    continue
                validate(c, protect(element) if wrap else element)
        except ValidationError as error:
            error.terms.insert(0, key)
            raise


def filled(base, c, child):
    """What a list or dict puts in place of one element: the default for undef, then what fills that in turn."""
    if child is UNDEF:
        default = base.find_default(c)
        if default is not None:
            child = default
            yield default
    new = base.set_defaults(c, child)
    if new is not None:
        yield new


class Link(Composite):
    """type*: the path of an element that is of the type."""

    def __init__(self, base):
        super().__init__(base)
        # Even to look the element up can be seen, where it belongs to another object.
        self.inert = False

    def inert_with(self, names) -> bool:
        return False

    def set_defaults(self, c, value):
        if type(value) is not str:
            return None
        try:
            path = parse_path(value)
            target = c.element(path, False)
            replacement = self.base.set_defaults(c, target)
            if replacement is not None:
                c.put(path, replacement)
        except (PanSyntaxError, EvaluationError):
            pass
        return None

    def validate(self, c, value):
        if type(value) is not str:
            raise ValidationError(f"a link must be a string with a path; found {kind_of(value)}")
        try:
            path = parse_path(value)
        except (PanSyntaxError, EvaluationError):
            raise ValidationError(f"invalid link path '{value}'") from None
        try:
            target = c.element(path, False)
        except EvaluationError as error:
            raise ValidationError(f"the link's path '{path}' leads nowhere: {error.message}") from None
        try:
            self.base.validate(c, target)
        except ValidationError as error:
            outer = ValidationError(f"the element at the linked path '{path}' failed validation")
            outer.cause = error
            raise outer from None

    def __str__(self):
        return f"{self.base}*"


class Record:
    """{ fields }, perhaps extensible; fields are (name, full type), sorted by name."""
    is_record = True
    kinds = CLOSER_LOOK

    def __init__(self, extensible, includes, required, optional, limits):
        self.extensible = extensible
        self.includes = includes
        self.required = required
        self.optional = optional
        self.limits = limits
        self.names = frozenset(name for name, _ in required + optional)
        self.fillable = ([(name, full, True) for name, full in required if not full.inert]
                         + [(name, full, False) for name, full in optional if not full.inert])
        self.inert = not includes and not self.fillable
        # Those of the fields that may be filled in an object, by its c.inert.
        self.fillable_with: dict[frozenset, list] = {}
        parts = [full.base for _, full in required + optional]
        self.mentioned = frozenset().union(includes, *(part.mentioned for part in parts))
        self.included = (*includes, *(name for part in parts for name in part.included))

    def inert_with(self, names) -> bool:
        return self.inert or (names.issuperset(self.includes)
                              and all(full.inert_with(names) for _, full, _ in self.fillable))

    def check_defined(self, c):
        for name in self.includes:
            full = c.types.get(name)
            if full is None:
                raise undefined_type(c, name)
            if not full.base.is_record:
                raise EvaluationError(f"a record includes '{name}', which is not a record")
        for _, full in self.required + self.optional:
            full.check_defined(c)

    def find_default(self, c):
        for name in self.includes:
            default = c.types[name].find_default(c)
            if default is not None:
                return default
        return None

    def set_defaults(self, c, value):
        if self.inert or type(value) not in DICTS:
            return None
        present = value
        for name in self.includes:
            replacement = c.types[name].set_defaults(c, present) if name not in c.inert else None
            if replacement is not None:
                present = replacement
        fields = self.fillable_with.get(c.inert)
        if fields is None:
            fields = self.fillable_with[c.inert] = [field for field in self.fillable
                                                    if not field[1].inert_with(c.inert)]
        for name, full, required in fields:
            child = protect(present.base.get(name)) if type(present) is DictView else present.get(name)
            if child is UNDEF or child is None and required:
                child = full.find_default(c)
                if child is not None:
                    present = writable(present) if type(present) in VIEWS else present
                    put_key(present, name, child)
            if child is None:
                continue
            new = full.set_defaults(c, child)
            if new is not None:
                present = writable(present) if type(present) in VIEWS else present
                put_key(present, name, new)
        return None if present is value else present

    def without_known(self, c, names: set[str]) -> set[str]:
        """The names that are no fields of the record."""
        names = names - self.names
        for include in self.includes:
            if names:
                names = c.types[include].base.without_known(c, names)
        return names

    def known_names(self, c) -> set[str]:
        names = set(self.names)
        for include in self.includes:
            names |= c.types[include].base.known_names(c)
        return names

    def validate(self, c, value):
        if type(value) not in DICTS:
            raise mismatch("dict", value)
        if not self.extensible:
            unknown = self.without_known(c, unwrap(value).keys())
            if unknown:
                raise self.unexpected(c, sorted(unknown))
        self.validate_included(c, value)

    def unexpected(self, c, unknown) -> ValidationError:
        from .runtime import near_miss
        error = ValidationError(f"unexpected field(s) in record: {' '.join(unknown)}")
        notes = []
        names = self.known_names(c)
        for name in unknown:
            notes += [f"{name}: {note}" for note in near_miss(name, names)]
        error.notes = tuple(notes)
        error.fields = unknown
        return error

    def validate_included(self, c, value):
        """All of validation but the search for unexpected fields, which only the including record can do."""
        if type(value) not in DICTS:
            raise mismatch("dict", value)
        if self.limits is not None:
            check_range(value, self.limits)
        for name in self.includes:
            full = c.types[name]
            try:
                full.validate_included(c, value)
            except ValidationError as error:
                error.types.append((name, full))
                raise
        present = unwrap(value)
        wrap = type(value) in VIEWS
        name = ""
        try:
            for name, full in self.required:
                child = present.get(name)
                if child is None:
                    break
                if type(child) not in full.kinds:
                    full.validate(c, protect(child) if wrap else child)
            else:
                for name, full in self.optional:
                    child = present.get(name)
                    if child is not None and type(child) not in full.kinds:
                        full.validate(c, protect(child) if wrap else child)
                return
        except ValidationError as error:
            error.terms.insert(0, name)
            raise
        error = ValidationError(f"record is missing required field: {name}")
        raise error

    def __str__(self):
        fields = [f"include {name}" for name in self.includes]
        fields += [f"'{name}' : {full.base}" for name, full in self.required]
        fields += [f"'{name}' ? {full.base}" for name, full in self.optional]
        limits = f"({range_text(self.limits)})" if self.limits else ""
        return f"{'extensible ' if self.extensible else ''}{{{'; '.join(fields)}}}{limits}"


class FullType:
    """A type with its default (a protected value or None) and its `with` block (a function or None)."""

    def __init__(self, base, default, check, template=None, tokens=None):
        self.base = base
        self.default = default
        self.check = check
        self.template = template
        self.tokens = tokens
        self.inert = default is None and base.inert
        self.kinds = base.kinds if check is None else CLOSER_LOOK
        self.accepted: Accepted | None = None

    def find_default(self, c):
        return self.default if self.default is not None else self.base.find_default(c)

    def set_defaults(self, c, value):
        return None if self.inert else self.base.set_defaults(c, value)

    def check_defined(self, c):
        # The full way tells what comes first.
        if not (c.types.keys() >= self.base.mentioned
                and all(c.types[name].base.is_record for name in self.base.included)):
            self.base.check_defined(c)

    def inert_with(self, names) -> bool:
        return self.inert or self.default is None and self.base.inert_with(names)

    def validate(self, c, value):
        if value is None:
            raise ValidationError("element does not exist")
        self.base.validate(c, value)
        if self.check is not None:
            self.run_check(c, value)

    def validate_included(self, c, value):
        if value is None:
            raise ValidationError("element does not exist")
        self.base.validate_included(c, value)
        if self.check is not None:
            self.run_check(c, value)

    def run_check(self, c: Context, value) -> None:
        if self.accepted is None:
            self.accepted = Accepted(c, self.check)
        key = self.accepted.key(c, value)
        if key is not None and self.accepted.has(c, key):
            return
        saved = c.self, c.iterators, c.depth, c.function_name
        c.self, c.iterators = FixedSelf(value), None
        try:
            result = self.check(c)
        except EvaluationError as error:
            c.build.place(c, error)
            c.depth, c.function_name = saved[2:]
            outer = ValidationError("validation failed because exception was thrown")
            outer.cause = error
            raise outer from None
        finally:
            c.self, c.iterators = saved[:2]
        if type(result) is not bool:
            raise ValidationError("a user-defined validation must give a boolean; "
                                  f"it returned an element of type {kind_of(result)}")
        if not result:
            raise ValidationError("user-defined validation failed", value if type(value) in PROPERTIES else None)
        if key is not None:
            self.accepted.add(c, key, value)


BUILTIN_TYPES = {name: FullType(Primitive(name), None, None) for name in PRIMITIVES}


def inert_names(types: dict[str, FullType]) -> frozenset[str]:
    """The names of all types that fill nothing in, neither themselves nor through those that they mention."""
    names = set(types)
    while filling := {name for name in names if not types[name].inert_with(names)}:
        names -= filling
    return frozenset(names)


def shown_value(value) -> str:
    """A value as messages show it: its text, cut where it is long."""
    text = text_of(value) if value is not NULL else "null"
    return text if len(text) <= 200 else text[:197] + "..."

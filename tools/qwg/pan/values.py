"""Pan values as Python objects: what the elements of a profile are, how they are copied, protected and replaced.

========== ======================================================================
long       int, always within 64 bits          double    float
string     str                                 boolean   bool
dict       dict, or a DictView where protected  list      list, or a ListView
undef      UNDEF                               null      NULL
========== ======================================================================

A view is panc's protected resource: it shows a dict or list that may not be changed through it. It is
alive, so a change of the shown dict is seen. None stands for "there is no such element".
"""
from __future__ import annotations

from .errors import EvaluationError, InvalidTerm
from .javatext import double_text, utf16_length


class Undef:
    """The type of UNDEF, the value of an element that exists but has no value."""
    __slots__ = ()

    def __repr__(self):
        return "undef"

    def __reduce__(self):
        return "UNDEF"


class Null:
    """The type of NULL, which deletes what it is assigned to."""
    __slots__ = ()

    def __repr__(self):
        return "null"

    def __reduce__(self):
        return "NULL"


UNDEF = Undef()
NULL = Null()


class DictView:
    """A dict that may be read but not changed through this object."""
    __slots__ = ("base",)

    def __init__(self, base: dict):
        self.base = base

    def __repr__(self):
        return f"DictView({self.base!r})"


class ListView:
    """A list that may be read but not changed through this object."""
    __slots__ = ("base",)

    def __init__(self, base: list):
        self.base = base

    def __repr__(self):
        return f"ListView({self.base!r})"


KINDS = {bool: "boolean", int: "long", float: "double", str: "string", dict: "nlist", DictView: "nlist",
         list: "list", ListView: "list", Undef: "undef", Null: "null"}
PROPERTIES = frozenset((bool, int, float, str))
NUMBERS = frozenset((int, float))
DICTS = frozenset((dict, DictView))
LISTS = frozenset((list, ListView))
RESOURCES = DICTS | LISTS
VIEWS = frozenset((DictView, ListView))
PERSISTENT = PROPERTIES | RESOURCES
TRANSIENTS = frozenset((Undef, Null))
PLAIN = PROPERTIES | TRANSIENTS

LONG_MAX = (1 << 63) - 1
# Where the Java virtual machine would run out of memory, at a size of its own choice, we stop at these.
STRING_LIMIT = 1 << 25
LIST_LIMIT = 1 << 21
RESOURCE_LIMIT = 1 << 21
LONG_MIN = -(1 << 63)


def kind_of(value) -> str:
    """The name of a value's type, as panc's messages and outputs spell it."""
    return KINDS[type(value)]


def protect(value):
    kind = type(value)
    if kind is dict:
        return DictView(value)
    if kind is list:
        return ListView(value)
    return value


def unwrap(value):
    """The dict or list behind a view; any other value as it is."""
    return value.base if type(value) in VIEWS else value


# A recording.Recorder while a run is recorded: it is told of every change and copy of a dict or list.
observer = None


def observe(recorder) -> None:
    """Tell `recorder` of all changes from now on; None ends that."""
    global observer
    observer = recorder


def limited(text: str) -> str:
    """A string that was just made, unless it has become too long."""
    if len(text) > STRING_LIMIT:
        raise EvaluationError(f"a string has grown to {len(text):,} characters; the limit is {STRING_LIMIT:,}")
    return text


def too_many_elements() -> EvaluationError:
    return EvaluationError(f"a list has more than {LIST_LIMIT:,} elements; look for a loop that prolongs the list it "
                           "runs over, or for a wrong index")


def too_large() -> EvaluationError:
    return EvaluationError(f"a value is made of more than {RESOURCE_LIMIT:,} lists and dicts; look for one that was "
                           "put into itself")


def check_size(value) -> None:
    """Refuse a value that is too large to be written out: aliases can make it endless, or double it at each level."""
    waiting, count = [value], 0
    while waiting:
        base = unwrap(waiting.pop())
        count += 1
        if count > RESOURCE_LIMIT:
            raise too_large()
        if type(base) is dict:
            waiting.extend([element for element in base.values() if type(element) in RESOURCES])
        elif type(base) is list:
            waiting.extend([element for element in base if type(element) in RESOURCES])


copies = 0


def duplicate(value):
    """A deep copy that shares nothing which can be changed; views become plain dicts and lists."""
    global copies
    if type(value) in PLAIN or value is None:
        return value
    copies = 0
    return deep_copy(value)


def deep_copy(value):
    """duplicate() of a dict or list within another."""
    global copies
    copies += 1
    if copies > RESOURCE_LIMIT:
        raise too_large()
    kind = type(value)
    if kind is DictView or kind is ListView:
        value = value.base
        kind = type(value)
    if kind is dict:
        copy = {k: v if type(v) in PLAIN else deep_copy(v) for k, v in value.items()}
    else:
        copy = [v if type(v) in PLAIN else deep_copy(v) for v in value]
    if observer is not None:
        observer.copied(value, copy)
    return copy


def writable(view):
    """One level of `view` copied so that it can be changed; the levels below stay protected."""
    if type(view) is DictView:
        copy = {k: v if type(v) in PLAIN else protect(v) for k, v in view.base.items()}
    else:
        copy = [v if type(v) in PLAIN else protect(v) for v in view.base]
    if observer is not None:
        observer.copied(view.base, copy)
    return copy


def marked(value):
    """A value with the parts that marshal does not know as tuples, which no value has."""
    kind = type(value)
    if kind is dict:
        return {key: marked(element) for key, element in value.items()}
    if kind is list:
        return [marked(element) for element in value]
    if kind in VIEWS:
        return "view", marked(value.base)
    return (repr(value),) if kind in TRANSIENTS else value


def check_replacement(old, new) -> None:
    """panc's rule: a value may only be replaced by one of its own kind, by undef or by null; undef by anything."""
    if type(old) is type(new):
        return
    old_kind, new_kind = KINDS[type(old)], KINDS[type(new)]
    if old_kind != new_kind and new_kind not in ("undef", "null") and old_kind not in ("undef", "null"):
        raise EvaluationError(f"an element of type {old_kind} cannot be replaced by one of type {new_kind}; "
                              "assign null or undef first to change its type")


# foreach and first()/next() must notice keys that come or go in the dict they run over. Only the dicts under
# iteration are watched: id -> [loops running, structural changes seen].
watched: dict[int, list[int]] = {}


def note_change(container: dict) -> None:
    record = watched.get(id(container))
    if record is not None:
        record[1] += 1


def put_key(container: dict, key: str, value):
    """Put, replace or (value None or NULL) remove one entry; the old value or None comes back."""
    if value is None or value is NULL:
        old = container.pop(key, None)
        if old is not None:
            if watched:
                note_change(container)
            if observer is not None:
                observer.changed(container, key, None)
        return old
    old = container.get(key)
    container[key] = value
    if old is None:
        if watched:
            note_change(container)
    elif type(old) is not type(value):
        check_replacement(old, value)
    if observer is not None:
        observer.changed(container, key, value, old)
    return old


def put_index(container: list, index: int, value) -> None:
    size = len(container)
    if index < 0:
        if index < -size:
            raise EvaluationError(f"negative index {index} lies before the start of a list with {size} elements")
        index += size
    if value is None or value is NULL:
        if index < size:
            del container[index]
            if observer is not None:
                observer.removed(container, index)
        return
    old = None
    if index >= size:
        if index >= LIST_LIMIT:
            raise too_many_elements()
        if index > size:
            container.extend([UNDEF] * (index - size))
        container.append(value)
    else:
        old = container[index]
        container[index] = value
        if type(old) is not type(value):
            check_replacement(old, value)
    if observer is not None:
        observer.changed(container, index, value, old)


def insert_element(container: list, index: int, value) -> None:
    container.insert(index, value)
    if len(container) > LIST_LIMIT:
        raise too_many_elements()
    if observer is not None:
        observer.inserted(container, index, value)


def new_list(elements) -> list:
    """The list that list() makes of its arguments; unlike assignments by index it keeps null."""
    made = list(elements)
    if observer is not None:
        for index, value in enumerate(made):
            observer.changed(made, index, value)
    return made


def get_child(node, terms, position: int):
    """The child of a resource by one term, or None; raises InvalidTerm for a term of the wrong kind."""
    kind = type(node)
    term = terms[position]
    if kind is dict:
        if type(term) is int:
            raise InvalidTerm("nlist", terms, position)
        return node.get(term)
    if kind is DictView:
        if type(term) is int:
            raise InvalidTerm("nlist", terms, position)
        return protect(node.base.get(term))
    if type(term) is not int:
        raise InvalidTerm("list", terms, position)
    base = node if kind is list else node.base
    try:
        child = base[term]
    except IndexError:
        return None
    return child if kind is list else protect(child)


def fetch(node, terms, lookup_only: bool):
    """The element below `node` that `terms` lead to, or None where there is none.

    A property on the way is an error, unless only existence is asked for.
    """
    for position, term in enumerate(terms):
        kind = type(node)
        if kind is dict and type(term) is str:
            node = node.get(term)
        elif kind is DictView and type(term) is str:
            node = node.base.get(term)
            kind = type(node)
            if kind is dict:
                node = DictView(node)
            elif kind is list:
                node = ListView(node)
        elif kind in RESOURCES:
            node = get_child(node, terms, position)
        elif lookup_only:
            return None
        else:
            raise EvaluationError(f"an element of type '{KINDS[kind]}' has no elements below it; "
                                  f"it cannot be looked up with '{term}'")
        if node is None:
            return None
    return node


def new_container(term) -> dict | list:
    return [] if type(term) is int else {}


def put_child(node, terms, position: int, value) -> None:
    term = terms[position]
    if type(node) is dict:
        if type(term) is int:
            raise InvalidTerm("nlist", terms, position)
        put_key(node, term, value)
    else:
        if type(term) is not int:
            raise InvalidTerm("list", terms, position)
        put_index(node, term, value)


def store(node, terms, value) -> None:
    """Assign below the writable resource `node`, making dicts and lists on the way.

    Protected levels are replaced by writable copies. None or NULL deletes.
    """
    last = len(terms) - 1
    for position in range(last):
        # Most steps lead from one dict to another that is there.
        term = terms[position]
        child = node.get(term) if type(node) is dict and type(term) is str else None
        node = child if type(child) is dict else open_child(node, terms, position)
    if type(node) is dict and type(terms[last]) is str:
        put_key(node, terms[last], value)
        return
    if type(node) is not dict and type(node) is not list:
        raise EvaluationError(f"cannot add an element below an element of type {KINDS[type(node)]}")
    put_child(node, terms, last, value)


def plain_parent(node, terms) -> dict | None:
    """The dict in which the last of `terms` is or may be, where only dicts that can be changed lead to it."""
    for term in terms[:-1]:
        if type(node) is not dict or type(term) is not str:
            return None
        node = node.get(term)
    return node if type(node) is dict and terms and type(terms[-1]) is str else None


def open_child(node, terms, position: int):
    """The writable resource at one step of a path; made where it is missing or undef."""
    if type(node) is not dict and type(node) is not list:
        raise EvaluationError(f"cannot add an element below an element of type {KINDS[type(node)]}")
    child = get_child(node, terms, position)
    if child is None or child is UNDEF:
        child = new_container(terms[position + 1])
        put_child(node, terms, position, child)
    elif type(child) in VIEWS:
        # No write of the program's: what is there stays, as a copy that can be changed.
        child = node[terms[position]] = writable(child)
    return child


def open_list(node, terms) -> list:
    """The list that `terms` lead to, made where it is missing; used by append() and prepend()."""
    last = len(terms) - 1
    for position in range(last):
        node = open_child(node, terms, position)
    if type(node) is not dict and type(node) is not list:
        raise EvaluationError(f"an element of type '{KINDS[type(node)]}' has no elements below it; "
                              f"it cannot be looked up with '{terms[last]}'")
    found = get_child(node, terms, last)
    if found is None or found is UNDEF:
        found = []
        put_child(node, terms, last, found)
    elif type(found) not in LISTS:
        raise EvaluationError(f"a list is needed here; the variable refers to an element of type {kind_of(found)}")
    return found


def sorted_keys(container: dict) -> list[str]:
    """Keys in panc's order, UTF-16 code units; Pan keys are ASCII, so code points give the same."""
    return sorted(container)


def entries(value):
    """(key or index, element) pairs of a resource in panc's order; elements of a view come protected."""
    base = unwrap(value)
    wrap = protect if base is not value else None
    pairs = [(k, base[k]) for k in sorted(base)] if type(base) is dict else enumerate(base)
    return [(k, wrap(v)) for k, v in pairs] if wrap else list(pairs)


def size_of(value) -> int:
    return len(value.base) if type(value) in VIEWS else len(value)


def text_of(value) -> str:
    """The text of any value, as to_string() gives it."""
    kind = type(value)
    if kind is str:
        return value
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is float:
        return double_text(value)
    if kind in DICTS:
        base = unwrap(value)
        return "{ " + ", ".join(f"{k}, {text_of(base[k])}" for k in sorted_keys(base)) + " }"
    if kind in LISTS:
        return "[ " + ", ".join(map(text_of, unwrap(value))) + " ]"
    return repr(value)


def same_value(a, b) -> bool:
    """Equality without conversion, as index() and choice() use it.

    A protected resource is compared through its own, always empty, backing container: that is what panc
    does (ListResource.equals, HashResource.equals), and templates can tell.
    """
    kind = type(a)
    if kind in LISTS:
        if type(b) not in LISTS:
            return False
        left = a if kind is list else ()
        right = b if type(b) is list else ()
        return len(left) == len(right) and all(map(same_value, left, right))
    if kind in DICTS:
        if type(b) not in DICTS:
            return False
        left = a if kind is dict else {}
        right = unwrap(b)
        return left.keys() == right.keys() and all(same_value(left[k], right[k]) for k in left)
    if kind is not type(b):
        return False
    if kind is float:
        return double_text(a) == double_text(b)
    return a == b


def string_size(value: str) -> int:
    return len(value) if value.isascii() else utf16_length(value)

"""What generated code calls: the state of one object under construction, and variables, SELF, loops and calls on it.

Generated code holds Pan's local variables in Python locals (None while unset) and passes the Context first. The
functions here have panc's rules for copies (values.py) built in; names are short because every expression of a
template becomes a few of these calls. Places of errors are not passed around: a traceback through generated code
has them (trace.py).
"""
from __future__ import annotations

import sys

from .errors import EvaluationError, InvalidTerm, NotConstant, ReturnValue
from .operators import (add, and_operand, bit_and, bit_not, bit_or, bit_xor, divide, equal, greater, greater_equal,
                        if_test, less, less_equal, logical_not, loop_test, minus, modulus, multiply, not_equal,
                        or_operand, plus, subtract)
from .paths import Path, term_from_value
from .values import (DICTS, LISTS, NULL, PLAIN, UNDEF, VIEWS, DictView, ListView, check_replacement, duplicate, fetch,
                     insert_element, kind_of, new_container, open_list, plain_parent, protect, put_index, put_key,
                     store, unwrap, watched, writable)


class Global:
    """A global variable: its value, the protected view that reading it gives, and whether it is final.

    `stamp` is for memo.py: the constant that it was set to, or its content, as far as that is known.
    """
    __slots__ = ("value", "view", "final", "stamp")

    def __init__(self, value, final: bool = False):
        self.value = value
        self.view = protect(value)
        self.final = final
        self.stamp = None

    def set(self, value) -> None:
        if self.final:
            raise EvaluationError("a final global variable cannot be modified")
        if type(self.value) is not type(value):
            check_replacement(self.value, value)
        self.value = value
        self.view = protect(value)
        self.stamp = None


# --- SELF ----------------------------------------------------------------------------------------------------

class PathSelf:
    """SELF of a path assignment: the element at the path, made undef where there is none.

    A block can change nothing of the tree but this element, so the dict around it stays the one that it is in.
    """
    __slots__ = ("context", "path", "parent", "value")
    changeable = True

    def __init__(self, context: "Context", path: Path):
        self.context = context
        self.path = path
        root = context.root if path.kind == "absolute" else context.relative_root
        self.parent = plain_parent(root, path.terms)
        self.value = context.element(path, True) if self.parent is None else self.parent.get(path.terms[-1])
        if self.value is None:
            self.put(UNDEF)
            self.value = UNDEF

    def set(self, value) -> None:
        if value is not self.value:
            self.value = value
            self.put(value)

    def put(self, value) -> None:
        """Context.put() of the element."""
        if self.parent is None:
            self.context.put(self.path, value)
        else:
            put_key(self.parent, self.path.terms[-1], value)


class VariableSelf:
    """SELF of a variable statement: the present value, not protected."""
    __slots__ = ("variable", "value")
    changeable = True

    def __init__(self, variable: Global):
        self.variable = variable
        self.value = variable.value

    def set(self, value) -> None:
        if value is not self.value:
            self.value = value
            self.variable.set(value)


class FixedSelf:
    """SELF of a validation block: to be looked at only."""
    __slots__ = ("value",)
    changeable = False

    def __init__(self, value):
        self.value = value

    def set(self, value) -> None:
        raise EvaluationError("SELF cannot be modified by a validation block")


class NoSelf:
    """Stands in for SELF where there is none; any use of it is an error of the given kind."""
    __slots__ = ("error", "reason")
    changeable = True

    def __init__(self, error: type[EvaluationError], reason: str):
        self.error = error
        self.reason = reason

    @property
    def value(self):
        raise self.error(self.reason)

    def set(self, value) -> None:
        raise self.error(self.reason)


NOWHERE = NoSelf(EvaluationError, "SELF is not defined here")
IN_INCLUDE = NoSelf(EvaluationError, "SELF cannot be used within an include statement")
WHILE_FOLDING = NoSelf(NotConstant, "SELF has no value before the object is built")


# --- the state of one object -----------------------------------------------------------------------------------

class Context:
    """The state of one object while it is built. `folding` is true for the evaluation of constant blocks."""
    folding = False

    def __init__(self, build, template, root: dict):
        self.build = build
        self.object_name = template.name if template else "unknown"
        self.template = template
        self.root = root
        self.relative_root: dict | None = None
        self.globals: dict[str, Global] = {}
        self.functions: dict[str, "UserFunction"] = {}
        self.types: dict = {}
        # Names of types that fill nothing in: types.inert_names(), if it is known.
        self.inert: frozenset[str] = frozenset()
        self.bindings: dict[Path, list] = {}
        self.templates: dict = {}
        self.other_sources: set = set()
        self.lookups: dict[tuple, str | None] = {}
        self.objects: set[str] = {self.object_name}
        self.finals: dict = {}
        self.self = NOWHERE
        self.template_name: str | None = None
        self.function_name: str | None = None
        self.loadpath: tuple[str, ...] = ("",)
        self.iterators: dict | None = None
        self.depth = 0
        self.max_depth = 50
        self.max_iterations = 10000
        self.building = True
        # For memo.py: what other objects made of the same blocks, and who watches the one that runs.
        self.memo = self.witness = None

    # Elements of the configuration tree.

    def element(self, path: Path, lookup_only: bool):
        """The element at an absolute, relative or external path; None where there is none (an error otherwise)."""
        if path.kind == "absolute":
            node = self.root
        elif path.kind == "relative":
            node = self.relative_root
            if node is None:
                raise EvaluationError(f"relative path '{path}' cannot be used to look up an element here; "
                                      "start it with '/'")
        else:
            node = self.build.external_root(self, path.authority, lookup_only)
            if node is None:
                return None
        try:
            found = fetch(node, path.terms, lookup_only)
        except InvalidTerm as error:
            way = {"absolute": "/", "relative": "", "external": f"{path.authority}:"}[path.kind] + error.way
            raise EvaluationError(error.message(str(path), way)) from None
        if found is None and not lookup_only:
            raise EvaluationError(f"path '{path}' does not have an associated value")
        return found

    def put(self, path: Path, value) -> None:
        """Assign to a path of the tree (absolute) or of the structure being made (relative); None deletes."""
        terms = path.terms
        if path.kind == "absolute":
            if not terms:
                if value is None:
                    raise EvaluationError("the root element cannot be set to null")
                if type(value) not in DICTS:
                    raise EvaluationError("the root element must be a dict: "
                                          f"root element cannot be replaced by element of type {kind_of(value)}")
                self.root = value
                return
            node = self.root
            if type(node) is DictView:
                node = self.root = writable(node)
        else:
            node = self.relative_root
            if node is None:
                raise EvaluationError(f"relative path '{path}' can be assigned in a structure template only")
        try:
            store(node, terms, value)
        except InvalidTerm as error:
            way = "/" + error.way if path.kind == "absolute" else error.way
            raise EvaluationError(error.message(str(path), way)) from None

    # Variables.

    def global_or_none(self, name: str):
        variable = self.globals.get(name)
        if variable is not None:
            return variable.view
        if name == "TEMPLATE":
            return self.template_name
        if name == "FUNCTION":
            return self.function_name
        return None

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > self.max_depth:
            raise EvaluationError(f"call depth limit ({self.max_depth}) exceeded by includes, functions or create(); "
                                  "look for a template or function that uses itself, or raise --max-recursion")


class FoldingContext(Context):
    """Evaluates blocks that may be constant: no globals, no tree, no functions, and small limits."""
    folding = True

    def __init__(self):
        super().__init__(None, None, {})
        self.self = WHILE_FOLDING
        self.max_iterations = 1000

    def element(self, path, lookup_only):
        raise NotConstant("the tree is empty before the object is built")

    def put(self, path, value):
        raise NotConstant("the tree is empty before the object is built")


class UserFunction:
    """A function of the program: the template that defines it, its body and where it stands."""
    __slots__ = ("template", "run", "tokens")

    def __init__(self, template, run, tokens):
        self.template = template
        self.run = run
        self.tokens = tokens


# --- variables -------------------------------------------------------------------------------------------------

def undefined(c: Context, name: str, terms=()) -> EvaluationError:
    """The error for a variable, or an element of one, that does not exist."""
    whole = name + "".join(f"[{term}]" for term in terms)
    if c.folding:
        return NotConstant(whole)
    error = EvaluationError(f"variable named '{whole}' is undefined")
    known = local_variables()
    if terms:
        holder = unwrap(known.get(name, c.global_or_none(name)))
        error.notes = near_miss(terms[0], holder) if type(holder) is dict else ()
    else:
        error.notes = near_miss(name, {*known, *c.globals})
    return error


def local_variables() -> dict:
    """Those of the Pan body that is running, from its Python frame; for messages, since it is slow."""
    frame = sys._getframe(1)
    while frame is not None and not frame.f_code.co_filename.startswith("<pan "):
        frame = frame.f_back
    names = frame.f_locals if frame is not None else {}
    return {name[2:]: value for name, value in names.items() if name.startswith("v_") and value is not None}


def near_miss(name, known) -> tuple[str, ...]:
    from difflib import get_close_matches
    close = get_close_matches(str(name), sorted(known), 3, 0.75) if len(known) < 20_000 else ()
    return (f"did you mean {' or '.join(close)}?",) if close else ()


def var(c: Context, name: str):
    """A variable that is not local: globals and automatic variables, protected."""
    variable = c.globals.get(name)
    if variable is not None:
        return variable.view
    value = c.global_or_none(name)
    if value is None:
        raise undefined(c, name)
    return value


def subject(c: Context, name: str):
    """var() of what match() is given to look at."""
    return var(c, name) if c.witness is None else c.witness.subject(name)


def term(value):
    """An index of a variable as a term; most are names, which need no closer look."""
    if type(value) is str and value.isidentifier() and value.isascii():
        return value
    return term_from_value(value)


def look(c: Context, name: str, local, terms, lookup_only: bool):
    """A variable's element; local is the local variable's value or None. None where nothing is found."""
    holder = local if local is not None else c.global_or_none(name)
    if holder is None or holder is UNDEF:
        return None
    try:
        found = fetch(holder, terms, lookup_only)
    except InvalidTerm as error:
        if lookup_only:
            return None
        raise EvaluationError(error.message(name, name + error.way)) from None
    # A global must not change through a local copy of one of its elements.
    return found if local is not None or type(found) in PLAIN else duplicate(found)


def item(c: Context, name: str, local, *terms):
    """name[term]... in an expression; the element must exist."""
    found = look(c, name, local, terms, False)
    if found is None:
        raise undefined(c, name, terms)
    return found


def item1(c: Context, name: str, local, term):
    """item() with one term, which most have: the same, without detours for an element of a dict."""
    holder = local
    if local is None:
        variable = c.globals.get(name)
        if variable is not None:
            holder = variable.value
    kind = type(holder)
    if kind is DictView:
        holder = holder.base
        kind = dict
        wrap = local is not None
    else:
        wrap = False
    if kind is dict and type(term) is str:
        found = holder.get(term)
        if found is not None:
            if type(found) in PLAIN:
                return found
            if local is None:
                return duplicate(found)
            return protect(found) if wrap else found
    elif kind is list and local is not None and type(term) is int and -len(holder) <= term < len(holder):
        return holder[term]
    return item(c, name, local, term)


def self_look(c: Context, terms, lookup_only: bool):
    holder = c.self.value
    if holder is UNDEF:
        return None
    try:
        return fetch(holder, terms, False)
    except InvalidTerm as error:
        if lookup_only:
            return None
        raise EvaluationError(error.message("SELF", "SELF" + error.way)) from None


def self_item(c: Context, *terms):
    found = self_look(c, terms, False)
    if found is None:
        raise undefined(c, "SELF", terms)
    return found


def check_local_name(c: Context, name: str) -> None:
    if name in c.globals:
        raise EvaluationError(f"global variable '{name}' cannot be modified from a DML block; "
                              "choose another name for the local variable")


def set_local(value, c: Context, name: str, old):
    """name = value for a local variable; the new value comes back."""
    if name in c.globals:
        check_local_name(c, name)
    if type(value) in VIEWS:
        value = duplicate(value)
    if old is not None and type(old) is not type(value):
        check_replacement(old, value)
    return value


def assignable(c: Context, name: str, old, first_term):
    """The writable resource that a local variable holds, made to fit the first term where it is missing."""
    check_local_name(c, name)
    if old is None or old is UNDEF:
        return new_container(first_term)
    return writable(old) if type(old) in VIEWS else old


def set_item(value, terms, c: Context, name: str, old):
    """name[term]... = value; gives (the variable's resource, the value assigned)."""
    value = duplicate(value)
    holder = assignable(c, name, old, terms[0])
    try:
        store(holder, terms, value)
    except InvalidTerm as error:
        raise EvaluationError(error.message(name, name + error.way)) from None
    return holder, value


def set_self_item(value, terms, c: Context):
    """SELF[term]... = value. The value itself goes into SELF and a copy comes back, as in panc."""
    copy = duplicate(value)
    holder = c.self
    if c.folding:
        raise NotConstant("SELF")
    if not holder.changeable:
        raise EvaluationError("SELF cannot be modified by a validation block")
    present = holder.value
    if type(present) in VIEWS:
        present = writable(present)
        holder.set(present)
    if present is UNDEF:
        present = new_container(terms[0])
        holder.set(present)
    try:
        store(present, terms, value)
    except InvalidTerm as error:
        raise EvaluationError(error.message("SELF", "SELF" + error.way)) from None
    return copy


def delete_item(terms, c: Context, name: str, old):
    """delete(name[term]...); gives the variable's resource, which is made where it did not exist."""
    holder = assignable(c, name, old, terms[0])
    try:
        store(holder, terms, None)
    except InvalidTerm as error:
        raise EvaluationError(error.message(name, name + error.way)) from None
    return holder


# --- append() and prepend() work on a variable in place ----------------------------------------------------------

def list_holder(c: Context, name: str, old):
    """The local variable that append() or prepend() works on; a list where it did not exist."""
    if old is None:
        if c.folding:
            raise NotConstant(name)
        check_local_name(c, name)
        return []
    if old is UNDEF or old is NULL:
        return []
    return writable(old) if type(old) in VIEWS else old


def must_be_list(value):
    if type(value) not in LISTS:
        raise EvaluationError(f"a list is needed here; the variable refers to an element of type {kind_of(value)}")
    return value


def list_inside(name: str, holder, terms):
    try:
        return open_list(holder, terms)
    except InvalidTerm as error:
        raise EvaluationError(error.message(name, name + error.way)) from None


def self_list_holder(c: Context):
    holder = c.self
    if not holder.changeable:
        raise EvaluationError("SELF cannot be modified by a validation block")
    present = holder.value
    if present is UNDEF or present is NULL:
        present = []
        holder.set(present)
    elif type(present) in VIEWS:
        present = writable(present)
        holder.set(present)
    return present


def extend_list(function: str, holder, value):
    """The end of append() and prepend(): the list with the value in it."""
    if value is NULL:
        raise EvaluationError(f"the value of {function}() cannot be null")
    if type(holder) not in LISTS:
        raise EvaluationError(f"the first argument of {function}() must be a variable reference or a list; "
                              f"found {kind_of(holder)}")
    if type(holder) is ListView:
        holder = writable(holder)
    insert_element(holder, len(holder) if function == "append" else 0, value)
    return holder


# --- loops -----------------------------------------------------------------------------------------------------

def resource(value):
    if type(value) not in LISTS and type(value) not in DICTS:
        raise EvaluationError("the third argument of foreach must be a list or a dict; "
                              f"found {kind_of(value)}")
    return value


def structure_changed() -> EvaluationError:
    return EvaluationError("the dict gained or lost a key while foreach ran over it; "
                           "iterate over a copy: foreach (k; v; clone(x))")


def each(c: Context, value):
    """(key, element) of a resource for foreach. A list is looked at live; elements of a view come as copies.

    A list may grow meanwhile, but only by as many elements as other loops may have rounds: panc goes on for ever.
    """
    base = unwrap(value)
    copy = duplicate if base is not value else None
    if type(base) is list:
        position, last = 0, len(base) + c.max_iterations
        while position < len(base):
            if position >= last:
                raise endless_foreach(c)
            element = base[position]
            yield position, copy(element) if copy else element
            position += 1
        return
    record = watched.setdefault(id(base), [0, 0])
    record[0] += 1
    seen = record[1]
    try:
        for key in sorted(base):
            if record[1] != seen:
                raise structure_changed()
            element = base[key]
            yield key, copy(element) if copy else element
    finally:
        record[0] -= 1
        if not record[0]:
            watched.pop(id(base), None)


def endless_foreach(c: Context) -> EvaluationError:
    return EvaluationError(f"foreach has met {c.max_iterations:,} elements more than its list had at first; "
                           "iterate over a copy: foreach (k; v; clone(x)), or raise --max-iteration")


def too_many(c: Context) -> EvaluationError:
    return EvaluationError(f"loop iteration count ({c.max_iterations:,}) has been exceeded; "
                           "look for a loop without end, or raise --max-iteration")


# --- calls -----------------------------------------------------------------------------------------------------

def call(c: Context, name: str, *arguments):
    """A function of the program. Its arguments go into ARGV as panc puts them: nulls become undef or vanish."""
    function = c.functions.get(name)
    if function is None:
        if c.folding:
            raise NotConstant(name)
        from .builtins import BUILTINS
        error = EvaluationError(f"undefined function: {name}")
        error.notes = near_miss(name, [*c.functions, *BUILTINS])
        raise error
    argv = list(arguments)
    if NULL in argv:
        argv = []
        for position, value in enumerate(arguments):
            put_index(argv, position, value)
    c.deeper()
    outer = c.function_name
    c.function_name = name
    result = function.run(c, argv, len(argv))
    c.function_name = outer
    c.depth -= 1
    return result


def ran(c: Context, template: str, branch: int) -> None:
    """A branch of a template runs; only code that is generated for recording calls this."""
    if not c.folding:
        c.build.recorder.branch(c, template, branch)


def give_back(value):
    """return() inside an expression."""
    raise ReturnValue(value)


NAMES = {
    "U": UNDEF, "N": NULL, "var": var, "subject": subject, "term": term, "look": look, "item": item, "item1": item1,
    "self_look": self_look, "self_item": self_item, "set_local": set_local, "set_item": set_item,
    "set_self_item": set_self_item, "delete_item": delete_item, "check_local_name": check_local_name,
    "list_holder": list_holder, "must_be_list": must_be_list,
    "list_inside": list_inside, "self_list_holder": self_list_holder, "extend_list": extend_list,
    "resource": resource, "each": each, "too_many": too_many, "call": call, "ran": ran, "give_back": give_back,
    "ReturnValue": ReturnValue, "if_test": if_test, "loop_test": loop_test, "and_operand": and_operand,
    "or_operand": or_operand, "add": add, "subtract": subtract, "multiply": multiply, "divide": divide,
    "modulus": modulus, "bit_and": bit_and, "bit_or": bit_or, "bit_xor": bit_xor, "bit_not": bit_not,
    "equal": equal, "not_equal": not_equal, "less": less, "less_equal": less_equal, "greater": greater,
    "greater_equal": greater_equal, "logical_not": logical_not, "minus": minus, "plus": plus,
}
"""The globals of generated code; builtins.py adds the built-in functions as ``f_NAME``."""

"""Runs the statement operations of loaded templates on a Context: one loop, one small function an operation."""
from __future__ import annotations

from . import codegen
from .errors import EvaluationError, PanSyntaxError
from .paths import is_include_name, parse_path
from .runtime import IN_INCLUDE, NOWHERE, Context, Global, PathSelf, UserFunction, VariableSelf
from .values import LISTS, NULL, UNDEF, VIEWS, duplicate, kind_of, text_of, unwrap

ALLOWED_INCLUDES = {
    "object": frozenset(("ordinary", "unique", "declaration")),
    "ordinary": frozenset(("ordinary", "unique", "declaration")),
    "unique": frozenset(("ordinary", "unique", "declaration")),
    "structure": frozenset(("structure", "declaration")),
    "declaration": frozenset(("declaration",)),
}


def run(c: Context, loaded, operations) -> None:
    """Run operations of a template, one after the other. The trace reads `loaded` and `operation` from this frame."""
    for operation in operations:
        if operation[0] != codegen.DO_DECLARE:
            HANDLERS[operation[0]](c, operation)
        elif not operation[2].declare(c):
            # One by one they lead to the error.
            for operation in operation[2].operations:
                HANDLERS[operation[0]](c, operation)


def run_dml(c: Context, body):
    """The value of a statement's block. TEMPLATE is the outermost template whose statement runs."""
    outer, iterators = c.template_name, c.iterators
    if outer is None:
        c.template_name = c.template.name
    c.iterators = None
    value = body(c)
    c.template_name, c.iterators = outer, iterators
    return value


def new_value(c: Context, body, of_path: bool):
    """(value of a statement's block whose SELF is undef, the known value that it is a copy of, see memo.py, or None)"""
    memo = c.memo
    if memo is None or c.template_name is not None or memo.blocks.get(body, memo) is None:
        return run_dml(c, body), None
    return memo.value(c, body, of_path)


# --- paths -------------------------------------------------------------------------------------------------------

def set_path(c: Context, operation) -> None:
    _, _, path, body, conditional, final = operation
    absolute = path.kind == "absolute"
    holder = c.self = PathSelf(c, path)
    before = holder.value
    if absolute and before is not UNDEF:
        check_final(c, path)
    if not conditional or before is UNDEF:
        value, known = new_value(c, body, True) if before is UNDEF and absolute else (run_dml(c, body), None)
        # SELF given back as it was stays itself; anything else is copied into the tree.
        holder.put(value if value is before or known is not None else duplicate(value))
    if absolute and final:
        set_final(c, path)
    c.self = NOWHERE


def set_path_constant(c: Context, operation) -> None:
    _, _, path, value, conditional, final = operation
    absolute = path.kind == "absolute"
    if conditional:
        present = c.element(path, True)
    if not conditional or present is None or present is UNDEF:
        if absolute and c.finals:
            check_final(c, path)
        c.put(path, value)
    if absolute and final:
        set_final(c, path)


def delete_path(c: Context, operation) -> None:
    _, _, path, conditional, final = operation
    absolute = path.kind == "absolute"
    if not conditional:
        if absolute and c.finals:
            check_final(c, path)
        c.put(path, None)
    if absolute and final:
        set_final(c, path)


class FinalNode(dict):
    """Terms below a path of which some are final."""
    __slots__ = ("final",)

    def __init__(self):
        super().__init__()
        self.final = False


def set_final(c: Context, path) -> None:
    if not isinstance(c.finals, FinalNode):
        c.finals = FinalNode()
    node = c.finals
    for term in path.terms:
        node = node.setdefault(term, FinalNode())
    node.final = True


def check_final(c: Context, path) -> None:
    """Raises where the path, one above it or one below it is final."""
    node = c.finals
    if not isinstance(node, FinalNode):
        return
    way = []
    for term in path.terms:
        node = node.get(term)
        if node is None:
            return
        way.append(term)
        if node.final:
            raise final_error(path, way)
    while node and not node.final:
        term = min(node, key=lambda term: (type(term) is str, term))
        node = node[term]
        way.append(term)
    if node.final:
        raise final_error(path, way)


def final_error(path, way) -> EvaluationError:
    return EvaluationError(f"{path} cannot be modified; /{'/'.join(map(str, way))} is marked as final")


# --- variables -----------------------------------------------------------------------------------------------------

def global_variable(c: Context, name: str) -> Global:
    variable = c.globals.get(name)
    if variable is None:
        variable = c.globals[name] = Global(UNDEF)
    return variable


def set_variable(c: Context, operation) -> None:
    _, _, name, body, conditional, final = operation
    variable = global_variable(c, name)
    holder = c.self = VariableSelf(variable)
    if not conditional or holder.value is UNDEF:
        if holder.value is UNDEF and not variable.final:
            value, known = new_value(c, body, False)
        else:
            value, known = run_dml(c, body), None
        assign_variable(variable, name, value)
        if known is not None:
            variable.stamp = known.stamp
        variable.final = final
    elif final:
        variable.final = True
    c.self = NOWHERE
    if name == "LOADPATH":
        take_loadpath(c)


def set_variable_constant(c: Context, operation) -> None:
    _, _, name, value, conditional, final = operation
    variable = global_variable(c, name)
    if not conditional or variable.value is UNDEF:
        assign_variable(variable, name, value)
        variable.stamp = value if type(value) in VIEWS else None
        variable.final = final
    elif final:
        variable.final = True
    if name == "LOADPATH":
        take_loadpath(c)


def assign_variable(variable: Global, name: str, value) -> None:
    try:
        variable.set(value)
    except EvaluationError as error:
        if variable.final:
            error.message = f"cannot modify final global variable '{name}'"
        raise


def take_loadpath(c: Context) -> None:
    value = c.globals["LOADPATH"].value
    if type(value) not in LISTS:
        raise EvaluationError("the LOADPATH variable must be a list")
    entries = []
    for entry in unwrap(value):
        if type(entry) is not str:
            raise EvaluationError("LOADPATH must be a list of strings; it contains an element of type "
                                  f"{kind_of(entry)}")
        if entry.startswith("/"):
            raise EvaluationError(f"LOADPATH can only contain relative paths; found '{entry}'")
        entries.append(entry)
    c.loadpath = ("", *entries)


# --- includes and structure templates --------------------------------------------------------------------------------

def include(c: Context, operation) -> None:
    include_named(c, operation[2])


def include_computed(c: Context, operation) -> None:
    c.self = IN_INCLUDE
    name = run_dml(c, operation[2])
    c.self = NOWHERE
    if name is NULL or name is UNDEF:
        return
    if type(name) is not str:
        raise EvaluationError("the value of an include statement must be a string, null, or undef; "
                              f"found {kind_of(name)}")
    if not is_include_name(name):
        raise EvaluationError(f"invalid template name ({name}) in an include statement")
    include_named(c, name)


def include_named(c: Context, name: str) -> None:
    loaded = c.templates.get(name)
    operations = loaded.repeated if loaded is not None else None
    if loaded is None:
        loaded = c.build.load(c, name)
        operations = loaded.operations
    if loaded.kind not in ALLOWED_INCLUDES[c.template.kind]:
        raise EvaluationError(f"{c.template.kind.upper()} template cannot include {loaded.kind.upper()} template")
    enter(c, loaded, operations)


def enter(c: Context, loaded, operations) -> None:
    outer = c.template
    c.deeper()
    c.template = loaded
    run(c, loaded, operations)
    c.template = outer
    c.depth -= 1


def run_structure(c: Context, name: str) -> dict:
    """create(): the dict that a structure template makes, on a relative root of its own."""
    outer_root, outer_self = c.relative_root, c.self
    c.relative_root = {}
    loaded = c.templates.get(name)
    operations = loaded.repeated if loaded is not None else None
    if loaded is None:
        loaded = c.build.load(c, name)
        operations = loaded.operations
    if loaded.kind != "structure":
        raise EvaluationError("the first argument of create() must be the name of a structure template; "
                              f"'{name}' is {'an' if loaded.kind[0] in 'ou' else 'a'} {loaded.kind} template")
    c.self = NOWHERE
    enter(c, loaded, operations)
    made = c.relative_root
    c.relative_root, c.self = outer_root, outer_self
    return made


# --- declarations ------------------------------------------------------------------------------------------------

def bind(c: Context, operation) -> None:
    _, _, path, full = operation
    full.check_defined(c)
    c.bindings.setdefault(path, []).append(full)


def bind_computed(c: Context, operation) -> None:
    from .javasubst import substitute
    _, tokens, text, full = operation

    def resolve(name: str) -> str:
        value = c.global_or_none(name)
        if value is None:
            raise EvaluationError(f"variable ({name}) is undefined in the path '{text}' of a bind statement")
        return text_of(value)

    try:
        path = parse_path(substitute(text, resolve))
    except PanSyntaxError as error:
        raise EvaluationError(error.message) from None
    except ValueError as error:
        raise EvaluationError(str(error)) from None
    if path.kind != "absolute":
        raise EvaluationError(f"only absolute paths can be used with bind statements ({path})")
    bind(c, (None, tokens, path, full))


def define_type(c: Context, operation) -> None:
    _, _, name, full = operation
    full.check_defined(c)
    previous = c.types.get(name)
    if previous is not None:
        error = EvaluationError(f"duplicate type definition: {name}")
        where = previous.template.span(previous.tokens) if previous.template else "the Pan language itself"
        error.notes = (f"previous definition: {where}",)
        raise error
    c.types[name] = full


def define_function(c: Context, operation) -> None:
    _, tokens, name, body = operation
    previous = c.functions.get(name)
    if previous is not None:
        error = EvaluationError(f"duplicate function definition: {name}")
        error.notes = (f"previous definition: {previous.template.span(previous.tokens)}",)
        raise error
    c.functions[name] = UserFunction(c.template, body, tokens)


def run_recorded(c: Context, operation) -> None:
    """One operation of a template that was loaded for recording."""
    _, _, inner, number = operation
    c.build.recorder.statement(c, number)
    HANDLERS[inner[0]](c, inner)


HANDLERS = {
    codegen.DO_PATH: set_path, codegen.DO_PATH_CONSTANT: set_path_constant, codegen.DO_PATH_DELETE: delete_path,
    codegen.DO_SET: set_variable, codegen.DO_SET_CONSTANT: set_variable_constant, codegen.DO_INCLUDE: include,
    codegen.DO_INCLUDE_COMPUTED: include_computed, codegen.DO_BIND: bind, codegen.DO_BIND_COMPUTED: bind_computed,
    codegen.DO_TYPE: define_type, codegen.DO_FUNCTION: define_function, codegen.DO_RECORDED: run_recorded,
}


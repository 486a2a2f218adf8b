"""A nodes.Template in, a Unit out: a tuple of small statement operations, and Python code for DML that is not constant.

Only DML bodies (of statements, functions and `with` blocks) become Python. Each is one function; Pan's local
variables are Python locals named ``v_NAME``, None while unset. Every call that can fail begins a line of its own,
and a line table maps those lines to Pan tokens: a Python traceback then tells the exact place without any work
while the program runs.

A Unit holds marshal-able data only, so that cache.py can keep it.
"""
from __future__ import annotations

import types
from array import array
from collections import namedtuple

from . import values
from .builtins import BUILTINS, dict_key
from .errors import EvaluationError, PanSyntaxError
from .fold import Folder, children, every_node
from .nodes import (ALIAS, ASSIGN, BINARY, BIND, BLOCK, CALL, CHOICE, DICT_OF, FOR, FOREACH, FULL, FUNCTION, IF,
                    INCLUDE, INCLUDES, LINK_TO, LIST_OF, LITERAL, PATH, PREFIX, RECORD, SET, TYPE, UNARY, VALID,
                    VARIABLE, WHILE, Template)
from .operators import GIVES_BOOLEAN
from .paths import is_include_name, parse_path, term_from_value
from .runtime import NAMES, FoldingContext
from .values import KINDS, NULL, UNDEF, Null, Undef, marked

OPERATOR_NAMES = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "modulus", "&": "bit_and",
                  "|": "bit_or", "^": "bit_xor", "==": "equal", "!=": "not_equal", "<": "less", "<=": "less_equal",
                  ">": "greater", ">=": "greater_equal"}
UNARY_NAMES = {"+": "plus", "-": "minus", "!": "logical_not", "~": "bit_not"}
LOGICAL = {"&&": ("and_operand", "and"), "||": ("or_operand", "or")}
# The arguments that calls may set as local variables.
SETTING_CALLS = {"append": slice(1), "prepend": slice(1), "delete": slice(1), "first": slice(1, None),
                 "next": slice(1, None)}
BOOLEAN_FORMS = frozenset(("kind", "exists", "is_valid", "first", "next"))
BOOLEAN_FUNCTIONS = frozenset(("match", "path_exists", "file_exists", "to_boolean"))

# Python's own limits: 200 open brackets, 100 levels of indentation, 20 nested loops.
EXPRESSION_DEPTH = 30
INDENT_DEPTH = 40
LOOP_DEPTH = 12

# Statement operations.
(DO_PATH_CONSTANT, DO_PATH_DELETE, DO_PATH, DO_SET_CONSTANT, DO_SET, DO_INCLUDE, DO_INCLUDE_COMPUTED, DO_BIND,
 DO_BIND_COMPUTED, DO_TYPE, DO_FUNCTION, DO_RECORDED, DO_DECLARE) = range(13)
STATIC = frozenset((DO_BIND, DO_BIND_COMPUTED, DO_TYPE, DO_FUNCTION))


class Unit(namedtuple("Unit", "kind name operations codes lines branches", defaults=((),))):
    """A compiled template as plain data.

    operations: tuples that begin with a DO_ number and the (first, last) tokens; code: the code objects of the
    bodies, which the operations name by position; lines: two token numbers for each line of the code; branches:
    (what, first token, last token) of each branch that recording code reports.
    """
    __slots__ = ()


class Discard:
    """Where the value of a statement goes: nowhere."""


class Give:
    """Where the value of a statement goes: it is the value of the body."""


DISCARD, GIVE = Discard(), Give()


def assigned_names(node) -> tuple[set[str], set[str]]:
    """The names of all variables that the block may set as local variables, and of those that it may delete."""
    names, deleted = set(), set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        kind = part[0]
        if kind == LITERAL:
            continue
        if kind == VARIABLE:
            waiting += part[4]
        elif kind == CALL:
            waiting += part[4]
            if part[3] in SETTING_CALLS:
                changed = part[4][SETTING_CALLS[part[3]]]
                (deleted if part[3] == "delete" else names).update(
                    [argument[3] for argument in changed if argument[0] == VARIABLE])
        elif kind == BLOCK:
            waiting += part[3]
        elif kind == ASSIGN:
            for target in part[3]:
                names.add(target[3])
                waiting += target[4]
            waiting.append(part[4])
        else:
            if kind == FOREACH:
                names.update((part[3][3], part[4][3]))
            waiting += children(part)
    names |= deleted
    names.discard("SELF")
    return names, deleted


class Body:
    """Writes the Python function of one DML body.

    Pieces of text are collected in the order in which they stand; an int among them is a token pair that begins a
    new line. Parts that Python cannot nest are moved into inner functions, which share the body's variables.
    """

    def __init__(self, writer: "Writer", node, function: bool, reported: bool = False):
        self.writer = writer
        self.parameters = ["v_ARGV", "v_ARGC"] if function else []
        self.locals, deleted = assigned_names(node)
        self.locals |= {"ARGV", "ARGC"} if function else set()
        # Local variables that have a value wherever this point is reached; and those that may lose it again.
        self.sure: set[str] = {"ARGV", "ARGC"} - deleted if function else set()
        self.deleted = deleted
        self.write_to([])
        self.indent = 1
        self.depth = 0
        self.loops = 0
        self.inner: list[list] = []
        self.names = 0
        self.raises = False
        self.in_inner = False
        self.may_not_run = reported
        self.node = node

    # --- writing -----------------------------------------------------------------------------------------------

    def write(self) -> list:
        """The pieces of the whole function."""
        if self.may_not_run and self.node[0] != BLOCK:
            self.branch_line("operation", self.node)
        self.statement(self.node, GIVE)
        main, unset = self.out, sorted("v_" + name for name in self.locals if "v_" + name not in self.parameters)
        name = f"b{self.writer.bodies}"
        pieces: list = ["\n", f"def {name}({', '.join(['c', *self.parameters])}):"]
        if unset:
            pieces.append("\n " + " = ".join(unset) + " = None")
        for part in self.inner:
            pieces += part
        if self.raises:
            pieces += ["\n try:", *(self.deeper(piece) for piece in main),
                       "\n except ReturnValue as returned:\n  return returned.value"]
        else:
            pieces += main
        return pieces

    @staticmethod
    def deeper(piece):
        return piece.replace("\n", "\n ") if type(piece) is str else piece

    def line(self, text: str, node=None) -> None:
        if node is not None:
            self.out.append((node[1], node[2]))
            self.out.append("\n" + " " * self.indent + text)
        else:
            self.out.append("\n" + " " * self.indent + text)

    def mark(self, node) -> None:
        """Begin a new line within an expression (all of them stand in brackets) for what comes next."""
        self.out.append((node[1], node[2]))
        self.out.append("\n")

    def write_to(self, out: list) -> None:
        self.out = out
        self.add = out.append

    def branch(self, what: str, node) -> str:
        """The call that reports a branch, for recording; empty otherwise."""
        if not self.writer.record:
            return ""
        # A loop or an if has the place of its first word alone: what lies within it says where it ends.
        last = max(part[2] for part in every_node(node)) if node[0] in STATEMENTS else node[2]
        self.writer.branches.append((what, node[1], last))
        return f"ran(c, {self.writer.name!r}, {len(self.writer.branches) - 1})"

    def branch_line(self, what: str, node) -> None:
        report = self.branch(what, node)
        if report:
            self.line(report)

    def new_name(self) -> str:
        self.names += 1
        return f"t{self.names}"

    # --- statements: what Python can say with lines of code ----------------------------------------------------------

    def statement(self, node, sink) -> None:
        if self.indent > INDENT_DEPTH:
            self.finish(node, sink, lambda: self.moved(node))
            return
        rule = STATEMENTS.get(node[0])
        if rule is not None and not (node[0] in (WHILE, FOR, FOREACH) and self.loops >= LOOP_DEPTH):
            rule(self, node, sink)
        elif node[0] == CALL and node[3] == "return" and not self.in_inner:
            self.finish(node, GIVE, lambda: self.expression(node[4][0]))
        else:
            self.finish(node, sink, lambda: self.expression(node))

    def finish(self, node, sink, write) -> None:
        """A line that does something with the value of an expression."""
        if sink is DISCARD:
            self.line("(", node)
        elif sink is GIVE:
            self.line("return (", node)
        else:
            self.line(f"{sink} = (", node)
        write()
        self.add(")")

    def give(self, name: str, sink) -> None:
        if sink is GIVE:
            self.line(f"return {name}")

    def block(self, node, sink) -> None:
        for operation in node[3][:-1]:
            if operation[0] == LITERAL and not self.writer.record:
                continue
            self.branch_line("operation", operation)
            self.statement(operation, DISCARD)
        self.branch_line("operation", node[3][-1])
        self.statement(node[3][-1], sink)

    def if_else(self, node, sink) -> None:
        _, _, _, test, yes, no = node
        self.line("if (", test)
        self.test("if_test", test)
        self.add("):")
        before = self.sure
        self.sure = set(before)
        self.indent += 1
        self.branch_line("then", yes)
        self.statement(yes, sink)
        self.indent -= 1
        after, self.sure = self.sure, before
        if sink is DISCARD and no[0] == LITERAL and not self.writer.record:
            return
        self.line("else:")
        self.indent += 1
        self.branch_line("else", no)
        self.statement(no, sink)
        self.indent -= 1
        self.sure = self.sure & after

    def test(self, name: str, node) -> None:
        """A condition; it is known to be a boolean, or checked to be one."""
        if self.is_boolean(node):
            self.expression(node)
        else:
            self.mark(node)
            self.add(f"{name}(")
            self.expression(node)
            self.add(")")

    def is_boolean(self, node) -> bool:
        if node[0] == BINARY:
            return node[3] in GIVES_BOOLEAN or node[3] in LOGICAL
        if node[0] == UNARY:
            return node[3] == "!"
        if node[0] == CALL and node[3] in BUILTINS:
            return BUILTINS[node[3]].form in BOOLEAN_FORMS or node[3] in BOOLEAN_FUNCTIONS
        return False

    def loop_result(self, sink) -> object:
        """Where a loop's body puts its value: the loop's value is that of the last round."""
        if sink is DISCARD:
            return DISCARD
        return sink if type(sink) is str else self.new_name()

    def while_loop(self, node, sink) -> None:
        self.counted_loop(node, node[3], None, node[4], sink, "U")

    def for_loop(self, node, sink) -> None:
        _, _, _, begin, test, step, body = node
        result = self.loop_result(sink)
        self.statement(begin, result)
        self.counted_loop(node, test, step, body, result, None)
        if type(result) is str:
            self.give(result, sink)

    def counted_loop(self, node, test, step, body, sink, begin) -> None:
        result = self.loop_result(sink)
        if type(result) is str and begin is not None:
            self.line(f"{result} = {begin}")
        count = self.new_name()
        self.line(f"{count} = 0")
        self.line("while (", test)
        self.test("loop_test", test)
        self.add("):")
        self.indent += 1
        self.loops += 1
        self.line(f"{count} += 1")
        self.line(f"if {count} > c.max_iterations: raise too_many(c)", node)
        before, self.sure = self.sure, set(self.sure)
        self.branch_line("loop", body)
        self.statement(body, result)
        if step is not None:
            self.statement(step, DISCARD)
        self.sure = before
        self.indent -= 1
        self.loops -= 1
        if type(result) is str:
            self.give(result, sink)

    def foreach_loop(self, node, sink) -> None:
        _, _, _, key, value, resource, body = node
        result = self.loop_result(sink)
        if type(result) is str:
            self.line(f"{result} = U")
        holder, key_name, value_name = self.new_name(), self.new_name(), self.new_name()
        self.line(f"{holder} = (", resource)
        self.mark(resource)
        self.add("resource(")
        self.expression(resource)
        self.add("))")
        self.set_from(key, "U")
        self.set_from(value, "U")
        self.line(f"for {key_name}, {value_name} in each(c, {holder}):", resource)
        self.indent += 1
        self.loops += 1
        self.set_from(key, key_name)
        if value[4] or value[3] == "SELF":
            self.set_from(value, "U")
            self.set_from(value, value_name)
        else:
            # The name was checked above, and undef before the value lets any kind take its place.
            self.line(f"v_{value[3]} = {value_name}")
        before, self.sure = self.sure, set(self.sure)
        self.branch_line("loop", body)
        self.statement(body, result)
        self.sure = before
        self.indent -= 1
        self.loops -= 1
        if type(result) is str:
            self.give(result, sink)

    def set_from(self, target, name: str) -> None:
        """A line that assigns a Python name to a Pan variable."""
        self.line("(", target)
        self.assign_to(target, lambda: self.add(name))
        self.add(")")
        self.becomes_sure((target,))

    def becomes_sure(self, targets) -> None:
        """Variables that have just been assigned."""
        self.sure.update([target[3] for target in targets if target[3] not in self.deleted])

    def assign_statement(self, node, sink) -> None:
        _, _, _, targets, value = node
        place = node
        if value[0] in STATEMENTS and value[0] != ASSIGN:
            place = targets[0]
            name = self.new_name()
            self.statement(value, name)

            def write() -> None:
                self.add(name)
        else:
            def write() -> None:
                self.expression(value)
        if sink is DISCARD and len(targets) == 1 and targets[0][3] != "SELF":
            self.assign_line(targets[0], write, place)
        else:
            self.finish(node, sink, lambda: self.assign_all(targets, write))
        self.becomes_sure(targets)

    def assign_line(self, target, write, place) -> None:
        """A line that does no more than to assign."""
        _, _, _, name, indices = target
        if indices:
            self.line(f"v_{name} = set_item(", target)
            write()
            self.add(", (")
            self.terms(indices)
            self.add(f"), c, {name!r}, v_{name})[0]")
        else:
            self.line(f"v_{name} = set_local(", place)
            write()
            self.add(f", c, {name!r}, v_{name})")

    # --- expressions ---------------------------------------------------------------------------------------------

    def expression(self, node) -> None:
        if self.depth > EXPRESSION_DEPTH and node[0] not in (LITERAL,):
            self.moved(node)
            return
        self.depth += 1
        EXPRESSIONS[node[0]](self, node)
        self.depth -= 1

    def moved(self, node) -> None:
        """The call of an inner function that holds what cannot stand here."""
        saved = self.indent, self.depth, self.loops, self.in_inner, self.sure
        out = self.out
        name = f"i{len(self.inner)}"
        self.inner.append([])
        place = len(self.inner) - 1
        self.write_to([])
        self.indent, self.depth, self.loops, self.in_inner, self.sure = 2, 0, 0, True, set(self.sure)
        self.line_of_inner(name)
        self.statement(node, GIVE)
        self.inner[place] = self.out
        self.write_to(out)
        self.indent, self.depth, self.loops, self.in_inner, self.sure = saved
        self.mark(node)
        self.add(f"{name}()")

    def line_of_inner(self, name: str) -> None:
        self.out.append(f"\n def {name}():")
        if self.locals:
            self.out.append("\n  nonlocal " + ", ".join(sorted("v_" + name for name in self.locals)))

    def literal(self, node) -> None:
        self.add(literal_text(node[3]))

    def variable(self, node) -> None:
        _, _, _, name, indices = node
        if name == "SELF":
            if not indices:
                self.add("c.self.value")
                return
            self.mark(node)
            self.add("self_item(c, ")
            self.terms(indices)
            self.add(")")
        elif indices:
            self.mark(node)
            function = "item1" if len(indices) == 1 else "item"
            self.add(f"{function}(c, {name!r}, {'v_' + name if name in self.locals else 'None'}, ")
            self.terms(indices)
            self.add(")")
        elif name in self.sure:
            self.add("v_" + name)
        elif name in self.locals:
            self.add(f"(v_{name} if v_{name} is not None else")
            self.mark(node)
            self.add(f"var(c, {name!r}))")
        else:
            self.mark(node)
            self.add(f"var(c, {name!r})")

    def terms(self, indices) -> None:
        for index in indices:
            if index[0] == LITERAL:
                try:
                    self.add(repr(term_from_value(index[3])) + ", ")
                    continue
                except EvaluationError:
                    pass
            self.mark(index)
            self.add("term(")
            self.expression(index)
            self.add("), ")

    def lookup(self, node) -> None:
        """A variable of which only existence and kind are asked: None where there is none."""
        _, _, _, name, indices = node
        local = "v_" + name if name in self.locals else "None"
        self.mark(node)
        if name == "SELF" and not indices:
            self.add("c.self.value")
        elif name == "SELF":
            self.add("self_look(c, (")
            self.terms(indices)
            self.add("), True)")
        elif indices:
            self.add(f"look(c, {name!r}, {local}, (")
            self.terms(indices)
            self.add("), True)")
        elif name in self.sure:
            self.add(local)
        elif name in self.locals:
            self.add(f"({local} if {local} is not None else global_or_none(c, {name!r}))")
        else:
            self.add(f"global_or_none(c, {name!r})")

    def binary(self, node) -> None:
        _, _, _, operator, left, right = node
        if operator in LOGICAL:
            function, word = LOGICAL[operator]
            self.add("(")
            self.logical_operand(function, "first", left)
            self.add(f" {word} ")
            report = self.branch("second operand", right)
            self.add(f"({report}, " if report else "")
            self.logical_operand(function, "second", right)
            self.add(")[1])" if report else ")")
            return
        self.mark(node)
        self.add(OPERATOR_NAMES[operator] + "(")
        self.expression(left)
        self.add(", ")
        self.expression(right)
        self.add(")")

    def logical_operand(self, function: str, position: str, node) -> None:
        if self.is_boolean(node):
            self.expression(node)
        else:
            self.mark(node)
            self.add(f"{function}('{position}', ")
            self.expression(node)
            self.add(")")

    def unary(self, node) -> None:
        self.mark(node)
        self.add(UNARY_NAMES[node[3]] + "(")
        self.expression(node[4])
        self.add(")")

    def block_expression(self, node) -> None:
        if any(contains_loop(operation) for operation in node[3]):
            self.moved(node)
            return
        self.add("(")
        for operation in node[3]:
            self.expression(operation)
            self.add(", ")
        self.add(")[-1]")

    def if_expression(self, node) -> None:
        _, _, _, test, yes, no = node
        self.add("(")
        self.reported("then", yes)
        self.add(" if ")
        self.test("if_test", test)
        self.add(" else ")
        self.reported("else", no)
        self.add(")")

    def reported(self, what: str, node) -> None:
        """An expression that is a branch."""
        report = self.branch(what, node)
        if report:
            self.add(f"({report}, ")
            self.expression(node)
            self.add(")[1]")
        else:
            self.expression(node)

    def assign_expression(self, node) -> None:
        _, _, _, targets, value = node
        self.assign_all(targets, lambda: self.expression(value))

    def assign_all(self, targets, write) -> None:
        """a = b = value: from the last target to the first, each takes what the one after it gives."""
        if len(targets) == 1:
            self.assign_to(targets[0], write)
        else:
            self.assign_to(targets[0], lambda: self.assign_all(targets[1:], write))

    def assign_to(self, target, write) -> None:
        """An expression that assigns the value written by `write` and has the assigned value."""
        _, _, _, name, indices = target
        if name == "SELF":
            self.mark(target)
            self.add("set_self_item(")
            write()
            self.add(", (")
            self.terms(indices)
            self.add("), c)")
        elif indices:
            pair = self.new_name()
            self.add(f"(({pair} := ")
            self.mark(target)
            self.add("set_item(")
            write()
            self.add(", (")
            self.terms(indices)
            self.add(f"), c, {name!r}, v_{name})), (v_{name} := {pair}[0]), {pair}[1])[2]")
        else:
            self.add(f"(v_{name} := ")
            self.mark(target)
            self.add("set_local(")
            write()
            self.add(f", c, {name!r}, v_{name}))")

    # --- calls ---------------------------------------------------------------------------------------------------

    def call(self, node) -> None:
        _, _, _, name, arguments = node
        builtin = BUILTINS.get(name)
        if builtin is None:
            self.mark(node)
            self.add(f"call(c, {name!r}")
        elif builtin.form in CALLS:
            CALLS[builtin.form](self, node)
            return
        elif name == "match" and self.is_global(arguments[0]):
            self.mark(node)
            self.add("match_subject(c, ")
            self.mark(arguments[0])
            self.add(f"subject(c, {arguments[0][3]!r})")
            arguments = arguments[1:]
        else:
            self.mark(node)
            self.add(f"f_{name}(c")
        for argument in arguments:
            self.add(", ")
            self.expression(argument)
        self.add(")")

    def is_global(self, node) -> bool:
        return node[0] == VARIABLE and not node[4] and node[3] not in self.locals and node[3] != "SELF"

    def return_call(self, node) -> None:
        self.raises = True
        self.mark(node)
        self.add("give_back(")
        self.expression(node[4][0])
        self.add(")")

    def extending_call(self, node) -> None:
        """append() and prepend()."""
        _, first, last, name, arguments = node
        target = (VARIABLE, first, last, "SELF", ()) if len(arguments) == 1 else arguments[0]
        self.mark(node)
        self.add(f"extend_list({name!r}, ")
        if target[0] == VARIABLE:
            self.extended_variable(target)
        else:
            self.expression(target)
        self.add(", ")
        self.expression(arguments[-1])
        self.add(")")

    def extended_variable(self, target) -> None:
        _, _, _, name, indices = target
        holder = "self_list_holder(c)"
        if name != "SELF":
            holder = f"(v_{name} := list_holder(c, {name!r}, v_{name}))"
        if not indices:
            self.mark(target)
            self.add(f"must_be_list({holder})")
            return
        terms = self.new_name()
        self.add(f"(({terms} := (")
        self.terms(indices)
        self.add(")), ")
        self.mark(target)
        self.add(f"list_inside({name!r}, {holder}, {terms}))[1]")

    def iterating_call(self, node) -> None:
        """first() and next(): the variables take the pair; the value tells whether there was one."""
        _, _, _, name, (holder, key, value) = node
        pair = self.new_name()
        start, resource_name = name == "first", self.new_name()
        self.add(f"(({resource_name} := (")
        self.expression(holder)
        self.add(")), ")
        if start:
            self.assign_if_variable(key, "U")
            self.assign_if_variable(value, "U")
        self.add(f"({pair} := ")
        self.mark(node)
        self.add(f"{'begin' if start else 'continue'}_iteration(c, {resource_name})), (")
        self.assign_if_variable(key, f"{pair}[0]")
        if not start:
            self.assign_if_variable(value, "U")
        self.assign_if_variable(value, f"{pair}[1]")
        self.add(f") if {pair} is not None else (), {pair} is not None)[-1]")

    def assign_if_variable(self, node, text: str) -> None:
        if node[0] == VARIABLE:
            self.assign_to(node, lambda: self.add(text))
            self.add(", ")

    def delete_call(self, node) -> None:
        _, _, _, name, indices = node[4][0]
        if name == "SELF":
            self.add("(")
            self.mark(node)
            self.add("set_self_item(None, (")
            self.terms(indices)
            self.add("), c), U)[1]")
        elif indices:
            self.add(f"((v_{name} := ")
            self.mark(node)
            self.add("delete_item((")
            self.terms(indices)
            self.add(f"), c, {name!r}, v_{name})), U)[1]")
        else:
            self.add("(")
            self.mark(node)
            self.add(f"check_local_name(c, {name!r}), (v_{name} := None), U)[2]")

    def kind_call(self, node) -> None:
        argument = node[4][0]
        self.mark(node)
        if argument[0] == VARIABLE:
            self.add(f"variable_is_kind(kinds_{node[3]}, c, ")
            self.lookup(argument)
        else:
            self.add(f"is_kind(kinds_{node[3]}, ")
            self.expression(argument)
        self.add(")")

    def exists_call(self, node) -> None:
        argument = node[4][0]
        self.mark(node)
        if argument[0] == VARIABLE:
            self.add("variable_exists(c, ")
            self.lookup(argument)
        else:
            self.add("f_exists(c, ")
            self.expression(argument)
        self.add(")")

    def is_valid_call(self, node) -> None:
        type_name, value = node[4]
        self.mark(node)
        self.add(f"f_is_valid(c, {None if type_name[4] else type_name[3]!r}, ")
        self.expression(value)
        self.add(")")

    def deprecated_call(self, node) -> None:
        """A block that is folded is told true without a look at the arguments: it is constant and never warns."""
        self.mark(node)
        self.add("(c.folding or f_deprecated(c")
        for argument in node[4]:
            self.add(", ")
            self.expression(argument)
        self.add("))")

    def substitute_call(self, node) -> None:
        self.mark(node)
        known = ", ".join(f"{name!r}: v_{name}" for name in sorted(self.locals)) if len(node[4]) == 1 else ""
        self.add(f"f_substitute(c, {{{known}}}")
        for argument in node[4]:
            self.add(", ")
            self.expression(argument)
        self.add(")")


STATEMENTS = {BLOCK: Body.block, IF: Body.if_else, WHILE: Body.while_loop, FOR: Body.for_loop,
              FOREACH: Body.foreach_loop, ASSIGN: Body.assign_statement}
EXPRESSIONS = {LITERAL: Body.literal, VARIABLE: Body.variable, CALL: Body.call, BINARY: Body.binary, UNARY: Body.unary,
               BLOCK: Body.block_expression, IF: Body.if_expression, ASSIGN: Body.assign_expression, WHILE: Body.moved,
               FOR: Body.moved, FOREACH: Body.moved}
CALLS = {"return": Body.return_call, "append": Body.extending_call, "prepend": Body.extending_call,
         "first": Body.iterating_call, "next": Body.iterating_call, "delete": Body.delete_call, "kind": Body.kind_call,
         "exists": Body.exists_call, "is_valid": Body.is_valid_call, "substitute": Body.substitute_call,
         "deprecated": Body.deprecated_call}


def contains_loop(node) -> bool:
    return any(part[0] in (WHILE, FOR, FOREACH) for part in every_node(node))


def literal_text(value) -> str:
    """A literal as Python source."""
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return repr(value)
    if kind is float:
        if value != value:
            return "(1e999 - 1e999)"
        text = repr(value)
        return text.replace("inf", "1e999")
    return {Undef: "U", Null: "N"}[kind]


# --- templates -----------------------------------------------------------------------------------------------------

class Writer:
    """Collects the bodies and operations of one template."""

    def __init__(self, debug: bool, name: str = "", record: bool = False):
        self.folder = Folder(debug)
        self.name = name
        self.record = record
        self.branches: list[tuple] = []
        self.pieces: list = []
        self.bodies = 0
        self.prefix = None
        self.absolute_prefix = None

    def body(self, node, function: bool = False, reported: bool = False) -> int:
        """Write a folded node as a function; its number comes back. `reported`: its statement may run without it."""
        self.pieces += Body(self, node, function, reported).write()
        self.bodies += 1
        return self.bodies - 1

    def fold(self, node):
        self.folder.escapes.clear()
        return self.folder.fold(node)

    # Each of these gives the operation of one statement, or None where there is nothing to do.

    def include(self, node):
        _, first, last, dml = node
        folded = self.fold(dml)
        for part in every_node(folded):
            if uses_self(part):
                raise PanSyntaxError("SELF cannot be used within an include statement", part[1:3])
        value = constant_value(folded)
        if value is None:
            return DO_INCLUDE_COMPUTED, (first, last), self.body(folded)
        if value is NULL or value is UNDEF:
            return None
        if type(value) is not str:
            raise PanSyntaxError("the value of an include statement must be a string, null, or undef; "
                                 f"found {KINDS[type(value)]}", (first, last))
        if not is_include_name(value):
            raise PanSyntaxError(f"invalid template name ({value}) in an include statement", (first, last))
        return DO_INCLUDE, (first, last), value

    def set_prefix(self, node):
        _, first, last, text = node
        if not text:
            self.prefix = None
            return None
        path = self.path(text, (first, last))
        if path.kind == "absolute":
            self.absolute_prefix = path
        elif self.absolute_prefix is None:
            raise PanSyntaxError(f"the relative prefix ({path}) requires an absolute prefix before it", (first, last))
        elif path.kind == "external":
            pass
        else:
            path = path.resolved(self.absolute_prefix)
        self.prefix = path
        return None

    @staticmethod
    def path(text: str, tokens, any_first_term: bool = False):
        try:
            return parse_path(text, any_first_term)
        except (EvaluationError, PanSyntaxError) as error:
            raise PanSyntaxError(error.message, tokens) from None

    def assignment(self, node):
        _, first, last, text, dml, conditional, final = node
        tokens = (first, last)
        path = self.path(text, tokens, self.prefix is not None and bool(self.prefix.terms)).resolved(self.prefix)
        folded = self.fold(dml)
        value = constant_value(folded)
        if path.kind == "external":
            raise PanSyntaxError(f"an assignment cannot be made to an external path ({path})", tokens)
        place = tuple(path)
        if value is None:
            return DO_PATH, tokens, place, self.body(folded, reported=conditional), conditional, final
        if value is NULL:
            return DO_PATH_DELETE, tokens, place, conditional, final
        return DO_PATH_CONSTANT, tokens, place, storable(value), conditional, final

    def variable(self, node):
        _, first, last, name, dml, conditional, final = node
        folded = self.fold(dml)
        value = constant_value(folded)
        if name in ("OBJECT", "SELF", "ARGC", "ARGV", "FUNCTION", "TEMPLATE"):
            raise PanSyntaxError(f"automatic variable {name} may not be set", (first, last))
        if value is None:
            return DO_SET, (first, last), name, self.body(folded, reported=conditional), conditional, final
        return DO_SET_CONSTANT, (first, last), name, storable(value), conditional, final

    def function(self, node):
        _, first, last, name, dml = node
        return DO_FUNCTION, (first, last), name, self.body(self.fold(dml), function=True, reported=True)

    def define_type(self, node):
        _, first, last, name, full = node
        return DO_TYPE, (first, last), name, self.full_type(full)

    def bind(self, node):
        _, first, last, text, full = node
        return self.binding((first, last), text, self.full_type(full))

    def valid(self, node):
        _, first, last, text, dml = node
        check = self.body(self.fold(dml), reported=True)
        return self.binding((first, last), text, (FULL, dml[1:3], (ALIAS, "element", None), None, check))

    def binding(self, tokens, text: str, full):
        if "${" in text:
            from .javasubst import substitute
            found = []
            substitute(text, lambda name: found.append(name) or "")
            if found:
                return DO_BIND_COMPUTED, tokens, text, full
        path = self.path(text, tokens)
        if path.kind != "absolute":
            raise PanSyntaxError(f"only absolute paths can be used with bind statements ({path})", tokens)
        return DO_BIND, tokens, tuple(path), full

    # Types.

    def full_type(self, node):
        _, first, last, base, default, check = node
        base = self.base_type(base)
        value = None
        if default is not None:
            value = self.default(default)
        return FULL, (first, last), base, value, None if check is None else self.body(self.fold(check), reported=True)

    def default(self, node):
        value = constant_value(self.fold(node))
        if value is None:
            raise PanSyntaxError("the default of a type must be a constant; this one can only be computed while an "
                                 "object is built", node[1:3])
        if value is UNDEF or value is NULL:
            raise PanSyntaxError(f"{value!r} is not a valid default value", node[1:3])
        return storable(value)

    def base_type(self, node):
        kind = node[0]
        if kind == ALIAS:
            return ALIAS, node[3], node[4]
        if kind == CHOICE:
            return CHOICE, node[3]
        if kind == LINK_TO:
            return LINK_TO, self.base_type(node[3])
        if kind in (LIST_OF, DICT_OF):
            return kind, self.base_type(node[3]), node[4]
        _, _, _, extensible, fields, limits = node
        includes, required, optional = [], {}, {}
        for field in fields:
            if field[0] == INCLUDES:
                includes.append(field[3])
                continue
            _, first, last, text, is_required, full = field
            key = self.field_name(text, (first, last))
            (required if is_required else optional)[key] = self.full_type(full)
        return (RECORD, extensible, tuple(includes), tuple(sorted(required.items(), key=lambda item: item[0])),
                tuple(sorted(optional.items(), key=lambda item: item[0])), limits)

    @staticmethod
    def field_name(text: str, tokens) -> str:
        try:
            path = parse_path(text)
        except EvaluationError:
            raise PanSyntaxError(f"field name ({text}) must be a valid path", tokens) from None
        except PanSyntaxError as error:
            raise PanSyntaxError(error.message, tokens) from None
        if len(path.terms) != 1:
            raise PanSyntaxError(f"field name ({text}) must be a valid term", tokens)
        return path.terms[0]


WRITERS = {INCLUDE: Writer.include, PREFIX: Writer.set_prefix, PATH: Writer.assignment, SET: Writer.variable,
           FUNCTION: Writer.function, TYPE: Writer.define_type, BIND: Writer.bind, VALID: Writer.valid}


def uses_self(node) -> bool:
    if node[0] == VARIABLE:
        return node[3] == "SELF"
    if node[0] == CALL and node[3] in ("append", "prepend"):
        return len(node[4]) == 1
    return False


def compile_template(template: Template, debug: bool = False, record: bool = False) -> Unit:
    """The Unit of a parsed template; PanSyntaxError or EvaluationError for what is refused without running it.

    With `record` the code reports its branches. What the kind of the template forbids is left to check_statements().
    """
    writer = Writer(debug, template.name, record)
    operations = []
    for node in template.statements:
        operation = WRITERS[node[0]](writer, node)
        if operation is not None:
            operations.append(operation)
    codes, lines = compile_bodies(writer.pieces, writer.bodies, template.name)
    return Unit(template.kind, template.name, tuple(operations), codes, lines, tuple(writer.branches))


def check_statements(kind: str, operations) -> None:
    """Which statements a kind of template may hold, and that nothing is defined twice."""
    for operation in operations:
        what, tokens = operation[:2]
        is_path = what in (DO_PATH, DO_PATH_CONSTANT, DO_PATH_DELETE)
        if kind == "declaration":
            if is_path:
                raise PanSyntaxError("statement not allowed in declaration template; it may hold type, function, "
                                     "variable, bind, valid and include statements", tokens)
        elif kind == "structure":
            if not is_path and what not in (DO_INCLUDE, DO_INCLUDE_COMPUTED):
                raise PanSyntaxError("only relative assignments and include statements are allowed in structure "
                                     "templates", tokens)
            if is_path and operation[2][0] == "absolute":
                raise PanSyntaxError("structure templates can only contain assignments to relative paths", tokens)
        elif is_path and operation[2][0] == "relative":
            raise PanSyntaxError("ordinary, object, and unique templates can only contain assignments to absolute "
                                 "paths", tokens)
    seen = set()
    for operation in operations:
        if operation[0] in (DO_TYPE, DO_FUNCTION):
            word = "type" if operation[0] == DO_TYPE else "function"
            if (word, operation[2]) in seen:
                raise PanSyntaxError(f"duplicate {word} definition for {operation[2]} in one template", operation[1])
            seen.add((word, operation[2]))


def compile_bodies(pieces: list, count: int, name: str) -> tuple[tuple, bytes]:
    """The code objects of all bodies and their line table."""
    if not count:
        return (), b""
    text = []
    add = text.append
    nowhere = (-1, -1)
    table = [*nowhere, *nowhere]
    place = nowhere
    for piece in pieces:
        if type(piece) is tuple:
            place = piece
            continue
        add(piece)
        if "\n" in piece:
            table += place * piece.count("\n")
        place = nowhere
    code = compile("".join(text), f"<pan {name}>", "exec", dont_inherit=True, optimize=0)
    found = [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    assert len(found) == count
    return tuple(found), array("i", table).tobytes()


# --- constants -------------------------------------------------------------------------------------------------------

class NotLiteral(Exception):
    """A node is not made of literals, list() and dict() alone."""


def constant_value(node):
    """The value of a folded block that needs nothing but itself, or None. NULL and UNDEF are values."""
    try:
        return literal_value(node)
    except NotLiteral:
        pass
    except EvaluationError:
        return None
    if not may_be_constant(node):
        return None
    codes, _ = compile_bodies(Body(Writer(False), node, False).write(), 1, "constant")
    recorder = values.observer
    values.observe(None)
    try:
        value = types.FunctionType(codes[0], NAMES)(FoldingContext())
        values.check_size(value)
        return value
    except EvaluationError:
        return None
    finally:
        values.observe(recorder)


def literal_value(node):
    """The value of nested list() and dict() calls of literals; the common and sometimes huge case."""
    kind = node[0]
    if kind == LITERAL:
        return node[3]
    if kind != CALL or node[3] not in ("list", "dict", "nlist"):
        raise NotLiteral
    arguments = node[4]
    if node[3] == "list":
        return [literal_value(argument) for argument in arguments]
    result = {}
    for position in range(0, len(arguments), 2):
        key = dict_key(literal_value(arguments[position]))
        value = literal_value(arguments[position + 1])
        if value is NULL:
            continue
        if key in result:
            raise EvaluationError(f"duplicate key ({key}) in dict()")
        result[key] = value
    return result


def may_be_constant(node) -> bool:
    """False when something that always runs needs more than constants; True does not promise anything."""
    local = None
    waiting = [node]
    while waiting:
        part = waiting.pop()
        kind = part[0]
        if kind == CALL and part[3] == "deprecated":
            continue
        if kind == VARIABLE:
            local = assigned_names(node)[0] if local is None else local
            if part[3] not in local:
                return False
        if kind == CALL:
            builtin = BUILTINS.get(part[3])
            if builtin is None or not builtin.constant:
                return False
            if builtin.form in ("kind", "exists") and part[4][0][0] == VARIABLE:
                return False
            if builtin.form in ("append", "prepend") and len(part[4]) == 1:
                return False
        if kind == ASSIGN and any(target[3] == "SELF" for target in part[3]):
            return False
        waiting.extend(always_run(part))
    return True


def always_run(node):
    """Those children of a node that run whenever the node does."""
    kind = node[0]
    if kind == IF or kind == WHILE:
        return (node[3],)
    if kind == FOR:
        return node[3:5]
    if kind == FOREACH:
        return (node[5],)
    if kind == BINARY and node[3] in LOGICAL:
        return (node[4],)
    if kind == ASSIGN:
        return (node[4],)
    if kind == BLOCK:
        # What follows a return() in a block may never run.
        for position, operation in enumerate(node[3]):
            if any(part[0] == CALL and part[3] == "return" for part in every_node(operation)):
                return node[3][:position + 1]
    return children(node)


def storable(value):
    """A constant for a Unit: undef and null, which marshal does not know, are wrapped."""
    return ("plain", value) if not holds_transient(value) else ("marked", marked(value))


def holds_transient(value) -> bool:
    kind = type(value)
    if kind is dict:
        return any(map(holds_transient, value.values()))
    if kind is list:
        return any(map(holds_transient, value))
    return kind is Undef or kind is Null


def unmarked(value):
    kind = type(value)
    if kind is dict:
        return {key: unmarked(element) for key, element in value.items()}
    if kind is list:
        return [unmarked(element) for element in value]
    if kind is tuple:
        return UNDEF if value == ("undef",) else NULL
    return value


def stored(pair):
    """The constant of a Unit as a Pan value."""
    how, value = pair
    return value if how == "plain" else unmarked(value)

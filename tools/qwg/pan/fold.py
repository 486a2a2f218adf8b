"""Expression nodes in, the same with constant operations carried out: panc's pass while it converts the tree.

Everything that panc refuses without running the program is refused here, with its error kinds: numbers of arguments,
literal arguments of the wrong kind, operators on literals (also in code that never runs), names that cannot be
assigned, return() and error() where a value is needed. How a built-in is called correctly is in its table entry.
"""
from __future__ import annotations

from .builtins import BUILTINS
from .errors import EvaluationError, PanSyntaxError
from .nodes import (ASSIGN, BINARY, BLOCK, CALL, FOR, FOREACH, IF, LITERAL, UNARY, VARIABLE, WHILE)
from .operators import BINARY as BINARY_OPERATORS
from .operators import UNARY as UNARY_OPERATORS
from .operators import WrongOperand
from .paths import term_from_value
from .values import NUMBERS, UNDEF

AUTOMATIC = frozenset(("SELF", "OBJECT", "TEMPLATE", "FUNCTION", "ARGV", "ARGC"))
NEVER_ASSIGNED = frozenset(("OBJECT", "FUNCTION", "TEMPLATE"))
SHORT_CIRCUITS = {"&&": ("logical-and (&&)", False), "||": ("logical-or (||)", True)}


class Folder:
    """Folds one template's expressions. `debug` keeps calls of debug() and traceback() instead of dropping them."""

    def __init__(self, debug: bool = False):
        self.debug = debug
        self.escapes: list[tuple] = []

    def fold(self, node):
        return FOLDERS[node[0]](self, node)

    def literal(self, node):
        return node

    def restricted(self, node):
        """Fold an index or an argument, where return() and error() may not appear."""
        if node[0] == LITERAL or node[0] == VARIABLE and not node[4]:
            return node
        known = len(self.escapes)
        folded = self.fold(node)
        if len(self.escapes) > known:
            call = self.escapes[known]
            raise PanSyntaxError(f"{call[3]}() may not appear in a restricted context "
                                 "(an index of a variable or an argument of a function)", call[1:3])
        return folded

    def variable(self, node):
        return node if not node[4] else (*node[:4], tuple(map(self.restricted, node[4])))

    def target(self, node):
        """A variable that is assigned."""
        _, first, last, name, indices = node
        indices = tuple(map(self.restricted, indices))
        return self.check_target((VARIABLE, first, last, name, indices))

    @staticmethod
    def check_target(node):
        _, first, last, name, indices = node
        if name in NEVER_ASSIGNED:
            raise PanSyntaxError(f"automatic variable {name} may not be set", (first, last))
        if name == "SELF" and not indices:
            raise PanSyntaxError("SELF may not be set directly; the value of the whole block becomes its value",
                                 (first, last))
        for number, index in enumerate(indices):
            if index[0] == LITERAL:
                try:
                    term_from_value(index[3])
                except EvaluationError as error:
                    raise PanSyntaxError(f"index {number} is not a valid term: {error.message}",
                                         (first, last)) from None
        return node

    def binary(self, node):
        _, first, last, operator, left, right = node
        left, right = self.fold_chain(operator, left), self.fold(right)
        if operator in SHORT_CIRCUITS:
            return self.short_circuit(first, last, operator, left, right)
        if left[0] == LITERAL and right[0] == LITERAL:
            return self.compute((first, last), BINARY_OPERATORS[operator], left[3], right[3])
        return BINARY, first, last, operator, left, right

    def fold_chain(self, operator, node):
        """Long chains such as 'a' + b + 'c' lean to the left; they are folded without recursion."""
        if node[0] != BINARY or operator in SHORT_CIRCUITS:
            return self.fold(node)
        chain = []
        while node[0] == BINARY and node[3] not in SHORT_CIRCUITS:
            chain.append(node)
            node = node[4]
        left = self.fold(node)
        for _, first, last, operator, _, right in reversed(chain):
            right = self.fold(right)
            if left[0] == LITERAL and right[0] == LITERAL:
                left = self.compute((first, last), BINARY_OPERATORS[operator], left[3], right[3])
            else:
                left = (BINARY, first, last, operator, left, right)
        return left

    @staticmethod
    def compute(tokens, operation, *operands):
        try:
            value = operation(*operands)
        except WrongOperand as error:
            error.tokens = tokens
            raise
        except EvaluationError as error:
            raise PanSyntaxError(error.message, tokens) from None
        return LITERAL, tokens[0], tokens[1], value

    @staticmethod
    def short_circuit(first, last, operator, left, right):
        name, decisive = SHORT_CIRCUITS[operator]
        if left[0] == LITERAL:
            if type(left[3]) is not bool:
                raise PanSyntaxError(f"the first argument of the {name} operation must be a boolean value",
                                     (first, last))
            if left[3] is decisive:
                return LITERAL, first, last, decisive
        if right[0] == LITERAL and type(right[3]) is not bool:
            raise PanSyntaxError(f"the second argument of the {name} operation must be a boolean value", (first, last))
        if left[0] == LITERAL and right[0] == LITERAL:
            return LITERAL, first, last, right[3]
        return BINARY, first, last, operator, left, right

    def unary(self, node):
        _, first, last, operator, operand = node
        operand = self.fold(operand)
        if operand[0] == LITERAL:
            if operator == "+" and type(operand[3]) not in NUMBERS:
                raise PanSyntaxError("the argument of the unary plus (+) operation must be a long or double",
                                     (first, last))
            return self.compute((first, last), UNARY_OPERATORS[operator], operand[3])
        return UNARY, first, last, operator, operand

    def assign(self, node):
        _, first, last, targets, value = node
        value = self.fold(value)
        return ASSIGN, first, last, tuple(map(self.target, targets)), value

    def block(self, node):
        operations = []
        for operation in node[3]:
            folded = self.fold(operation)
            if folded[0] == BLOCK:
                operations += folded[3]
            else:
                operations.append(folded)
        return BLOCK, node[1], node[2], tuple(operations)

    def if_else(self, node):
        _, first, last, test, yes, no = node
        test = self.fold(test)
        before = len(self.escapes)
        yes = self.fold(yes)
        middle = len(self.escapes)
        no = self.fold(no) if no is not None else (LITERAL, first, last, UNDEF)
        if test[0] != LITERAL:
            return IF, first, last, test, yes, no
        if type(test[3]) is not bool:
            raise PanSyntaxError("the test of an if must give a boolean", (test[1], test[2]))
        # What cannot run does not count as an escape either.
        if test[3]:
            del self.escapes[middle:]
            return yes
        del self.escapes[before:middle]
        return no

    def while_loop(self, node):
        _, first, last, test, body = node
        test = self.fold(test)
        before = len(self.escapes)
        body = self.fold(body)
        if test[0] == LITERAL:
            if type(test[3]) is not bool:
                raise PanSyntaxError("the test of a loop must give a boolean", (test[1], test[2]))
            if not test[3]:
                del self.escapes[before:]
                return LITERAL, first, last, UNDEF
        return WHILE, first, last, test, body

    def for_loop(self, node):
        return (*node[:3], *map(self.fold, node[3:]))

    def foreach_loop(self, node):
        _, first, last, key, value, resource, body = node
        return FOREACH, first, last, self.target(key), self.target(value), self.fold(resource), self.fold(body)

    def call(self, node):
        _, first, last, name, arguments = node
        if name in AUTOMATIC:
            raise PanSyntaxError(f"{name} is an automatic variable and cannot be used as a function", (first, last))
        arguments = tuple(map(self.restricted, arguments))
        builtin = BUILTINS.get(name)
        if builtin is None:
            return CALL, first, last, name, arguments
        try:
            builtin.check_count(len(arguments))
            replacement = builtin.check(self, arguments) if builtin.check else None
        except (EvaluationError, PanSyntaxError) as error:
            if error.tokens is None:
                error.tokens = (first, last)
            raise
        if builtin.form == "debug" and not self.debug:
            return LITERAL, first, last, UNDEF
        if replacement is not None:
            return LITERAL, first, last, replacement
        node = (CALL, first, last, name, arguments)
        if builtin.form in ("return", "error"):
            self.escapes.append(node)
        return node


FOLDERS = {
    LITERAL: Folder.literal, VARIABLE: Folder.variable, CALL: Folder.call, BINARY: Folder.binary, UNARY: Folder.unary,
    ASSIGN: Folder.assign, BLOCK: Folder.block, IF: Folder.if_else, WHILE: Folder.while_loop, FOR: Folder.for_loop,
    FOREACH: Folder.foreach_loop,
}


def children(node):
    """The nodes directly below an expression node."""
    kind = node[0]
    if kind == LITERAL:
        return ()
    if kind == VARIABLE or kind == CALL:
        return node[4]
    if kind == BLOCK:
        return node[3]
    if kind == ASSIGN:
        return (*node[3], node[4])
    return tuple(child for child in node[3:] if type(child) is tuple)


def every_node(node):
    """The node and all nodes below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if node[0] != LITERAL:
            waiting += children(node)

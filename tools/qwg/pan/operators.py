"""The operators: Pan values come in, a Pan value goes out. One table serves constant folding and generated code.

Longs wrap at 64 bits. Numbers are compared as doubles and strings by UTF-16 code units, as panc does.
"""
from __future__ import annotations

from .errors import EvaluationError
from .javatext import utf16_key, wrap64
from .values import LONG_MAX, LONG_MIN, NUMBERS, PROPERTIES, STRING_LIMIT, kind_of, limited


class WrongOperand(EvaluationError):
    """An operand is of a kind that the operator never takes; constant folding reports it as panc does."""


def wrong(name: str, wanted: str, *operands) -> WrongOperand:
    found = " and ".join(kind_of(operand) for operand in operands)
    word = "argument" if len(operands) == 1 else "arguments"
    verb = "must be a" if len(operands) == 1 else "must be"
    return WrongOperand(f"{word} for {name} operation {verb} {wanted}; found {found}")


def mismatched(name: str, a, b) -> EvaluationError:
    return EvaluationError(f"mismatched arguments for {name} operation: {kind_of(a)} and {kind_of(b)}")


def add(a, b):
    ta, tb = type(a), type(b)
    if ta is str and tb is str:
        text = a + b
        return text if len(text) <= STRING_LIMIT else limited(text)
    if ta is int and tb is int:
        total = a + b
        return total if LONG_MIN <= total <= LONG_MAX else wrap64(total)
    if ta in NUMBERS and tb in NUMBERS:
        return float(a) + float(b)
    if ta not in PROPERTIES or tb not in PROPERTIES:
        raise wrong("add (+)", "longs, doubles, or strings", a, b)
    raise mismatched("add (+)", a, b)


def arithmetic(name: str, wanted: str, operation):
    def run(a, b):
        ta, tb = type(a), type(b)
        if ta is int and tb is int:
            return wrap64(operation(a, b))
        if ta in NUMBERS and tb in NUMBERS:
            return operation(float(a), float(b))
        raise wrong(name, wanted, a, b)
    return run


subtract = arithmetic("subtract (-)", "longs or doubles", lambda a, b: a - b)
multiply = arithmetic("multiply (*)", "longs or doubles", lambda a, b: a * b)


def divide(a, b):
    ta, tb = type(a), type(b)
    if ta not in NUMBERS or tb not in NUMBERS:
        raise wrong("divide (/)", "longs or doubles", a, b)
    if b == 0:
        raise EvaluationError("division by zero")
    if ta is int and tb is int:
        quotient = abs(a) // abs(b)
        return wrap64(quotient if (a < 0) == (b < 0) else -quotient)
    return float(a) / float(b)


def modulus(a, b):
    if type(a) is not int or type(b) is not int:
        raise wrong("modulus (%)", "long values", a, b)
    if b == 0:
        raise EvaluationError("the second argument of the modulus (%) operation is zero")
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def bitwise(name: str, operation):
    def run(a, b):
        if type(a) is not int or type(b) is not int:
            raise wrong(name, "long values", a, b)
        return operation(a, b)
    return run


bit_and = bitwise("bit-and (&)", lambda a, b: a & b)
bit_or = bitwise("bit-or (|)", lambda a, b: a | b)
bit_xor = bitwise("bit-exclusive-or (^)", lambda a, b: a ^ b)


def bit_not(a):
    if type(a) is not int:
        raise wrong("bit-not (~)", "long value", a)
    return ~a


def equal(a, b):
    ta, tb = type(a), type(b)
    if ta is str and tb is str or ta is bool and tb is bool:
        return a == b
    if ta in NUMBERS and tb in NUMBERS:
        return float(a) == float(b)
    if ta not in PROPERTIES or tb not in PROPERTIES:
        raise wrong("equal (==)", "longs, doubles, strings, or booleans", a, b)
    raise mismatched("equal (==)", a, b)


def not_equal(a, b):
    ta, tb = type(a), type(b)
    if ta is str and tb is str or ta is bool and tb is bool:
        return a != b
    if ta in NUMBERS and tb in NUMBERS:
        return float(a) != float(b)
    if ta not in PROPERTIES or tb not in PROPERTIES:
        raise wrong("not-equal (!=)", "longs, doubles, strings, or booleans", a, b)
    raise mismatched("not-equal (!=)", a, b)


def ordering(name: str, operation):
    def run(a, b):
        ta, tb = type(a), type(b)
        if ta in NUMBERS and tb in NUMBERS:
            return operation(float(a), float(b))
        if ta is str and tb is str:
            if a.isascii() and b.isascii():
                return operation(a, b)
            return operation(utf16_key(a), utf16_key(b))
        if ta not in PROPERTIES or tb not in PROPERTIES:
            raise wrong(name, "longs, doubles, or strings", a, b)
        raise mismatched(name, a, b)
    return run


less = ordering("less-than (<)", lambda a, b: a < b)
greater = ordering("greater-than (>)", lambda a, b: a > b)
less_equal = ordering("less-than-equal (<=)", lambda a, b: a <= b)
greater_equal = ordering("greater-than-equal (>=)", lambda a, b: a >= b)


def logical_not(a):
    if type(a) is not bool:
        raise wrong("logical-not (!)", "boolean value", a)
    return not a


def minus(a):
    if type(a) is int:
        return wrap64(-a)
    if type(a) is float:
        return -a
    raise wrong("unary minus (-)", "long or double", a)


def plus(a):
    """Unary plus gives its operand, whatever it is: panc checks literals only, and templates rely on it."""
    return a


def and_operand(position: str, value) -> bool:
    if type(value) is not bool:
        raise EvaluationError(f"the {position} argument of the logical-and (&&) operation must be a boolean value; "
                              f"found {kind_of(value)}")
    return value


def or_operand(position: str, value) -> bool:
    if type(value) is not bool:
        raise EvaluationError(f"the {position} argument of the logical-or (||) operation must be a boolean value; "
                              f"found {kind_of(value)}")
    return value


def if_test(value) -> bool:
    if type(value) is not bool:
        raise EvaluationError(f"the test of an if must give a boolean; found {kind_of(value)}")
    return value


def loop_test(value) -> bool:
    if type(value) is not bool:
        raise EvaluationError(f"the test of a loop must give a boolean; found {kind_of(value)}")
    return value


BINARY = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "%": modulus,
    "&": bit_and, "|": bit_or, "^": bit_xor,
    "==": equal, "!=": not_equal, "<": less, ">": greater, "<=": less_equal, ">=": greater_equal,
}
UNARY = {"+": plus, "-": minus, "!": logical_not, "~": bit_not}
GIVES_BOOLEAN = frozenset(("==", "!=", "<", ">", "<=", ">="))

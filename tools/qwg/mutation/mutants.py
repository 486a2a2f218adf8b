"""A template comes in, its mutants go out: each is the template with one small change that a test should notice.

A statement, or an operation of a block, is dropped; a condition is negated, an operator replaced; a constant becomes
another one. What the compiler refuses, or compiles to the same, is no mutant.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qwg.lint.findings import Edit
from qwg.lint.fixes import edited
from qwg.lint.reading import Reading, every_node, is_node, read
from qwg.pan.codegen import Unit, check_statements, compile_template
from qwg.pan.errors import PanError
from qwg.pan.lexer import HEREDOC
from qwg.pan.nodes import ASSIGN, BINARY, BLOCK, CALL, FOR, IF, INCLUDE, LITERAL, PATH, UNARY, VARIABLE, WHILE

OTHER_OPERATOR = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "&&": "||", "||": "&&", "+": "-",
                  "-": "+", "*": "/", "/": "*"}
OTHER_WORD = {"true": "false", "false": "true"}
# Where the test of a condition or loop stands in its node.
TESTS = {IF: 3, WHILE: 3, FOR: 4}
# What says enough of a constant to find it again by; a name with [index] has the constants of its index.
TELLING = frozenset((BINARY, CALL, UNARY, VARIABLE, ASSIGN))
LONGEST_SHOWN = 60
MUTANT = "'mutant'"


@dataclass(frozen=True)
class Mutant:
    """One change of a file, described by `what` and the line that it is on; `tokens` are the first and last one
    that it concerns. `name` tells it from all others, as long as the text around it stays."""
    file: str
    line: int
    what: str
    name: str
    tokens: tuple[int, int]
    data: bytes


def mutants(file: str, shown: str, text: str) -> list[Mutant]:
    """All mutants of a template, in the order of the text; `shown` is how messages call the file."""
    reading = read(file, text)
    if reading.template is None:
        return []
    original = compiled(text)
    found, names, texts = [], {}, {text}
    for first, last, what, edit in sorted(set(changes(reading)), key=lambda change: (change[3].begin, change[2])):
        changed = edited(text, [edit])
        unit = None if changed in texts else compiled(changed)
        texts.add(changed)
        if unit is None or same(unit, original):
            continue
        names[what] = names.get(what, 0) + 1
        name = f"{shown}: {what}" + (f" ({names[what]})" if names[what] > 1 else "")
        found.append(Mutant(file, reading.line_of(edit.begin), what, name, (first, last), changed.encode()))
    return found


def compiled(text: str) -> Unit | None:
    """What the compiler makes of a text; None if it refuses it."""
    template = read("", text).template
    if template is None:
        return None
    try:
        unit = compile_template(template)
        check_statements(unit.kind, unit.operations)
    except (PanError, RecursionError):
        return None
    return unit


def same(a: Unit, b: Unit) -> bool:
    """Whether two templates do the same, whatever the places of their statements."""
    def plain(value):
        if type(value) is tuple:
            return tuple(map(plain, value))
        return type(value), value

    def placeless(unit: Unit):
        return [(operation[0], *operation[2:]) for operation in unit.operations]

    return plain(tuple(placeless(a))) == plain(tuple(placeless(b))) and [code.co_code for code in a.codes] == [
        code.co_code for code in b.codes] and [plain(code.co_consts) for code in a.codes] == [
        plain(code.co_consts) for code in b.codes] and [code.co_names for code in a.codes] == [
        code.co_names for code in b.codes]


Change = tuple[int, int, str, Edit]


def changes(reading: Reading) -> Iterator[Change]:
    """(first token, last token, description, edit) of each change, also of such as make no mutant."""
    for node in reading.template.statements:
        yield dropped(reading, node[1], node[2])
        if node[0] == PATH:
            yield another_path(reading, node)
    constant = {id(part) for node in reading.template.statements if node[0] == INCLUDE for part in every_node(node)}
    around = surroundings(reading.template.statements)
    for node in reading.nodes:
        if node[0] == BLOCK:
            yield from dropped_operations(reading, node)
        elif node[0] in TESTS:
            test = node[TESTS[node[0]]]
            # Of one that is negated the sign is dropped, see below.
            if test[:1] + test[3:4] != (UNARY, "!"):
                yield negated(reading, test)
            if node[0] == IF:
                yield from (emptied(reading, part) for part in node[4:6] if part is not None)
        elif node[0] == BINARY and node[3] in OTHER_OPERATOR and not joins_text(node):
            at = operator_before(reading, node[5])
            yield replaced(reading, at, at, OTHER_OPERATOR[node[3]], whole(node))
        elif node[0] == UNARY and node[3] in "!-":
            yield replaced(reading, node[1], node[1], "", whole(node))
        elif node[0] == LITERAL and reading.words[node[1]].startswith(HEREDOC):
            yield without_heredoc(reading, node)
        elif node[0] == LITERAL and id(node) not in constant:
            other = another_constant(reading, node)
            if other is not None:
                yield replaced(reading, node[1], node[1], other, around.get(id(node)))


def surroundings(statements) -> dict[int, tuple[int, int]]:
    """For the id of each constant the first and the last token of the smallest operation or call around it."""
    found: dict[int, tuple[int, int]] = {}
    waiting: list[tuple[object, tuple | None]] = [(statements, None)]
    while waiting:
        value, outer = waiting.pop()
        if is_node(value):
            if value[0] == LITERAL and outer is not None:
                found[id(value)] = whole(outer)
            outer = value if value[0] in TELLING else outer
        waiting += [(part, outer) for part in value if type(part) is tuple]
    return found


def joins_text(node) -> bool:
    """Whether a + is about strings for sure: with another operator it would fail wherever it runs."""
    return node[0] == LITERAL and type(node[3]) is str or node[0] == BINARY and node[3] == "+" and (
        joins_text(node[4]) or joins_text(node[5]))


def extent(reading: Reading, node) -> tuple[int, int]:
    """The first and the last token of a node, with the brackets around it that are its own."""
    first, last = whole(node)
    tokens = reading.tokens
    while first > 0 and last + 1 < len(tokens) and (tokens[first - 1].text, tokens[last + 1].text) == ("{", "}"):
        first, last = first - 1, last + 1
    if first > 0 and tokens[first - 1].text == "{" and last + 2 < len(tokens) and tokens[last + 1].text == ";" \
            and tokens[last + 2].text == "}":
        first, last = first - 1, last + 2
    return first, last


def whole(node) -> tuple[int, int]:
    """The first and the last token of a node and all that is in it."""
    parts = list(every_node(node))
    return min(part[1] for part in parts), max(part[2] for part in parts)


def piece(reading: Reading, first: int, last: int) -> str:
    """What stands from one token to another, on one line and not too long."""
    text = " ".join(reading.text[reading.tokens[first].begin:reading.tokens[last].end].split())
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN - 3] + "..."


def replaced(reading: Reading, first: int, last: int, new: str, around: tuple[int, int] | None = None) -> Change:
    begin, end = reading.tokens[first].begin, reading.tokens[last].end
    old = piece(reading, first, last)
    where = f" in `{piece(reading, *around)}`" if around else ""
    what = f"`{new}` for `{old}`{where}" if new else f"without `{old}`{where}"
    return first, last, what, Edit(begin, end, new)


def dropped(reading: Reading, first: int, last: int) -> Change:
    return first, last, f"drop `{piece(reading, first, last)}`", Edit(reading.tokens[first].begin,
                                                                        reading.tokens[last].end, "")


def dropped_operations(reading: Reading, block) -> Iterator[Change]:
    """Each operation of a block, with the semicolon that parts it from the next one."""
    start, depth = block[1] + 1, 0
    for at in range(block[1] + 1, block[2] + 1):
        text = reading.tokens[at].text
        depth += (text in "([{") - (text in ")]}")
        if depth <= 0 and (text == ";" or at == block[2]):
            last = at if text == ";" else at - 1
            if last >= start:
                _, _, what, edit = dropped(reading, start, last)
                # The semicolon is not part of the operation, and would hide which tests run that.
                yield start, at - 1, what, edit
            start = at + 1


def negated(reading: Reading, test) -> Change:
    first, last = whole(test)
    # The brackets around a test are not in its node, but those within it may be cut in two.
    while reading.tokens[first - 1].text == "(" and reading.tokens[last + 1].text == ")" and unbalanced(
            reading, first, last):
        first, last = first - 1, last + 1
    begin, end = reading.tokens[first].begin, reading.tokens[last].end
    return first, last, f"not `{piece(reading, first, last)}`", Edit(begin, end, f"!({reading.text[begin:end]})")


def unbalanced(reading: Reading, first: int, last: int) -> bool:
    depth = 0
    for token in reading.tokens[first:last + 1]:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            break
    return depth != 0


def emptied(reading: Reading, branch) -> Change:
    """A branch of an if that does nothing, and has no value."""
    first, last = extent(reading, branch)
    begin, end = reading.tokens[first].begin, reading.tokens[last].end
    return first, last, f"undef for `{piece(reading, first, last)}`", Edit(begin, end, "undef")


def operator_before(reading: Reading, right) -> int:
    """The token of the operator before its right operand."""
    at = whole(right)[0] - 1
    while reading.tokens[at].text in "({":
        at -= 1
    return at


def another_path(reading: Reading, node) -> Change:
    at = node[1] + (reading.tokens[node[1]].text == "final")
    text = reading.tokens[at].text
    return replaced(reading, at, at, f"{text[:-1]}_{text[-1]}")


def without_heredoc(reading: Reading, node) -> Change:
    """A short string for a heredoc; what follows that on its first line stays."""
    at = node[1]
    number = sum(word.startswith(HEREDOC) for word in reading.words[:at])
    begin, end = reading.heredocs[number]
    token = reading.tokens[at]
    edit = Edit(token.begin, end, f"{MUTANT}{reading.text[token.end:begin]}")
    return at, at, f"`{MUTANT}` for `{token.text}`", edit


def another_constant(reading: Reading, node) -> str | None:
    """Another constant of the same kind; None for what stands for no value, and where there is no other."""
    value = node[3]
    token = reading.tokens[node[1]].text
    if type(value) is bool:
        return OTHER_WORD[token]
    if type(value) is str:
        return "''" if value else MUTANT
    if type(value) in (int, float):
        return f"{value + 1}" if value + 1 < 1 << 63 else "0"
    return None

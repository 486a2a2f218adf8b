"""Tokens in, a nodes.Template out: recursive descent for statements and types, precedence climbing for expressions."""
from __future__ import annotations

from .errors import EvaluationError, PanParseError, PanSystemError
from .javatext import decode_long
from .lexer import END, HEREDOC, double_quoted, single_quoted, tokenize
from .nodes import (ALIAS, ASSIGN, BINARY, BIND, BLOCK, CALL, CHOICE, DICT_OF, FIELD, FOR, FOREACH, FULL, FUNCTION, IF,
                    INCLUDE, INCLUDES, LINK_TO, LIST_OF, LITERAL, PATH, PREFIX, RECORD, SET, TYPE, UNARY, VALID,
                    VARIABLE, WHILE, Template)
from .values import LONG_MAX, NULL, UNDEF

RESERVED = frozenset("""if for with else type bind while valid final prefix unique object foreach include template
    function variable structure extensible declaration choice undef null true false""".split())
WORDS = {"undef": UNDEF, "null": NULL, "true": True, "false": False}
LEVELS = (("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
BINDS = {operator: level for level, operators in enumerate(LEVELS) for operator in operators}
UNARIES = frozenset("+-!~")
KINDS = frozenset(("object", "structure", "declaration", "unique"))
NESTING_LIMIT = 1000
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
DIGITS = frozenset("0123456789")


def parse_template(text: str) -> Template:
    """The tree of a whole file. PanParseError (with the tokens of the place) when it is not in the grammar."""
    return Parser(tokenize(text)).template()


def parse_expression(text: str):
    """The tree of one DML expression, as --initial-data takes it."""
    parser = Parser([token for token, _, _ in expression_tokens(text)])
    node = parser.dml()
    return node


def expression_tokens(text: str):
    from .lexer import walk
    return walk(text, 0)


def describe(token: str) -> str:
    if token == END:
        return "the end of the file"
    if token.startswith(HEREDOC):
        return "a heredoc"
    shown = token if len(token) <= 40 else token[:37] + "..."
    return f"'{shown}'" if "'" not in shown else shown


class Parser:
    """One template's tokens and the place where parsing has come to."""

    def __init__(self, tokens: list[str]):
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    # --- the means -------------------------------------------------------------------------------------------

    def unexpected(self, expected: str) -> PanParseError:
        token = self.tokens[self.at]
        return PanParseError(f"unexpected {describe(token)}; expected {expected}", (self.at, self.at))

    def take(self, token: str) -> int:
        at = self.at
        if self.tokens[at] != token:
            raise self.unexpected(f"'{token}'")
        self.at = at + 1
        return at

    def identifier(self, what: str) -> str:
        token = self.tokens[self.at]
        if not token or token[0] not in LETTERS:
            raise self.unexpected(what)
        if token in RESERVED:
            error = self.unexpected(what)
            error.notes = (f"'{token}' is a reserved word of the Pan language",)
            raise error
        self.at += 1
        return token

    def string(self, what: str) -> str:
        """A quoted string, not a heredoc: a path, a field's name, a prefix."""
        token = self.tokens[self.at]
        first = token[:1]
        if first == "'" and len(token) > 1:
            text = single_quoted(token)
        elif first == '"' and len(token) > 1:
            text = double_quoted(token, (self.at, self.at))
        else:
            raise self.unexpected(what)
        self.at += 1
        return text

    # --- templates and statements ----------------------------------------------------------------------------

    def template(self) -> Template:
        tokens = self.tokens
        kind = "ordinary"
        if tokens[0] in KINDS:
            kind = tokens[0]
            self.at = 1
        if tokens[self.at] != "template":
            raise self.unexpected("'template', perhaps with object, structure, declaration or unique before it")
        self.at += 1
        name = tokens[self.at]
        if not name or name == ";":
            raise self.unexpected("the template's name")
        self.at += 1
        end = self.take(";")
        statements = []
        while tokens[self.at] != END:
            statement = self.statement()
            if statement is not None:
                statements.append(statement)
        return Template(kind, name, tuple(statements), (0, end))

    def statement(self):
        token = self.tokens[self.at]
        start = self.at
        if token == ";":
            self.at += 1
            return None
        final = token == "final"
        if final:
            self.at += 1
            token = self.tokens[self.at]
        first = token[:1]
        if first == "'" or first == '"':
            path = self.string("a path")
            conditional = self.assignment_sign()
            dml = self.dml()
            return PATH, start, self.take(";"), path, dml, conditional, final
        if token == "variable":
            self.at += 1
            name = self.identifier("the variable's name")
            conditional = self.assignment_sign()
            dml = self.dml()
            return SET, start, self.take(";"), name, dml, conditional, final
        if final:
            raise self.unexpected("a path or 'variable' after 'final'")
        rule = STATEMENTS.get(token)
        if rule is None:
            raise self.unexpected("a statement: a path, variable, include, bind, valid, type, function or prefix")
        self.at += 1
        return rule(self, start)

    def assignment_sign(self) -> bool:
        token = self.tokens[self.at]
        if token != "=" and token != "?=":
            raise self.unexpected("'=' or '?='")
        self.at += 1
        return token == "?="

    def include_statement(self, start: int):
        dml = self.dml()
        return INCLUDE, start, self.take(";"), dml

    def prefix_statement(self, start: int):
        text = self.string("a path")
        return PREFIX, start, self.take(";"), text

    def valid_statement(self, start: int):
        path = self.string("a path")
        self.take("=")
        dml = self.dml()
        return VALID, start, self.take(";"), path, dml

    def bind_statement(self, start: int):
        path = self.string("a path")
        self.take("=")
        full = self.full_type()
        return BIND, start, self.take(";"), path, full

    def type_statement(self, start: int):
        name = self.identifier("the type's name")
        self.take("=")
        full = self.full_type()
        return TYPE, start, self.take(";"), name, full

    def function_statement(self, start: int):
        name = self.identifier("the function's name")
        self.take("=")
        dml = self.dml()
        return FUNCTION, start, self.take(";"), name, dml

    # --- types -----------------------------------------------------------------------------------------------

    def full_type(self):
        start = self.at
        base = self.type_with_clauses()
        default = check = None
        if self.tokens[self.at] == "=":
            self.at += 1
            default = self.dml()
        if self.tokens[self.at] == "with":
            self.at += 1
            check = self.dml()
        return FULL, start, self.at - 1, base, default, check

    def type_with_clauses(self):
        self.deeper()
        node = self.base_type()
        while True:
            token = self.tokens[self.at]
            start = self.at
            if token == "*":
                self.at += 1
                node = (LINK_TO, start, start, node)
            elif token == "[":
                self.at += 1
                limits = self.range() if self.tokens[self.at] != "]" else None
                node = (LIST_OF, start, self.take("]"), node, limits)
            elif token == "{":
                self.at += 1
                limits = self.range() if self.tokens[self.at] != "}" else None
                node = (DICT_OF, start, self.take("}"), node, limits)
            else:
                self.depth -= 1
                return node

    def base_type(self):
        start = self.at
        token = self.tokens[start]
        if token == "choice":
            self.at += 1
            self.take("(")
            members = [self.text_literal()]
            while self.tokens[self.at] == ",":
                self.at += 1
                members.append(self.text_literal())
            return CHOICE, start, self.take(")"), tuple(members)
        extensible = token == "extensible"
        if extensible:
            self.at += 1
            token = self.tokens[self.at]
        if token == "{":
            self.at += 1
            fields = []
            while self.tokens[self.at] != "}":
                fields.append(self.field())
            end = self.take("}")
            limits, end = self.limits(end)
            return RECORD, start, end, extensible, tuple(fields), limits
        if extensible:
            raise self.unexpected("'{' after 'extensible'")
        name = self.identifier("a type")
        limits, end = self.limits(start)
        return ALIAS, start, end, name, limits

    def limits(self, end: int):
        if self.tokens[self.at] != "(":
            return None, end
        self.at += 1
        limits = self.range() if self.tokens[self.at] != ")" else None
        return limits, self.take(")")

    def text_literal(self) -> str:
        if self.tokens[self.at].startswith("<<"):
            return self.heredoc("a string")
        return self.string("a string")

    def heredoc(self, wanted: str) -> str:
        """The content of a heredoc."""
        token = self.tokens[self.at]
        if token.startswith(HEREDOC):
            self.at += 1
            return token[len(HEREDOC):]
        word = token[2:]
        if not word:
            raise self.unexpected(wanted)
        raise PanParseError(f"the text ends within the heredoc '{word}'; its content must be closed by a line that "
                            f"holds {word} and nothing else", (self.at, self.at))

    def field(self):
        start = self.at
        if self.tokens[start] == "include":
            self.at += 1
            name = self.identifier("the name of a record type")
            return INCLUDES, self.at - 1, self.at - 1, name
        text = self.string("a field's name in quotes, 'include' or '}'")
        sign = self.tokens[self.at]
        if sign != "?" and sign != ":":
            raise self.unexpected("'?' or ':' after the field's name")
        self.at += 1
        return FIELD, start, start, text, sign == ":", self.full_type()

    def range(self):
        start = self.at
        if self.tokens[start] == "..":
            self.at += 1
            low, high = 0, self.long_in_range(False)
        else:
            low = high = self.long_in_range(True)
            if self.tokens[self.at] == "..":
                self.at += 1
                token = self.tokens[self.at]
                high = self.long_in_range(True) if token == "-" or token[:1] in DIGITS else LONG_MAX
        if low > high:
            raise EvaluationError(f"the minimum of a range ({low:,}) must not be larger than its maximum ({high:,})",
                                  (start, self.at - 1))
        return low, high

    def long_in_range(self, signed: bool) -> int:
        sign = ""
        if signed and self.tokens[self.at] == "-":
            sign = "-"
            self.at += 1
        token = self.tokens[self.at]
        if token[:1] not in DIGITS or "." in token or not is_long(token):
            raise self.unexpected("a long")
        self.at += 1
        self.long(token)
        return decode_long(sign + token)

    # --- expressions -----------------------------------------------------------------------------------------

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > NESTING_LIMIT:
            raise PanParseError(f"expressions are nested more than {NESTING_LIMIT} deep here", (self.at, self.at))

    def dml(self):
        token = self.tokens[self.at]
        if token == "{":
            return self.block()
        if token == ";":
            raise PanParseError("an empty DML statement has no value; write an expression before this ';'",
                                (self.at, self.at))
        self.deeper()
        node = self.expression()
        self.depth -= 1
        return node

    def block(self):
        self.deeper()
        tokens = self.tokens
        start = self.at
        self.at += 1
        operations = [self.dml()]
        while tokens[self.at] == ";":
            self.at += 1
            if tokens[self.at] == "}":
                break
            operations.append(self.dml())
        if tokens[self.at] != "}":
            raise self.unexpected("';' or '}'")
        self.at += 1
        self.depth -= 1
        if len(operations) == 1:
            return operations[0]
        return BLOCK, start, self.at - 1, tuple(operations)

    def expression(self):
        tokens = self.tokens
        start = self.at
        token = tokens[start]
        targets = []
        while token and token[0] in LETTERS and token not in RESERVED and tokens[self.at + 1] != "(":
            variable = self.variable()
            if tokens[self.at] != "=":
                node = self.binary(0, variable)
                break
            self.at += 1
            targets.append(variable)
            token = tokens[self.at]
        else:
            rule = CONTROLS.get(token)
            node = rule(self) if rule else self.binary(0, None)
        if targets:
            return ASSIGN, start, self.at - 1, tuple(targets), node
        return node

    def binary(self, level: int, left):
        """Operators that bind at least as tightly as `level`; all of them are left associative."""
        if left is None:
            left = self.unary()
        tokens = self.tokens
        while True:
            operator = tokens[self.at]
            binds = BINDS.get(operator, -1)
            if binds < level:
                return left
            self.at += 1
            right = self.unary()
            while BINDS.get(tokens[self.at], -1) > binds:
                right = self.binary(BINDS[tokens[self.at]], right)
            left = (BINARY, left[1], right[2], operator, left, right)

    def unary(self):
        token = self.tokens[self.at]
        if token in UNARIES:
            start = self.at
            self.at += 1
            operand = self.primary()
            return UNARY, start, operand[2], token, operand
        return self.primary()

    def primary(self):
        tokens = self.tokens
        start = self.at
        token = tokens[start]
        first = token[:1]
        if first in LETTERS:
            if token in WORDS:
                self.at += 1
                return LITERAL, start, start, WORDS[token]
            if tokens[start + 1] == "(" and token not in RESERVED:
                return self.call(token)
            return self.variable()
        if first == "'" and len(token) > 1:
            self.at += 1
            return LITERAL, start, start, single_quoted(token)
        if first == '"' and len(token) > 1:
            self.at += 1
            return LITERAL, start, start, double_quoted(token, (start, start))
        if first in DIGITS:
            self.at += 1
            return LITERAL, start, start, self.long(token) if is_long(token) else float(token)
        if token == "(":
            self.at += 1
            node = self.dml()
            self.take(")")
            return node
        if token.startswith("<<"):
            return LITERAL, start, start, self.heredoc("an expression")
        raise self.unexpected("an expression")

    def long(self, token: str) -> int:
        try:
            return decode_long(token)
        except ValueError:
            raise PanSystemError(f"the number {token} does not fit into 64 bits", (self.at - 1, self.at - 1)) from None

    def variable(self):
        start = self.at
        name = self.identifier("an expression")
        tokens = self.tokens
        end = start
        indices = []
        while tokens[self.at] == "[":
            self.at += 1
            indices.append(self.dml())
            end = self.take("]")
        return VARIABLE, start, end, name, tuple(indices)

    def call(self, name: str):
        tokens = self.tokens
        start = self.at
        self.at = start + 2
        arguments = []
        if tokens[self.at] not in (",", ")"):
            arguments.append(self.dml())
        while tokens[self.at] == ",":
            self.at += 1
            if tokens[self.at] == ")":
                break
            arguments.append(self.dml())
        if tokens[self.at] != ")":
            raise self.unexpected("',' or ')'")
        self.at += 1
        return CALL, start, self.at - 1, name, tuple(arguments)

    def if_expression(self):
        start = self.at
        self.at += 1
        self.take("(")
        test = self.dml()
        self.take(")")
        yes = self.dml()
        no = None
        if self.tokens[self.at] == "else":
            self.at += 1
            no = self.dml()
        return IF, start, start, test, yes, no

    def while_expression(self):
        start = self.at
        self.at += 1
        self.take("(")
        test = self.dml()
        self.take(")")
        return WHILE, start, start, test, self.dml()

    def for_expression(self):
        start = self.at
        self.at += 1
        self.take("(")
        begin = self.dml()
        self.take(";")
        test = self.dml()
        self.take(";")
        step = self.dml()
        self.take(")")
        return FOR, start, start, begin, test, step, self.dml()

    def foreach_expression(self):
        start = self.at
        self.at += 1
        self.take("(")
        key = self.variable()
        self.take(";")
        value = self.variable()
        self.take(";")
        resource = self.dml()
        self.take(")")
        return FOREACH, start, start, key, value, resource, self.dml()


def is_long(token: str) -> bool:
    return token.isdigit() or token[:2] in ("0x", "0X")


STATEMENTS = {"include": Parser.include_statement, "prefix": Parser.prefix_statement, "valid": Parser.valid_statement,
              "bind": Parser.bind_statement, "type": Parser.type_statement, "function": Parser.function_statement}
CONTROLS = {"if": Parser.if_expression, "while": Parser.while_expression, "for": Parser.for_expression,
            "foreach": Parser.foreach_expression}

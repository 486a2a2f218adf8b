"""Hypothesis' choices come in, programs of expressions go out: all operators and built-ins, values of every kind.

The same value stands as a literal, which is folded, or comes by a global or local variable, a function's
argument or an element of the profile, which is not. Most expressions are valid; now and then one has an operand
of another kind.
"""
from __future__ import annotations

import base64

from hypothesis import strategies as st

from .source import KEYS, Source

KINDS = ("long", "string", "boolean", "double", "list", "dict")
OTHER_KIND = 3                  # per cent of operands that are of any kind
DEEPEST = 3

# What operators give, and the kinds of their operands.
OPERATORS = {
    "long": [(("long", "long"), operator) for operator in ("+", "-", "*", "/", "%", "&", "|", "^")],
    "double": [(kinds, operator) for kinds in (("double", "double"), ("long", "double"), ("double", "long"))
               for operator in ("+", "-", "*", "/")],
    "string": [(("string", "string"), "+")],
    "boolean": [(kinds, operator) for kinds in (("long", "long"), ("double", "double"), ("string", "string"),
                                                ("long", "double"), ("double", "long"))
                for operator in ("==", "!=", "<", ">", "<=", ">=")]
    + [(("boolean", "boolean"), operator) for operator in ("==", "!=", "&&", "||")],
}
UNARY = {"long": "-~+", "double": "-+", "boolean": "!"}

# What built-ins give: the name, and the kinds of their arguments; ? marks one that may be left out.
FUNCTIONS = {
    "long": [("length", "string"), ("length", "list"), ("length", "dict"), ("to_long", "numeral"),
             ("to_long", "double"), ("to_long", "boolean"), ("to_long", "long"), ("to_long", "numeral radix"),
             ("max", "long long"), ("min", "long long"), ("index", "string string start?"),
             ("index", "any list start?"), ("index", "piece string start?"), ("clone", "long"), ("length",
                                                                                                 "undef")],
    "double": [("to_double", "decimal"), ("to_double", "long"), ("to_double", "boolean"), ("to_double",
                                                                                           "double"),
               ("max", "double double"), ("min", "long double"), ("max", "double long"), ("clone", "double")],
    "boolean": [("to_boolean", "any_property"), ("to_boolean", "string"), ("match", "string regex"),
                ("match", "string regex flags"), ("exists", "path"), ("path_exists", "path"), ("exists",
                                                                                               "name"),
                *[(f"is_{kind}", "any") for kind in ("boolean", "long", "double", "number", "string",
                                                     "property", "list",
                                                     "dict", "nlist", "resource", "defined", "null")],
                ("is_valid", "type any"), ("file_exists", "name")],
    "string": [("to_string", "any"), ("to_string", "double"), ("to_string", "list"), ("to_string", "dict"),
               ("to_lowercase", "string"), ("to_uppercase", "string"), ("escape", "string"), ("unescape",
                                                                                              "escaped"),
               ("substr", "string start length?"), ("join", "string strings"), ("join",
                                                                                "string string string?"),
               ("replace", "regex replacement string"), ("splice", "string start start string?"),
               ("index", "any dict start?"), ("key", "dict index"), ("base64_encode", "string"),
               ("base64_decode", "base64"), ("digest", "algorithm string"), ("json_encode", "any"),
               ("json_encode", "dict"), ("long_to_ip4", "address"), ("substitute", "substitution dict"),
               ("substitute", "substitution"), ("format", "format"), ("format", "format"), ("if_exists",
                                                                                            "name"),
               ("clone", "string")],
    "list": [("list", "any any any?"), ("list", ""), ("matches", "string regex"), ("matches",
                                                                                   "string regex flags"),
             ("split", "regex string"), ("split", "regex small string"), ("merge", "list list"), ("merge",
                                                                                                  "list"),
             ("splice", "list start start list?"), ("append", "list any"), ("prepend", "list any"),
             ("ip4_to_long", "ip4"), ("json_decode", "json_list"), ("clone", "list")],
    "dict": [("dict", "key any"), ("dict", "key any key any"), ("dict", ""), ("nlist", "key any"),
             ("merge", "dict dict"), ("json_decode", "json_dict"), ("clone", "dict")],
}
REGEXES = ("a", "", ".", "b+", "[a-c]", "\\s*,\\s*", "(a)(b)?", "^a", "c$", "\\d+", "x*", "(\\w+)@(\\w+)",
           "[^a-z]", "\\.", "|", "(?i)abc", "a|b|c", "(.)(.)", "\\W", "\\bh", "(?<n>\\w)", "[\\p{L}]", ".{2}",
           "^$", "\\n", "(a(b(c)?)?)?", "é", "(?s).", "[[:alpha:]]", "a{2,}", "(?=b)", "\\S+", "\\p{Alpha}",
           "(", "[", "*", "a++", "\\Qa.\\E", "(?:x)|y", "_", "^(.*)$", "\\w+?", ",", " ", "\\$",
           "[0-9A-Fa-f]{2}", "(?<=a)b", "(?!a)\\w", "\\x41", "\\u0062", "\\t", "\\h", "\\R", "(a)\\1",
           "[&&a]", "[a-z&&[^b]]", "\\p{Lu}", "(?m)^", "$", "\\Z", "\\b", "\\B", "(?x) a # b", "[ä-ü]", "😀",
           "[😀x]")
REPLACEMENTS = ("", "x", "$0", "$1", "<$0>", "\\$", "$2-$1", "${n}", "\\\\", "$", "a$", "\\", "$9", "$10",
                "é", "$00", "\\x")
FLAGS = ("i", "s", "m", "u", "x", "", "is", "imsu", "ii", "z")
NUMERALS = ("0", "1", "42", "-7", "+5", "007", "08", "0x1F", "-0x10", "#ff", "0X7fffffffffffffff",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "", " 1", "1 ", "1.5",
            "abc", "ff", "zz", "0b1", "1_000", "-", "٣")
DECIMALS = ("0", "1.5", "-2.25", "1e3", "1E-3", " 1.5 ", "1.5d", "2f", "NaN", "Infinity", "-Infinity",
            "0x1p3", "1.", ".5", "", "abc", "1e400", "1e-400", "+1.0", "1,5", "\t1\n", "0x1.8p1", "infinity",
            "nan", "1_0.0", "-0.0", "1e", "1.5L")
ESCAPED = ("_61b", "a_2eb", "_", "", "a_", "_6", "_zz", "_c3_a9", "__5f", "abc", "_00", "_7f", "a b", "_E9",
           "_0g")
ALGORITHMS = ("MD5", "SHA-1", "SHA-256", "sha1", "md5", "SHA-512", "SHA", "SHA-224", "MD2", "nope", "sha-384",
              "SHA3-256")
SUBSTITUTIONS = ("${a}", "x${b}y", "$${a}", "${a", "$a", "${}", "${nope}", "${${a}}", "${a:-d}", "${k0}${k1}",
                 "", "plain", "${G0}", "a$", "$$", "${ a }", "}${a}{", "$$${a}")
TYPES = KINDS + ("number", "property", "resource", "element", "nlist", "own", "none_such")
IP4 = ("0.0.0.0", "192.168.1.1", "255.255.255.255", "10.0.0.0/8", "1.2.3.4/0", "1.2.3.4/32", "1.2.3",
       "256.1.1.1", "1.2.3.4/33", "a.b.c.d", "", "01.2.3.4", "1.2.3.4/", " 1.2.3.4")
JSON_VALUES = ("1", "-5", '"x"', "true", "null", "1.5", "[]", "{}", "[1,[2]]", '{"b":{"a":1}}', "'single'",
               "bare", '"\\u00e9\\n"', "1.0E10", "0x10", "010", '"\\ud83d\\ude00"', "[1,2", '"', "// c\n1",
               "-0.0", "100000000000", "1e5", "TRUE", "NaN", "[1 ,]", '{"a":1,"a":2}', '{"0":1}', '{"a b":1}',
               '"a\\/b"', "{a:1}", "[1;2]", "{a=1;b=>2}", "#x\n2", "+1", "''")
NAMES = ("/a", "/r0", "/in", "/in/i0", "/in/i1", "/in/i0/b", "o:/r0", "none_such", "o", "own_structure", "/",
         "none_such:/a", "/in/-1", "a b", "")
PATHS = ("/r0", "/in", "/in/i0", "/in/i1", "/a/b/c", "/none", "/r0/0", "/", "/r1/a", "o:/in/0", "o:/none",
         "/in/-1", "/in/99")
CONVERSIONS = {
    "long": ("%d", "%5d", "%-5d|", "%05d", "%+d", "%,d", "%(d", "%x", "%X", "%o", "% d", "%08x", "%#x", "%s",
             "%10s", "%h",
             "%b", "%1$d", "%c", "%#o", "%,015d", "%H", "%S"),
    "double": ("%f", "%.2f", "%e", "%.0f", "%10.3f", "%g", "%a", "%+.1f", "%,.2f", "%s", "%E", "%(.1f",
               "%08.2f", "%.3g",
               "%-12.4e|", "%.10f", "%b", "%G", "%#.0f", "% .1f", "%.1f", "%.0e", "%.15g", "%A"),
    "string": ("%s", "%10s", "%-10s|", "%.2s", "%S", "%b", "%h", "%5.1s", "%-6.3S|", "%1$s", "%<s", "%2$s",
               "%B"),
    "boolean": ("%b", "%B", "%s", "%6b", "%-6b|", "%.1b", "%h"),
    "list": ("%s", "%10s", "%b", "%.4s"),
    "dict": ("%s", "%S", "%h", "%b"),
}


class Expressions(Source):
    """Writes expressions of a wanted kind."""

    def __init__(self, draw):
        super().__init__(draw)
        self.inputs: list[tuple[str, str]] = []       # statements that come first, and their names
        self.locals: list[str] = []                   # assignments that open the block

    def value(self, kind: str, depth: int = 0) -> str:
        """An expression of this kind, seldom of another one."""
        if self.chance(OTHER_KIND):
            kind = self.pick(*KINDS, "undef", "null")
        if depth >= DEEPEST or self.chance(45):
            return self.leaf(kind)
        form = self.pick("function", "function", "function", "operator", "operator", "unary", "if", "block",
                         "loop")
        if form == "operator" and kind in OPERATORS:
            (left, right), operator = self.pick(*OPERATORS[kind])
            if left == "long" and operator in "+-*/%" and self.chance(5):
                left, right = self.pick(*KINDS), self.pick(*KINDS)
            return f"({self.value(left, depth + 1)} {operator} {self.value(right, depth + 1)})"
        if form == "unary" and kind in UNARY:
            return f"({self.pick(*UNARY[kind])}({self.value(kind, depth + 1)}))"
        if form == "if":
            return (f"(if ({self.value('boolean', depth + 1)}) {self.value(kind, depth + 1)}"
                    f" else {self.value(kind, depth + 1)})")
        if form == "block":
            return f"({{ y = {self.value(kind, depth + 1)}; y }})"
        if form == "loop" and kind in ("string", "long"):
            start = self.leaf(kind)
            source = self.value(self.pick("list", "dict"), depth + 1)
            step = "to_string(k) + to_string(v)" if kind == "string" else "length(to_string(v))"
            return f"({{ z = {start}; foreach (k; v; {source}) {{ z = z + {step} }}; z }})"
        if kind in FUNCTIONS:
            return self.call(kind, depth)
        return self.leaf(kind)

    def call(self, kind: str, depth: int) -> str:
        name, wanted = self.pick(*FUNCTIONS[kind])
        arguments = []
        for argument in wanted.split():
            if argument.endswith("?"):
                if self.chance(50):
                    break
                argument = argument[:-1]
            arguments.append(self.argument(argument, depth + 1))
        if self.chance(1) and arguments:
            arguments.pop()
        return f"{name}({', '.join(arguments)})"

    def argument(self, kind: str, depth: int) -> str:
        if kind in KINDS:
            return self.value(kind, depth)
        if kind == "any":
            return self.value(self.pick(*KINDS), depth)
        if kind == "any_property":
            return self.value(self.pick(*KINDS[:4]), depth)
        if kind == "type":
            return self.pick(*TYPES)
        if kind == "format":
            return self.format(depth)
        if kind == "strings":
            return f"list({', '.join(self.value('string', depth) for _ in range(self.count(0, 3)))})"
        return self.leaf(kind)

    def format(self, depth: int) -> str:
        kinds = [self.pick(*KINDS, "long", "double", "double") for _ in range(self.count(0, 3))]
        pieces = [self.pick("", " ", "x=", "%%", "%n", "é") + self.pick(*CONVERSIONS[kind]) for kind in kinds]
        if self.chance(4):
            pieces.append(self.pick("%", "%q", "%-d", "%s", "%5$s", "%.d", "%-05d", "%t", "%tY", "%ll",
                                    "%10%", "%-n"))
        text = self.quoted("".join(pieces))
        return ", ".join([text, *(self.value(kind, depth + 1) for kind in kinds)])

    # --- leaves ---------------------------------------------------------------------------------------------

    def leaf(self, kind: str) -> str:
        before = len(self.heredocs)
        literal = self.literal(kind)
        own, self.heredocs[before:] = self.heredocs[before:], []
        way = self.pick("literal", "literal", "literal", "global", "local", "argument", "element")
        number = len(self.inputs)
        if way in ("global", "element") and kind not in ("undef", "null"):
            return self.input(number, way, literal, own)
        self.heredocs += own
        if kind in ("undef", "null") or way == "literal":
            return literal
        if way == "argument":
            return f"same({literal})"
        self.locals.append(f"x{number} = {literal};")
        self.inputs.append((f"x{number}", ""))
        return f"x{number}"

    def input(self, number: int, way: str, literal: str, heredocs: list[str]) -> str:
        """A statement before the one that is being written; the name of its value."""
        target, name = {"global": (f"variable G{number}", f"G{number}"),
                        "element": (f"'/in/i{number}'", f"value('/in/i{number}')")}[way]
        self.inputs.append((name, f"{target} = {literal};\n" + "".join(f"{body}EOT\n" for body in heredocs)))
        return name

    def literal(self, kind: str) -> str:
        if kind == "list":
            return f"list({', '.join(self.literal(self.pick(*KINDS)) for _ in range(self.count(0, 3)))})"
        if kind == "dict":
            keys = self.draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
            return f"dict({', '.join(f'{self.quoted(key)}, {self.literal(self.pick(*KINDS))}' for key in keys)})"
        if kind in LITERALS:
            return self.quoted(self.pick(*LITERALS[kind]))
        if kind == "base64":
            text = base64.b64encode(self.draw(st.binary(max_size=12))).decode()
            return self.quoted(text if not self.chance(15) else text[:-1] + self.pick("", "\n", "*", "=",
                                                                                      " "))
        if kind == "json_list":
            return self.quoted(f"[{', '.join(self.json() for _ in range(self.count(0, 3)))}]")
        if kind == "json_dict":
            return self.quoted("{%s}" % ", ".join(f'"{self.pick(*KEYS)}": {self.json()}'
                                                  for _ in range(self.count(0, 3))))
        if kind in ("small", "start", "length", "index"):
            return self.small()
        if kind == "radix":
            return self.pick("10", "16", "2", "8", "36", "37", "1", "0", "-1")
        if kind == "address":
            return self.pick("0", "1", "3232235777", "4294967295", "4294967296", "-1", "2130706433")
        if kind in ("undef", "null"):
            return kind
        return getattr(self, kind)()

    def json(self) -> str:
        return self.pick(*JSON_VALUES)

    # --- programs -------------------------------------------------------------------------------------------

    def result(self, number: int) -> str:
        """One statement; what its expression needs stands in front of it."""
        already = len(self.inputs)
        self.locals = []
        form = self.pick("value", "value", "value", "block", "condition", "element", "index")
        expression = self.value({"element": "list", "index": "dict"}.get(form) or self.pick(*KINDS))
        if form == "condition":
            expression = f"if (OBJECT == 'o') {expression} else {self.value(self.pick(*KINDS))}"
        if form == "element":
            expression = f"{{ w = {expression}; w[{self.pick('0', '1', '-1')}] }}"
        if form == "index":
            expression = f"{{ w = {expression}; w[{self.string(self.pick(*KEYS))}] }}"
        if self.locals:
            expression = f"{{ {' '.join(self.locals)} {expression} }}"
        text = self.end_of_line(f"'/r{number}' = {expression};")
        return "".join(statement for _, statement in self.inputs[already:]) + text


LITERALS = {"regex": REGEXES, "replacement": REPLACEMENTS, "flags": FLAGS, "numeral": NUMERALS,
            "decimal": DECIMALS,
            "escaped": ESCAPED, "algorithm": ALGORITHMS, "substitution": SUBSTITUTIONS, "ip4": IP4, "path": PATHS,
            "name": NAMES, "key": KEYS, "piece": ("", "a", "b", "X", "é", "bc", " ")}


@st.composite
def programs(draw) -> dict[str, str]:
    """An object template `o` with some results, each of one expression."""
    source = Expressions(draw)
    head = "object template o;\nfunction same = ARGV[0];\ntype own = { 'a' ? long 'b' : string = 'd' };\n"
    return {"o.pan": head + "".join(source.result(number) for number in range(source.count(1, 3)))}

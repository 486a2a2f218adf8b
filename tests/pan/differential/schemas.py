"""Hypothesis' choices come in, programs of types and of values that should be of them go out.

Records with required, optional and defaulted fields, ranges, lists, dicts, choices, links, included records,
validating blocks and functions, and bindings of nested paths. Most values fit; now and then one misses its type.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

from hypothesis import strategies as st

from .source import Source

MISFITS = ("'other'", "0", "-3", "undef", "true", "1.5", "list()", "dict()", "list(1, 'a')", "dict('f0', 1)",
           "999999", "null")
FIELDS = ("f0", "f1", "f2", "f3", "x-y")
RANGES = (("1..5", 1, 5), ("..3", 0, 3), ("2", 2, 2), ("0..", 0, 9), ("3..", 3, 9), ("-2..2", -2, 2),
          ("-1", -1, -1), ("1..1", 1, 1), ("-5..-3", -5, -3), ("0x1..07", 1, 7), ("0..1", 0, 1),
          ("-4..", -4, 9), ("..9", 0, 9), ("5..1", 1, 1))
SIZES = (("1..3", 1, 3), ("..2", 0, 2), ("2", 2, 2), ("0..", 0, 3), ("1..", 1, 3), ("0..1", 0, 1))
OTHERS = (("number", ("1", "2.5")), ("property", ("1", "'a'", "true")), ("element", ("1", "list(1)")),
          ("resource", ("list(1)", "dict('a', 1)")), ("list", ("list()", "list(1, 'a')")),
          ("dict", ("dict()", "dict('f0', 2)")), ("nlist", ("dict('f0', 2)",)))
# What `with` may ask of an element of each kind; the last of each is for any kind.
CHECKS = {
    "long": ("SELF > -3", "SELF % 2 == 0", "valid_long(SELF)", "SELF == to_long(to_string(SELF))"),
    "double": ("SELF > 0.0", "is_double(SELF)"),
    "string": ("length(SELF) < 6", "match(SELF, '^[a-z]*$')", "SELF != 'abc'", "valid_string(SELF)"),
    "boolean": ("SELF == true", "SELF || true"),
    "record": ("exists(SELF['f0'])", "length(SELF) > 1", "if (is_defined(SELF['f1'])) true else false",
               "valid_record(SELF)",
               "{ foreach (k; v; SELF) { if (is_null(v)) return(false) }; true }", "{ x = SELF; x['f0'] = 3; is_dict(x) }"),
    "list": ("length(SELF) > 0", "{ foreach (k; v; SELF) { if (! is_defined(v)) return(false) }; true }"),
    "dict": ("length(SELF) < 3", "is_dict(SELF) && ! exists(SELF['bad'])"),
    "": ("true", "is_defined(SELF)", "exists('/v')", "value('/t/long') == 4", "to_string(SELF) != 'zz'",
         "is_valid(string, SELF)",
         "SELF", "error('refused %s', to_string(SELF))", "false", "1", "undef", "return(true)", "is_valid(T0, SELF)",
         "value('other:/t/long') == 4", "{ SELF['f0'] = 1; true }", "path_exists('/v/f0')", "nothing(SELF)"),
}
HEAD = """\
function valid_long = ARGV[0] < 100;
function valid_string = { if (ARGC != 1) error('one argument, please'); is_string(ARGV[0]) };
function valid_record = { foreach (k; v; ARGV[0]) { if (k == 'bad') return(false) }; true };
variable NAME = 'f0';
variable NUMBER = 1;
'/t/long' = 4;
'/t/string' = 'abc';
'/t/record' = dict('f0', 1);
'/t/list' = list(1, 2);
"""


@dataclass
class Type:
    """A type as it is written, and what makes values for it. `kind` is a key of CHECKS."""
    text: str
    value: Callable[[], str]
    kind: str = ""
    fields: list = field(default_factory=list)


class Schemas(Source):
    """Writes type declarations, bindings and assignments."""

    def __init__(self, draw):
        super().__init__(draw)
        self.named: list[tuple[str, Type]] = []
        self.bound: list[tuple[str, Type]] = []
        self.misfit = 2

    # --- types ----------------------------------------------------------------------------------------------

    def full(self, depth: int) -> Type:
        """A type with its clauses, perhaps with a default and a check."""
        made = self.base(depth)
        for _ in range(self.pick(0, 0, 0, 0, 1, 2)):
            made = self.composite(made)
        text = made.text
        if self.chance(30):
            text += f" = {made.value() if not self.chance(3) else self.pick(*MISFITS)}"
        if self.chance(15):
            checks = CHECKS.get(made.kind) or CHECKS[""]
            text += f" with {self.pick(*checks, *CHECKS[''][:6]) if not self.chance(10) else self.pick(*CHECKS[''])}"
        return Type(text, made.value, made.kind, made.fields)

    def base(self, depth: int) -> Type:
        form = self.pick("long", "string", "named", "named", "record", "record", "double", "boolean",
                         "choice", "other")
        if form == "record" and depth < 3:
            return self.record(depth)
        if form == "named" and self.named:
            name, made = self.pick(*self.named)
            limits = f"({self.pick(*SIZES)[0]})" if self.chance(8) else ""
            return Type(name + limits, made.value, made.kind, made.fields)
        if form == "string":
            text, low, high = self.pick(*SIZES) if self.chance(25) else ("", 0, 4)
            return Type(f"string({text})" if text else "string", self.maker(
                lambda: self.string("".join(self.pick("a", "b", "z", "é", "😀")
                                            for _ in range(self.count(low, high))))), "string")
        if form == "double":
            text, low, high = self.pick(*RANGES) if self.chance(25) else ("", 0, 9)
            return Type(f"double({text})" if text else "double", self.maker(
                lambda: f"{self.count(low, high)}.{self.pick('0', '0', '5')}"), "double")
        if form == "boolean":
            return Type("boolean" + self.pick("", "", "", "", "", "(0..1)"), self.maker(self.boolean),
                        "boolean")
        if form == "choice":
            members = self.draw(st.lists(st.sampled_from(("a", "b", "abc", "", "É")), min_size=1, max_size=3))
            return Type(f"choice({', '.join(map(self.quoted, members))})", self.maker(
                lambda: self.quoted(self.pick(*members))), "string")
        if form == "other":
            name, values = self.pick(*OTHERS)
            limits = f"({self.pick(*SIZES)[0]})" if self.chance(15) else ""
            return Type(name + limits, self.maker(lambda: self.pick(*values)))
        text, low, high = self.pick(*RANGES) if self.chance(30) else ("", -2, 9)
        return Type(f"long({text})" if text else "long", self.maker(lambda: str(self.count(low, high))),
                    "long")

    def maker(self, make: Callable[[], str]) -> Callable[[], str]:
        """Values that fit, and seldom one that does not."""
        return lambda: self.pick(*MISFITS) if self.chance(self.misfit) else make()

    def composite(self, element: Type) -> Type:
        form = self.pick("list", "dict", "link")
        text, low, high = self.pick(*SIZES) if self.chance(30) else ("", 0, 2)
        if form == "list":
            return Type(f"{element.text}[{text}]", self.maker(
                lambda: f"list({', '.join(element.value() for _ in range(self.count(low, high)))})"), "list")
        if form == "dict":
            return Type(f"{element.text}{{{text}}}", self.maker(lambda: "dict({})".format(", ".join(
                f"'{key}', {element.value()}" for key in ("k", "l", "m")[:self.count(low, high)]))), "dict")
        return Type(f"{element.text}*", self.maker(lambda: self.pick(
            f"'/t/{element.kind}'", "'/t/long'", "'/v/f0'", "'/v'", "'other:/t/long'",
            "'/none'", "'x'", "'/t/list/0'", "'no path'")))

    def record(self, depth: int) -> Type:
        fields, parts = [], []
        for name in self.draw(st.lists(st.sampled_from(FIELDS), max_size=4, unique=True)):
            made = self.full(depth + 1)
            required = self.chance(60)
            fields.append((name, made, required))
            written = self.quoted(name) if self.chance(10) else repr(name)
            parts.append(f"{written} {':' if required else '?'} {made.text}")
        records = [(name, made) for name, made in self.named if made.kind == "record"]
        if records and self.chance(35):
            name, made = self.pick(*records) if not self.chance(3) else self.pick(*self.named)
            parts.insert(self.pick(0, len(parts)), f"include {name}")
            taken = {entry[0] for entry in fields}
            fields += [entry for entry in made.fields if entry[0] not in taken]
        extensible = self.chance(20)
        text = f"{'extensible ' if extensible else ''}{{ {' '.join(parts)} }}"
        if self.chance(8):
            text += f"({self.pick(*SIZES)[0]})"
        return Type(text, self.maker(lambda: self.record_value(fields, extensible)), "record", fields)

    def record_value(self, fields, extensible: bool) -> str:
        pairs = []
        for name, made, required in fields:
            has_default = " = " in made.text
            if self.chance(70 if not required else 30 if has_default else 2):
                if self.chance(25):
                    pairs.append(f"'{name}', undef")
                continue
            pairs.append(f"'{name}', {made.value()}")
        if self.chance(40 if extensible else 2):
            pairs.append("'bad', 1")
        return f"dict({', '.join(pairs)})"

    # --- statements -----------------------------------------------------------------------------------------

    def declaration(self) -> str:
        made = self.full(self.pick(0, 0, 2))
        name = f"T{len(self.named)}"
        self.named.append((name, made))
        return self.end_of_line(f"type {name} = {made.text};")

    def binding(self) -> str:
        """A binding, mostly with assignments to its path."""
        nested = [(f"{path}/{name}", child) for path, made in self.bound for name, child, _ in made.fields]
        self.misfit = 0
        if nested and self.chance(40):
            path, made = self.pick(*nested)
            if self.chance(30):
                made = self.full(2)
        else:
            path, made = self.pick(*[path for path in ("/v", "/w", "/x/y")
                                     if path not in dict(self.bound)]), self.full(1)
            self.bound.append((path, made))
        self.misfit = 2
        lines = [self.binding_line(path, made)]
        if path in dict(self.bound) and not self.chance(10):
            lines.append(f"'{path}' = {self.pick('', '', 'if (NUMBER == 2) 1 else ')}{made.value()};")
        for name, child, _ in made.fields:
            if self.chance(15):
                value = self.pick(child.value(), child.value(), "undef", "null")
                lines.append(f"'{path}/{name}' {self.pick('=', '?=')} {value};")
        if self.chance(30):
            lines.insert(0, lines.pop())
        return "".join(map(self.end_of_line, lines))

    def binding_line(self, path: str, made: Type) -> str:
        form = self.pick("bind", "bind", "bind", "bind", "valid", "dynamic")
        if form == "valid":
            return f"valid '{path}' = {self.pick(*CHECKS.get(made.kind, ()), *CHECKS[''][:5])};"
        if form == "dynamic":
            path = path.replace("f0", "${NAME}").replace("f1", "f${NUMBER}")
        return f"bind '{path}' = {made.text};"


@st.composite
def programs(draw) -> dict[str, str]:
    """An object template `o` with types, bindings and values; seldom another object beside it."""
    source = Schemas(draw)
    types = "".join(source.declaration() for _ in range(source.count(0, 4)))
    text = HEAD + types + "".join(source.binding() for _ in range(source.count(1, 3)))
    files = {"o.pan": "object template o;\n" + text}
    if "other:" in text:
        files["other.pan"] = "object template other;\n'/t/long' = 4;\n"
    return files

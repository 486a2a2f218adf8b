"""Hypothesis' choices come in, programs that copy, share and change resources go out.

Variables that are the same list or dict, SELF, global variables, function arguments, foreach with changes,
prefix, ?=, final, delete(), create() of structure templates, and elements of other objects.

Most programs are valid because resources keep to one shape: below key `k` and index 1 lies a list, below `l` and
0 a dict, below `m` and 2 a property. Now and then a program does not care.
"""
from __future__ import annotations

from hypothesis import strategies as st

from .source import Source

DICT, LIST, PROPERTY = "dict", "list", "property"
KINDS = (DICT, LIST, PROPERTY)
CHILDREN = {(DICT, LIST): "'k'", (DICT, DICT): "'l'", (DICT, PROPERTY): "'m'",
            (LIST, LIST): "1", (LIST, DICT): "0", (LIST, PROPERTY): "2"}
VARIABLES = {DICT: ("a", "c"), LIST: ("b", "d"), PROPERTY: ("e",)}
GLOBALS = {DICT: ("G",), LIST: ("H",), PROPERTY: ("OBJECT",)}
PATHS = {DICT: ("/p", "/p/l", "/q/0", "/p/l/l", "/q/1/0", "/new/a/b"), LIST: ("/q", "/p/k", "/q/1", "/p/l/k",
                                                                              "/q/-2", "/list"),
         PROPERTY: ("/p/m", "/q/2", "/p/l/m", "/p/k/2", "/q/-1", "/new/c")}
# Functions, the kinds that they want, and those that they give (None: that of the first argument).
FUNCTIONS = (("change", None, None), ("grow", LIST, LIST), ("same", None, None), ("put", None, None),
             ("drop", None, None), ("deep", None, None), ("twice", None, LIST), ("wrap", None, DICT))
HEAD = (
    "function same = ARGV[0];",
    "function change = { x = ARGV[0]; if (is_dict(x)) x['m'] = 'y' else if (is_list(x)) x[2] = 'y'; x };",
    "function grow = { append(ARGV[0], to_string(ARGC)); ARGV[0] };",
    "function at = { x = ARGV[0]; if (exists(x[ARGV[1]]) && is_defined(x[ARGV[1]])) x[ARGV[1]] else ARGV[2] };",
    "function put = { if (ARGC > 1) ARGV[0] = ARGV[1]; ARGV[0] };",
    "function drop = { x = ARGV[0]; if (is_dict(x)) delete(x['m']) else if (is_list(x)) delete(x[-1]); x };",
    "function deep = { x = ARGV[0]; if (is_resource(x)) foreach (k; v; x) { "
    "if (is_resource(v)) { deep(v) } else { x[k] = v } }; x };",
    "function twice = { x = ARGV[0]; list(dict('m', x), list(x, x), 'tw') };",
    "function wrap = { x = ARGV[0]; dict('k', ARGV, 'l', dict('m', x), 'm', 'w') };",
)
START = """\
'/p' = dict('k', list(dict('m', 'p1'), list('p2'), 'p3'),
    'l', dict('k', list('p4'), 'l', dict('m', 'p5'), 'm', 'p6'), 'm', 'p7');
'/q' = list(dict('k', list('q1'), 'm', 'q2'), list(dict('m', 'q3'), list('q4', 'q5'), 'q6'), 'q7');
variable G = dict('k', list(dict('m', 'g1'), list('g2'), 'g3'),
    'l', dict('k', list('g4'), 'l', dict('m', 'g5'), 'm', 'g6'), 'm', 'g7');
variable H = list(dict('k', list('h1'), 'm', 'h2'), list(dict('m', 'h3'), list('h4'), 'h5'), 'h6');
"""


class Chains(Source):
    """Writes blocks of statements over few variables, so that what one changes is seen through the others."""

    def __init__(self, draw, other: bool = False):
        super().__init__(draw)
        self.other = other
        self.self_kind: str | None = None
        self.in_block = False

    def kind(self) -> str:
        return self.pick(DICT, LIST, DICT, LIST, PROPERTY)

    def resource_kind(self) -> str:
        return self.pick(DICT, LIST)

    def name(self, kind: str, assigned: bool = False) -> str | None:
        """A variable of the kind; None where there is none."""
        names = []
        if self.in_block:
            names += VARIABLES[kind] * (1 if assigned else 2)
        if not assigned or not names or self.chance(1):
            names += GLOBALS[kind]
        if self.self_kind == kind and not assigned:
            names += ["SELF"]
        return self.pick(*names)

    def reference(self, kind: str, assigned: bool = False, depth: int = 0) -> str:
        """A variable, or an element of one, that should be of the kind."""
        if self.chance(2):
            kind = self.pick(*KINDS)
        if depth > 2 or self.chance(60):
            return self.name(kind, assigned)
        parent = self.resource_kind()
        if not assigned and self.chance(70):
            return f"at({self.reference(parent, False, depth + 1)}, {self.key(parent, kind)}, {self.literal(kind, 2)})"
        owner = self.reference(parent, assigned, depth + 1)
        if assigned and self.in_block and self.self_kind == parent and self.chance(20):
            owner = "SELF"
        if "(" in owner:
            return f"at({owner}, {self.key(parent, kind)}, {self.literal(kind, 2)})"
        return f"{owner}[{self.key(parent, kind)}]"

    def key(self, parent: str, kind: str) -> str:
        if self.chance(4):
            return self.pick("'x'", "3", "-1", "-4", "'k' + 'l'", "length('ab')")
        if kind == PROPERTY and parent == LIST and self.chance(20):
            return "-1"
        return CHILDREN[parent, kind]

    def literal(self, kind: str, depth: int = 0) -> str:
        if kind == PROPERTY:
            odd = self.chance(2)
            return self.pick(*(("1", "2.5", "true") if odd else ("'s'", "'t'", "OBJECT", "to_string(7)")))
        if depth > 1:
            return "dict('m', 'n')" if kind == DICT else "list('o')"
        kinds = (LIST, DICT, PROPERTY)[self.pick(0, 0, 0, 1):]
        children = [(child, self.value(child, depth + 1)) for child in kinds]
        if kind == DICT:
            return f"dict({', '.join(f'{CHILDREN[DICT, child]}, {text}' for child, text in children)})"
        return f"list({', '.join(text for _, text in sorted(children, key=lambda pair: CHILDREN[LIST, pair[0]]))})"

    def value(self, kind: str, depth: int = 0) -> str:
        """An expression that should give this kind."""
        if self.chance(1):
            return self.pick("undef", "same(undef)", "null")
        form = self.pick("reference", "reference", "literal", "call", "call", "builtin", "builtin", "if",
                         "chain", "path",
                         "create")
        if depth > 3 or form == "reference":
            return self.reference(kind)
        if form == "call":
            return self.call(kind, depth + 1)
        if form == "builtin" and kind != PROPERTY:
            return self.builtin(kind, depth + 1)
        if form == "if":
            return f"if ({self.test()}) {self.value(kind, depth + 1)} else {self.value(kind, depth + 1)}"
        if form == "chain" and self.in_block:
            return f"({self.reference(kind, True)} = {self.value(kind, depth + 1)})"
        if form == "path":
            return self.element(kind)
        if form == "create" and kind == DICT:
            pairs = [f", '{key}', {self.value(child, depth + 1)}" for key, child in (("m", PROPERTY), ("k",
                                                                                                       LIST))
                     if self.chance(30)]
            return f"create('made'{''.join(pairs)})"
        return self.literal(kind, depth)

    def call(self, kind: str, depth: int) -> str:
        name, wanted, gives = self.pick(*[entry for entry in FUNCTIONS if (entry[2] or kind) == kind])
        argument = wanted or (kind if gives is None else self.kind())
        more = f", {self.value(argument, depth)}" if self.chance(30) else ""
        return f"{name}({self.value(argument, depth)}{more})"

    def element(self, kind: str) -> str:
        path = self.pick(*PATHS[kind])
        if self.other and self.chance(50):
            path = f"other:{path}"
        default = f", {self.reference(kind)}" if self.chance(80) else ""
        return f"value('{path}'{default})"

    def builtin(self, kind: str, depth: int) -> str:
        if self.chance(15):
            return self.pick(f"clone({self.value(kind, depth)})",
                             f"json_decode(json_encode({self.reference(kind)}))")
        if kind == DICT:
            form = self.pick("merge", "dict", "clone")
            if form == "merge":
                return f"merge({self.reference(DICT)}, dict('n', {self.value(self.kind(), depth)}))"
            if form == "dict":
                return f"dict('m', {self.reference(PROPERTY)}, 'l', {self.value(DICT, depth)})"
            return f"clone({self.reference(DICT)})"
        form = self.pick("append", "prepend", "merge", "splice", "list")
        if form in ("append", "prepend"):
            if self.self_kind == LIST and self.chance(15):
                return f"{form}({self.value(self.kind(), depth)})"
            first = self.reference(LIST) if self.chance(80) else f"same({self.value(LIST, depth)})"
            return f"{form}({first}, {self.value(self.kind(), depth)})"
        if form == "merge":
            return f"merge({self.reference(LIST)}, {self.value(LIST, depth)})"
        if form == "splice":
            more = f", {self.value(LIST, depth)}" if self.chance(50) else ""
            return f"splice({self.reference(LIST)}, {self.pick('0', '1', '-1')}, {self.pick('0', '1', '-1')}{more})"
        return f"list({self.value(DICT, depth)}, {self.reference(LIST)}, {self.reference(PROPERTY)})"

    def test(self) -> str:
        name = self.pick("exists", "is_defined", "is_list", "is_dict", "is_resource", "is_string", "is_null")
        return f"{name}({self.reference(self.kind())})"

    # --- statements of a block ------------------------------------------------------------------------------

    def step(self, depth: int = 0) -> str:
        form = self.pick("assign", "assign", "assign", "assign", "call", "builtin", "foreach", "delete", "if",
                         "first", "for",
                         "return")
        kind = self.kind()
        if form == "call":
            return self.call(kind, 2)
        if form == "builtin":
            return self.builtin(self.resource_kind(), 2)
        if form == "delete":
            parent = self.resource_kind()
            return f"delete({self.reference(parent, True, 2)}[{self.key(parent, kind)}])"
        if form == "return" and self.chance(20):
            return f"return({self.value(kind, 2)})"
        if depth < 2 and form in ("foreach", "if", "first", "for"):
            return getattr(self, "step_" + form)(depth + 1)
        return f"{self.reference(kind, True)} = {self.value(kind)}"

    def step_foreach(self, depth: int) -> str:
        key, value = self.pick("k", "k", "k", "e"), self.pick("v", "v", "v", "a")
        kind = self.resource_kind()
        over = self.reference(kind) if self.chance(60) else self.value(kind, 2)
        return f"foreach ({key}; {value}; {over}) {{ {self.body(key, value, kind, depth)} }}"

    def step_first(self, depth: int) -> str:
        kind = self.resource_kind()
        name = self.name(kind)
        return (f"go = first({name}, k, v); while (go) {{ {self.body('k', 'v', kind, depth)};"
                f" go = next({name}, k, v) }}")

    def step_if(self, depth: int) -> str:
        other = f" else {{ {self.step(depth)} }}" if self.chance(40) else ""
        return f"if ({self.test()}) {{ {self.step(depth)} }}{other}"

    def step_for(self, depth: int) -> str:
        return f"for (i = 0; i < {self.count(1, 3)}; i = i + 1) {{ {self.step(depth)} }}"

    def body(self, key: str, value: str, kind: str, depth: int) -> str:
        """What a loop over a resource does, mostly with its two variables."""
        name = self.pick(*VARIABLES[kind])
        steps = []
        for _ in range(self.pick(1, 1, 2)):
            steps.append(self.pick(
                f"{name}[{key}] = undef; {name}[{key}] = {value}", f"b[length(b)] = {value}",
                f"if (is_dict({value})) {value}['m'] = to_string({key})",
                f"if (is_list({value})) append({value}, to_string({key}))",
                f"if (is_list({value})) {value}[0] = undef",
                f"append(d, {value})", f"e = to_string({key})", f"{value} = to_string({key})",
                f"if (is_dict({value})) delete({value}['m'])",
                f"if (is_list({value})) prepend({value}, to_string({key}))",
                f"c['x{depth}'] = {value}", f"delete({name}[{key}])", f"if (is_dict({value})) a = {value}",
                f"if (is_list({value})) b = {value}",
                f"if (is_string({value})) {name}[{key}] = to_string({key}) + {value}"))
        if self.chance(40):
            steps.append(self.step(depth))
        return "; ".join(steps)

    def block(self, kind: str, structure: bool = False) -> str:
        """What stands right of an assignment: some steps, and then what has become of the variables."""
        form = self.pick("block", "block", "block", "value")
        if form == "value":
            return self.value(kind)
        self.in_block = True
        start = [f"{name} = {self.start(which)}" for which in KINDS for name in VARIABLES[which]]
        steps = [self.step() for _ in range(self.count(1, 4))]
        self.in_block = False
        result = "to_string(list(a, b, c, d, e))" if self.chance(10) else "list(a, b, c, d, e)"
        if kind != PROPERTY:
            self.in_block = True
            shared = self.value(kind)
            self.in_block = False
            if self.chance(30):
                result = shared
            elif kind == DICT:
                result = f"dict('k', {result}, 'l', {shared}, 'm', 'z')"
            else:
                result = f"list(dict('k', {result}), {shared}, 'z')"
        else:
            result = result if "to_string" in result else f"to_string({result})"
        return f"{{ {'; '.join(start + steps + [result])} }}"

    def start(self, kind: str) -> str:
        if kind == PROPERTY:
            return self.pick("'e'", "OBJECT")
        if self.chance(40):
            return self.pick(*GLOBALS[kind], f"value('/{'p' if kind == DICT else 'q'}')")
        if kind == DICT:
            return ("dict('k', list(dict('m', 'a1'), list('a2'), 'a3'), "
                    "'l', dict('k', list('a4'), 'l', dict(), 'm', 'a5'), 'm', 'a6')")
        return "list(dict('k', list('b1'), 'm', 'b2'), list(dict('m', 'b3'), list(), 'b4'), 'b5')"

    # --- statements of a template ---------------------------------------------------------------------------

    def statement(self) -> str:
        form = self.pick("path", "path", "path", "path", "variable", "default", "final", "prefix", "include",
                         "remove")
        kind = self.kind()
        if form == "variable":
            kind = self.resource_kind()
            self.self_kind = kind
            before = "final " if self.chance(5) else ""
            return f"{before}variable {GLOBALS[kind][0]} {self.pick('=', '=', '?=')} {self.block(kind)};\n"
        if form == "prefix":
            inside = "".join(self.relative() for _ in range(self.pick(1, 1, 2)))
            return f"prefix '{self.pick('/p/l', '/p', '/new', '/q/0', '/q')}';\n{inside}prefix '';\n"
        if form == "include":
            return f"include {self.pick(repr('part'), repr('once'), 'undef', 'if_exists(%r)' % 'none_such')};\n"
        if form == "remove":
            return f"'{self.pick(*PATHS[kind])}' = {self.pick('undef', 'null')};\n"
        path = self.pick(*PATHS[kind], "/r1") if kind == PROPERTY else self.pick(*PATHS[kind])
        self.self_kind = kind if path.startswith(("/p", "/q")) else None
        if form == "default":
            return f"'{path}' ?= {self.block(kind)};\n"
        if form == "final":
            return f"final '{path}' {self.pick('=', '?=')} {self.block(kind)};\n"
        return f"'{path}' = {self.block(kind)};\n"

    def relative(self) -> str:
        kind = self.kind()
        self.self_kind = None
        path = self.pick(*{DICT: ("l", "l/l", "a/b"), LIST: ("k", "l/k", "list"), PROPERTY: ("m", "l/m",
                                                                                             "{x y}")}[kind])
        return f"'{path}' {self.pick('=', '=', '?=')} {self.block(kind)};\n"

    def statements(self, most: int) -> str:
        return "".join(self.statement() for _ in range(self.count(1, most)))


@st.composite
def programs(draw) -> dict[str, str]:
    """An object template `o`; beside it what it includes and creates, perhaps another object."""
    other = draw(st.integers(0, 99)) >= 70
    files = {"o.pan": START + Chains(draw, other).statements(3)}
    if other:
        files["other.pan"] = START + Chains(draw).statements(2)
    for name, most in (("part", 2), ("once", 1)):
        if f"'{name}'" in "".join(files.values()):
            files[f"{name}.pan"] = Chains(draw, other).statements(most)
    if "'made'" in "".join(files.values()):
        made = Chains(draw)
        files["made.pan"] = "structure template made;\n" + "".join(made.relative()
                                                                   for _ in range(made.count(1, 3)))
    called = "".join(files.values())
    headers = {"o.pan": "object template o;\n", "other.pan": "object template other;\n",
               "part.pan": "template part;\n",
               "once.pan": "unique template once;\n"}
    functions = "".join(line + "\n" for line in HEAD if f"{line.split()[1]}(" in called)
    for name in files.keys() & headers.keys():
        files[name] = headers[name] + (functions if name in ("o.pan", "other.pan") else "") + files[name]
    return files

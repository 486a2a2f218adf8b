"""A seed comes in, hostile sources go out: mutated real templates, programs from the grammar, and things built to hurt.

The same seed and number always give the same text, so a finding is told by the two and can be made again.
"""
from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
CORPUS = ("standard", "templates", "sites", "clusters", "tests/pan/language")
PROFILES = CHECKOUT / "clusters" / "example-xen" / "profiles"
# Every source is the object of this machine, which the example site knows.
NAME = "xen-guest1.example.org"
HEAD = f"object template {NAME};\n"
TOKENS = """ ; , ( ) [ ] { } = ?= == != <= >= < > + - * / % && || & | ^ ~ ! .. : ? 0 1 -1 42 08 0x1F 1.5 1e3 1e999
    9223372036854775807 9223372036854775808 '' 'a' "b" "\\x41" "\\" "\\x4" 'it''s' undef null true false SELF OBJECT ARGV
    ARGC TEMPLATE FUNCTION LOADPATH x y _ __class__ def lambda None c v_x t1 i0 b0 if else while for foreach function
    variable type bind valid include prefix final unique object template structure declaration extensible choice with
    <<EOT <<E @{a=1} @x(y) # list dict nlist append prepend delete merge value exists create escape unescape format
    match matches replace split substr splice index length join substitute to_string to_long json_decode json_encode
    digest base64_decode is_valid first next return error debug '/a' '/a/b' '/a/0' '/' 'a' '/{x y}' 'o:/a'
    """.split()
NAMES = ("x", "y", "z", "__init__", "v_x", "t1", "None", "c", "lambda")
CHARACTERS = "\x00\x07\t\n\r \x7f\x85\xa0\u2028\ud800\ufeff\U0001f600'\"\\{}[]()<>@#/:;é"


@lru_cache
def corpus() -> list[str]:
    return [file.read_text(encoding="utf-8") for folder in CORPUS
            for file in sorted((CHECKOUT / folder).rglob("*.pan"))]


def source(seed: int, number: int) -> bytes:
    """The source of one try, as the bytes of a file that has NAME."""
    chance = random.Random(f"{seed}/{number}")
    text = chance.choice(MAKERS)(chance)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.03 and data:
        data = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = bytes(data)
    return data[:200_000]


def mutated(chance: random.Random) -> str:
    """A real template with small damage; most become the object of this file, so that they also run."""
    text = chance.choice(corpus())
    if chance.random() < 0.8:
        body = text.partition(";")[2] if "template" in text.partition(";")[0] else text
        text = HEAD + body
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(DAMAGES)(chance, text)
    return text


def mutated_profile(chance: random.Random) -> str:
    """The profile of a whole machine with one odd statement or damage, so that hundreds of templates run after it."""
    text = HEAD + chance.choice(sorted(PROFILES.glob("*.pan"))).read_text(encoding="utf-8").partition(";")[2]
    if chance.random() < 0.3:
        return chance.choice(DAMAGES)(chance, text)
    lines = text.splitlines(keepends=True)
    path = chance.choice(("/", "/hardware", "/hardware/cards/nic", "/system", "/system/network", "/software/components/xen",
                          "/software/packages", "/hardware/ram/0/size"))
    value = expression(chance, chance.randint(0, 3))
    lines.insert(chance.randrange(2, len(lines) + 1), chance.choice((
        f"'{path}' = {value};\n", f"final '{path}' = {value};\n", f"bind '{path}' = {type_text(chance, 2)};\n",
        f"variable {chance.choice(('XEN_DB', 'DB_MACHINE', 'MACHINE_PARAMS', 'FULL_HOSTNAME', 'LOADPATH'))} = {value};\n",
        f"prefix '{path}';\n", f"valid '{path}' = {value};\n")))
    return "".join(lines)


def cut(chance, text):
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randint(1, 40):]


def truncate(chance, text):
    return text[:chance.randrange(len(text) + 1)]


def put_token(chance, text):
    at = chance.randrange(len(text) + 1)
    return f"{text[:at]} {chance.choice(TOKENS)} {text[at:]}"


def put_character(chance, text):
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(CHARACTERS) * chance.choice((1, 1, 1, 30)) + text[at:]


def swap_lines(chance, text):
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(3):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def splice(chance, text):
    other = chance.choice(corpus())
    start = chance.randrange(len(other) + 1)
    at = chance.randrange(len(text) + 1)
    return text[:at] + other[start:start + chance.randint(1, 200)] + text[at:]


def line_ends(chance, text):
    return text.replace("\n", chance.choice(("\r", "\r\n", "\n\r", "")))


DAMAGES = (cut, cut, truncate, put_token, put_token, put_token, put_character, swap_lines, splice, splice, line_ends)


def token_soup(chance: random.Random) -> str:
    return HEAD + " ".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 60)))


# --- programs of the grammar ---------------------------------------------------------------------------------------

BUILTINS = ("list dict length to_string to_long to_double to_boolean escape unescape substr index splice merge join format "
            "match matches replace split base64_encode base64_decode digest json_encode json_decode clone key min max "
            "ip4_to_long long_to_ip4 substitute to_uppercase to_lowercase value exists path_exists is_defined is_string "
            "append prepend delete first next create if_exists file_exists file_contents deprecated debug "
            "traceback error return is_valid").split()


def expression(chance: random.Random, depth: int) -> str:
    if depth <= 0 or chance.random() < 0.2:
        return chance.choice(("0", "1", "-1", "7", "1.5", "''", "'a'", "'/a'", "'a.b'", "'(a+)+$'", "undef", "null", "true",
                              "false", "SELF", "x", "y", "x['a']", "x[0]", "G", "G['k']", "'%s %d'", "'${x}'", "'{\"a\":[1]}'",
                              "9223372036854775807", "list()", "dict()"))
    inner = [expression(chance, depth - 1) for _ in range(3)]
    name = chance.choice(NAMES)
    return chance.choice((
        lambda: f"({inner[0]} {chance.choice('+ - * / % == != < > <= >= && || & | ^'.split())} {inner[1]})",
        lambda: f"{chance.choice('+-!~')}({inner[0]})",
        lambda: f"{chance.choice(BUILTINS)}({', '.join(inner[:chance.randint(0, 3)])})",
        lambda: f"({name} = {inner[0]})",
        lambda: f"({name}[{inner[1]}] = {inner[0]})",
        lambda: f"if ({inner[0]}) {{ {inner[1]} }} else {{ {inner[2]} }}" if depth > 2 else inner[0],
        lambda: f"({{ {name} = {inner[0]}; {inner[1]}; {inner[2]} }})",
        lambda: f"({{ foreach ({name}; y; {inner[0]}) {{ x[{name}] = {inner[1]}; }}; x }})",
        lambda: f"({{ i = 0; while (i < {chance.choice((1, 3, 100000))}) {{ i = i + 1; {name} = {inner[0]}; }}; {name} }})",
        lambda: f"({{ for (i = 0; i < 4; i = i + 1) {{ {name} = {inner[0]}; }}; i }})",
        lambda: f"{chance.choice(BUILTINS)}({name}, {inner[1]})",
        lambda: f"f({inner[0]})",
        lambda: f"append({name}, {inner[0]})",
    ))()


def type_text(chance: random.Random, depth: int) -> str:
    if depth <= 0 or chance.random() < 0.3:
        return chance.choice(("long", "string", "double", "boolean", "element", "list", "dict", "t", "long(1..3)", "string(..2)",
                              "choice('a', 'b')", "nothing", "long(5..1)", "string*"))
    inner = type_text(chance, depth - 1)
    return chance.choice((f"{inner}[]", f"{inner}{{}}", f"{inner}*", f"{inner}[1..2]",
                          f"{{ 'a' : {inner} = {expression(chance, 0)} 'b' ? {inner} }}",
                          f"extensible {{ include t 'c' ? {inner} with {expression(chance, 1)} }}"))


def program(chance: random.Random) -> str:
    lines = [HEAD, "variable G = dict('k', list(1, dict('a', 'b')));", "function f = { x = ARGV; y = ARGC; x };",
             "type t = { 'a' ? long };"]
    for _ in range(chance.randint(1, 8)):
        path = chance.choice(("/a", "/a/b", "/a/0", "/b", "/c/d/e", "/l/3", "/"))
        value = expression(chance, chance.randint(1, 4))
        lines.append(chance.choice((
            f"'{path}' = {value};", f"'{path}' ?= {value};", f"final '{path}' = {value};", f"variable G = {value};",
            f"variable {chance.choice(NAMES)} = {value};", f"bind '{path}' = {type_text(chance, 2)};",
            f"valid '{path}' = {value};", f"function g{chance.randrange(3)} = {{ {value} }};", f"include {value};",
            f"type u{chance.randrange(3)} = {type_text(chance, 3)};", f"prefix '{path}';",
            f"'{path}' = {{ x = {value}; SELF[{expression(chance, 1)}] = x; SELF }};")))
    return "\n".join(lines) + "\n"


# --- built to hurt -------------------------------------------------------------------------------------------------

def deep(chance: random.Random) -> str:
    size = chance.choice((50, 500, 999, 1001, 10_000))
    begin, end = chance.choice((("(", ")"), ("list(", ")"), ("dict('a',", ")"), ("{1;", "}"), ("x[", "]"), ("f(", ")"),
                                ("-(", ")"), ("if (true) {", "} else 0"), ("{", "}"), ("foreach (k; v; x) {", "}")))
    return f"{HEAD}'/a' = {begin * size}1{end * (size if chance.random() < 0.9 else size - 1)};\n"


def deep_type(chance: random.Random) -> str:
    size = chance.choice((50, 900, 5_000))
    begin, end = chance.choice((("{ 'a' : ", "}"), ("", "[]"), ("", "{}"), ("", "*"), ("extensible { 'a' ? ", "}")))
    return f"{HEAD}type t = {begin * size}long{end * size};\n'/a' = 1;\nbind '/a' = t;\n"


def long_chain(chance: random.Random) -> str:
    size = chance.choice((100, 2_000, 20_000))
    link = chance.choice((" + 'a'", " + x", " && true", " || f(1)", " == 1", " * 2", " - 1.5"))
    return f"{HEAD}'/a' = {{ x = 'a'; x{link * size} }};\n"


# What would fill the memory.
MEMORY = (
    "'/a' = { s = 'abcdefgh'; for (i = 0; i < 9000; i = i + 1) { s = s + s; }; s };",
    "'/a' = { l = list(1); for (i = 0; i < 9000; i = i + 1) { l = merge(l, l); }; l };",
    "'/l/2000000000' = 1;", "'/a' = { x[2147483647] = 1; x };", "'/a' = format('%999999999d', 1);",
    "'/a' = format('%.999999999f', 1.5);",
    "'/a' = { x = list(1); foreach (k; v; x) { append(x, v); }; x };",
    "'/a' = { s = 'aaaaaaaa'; for (i = 0; i < 90; i = i + 1) { s = replace('a', 'aaaaaaaa', s); }; s };",
    "'/a' = { s = 'aaaaaaaa'; for (i = 0; i < 90; i = i + 1) { s = base64_encode(s); }; s };",
    "'/a' = { l = list(1); for (i = 0; i < 90; i = i + 1) { l = list(l, l); }; to_string(l) };",
    "'/a' = { l = list(1); for (i = 0; i < 90; i = i + 1) { l = list(l, l); }; l };",
    "'/a' = { l = list(1); for (i = 0; i < 90; i = i + 1) { l = list(l, l); }; json_encode(l) };",
    "'/a' = { l = list(1); for (i = 0; i < 90; i = i + 1) { l = list(l, l); }; index(l, list(l)) };",
    "'/a' = { x = list(); append(x, x); to_string(x) };", "'/a' = { x = list(); append(x, x); clone(x) };",
    "'/a' = { x = list(); append(x, x); x };", "'/a' = { x = list(); append(x, x); json_encode(x) };",
    "'/a' = { x = list(); append(x, x); y = list(); append(y, y); index(x, y) };",
    "'/a' = { x = dict(); y = list(x); x['a'] = 1; append(y, y); merge(y, y) };",
)
# What would not end.
ENDLESS = (
    "function f = { f(ARGV[0]) };\n'/a' = f(1);", f"include '{NAME}';", f"'/a' = value('{NAME}:/a');",
    "'/a' = { while (true) { 1 } };", "'/a' = { for (i = 0; true; i = i) { for (j = 0; true; j = j) { 1 } } };",
    f"'/a' = create('{NAME}');", "valid '/' = { while (true) { 1 }; true };", "'/a' = { x = '${x}'; substitute(x) };",
    "'/a' = substitute('${a}', dict('a', '${b}', 'b', '${a}'));",
    "'/a' = { foreach (k; v; list(1,2,3)) { foreach (k2; v2; list(1,2,3)) { while (true) { v } } } };",
)


def memory(chance: random.Random) -> str:
    return f"{HEAD}{chance.choice(MEMORY)}\n"


def endless(chance: random.Random) -> str:
    return f"{HEAD}{chance.choice(ENDLESS)}\n"


def slow_pattern(chance: random.Random) -> str:
    pattern = chance.choice((r"(a+)+$", r"(a|aa)+$", r"(.*)*x", r"(a*)*b", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(x+x+)+y",
                             r"(?=(a+))a*b\1", r"((a?){20}){20}a{20}$", r"(\w+\s?)*$", r"a{0,1000}a{0,1000}a{0,1000}b"))
    text = chance.choice(("a", "x", "ab ", "aA")) * chance.choice((25, 60, 3000)) + "!"
    call = chance.choice(("match(T, P)", "matches(T, P)", "replace(P, 'z', T)", "split(P, T)"))
    return f"{HEAD}variable P = '{pattern}';\nvariable T = '{text}';\n'/a' = {call};\n"


def huge_literal(chance: random.Random) -> str:
    size = chance.choice((1_000, 8_000))
    return HEAD + chance.choice((
        "'/a' = dict(" + ", ".join(f"'k{n}', {n}" for n in range(size)) + ");",
        "'/a' = list(" + ", ".join(f"'{n}'" for n in range(size)) + ");",
        "'/a' = '" + "x" * size * 10 + "';",
        "\n".join(f"'/a{n}' = {n};" for n in range(size)),
        "'/a' = " + "9" * size + ";", "'/a' = 0." + "1" * size + "e" + "9" * 5 + ";",
        "'/" + "/".join("a" * 3 for _ in range(size)) + "' = 1;")) + "\n"


def odd_names(chance: random.Random) -> str:
    """Names that are something to Python or to the code that is made of a template."""
    name = chance.choice(("__class__", "None", "lambda", "def", "c", "v_c", "t1", "i0", "b0", "U", "N", "item", "returned",
                          "import", "exec", "self", "ran", "__builtins__", "await"))
    other = chance.choice(("__globals__", "v_x", "k", "nonlocal"))
    return (f"{HEAD}function {name} = {{ {other} = ARGV[0]; {name} = {other}; {name} + 1 }};\n"
            f"variable {other} = 3;\n'/a' = {name}({other});\n'/b' = {{ {name} = 1; {name}['{other}'] = 2; {name} }};\n"
            f"'/{name}' = {{ foreach ({name}; v; list(1, 2)) {{ x[{name}] = v; }}; x }};\n")


# The cheap ones often, those that take seconds to be refused seldom.
MAKERS = ((mutated,) * 900 + (program,) * 900 + (token_soup,) * 300 + (odd_names,) * 100 + (deep,) * 30 + (deep_type,) * 20
          + (long_chain,) * 20 + (mutated_profile,) * 10 + (huge_literal,) * 10 + (endless, slow_pattern, memory))

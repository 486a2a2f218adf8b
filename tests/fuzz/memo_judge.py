"""Trees of objects that share a template come in; those that come out otherwise when known values of blocks are used
again than when every block runs for every object go out, as findings.
"""
from __future__ import annotations

import contextlib
import io
import random
import tempfile
from pathlib import Path

from campaign import Finding, Target
from pan_judge import MEMORY, limit_memory
from pan_sources import expression
from qwg.pan import Compiler, Options, memo

OBJECTS = 6
MARK = "\n----\n"
# What objects set before they include what they share, by kind: string, list, dict. Few values, so that many are alike.
GIVEN = {"S": ("'a'", "'wn1.example.org'", "OBJECT", "{ x = 'a'; x }"),
         "L": ("list(1, 2)", "list('x', dict('k', 1))", "{ SELF[0] = 'a'; SELF }", "{ list(OBJECT) }"),
         "D": ("dict('a', 1)", "dict('a', list(1))", "{ SELF['a']['b'] = 1; SELF }", "{ dict('a', OBJECT) }")}


class Shared:
    """Writes templates that are mostly right: expressions of a kind that is asked for."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.left = 400

    def of(self, kind: str, depth: int) -> str:
        """An expression whose value is a string (S), list (L), dict (D), boolean (B) or any of these and more (A)."""
        self.left -= 1
        if depth <= 0 or self.left < 0:
            return self.chance.choice(LEAVES[kind])
        form = self.chance.choice(FORMS[kind]).replace("~", str(self.left))
        while "@" in form:
            before, _, after = form.partition("@")
            form = before + self.of(after[0], depth - 1) + after[1:]
        return form

    def statement(self) -> str:
        chance = self.chance
        kind = chance.choice("SLD")
        name = chance.choice((kind, f"{kind}1", f"{kind}2"))
        value, other = self.of(kind, chance.randint(0, 4)), self.of("A", 2)
        path = f"/{name.lower()}{chance.randrange(3)}"
        if kind == "D":
            path = "/d" + chance.choice(("", "/a", "/b/c"))
        more = {
            "S": [f"variable {name} = {{ to_string(SELF) + {value} }};"],
            "L": [f"variable {name} = {{ SELF[length(SELF)] = {other}; SELF }};",
                  f"variable {name} = {{ foreach (k; v; {value}) {{ SELF[k] = v; }}; SELF }};",
                  f"'{path}' = append({other});", f"'{path}/0' = {other};"],
            "D": [f"variable {name} = {{ foreach (k; v; SELF) {{ if (is_dict(v)) {{ v['n'] = {other}; }} }}; SELF }};",
                  f"variable {name} = {{ SELF['{chance.choice('xyz')}'] = {other}; SELF }};",
                  f"'{path}' = {{ SELF['{chance.choice('ab')}'] = {other}; SELF }};",
                  f"'{path}/{chance.choice('xy')}' ?= {other};"],
        }
        return chance.choice((
            f"variable {name} = {value};", f"variable {name} ?= {value};", 
            f"variable {name} = {{ one = {other}; {value} }};", f"'{path}' = {value};",
            f"'{path}' = {{ one = {other}; two = {value}; two }};", f"'{path}' ?= {value};",
            *more[kind], *more[kind], "include { if_exists('more') };",
            f"variable {name} = {{ debug('said'); {value} }};",
            f"variable LOADPATH = list({chance.choice(('', chr(39) + 'sub' + chr(39)))});",
            f"'/any' = {{ {other}; {value} }};"))


LEAVES = {"S": ("'a'", "'b'", "S", "S1", "S2", "OBJECT", "TEMPLATE", "to_string(value('/h', 0))"),
          "L": ("L", "L1", "L2", "list()", "list('a')", "LOADPATH"),
          "D": ("D", "D1", "D2", "dict()", "create('struct')"),
          "B": ("true", "false", "match(S, '^wn')", "match(OBJECT, '1$')", "exists('/h')", "exists(D['a']['b'])",
                "exists('struct')", "exists('nothing')", "is_defined(I)", "exists('/s0')", "match(S1, S)")}
LEAVES["A"] = (*LEAVES["S"], *LEAVES["L"], *LEAVES["D"], "1", "-0.0", "true", "undef", "null", "D['a']",
               "value('/h', 0)", "value('/d', 0)", "value('/l0', list())", "SELF", "I", "file_contents('part.pan')",
               "value('o1:/h', 0)",
               "is_valid(t, D)")
FORMS = {"S": ("@S + @S", "to_string(@A)", "format('%s', @S)", "({ if (@B) @S else @S })", "({ x~ = @S; x~ + x~ })",
               "f(@S)",
               "g(@S)", "join('-', list(@S, @S))", "replace('a', @S, @S)", "to_string(index(@S, @L))",
               "({ deprecated(0, @S); @S })"),
         "L": ("list(@A, @A)", "merge(@L, @L)", "({ x~ = @L; x~[length(x~)] = @A; x~ })",
               "({ if (@B) @L else @L })", "f(@L)",
               "({ x~ = @L; append(x~, @A); x~ })",
               "({ x~ = list(); foreach (k; v; @D) { x~[length(x~)] = k; x~[length(x~)] = v; }; x~ })",
               "split('a', @S)",
               "({ y~ = list(); x~ = @L; foreach (k; v; x~) { y~[k] = list(v, x~); }; y~ })"),
         "D": ("dict('a', @A)", "({ x~['a'] = @A; x~['b']['c'] = @A; x~ })", "create('struct', 'z', @A)",
               "({ if (@B) @D else @D })", "f(@D)", "clone(@D)", "({ x~ = @D; x~['a'] = undef; x~['a'] = @A; x~ })",
               "dict('v', @D, 'w', @L)",
               "({ x~ = @D; y~ = dict('p', x~, 'q', x~); y~ })"),
         "B": ("match(@S, @S)", "@S == @S", "is_list(@A)", "!(@B)", "@B && @B", "@B || @B", "exists(escape(@S))",
               "({ x~ = @A; is_defined(x~) })",
               "to_string(@A) == to_string(@A)", "match(S, @S)")}
FORMS["A"] = (*FORMS["S"], *FORMS["L"], *FORMS["D"], *FORMS["B"], "length(@L)")


def tree_of(chance: random.Random) -> dict[str, str]:
    """The files of one try."""
    shared = Shared(chance)
    lines = ["template part;", "function f = { x = ARGV[0]; x };", "type t = { 'k' ? long };"]
    lines += [shared.statement() for _ in range(chance.randint(2, 12))]
    if chance.random() < 0.2:
        lines.insert(chance.randint(4, len(lines)), f"'/wild' = {expression(chance, 2)};")
    files = {
        "part.pan": "\n".join(lines) + "\n",
        "more.pan": f"template more;\nvariable I = {shared.of('A', 1)};\n'/m' = {{ x = {shared.of('A', 2)}; x }};\n",
        "struct.pan": f"structure template struct;\n'a' = {shared.of('S', 1)};\n"
                      f"'b' = {{ x = {chance.choice(LEAVES['B'])}; x }};\n" + chance.choice(("", "",
                      "include 'decl';\n")),
        "sub/struct.pan": "structure template struct;\n'sub' = { x = S; x };\n",
        "decl.pan": "declaration template decl;\nvariable I ?= { x = S; x };\n",
    }
    given = {kind: [chance.choice(values) for _ in range(2)] for kind, values in GIVEN.items()}
    for number in range(OBJECTS):
        own = [f"object template o{number};"]
        own += [f"variable {kind}{place} = {chance.choice(given[kind])};" for kind in GIVEN for place in ("", 1, 2)]
        if chance.random() < 0.3:
            own.append(f"variable I = {chance.choice(given['S'])};")
        if chance.random() < 0.5:
            own.append(f"'/h' = {chance.choice(given['D'])};")
        own += [f"function g = {{ {chance.choice(('S', 'ARGV[0]'))} }};"]
        files[f"o{number}.pan"] = "\n".join([*own, "include 'part';"]) + "\n"
    return files


def as_bytes(files: dict[str, str]) -> bytes:
    return MARK.join(f"{name}\n{text}" for name, text in files.items()).encode()


def outcome(folder: Path, output: str) -> list:
    """All that can be seen of a run over a tree."""
    target = folder / output
    target.mkdir()
    said = io.StringIO()
    options = Options([folder / "tree"], target, ("pan", "json", "dep"), debug_include="part")
    with contextlib.redirect_stderr(said):
        results = Compiler(options).run(sorted((folder / "tree").glob("o*.pan")))
    return [said.getvalue(), results.diagnostics, results.warnings,
            [(profile.name, profile.ok, profile.diagnostics, list(profile.used.items()))
             for profile in results.profiles],
            {file.name: file.read_bytes() for file in sorted(target.iterdir())}]


def judge(data: bytes) -> str | None:
    with tempfile.TemporaryDirectory(prefix="fuzz", dir=MEMORY) as name:
        folder = Path(name)
        for part in data.decode().split(MARK):
            file, _, text = part.partition("\n")
            (folder / "tree" / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / "tree" / file).write_text(text)
        before = memo.LEAST, memo.LONG
        try:
            memo.LEAST, memo.LONG = 1 << 60, frozenset(("nothing",))
            each = outcome(folder, "each")
            memo.LEAST, memo.LONG = 0, frozenset()
            known = outcome(folder, "known")
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            memo.LEAST, memo.LONG = before
    what = ("what is printed", "findings", "warnings", "profiles", "outputs")
    return "; ".join(f"{name} differ: {one!r:.300} and {other!r:.300}"
                     for name, one, other in zip(what, each, known) if one != other) or None


def judge_chunk(seed: int, start: int, count: int) -> list[Finding]:
    found = []
    for number in range(start, start + count):
        data = as_bytes(tree_of(random.Random(f"memo {seed}/{number}")))
        what = judge(data)
        if what is not None:
            found.append(Finding(number, what, data))
    return found


TARGET = Target("memo", "trees of six objects", 20_000, 50, ".txt", judge_chunk, judge, divisible=True,
                prepare=limit_memory)

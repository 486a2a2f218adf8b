"""Objects that share templates: a block's value is used again for another object, and nothing can tell that it is."""
from __future__ import annotations

from pathlib import Path

import pytest
from qwg.pan import Compiler, Options, memo

# What objects o0, o1, ... hold before they include `part`; what part holds; how often a known value is used again.
CASES = {
    "a value that hangs on nothing": (
        ["", "", "", ""], "variable A = { x['a'] = TEMPLATE; x };\n'/a' = A;\n'/b' = { x['a'] = TEMPLATE; x };", 6),
    "variables that are the same": (
        ["variable H = 'a';"] * 2 + ["variable H = 'b';"] * 3, "'/a' = { x = H + '!'; x };", 2),
    "no variable at first": (
        ["", "", "variable H = 'a';", ""], "'/a' = { if (is_defined(H)) { H } else { 'none' } };", 1),
    "1 is not true": (["variable H = 1;"] * 2 + ["variable H = true;"], "'/a' = { to_string(H) };", 0),
    "1.0 is not 1": (["variable H = list(1);"] * 2 + ["variable H = list(1.0);"], "'/a' = { to_string(H) };", 0),
    "computed variables of the same content": (
        ["variable H = { list(length(OBJECT), dict('a', 'b')) };"] * 4,
        "variable A = { x = H; x[2] = 'c'; x };\n'/a' = { merge(A, H) };", 4),
    "a value that changes later": (
        [""] * 4, "variable A = { x['a']['b'] = length(TEMPLATE); x };\n"
                  "variable A = { SELF['a']['b'] = SELF['a']['b'] + 1; SELF };\n"
                  "variable A = { SELF['c'] = length(SELF['a']); SELF };\n'/a' = { A };", 4),
    "a value that is in two places": (
        [""] * 4, "variable A = { x['n'] = TEMPLATE; list(x, x) };\n"
                  "variable A = { SELF[0]['n'] = 2; SELF };\n'/a' = A;", 0),
    "a value that shows a variable": (
        ["variable H = 'h';\nvariable B = { x['n'] = H; x };"] * 4,
        "variable A = { list(B) };\n'/before' = { to_string(A) };\nvariable B = { SELF['n'] = OBJECT; SELF };\n"
        "'/after' = { to_string(A) };", 2),
    "a variable that is another": (
        ["variable H = 'h';\nvariable B = { x['n'] = H; x };"] * 4,
        "variable A = { B };\n'/before' = { to_string(A) };\nvariable B = { SELF['n'] = OBJECT; SELF };\n"
        "'/after' = { to_string(A) };", 2),
    "a list that is protected, in a dict that is not": (
        ["variable L = list(1);\nvariable A = { SELF['e']['l'] = L; SELF };"] * 2
        + ["variable A = { SELF['e']['l'] = list(1); SELF };"] * 2, "'/a' = { index(dict('l', list(1)), A) };", 1),
    "functions": (["function f = { 1 };"] * 3 + ["function f = { 2 };"] * 2, "'/a' = { f(0) };", 0),
    "a function of all": ([""] * 4, "function f = { x = ARGV[0]; x + ARGC };\n'/a' = { f(0) };", 2),
    "a function in a loop": (
        [""] * 3, "function f = { ARGV[0] };\n'/a' = { x = list(); foreach (k; v; list(1, 2)) { x[k] = f(v) }; x };", 2),
    "a name that is a global variable elsewhere": (["", "", "", "variable x = 1;"], "'/a' = { x = TEMPLATE; x };", 1),
    "elements": (["'/h/x' = 'a';"] * 3 + ["'/h/x' = 'b';", ""], "'/a' = { x = value('/h/x', 'none'); x + '!' };", 1),
    "an element that is not there": (["", "", "", "'/h' = 1;"], "'/a' = { if (exists('/h')) { 1 } else { 2 } };", 1),
    "what is matched": (
        [f"variable H = '{name}';" for name in ("wn1", "wn2", "wn3", "ce1", "ce2")],
        "'/a' = { if (match(H, '^wn')) { 'worker' } else { 'server' } };", 2),
    "what is matched and used": (
        [f"variable H = '{name}';" for name in ("wn1", "wn2", "wn3")],
        "'/a' = { if (match(H, '^wn')) { H } else { 'server' } };", 0),
    "a pattern that differs": (
        ["variable P = 'a';"] * 3 + ["variable P = 'b';"],
        "variable H = 'a';\n'/a' = { if (match(H, P)) { 1 } else { 2 } };", 1),
    "a match that fails": (
        ["variable H = 'a';"] * 3 + ["variable H = 1;", ""], "'/a' = { if (match(H, 'a')) { 1 } else { 2 } };", 1),
    "the object's name": ([""] * 3, "'/a' = { OBJECT + '!' };", 0),
    "the template's name": ([""] * 3, "'/a' = { TEMPLATE + '!' };", 1),
    "a structure template": (
        [""] * 3 + ["variable H = 'x';"], "variable H ?= 'h';\n'/a' = { create('struct', 'z', 1) };", 1),
    "templates that may be there": (
        ["variable LOADPATH = list();"] * 3 + ["variable LOADPATH = list('sub');"] * 3,
        "'/a' = { if_exists('only') };\n'/b' = { if (exists('nothing')) { 1 } else { 2 } };", 6),
    "the load path": (["variable LOADPATH = list();"] * 3 + ["variable LOADPATH = list('sub');"] * 3,
                      "variable H = 'h';\n'/a' = { create('struct2') };", 3),
    "a template that is loaded already": (
        ["", "", "", "variable LOADPATH = list('sub');\n'/x' = create('struct3');"],
        "variable LOADPATH = list('other');\n'/a' = { create('struct3') };", 1),
    "a declaration within a block": ([""] * 4, "'/a' = { create('declares') };\n'/b' = D;", 2),
    "a final variable": (["", "", "", "final variable A = undef;"], "variable A = { SELF['a'] = 1; SELF };", 1),
    "a final path": (["", "", "", "final '/a' = undef;"], "'/a' = { SELF['a'] = 1; SELF };", 2),
    "a depth that is reached": (
        ["", "", "", "include 'deep';"],
        "function f = { if (ARGV[0] > 0) { f(ARGV[0] - 1) } else { 1 } };\n'/a' = { f(40) };", 1),
    "a warning": ([""] * 4, "'/a' = { deprecated(0, 'old'); 1 };", 0),
    "what is told": ([""] * 4, "'/a' = { debug('here'); TEMPLATE };", 0),
    "a file's contents": ([""] * 3, "'/a' = { file_contents('part.pan') };", 0),
    "another object": ([""] * 3, "'/a' = { if (OBJECT == 'o0') { 1 } else { value('o0:/a') } };", 0),
    "a type": (["type t = long;"] * 3 + ["type t = string;"], "'/a' = { is_valid(t, 1) };", 0),
    "an error": (["", "", "", ""], "'/a' = { x = 1; y = x['a']; y };", 0),
    "undef and null": (
        [""] * 3, "variable A = { x = TEMPLATE; x = undef; x };\n'/a' = { x = TEMPLATE; null };\n"
                  "'/b' = { x = list(TEMPLATE, undef, 2); x[0] };", 3),
    "SELF that is there": (["'/a' = list(1);"] * 3, "'/a' = { SELF[length(SELF)] = 2; SELF };", 0),
    "SELF as it was": ([""] * 3, "'/a' = { SELF };\n'/a' = 1;", 1),
    "the path itself": ([""] * 4, "'/a/b' = { SELF['x'] = 1; length(value('/a')) };", 0),
}
FILES = {
    "struct": "structure template struct;\n'a' = { x = H; x };\n'b' ?= { if (exists('part')) { 1 } else { 2 } };\n",
    "struct2": "structure template struct2;\n'a' = { x = H; x };\n",
    "sub/struct2": "structure template struct2;\n'a' = 'sub';\n",
    "sub/struct3": "structure template struct3;\n'a' = 'sub';\n",
    "other/struct3": "structure template struct3;\n'a' = 'other';\n",
    "sub/only": "template only;\n", "declares": "structure template declares;\ninclude 'declared';\n'a' = { D };\n",
    "declared": "declaration template declared;\nvariable D = 'd';\ntype td = { 'n' : long };\ntype te = td[];\n"
                "function fd = { 1 };\nbind '/list' = te;\n",
    "deep": "template deep;\ninclude 'deep2';\n", "deep2": "template deep2;\ninclude 'deep3';\n",
    "deep3": "template deep3;\ninclude 'deep4';\n", "deep4": "template deep4;\ninclude 'deep5';\n",
    "deep5": "template deep5;\ninclude 'deep6';\n", "deep6": "template deep6;\ninclude 'deep7';\n",
    "deep7": "template deep7;\ninclude 'deep8';\n", "deep8": "template deep8;\ninclude 'deep9';\n",
    "deep9": "template deep9;\ninclude 'part';\n",
}


def outcome(tree: Path, output: Path, capfd):
    """All that can be seen of a run."""
    output.mkdir()
    results = Compiler(Options([tree], output, ("pan", "json", "dep"), debug_include="part")).run(tree.glob("o*.pan"))
    profiles = [(profile.name, profile.ok, profile.diagnostics, list(profile.used.items()))
                for profile in results.profiles]
    return (profiles, results.diagnostics, results.warnings, results.templates, capfd.readouterr(),
            {file.name: file.read_bytes() for file in output.iterdir()})


@pytest.fixture
def used(monkeypatch) -> list:
    """The Outcomes that were used, one after the other."""
    found, repeat = [], memo.Outcome.repeat
    monkeypatch.setattr(memo.Outcome, "repeat", lambda self, c: found.append(self) or repeat(self, c))
    return found


def write(tree: Path, objects: list[str], part: str) -> None:
    for name, text in {**FILES, "part": f"template part;\n{part}\n"}.items():
        (tree / name).parent.mkdir(exist_ok=True, parents=True)
        (tree / f"{name}.pan").write_text(text)
    for number, text in enumerate(objects):
        (tree / f"o{number}.pan").write_text(f"object template o{number};\n{text}\ninclude 'part';\n")


@pytest.mark.parametrize("objects, part, times", CASES.values(), ids=CASES)
def test_known_values_cannot_be_told_from_computed_ones(tmp_path, capfd, monkeypatch, used, objects, part, times):
    write(tmp_path / "tree", objects, part)
    with monkeypatch.context() as never:
        never.setattr(memo, "LEAST", 1 << 60)
        never.setattr(memo, "LONG", frozenset(("nothing",)))
        each = outcome(tmp_path / "tree", tmp_path / "each", capfd)
    assert not used
    monkeypatch.setattr(memo, "LEAST", 0)
    assert outcome(tmp_path / "tree", tmp_path / "known", capfd) == each
    assert len(used) == times


def test_blocks_that_no_known_value_fits_are_given_up(tmp_path, capfd, monkeypatch):
    watched, watch = [], memo.Witness.watch
    monkeypatch.setattr(memo, "LEAST", 0)
    monkeypatch.setattr(memo.Witness, "watch", lambda self, body: watched.append(body) or watch(self, body))
    write(tmp_path / "tree", [""] * 12, "'/a' = { OBJECT + '!' };")
    outcome(tmp_path / "tree", tmp_path / "output", capfd)
    assert len(watched) == memo.MISSES


def test_contents_that_take_long_to_compare(tmp_path, capfd, monkeypatch, used):
    monkeypatch.setattr(memo, "LEAST", 0)
    monkeypatch.setattr(memo, "CONTENT_LIMIT", 20)
    write(tmp_path / "tree", ["variable H = { list('a', 'b', 'c', 'd', 'e', 'f') };"] * 4, "'/a' = { length(H) };")
    outcome(tmp_path / "tree", tmp_path / "output", capfd)
    assert not used

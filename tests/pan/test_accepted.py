"""A `with` block that looks at its element alone is spared for elements it has accepted, and for nothing else."""
from __future__ import annotations

import pytest
from qwg.pan import Compiler, Options
from qwg.pan.accepted import Accepted

# The block of the type of '/x', which is 'abc' if nothing else is said; the lines of object1, object2, ..., which are
# compiled in one run; the numbers of those that must fail; how often the block is spared.
CASES = {
    "a pattern": ("match(SELF, '^[a-c]+$')", ["", "", ""], [], 2),
    "a refusal is told each time": ("match(SELF, '^[d-f]+$')", ["", ""], [1, 2], 0),
    "another string": ("match(SELF, '^[a-c]+$')", ["", "'/x' = 'abd';", ""], [2], 1),
    "a function of the program": ("good(SELF)", [
        "function good = length(ARGV[0]) == 3;", "function good = length(ARGV[0]) == 4;", "function good = true;"],
        [2], 0),
    "a function in a template for all": ("shared(SELF)", ["", ""], [], 1),
    "a function that only some have": ("length(SELF) == 3 || good(SELF)", [
        "function good = true; '/x' = 'a';", "", "'/x' = 'a';", "function good = false; '/x' = 'a';"], [3, 4], 0),
    "a function that one after the first has": ("length(SELF) == 3 || good(SELF)", [
        "", "function good = true; '/x' = 'a';", "'/x' = 'a';"], [3], 0),
    "a function behind a function": ("indirect(SELF)", [
        "function good = true;", "function good = false;", "function good = OBJECT == 'object3';"], [2], 0),
    "a global variable": ("SELF == WANTED", ["variable WANTED = 'abc';", "variable WANTED = 'abd';"], [2], 0),
    "a global variable that need not be there": ("!is_defined(WANTED) || SELF == WANTED", [
        "", "variable WANTED = 'abd';", ""], [2], 1),
    "a local variable that is a global elsewhere": ("{ size = length(SELF); size == 3 }", [
        "", "variable size = 3;", ""], [2], 1),
    "a loop variable that is a global elsewhere": ("{ foreach (i; v; list(1)) SELF; true }", [
        "", "variable v = 3;", ""], [2], 1),
    "the object": ("OBJECT != 'object2'", ["", "", ""], [2], 0),
    "the tree": ("!exists('/y')", ["", "'/y' = 1;", ""], [2], 0),
    "a value of the tree": ("SELF == value('/y')", ["'/y' = 'abc';", "'/y' = 'abd';"], [2], 0),
    "the template, while the object is built": ("SELF == 'abc' || TEMPLATE == 'object1'", [
        "'/y' = is_valid(checked, 'b') || error('no');", "'/y' = is_valid(checked, 'b') || error('no');"], [2], 0),
    "a path by its text": ("!path_exists('/' + SELF)", ["", "'/abc' = 1;"], [2], 0),
    "a type": ("is_valid(other, SELF)", ["type other = string(3);", "type other = string(4);"], [2], 0),
    "a variable in a text": ("substitute('${W}') == SELF", ["variable W = 'abc';", "variable W = 'b';"], [2], 0),
    "the function that runs": ("named(SELF) && !is_defined(FUNCTION)", ["", ""], [], 1),
    "numbers and booleans": ("to_string(SELF) == '1'", [
        "'/x' = null; '/x' = 1;", "'/x' = null; '/x' = 1.0;", "'/x' = null; '/x' = true;", "'/x' = null; '/x' = 1;"],
        [2, 3], 1),
    "numbers in a list": ("to_string(SELF[0]) == '1'", [
        "'/x' = null; '/x' = list(1);", "'/x' = null; '/x' = list(1.0);", "'/x' = null; '/x' = list(1);"], [2], 1),
    "zeros": ("to_string(SELF) == '-0.0'", ["'/x' = null; '/x' = -0.0;", "'/x' = null; '/x' = 0.0;"], [2], 0),
    "a list": ("length(SELF) == 2", [
        "'/x' = null; '/x' = list('a', 1);", "'/x' = null; '/x' = list('a', 1);",
        "'/x' = null; '/x' = list('a', '1');"], [], 1),
    "a list, protected and not": ("{ w = list(list('a')); w[0] = list('a'); index(SELF, w) == 0 }", [
        "'/x' = null; '/x' = { OBJECT; x[0] = 'a'; x };", "'/x' = null; '/x' = list('a');"], [2], 0),
    "a dict": ("{ foreach (k; v; SELF) v > 1; true }", [
        "'/x' = null; '/x/a' = 1; '/x/b' = 2;", "'/x' = null; '/x/b' = 2; '/x/a' = 1;",
        "'/x' = null; '/x/b' = 2; '/x/a' = 1;", "'/x' = null; '/x/b' = 1; '/x/a' = 2;"], [], 1),
    "a dict with others in it": ("SELF['a']['b'] != SELF['c'][0]", [
        "'/x' = null; '/x' = dict('a', dict('b', 'd'), 'c', list('e'));"] * 2
        + ["'/x' = null; '/x' = dict('a', dict('b', 'd'), 'c', list('d'));"], [3], 1),
    "a part of SELF that is changed": ("{ foreach (k; v; SELF) v['n'] = 1; true }", [
        "'/x' = null; '/x' = { OBJECT; x['a'] = dict('n', 2); x };"
        "'/y' = 1; bind '/y' = long with SELF == value('/x/a/n');"] * 2, [], 0),
    "one part in two places": (
        "{ foreach (k; v; SELF) { if (k == 'a') v['n'] = 2 }; ok = SELF['b']['n'] == 1;"
        " foreach (k; v; SELF) { if (k == 'a') v['n'] = 1 }; ok }",
        ["'/x' = null; '/x/c' = 1; '/x' = { SELF['a'] = dict('n', 1); SELF['b'] = dict('n', 1); SELF };",
         "'/x' = null; '/x/c' = 1; '/x' = { d = dict('n', 1); SELF['a'] = d; SELF['b'] = d; SELF };"], [2], 0),
    "a list that is made": ("{ found = list(); foreach (k; v; SELF) append(found, v); length(found) == 2 }", [
        "'/x' = null; '/x' = list('a', 'b');"] * 2, [], 1),
    "a large list": ("length(SELF) == 30", ["'/x' = null; '/x' = { x[29] = ''; foreach (k; v; x) x[k] = ''; x };"] * 2,
        [], 0),
    "a large list in a loop": ("{ foreach (k; v; SELF) v == ''; true }", [
        "'/x' = null; '/x' = { x[29] = ''; foreach (k; v; x) x[k] = ''; x };"] * 2, [], 1),
}


@pytest.mark.parametrize("name", CASES)
def test_accepted(name, tmp_path, monkeypatch):
    block, lines, failing, spared = CASES[name]
    (tmp_path / "part.pan").write_text(
        "declaration template part;\nfunction shared = ARGC == 1 && match(ARGV[0], 'b');\n"
        "function named = FUNCTION == 'named';\nfunction indirect = good(ARGV[0]);\n"
        f"type checked = element with {block};\nbind '/x' = checked;\n")
    for number, line in enumerate(lines, 1):
        (tmp_path / f"object{number}.pan").write_text(
            f"object template object{number};\n'/x' = 'abc';\ninclude 'part';\n{line}\n")
    answers = []
    has = Accepted.has
    monkeypatch.setattr(Accepted, "has", lambda *arguments: answers.append(has(*arguments)) or answers[-1])
    results = Compiler(Options([tmp_path], None, ("pan",))).run(sorted(tmp_path.glob("object*.pan")))
    failed = [profile.name for profile in results.profiles if not profile.ok]
    assert failed == [f"object{at}" for at in failing], results.diagnostics
    assert answers.count(True) == spared


def test_call_depth(tmp_path):
    """What was accepted at the top is run again where its calls may be too deep."""
    (tmp_path / "part.pan").write_text(
        "declaration template part;\nfunction inner = true;\nfunction good = inner(ARGV[0]);\n"
        "type checked = string with good(SELF);\nbind '/x' = checked;\n")
    (tmp_path / "deep.pan").write_text("template deep;\n'/y' = is_valid(checked, 'abc') || error('too deep');\n")
    (tmp_path / "object1.pan").write_text("object template object1;\n'/x' = 'abc';\ninclude 'part';\n")
    (tmp_path / "object2.pan").write_text(
        "object template object2;\n'/x' = 'abc';\ninclude 'part';\ninclude 'deep';\n")
    results = Compiler(Options([tmp_path], None, ("pan",), max_recursion=2)).run(tmp_path.glob("object*.pan"))
    assert [profile.ok for profile in results.profiles] == [True, False]
    assert "too deep" in results.diagnostics[0].message

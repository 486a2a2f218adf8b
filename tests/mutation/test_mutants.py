"""The changes that are made of a template: each a text that compiles, and to something else."""
from __future__ import annotations

from pathlib import Path

import pytest

from qwg.mutation.mutants import compiled, mutants, same

# statement -> what is done with it
CHANGES = {
    "'/a' = 1;": ["`'/a_'` for `'/a'`", "drop `'/a' = 1;`", "`2` for `1`"],
    "'/a' = 'x';": ["`'/a_'` for `'/a'`", "drop `'/a' = 'x';`", "`''` for `'x'`"],
    "final '/a' = '';": ["drop `final '/a' = '';`", "`'/a_'` for `'/a'`", "`'mutant'` for `''`"],
    "'/a' = <<E;\nb\nE": ["`'/a_'` for `'/a'`", "`'mutant'` for `<<E`"],
    "variable V ?= true;": ["drop `variable V ?= true;`", "`false` for `true`"],
    "variable V = null;": ["drop `variable V = null;`"],
    "include 'x';": ["drop `include 'x';`"],
    # Nothing is included either way.
    "include null;": [],
    "variable V = A + 'b' + C;": ["drop `variable V = A + 'b' + C;`", "`''` for `'b'` in `A + 'b'`"],
    "variable V = A * 2 < B;": ["drop `variable V = A * 2 < B;`", "`/` for `*` in `A * 2`", "`3` for `2` in `A * 2`",
                                "`>=` for `<` in `A * 2 < B`"],
    "variable V = list(A[0], f('x', 1));": [
        "drop `variable V = list(A[0], f('x', 1));`", "`1` for `0` in `A[0]`", "`''` for `'x'` in `f('x', 1)`",
        "`2` for `1` in `f('x', 1)`"],
    "variable V = -A;": ["drop `variable V = -A;`", "without `-` in `-A`"],
    "variable V = if (A && B) C else D;": [
        "drop `variable V = if (A && B) C else D;`", "not `A && B`", "`||` for `&&` in `A && B`", "undef for `C`",
        "undef for `D`"],
    "variable V = if (!(A || B)) { C; };": [
        "drop `variable V = if (!(A || B)) { C; };`", "without `!` in `!(A || B`", "`&&` for `||` in `A || B`",
        "undef for `{ C; }`"],
    "variable V = { x = A; while (x < B) x = x + 1; x; };": [
        "drop `variable V = { x = A; while (x < B) x = x + 1; x; };`", "drop `x = A;`",
        "drop `while (x < B) x = x + 1;`", "not `x < B`", "`>=` for `<` in `x < B`", "`-` for `+` in `x + 1`",
        "`2` for `1` in `x + 1`", "drop `x;`"],
    "variable V = for (i = A; (i) < (B); i = i + 1) C;": [
        "drop `variable V = for (i = A; (i) < (B); i = i + 1) C;`", "not `(i) < (B)`", "`>=` for `<` in `i) < (B`",
        "`-` for `+` in `i + 1`", "`2` for `1` in `i + 1`"],
    "type t = { 'x' : long(0..) = 5 with SELF > 1 };": [
        "drop `type t = { 'x' : long(0..) = 5 with SELF > 1 };`", "`6` for `5`", "`<=` for `>` in `SELF > 1`",
        "`2` for `1` in `SELF > 1`"],
}


@pytest.mark.parametrize("statement", CHANGES)
def test_changes(statement):
    text = f"template x;\n{statement}\n"
    found = mutants("/x.pan", "x.pan", text)
    assert [mutant.what for mutant in found] == CHANGES[statement]
    assert all(mutant.line == 2 and mutant.name == f"x.pan: {mutant.what}" for mutant in found)


def test_every_mutant_compiles_to_something_else(checkout):
    """Of the largest templates; and names and texts are all different."""
    for name in ("standard/xen/functions.pan", "standard/xen/auto_network.pan"):
        text = Path(checkout, name).read_text()
        found = mutants(name, name, text)
        original = compiled(text)
        assert len(found) > 100
        assert len({mutant.name for mutant in found}) == len({mutant.data for mutant in found}) == len(found)
        for mutant in found[::7]:
            unit = compiled(mutant.data.decode())
            assert unit is not None and not same(unit, original)


def test_names_do_not_depend_on_lines():
    statements = "variable A = 1;\nvariable B = 1;\n"
    plain = mutants("/x.pan", "x.pan", f"template x;\n{statements}")
    moved = mutants("/x.pan", "x.pan", f"# more\n\n\ntemplate x;\n\n{statements}")
    assert [mutant.name for mutant in plain] == [mutant.name for mutant in moved]
    assert [mutant.name for mutant in plain][1::2] == ["x.pan: `2` for `1`", "x.pan: `2` for `1` (2)"]


def test_what_does_not_compile_has_none():
    assert mutants("/x.pan", "x.pan", "template x;\n'/a' = ;\n") == []

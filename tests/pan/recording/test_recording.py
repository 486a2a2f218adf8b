"""Recorded runs: who wrote what, and what ran; the profiles are the same bytes as without recording."""
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from qwg.pan import Compiler, Options
from qwg.pan.paths import Path as PanPath
from qwg.pan.types import shown_value
from qwg.pan.values import unwrap
from qwg.site.tree import tree_at

SOURCES = {
    "host": """object template host;
include 'inc';
'/copy' = value('guest:/hw');
'/copy/ram' = 5;
'/hw' = create('struct', 'x', 3);
variable G = dict('k', dict('a', 1));
'/g' = {
    x = G;
    x['k']['b'] = 2;
    y = x;
    y['k']['c'] = 3;
    x;
};
'/self/list' = list('a');
'/self/list' = append('b');
'/self/list' = {
    SELF[0] = 'z';
    SELF;
};
'/gone' = 1;
'/gone' = null;
type t = {
    'size' : long = 7
    'unit' ? string
};
bind '/typed' = t;
'/typed/unit' = if (length(OBJECT) > 100) 'GB' else 'MB';
""",
    "guest": """object template guest;
'/hw' = create('struct');
""",
    "struct": """structure template struct;
'disk/sda' = 10;
'ram' = { 5 + length(OBJECT) };
""",
    "inc": """template inc;
function f = {
    v = dict();
    if (ARGC == 1) {
        v['deep'] = ARGV[0];
    } else {
        error('one argument');
    };
    v['deep'];
};
prefix '/p/q';
'r' = 1;
'r' = f(2);
""",
}


@pytest.fixture
def tree(tmp_path):
    for name, text in SOURCES.items():
        (tmp_path / f"{name}.pan").write_text(text)
    return tmp_path


def compiled(tree: Path, record: bool):
    out = tree / f"out-{record}"
    out.mkdir(exist_ok=True)
    options = Options(include_path=[tree], output_dir=out, formats=("pan", "json", "dep"), record=record)
    results = Compiler(options).run([tree / "host.pan"])
    assert results.ok, [diagnostic.text() for diagnostic in results.diagnostics]
    return results, {file.name: file.read_bytes() for file in out.iterdir()}


def test_recording_changes_no_byte(tree):
    plain, plain_files = compiled(tree, False)
    recorded, recorded_files = compiled(tree, True)
    assert plain.recording is None and recorded.recording is not None
    assert recorded_files == plain_files and len(plain_files) == 6


# path -> (action, value, template, line, object) of all writes, in order
WRITES = {
    "/p/q/r": [("set", "1", "inc", 12, "host"), ("set", "2", "inc", 13, "host")],
    "/copy/disk/sda": [("set", "10", "struct", 2, "guest"), ("set", "dict of 2 elements", "host", 3, "host")],
    "/copy/ram": [("set", "10", "struct", 3, "guest"), ("set", "dict of 2 elements", "host", 3, "host"),
                  ("set", "5", "host", 4, "host")],
    "/hw/ram": [("set", "9", "struct", 3, "host"), ("set", "dict of 3 elements", "host", 5, "host")],
    "/hw/x": [("set", "3", "host", 5, "host"), ("set", "dict of 3 elements", "host", 5, "host")],
    "/g/k/a": [("set", "dict of 1 element", "host", 7, "host")],
    "/g/k/b": [("set", "2", "host", 9, "host"), ("set", "dict of 1 element", "host", 7, "host")],
    "/g/k/c": [("set", "3", "host", 11, "host"), ("set", "dict of 1 element", "host", 7, "host")],
    "/self/list/0": [("set", "list of 1 element", "host", 14, "host"), ("set", "list of 1 element", "host", 15, "host"),
                     ("set", "list of 2 elements", "host", 15, "host"), ("set", "z", "host", 17, "host"),
                     ("set", "list of 2 elements", "host", 16, "host")],
    "/self/list/1": [("set", "b", "host", 15, "host"), ("set", "list of 2 elements", "host", 15, "host"),
                     ("set", "list of 2 elements", "host", 16, "host")],
    "/gone": [("set", "1", "host", 20, "host"), ("delete", "", "host", 21, "host")],
    "/typed/size": [("default", "7", "host", 23, "host")],
    "/typed/unit": [("set", "MB", "host", 27, "host")],
}


def writes(results, object_name: str, path: str) -> list[tuple]:
    return [(write.action, write.value, Path(write.span.file).stem, write.span.line, write.object_name)
            for write in results.recording.writes(object_name, path)]


@pytest.mark.parametrize("path", WRITES)
def test_writes_of_a_path(tree, path):
    results, _ = compiled(tree, True)
    assert writes(results, "host", path) == WRITES[path]


# What a statement does, and the writes that it leaves of one element: (action, value, line), of a part (part, line).
ALIASES = {
    "a copy of a constant is no write of its neighbours": (
        "'/a' = merge(dict('x', 1), dict('y', 2));\n'/a/y' ?= 3;\n'/a/z' = 4;", "/a/y", [("set", "dict of 2 elements", 2)]),
    "a value in two places is changed in one": (
        "variable V = dict('k', list(1, 2));\n'/a' = V;\n'/b' = V;\n'/b/k/0' = 9;", "/a/k/0",
        [("set", "dict of 1 element", 3)]),
    "and in the other": (
        "variable V = dict('k', list(1, 2));\n'/a' = V;\n'/b' = V;\n'/b/k/0' = 9;", "/b/k/0",
        [("set", "dict of 1 element", 4), ("set", "9", 5)]),
    "through an argument of a function": (
        "function f = { t = ARGV[0]; t['x'] = ARGV[1]; t };\n'/a' = { d = dict('y', OBJECT); f(d, 5); d };", "/a/x",
        [("set", "5", 2), ("set", "dict of 2 elements", 3)]),
    "in a loop over SELF": (
        "'/a' = {\n foreach (k; v; dict('x', 1, 'y', 2))\n  SELF[k] = v + 1;\n SELF;\n};", "/a/x",
        [("set", "2", 4), ("set", "dict of 2 elements", 2)]),
    "behind an element that goes": (
        "'/a' = list('p', 'q');\n'/a/1' = 'r';\n'/a/0' = null;", "/a/0",
        [("set", "list of 2 elements", 2), ("set", "r", 3)]),
    "an element that went": (
        "'/a' = list('p', 'q');\n'/a/1' = null;", "/a/1", [("set", "list of 2 elements", 2), ("delete", "", 3)]),
    "behind an element that comes": (
        "'/a' = { l = list(OBJECT); prepend(l, 'x'); l };", "/a/0", [("set", "x", 2), ("set", "list of 2 elements", 2)]),
    "under a prefix": ("prefix '/a';\n'x' = 1;\n'x' = SELF + 1;", "/a/x", [("set", "1", 3), ("set", "2", 4)]),
    "a default in a list": (
        "type t = { 'n' : long = 5 };\ntype l = t[];\nbind '/a' = l;\n'/a' = list(dict('n', 4), dict());", "/a/1/n",
        [("default", "5", 2)]),
    "no default in a list": (
        "type t = { 'n' : long = 5 };\ntype l = t[];\nbind '/a' = l;\n'/a' = list(dict('n', 4), dict());", "/a/0/n",
        [("set", "list of 2 elements", 5)]),
    "a default for undef": (
        "type t = { 'n' ? long = 5 };\nbind '/a' = t;\n'/a/n' = undef;", "/a/n",
        [("set", "undef", 4), ("default", "5", 2)]),
    "deleted with what it lay in, and made anew": (
        "'/a/x' = 1;\n'/a' = null;\n'/a/x' = 2;", "/a/x", [("set", "1", 2), ("delete", "", 3), ("set", "2", 4)]),
    "copied over two objects": (
        "'/a' = value('second:/b');", "/a/x",
        [("set", "1", 2), ("set", "dict of 1 element", 2)]),
    "in a structure template, twice": (
        "'/a' = create('part', 'y', 3);\n'/a/again' = create('part');", "/a/again/x/z",
        [("set", "dict of 1 element", 2), ("set", "2", 3), ("set", "dict of 2 elements", 3)]),
    "by create() itself": (
        "'/a' = create('part', 'y', 3);", "/a/y",
        [("set", "1", 4), ("set", "3", 2), ("set", "dict of 2 elements", 2)]),
}
AROUND = {"second": "object template second;\n'/b' = value('third:/c');\n", "third": "object template third;\n'/c/x' = 1;\n",
          "part": "structure template part;\n'x' = dict('z', 1);\n'x/z' = 2;\n'y' ?= 1;\n"}


@pytest.mark.parametrize("name", ALIASES)
def test_history_goes_with_the_element(tmp_path, name):
    text, path, expected = ALIASES[name]
    for part, source in {**AROUND, "host": f"object template host;\n{text}\n"}.items():
        (tmp_path / f"{part}.pan").write_text(source)
    results, _ = compiled(tmp_path, True)
    assert [(action, value, line) for action, value, _, line, _ in writes(results, "host", path)] == expected


def elements(value, terms=()):
    """All below a value, as (terms, element)."""
    base = unwrap(value)
    items = base.items() if isinstance(base, dict) else enumerate(base) if isinstance(base, list) else ()
    for key, child in items:
        yield (*terms, key), unwrap(child)
        yield from elements(child, (*terms, key))


def test_every_element_of_the_example_was_written_by_somebody(checkout):
    cluster = tree_at(checkout).cluster("example-xen")
    results = Compiler(Options(cluster.include_path, None, record=True)).run(cluster.sources)
    assert results.ok
    counts = Counter()
    for name in results.recording.objects():
        for terms, element in elements(results.recording.context(name).root):
            origin = results.recording.origin(name, terms)
            assert origin is not None and origin.action != "delete" and origin.span, (name, terms)
            own = origin.path == str(PanPath("absolute", None, terms))
            if own and not isinstance(element, (dict, list)):
                assert origin.value == shown_value(element), (name, terms)
            counts[own] += 1
    assert counts[True] > 5 * counts[False] > 0


def test_include_chain_of_a_write(tree):
    results, _ = compiled(tree, True)
    last = results.recording.writes("host", "/p/q/r")[-1]
    assert [(frame.what, Path(frame.span.file).stem, frame.span.line) for frame in last.trace] == [
        ("assignment to /p/q/r", "inc", 13), ("include of inc", "host", 2)]


def test_default_names_its_type_and_its_binding(tree):
    results, _ = compiled(tree, True)
    write, = [write for write in results.recording.writes("host", "/typed/size") if write.action == "default"]
    assert write.type.startswith("long [") and "host.pan:23" in write.type
    assert write.bound.startswith("/typed bound to t [") and "host.pan:26" in write.bound


def test_statements_and_branches_that_ran(tree):
    results, _ = compiled(tree, True)
    covered = {Path(file).stem: rows for file, rows in results.recording.coverage().items()}
    assert {(row.what, row.span.line): row.times for row in covered["inc"]} == {
        ("statement", 2): 1, ("operation", 3): 1, ("operation", 4): 1, ("then", 5): 1, ("else", 7): 0,
        ("operation", 9): 1, ("statement", 12): 1, ("statement", 13): 1}
    assert {row.what: row.times for row in covered["host"] if row.span.line == 27} == {
        "statement": 1, "then": 0, "else": 1}
    assert {(row.what, row.span.line): row.times for row in covered["struct"]} == {
        ("statement", 2): 2, ("statement", 3): 2}


PARTS = """object template parts;
variable V ?= 1 + length(OBJECT);
variable V ?= 2 + length(OBJECT);
function never = ARGV[0] + 1;
function once = ARGV[0] + 1;
'/a' = once(1);
type t = long with SELF > 0;
bind '/a' = t;
bind '/none' = t with SELF > 1;
'/b' = {
    if (length(OBJECT) > 100) {
        never(1);
    };
    foreach (i; x; list()) {
        error('no');
    };
    return(1);
    never(2);
};
valid '/b' = SELF == 1;
"""


def test_parts_of_statements_that_ran(tmp_path):
    (tmp_path / "parts.pan").write_text(PARTS)
    results = Compiler(Options(include_path=[tmp_path], formats=("null",), record=True)).run([tmp_path / "parts.pan"])
    [rows] = results.recording.coverage().values()
    assert {(row.what, row.span.line): row.times for row in rows if row.what != "statement"} == {
        ("operation", 2): 1, ("operation", 3): 0, ("operation", 4): 0, ("operation", 5): 1, ("operation", 7): 1,
        ("operation", 9): 0, ("operation", 11): 1, ("then", 12): 0, ("else", 11): 1, ("operation", 14): 1,
        ("loop", 15): 0, ("operation", 17): 1, ("operation", 18): 0, ("operation", 20): 1}
    ends = {(row.what, row.span.line): (row.span.end_line, row.span.end_column) for row in rows}
    assert ends["operation", 11] == (12, len("        never(1)")) and ends["operation", 14][0] == 15
    # What is not written has no place of its own.
    assert ends["else", 11] == (11, len("    if"))


def test_a_tally_adds_up(tree):
    from qwg.pan.recording import Tally

    results, _ = compiled(tree, True)
    tally = Tally()
    for _ in range(3):
        tally.add(results.recording)
    one = results.recording.coverage()
    assert {file: [(row.what, row.span, row.times) for row in rows] for file, rows in tally.coverage().items()} == {
        file: [(row.what, row.span, 3 * row.times) for row in rows] for file, rows in one.items()}


def test_without_recording_nothing_of_it_is_there(tree, checkout):
    script = ("import sys; from pathlib import Path; from qwg.pan import Compiler, Options, codegen, values; "
              "from qwg.pan.parser import parse_template; "
              "assert Compiler(Options([Path('.')], None)).run([Path('host.pan')]).ok; "
              "assert 'qwg.pan.recording' not in sys.modules and values.observer is None; "
              "texts = [codegen.compile_template(parse_template(Path('inc.pan').read_text()), False, record).branches "
              "for record in (False, True)]; "
              "assert not texts[0] and texts[1]")
    subprocess.run([sys.executable, "-c", script], cwd=tree, env={**os.environ, "PYTHONPATH": str(checkout / "tools")},
                   check=True)


def test_unknown_object_is_a_key_error(tree):
    results, _ = compiled(tree, True)
    with pytest.raises(KeyError):
        results.recording.writes("nobody", "/a")


def test_recording_has_cache_entries_of_its_own(tree):
    cache = tree / "cache"
    for record in (False, True, False, True):
        options = Options(include_path=[tree], output_dir=None, record=record, cache_dir=cache)
        results = Compiler(options).run([tree / "host.pan"])
        assert results.ok and (results.recording is not None) is record
        if record:
            rows = [row for rows in results.recording.coverage().values() for row in rows]
            assert any(row.what == "else" for row in rows)

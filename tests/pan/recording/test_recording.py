"""Recorded runs: who wrote what, and what ran; the profiles are the same bytes as without recording."""
from pathlib import Path

import pytest

from qwg.pan import Compiler, Options

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


# path -> (action, value, template, line, object) of the writes that matter, in order
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
    "/self/list/0": [("set", "list of 1 element", "host", 14, "host"), ("set", "z", "host", 17, "host")],
    "/self/list/1": [("set", "b", "host", 15, "host")],
    "/gone": [("set", "1", "host", 20, "host"), ("delete", "", "host", 21, "host")],
    "/typed/size": [("default", "7", "host", 23, "host")],
    "/typed/unit": [("set", "MB", "host", 27, "host")],
}


@pytest.mark.parametrize("path", WRITES)
def test_writes_of_a_path(tree, path):
    results, _ = compiled(tree, True)
    found = [(write.action, write.value, Path(write.span.file).stem, write.span.line, write.object_name)
             for write in results.recording.writes("host", path)]
    assert [write for write in found if write in WRITES[path]] == WRITES[path], found


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

"""What differs between two profiles, value by value, and how it is grouped and shown."""
from __future__ import annotations

import json

import pytest

from qwg.site.diff import Differences, DiffReport, changes, grouped, hunks
from qwg.site.revisions import State
from qwg.site.tree import Tree

VALUES = [
    ("nothing", {"a": [1, {"b": "c"}]}, {"a": [1, {"b": "c"}]}, []),
    ("the order of keys", {"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
    ("a value", {"a": 1}, {"a": 2}, ["~ /a  1 -> 2"]),
    ("a long and a string", {"a": 1}, {"a": "1"}, ['~ /a  1 -> "1"']),
    ("a long and a double", {"a": 1}, {"a": 1.0}, ["~ /a  1 -> 1.0"]),
    ("a long and a boolean", {"a": 1}, {"a": True}, ["~ /a  1 -> true"]),
    ("elements of a list", {"a": [1, 2, 3]}, {"a": [1, 9]}, ["~ /a/1  2 -> 9", "- /a/2  3"]),
    ("what comes and goes", {"a": {"x": 1}}, {"b": {"y": 2, "z": []}},
     ["- /a/x  1", "+ /b/y  2", "+ /b/z  list of 0 elements"]),
    ("a value for a dict", {"a": 1}, {"a": {"x": 1}}, ["- /a  1", "+ /a/x  1"]),
    ("a dict for a list", {"a": {}}, {"a": []}, ["- /a  dict of 0 elements", "+ /a  list of 0 elements"]),
    ("an escaped key", {"_2fetc_2fmotd": 1}, {"_2fetc_2fmotd": 2}, ["~ /{/etc/motd}  1 -> 2"]),
    ("a text of several lines", {"a": "one\ntwo\nthree"}, {"a": "one\n2\nthree"}, ["~ /a", "  -two", "  +2"]),
    ("a long text", {"a": "x" * 300 + "y"}, {"a": "x" * 300 + "z"},
     ['~ /a  "' + "x" * 40 + 'y" -> "' + "x" * 40 + 'z"']),
    ("what a terminal would obey", {"a": "\x1b[2J"}, {"a": "\x1b[3J\n"}, ["~ /a", "  -\\x1b[2J", "  +\\x1b[3J", "  +"]),
]


@pytest.mark.parametrize("what, before, after, expected", VALUES, ids=[row[0] for row in VALUES])
def test_values_that_differ(what, before, after, expected):
    found = list(changes((), before, after))
    assert [line for change in found for line in change.lines(0)] == expected


@pytest.mark.parametrize("before, after, expected", [
    ("a b c", "a b c", []),
    ("a b c", "a x c", [("-b", "+x")]),
    ("a b c", "b c d", [("-a",), ("+d",)]),
])
def test_lines_that_differ(before, after, expected):
    assert [hunk.lines for hunk in hunks(before.split(), after.split())] == expected


def differences() -> Differences:
    found = Differences(compared=4, added=["new"])
    for name in ("h1", "h2"):
        found.compare_profile(name, {"ram": 1, "os": "a"}, {"ram": 2, "os": "a"})
    found.compare_profile("h3", {"ram": 1, "os": "a"}, {"ram": 2, "os": "b"})
    found.compare_files({"x/one": ["m = 1"], "x/two": ["m = 1", "n"], "x/gone": []},
                        {"x/one": ["m = 2"], "x/two": ["m = 2", "n"]})
    return found


def test_what_differs_alike_is_told_once():
    found = differences()
    assert [(names, [change.path for change in of_them]) for names, of_them in grouped(found.profiles)] == [
        (["h1", "h2", "h3"], ["/ram"]), (["h3"], ["/os"])]
    assert [names for names, _ in grouped(found.files)] == [["x/one", "x/two"]] and found.removed_files == ["x/gone"]


@pytest.fixture
def report(tmp_path) -> DiffReport:
    tree = Tree(tmp_path, tmp_path)
    return DiffReport(State("main", "c" * 40, tree), State("the working tree", "", tree), differences())


def test_the_text(report, capsys):
    report.show()
    assert capsys.readouterr().out.replace("compared, ", "compared,\n") == """\
3 profiles: h1, h2, h3
  ~ /ram  1 -> 2

1 profile: h3
  ~ /os  "a" -> "b"

2 files of hosts: x/one, x/two
  -m = 1
  +m = 2

added profiles: new
removed files of hosts: x/gone
main (cccccccccccc) against the working tree: 4 profiles compared,
3 changed, 1 added, 0 removed, 3 files of hosts differ
"""
    assert report.exit_code == 1


def test_markdown_that_no_value_can_leave(report, capsys):
    report.found.compare_profile("h3", {"v": "```\n"}, {"v": "```\n# heading"})
    report.show(markdown=True)
    text = capsys.readouterr().out
    assert text.startswith("**main (cccccccccccc) against the working tree: 4 profiles compared")
    assert "### 3 profiles: `h1`, `h2`, `h3`\n\n```diff\n- /ram = 1\n+ /ram = 2\n```\n" in text
    assert "+# heading" in text.split("```diff\n")[-3]


def test_the_json_document(report, capsys):
    report.show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["profiles"][0] == {"profiles": ["h1", "h2", "h3"], "changes": [
        {"path": "/ram", "kind": "changed", "before": {"type": "long", "value": 1},
         "after": {"type": "long", "value": 2}}]}
    assert document["files"] == [{"files": ["x/one", "x/two"], "hunks": [["-m = 1", "+m = 2"]]}]
    assert (document["compared"], document["before"]["name"], document["after"]["commit"]) == (4, "main", None)

"""Who set a value: one tree, and for each path the text that a reader gets."""
from __future__ import annotations

import json

import pytest

from qwg.site.history import why
from qwg.site.shown import leaves, path_text, typed_text

TREE = {
    "clusters/one/cluster.build.properties": "cluster.pan.includes=lib\n",
    "clusters/one/profiles/a.pan": """object template a;
include 'first';
include if (true) 'second';
'/own' = "1";
type t = {
    'size' : long = 7
    'unit' ? string
};
bind '/typed' = t;
'/typed/unit' = 'GB';
'/gone' = 1;
'/gone' = null;
'/copy' = value('b:/v');
'/escaped' = dict(escape('/var/log'), true);
""",
    "clusters/one/profiles/b.pan": "object template b;\n'/v/w' = 2.0;\n",
    "clusters/one/profiles/sub/c.pan": "object template sub/c;\n'/v' = 1;\n",
    "clusters/one/profiles/invalid.pan": "object template invalid;\nbind '/v' = string;\n'/v' = 1;\n",
    "clusters/one/profiles/broken.pan": "object template broken;\n'/v' = UNKNOWN;\n",
    "lib/first.pan": "template first;\n'/v/w' = 7;\n'/v/x' = list('p', 'q');\n",
    "lib/second.pan": "template second;\n'/v/w' = 8;\n'/v' = { SELF['w'] = 9; SELF['z'] = 'new'; SELF; };\n",
}
A = "clusters/one/profiles/a.pan"

TEXTS = [
    ("a", "/own", ["/own of a is \"1\", a string", f"set at {A}:4", "   4 | '/own' = \"1\";", "| ^^^^^^^^^^^^^",
                   f"at assignment to /own [{A}:4]"]),
    ("a", "/v/w", ["/v/w of a is 9, a long", "set at lib/second.pan:3",
                   "3 | '/v' = { SELF['w'] = 9; SELF['z'] = 'new'; SELF; };", "|          ^^^^^^^^^",
                   "at assignment to /v [lib/second.pan:3]", f"at include of second [{A}:3]",
                   "overwrote", "8, set at lib/second.pan:2", "7, set at lib/first.pan:2"]),
    ("a", "/v/x/1", ["/v/x/1 of a is \"q\", a string", "set as part of /v/x at lib/first.pan:3",
                     "3 | '/v/x' = list('p', 'q');", "| ^^^^^^^^^^^^^^^^^^^^^^^^",
                     "at assignment to /v/x [lib/first.pan:3]", f"at include of first [{A}:2]"]),
    ("a", "/typed/size", ["/typed/size of a is 7, a long", f"default of type long [{A}:6.14-6.21]",
                          f"/typed bound to t [{A}:9.17-9.17]", "6 |     'size' : long = 7",
                          "|              ^^^^^^^^"]),
    ("a", "/copy/w", ["/copy/w of a is 2.0, a double", "set at clusters/one/profiles/b.pan:2, while b was built",
                      "2 | '/v/w' = 2.0;", "| ^^^^^^^^^^^^^", "at assignment to /v/w [clusters/one/profiles/b.pan:2]"]),
    ("a", "/gone", ["a has no /gone: / has no 'gone'; there are: copy, escaped, own, typed, v", f"deleted at {A}:12",
                    "12 | '/gone' = null;", "| ^^^^^^^^^^^^^^^", f"at assignment to /gone [{A}:12]",
                    "overwrote", f"1, set at {A}:11"]),
    ("a", "/v/y", ["a has no /v/y: /v has no 'y'; there are: w, x, z"]),
    ("a", "/v/x/2", ["a has no /v/x/2: /v/x is a list of 2 elements, counted from 0"]),
    ("a", "/own/er", ["a has no /own/er: /own is \"1\", a string, with nothing below it"]),
    ("a", "/escaped", ["/escaped of a is a dict of 1 element", f"set at {A}:14",
                       "14 | '/escaped' = dict(escape('/var/log'), true);", "| ^^^^^^",
                       f"at assignment to /escaped [{A}:14]", "",
                       "Below       Value  Set at", f"{{/var/log}}  true   {A}:14"]),
    ("a", "/escaped/{/var/log}", ["/escaped/{/var/log} of a is true, a boolean",
                                  f"set as part of /escaped at {A}:14", "14 |", "| ^^^^^^",
                                  f"at assignment to /escaped [{A}:14]"]),
    ("c", "v", ["/v of sub/c is 1, a long", "set at clusters/one/profiles/sub/c.pan:2", "2 | '/v' = 1;", "| ^^^^^^^^^",
                "at assignment to /v [clusters/one/profiles/sub/c.pan:2]"]),
]


@pytest.fixture
def ask(make_tree):
    top = make_tree(TREE).top
    return lambda profile, path: why(str(top), None, profile, path)


@pytest.mark.parametrize("profile, path, expected", TEXTS, ids=[row[1] for row in TEXTS])
def test_the_text(ask, profile, path, expected, capsys):
    report = ask(profile, path)
    report.show()
    told = capsys.readouterr()
    lines = [line.strip() for line in told.out.splitlines()]
    assert len(lines) == len(expected), told.out
    for line, start in zip(lines, expected):
        assert line.startswith(start.strip()), told.out
    assert told.err == "" and report.exit_code == int(" has no " in expected[0])


def test_what_lies_below_comes_with_its_places(ask):
    report = ask("a", "/")
    below = {path_text(terms): (value, report.place(write)) for terms, value, write in report.below}
    assert below["/v/z"] == ("new", "lib/second.pan:3") and below["/copy/w"] == (2.0, "clusters/one/profiles/b.pan:2")
    assert below["/typed/size"] == (7, f"{A}:6 (default of type long)")
    assert sorted(below) == ["/copy/w", "/escaped/{/var/log}", "/own", "/typed/size", "/typed/unit", "/v/w", "/v/x/0",
                             "/v/x/1", "/v/z"]


def test_the_json_document(ask, capsys):
    ask("a", "/v/w").show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert (document["present"], document["kind"], document["value"], document["ok"]) == (True, "long", 9, True)
    assert document["origin"]["span"] == {"file": "lib/second.pan", "line": 3, "column": 10, "end_line": 3,
                                          "end_column": 18}
    assert [(write["value"], write["carried"]) for write in document["history"] if write["path"] == "/v/w"][:1] == [
        ("7", False)]


def test_a_profile_that_is_not_valid_is_told_and_explained(ask, capsys):
    report = ask("invalid", "/v")
    report.show()
    told = capsys.readouterr()
    assert "/v of invalid is 1, a long" in told.out and "validation error" in told.err and report.exit_code == 1


@pytest.mark.parametrize("profile, path, exit_code, message", [
    ("broken", "/v", 1, "evaluation error"),
    ("d", "/v", 2, "there is no profile 'd'"),
    ("a", "/v//w", 2, "'/v//w' is no path in a profile"),
    ("a", "b:/v", 2, "is no path in a profile"),
])
def test_a_question_that_cannot_be_answered(ask, profile, path, exit_code, message, capsys):
    report = ask(profile, path)
    report.show()
    told = capsys.readouterr()
    assert report.exit_code == exit_code and told.out == "" and message in told.err


def test_two_profiles_of_one_name_need_the_cluster(make_tree):
    tree = make_tree({**TREE, "clusters/two/profiles/a.pan": "object template a;\n'/own' = 2;\n"})
    assert "name the cluster" in why(str(tree.top), None, "a", "/own").diagnostics[0].message
    assert why(str(tree.top), None, "a", "/own", cluster="two").value == 2


@pytest.mark.parametrize("value, text", [
    (1, "1"), (1.0, "1.0"), ("1", '"1"'), (True, "true"), ("a\x1b[2J", '"a\\u001b[2J"'), ("ä", '"ä"'),
    ({}, "dict of 0 elements"), ([1], "list of 1 element"), ("x" * 300, '"' + "x" * 199 + "... (302 characters)"),
])
def test_the_text_of_a_value_tells_its_type(value, text):
    assert typed_text(value) == text


@pytest.mark.parametrize("term, text", [
    ("_2fvar_2flog", "{/var/log}"), ("_61a", "_61a"), ("my_add", "my_add"), ("xen_guest", "xen_guest"), (3, "3"),
    ("_31st", "{1st}"), ("_1b_5b", "_1b_5b"), ("plain", "plain"),
])
def test_escaped_keys_are_shown_readable(term, text):
    assert path_text((term,)) == f"/{text}"


def test_leaves_are_properties_and_what_is_empty():
    assert list(leaves({"b": [1, {}], "a": {"c": "x"}, "d": []})) == [
        (("a", "c"), "x"), (("b", 0), 1), (("b", 1), {}), (("d",), [])]

"""Which file a name leads to: the order of the load path, LOADPATH, texts, and names that are not there."""
from __future__ import annotations

import json

import pytest

from qwg.site.which import which

TREE = {
    "clusters/one/cluster.build.properties": "cluster.pan.includes=lib/** other\n",
    "clusters/one/profiles/a.pan": "object template a;\nvariable LOADPATH = list('old');\ninclude 'os';\n"
                                   "variable LOADPATH = list('new');\n'/t' = file_contents('text');\n",
    "clusters/one/profiles/bad.pan": "object template bad;\n'/v' = UNKNOWN;\n",
    "clusters/one/site/both.tpl": "template both;\n",
    "clusters/two/cluster.build.properties": "cluster.pan.includes=other lib/**\n",
    "clusters/two/profiles/b.pan": "object template b;\n",
    "lib/both.pan": "template both;\n",
    "lib/both.tpl": "template both;\n",
    "lib/deep/config.pan": "template config;\n",
    "lib/new/os.pan": "template os;\n",
    "lib/new/text": "new\n",
    "lib/old/os.pan": "template os;\n",
    "other/both.pan": "template both;\n",
    "other/old/os.tpl": "template os;\n",
    "other/text": "plain\n",
    "other/taken/file": "a file",
    "lib/taken/file/in": "a folder is in the way",
}


@pytest.fixture
def ask(make_tree):
    top = make_tree(TREE).top
    return lambda name, **options: which(str(top), None, name, **options)


CASES = [
    ("a folder of the path beats the ending, .pan beats .tpl", "both", {"clusters": ["one"]},
     ["clusters/one/site/both.tpl", "lib/both.pan", "lib/both.tpl", "other/both.pan"], []),
    ("each cluster has its own order", "both", {"clusters": ["two"]},
     ["other/both.pan", "lib/both.pan", "lib/both.tpl"], []),
    ("without LOADPATH", "os", {"clusters": ["one"]}, ["lib/new/os.pan", "lib/old/os.pan"], []),
    ("entries of LOADPATH are tried in each folder", "os", {"clusters": ["two"], "loadpath": ["old"]},
     ["other/old/os.tpl", "lib/old/os.pan", "lib/new/os.pan"], []),
    ("the LOADPATH at the look-up, not the last one", "os", {"profile": "a"}, ["lib/old/os.pan", "lib/new/os.pan",
                                                                              "other/old/os.tpl"], []),
    ("a text", "text", {"clusters": ["one"]}, [], ["lib/new/text", "other/text"]),
    ("a text of a profile", "text", {"profile": "a"}, [], ["lib/new/text", "other/text"]),
    ("a folder before a text is in its way", "taken/file", {"clusters": ["one"]}, [],
     ["lib/taken/file", "other/taken/file"]),
]


@pytest.mark.parametrize("what, name, options, templates, texts", CASES, ids=[row[0] for row in CASES])
def test_the_winner_comes_first(ask, what, name, options, templates, texts):
    report = ask(name, **options)
    (answer,) = report.answers
    assert (list(answer.templates), list(answer.texts)) == (templates, texts)
    assert (report.exit_code, report.diagnostics) == (0, [])


def test_clusters_with_the_same_answer_are_told_together(ask, capsys):
    ask("config").show()
    assert capsys.readouterr().out == "one, two:\n  lib/deep/config.pan\n"


def test_the_text_names_what_is_shadowed_and_the_loadpath(ask, capsys):
    ask("os", profile="a").show()
    assert capsys.readouterr().out == ("one with LOADPATH old of profile a:\n  lib/old/os.pan\n"
                                       "    shadows lib/new/os.pan\n    shadows other/old/os.tpl\n"
                                       "  the profile uses it\n")


@pytest.mark.parametrize("name, near", [
    ("confg", ["config"]),
    ("lib/deep/config.pan", ["deep/config"]),
    ("nowhere/os", ["new/os", "old/os", "os"]),
    ("nothing-like-it", []),
])
def test_what_is_not_there(ask, name, near, capsys):
    report = ask(name, clusters=["one"])
    assert (report.near, report.exit_code) == (near, 1)
    report.show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["answers"][0]["templates"] == [] and document["near"] == near and not document["ok"]


def test_a_name_that_only_an_entry_of_loadpath_leads_to(make_tree, capsys):
    tree = make_tree({"clusters/one/profiles/a.pan": "object template a;\n", "lib/el9/os.pan": "template os;\n",
                      "clusters/one/cluster.build.properties": "cluster.pan.includes=lib\n"})
    which(str(tree.top), None, "os").show()
    assert "or is el9 an entry of LOADPATH? --loadpath and --profile take" in capsys.readouterr().out


@pytest.mark.parametrize("name, options, exit_code, message", [
    ("both", {"clusters": ["three"]}, 2, "there is no cluster 'three'"),
    ("both", {"profile": "c"}, 2, "there is no profile 'c'; there are: a, b, bad"),
    ("both", {"profile": "a", "clusters": ["two"]}, 2, "there is no profile 'a'"),
    ("both", {"profile": "a", "loadpath": ["x"]}, 2, "exclude each other"),
    ("both", {"profile": "bad"}, 1, "profile bad cannot be made"),
    ("../both", {}, 2, "is no name of a template"),
    ("", {}, 2, "is no name of a template"),
])
def test_a_request_that_cannot_be_answered(ask, name, options, exit_code, message):
    report = ask(name, **options)
    assert report.exit_code == exit_code and message in report.diagnostics[-1].message


def test_a_cluster_that_cannot_be_read_does_not_hide_the_others(make_tree):
    tree = make_tree({**TREE, "clusters/empty/cluster.build.properties": ""})
    report = which(str(tree.top), None, "config")
    assert list(report.answers.values()) == [["one", "two"]] and report.exit_code == 1
    assert "cluster empty has no folder 'profiles'" in report.diagnostics[0].message

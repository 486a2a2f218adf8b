"""Checks across templates: what a tree holds, and what is found where."""
from __future__ import annotations

import pytest

from qwg.lint.linter import Request, lint

CLUSTER = {"clusters/c/cluster.build.properties": "cluster.pan.includes=site library\n",
           "clusters/c/profiles/host.pan": "object template host;\ninclude 'start';\n"}
FULL = "'/used' = 1;\n"

# name: (files beside CLUSTER, what is found: file, line, id and some words)
CASES = {
    "nothing": ({"site/start.pan": "template start;\n" + FULL}, []),
    "missing": ({"site/start.pan": "template start;\ninclude 'nowhere';\ninclude if_exists('nowhere');\n"},
                [("site/start.pan", 2, "DI002", "'nowhere'")]),
    "below a folder of the load path, for LOADPATH": (
        {"site/start.pan": "template start;\nvariable LOADPATH = list('os/one');\ninclude 'os/config';\n",
         "library/os/one/os/config.pan": "template os/config;\n" + FULL}, []),
    "included twice": (
        {"site/start.pan": "template start;\ninclude 'u';\ninclude 'o';\ninclude 'u';\ninclude 'o';\n",
         "library/u.pan": "unique template u;\n" + FULL, "library/o.pan": "template o;\n" + FULL},
        [("site/start.pan", 4, "DI001", "runs only once")]),
    "twice, but not certainly once": (
        {"site/start.pan": "template start;\ninclude 'u';\ninclude 'u';\n",
         "library/u.pan": "unique template u;\n" + FULL, "library/a/u.pan": "template u;\n" + FULL}, []),
    "empty": (
        {"site/start.pan": "template start;\ninclude 'a';\ninclude 'd';\n", "library/a.pan": "template a;\ninclude 'b';\n",
         "library/b.pan": "template b;\n# nothing\n", "library/d.pan": "template d;\ninclude 'd';\n"},
        [("library/a.pan", 2, "DI001", "'b' holds no statement"), ("site/start.pan", 2, "DI001", "'a' holds")]),
    "nothing to include": ({"site/start.pan": "template start;\ninclude if (false) 'x' else undef;\ninclude null;\n"
                            + FULL}, [("site/start.pan", 2, "DI001", "whatever"),
                                      ("site/start.pan", 3, "DI001", "whatever")]),
    "shadowed": ({"site/start.pan": "template start;\n" + FULL, "library/start.pan": "template start;\n" + FULL},
                 [("library/start.pan", 1, "TN002", "site/start.pan stands before it")]),
    "shadowed by another ending": (
        {"site/start.pan": "template start;\n" + FULL, "site/start.tpl": "template start;\n" + FULL},
        [("site/start.tpl", 1, "TN002", "start.pan stands before it")]),
    "shadowed in one cluster only": (
        {"site/start.pan": "template start;\n" + FULL, "library/start.pan": "template start;\n" + FULL,
         "clusters/d/cluster.build.properties": "cluster.pan.includes=library\n",
         "clusters/d/profiles/other.pan": "object template other;\ninclude 'start';\n"}, []),
    "found below another name": (
        {"site/start.pan": "template start;\n" + FULL, "library/start.pan": "template start;\n" + FULL,
         "clusters/d/cluster.build.properties": "cluster.pan.includes=site library/**\n", "library/a/x.pan":
         "template x;\n" + FULL, "clusters/d/profiles/other.pan": "object template other;\n"},
        [("library/start.pan", 1, "TN002", "stands before it")]),
    "variables": (
        {"site/start.pan": "template start;\nvariable UNUSED = 1;\nfinal variable INDEXED = dict();\n"
         "variable LOADPATH = list();\nvariable IN_TEXT = 1;\nvariable ASKED_FOR ?= 2;\n"
         "'/a' = INDEXED['a'];\n'/b' = '${IN_TEXT}';\n", "library/x.pan":
         "template x;\n'/c' = if (exists(ASKED_FOR)) 1 else 2;\n"},
        [("site/start.pan", 2, "UV002", "UNUSED")]),
    "a template that cannot be read as one": (
        {"site/start.pan": "template start;\ninclude 'bad';\n", "library/bad.pan": "template bad;\n'/a' =;\n"},
        [("library/bad.pan", 2, "SY001", "empty")]),
}


@pytest.mark.parametrize("case", CASES)
def test_across(tree, case):
    files, wanted = CASES[case]
    root = tree({**CLUSTER, **files})
    report = lint(None, "/nowhere", Request())
    found = [(str(one.span.file).removeprefix(f"{root}/"), one.span.line, one.code.removeprefix("lint."), one.message)
             for one in report.diagnostics]
    assert [one[:3] for one in found] == [one[:3] for one in wanted], found
    assert all(words in one[3] for one, (_, _, _, words) in zip(found, wanted)), found
    assert report.exit_code == bool(wanted)


def test_paths_choose_what_is_told(tree):
    tree({**CLUSTER, **CASES["empty"][0], "elsewhere/x.pan": "template x;\nvariable Ab = 1;\n"})
    told = {path: [found.code for found in lint(None, "/nowhere", Request(paths=(path,))).diagnostics]
            for path in ("site", "library/b.pan", "elsewhere")}
    # What is on no load path is judged by itself alone.
    assert told == {"site": ["lint.DI001"], "library/b.pan": [], "elsewhere": ["lint.LP010", "lint.LP011"]}


@pytest.mark.parametrize("value, severity", [("off", None), ("error", "error"), ("hint", "hint")])
def test_a_property_switches_a_check(tree, value, severity):
    tree({**CLUSTER, **CASES["missing"][0], "quattor.build.properties": f"lint.DI002 = {value}\n"})
    found = lint(None, "/nowhere", Request()).diagnostics
    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.parametrize("line, message", [("lint.DI02=off", "there is no check 'DI02'; did you mean 'DI002'?"),
                                           ("lint.DI002=of", "lint.DI002 has the unknown value 'of'; did you mean")])
def test_a_wrong_property_is_an_error(tree, line, message):
    tree({**CLUSTER, **CASES["nothing"][0], "quattor.build.properties": line})
    report = lint(None, "/nowhere", Request())
    [found] = report.diagnostics
    assert message in found.message and report.exit_code == 1


def test_a_cluster_that_cannot_be_read(tree):
    tree({"clusters/c/readme": "", "clusters/d/profiles/x.pan": "object template x;\n'/a' = 1 ;\n"})
    report = lint(None, "/nowhere", Request())
    assert [found.code for found in report.diagnostics] == ["site.cluster", "lint.LP008"]


def test_this_checkout_is_clean(checkout):
    report = lint(str(checkout), checkout, Request())
    assert [report.line(found) for found in report.diagnostics] == []
    assert len(report.files) > 100 and report.exit_code == 0

"""The examples of docs/golden.md do what it says, one after the other."""
from __future__ import annotations

import re

from qwg.golden.cases import TAKE
from qwg.golden.emitted import KINDS
from qwg.golden.settings import CLUSTER, INCLUDES, TESTS

STEP = re.compile(r"^<!-- (?P<what>[^\n]*?) -->$(?:\n```\w*\n(?P<text>.*?)^```$)?", re.M | re.S)


def test_each_step_does_what_it_says(tree, checkout):
    text = (checkout / "docs" / "golden.md").read_text()
    shown = 0
    for step in STEP.finditer(text):
        what, _, name = step["what"].partition(": ")
        if what == "file" and name != "tests/machines.pan":
            tree.write(name, step["text"])
        elif what == "shows":
            found = "\n".join(tree.results().values())
            assert step["text"].strip() in found, found
            shown += 1
        elif what == "passes":
            assert {name: wrong for name, wrong in tree.results().items() if wrong} == {}
        elif what == "passes, after":
            assert tree.invoke(f"--{name}")[0] == 0
        elif what == "new":
            assert tree.invoke("--new")[0] == 0
        elif what == "becomes":
            assert tree.read(name) == step["text"]
    assert shown == 2


def test_the_machines_of_a_cluster(tree, checkout):
    [step] = [step for step in STEP.finditer((checkout / "docs" / "golden.md").read_text())
              if step["what"] == "file: tests/machines.pan"]
    tree.write("clusters/example/profiles/web.example.org.pan",
               "object template web.example.org;\n'/time/zone' = 'UTC';\n")
    tree.write("clusters/example/profiles/db.example.org.pan",
               "object template db.example.org;\n'/time/servers' = list('ntp.example.org');\n")
    tree.write("tests/machines.pan", step["text"])
    code, document = tree.invoke("--new")
    assert (code, document["written"]) == (0, ["tests/machines.web.example.org.golden"])


def test_all_that_there_is_is_described(checkout):
    text = (checkout / "docs" / "golden.md").read_text()
    for name in TAKE:
        assert f"# {name}:" in text, name
    for name in (*KINDS, CLUSTER, INCLUDES, TESTS):
        assert name in text, name

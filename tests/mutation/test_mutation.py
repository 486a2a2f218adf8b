"""Mutants of a small tree that its golden tests notice, and that they do not."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from qwg.mutation import run
from qwg.mutation.report import mutate

FILES = {
    "clusters/c/cluster.build.properties": "cluster.pan.includes=site\n",
    "clusters/c/profiles/host.pan": "object template host;\ninclude 'part';\n",
    "site/part.pan": """template part;
variable SIZE ?= 5;
'/size' = if (SIZE > 10) 'large' else 'small';
'/loop' = { x = 0; while (x < 3) x = x + 1; x; };
'/extra' = if (SIZE == 100) 1 else null;
""",
    "site/other.pan": "template other;\n'/other' = 1;\n",
    "tests/sizes.pan": """object template large;
# cluster: c
# expect: /size = "large"
# expect: /loop = 3
variable SIZE = 11;
include 'part';

object template small;
# expect: /size = "small"
include 'part';
""",
}
SURVIVORS = [f"site/part.pan: {what}" for what in (
    "`6` for `5`", "`'/extra_'` for `'/extra'`", "drop `'/extra' = if (SIZE == 100) 1 else null;`", "not `SIZE == 100`",
    "`!=` for `==` in `SIZE == 100`", "`101` for `100` in `SIZE == 100`", "`2` for `1`", "undef for `1`")]


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def make(files={}):
        root = tmp_path / "tree"
        for path, text in {**FILES, **files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        monkeypatch.chdir(root)
        return root

    return make


def names(verdicts):
    return [verdict.mutant.name for verdict in verdicts]


def test_survivors_are_found_and_the_files_stay_as_they_are(tree):
    root = tree()
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    report = mutate(None, "/nowhere", ["site"])
    assert report.diagnostics == [] and report.exit_code == 1 and report.tests == 2
    assert sorted(names(report.survivors)) == sorted([*SURVIVORS, *(name for name in names(report.verdicts)
                                                                     if "other.pan" in name)])
    assert {verdict.tried for verdict in report.survivors if "other.pan" in verdict.mutant.name} == {0}
    assert {file: file.read_bytes() for file in before} == before
    again = mutate(None, "/nowhere", ["site"])
    assert [(one.mutant.name, one.caught_by is None) for one in again.verdicts] == [
        (one.mutant.name, one.caught_by is None) for one in report.verdicts]


def test_a_mutant_that_does_not_end_is_noticed(tree, monkeypatch):
    tree()
    monkeypatch.setattr(run, "MORE_SECONDS", 0.5)
    monkeypatch.setattr(run, "SLOWER", 1)
    real = run.problems

    def hanging(outcome):
        # Only the copies have another text to compile.
        if outcome.root and outcome.root.get("size") == "":
            run.time.sleep(60)
        return real(outcome)

    monkeypatch.setattr(run, "problems", hanging)
    report = mutate(None, "/nowhere", ["site/part.pan"])
    [hung] = [one for one in report.verdicts if one.mutant.what == "`''` for `'large'`"]
    assert hung.caught_by and sorted(names(report.survivors)) == sorted(SURVIVORS)


def test_a_fault_of_ours_is_not_taken_for_a_noticed_mutant(tree, monkeypatch):
    tree()
    monkeypatch.setattr(run.Runner, "replace", lambda *_: 1 / 0)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        mutate(None, "/nowhere", ["site/part.pan"])


def test_explained_survivors_are_no_problem(tree):
    text = "# why\n" + "\n".join(SURVIVORS) + "\n    none of them\n    matters\n"
    tree({"quattor.build.properties": "mutation.explained=why.txt\n", "why.txt": text})
    report = mutate(None, "/nowhere", ["site/part.pan"])
    assert report.exit_code == 0 and set(report.explained.values()) == {"none of them matters"}
    assert mutate(None, "/nowhere", ["site/part.pan"], least="99").exit_code == 1


@pytest.mark.parametrize("text, line, words", [
    ("site/part.pan: no such\n  reason\n", 1, "there is no mutant"),
    ("\nsite/part.pan: drop `variable SIZE ?= 5;`\n  reason\n", 2, "is noticed by sizes.pan::small"),
    ("site/part.pan: a\n", 1, "no reason stands below"),
    ("  reason\n", 1, "a mutant's name comes first"),
])
def test_wrong_explanations_are_errors(tree, text, line, words):
    root = tree({"quattor.build.properties": "mutation.explained=why.txt\n", "why.txt": text})
    report = mutate(None, "/nowhere", ["site/part.pan"])
    [found] = report.diagnostics
    assert (found.span.file, found.span.line) == (str(root / "why.txt"), line) and words in found.message
    assert report.exit_code == 1


def test_a_test_that_fails_by_itself_takes_no_part(tree):
    tree({"tests/bad.pan": "object template bad;\n# cluster: c\n# expect: /size = 1\ninclude 'part';\n"})
    report = mutate(None, "/nowhere", ["site/part.pan"])
    assert report.tests == 2 and report.exit_code == 1 and "fails without any mutation" in report.diagnostics[0].message


@pytest.mark.parametrize("arguments, words", [
    ({"paths": []}, "name the templates"), ({"paths": ["nowhere"]}, "no file or folder"),
    ({"paths": ["site"], "every": "0"}, "'0' is no number"), ({"paths": ["site"], "least": "101"}, "no percentage"),
])
def test_wrong_use(tree, arguments, words):
    tree()
    report = mutate(None, "/nowhere", **arguments)
    assert report.exit_code == 2 and words in report.diagnostics[0].message


def test_lines_and_json(tree):
    root = tree()
    command = [sys.executable, "-m", "qwg", "mutate", "--path", "site/part.pan", "--every", "3"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    document = json.loads(subprocess.run([*command, "--json"], cwd=root, capture_output=True, text=True).stdout)
    survivors = [entry for entry in document["mutants"] if entry["caught_by"] is None]
    *lines, summary = done.stdout.splitlines()
    assert lines == [f"site/part.pan:{entry['line']}: {entry['what']}: no test that runs it (2) notices" if entry["tried"]
                     else f"site/part.pan:{entry['line']}: {entry['what']}: no test runs it" for entry in survivors]
    assert survivors and summary.startswith(f"{len(document['mutants'])} mutants by 2 tests: ")
    assert done.returncode == document["exit_code"] == 1

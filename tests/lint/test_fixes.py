"""--fix writes what leaves every profile the same, and nothing else."""
from __future__ import annotations

import os
import random

import pytest

from qwg.lint import fixes
from qwg.lint.findings import Edit
from qwg.lint.linter import Request, lint
from qwg.pan import Compiler, Options

CLUSTER = {"clusters/c/cluster.build.properties": "cluster.pan.includes=site\n",
           "clusters/c/profiles/host.pan": "object template host;\ninclude { 'start' };\n",
           "site/start.pan": "template start;\n'/a/' = nlist('b',1,'c',nlist())   ;\t\n'/d'=is_nlist(value('/a')) ;\n"}
PUT_RIGHT = "template start;\n'/a' = dict('b', 1, 'c', dict());\n'/d' = is_dict(value('/a'));\n"


def outputs(root):
    target = root / "out"
    target.mkdir(exist_ok=True)
    results = Compiler(Options([root / "clusters/c", root / "clusters/c/profiles", root / "site"],
                               target, formats=("pan", "json", "dep"))).run(
        sorted((root / "clusters/c/profiles").iterdir()))
    return [found.message for found in results.diagnostics], {file.name: file.read_bytes() for file in target.iterdir()}


def test_a_tree_is_put_right(tree):
    root = tree(CLUSTER)
    file = root / "site" / "start.pan"
    os.chmod(file, 0o640)
    before = outputs(root)
    report = lint(None, "/nowhere", Request(fix=True))
    assert file.read_text() == PUT_RIGHT and file.stat().st_mode & 0o777 == 0o640
    assert (root / "clusters/c/profiles/host.pan").read_text() == "object template host;\ninclude 'start';\n"
    assert report.diagnostics == [] and report.exit_code == 0
    assert report.fixed.profiles == 1 and report.fixed.refused == {} and len(report.fixed.files) == 2
    assert outputs(root) == before and before[0] == []
    assert lint(None, "/nowhere", Request(fix=True)).fixed.files == {}


def test_a_link_stays_a_link(tree):
    root = tree(CLUSTER)
    (root / "site/start.pan").rename(root / "real")
    (root / "site/start.pan").symlink_to("../real")
    lint(None, "/nowhere", Request(fix=True))
    assert (root / "site/start.pan").is_symlink() and (root / "real").read_text() == PUT_RIGHT


def test_an_object_that_fails_must_fail_alike(tree):
    root = tree({**CLUSTER, "clusters/c/profiles/bad.pan": "object template bad;\n'/x' = 1 + UNKNOWN ;\n"})
    report = lint(None, "/nowhere", Request(fix=True))
    assert report.fixed.profiles == 2 and report.fixed.refused == {}
    assert (root / "clusters/c/profiles/bad.pan").read_text().endswith("UNKNOWN;\n")


@pytest.mark.parametrize("edit, reason", [
    (Edit(22, 23, "2"), "not certain"),
    (Edit(16, 16, "'"), "not certain"),
])
def test_an_edit_that_changes_the_meaning_is_left_out(tree, monkeypatch, edit, reason):
    root = tree({**CLUSTER, "site/start.pan": "template start;\n'/a' = 1 ;\n'/b' = 2 ;\n"})
    file = str(root / "site/start.pan")
    real = fixes.edits_of
    monkeypatch.setattr(fixes, "edits_of", lambda work, name: sorted([*real(work, name), edit][:9])
                        if name == file and work.reading(name).text.startswith("template start;\n'/a' = 1 ;")
                        else real(work, name))
    report = lint(None, "/nowhere", Request(fix=True))
    assert open(file).read() == "template start;\n'/a' = 1;\n'/b' = 2;\n"
    assert reason in report.fixed.refused[file]


def test_a_file_that_changes_a_profile_is_not_written(tree, monkeypatch):
    """Were the proof by nodes blind to a change, the profiles would still tell."""
    root = tree({**CLUSTER, "site/other.pan": "template other;\n'/o' = 1 ;\n",
                 "clusters/c/profiles/host.pan": "object template host;\ninclude 'start';\ninclude 'other';\n"})
    monkeypatch.setattr(fixes, "same_meaning", lambda *_: True)
    monkeypatch.setattr(fixes, "edits_of", lambda work, name: [Edit(23, 24, "7")] if name.endswith("other.pan")
                        and "= 1" in work.reading(name).text else [])
    before = {file: file.read_bytes() for file in root.rglob("*.pan")}
    report = lint(None, "/nowhere", Request(fix=True))
    assert report.fixed.refused == {str(root / "site/other.pan"): "a profile would have other bytes"}
    assert {file: file.read_bytes() for file in root.rglob("*.pan")} == before


def test_what_is_no_utf8_is_left_alone(tree):
    root = tree(CLUSTER)
    file = root / "site" / "start.pan"
    file.write_bytes(b"template start;\n# \xe9\n'/a' = 1 ;\n")
    report = lint(None, "/nowhere", Request(fix=True))
    assert file.read_bytes() == b"template start;\n# \xe9\n'/a' = 1 ;\n"
    assert report.fixed.refused == {str(file): "the file is not in UTF-8"} and report.exit_code == 1


def test_disabled_findings_are_not_fixed(tree):
    root = tree({**CLUSTER, "site/start.pan": "template start;\n# panlint disable=LP008\n'/a' = 1 ;\n"})
    lint(None, "/nowhere", Request(fix=True))
    assert "1 ;" in (root / "site/start.pan").read_text()


@pytest.mark.parametrize("seed", range(20))
def test_blanks_sown_into_real_templates_are_found_and_removed(checkout, tmp_path, seed):
    """A template of this checkout with blanks in wrong places is put right to a template of the same meaning."""
    chance = random.Random(seed)
    source = chance.choice(sorted((checkout / "standard" / "xen").rglob("*.pan")))
    text = source.read_text()
    from qwg.lint.reading import read

    tokens = read(str(source), text).tokens
    edits = [Edit(token.end, token.end, chance.choice(("  ", " ", "\t", " \n", "")))
             for token in tokens if token.text in ",;)" and chance.random() < .3]
    file = tmp_path / source.relative_to(checkout / "standard")
    file.parent.mkdir(parents=True)
    file.write_text(fixes.edited(text, edits))
    report = lint(None, "/nowhere", Request(paths=(str(file),), fix=True))
    assert report.fixed.refused == {}
    assert fixes.same_meaning(str(file), file.read_text(), fixes.meaning_of(read(str(source), text).template))
    left = {found.code[5:] for found in report.diagnostics}
    assert left <= {"LP001", "LP002", "LP006", "LP007", "LP008", "LP009", "FL001"}

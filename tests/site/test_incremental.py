"""What is compiled again after a change, what not, and what is said of the reason."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from qwg.site.build import build
from qwg.site.tree import tree_at

SETTINGS = "clusters/one/cluster.build.properties"
TREE = {
    SETTINGS: "cluster.pan.includes=first second\n",
    "clusters/one/profiles/guest.pan": "object template guest;\ninclude 'common';\n'/v' = COMMON;\n",
    "clusters/one/profiles/host.pan": "object template host;\n'/v' = value('guest:/v');\n",
    "clusters/one/profiles/text.pan": "object template text;\n'/v' = file_contents('words.txt');\n",
    "clusters/one/profiles/hook.pan": "object template hook;\nvariable LOADPATH = list('os');\n"
                                      "include if_exists('site/hook');\n'/v' = file_exists('flag');\n",
    "second/common.pan": "template common;\nvariable COMMON = 7;\n",
    "second/words.txt": "words",
    "second/unrelated.pan": "template unrelated;\n",
}
ALL = {"guest", "host", "text", "hook"}


@pytest.fixture
def tree(make_tree):
    tree = make_tree(TREE)
    (tree.root / "first").mkdir()
    build(tree, [], [])
    return tree


def compiled(tree, clusters=(), profiles=()) -> dict[str, str]:
    """The profiles that a build compiled, with the reasons."""
    return {outcome.name: outcome.reason for outcome in build(tree, list(clusters), list(profiles)).outcomes
            if not outcome.fresh}


def write(tree, path: str, text: str) -> None:
    file = tree.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def delete(tree, path: str) -> None:
    os.unlink(tree.root / path)


def touch(tree, path: str) -> None:
    os.utime(tree.root / path, (1, 1))


CHANGES = [
    ("nothing", lambda tree: None, set(), None),
    ("a template's time", lambda tree: touch(tree, "second/common.pan"), set(), None),
    ("a template that nobody includes", lambda tree: write(tree, "second/unrelated.pan", "template x;"), set(), None),
    ("a file that nobody looks for", lambda tree: write(tree, "first/new.pan", "template new;\n"), set(), None),
    ("an included template", lambda tree: write(tree, "second/common.pan", "template common;\nvariable COMMON = 8;\n"),
     {"guest", "host"}, "second/common.pan changed"),
    ("an object", lambda tree: write(tree, "clusters/one/profiles/guest.pan", "object template guest;\n'/v' = 1;\n"),
     {"guest", "host"}, "clusters/one/profiles/guest.pan changed"),
    ("an object that reads another", lambda tree: write(tree, "clusters/one/profiles/host.pan",
                                                        "object template host;\n'/v' = value('guest:/v') + 1;\n"),
     {"host"}, "clusters/one/profiles/host.pan changed"),
    ("a template comes to stand before another", lambda tree: write(tree, "first/common.pan",
                                                                    "template common;\nvariable COMMON = 9;\n"),
     {"guest", "host"}, "'common' is now first/common.pan, no longer second/common.pan"),
    ("a .tpl does not stand before a .pan of its folder", lambda tree: write(tree, "second/common.tpl", "template c;"),
     set(), None),
    ("a text file", lambda tree: write(tree, "second/words.txt", "other"), {"text"}, "second/words.txt changed"),
    ("a text file before another", lambda tree: write(tree, "first/words.txt", "other"),
     {"text"}, "'words.txt' is now first/words.txt, no longer second/words.txt"),
    ("a template that was looked for in vain", lambda tree: write(tree, "second/os/site/hook.pan",
                                                                  "template site/hook;\n'/w' = 1;\n"),
     {"hook"}, "second/os/site/hook.pan is there now"),
    ("a text file that was looked for in vain", lambda tree: write(tree, "first/os/flag", ""),
     {"hook"}, "first/os/flag is there now"),
    ("a folder of the load path", lambda tree: write(tree, SETTINGS, "cluster.pan.includes=second\n"),
     ALL, "the load path of the cluster changed"),
    ("the formats", lambda tree: write(tree, SETTINGS, TREE[SETTINGS] + "pan.formats=pan\n"),
     ALL, "the output formats changed"),
    ("debugging", lambda tree: write(tree, SETTINGS, TREE[SETTINGS] + "pan.debug.include=x\n"),
     ALL, "the settings for warnings or debugging changed"),
    ("an output is gone", lambda tree: os.unlink(tree.build / "profiles/guest.json"),
     {"guest"}, "its output guest.json is not as it was written"),
    ("an output was edited", lambda tree: (tree.build / "profiles/guest.xml").write_text("<x/>"),
     {"guest"}, "its output guest.xml is not as it was written"),
    ("the record is gone", lambda tree: os.unlink(tree.build / ".state/manifest.json"),
     ALL, "there is no record of its being compiled without an error"),
]


@pytest.mark.parametrize("change, expected, reason", [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_change_compiles_just_what_it_touches(tree, tmp_path, change, expected, reason):
    change(tree)
    tree = tree_at(tree.root)
    done = compiled(tree)
    assert set(done) == expected and set(done.values()) == ({reason} if reason else set())
    assert compiled(tree_at(tree.root)) == {}
    assert same_as_anew(tree, tmp_path)


def same_as_anew(tree, tmp_path) -> bool:
    """Whether build/profiles is what a first build of the same templates gives."""
    before = contents(tree)
    shutil.rmtree(tree.build)
    build(tree, [], [])
    return contents(tree) == before


def contents(tree) -> dict[str, bytes]:
    folder = tree.build / "profiles"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_template_that_is_gone_is_a_reason(tree):
    delete(tree, "second/common.pan")
    done = compiled(tree)
    assert set(done) == {"guest", "host"} and set(done.values()) == {"second/common.pan is gone"}


def test_unchanged_outputs_keep_their_time(tree):
    file = tree.build / "profiles/guest.xml"
    os.utime(file, (1, 1))
    write(tree, "second/common.pan", "# a remark\n" + TREE["second/common.pan"])
    assert set(compiled(tree)) == {"guest", "host"}
    assert file.stat().st_mtime == 1


def test_a_failing_profile_is_compiled_each_time_until_it_is_well(tree):
    write(tree, "clusters/one/profiles/text.pan", "object template text;\n'/v' = 1 / 0;\n")
    assert compiled(tree) == {"text": "clusters/one/profiles/text.pan changed"}
    again = "there is no record of its being compiled without an error"
    assert compiled(tree) == {"text": again}
    write(tree, "clusters/one/profiles/text.pan", TREE["clusters/one/profiles/text.pan"])
    assert compiled(tree) == {"text": again}
    assert compiled(tree) == {}


def test_a_change_while_the_build_runs_is_not_lost(tree):
    """The time of a file that changed just now is not trusted, whatever it is."""
    file = tree.root / "second/common.pan"
    write(tree, "second/common.pan", "template common;\nvariable COMMON = 1;\n")
    time = file.stat().st_mtime_ns
    build(tree, [], [])
    write(tree, "second/common.pan", "template common;\nvariable COMMON = 2;\n")
    os.utime(file, ns=(time, time))
    assert set(compiled(tree)) == {"guest", "host"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\n[]\n", b'{"format": 99}\n{}\n', None])
def test_a_damaged_record_only_costs_time(tree, damage):
    record = tree.build / ".state/manifest.json"
    record.write_bytes(record.read_bytes().split(b"\n")[0] + b"\n{" if damage is None else damage)
    write(tree, "second/common.pan", TREE["second/common.pan"].replace("7", "8"))
    assert set(compiled(tree)) == ALL
    assert compiled(tree) == {}


def test_another_version_of_the_compiler_compiles_everything(tree, monkeypatch):
    monkeypatch.setattr("qwg.pan.version.compiler_version", lambda: b"other")
    assert compiled(tree) == dict.fromkeys(ALL, "the compiler changed")


def test_a_request_for_one_profile_leaves_what_is_known_of_others(tree):
    write(tree, "second/words.txt", "other")
    write(tree, "second/common.pan", TREE["second/common.pan"].replace("7", "8"))
    assert set(compiled(tree, profiles=["host"])) == {"guest", "host"}
    assert set(compiled(tree)) == {"text"}


def test_a_link_that_leads_elsewhere_is_a_change(make_tree):
    tree = make_tree({**TREE, "elsewhere/common.pan": "template common;\nvariable COMMON = 5;\n"})
    Path(tree.root, "first").symlink_to("nowhere")
    build(tree, [], [])
    Path(tree.root, "first").unlink()
    Path(tree.root, "first").symlink_to("elsewhere")
    assert {"guest", "host"} <= set(compiled(tree_at(tree.root)))

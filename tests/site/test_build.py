"""Building a tree with the real compiler: what is selected, and that build/profiles is never stale."""
from __future__ import annotations

import os

import pytest

from qwg.site.build import build
from qwg.site.errors import WrongUse
from qwg.site.tree import tree_at

INCLUDES = "cluster.pan.includes=lib\n"
TREE = {
    "clusters/one/cluster.build.properties": INCLUDES,
    "clusters/one/profiles/a.pan": "object template a;\ninclude 'common';\n'/v' = COMMON;\n",
    "clusters/one/profiles/sub/b.pan": "object template sub/b;\n'/v' = value('a:/v');\n",
    "clusters/two/cluster.build.properties": INCLUDES + "pan.formats=json\n",
    "clusters/two/profiles/c.pan": "object template c;\ninclude 'common';\n'/v' = COMMON;\n",
    "lib/common.pan": "template common;\nvariable COMMON = 7;\n",
}


def outputs(tree, folder="profiles") -> list[str]:
    root = tree.build / folder
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def states(result) -> dict[str, str]:
    return {outcome.name: outcome.state + (f" {outcome.lost_through}" if outcome.lost_through else "")
            for outcome in result.outcomes}


def edit(tree, path: str, text: str) -> None:
    (tree.root / path).write_text(text)


ALL = ["a.dep", "a.json", "a.xml", "c.json", "sub/b.dep", "sub/b.json", "sub/b.xml"]


@pytest.fixture
def tree(make_tree):
    return make_tree(TREE)


def test_every_cluster_is_compiled(tree):
    result = build(tree, [], [])
    assert states(result) == {"a": "ok", "sub/b": "ok", "c": "ok"}
    assert [outcome.cluster for outcome in result.outcomes] == ["one", "one", "two"]
    assert outputs(tree) == ALL and all(outcome.changed for outcome in result.outcomes)
    assert result.diagnostics == [] and result.removed == []


def test_a_second_run_changes_nothing(tree):
    build(tree, [], [])
    before = {path: (tree.build / "profiles" / path).stat().st_mtime_ns for path in ALL}
    result = build(tree, [], [])
    assert not any(outcome.changed for outcome in result.outcomes)
    assert before == {path: (tree.build / "profiles" / path).stat().st_mtime_ns for path in ALL}


@pytest.mark.parametrize("clusters, profiles, made", [
    (["two"], [], ["c.json"]),
    (["two", "two", "one"], [], ALL),
    ([], ["a"], ["a.dep", "a.json", "a.xml"]),
    ([], ["c", "a"], ["a.dep", "a.json", "a.xml", "c.json"]),
    (["one"], ["sub/b"], ["a.dep", "a.json", "a.xml", "sub/b.dep", "sub/b.json", "sub/b.xml"]),
    ([], ["b"], ["a.dep", "a.json", "a.xml", "sub/b.dep", "sub/b.json", "sub/b.xml"]),
])
def test_a_request_names_clusters_and_profiles(tree, clusters, profiles, made):
    build(tree, clusters, profiles)
    assert outputs(tree) == made


@pytest.mark.parametrize("clusters, profiles, message", [
    (["three"], [], "there is no cluster 'three'"),
    ([], ["d"], "there is no profile 'd'; there are: a, b, c, sub/b"),
    (["two"], ["a"], "there is no profile 'a'; there are: c"),
])
def test_a_request_for_what_is_not_there_is_wrong_use(tree, clusters, profiles, message):
    with pytest.raises(WrongUse, match=message):
        build(tree, clusters, profiles)
    assert not (tree.build / "profiles").exists()


BROKEN = [
    ("an error while it runs", "object template a;\n'/v' = UNKNOWN;\n", (2, 8)),
    ("a syntax error", "object template a;\n'/v' = = 1;\n", (2, 8)),
]


@pytest.mark.parametrize("what, text, place", BROKEN, ids=[row[0] for row in BROKEN])
def test_a_failing_profile_and_those_lost_through_it_leave_nothing_stale(tree, what, text, place):
    build(tree, [], [])
    (tree.build / "profiles" / "foreign.xml").write_text("not ours")
    edit(tree, "clusters/one/profiles/a.pan", text)
    result = build(tree, [], [])
    assert states(result) == {"a": "failed", "sub/b": "lost a", "c": "ok"}
    assert outputs(tree) == ["c.json", "foreign.xml"]
    assert outputs(tree, "failed") == ["a.dep", "a.json", "a.xml", "sub/b.dep", "sub/b.json", "sub/b.xml"]
    assert [outcome.moved for outcome in result.outcomes][0] == ["a.dep", "a.json", "a.xml"]
    found = next(outcome for outcome in result.outcomes if outcome.name == "a").diagnostics
    assert [(each.span.line, each.span.column) for each in found] == [place]

    edit(tree, "clusters/one/profiles/a.pan", TREE["clusters/one/profiles/a.pan"])
    assert set(states(build(tree, [], [])).values()) == {"ok"}
    assert outputs(tree) == sorted([*ALL, "foreign.xml"]) and outputs(tree, "failed") == []


def test_a_profile_that_keeps_failing_keeps_its_last_good_state_in_failed(tree):
    build(tree, [], [])
    edit(tree, "clusters/one/profiles/a.pan", BROKEN[0][1])
    build(tree, [], [])
    second = build(tree, [], [])
    assert "a.xml" in outputs(tree, "failed") and second.outcomes[0].moved == []


def test_without_a_ledger_stale_outputs_are_known_by_their_name(tree):
    build(tree, [], [])
    os.unlink(tree.build / ".state" / "profiles.json")
    edit(tree, "clusters/one/profiles/a.pan", BROKEN[1][1])
    build(tree, [], [])
    assert "a.xml" not in outputs(tree)


@pytest.mark.parametrize("text", ["{", "[]", '{"x": 1}',
                                  '{"x": {"name": "a", "outputs": ["../../../lib/common.pan"]}}'])
def test_a_damaged_ledger_counts_as_none(tree, text):
    build(tree, [], [])
    (tree.build / ".state" / "profiles.json").write_text(text)
    assert set(states(build(tree, [], [])).values()) == {"ok"}
    assert (tree.root / "lib/common.pan").exists()


def test_outputs_of_a_gone_object_go_away(tree):
    build(tree, [], [])
    os.unlink(tree.root / "clusters/one/profiles/sub/b.pan")
    assert build(tree, ["two"], []).removed == []
    assert build(tree, [], ["a"]).removed == []
    assert outputs(tree) == ALL
    assert build(tree, ["one"], []).removed == ["sub/b"]
    assert outputs(tree) == ["a.dep", "a.json", "a.xml", "c.json"]


def test_outputs_of_a_gone_cluster_go_away(tree):
    build(tree, [], [])
    (tree.root / "clusters/two").rename(tree.root / "elsewhere")
    result = build(tree_at(tree.root), [], [])
    assert result.removed == ["c"] and "c.json" not in outputs(tree)


def test_a_renamed_object_leaves_no_old_name(tree):
    build(tree, [], [])
    (tree.root / "clusters/two/profiles/c.pan").rename(tree.root / "clusters/two/profiles/d.pan")
    edit(tree, "clusters/two/profiles/d.pan", "object template d;\n'/v' = 1;\n")
    result = build(tree, [], [])
    assert states(result)["d"] == "ok" and "d.json" in outputs(tree) and "c.json" not in outputs(tree)


def test_a_format_that_is_no_longer_asked_for_goes_away(tree):
    build(tree, [], [])
    edit(tree, "clusters/one/cluster.build.properties", INCLUDES + "pan.formats=pan\n")
    build(tree, [], [])
    assert outputs(tree) == ["a.xml", "c.json", "sub/b.xml"]


def test_two_objects_of_one_name_are_an_error_that_names_both(tree):
    build(tree, [], [])
    edit(tree, "clusters/two/profiles/a.pan", "object template a;\n'/v' = 1;\n")
    result = build(tree, [], [])
    named = {found.message for outcome in result.outcomes for found in outcome.diagnostics}
    assert named == {"object 'a' is also made by clusters/two/profiles/a.pan",
                     "object 'a' is also made by clusters/one/profiles/a.pan"}
    assert outputs(tree) == ["c.json", "sub/b.dep", "sub/b.json", "sub/b.xml"]
    alone = build(tree, ["two"], [])
    assert states(alone) == {"a": "failed", "c": "ok"}


def test_an_object_read_from_another_cluster_is_written_for_its_own_only(tree):
    edit(tree, "clusters/two/cluster.build.properties",
         "cluster.pan.includes=lib clusters/one/profiles\npan.formats=json\n")
    edit(tree, "clusters/two/profiles/c.pan", "object template c;\n'/v' = value('a:/v');\n")
    result = build(tree, [], [])
    assert [(outcome.name, outcome.cluster) for outcome in result.outcomes] == [
        ("a", "one"), ("sub/b", "one"), ("c", "two")]
    before = outputs(tree)
    edit(tree, "clusters/one/profiles/a.pan", "object template a;\n'/v' = 8;\n")
    alone = build(tree, ["two"], [])
    assert [(outcome.name, outcome.changed) for outcome in alone.outcomes] == [("c", True)]
    assert outputs(tree) == before and "7" in (tree.build / "profiles/a.json").read_text()


def test_an_object_that_only_another_cluster_sees_is_named_with_the_remedy(tree):
    edit(tree, "clusters/two/profiles/c.pan", "object template c;\n'/v' = value('sub/b:/v');\n")
    [failed] = [outcome for outcome in build(tree, [], []).outcomes if outcome.state != "ok"]
    assert failed.name == "c" and failed.diagnostics[0].notes[-1] == (
        "sub/b is in the cluster one, which cluster two does not see: move one of the two, or add clusters/one/profiles "
        "to cluster.pan.includes of two")
    edit(tree, "clusters/two/cluster.build.properties", "cluster.pan.includes=lib clusters/one/profiles\n")
    assert set(states(build(tree_at(tree.root), [], [])).values()) == {"ok"}


def test_an_object_outside_the_clusters_is_written_once(tree):
    edit(tree, "lib/d.pan", "object template d;\n'/v' = 9;\n")
    for cluster in ("one", "two"):
        edit(tree, f"clusters/{cluster}/profiles/{cluster}.pan", f"object template {cluster};\n'/v' = value('d:/v');\n")
    assert [outcome.name for outcome in build(tree, [], []).outcomes].count("d") == 1
    assert "d.xml" in outputs(tree) and build(tree, [], []).removed == []
    assert "d.xml" in outputs(tree)


@pytest.mark.parametrize("break_it, message", [
    (lambda root: (root / "clusters/one/profiles").rename(root / "away"), "has no folder 'profiles'"),
    (lambda root: (root / "clusters/one/cluster.build.properties").write_text("pan.formats=pam"),
     "pan.formats has the unknown value 'pam'; did you mean 'pan'?"),
    (lambda root: (root / "clusters/one/cluster.build.properties").write_text("pan.warnings=loud"),
     "pan.warnings has the unknown value 'loud'"),
    (lambda root: (root / "clusters/one/cluster.build.properties").write_text("a=\\u1"), "malformed"),
    (lambda root: (root / "clusters/one/cluster.build.properties").write_text("pan.debug.include=("),
     "pan.debug.include is no regular expression"),
])
def test_a_cluster_that_cannot_be_read_does_not_stop_the_others(tree, break_it, message):
    build(tree, [], [])
    break_it(tree.root)
    result = build(tree, [], [])
    assert [found.message for found in result.diagnostics if message in found.message]
    assert states(result) == {"a": "failed", "sub/b": "failed", "c": "ok"}
    assert outputs(tree) == ["c.json"] and "a.xml" in outputs(tree, "failed")


def test_progress_is_told(tree):
    told = []
    build(tree, [], [], on_total=told.append, on_done=told.append)
    assert told == [3, "a", "sub/b", "c"]

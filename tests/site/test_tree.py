"""Finding a tree, its clusters and their load paths."""
from __future__ import annotations

import pytest

from qwg.site.errors import Refused, WrongUse
from qwg.site.tree import find_tree, settings_given, tree_at

OBJECT = "object template x;\n"


@pytest.mark.parametrize("layout, below, top, root", [
    ("clusters/c/profiles", "", "", ""),
    ("clusters/c/profiles", "clusters/c/profiles", "", ""),
    ("cfg/clusters/c/profiles", "", "", "cfg"),
    ("cfg/clusters/c/profiles", "cfg", "", "cfg"),
    ("cfg/clusters/c/profiles", "cfg/clusters/c/profiles", "", "cfg"),
])
def test_a_tree_is_found_from_below(tmp_path, monkeypatch, layout, below, top, root):
    (tmp_path / layout).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / below)
    tree = find_tree(None, "/nowhere")
    assert (tree.top, tree.root, tree.build) == (tmp_path / top, tmp_path / root, tmp_path / top / "build")


def test_a_named_tree_wins_over_the_one_around(make_tree, tmp_path, monkeypatch):
    tree = make_tree({"clusters/c/profiles/x.pan": OBJECT})
    (tmp_path / "clusters").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_tree("a tree").root == tree.root
    assert find_tree(None).root == tmp_path


def test_without_a_tree_around_the_default_is_taken(make_tree, tmp_path, monkeypatch):
    tree = make_tree({"clusters/c/profiles/x.pan": OBJECT})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_tree(None, tree.root).root == tree.root
    with pytest.raises(WrongUse, match="no template tree here"):
        find_tree(None, tmp_path)


def test_a_folder_without_clusters_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="is no template tree"):
        find_tree(str(tmp_path))


def names(tree, cluster) -> list[str]:
    return [path.relative_to(tree.root).as_posix() for path in tree.cluster(cluster).include_path]


def test_the_load_path_has_the_cluster_first_then_each_glob_in_turn(make_tree):
    tree = make_tree({
        "clusters/c1/profiles/x.pan": OBJECT, "clusters/c1/site/a.pan": "", "sites/ex/sub/a.pan": "",
        "os/a.pan": "", "standard/a/b.pan": "", "standard/Zed/b.pan": "",
        "clusters/c1/cluster.build.properties":
            "cluster.pan.includes=sites/ex/**, os missing\tstandard/** sites/ex \n",
    })
    assert names(tree, "c1") == ["clusters/c1", "clusters/c1/profiles", "clusters/c1/site", "sites/ex",
                                 "sites/ex/sub", "os", "standard", "standard/Zed", "standard/a"]


def test_a_cluster_without_settings_has_only_its_own_folders(make_tree):
    tree = make_tree({"clusters/c1/profiles/x.pan": OBJECT, "os/a.pan": ""})
    assert names(tree, "c1") == ["clusters/c1", "clusters/c1/profiles"]


def test_settings_of_the_tree_win_over_those_of_a_cluster_and_of_a_group(make_tree, tmp_path):
    tree = make_tree({
        "clusters/c1/profiles/x.pan": OBJECT,
        "clusters/c1/cluster.build.properties": "pan.formats=json\ncluster.pan.includes=os",
        "clusters/cluster.group.build.properties": "cluster.pan.includes=group\npan.warnings=off",
        "quattor.build.properties": "pan.formats=pan, dep", "os/a.pan": "", "group/a.pan": "",
    })
    (tmp_path / "quattor.build.properties").write_text("pan.warnings=fatal\n")
    cluster = tree.cluster("c1")
    assert (cluster.formats, cluster.warnings) == (("pan", "dep"), "fatal")
    assert names(tree, "c1")[-1] == "os"


def test_objects_are_the_templates_anywhere_under_profiles(make_tree):
    tree = make_tree({"clusters/c1/profiles/b.pan": OBJECT, "clusters/c1/profiles/sub/a.tpl": OBJECT,
                      "clusters/c1/profiles/README": "", "clusters/README": "", "clusters/c1/other.pan": ""})
    assert [path.name for path in tree.cluster("c1").sources] == ["b.pan", "a.tpl"]
    assert tree.cluster_names == ["c1"]


def test_a_cluster_without_profiles_is_refused(make_tree):
    with pytest.raises(Refused, match="cluster c1 has no folder 'profiles'"):
        make_tree({"clusters/c1/a.pan": ""}).cluster("c1")


def test_an_unknown_cluster_is_wrong_use_with_a_hint(make_tree):
    tree = make_tree({"clusters/example-xen/profiles/x.pan": OBJECT})
    with pytest.raises(WrongUse, match="no cluster 'exmaple-xen' .* did you mean 'example-xen'"):
        tree.select_clusters(["exmaple-xen"])


GROUPED = {"quattor.build.properties": "clusters.groups.enable=true\n",
           **{f"clusters/{name}/profiles/x.pan": OBJECT for name in ("north/a", "north/b", "south/a")}}


@pytest.mark.parametrize("settings, asked, chosen", [
    ({}, [], ["north/a", "north/b", "south/a"]),
    ({}, ["north/b"], ["north/b"]),
    ({}, ["a"], ["north/a", "south/a"]),
    ({}, ["n*/*", "south/a", "north/a"], ["north/a", "north/b", "south/a"]),
    ({"cluster.name": "a"}, [], ["north/a", "south/a"]),
    ({"cluster.group": "s*"}, [], ["south/a"]),
    ({"group.name": "south"}, [], ["south/a"]),
    ({"cluster.group": "s*"}, ["north/a"], ["north/a"]),
])
def test_clusters_are_chosen_by_patterns(make_tree, settings, asked, chosen):
    tree = tree_at(make_tree(GROUPED).top, settings)
    assert tree.select_clusters(asked) == chosen


def test_settings_of_the_command_line_win(make_tree):
    tree = tree_at(make_tree({"clusters/c/profiles/x.pan": OBJECT, "quattor.build.properties": "a=1\nb=${a}"}).top,
                   settings_given(["a=2=3", "a=4"]))
    assert (tree.settings.get("a"), tree.settings.get("b")) == ("2=3", "2=3")
    with pytest.raises(WrongUse, match="'pan.formats' is no setting: write KEY=VALUE"):
        settings_given(["pan.formats"])


def test_a_setting_that_moves_folders_is_warned_of(make_tree):
    tree = make_tree({"clusters/c/profiles/x.pan": OBJECT, "quattor.build.properties": "build=/elsewhere\n"})
    assert [found.message for found in tree.unread()] == ["the setting 'build' is not followed"]

"""Two states of a tree in a git repository: what differs in profiles and host files, and what git is not made to do."""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import qwg.xen.diff
from qwg.xen.diff import diff_tree

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
HOST = "xen-host.example.org"
USER = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *USER, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture(autouse=True)
def own_git(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def repository(tree):
    """The tree in a repository, with one commit."""
    git(tree.root, "init", "--quiet", "--initial-branch=main")
    (tree.root / ".gitignore").write_text("build/\n")
    commit(tree.root)
    return tree


def compare(tree, revisions: str | None = None):
    return diff_tree(str(tree.root), "/nowhere", revisions)


def told(report) -> dict[str, list[str]]:
    """Of each group of profiles or files what differs in them."""
    found = {}
    title = ""
    for line in report.lines():
        if line.startswith("  "):
            found.setdefault(title, []).append(line.strip())
        else:
            title = line
    return found


def test_nothing_differs(repository):
    report = compare(repository)
    assert report.exit_code == 0 and report.found.compared == 3
    assert report.lines() == [f"HEAD ({report.before.commit[:12]}) against the working tree: 3 profiles compared, "
                              "0 changed, 0 added, 0 removed, 0 files of hosts differ"]


def test_the_same_change_of_several_guests_is_told_once(repository):
    for number in (1, 2):
        repository.guest(f"g{number}", number, ("'ram', 256", "'ram', 512"), ("'disk', 20480", f"'disk', {number}0240"))
    report = compare(repository)
    found = told(report)
    assert found["2 profiles: g1, g2"] == ["~ /machine/ram  256 -> 512"]
    assert found["1 profile: g1"] == ["~ /machine/disk  20480 -> 10240"]
    assert found[f"2 files of hosts: {HOST}/etc/xen/g1, {HOST}/etc/xen/g2"] == ["-memory = '256'", "+memory = '512'"]
    domains = "/software/components/xen/domains"
    assert f"~ {domains}/g2/options/memory       256 -> 512" in found[f"1 profile: {HOST}"]
    assert report.exit_code == 1


def test_the_build_folder_of_the_tree_is_not_touched(repository):
    repository.guest("g1", 1, ("'ram', 256", "'ram', 512"))
    compare(repository)
    assert not (repository.root / "build").exists()


def test_two_revisions(repository):
    first = commit_guest(repository, 300)
    second = commit_guest(repository, 400)
    commit_guest(repository, 500)
    assert "~ /machine/ram  300 -> 400" in told(compare(repository, f"{first}..{second}"))["1 profile: g1"]
    assert "~ /machine/ram  400 -> 500" in told(compare(repository, f"{second}.."))["1 profile: g1"]
    assert "~ /machine/ram  500 -> 300" in told(compare(repository, f"..{first}"))["1 profile: g1"]
    assert "~ /machine/ram  400 -> 500" in told(compare(repository, "main~1"))["1 profile: g1"]


def commit_guest(repository, ram: int) -> str:
    repository.guest("g1", 1, ("'ram', 256", f"'ram', {ram}"))
    return commit(repository.root)


def test_a_machine_that_comes_or_goes(repository):
    (repository.profiles / "g2.pan").unlink()
    repository.guest("g3", 3)
    repository.host("'g1', 'g3'")
    report = compare(repository)
    assert (report.found.added, report.found.removed, report.found.compared) == (["g3"], ["g2"], 2)
    assert f"{HOST}/etc/xen/g3" in report.found.added_files and f"{HOST}/etc/xen/auto/g2" in report.found.removed_files
    assert "added profiles: g3" in report.lines() and report.exit_code == 1


def test_profiles_that_fail_on_one_side_or_both_are_told(repository):
    broken = ("'ram', 256", "'ram', NONE")
    repository.guest("g1", 1, broken)
    report = compare(repository)
    lines = [line for line in report.lines() if "cannot be made" in line]
    assert lines == [f"2 profiles: g1, {HOST} cannot be made at the working tree: variable named 'NONE' is undefined "
                     "(clusters/xen/profiles/g1.pan:2)"]
    assert report.found.compared == 1 and report.exit_code == 1
    commit(repository.root)
    report = compare(repository)
    assert "cannot be made at HEAD: " in report.lines()[0] and " and at the working tree: " in report.lines()[0]
    repository.guest("g1", 1)
    assert f"2 profiles: g1, {HOST} cannot be made at HEAD: " in "\n".join(compare(repository).lines())


def test_a_guest_that_a_host_refuses_is_told_with_its_finding(repository):
    repository.guest("g1", 1, ("'ram', 256", "'ram', 'much'"))
    report = compare(repository)
    assert f"{HOST}/etc/xen/g1" in report.found.removed_files and f"{HOST}/findings" in report.found.added_files


def test_the_second_time_only_what_differs_is_compiled(repository, monkeypatch):
    results = []
    real = qwg.xen.diff.build
    monkeypatch.setattr(qwg.xen.diff, "build", lambda *arguments: results.append(real(*arguments)) or results[-1])
    compare(repository)
    repository.guest("g1", 1, ("'ram', 256", "'ram', 512"))
    compare(repository)
    compiled = [[outcome.name for outcome in result.outcomes if outcome.reason is not None] for result in results]
    assert compiled == [["g1", "g2", HOST], ["g1", "g2", HOST], [], ["g1", HOST]]


# --- the tree in the repository --------------------------------------------------------------------------------------


def move(tree, folder: Path) -> None:
    """Moves the tree's clusters to another folder, below the repository or around it."""
    folder.mkdir(parents=True)
    shutil.move(tree.root / "clusters", folder / "clusters")
    tree.profiles = folder / "clusters" / "xen" / "profiles"


@pytest.mark.parametrize("place, top", [("deep/in it", "deep/in it"), ("cfg", ""), ("sub/cfg", "sub")])
def test_a_tree_that_is_not_the_whole_repository(tree, place, top):
    move(tree, tree.root / place)
    git(tree.root, "init", "--quiet")
    commit(tree.root)
    tree.guest("g1", 1, ("'ram', 256", "'ram', 512"))
    report = diff_tree(str(tree.root / top), "/nowhere")
    assert "~ /machine/ram  256 -> 512" in told(report)["1 profile: g1"] and report.found.compared == 3


def test_settings_above_the_tree_hold_for_both_states(repository):
    (repository.root.parent / "quattor.build.properties").write_text("cluster.pan.includes=lib\n")
    (repository.root / "lib").mkdir()
    (repository.root / "lib" / "ram.pan").write_text("template ram;\n")
    repository.guest("g1", 1, ("object template g1;", "object template g1;\ninclude 'ram';"))
    commit(repository.root)
    report = compare(repository)
    assert (report.exit_code, report.found.compared) == (0, 3), report.lines()


def test_templates_in_a_submodule(tree, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    git(library, "init", "--quiet")
    (library / "ram.pan").write_text("template ram;\nvariable RAM = 256;\n")
    commit(library)
    git(tree.root, "init", "--quiet")
    git(tree.root, "submodule", "--quiet", "add", str(library), "lib")
    (tree.root / "clusters" / "xen" / "cluster.build.properties").write_text("cluster.pan.includes=lib\n")
    tree.guest("g1", 1, ("object template g1;", "object template g1;\ninclude 'ram';"), ("'ram', 256", "'ram', RAM"))
    commit(tree.root)
    assert compare(tree).exit_code == 0
    (tree.root / "lib" / "ram.pan").write_text("template ram;\nvariable RAM = 300;\n")
    assert "~ /machine/ram  256 -> 300" in told(compare(tree))["1 profile: g1"]


# --- what it leaves alone --------------------------------------------------------------------------------------------


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_no_hook_runs_and_nothing_is_left(repository, tmp_path, monkeypatch):
    for name in ("post-checkout", "post-index-change"):
        hook = repository.root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/hooked'\n")
        hook.chmod(0o755)
    before = listing(repository.root)
    # As in a hook of git itself.
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert compare(repository).exit_code == 0
    assert listing(repository.root) == before and not (tmp_path / "hooked").exists()
    (place,) = (tmp_path / "cache" / "qwg" / "diff").iterdir()
    assert [path.name for path in place.glob("*/*")] == ["build", "build"] and place.stat().st_mode & 0o077 == 0


def test_an_interrupt_leaves_no_copy_behind(repository, tmp_path, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(qwg.xen.diff, "build", interrupted)
        with pytest.raises(KeyboardInterrupt):
            compare(repository)
    assert not list((tmp_path / "cache" / "qwg" / "diff").glob("*/*/source"))
    # And a copy that a killed run left is replaced.
    (place,) = (tmp_path / "cache" / "qwg" / "diff").iterdir()
    stale = place / "before" / "source" / "top" / "clusters" / "xen" / "profiles" / "stale.pan"
    stale.parent.mkdir(parents=True)
    stale.write_text("object template stale;\n")
    assert compare(repository).exit_code == 0


REFUSED = [
    ("nonsense", "there is no revision 'nonsense'"),
    ("--output=/tmp/x", "there is no revision '--output=/tmp/x'"),
    ("-h", "there is no revision '-h'"),
    ("HEAD:clusters", "there is no revision 'HEAD:clusters'"),
    ("a\0b", "is neither a revision"),
    ("", "is neither a revision"),
    ("HEAD...HEAD", "is neither a revision"),
    ("HEAD..HEAD..HEAD", "is neither a revision"),
    ("$(touch hooked)", "there is no revision"),
]


@pytest.mark.parametrize("revisions, message", REFUSED)
def test_what_is_no_revision_is_wrong_use(repository, revisions, message):
    report = compare(repository, revisions)
    assert report.exit_code == 2 and report.found is None and message in report.diagnostics[0].message
    assert not (repository.root / "hooked").exists()


def test_no_repository(tree):
    report = compare(tree)
    assert report.exit_code == 2 and "in no git repository" in report.diagnostics[0].message


def test_a_revision_without_the_tree(tree):
    git(tree.root, "init", "--quiet")
    git(tree.root, "commit", "--quiet", "--allow-empty", "--message", "empty")
    report = compare(tree)
    assert report.exit_code == 2 and "at HEAD there is no clusters" in report.diagnostics[0].message


def test_without_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    report = compare(repository)
    assert report.exit_code == 2 and "git is needed" in report.diagnostics[0].notes[0]


def test_a_cluster_that_cannot_be_read_in_one_state(repository):
    (repository.root / "clusters" / "other").mkdir()
    report = compare(repository)
    assert report.exit_code == 1 and report.diagnostics[0].notes[-1] == "at the working tree"
    assert report.found.compared == 3

"""Deploying a build to a folder: what goes in, what stays, what is taken back; also when the run is killed."""
from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from qwg.site.build import build
from qwg.site.deploy import RECORDS, Records, deploy, roll_back
from qwg.site.errors import Refused
from qwg.site.outputs import build_lock
from qwg.site.tree import tree_at

from .conftest import write

PROFILES = "clusters/one/profiles"
SETTINGS = "clusters/one/cluster.build.properties"
TREE = {
    SETTINGS: "cluster.pan.includes=lib\npan.formats=pan,json,dep\n",
    f"{PROFILES}/a.pan": "object template a;\n'/v' = 1;\n",
    f"{PROFILES}/sub/b.pan": "object template sub/b;\n'/v' = 2;\n",
    f"{PROFILES}/c.pan": "object template c;\ninclude 'value';\n",
    "lib/value.pan": "template value;\n'/v' = 3;\n",
}
ALL = ["a.json", "a.xml", "c.json", "c.xml", "sub/b.json", "sub/b.xml"]
BROKEN = "object template a;\n'/v' = UNKNOWN;\n"


def served(folder: Path) -> dict[str, bytes]:
    """All that a web server shows: each file's bytes but for the times in the index."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("."):
            data = path.read_bytes()
            found[name] = re.sub(rb"mtime='\d+'", b"", data) if name == "profiles-info.xml" else data
    return dict(sorted(found.items()))


def indexed(folder: Path) -> list[str]:
    """The names in the index; their times must be those of the files."""
    rows = re.findall(r"<profile mtime='(\d+)'>(.*)</profile>", (folder / "profiles-info.xml").read_text())
    assert [int(time) for time, _ in rows] == [(folder / name).stat().st_mtime_ns // 10**6 for _, name in rows]
    return [name for _, name in rows]


def times(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in served(folder)}


@pytest.fixture
def tree(make_tree):
    return make_tree(TREE)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "served"


def run(tree, folder, files: dict[str, str] | None = None, **options):
    write(tree.root, files or {})
    return deploy(build(tree_at(tree.top), [], []), folder, **options)


def test_profiles_are_deployed_with_an_index_and_nothing_else(tree, folder):
    done = run(tree, folder)
    assert (done.added, done.changed, done.removed, done.unchanged) == (ALL, [], [], [])
    assert list(served(folder)) == sorted([*ALL, "profiles-info.xml"]) and indexed(folder) == ALL
    assert (folder / "profiles-info.xml").read_text().startswith("<?xml version='1.0' encoding='utf-8'?>\n<profiles>\n")
    assert (folder / "a.xml").read_bytes() == (tree.build / "profiles" / "a.xml").read_bytes()
    assert (folder / RECORDS).stat().st_mode & 0o777 == 0o700


def test_what_does_not_change_keeps_bytes_and_times(tree, folder):
    run(tree, folder)
    before = times(folder)
    done = run(tree, folder)
    assert (done.added, done.changed, done.removed, done.unchanged) == ([], [], [], ALL) and times(folder) == before
    done = run(tree, folder, {"lib/value.pan": "template value;\n'/v' = 4;\n"})
    assert (done.added, done.changed, done.removed) == ([], ["c.json", "c.xml"], [])
    changed = {path for path, time in times(folder).items() if time != before[path]}
    assert changed == {"c.json", "c.xml", "profiles-info.xml"} and indexed(folder) == ALL


def test_a_changed_profile_is_newer_for_clients_also_within_one_second(tree, folder):
    run(tree, folder)
    future = 4_000_000_000_500_000_000
    os.utime(folder / "c.xml", ns=(future, future))
    run(tree, folder, {"lib/value.pan": "template value;\n'/v' = 4;\n"})
    assert (folder / "c.xml").stat().st_mtime_ns // 10**9 == future // 10**9 + 1


def test_a_dry_run_tells_and_writes_nothing(tree, folder):
    assert run(tree, folder, dry_run=True).added == ALL and not folder.exists()
    run(tree, folder)
    before = times(folder)
    (tree.root / PROFILES / "a.pan").unlink()
    done = run(tree, folder, {"lib/value.pan": "template value;\n'/v' = 4;\n"}, dry_run=True)
    assert (done.changed, done.removed) == (["c.json", "c.xml"], ["a.json", "a.xml"]) and times(folder) == before


GONE = [
    ("its template is deleted", {f"{PROFILES}/a.pan": None}),
    ("its cluster is deleted", {PROFILES: None, "clusters/two/profiles/c.pan": "object template c;\n'/v' = 3;\n",
                               "clusters/two/profiles/b.pan": "object template b;\n", "clusters/one": None}),
    ("it is no object any more", {f"{PROFILES}/a.pan": "template a;\n"}),
    ("it has another name now", {f"{PROFILES}/a.pan": None, f"{PROFILES}/z.pan": "object template z;\n"}),
]


def change(tree, edits: dict[str, str | None]) -> None:
    """Writes files; None removes one, or a folder."""
    for path, text in edits.items():
        place = tree.root / path
        if text is not None:
            write(tree.root, {path: text})
        elif place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()


@pytest.mark.parametrize("what, edits", GONE, ids=[row[0] for row in GONE])
def test_a_profile_is_removed_when_its_object_is_gone(tree, folder, what, edits):
    run(tree, folder)
    change(tree, edits)
    done = run(tree, folder)
    assert {"a.json", "a.xml"} <= set(done.removed) and done.held == []
    assert not (folder / "a.xml").exists() and "a.xml" not in indexed(folder)


KEPT = [
    ("it fails", {f"{PROFILES}/a.pan": BROKEN}),
    ("it cannot be parsed", {f"{PROFILES}/a.pan": "object template a;\n'/v' = = 1;\n"}),
    ("it is lost through another", {f"{PROFILES}/a.pan": "object template a;\n'/v' = value('c:/v');\n",
                                    "lib/value.pan": BROKEN.replace("object template a", "template value")}),
    ("its cluster cannot be read", {PROFILES: None}),
    ("a setting of its cluster is wrong", {SETTINGS: "pan.formats=x\n"}),
]


@pytest.mark.parametrize("fresh", [False, True], ids=["", "in a fresh checkout"])
@pytest.mark.parametrize("what, edits", KEPT, ids=[row[0] for row in KEPT])
def test_a_profile_that_cannot_be_made_stays_as_it_is(tree, folder, what, edits, fresh):
    run(tree, folder)
    before, files = times(folder), served(folder)
    if fresh:
        shutil.rmtree(tree.build)
    change(tree, {**edits, "clusters/two/profiles/new.pan": "object template new;\n"})
    done = run(tree, folder)
    assert "new.xml" in done.added and done.removed == [] and {"a.json", "a.xml"} <= set(done.held)
    for path in ("a.json", "a.xml"):
        assert served(folder)[path] == files[path] and times(folder)[path] == before[path]
    assert {"a.json", "a.xml", "new.xml"} <= set(indexed(folder))


def test_an_output_of_another_format_goes_with_its_format(tree, folder):
    run(tree, folder)
    done = run(tree, folder, {SETTINGS: "cluster.pan.includes=lib\npan.formats=json.gz\n"})
    assert done.removed == ALL and indexed(folder) == ["a.json.gz", "c.json.gz", "sub/b.json.gz"]


def test_files_of_others_are_left_alone_but_are_in_the_index(tree, folder):
    write(folder, {"old.xml": "another's", "note.txt": "a note", "deep/er.json": "{}", ".hidden.xml": "hidden"})
    done = run(tree, folder)
    assert done.foreign == ["deep/er.json", "old.xml"] and indexed(folder) == sorted([*ALL, "deep/er.json", "old.xml"])
    assert (folder / "note.txt").read_text() == "a note" and (folder / ".hidden.xml").read_text() == "hidden"
    change(tree, {f"{PROFILES}/a.pan": None})
    assert run(tree, folder).removed == ["a.json", "a.xml"] and (folder / "old.xml").read_text() == "another's"


def test_another_checkout_of_the_tree_knows_what_was_deployed(tree, folder, tmp_path):
    run(tree, folder)
    other = tmp_path / "other checkout"
    shutil.copytree(tree.top, other, ignore=shutil.ignore_patterns("build"))
    (other / PROFILES / "a.pan").unlink()
    assert run(tree_at(other), folder).removed == ["a.json", "a.xml"]


STRANGER = {"clusters/x/profiles/s.pan": "object template s;\n"}


def test_another_tree_is_refused_unless_each_has_its_name(tree, folder, tmp_path):
    run(tree, folder)
    write(tmp_path / "stranger", STRANGER)
    stranger = tree_at(tmp_path / "stranger")
    before = served(folder)
    with pytest.raises(Refused, match="is it the right folder"):
        run(stranger, folder)
    assert served(folder) == before
    named = {"quattor.build.properties": "deploy.name=stranger\n"}
    assert "s.xml" in run(stranger, folder, named).added and {*ALL, "s.xml"} <= set(indexed(folder))
    assert run(tree, folder).removed == []
    with pytest.raises(Refused, match="was deployed from another tree"):
        run(stranger, folder, {"clusters/x/profiles/a.pan": "object template a;\n"})


IN_THE_WAY = [
    ("a link", lambda folder: (folder / "a.xml").symlink_to("elsewhere"), "where a profile must be"),
    ("a folder", lambda folder: (folder / "a.xml").mkdir(), "where a profile must be"),
    ("a link for a folder", lambda folder: (folder / "sub").symlink_to("/tmp"), "where a folder must be"),
    ("a file for a folder", lambda folder: (folder / "sub").write_text(""), "where a folder must be"),
    ("a link for our records", lambda folder: (folder / RECORDS).symlink_to("/tmp"), "a folder of our own"),
]


@pytest.mark.parametrize("what, put, message", IN_THE_WAY, ids=[row[0] for row in IN_THE_WAY])
def test_what_is_in_the_way_is_not_touched(tree, folder, what, put, message):
    folder.mkdir()
    put(folder)
    with pytest.raises(Refused, match=message):
        run(tree, folder)
    assert not (folder / "c.xml").exists()


@pytest.mark.parametrize("to, message", [
    ("", "is not a folder"), ("file", "is not a folder"), ("none/served", "does not exist"),
    ("a tree", "lies around the tree"), (".", "lies around the tree"), ("a tree/build", "lies around the tree"),
    ("a tree/build/x", "lies around the tree"),
])
def test_a_folder_that_cannot_be_meant(tree, tmp_path, monkeypatch, to, message):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    with pytest.raises(Refused, match=message):
        run(tree, to)


def test_an_object_called_like_the_index_is_refused(tree, folder):
    with pytest.raises(Refused, match="cannot be called 'profiles-info.xml'"):
        run(tree, folder, {f"{PROFILES}/profiles-info.pan": "object template profiles-info;\n"})


GROUPS = {
    "quattor.build.properties": "clusters.groups.enable=true\nclusters.groups.xml=true\n",
    "clusters/g1/one/profiles/h.pan": "object template h;\n'/v' = 1;\n",
    "clusters/g2/two/profiles/h.pan": "object template h;\n'/v' = 2;\n",
}


def test_groups_of_clusters_have_folders_of_their_own(make_tree, folder):
    tree = make_tree({**GROUPS, f"clusters/g1/one/{Path(SETTINGS).name}": "pan.formats=pan\n",
                      f"clusters/g2/two/{Path(SETTINGS).name}": "pan.formats=pan\n"})
    assert run(tree, folder).added == ["g1/h.xml", "g2/h.xml"] == indexed(folder)
    done = run(tree, folder, {"clusters/g1/one/profiles/h.pan": BROKEN.replace(" a;", " h;")})
    assert done.held == ["g1/h.xml"] and done.unchanged == ["g2/h.xml"]
    change(tree, {"clusters/g1/one/profiles/h.pan": None})
    assert run(tree, folder).removed == ["g1/h.xml"] and indexed(folder) == ["g2/h.xml"]
    change(tree, {"quattor.build.properties": "clusters.groups.enable=true\n"})
    done = run(tree, folder)
    assert (done.added, done.removed) == (["h.xml"], ["g2/h.xml"])


def test_build_has_an_index_if_the_settings_ask_for_it(make_tree):
    tree = make_tree({**TREE, "quattor.build.properties": "clusters.groups.build.info=true\n"})
    build(tree, [], [])
    assert indexed(tree.build / "profiles") == ALL
    before = times(tree.build / "profiles")
    build(tree, [], [])
    assert times(tree.build / "profiles") == before
    tree = make_tree({**GROUPS, "quattor.build.properties": GROUPS["quattor.build.properties"]
                      + "clusters.groups.build.info=yes\n"})
    shutil.rmtree(tree.build)
    shutil.rmtree(tree.root / "clusters" / "one")
    build(tree, [], [])
    assert indexed(tree.build / "profiles" / "g1") == ["h.json", "h.xml"]


def test_a_part_of_the_tree_is_refused(tree, folder):
    write(tree.root, {"clusters/two/profiles/d.pan": "object template d;\n"})
    with pytest.raises(Refused, match="only a whole tree"):
        run(tree, folder, {"quattor.build.properties": "cluster.name=one\n"})


def test_modes_are_kept(tree, folder):
    run(tree, folder)
    for name in ("a.xml", "c.xml"):
        (folder / name).chmod(0o640)
    change(tree, SECOND_STATE)
    run(tree, folder)
    assert (folder / "c.xml").stat().st_mode & 0o777 == 0o640
    roll_back(folder)
    assert [(folder / name).stat().st_mode & 0o777 for name in ("a.xml", "c.xml")] == [0o640, 0o640]


# --- taking back -----------------------------------------------------------------------------------------------------

SECOND_STATE = {"lib/value.pan": "template value;\n'/v' = 4;\n", f"{PROFILES}/new.pan": "object template new;\n",
                f"{PROFILES}/a.pan": None}


def two_deploys(tree, folder) -> tuple[dict, dict]:
    """Deploys twice: the second adds, changes, removes, and takes over a file; what is served before and after."""
    run(tree, folder)
    write(folder, {"new.xml": "another's", "old.xml": "another's"})
    run(tree, folder)
    before = served(folder)
    change(tree, SECOND_STATE)
    run(tree, folder)
    return before, served(folder)


def test_rollback_brings_back_files_and_index(tree, folder):
    before, after = two_deploys(tree, folder)
    assert before != after and "a.xml" not in after and after["new.xml"] != before["new.xml"]
    run(tree, folder)  # changes nothing, so it is not the last deploy
    seconds = (folder / "c.xml").stat().st_mtime_ns // 10**9
    dry = roll_back(folder, dry_run=True)
    assert served(folder) == after
    done = roll_back(folder)
    assert done == dry and (done.added, done.removed) == (["a.json", "a.xml"], ["new.json"])
    assert done.changed == ["c.json", "c.xml", "new.xml"] and served(folder) == before
    # Clients that have the later one must find this one newer.
    assert (folder / "c.xml").stat().st_mtime_ns // 10**9 > seconds
    assert "a.xml" in indexed(folder)
    with pytest.raises(Refused, match="taken back already"):
        roll_back(folder)
    run(tree, folder)
    assert served(folder) == after


def test_rollback_where_nothing_was_deployed(tree, folder):
    for make in (lambda: None, folder.mkdir):
        make()
        with pytest.raises(Refused, match="no deploy is known"):
            roll_back(folder)
    assert list(folder.iterdir()) == []


# --- killed, raced, full, read-only ----------------------------------------------------------------------------------


def in_child(action) -> int:
    """Runs `action` in a process of its own; its exit status, 99 for an exception, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except BaseException:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, action) -> int:
    """Runs `action` in a process that is killed before its `step`-th change to the disk."""
    def limited():
        left = [step]
        for name in ("replace", "unlink", "mkdir", "rmdir", "fsync"):
            def counting(*arguments, real=getattr(os, name), **options):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **options)
            setattr(os, name, counting)
        action()
    return in_child(limited)


@pytest.fixture
def states(tree, tmp_path):
    """Two checkouts of the tree, the second in a later state, each built, with one output for each profile."""
    write(tree.root, {SETTINGS: "cluster.pan.includes=lib\npan.formats=pan\n"})
    later = tmp_path / "later"
    shutil.copytree(tree.top, later)
    change(tree_at(later), SECOND_STATE)
    return build(tree, [], []), build(tree_at(later), [], [])


def kills(folder: Path, action):
    """A copy of the folder for each moment at which a run of `action` on it can be killed, and one where it is not."""
    for step in range(1000):
        place = folder.with_name(f"killed at {step}")
        shutil.copytree(folder, place)
        status = killed_at(step, lambda: action(place))
        yield place
        if status != -signal.SIGKILL:
            assert status == 0 and step > 12
            return


def check_clean(folder: Path) -> None:
    """No leftovers but the last deploy."""
    assert len(os.listdir(folder / RECORDS)) == 3 and {".lock", "state.json"} < set(os.listdir(folder / RECORDS))
    indexed(folder)


def test_a_deploy_that_is_killed_is_finished_or_taken_back_by_the_next_run(states, folder):
    first, second = states
    write(folder, {"new.xml": "another's"})
    deploy(first, folder)
    start, number = served(folder), Records(folder).done
    end = served(copied_and(folder, lambda place: deploy(second, place)))
    for place in kills(folder, lambda place: deploy(second, place)):
        found = served(place)
        for path in (start | end).keys() - {"profiles-info.xml"}:
            assert found.get(path) in (start.get(path), end.get(path))
        assert found.keys() <= (start | end).keys() and found["profiles-info.xml"].endswith(b"</profiles>\n")
        records = Records(place)
        if records.pending() or records.done > number:
            again = copied_and(place, roll_back)
            assert served(again) == start
            check_clean(again)
        else:
            assert found == start
        deploy(second, place)
        assert served(place) == end
        check_clean(place)


def test_a_rollback_that_is_killed_is_finished_by_the_next_run(states, folder):
    first, second = states
    write(folder, {"new.xml": "another's"})
    deploy(first, folder)
    start = served(folder)
    deploy(second, folder)
    end = served(folder)
    for place in kills(folder, roll_back):
        again = copied_and(place, lambda copy: deploy(second, copy))
        assert served(again) == end
        check_clean(again)
        try:
            roll_back(place)
            check_clean(place)
        except Refused:
            pass  # it was complete
        assert served(place) == start


def copied_and(folder: Path, action) -> Path:
    place = Path(shutil.copytree(folder, tempfile.mkdtemp(dir=folder.parent), dirs_exist_ok=True))
    action(place)
    return place


def test_two_deploys_at_once_come_one_after_the_other(states, folder):
    first, second = states
    deploy(first, folder)
    told, tell = os.pipe()
    go, start = os.pipe()
    # The child is there before the lock is: a lock that is inherited would be its own.
    child = os.fork()
    if child == 0:
        try:
            os.read(go, 1)
            deploy(second, folder, on_wait=lambda: os.write(tell, b"waiting"))
            os._exit(0)
        except BaseException:
            os._exit(99)
    os.close(tell)
    with build_lock(folder / RECORDS):
        os.write(start, b"!")
        assert os.read(told, 100) == b"waiting"
        assert "new.xml" not in served(folder)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert "new.xml" in served(folder) and "a.xml" not in served(folder)
    check_clean(folder)


def test_many_deploys_at_once_end_in_one_whole_state(states, folder):
    folder.mkdir()
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            try:
                deploy(states[number % 2], folder)
                os._exit(0)
            except BaseException:
                os._exit(99)
        children.append(child)
    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
    assert indexed(folder) in (["a.xml", "c.xml", "sub/b.xml"], ["c.xml", "new.xml", "sub/b.xml"])
    check_clean(folder)


def test_a_disk_that_is_full_changes_nothing(states, folder):
    first, second = states
    deploy(first, folder)
    before = times(folder)

    def full():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
        with pytest.raises(OSError):
            deploy(second, folder)

    assert in_child(full) == 0
    assert times(folder) == before
    deploy(second, folder)
    assert "new.xml" in served(folder)
    check_clean(folder)


def test_a_folder_that_cannot_be_written_stays_as_it_is(states, tmp_path):
    with tempfile.TemporaryDirectory(prefix="qwg") as top:
        os.chmod(top, 0o755)
        folder = Path(top, "served")
        deploy(states[0], folder)
        shutil.copytree(states[1].tree.top, Path(top, "tree"))
        later = build(tree_at(Path(top, "tree")), [], [])
        before = times(folder)
        os.chmod(folder, 0o555)
        if os.geteuid() == 0:
            shutil.chown(folder / RECORDS, 65534)
            shutil.chown(folder / RECORDS / "state.json", 65534)

        def as_nobody():
            if os.geteuid() == 0:
                os.setuid(65534)
            with pytest.raises(PermissionError):
                deploy(later, folder)

        assert in_child(as_nobody) == 0
        assert times(folder) == before
        os.chmod(folder, 0o755)

"""A build that is killed, runs out of disk or may not write leaves the last good state, and the next one is right."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from qwg.site.build import build
from qwg.site.tree import Tree, tree_at

TOOLS = Path(__file__).resolve().parents[2] / "tools"
OBJECT = "object template {name};\ninclude 'common';\n'/v' = COMMON;\n"
BEFORE = {
    "clusters/one/cluster.build.properties": "cluster.pan.includes=lib\npan.formats=pan,dep\n",
    **{f"clusters/one/profiles/{name}.pan": OBJECT.format(name=name) for name in ("kept", "broken", "gone", "sub/deep")},
    "lib/common.pan": "template common;\nvariable COMMON = 1;\n",
}
AFTER = {
    **BEFORE,
    "clusters/one/profiles/broken.pan": "object template broken;\n'/v' = 1 / 0;\n",
    "clusters/one/profiles/gone.pan": None,
    "clusters/one/profiles/new.pan": OBJECT.format(name="new"),
    "lib/common.pan": "template common;\nvariable COMMON = 2;\n",
}
# What changes a file system; each is told before it is done.
EVENTS = frozenset(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"))


def lay_out(root: Path, files: dict[str, str | None]) -> None:
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


def build_until(tree: Tree, step: int) -> bool:
    """Builds in another process, which kills itself before its change number `step`; whether it came to its end."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event, arguments):
            nonlocal left
            if event in EVENTS or event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            build(tree, [], [])
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
    return os.WIFEXITED(status)


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """What stands in build/ before and after, from builds that nobody killed."""
    found = []
    for files in (BEFORE, AFTER):
        root = tmp_path_factory.mktemp("state")
        if found:
            lay_out(root, BEFORE)
            build(tree_at(root), [], [])
        lay_out(root, files)
        build(tree_at(root), [], [])
        found.append({folder: contents_without_root(root, folder) for folder in ("profiles", "failed")})
    return found


def contents_without_root(root: Path, folder: str) -> dict[str, bytes]:
    return {path: data.replace(str(root).encode(), b"@ROOT@") for path, data in contents(root / "build" / folder).items()}


def test_killed_before_each_single_change_of_a_file(tmp_path, states):
    """Every file is whole, old or new, wherever the build is cut; what the next build leaves is what one build leaves."""
    before, after = states
    step, finished = 0, False
    while not finished:
        root = tmp_path / str(step)
        lay_out(root, BEFORE)
        build(tree_at(root), [], [])
        lay_out(root, AFTER)
        finished = build_until(tree_at(root), step)
        for folder in ("profiles", "failed"):
            for path, data in contents_without_root(root, folder).items():
                assert data in (before[folder].get(path), after[folder].get(path), before["profiles"].get(path)), path
        result = build(tree_at(root), [], [])
        assert {outcome.name: outcome.state for outcome in result.outcomes} == {
            "kept": "ok", "broken": "failed", "new": "ok", "sub/deep": "ok"}
        found = {folder: contents_without_root(root, folder) for folder in ("profiles", "failed")}
        assert found == after, step
        assert not (root / "build/.staging").exists()
        step += 1
    assert step > 20


def test_killed_in_a_first_build(tmp_path, states):
    step, finished = 0, False
    while not finished:
        root = tmp_path / str(step)
        lay_out(root, BEFORE)
        finished = build_until(tree_at(root), step)
        lay_out(root, {"clusters/one/profiles/gone.pan": None})
        build(tree_at(root), [], [])
        expected = {path: data for path, data in states[0]["profiles"].items() if not path.startswith("gone")}
        assert contents_without_root(root, "profiles") == expected, step
        step += 1
    assert step > 10


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "qwg", "compile", "--tree", str(root), *arguments],
                          capture_output=True, text=True, timeout=100, env={**os.environ, "PYTHONPATH": str(TOOLS)})


@pytest.fixture
def disk(tmp_path):
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=2k", "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_last_good_state(disk):
    lay_out(disk, BEFORE)
    assert run(disk).returncode == 0
    before = contents(disk / "build/profiles")
    lay_out(disk, AFTER)
    with open(disk / "filler", "wb", buffering=0) as filler, suppress(OSError):
        while filler.write(bytes(1024)):
            pass
    full = run(disk)
    assert full.returncode == 1 and "No space left on device" in full.stderr and "Traceback" not in full.stderr
    assert contents(disk / "build/profiles") == before
    (disk / "filler").unlink()
    healed = run(disk)
    assert healed.returncode == 1 and "division by zero" in healed.stderr
    assert set(contents(disk / "build/profiles")) == {"kept.xml", "kept.dep", "new.xml", "new.dep", "sub/deep.xml",
                                                      "sub/deep.dep"}


def test_a_read_only_folder_leaves_the_last_good_state(disk):
    lay_out(disk, BEFORE)
    assert run(disk).returncode == 0
    before = contents(disk / "build")
    lay_out(disk, AFTER)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    refused = run(disk)
    assert refused.returncode == 1 and "Read-only file system" in refused.stderr and "Traceback" not in refused.stderr
    assert contents(disk / "build") == before
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert run(disk).returncode == 1 and "new.xml" in contents(disk / "build/profiles")


def test_builds_at_once_wait_for_each_other(tmp_path, states):
    lay_out(tmp_path, BEFORE)
    build(tree_at(tmp_path), [], [])
    lay_out(tmp_path, AFTER)
    command = [sys.executable, "-m", "qwg", "compile", "--tree", str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": str(TOOLS)}) for _ in range(4)]
    said = [process.communicate(timeout=100) for process in runs]
    assert [process.returncode for process in runs] == [1, 1, 1, 1]
    assert all("division by zero" in errors and "Traceback" not in errors for _, errors in said)
    assert contents_without_root(tmp_path, "profiles") == states[1]["profiles"]
    assert contents_without_root(tmp_path, "failed") == states[1]["failed"]


def test_ctrl_c_leaves_the_last_good_state(tmp_path):
    lay_out(tmp_path, BEFORE)
    build(tree_at(tmp_path), [], [])
    lay_out(tmp_path, AFTER)
    before = contents(tmp_path / "build/profiles")
    fifo = tmp_path / "lib/waiting.pan"
    os.mkfifo(fifo)
    lay_out(tmp_path, {"clusters/one/profiles/zz.pan": "object template zz;\ninclude 'waiting';\n"})
    process = subprocess.Popen([sys.executable, "-m", "qwg", "compile", "--tree", str(tmp_path)], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={**os.environ, "PYTHONPATH": str(TOOLS)})
    # Whoever opens the other end of the pipe knows that the build is at its last profile.
    with open(fifo, "w"):
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in errors
    assert contents(tmp_path / "build/profiles") == before

"""invoke watch: an edit is compiled and what it changed is told; nothing else is."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
TREE = {
    "clusters/one/cluster.build.properties": "cluster.pan.includes=lib\n",
    "clusters/one/profiles/guest.pan": "object template guest;\ninclude 'common';\n'/v' = COMMON;\n'/same' = 1;\n",
    "clusters/one/profiles/host.pan": "object template host;\n'/v' = value('guest:/v');\n",
    "clusters/one/profiles/other.pan": "object template other;\n'/v' = 3;\n",
    "lib/common.pan": "template common;\nvariable COMMON = 7;\n",
}


class Watching:
    """A running `invoke watch --json`."""

    def __init__(self, tree, *arguments: str):
        self.tree = tree
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qwg", "watch", "--tree", str(tree.root), *arguments], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(TOOLS)})

    def round(self) -> dict:
        """What it says of the next build; the test run's own limit ends a wait in vain."""
        return json.loads(self.process.stdout.readline())

    def edit(self, path: str, text: str | None) -> dict:
        file = self.tree.root / path
        if text is None:
            file.unlink()
        else:
            file.write_text(text)
        return self.round()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=60)
        assert "Traceback" not in errors
        return self.process.returncode


@pytest.fixture
def watching(make_tree):
    watching = Watching(make_tree(TREE), "--json")
    yield watching
    watching.process.kill()


def compiled(document: dict) -> list[str]:
    return sorted(profile["name"] for profile in document["profiles"] if profile["reason"])


def test_each_edit_is_one_round(watching):
    first = watching.round()
    assert compiled(first) == ["guest", "host", "other"] and first["changes"] == []

    second = watching.edit("lib/common.pan", "template common;\nvariable COMMON = 8;\n")
    assert compiled(second) == ["guest", "host"]
    [group] = second["changes"]
    assert group["profiles"] == ["guest", "host"]
    assert [(change["path"], change["before"]["value"], change["after"]["value"]) for change in group["changes"]] == [
        ("/v", 7, 8)]

    broken = watching.edit("clusters/one/profiles/other.pan", "object template other;\n'/v' = X;\n")
    assert broken["exit_code"] == 1 and compiled(broken) == ["other"]
    healed = watching.edit("clusters/one/profiles/other.pan", "object template other;\n'/v' = 4;\n")
    assert healed["exit_code"] == 0 and compiled(healed) == ["other"]

    added = watching.edit("clusters/one/profiles/new.pan", "object template new;\n'/v' = 1;\n")
    assert compiled(added) == ["new"]
    gone = watching.edit("clusters/one/profiles/new.pan", None)
    assert gone["removed"] == ["new"] and compiled(gone) == []

    shadow = watching.edit("clusters/one/common.pan", "template common;\nvariable COMMON = 9;\n")
    assert compiled(shadow) == ["guest", "host"]
    settings = watching.edit("clusters/one/cluster.build.properties", "cluster.pan.includes=lib\npan.formats=json\n")
    assert compiled(settings) == ["guest", "host", "other"]
    assert watching.end() == 0
    assert not (watching.tree.build / ".staging").exists()


def test_what_a_failing_profile_misses_is_waited_for(watching):
    watching.round()
    failing = watching.edit("clusters/one/profiles/other.pan", "object template other;\ninclude 'missing';\n")
    assert failing["exit_code"] == 1
    healed = watching.edit("lib/missing.pan", "template missing;\n'/v' = 5;\n")
    assert healed["exit_code"] == 0
    assert watching.end() == 0


def test_a_reader_sees_what_changed(make_tree):
    tree = make_tree(TREE)
    watching = Watching(tree)
    for line in watching.process.stderr:
        if "watching" in line:
            break
    (tree.root / "lib/common.pan").write_text("template common;\nvariable COMMON = 'seven';\n")
    for line in watching.process.stdout:
        if line.startswith("2 profiles: "):
            break
    assert line == "2 profiles: guest, host\n"
    assert watching.process.stdout.readline().split() == ["~", "/v", "7", "->", '"seven"']
    assert watching.end() == 0


def test_a_tree_that_is_none_is_wrong_use(tmp_path):
    run = subprocess.run([sys.executable, "-m", "qwg", "watch", "--tree", str(tmp_path)], capture_output=True, text=True,
                         env={**os.environ, "PYTHONPATH": str(TOOLS)})
    assert run.returncode == 2 and "is no template tree" in run.stderr

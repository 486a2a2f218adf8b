"""The task where nothing can be run: what is missing is said, and counts as skipped; wrong use is refused."""
from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from qwg.e2e.run import run_e2e

PROGRAMS = Path(__file__).parents[2] / "tools/qwg/e2e"


def test_without_qemu_it_is_skipped(programs, example, capsys):
    report = run_e2e(str(example), example)
    report.show()
    assert report.exit_code == 0
    assert capsys.readouterr().out == \
        "1 skipped: qemu-system-x86_64 is not here: install the package qemu-system-x86\n"


def test_the_json_of_a_skipped_run(programs, example, capsys):
    run_e2e(str(example), example).show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] and document["skipped"].startswith("qemu-system-x86_64 is not here")
    assert document["hosts"] == document["differences"] == []


WRONG = {
    "the memory of a guest must be from 96 to 4096 MB, is 64": {"memory": 64},
    "the limit must be at least 1 second, is 0": {"limit": 0},
    "nothing can be broken that is called 'mack'; did you mean 'mac'?": {"broken": "mack"},
}


@pytest.mark.parametrize("message", WRONG)
def test_wrong_use(example, message, capsys):
    report = run_e2e(str(example), example, **WRONG[message])
    report.show()
    assert report.exit_code == 2 and message in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("name", ["dom0/init", "dom0/bootloader", "dom0/network-bridge", "guest/init"])
def test_shellcheck_has_nothing_to_say(name):
    done = subprocess.run(["shellcheck", "-s", "sh", PROGRAMS / name], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout

"""The example tree as the harness would run it, and programs that stand in for those of a machine."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qwg.e2e.scenario import Scenario, scenario
from qwg.site.tree import find_tree

CHECKOUT = Path(__file__).resolve().parents[2]
PARTS = ("clusters", "sites", "standard", "templates")


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """A copy of the example tree, which no test changes."""
    root = tmp_path_factory.mktemp("e2e") / "a tree, copied"
    for part in PARTS:
        shutil.copytree(CHECKOUT / part, root / part)
    return root


@pytest.fixture(scope="session")
def made(example, tmp_path_factory) -> Scenario:
    """All stages of all hosts of the example."""
    return scenario(find_tree(str(example)), tmp_path_factory.mktemp("stages"), [], 112, None, lambda text: None)


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Puts a shell script in a program's place; what has none is as if it were not installed."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "sleep", "timeout", "cat", "head"):
        (folder / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    return put

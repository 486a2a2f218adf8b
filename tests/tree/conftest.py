"""The tree of this checkout, and copies of it that tests may change."""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    # regenerate.py lies beside these tests, and importlib mode puts no test folder on the path.
    sys.path.insert(0, str(HERE))

from regenerate import CHECKOUT, panc_command  # noqa: E402
from tree_copy import TreeCopy  # noqa: E402

PARTS = ("clusters", "sites", "standard", "templates")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """One cache of compiled templates for all tests of this folder, apart from the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "tree-cache"))


@pytest.fixture
def tree(tmp_path) -> TreeCopy:
    """A copy of the tree in a folder whose name has a blank."""
    root = tmp_path / "a tree"
    for part in PARTS:
        shutil.copytree(CHECKOUT / part, root / part)
    return TreeCopy(root)


@pytest.fixture(scope="session")
def panc() -> list[str]:
    """The command of the public panc that PANC names."""
    command = panc_command()
    if command is None:
        pytest.skip("the environment variable PANC does not name a public panc")
    return command

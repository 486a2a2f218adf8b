"""Small trees, written as a table of paths and texts."""
from __future__ import annotations

from pathlib import Path

import pytest

from qwg.site.tree import Tree, tree_at


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


@pytest.fixture
def make_tree(tmp_path):
    """Writes files to a folder with a blank in its name and gives the Tree there."""
    def make(files: dict[str, str]) -> Tree:
        root = tmp_path / "a tree"
        write(root, files)
        return tree_at(root)
    return make


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

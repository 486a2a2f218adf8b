"""What the tests of lint share: a tree made of texts."""
from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A function that writes {path: text} below a folder, and gives the folder; work happens there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def make(files: dict[str, str]) -> Path:
        root = tmp_path / "tree"
        for path, text in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        monkeypatch.chdir(root)
        return root

    return make

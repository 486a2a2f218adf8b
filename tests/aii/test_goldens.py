"""The install server of the example clusters, byte for byte, is what goldens/ has.

`pytest tests/aii --update-goldens` writes what the tools give now over it, for a reader to judge.
"""
from __future__ import annotations

import os
import shutil
from pathlib import Path

GOLDENS = Path(__file__).resolve().parent / "goldens"


def content(folder: Path) -> dict[str, str]:
    """The text of each file below a folder, and where each link leads."""
    return {path.relative_to(folder).as_posix(): f"-> {os.readlink(path)}" if path.is_symlink() else path.read_text()
            for path in folder.rglob("*") if path.is_symlink() or path.is_file()}


def test_the_files_are_the_goldens(example, request):
    if request.config.getoption("--update-goldens"):
        shutil.rmtree(GOLDENS, ignore_errors=True)
        shutil.copytree(example.served, GOLDENS, symlinks=True)
    ours, expected = content(example.served), content(GOLDENS)
    assert sorted(ours) == sorted(expected)
    for name in expected:
        assert ours[name] == expected[name], name

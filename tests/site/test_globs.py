"""ant's patterns. The first table was checked against ant 1.10."""
from __future__ import annotations

import os

import pytest

from qwg.site import globs

FOLDERS = ("os", "sites/ex/sub", "standard/Zed", "standard/a", "standard/b/z", "standard/b-c", "X/y/z",
           "X/.svn/props", "X/.git/objects", "X/CVS", "X/old~/in", "X/.#lock", "X/.hidden", "Y/yy/z")


@pytest.fixture
def root(tmp_path):
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "X" / "file").write_text("")
    return tmp_path


@pytest.mark.parametrize("pattern, found", [
    ("sites/ex/**", ["sites/ex", "sites/ex/sub"]),
    ("os", ["os"]),
    ("standard/**", ["standard", "standard/Zed", "standard/a", "standard/b", "standard/b-c", "standard/b/z"]),
    ("standard/", ["standard", "standard/Zed", "standard/a", "standard/b", "standard/b-c", "standard/b/z"]),
    ("standard/*", ["standard/Zed", "standard/a", "standard/b", "standard/b-c"]),
    ("standard/b*", ["standard/b", "standard/b-c"]),
    ("X/**", ["X", "X/.hidden", "X/old~/in", "X/y", "X/y/z"]),
    ("X/*", ["X/.hidden", "X/y"]),
    ("X/file", []),
    ("*/y", ["X/y"]),
    ("*/y*/z", ["X/y/z", "Y/yy/z"]),
    ("**/z", ["X/y/z", "Y/yy/z", "standard/b/z"]),
    ("**/**/z", ["X/y/z", "Y/yy/z", "standard/b/z"]),
    ("X/**/z", ["X/y/z"]),
    ("?/y/?", ["X/y/z"]),
    ("missing", []),
    ("missing/**", []),
    ("SITES/ex", []),
    ("${cluster.pan.includes}", []),
    ("./os", []),
    ("os/.", []),
    ("/os", []),
    ("os//", ["os"]),
    ("standard/b**", ["standard/b", "standard/b-c"]),
    ("**b", []),
    ("*", ["X", "Y", "os", "sites", "standard"]),
    ("X/old~", []),
    ("X/.svn", []),
    ("X/.svn/props", []),
    ("standard/a.b", []),
])
def test_folders(root, pattern, found):
    assert globs.folders(root, pattern) == found


def test_the_root_itself(root):
    assert globs.folders(root, "**")[:3] == ["", "X", "X/.hidden"]


def test_links_are_followed_but_not_in_a_circle(root):
    os.symlink("../standard", root / "os" / "link")
    os.symlink("..", root / "X" / "up")
    assert globs.folders(root, "os/**")[:3] == ["os", "os/link", "os/link/Zed"]
    found = globs.folders(root, "X/**")
    assert "X/up/Y" in found and "X/up/X" not in found


def test_files_by_suffix(tmp_path):
    for path in ("b.pan", "a.tpl", "sub/c.pan", "sub/c.pan~", ".#d.pan", ".svn/e.pan", "README",
                 "f.pan/g.pan"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    assert globs.files(tmp_path, (".pan", ".tpl")) == ["a.tpl", "b.pan", "f.pan/g.pan", "sub/c.pan"]

"""The files of the example hosts are those in golden_hosts/; and a build of the tree writes the same."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

from qwg.site.outputs import Link, Script
from qwg.xen.files import TOOLSTACKS
from qwg.xen.hosts import compile_tree
from qwg.xen.xm_reader import read_config
from regenerate import GOLDEN_HOSTS, golden_host_files


def listing(folder: Path) -> dict[str, str]:
    """Each file below a folder with its text, after an exclamation mark if it can be run, each link with its target."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[name] = ("!" if os.access(path, os.X_OK) else "") + path.read_text()
    return found


def shown(content: bytes | Link | Script) -> str:
    if isinstance(content, Link):
        return f"-> {content.target}"
    return f"!{content.data.decode()}" if isinstance(content, Script) else content.decode()


@pytest.mark.parametrize("toolstack", TOOLSTACKS)
def test_the_files_of_each_host_are_the_goldens(toolstack):
    made = golden_host_files(toolstack)
    assert [finding for found in made.values() for finding in found.diagnostics] == []
    files = {f"{host}/{path}": shown(content) for host, found in made.items() for path, content in found.files.items()}
    assert files == listing(GOLDEN_HOSTS / toolstack)


def test_no_golden_is_unused():
    assert sorted(path.name for path in GOLDEN_HOSTS.iterdir()) == sorted(TOOLSTACKS)


@pytest.mark.parametrize("toolstack", TOOLSTACKS)
def test_a_build_of_the_tree_writes_them(tree, toolstack):
    report = compile_tree(str(tree.root), tree.root, toolstack=toolstack)
    assert report.exit_code == 0
    assert listing(tree.root / "build" / "hosts") == listing(GOLDEN_HOSTS / toolstack)


GUEST_FILES = [f"{toolstack}/{path.parents[2].name}/etc/xen/{path.name}" for toolstack in TOOLSTACKS
               for path in sorted((GOLDEN_HOSTS / toolstack).glob("*/etc/xen/*")) if path.is_file()]


@pytest.mark.parametrize("file", GUEST_FILES)
def test_a_guests_file_read_and_written_is_the_same(file):
    path = GOLDEN_HOSTS / file
    domain, findings = read_config(path.read_text(), str(path), path.name)
    assert findings == []
    assert TOOLSTACKS[file.partition("/")[0]](domain, domain.options, file) == (path.read_text(), [])

"""docs/install.md says what the tools do."""
from __future__ import annotations

import re

from qwg.aii.platforms import FOLDER_PROPERTY, IMAGES, SYSTEM_PROPERTY, system_named
from qwg.aii.install_server import SERVER_PROPERTY


def test_the_table_of_folders_is_the_one_of_the_tools(checkout):
    text = (checkout / "docs" / "install.md").read_text()
    rows = re.findall(r"^\| `([\w-]+)` \| `([\w-]+)` \| `([\w/]+)` \|$", text, re.M)
    assert rows == [(system, images.folder, images.source) for system, images in IMAGES.items()]


def test_other_systems_have_the_folders_it_says():
    assert system_named("sl5x-i386").images.folder == "sl5x_i386_xen"
    assert system_named("sl6x-x86_64").images.folder == "sl6x_x86_64"
    assert system_named("sl2x-x86_64") is None and system_named("sl450") is None


def test_the_properties_are_those_of_the_tools(checkout):
    named = re.findall(r"^\| `(aii\.[\w.<>]+)` \|", (checkout / "docs" / "install.md").read_text(), re.M)
    assert named == [f"{FOLDER_PROPERTY}<system>", f"{SYSTEM_PROPERTY}<guest>", SERVER_PROPERTY]


def test_the_files_are_those_that_are_written(checkout, example):
    text = (checkout / "docs" / "install.md").read_text()
    for path in example.served.rglob("*"):
        if path.is_dir():
            continue
        name = path.relative_to(example.served).as_posix()
        name = re.sub(r"xen-guest\d\.example\.org", "<guest>", name)
        name = re.sub(r"/01-[0-9a-f-]+$", "/01-<MAC>", re.sub(r"/[0-9A-F]{8}$", "/<hex>", name))
        assert f"`{name}`" in text, name

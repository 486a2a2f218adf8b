"""Folders of outputs: nothing half written, nothing stale, nothing of others touched, nothing outside."""
from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from qwg.site import outputs
from qwg.site.errors import Refused
from qwg.site.outputs import (
    Link, OwnedFolder, Script, build_lock, is_safe_name, link_if_changed, write_if_changed,
)


def listing(root) -> dict[str, str]:
    """Every file below `root` with its text, every link with its target."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(root))] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[str(path.relative_to(root))] = path.read_text()
    return found


@pytest.fixture
def hosts(tmp_path):
    return tmp_path / "hosts"


@pytest.fixture
def folder(tmp_path, hosts):
    return OwnedFolder(hosts, "host", tmp_path / "ledgers")


def test_a_file_is_written_once(tmp_path):
    file = tmp_path / "file"
    assert write_if_changed(file, b"one")
    os.utime(file, (1, 1))
    inode = file.stat().st_ino
    assert not write_if_changed(file, b"one")
    assert (file.stat().st_mtime, file.stat().st_ino) == (1, inode)
    assert write_if_changed(file, b"two") and file.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["file"]


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path):
    (tmp_path / "target").write_bytes(b"same")
    (tmp_path / "file").symlink_to("target")
    assert write_if_changed(tmp_path / "file", b"same")
    assert not (tmp_path / "file").is_symlink() and (tmp_path / "target").read_bytes() == b"same"


def test_a_link_is_made_once_and_repaired(tmp_path):
    link = tmp_path / "link"
    assert link_if_changed(link, "../a")
    assert not link_if_changed(link, "../a")
    assert link_if_changed(link, "../b") and os.readlink(link) == "../b"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(outputs.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_if_changed(tmp_path / "file", b"new")
    assert listing(tmp_path) == {"file": "old"}


def test_files_come_and_go_with_what_is_asked_for(folder, hosts):
    first = folder.update({"etc/a": b"1", "etc/b": b"2", "etc/auto/a": Link("../a")})
    assert (first.written, first.kept, first.removed) == (["etc/a", "etc/auto/a", "etc/b"], [], [])
    second = folder.update({"etc/b": b"2", "etc/c": b"3"})
    assert (second.written, second.kept, second.removed) == (["etc/c"], ["etc/b"], ["etc/a", "etc/auto/a"])
    assert listing(hosts) == {"host/etc/b": "2", "host/etc/c": "3"}
    assert not (hosts / "host" / "etc" / "auto").exists()
    assert folder.update({}).removed == ["etc/b", "etc/c"]
    assert os.listdir(hosts) == [] and not folder.ledger.exists()


def test_files_of_others_stay(folder, hosts):
    folder.update({"etc/a": b"1"})
    (hosts / "host" / "etc" / "mine").write_text("mine")
    (hosts / "other").mkdir()
    folder.update({})
    assert listing(hosts) == {"host/etc/mine": "mine"} and (hosts / "other").is_dir()


def test_a_run_that_was_cut_short_is_cleared_up_by_the_next(folder, hosts, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt
    with monkeypatch.context() as patched:
        patched.setattr(OwnedFolder, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            folder.update({"etc/a": b"1"})
    (hosts / "host" / "etc").mkdir(parents=True)
    (hosts / "host" / "etc" / "a").write_text("half")
    assert folder.update({"etc/b": b"2"}).removed == ["etc/a"]


@pytest.mark.parametrize("name", ["", ".", "..", "-rf", ".hidden", "a/b", "a\0b", "a\nb", "a b", "\u00e4",
                                  "a" * 201, "../../etc/passwd", "~root", "$(id)"])
def test_unsafe_names(name):
    assert not is_safe_name(name)


@pytest.mark.parametrize("name", ["xen-guest.example.org", "a", "_x", "2", "a+b@c-d_e.f", "a" * 200])
def test_safe_names(name):
    assert is_safe_name(name)


@pytest.mark.parametrize("path", ["../outside", "/outside", "etc/../../outside", "etc//x", "etc/.", ""])
def test_no_path_leads_outside(folder, hosts, tmp_path, path):
    with pytest.raises(Refused, match="cannot be the path"):
        folder.update({path: b"x", "etc/ok": b"x"})
    assert listing(tmp_path) == {}
    with pytest.raises(Refused, match="cannot be the name"):
        OwnedFolder(hosts, path, tmp_path)


def test_a_forged_ledger_removes_nothing_outside(folder, tmp_path):
    (tmp_path / "precious").write_text("precious")
    folder.ledger.parent.mkdir()
    folder.ledger.write_text('["../../precious", "/etc/none", 7, "a/../../../precious"]')
    folder.update({"a": b"1"})
    assert (tmp_path / "precious").exists()
    for text in ("{", "{}", "7"):
        folder.ledger.write_text(text)
        assert folder.owned() == set()


def test_links_planted_in_the_folder_are_not_followed(folder, hosts, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a").write_text("precious")
    (hosts / "host").mkdir(parents=True)
    (hosts / "host" / "etc").symlink_to(tmp_path / "outside")
    with pytest.raises(Refused, match="something else stands where a folder must be"):
        folder.update({"etc/a": b"1"})
    assert folder.update({}).removed == []
    assert (tmp_path / "outside" / "a").read_text() == "precious"


def test_a_link_in_the_place_of_the_whole_folder_is_not_followed(folder, hosts, tmp_path):
    (tmp_path / "outside").mkdir()
    hosts.mkdir()
    (hosts / "host").symlink_to(tmp_path / "outside")
    with pytest.raises(Refused):
        folder.update({"a": b"1"})
    assert os.listdir(tmp_path / "outside") == []


def test_a_folder_in_the_place_of_a_file_is_refused(folder, hosts):
    (hosts / "host" / "a").mkdir(parents=True)
    with pytest.raises(Refused, match="a folder stands where a file must be written"):
        folder.update({"a": b"1"})


def test_only_one_run_at_a_time_holds_a_build(tmp_path):
    code = ("import sys, time\nfrom pathlib import Path\nfrom qwg.site.outputs import build_lock\n"
            "with build_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(0.3)\n")
    holder = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    waited = []
    start = time.monotonic()
    with build_lock(tmp_path, on_wait=lambda: waited.append(time.monotonic())):
        assert waited and time.monotonic() - start > 0.1
    assert holder.wait() == 0
    with build_lock(tmp_path, on_wait=lambda: waited.append(0)):
        assert len(waited) == 1


def test_a_script_can_be_run_and_a_file_cannot(folder, hosts):
    folder.update({"script": Script(b"#!/bin/sh\n"), "file": b"text"})
    assert [os.access(hosts / "host" / name, os.X_OK) for name in ("script", "file")] == [True, False]
    assert folder.update({"script": Script(b"#!/bin/sh\n"), "file": b"text"}).kept == ["file", "script"]


def test_bytes_that_become_a_script_are_written_anew(folder, hosts):
    folder.update({"script": b"#!/bin/sh\n"})
    assert folder.update({"script": Script(b"#!/bin/sh\n")}).written == ["script"]
    assert os.access(hosts / "host" / "script", os.X_OK)

"""Files come in; the archive that the kernel unpacks, and the kernel that is unpacked, go out."""
from __future__ import annotations

import gzip
import lzma
import os
import shutil
import struct
import subprocess

import pytest

from qwg.e2e.initramfs import BUSYBOX, Root
from qwg.e2e.kernels import MAGIC, PAYLOAD, SETUP_SECTORS, payload_of, write_guest_kernel, write_hypervisor

needs_busybox = pytest.mark.skipif(shutil.which("busybox") is None, reason="busybox is not installed")


@needs_busybox
def test_an_archive_holds_all_with_modes_and_links(tmp_path):
    packages = tmp_path / "packages"
    (packages / "bin").mkdir(parents=True)
    (packages / BUSYBOX).symlink_to(shutil.which("busybox"))
    root = Root(tmp_path / "root", packages)
    root.put("init", b"#!/bin/sh\n", 0o755)
    root.put("etc/a file", b"text")
    root.link("sbin/lvs", "lvm")
    root.archive(tmp_path / "image")
    assert (tmp_path / "image").read_bytes()[:6] == b"070701"
    listing = subprocess.run(["busybox", "cpio", "-t", "-v"], stdin=open(tmp_path / "image", "rb"),
                             capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listing.splitlines()]
    assert [(words[0][0], words[1], words[-1]) for words in lines] == [
        ("d", "0/0", "etc"), ("-", "0/0", "file"), ("-", "0/0", "init"), ("d", "0/0", "sbin"), ("l", "0/0", "lvm")]
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    subprocess.run(["busybox", "cpio", "-i"], stdin=open(tmp_path / "image", "rb"), cwd=unpacked, check=True,
                   capture_output=True)
    assert (unpacked / "etc/a file").read_bytes() == b"text"
    assert (unpacked / "init").stat().st_mode & 0o777 == 0o755
    assert os.readlink(unpacked / "sbin/lvs") == "lvm"


def image(payload: bytes) -> bytes:
    head = bytearray(3 * 512)
    head[SETUP_SECTORS] = 1
    head[MAGIC:MAGIC + 4] = b"HdrS"
    struct.pack_into("<II", head, PAYLOAD, 512, len(payload))
    return bytes(head) + payload + b"the rest"


@pytest.fixture
def kernel(tmp_path):
    (tmp_path / "lib/modules/6.9-amd64").mkdir(parents=True)
    (tmp_path / "boot").mkdir()
    return tmp_path / "boot/vmlinuz-6.9-amd64"


def test_the_kernel_is_packed_anew(kernel, tmp_path):
    kernel.write_bytes(image(lzma.compress(b"\x7fELF and more") + b"\0\0\0\x0d"))
    write_guest_kernel(tmp_path, tmp_path / "out")
    assert gzip.decompress((tmp_path / "out").read_bytes()) == b"\x7fELF and more"


@pytest.mark.parametrize("data", [image(b"packed otherwise"), b"short", bytes(2000)])
def test_another_kernel_stays_as_it_is(kernel, tmp_path, data):
    kernel.write_bytes(data)
    write_guest_kernel(tmp_path, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == data
    assert payload_of(data) in (b"", b"packed otherwise")


def test_the_hypervisor_is_unpacked(tmp_path):
    (tmp_path / "boot").mkdir()
    (tmp_path / "boot/xen-4.17-amd64.gz").write_bytes(gzip.compress(b"\x7fELF"))
    write_hypervisor(tmp_path, tmp_path / "xen.elf")
    assert (tmp_path / "xen.elf").read_bytes() == b"\x7fELF"

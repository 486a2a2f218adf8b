"""The kernel and the hypervisor of the unpacked packages come in; they go out in the forms that are loaded.

QEMU takes the hypervisor as an ELF file. The guests' kernel is Debian's, but packed with gzip instead of xz, which
emulation unpacks in a tenth of the time.
"""
from __future__ import annotations

import gzip
import lzma
import shutil
import struct
from pathlib import Path

from .packages import modules_folder

# Of a Linux image for x86 (boot protocol 2.08 and later): where it says what.
SETUP_SECTORS, MAGIC, PAYLOAD = 0x1f1, 0x202, 0x248
SECTOR = 512
XZ = b"\xfd7zXZ\x00"


def kernel(packages: Path) -> Path:
    return packages / f"boot/vmlinuz-{modules_folder(packages).name}"


def write_hypervisor(packages: Path, target: Path) -> None:
    [packed] = (packages / "boot").glob("xen-*.gz")
    with gzip.open(packed) as source, open(target, "wb") as file:
        shutil.copyfileobj(source, file)


def write_guest_kernel(packages: Path, target: Path) -> None:
    """Writes what is packed in the kernel's image, an ELF file; the image itself if that is not packed with xz."""
    image = kernel(packages).read_bytes()
    payload = payload_of(image)
    if not payload.startswith(XZ):
        target.write_bytes(image)
        return
    # What follows the stream is its length.
    target.write_bytes(gzip.compress(lzma.LZMADecompressor().decompress(payload), 1))


def payload_of(image: bytes) -> bytes:
    """What is packed in the image; nothing if it is too old, or no such image."""
    if len(image) < PAYLOAD + 8 or image[MAGIC:MAGIC + 4] != b"HdrS":
        return b""
    begin, length = struct.unpack_from("<II", image, PAYLOAD)
    begin += ((image[SETUP_SECTORS] or 4) + 1) * SECTOR
    return image[begin:begin + length]

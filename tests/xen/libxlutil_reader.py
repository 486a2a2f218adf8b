"""Guests' files on standard input come in, a JSON string a line; what xl's own parser reads there goes out likewise.

It runs as a process of its own, so that a crash of the library is a failed test and not the end of all tests. Every
file is answered before the next one is read. On the command line: the path of libxlutil.
"""
from __future__ import annotations

import ctypes
import json
import sys

LISTS = ("disk", "vif", "bootloader_args", "cpus", "vfb", "vtpm")
STRINGS = ("name", "memory", "vcpus", "bootloader", "bootargs", "cpus", "kernel", "ramdisk", "root", "extra", "type",
           "on_crash", "on_reboot", "on_poweroff", "vfb", "vtpm")


class Disk(ctypes.Structure):
    """The beginning of libxl_device_disk in Xen 4.17."""
    _fields_ = [("backend_domid", ctypes.c_uint32), ("backend_domname", ctypes.c_char_p),
                ("pdev_path", ctypes.c_char_p), ("vdev", ctypes.c_char_p), ("backend", ctypes.c_int),
                ("format", ctypes.c_int), ("script", ctypes.c_char_p), ("removable", ctypes.c_int),
                ("readwrite", ctypes.c_int)]


class Reader:
    """xl's parser of configuration files, by the calls of libxlutil.h; all pointers are plain addresses."""

    def __init__(self, library: str):
        self.xlu = ctypes.CDLL(library)
        self.libc = ctypes.CDLL(None)
        self.libc.open_memstream.restype = self.xlu.xlu_cfg_init.restype = ctypes.c_void_p
        self.xlu.xlu_cfg_get_listitem.restype = ctypes.c_char_p
        self.has_layout = ".so.4.17" in library

    def read(self, data: bytes) -> dict:
        said, size = ctypes.c_char_p(), ctypes.c_size_t()
        stream = ctypes.c_void_p(self.libc.open_memstream(ctypes.byref(said), ctypes.byref(size)))
        self.config = ctypes.c_void_p(self.xlu.xlu_cfg_init(stream, b"guest"))
        status = self.xlu.xlu_cfg_readdata(self.config, data, len(data))
        found = {"status": status}
        if status == 0:
            found |= {key: self.string(key) for key in STRINGS}
            found |= {key: self.list(key) for key in LISTS if found.get(key) is None}
            found["disks"] = [self.disk(text) for text in found["disk"] or ()]
        self.libc.fflush(stream)
        found["said"] = (said.value or b"").decode(errors="replace")
        self.xlu.xlu_cfg_destroy(self.config)
        self.libc.fclose(stream)
        self.libc.free(said)
        return found

    def string(self, key: str) -> str | None:
        value = ctypes.c_char_p()
        status = self.xlu.xlu_cfg_get_string(self.config, key.encode(), ctypes.byref(value), 1)
        return value.value.decode() if status == 0 else None

    def list(self, key: str) -> list[str] | None:
        found, count = ctypes.c_void_p(), ctypes.c_int()
        if self.xlu.xlu_cfg_get_list(self.config, key.encode(), ctypes.byref(found), ctypes.byref(count), 1):
            return None
        return [self.xlu.xlu_cfg_get_listitem(found, index).decode() for index in range(count.value)]

    def disk(self, text: str) -> list | int:
        """Path, device and whether it may be written; the status if it is refused, or the layout is not known."""
        specification = (ctypes.c_char_p * 1)(text.encode())
        buffer = ctypes.create_string_buffer(4096)
        status = self.xlu.xlu_disk_parse(self.config, 1, specification, buffer)
        if status or not self.has_layout:
            return status
        disk = Disk.from_buffer(buffer)
        return [(disk.pdev_path or b"").decode(), (disk.vdev or b"").decode(), bool(disk.readwrite)]


if __name__ == "__main__":
    reader = Reader(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(reader.read(json.loads(line).encode())), flush=True)

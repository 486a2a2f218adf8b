"""A guest's file on standard input comes in; what xl's own parser reads there goes out as JSON.

It runs as a process of its own, so that a crash of the library is a failed test and not the end of all tests.
"""
from __future__ import annotations

import ctypes
import json
import sys

LISTS = ("disk", "vif")
STRINGS = ("name", "memory", "vcpus", "bootloader", "bootargs")


class Reader:
    """xl's parser of configuration files, by the calls of libxlutil.h; all pointers are plain addresses."""

    def __init__(self, library: str):
        self.xlu = ctypes.CDLL(library)
        self.libc = ctypes.CDLL(None)
        self.libc.open_memstream.restype = self.xlu.xlu_cfg_init.restype = ctypes.c_void_p
        self.xlu.xlu_cfg_get_listitem.restype = ctypes.c_char_p
        self.said, size = ctypes.c_char_p(), ctypes.c_size_t()
        self.stream = ctypes.c_void_p(self.libc.open_memstream(ctypes.byref(self.said), ctypes.byref(size)))
        self.config = ctypes.c_void_p(self.xlu.xlu_cfg_init(self.stream, b"guest"))

    def read(self, data: bytes) -> dict:
        status = self.xlu.xlu_cfg_readdata(self.config, data, len(data))
        found = {"status": status}
        if status == 0:
            found |= {key: self.string(key) for key in STRINGS} | {key: self.list(key) for key in LISTS}
            found["disks"] = [self.disk(text) for text in found["disk"] or ()]
        self.libc.fflush(self.stream)
        found["said"] = (self.said.value or b"").decode(errors="replace")
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

    def disk(self, text: str) -> int:
        """The status of parsing one disk; the struct that it fills is not looked at."""
        specification = (ctypes.c_char_p * 1)(text.encode())
        return self.xlu.xlu_disk_parse(self.config, 1, specification, ctypes.create_string_buffer(4096))


if __name__ == "__main__":
    print(json.dumps(Reader(sys.argv[1]).read(sys.stdin.buffer.read())))

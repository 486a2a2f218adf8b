"""The texts of guests' files come in, what xl's own parser (Debian: libxenmisc4.17) reads there goes out."""
from __future__ import annotations

import ctypes.util
import glob
import json
import subprocess
import sys
from pathlib import Path

MISSING = "libxlutil is not installed (Debian: libxenmisc4.17)"


def library() -> str | None:
    """Its name has the version of Xen and there is none without, so find_library may not see it."""
    places = ("/usr/lib/*/libxlutil.so.*", "/usr/lib/libxlutil.so.*", "/usr/lib64/libxlutil.so.*")
    found = [path for place in places for path in sorted(glob.glob(place))]
    return ctypes.util.find_library("xlutil") or (found[0] if found else None)


LIBRARY = library()


class Parser:
    """One process that reads files one by one; `died` if the library takes it down, and the next one is new."""

    def __init__(self):
        self.process: subprocess.Popen | None = None

    def read(self, text: str) -> dict:
        if self.process is None:
            reader = Path(__file__).with_name("libxlutil_reader.py")
            self.process = subprocess.Popen([sys.executable, "-I", reader, LIBRARY], text=True,
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self.process.stdin.write(json.dumps(text) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if answer:
            return json.loads(answer)
        self.close()
        return {"status": "died"}

    def close(self) -> None:
        if self.process is not None:
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait(60)
            self.process = None

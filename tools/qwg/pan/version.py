"""Nothing comes in; a digest that changes whenever what this package makes of a template may change goes out."""
from __future__ import annotations

import importlib.util
import os

from .digests import blake2b

# Of a compiled template, as the cache keeps it.
FORMAT = 1


def compiler_version() -> bytes:
    """Changes whenever Python's byte code or any module of this package does."""
    version = blake2b(importlib.util.MAGIC_NUMBER, digest_size=16)
    version.update(FORMAT.to_bytes(2, "little"))
    with os.scandir(os.path.dirname(__file__)) as files:
        for file in sorted(files, key=lambda file: file.name):
            if file.name.endswith(".py"):
                status = file.stat()
                version.update(f"{file.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return version.digest()

"""A folder of profiles comes in; its index, profiles-info.xml, goes out, as SCDB writes it but sorted."""
from __future__ import annotations

import os
import stat
from pathlib import Path

from .tree import Tree

INDEX = "profiles-info.xml"
# What clients can read, and what SCDB deploys.
PROFILE_SUFFIXES = (".xml", ".xml.gz", ".json", ".json.gz")
IN_BUILD = "clusters.groups.build.info"


def write_indexes(tree: Tree, folders: set[str]) -> None:
    """Writes the index of build/profiles, or of those of its folders that groups have, if the settings ask for it."""
    if tree.is_set(IN_BUILD):
        for folder in sorted(folders):
            place = tree.build / "profiles" / folder
            if place.is_dir():
                write_index(place, tree.build / ".state")


def profiles_in(folder: Path) -> list[str]:
    """The profiles in a folder and those below it, ours or not, sorted; what is hidden is left out."""
    found = []
    for place, folders, names in os.walk(folder):
        # What is not printable could not stand in the index.
        folders[:] = [name for name in folders if not name.startswith(".") and name.isprintable()]
        found += [os.path.relpath(os.path.join(place, name), folder) for name in names
                  if name.endswith(PROFILE_SUFFIXES) and not name.startswith(".") and name.isprintable()]
    return sorted(path for path in found if path != INDEX and (folder / path).is_file())


def index(folder: Path) -> bytes:
    """profiles-info.xml as SCDB writes it: the time in milliseconds and the name of each profile, here sorted."""
    # It reads urllib and with it OpenSSL.
    from xml.sax.saxutils import escape

    lines = ["<?xml version='1.0' encoding='utf-8'?>", "<profiles>"]
    for path in profiles_in(folder):
        changed = (folder / path).stat().st_mtime_ns // 1_000_000
        lines.append(f"<profile mtime='{changed}'>{escape(path)}</profile>")
    return "\n".join([*lines, "</profiles>", ""]).encode()


def write_index(folder: Path, staging: Path) -> None:
    """Writes the folder's index by way of a file in `staging`; one that would not change stays."""
    data, place = index(folder), folder / INDEX
    try:
        before = place.lstat()
        if stat.S_ISREG(before.st_mode) and place.read_bytes() == data:
            return
        mode = stat.S_IMODE(before.st_mode) if stat.S_ISREG(before.st_mode) else plain_mode()
    except FileNotFoundError:
        mode = plain_mode()
    write_synced(staging / INDEX, data)
    os.chmod(staging / INDEX, mode)
    os.replace(staging / INDEX, place)


def plain_mode() -> int:
    """The mode of a new file. The umask can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def write_synced(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)

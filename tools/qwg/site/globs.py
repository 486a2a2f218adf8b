"""An ant pattern and a folder come in, the folders that match go out, in ant's order.

Follows ant's DirectoryScanner as far as sites use it: `*`, `?` and `**`, the default excludes, symbolic links
followed, case sensitive. Within one pattern the matches are sorted as plain strings of their relative path.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

# ant's default excludes: folders left out with all that is in them, and names that are left out alone.
EXCLUDED_TREES = frozenset(("CVS", "SCCS", ".svn", ".git", ".hg", ".bzr"))
EXCLUDED_NAMES = re.compile(r".*~|#.*#|\.#.*|%.*%|\._.*|\.cvsignore|vssver\.scc|\.gitattributes|\.gitignore"
                            r"|\.gitmodules|\.hgignore|\.hgsub|\.hgsubstate|\.hgtags|\.bzrignore|\.DS_Store")
WILDCARDS = {"*": "[^/]*", "?": "[^/]"}
WILD = re.compile("[*?]")


def folders(root: Path, pattern: str) -> list[str]:
    """The folders under `root` that match one pattern, relative to it with `/`; the root itself is ''."""
    parts = [part for part in pattern.split("/") if part] + (["**"] if pattern.endswith("/") else [])
    if pattern.startswith("/") or not {".", ".."}.isdisjoint(parts):
        return []
    # What stands before the first wildcard need not be searched for.
    fixed = next((i for i, part in enumerate(parts) if WILD.search(part)), len(parts))
    start = "/".join(parts[:fixed])
    if not (root / start).is_dir() or not EXCLUDED_TREES.isdisjoint(parts[:fixed]):
        return []
    deep = "**" in parts
    matches = compile_pattern(tuple(parts[fixed:])).fullmatch
    found = ["/".join(filter(None, (start, path)))
             for path in walk(root / start, depth=1000 if deep else len(parts) - fixed)
             if matches(f"/{path}" if path else "")]
    return sorted((path for path in found if not is_excluded(path)), key=java_order)


def files(root: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The files anywhere under `root` with one of the suffixes, relative with `/`, sorted as strings."""
    found = []
    for folder in walk(root):
        with os.scandir(root / folder) as entries:
            found += [f"{folder}/{entry.name}" if folder else entry.name for entry in entries
                      if entry.name.endswith(suffixes) and entry.is_file()
                      and not EXCLUDED_NAMES.fullmatch(entry.name)]
    return sorted(found, key=java_order)


def java_order(path: str) -> bytes:
    """Java sorts strings by UTF-16 code units."""
    return path.encode("utf-16-be", "surrogatepass")


def walk(top: Path, relative: str = "", depth: int = 1000,
         above: tuple[tuple[int, int], ...] = ()) -> Iterator[str]:
    """Every folder from `top`/`relative` down, at most `depth` levels, without EXCLUDED_TREES.

    A symbolic link back to a folder above is not followed (ant goes round five times).
    """
    try:
        status = os.stat(top / relative)
        with os.scandir(top / relative) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
    except OSError:
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    yield relative
    for name in names if depth else ():
        if name not in EXCLUDED_TREES:
            yield from walk(top, f"{relative}/{name}" if relative else name, depth - 1, (*above, here))


def is_excluded(path: str) -> bool:
    """Of a folder such as `old~` ant leaves out only itself, not what is in it."""
    return EXCLUDED_NAMES.fullmatch(path.rpartition("/")[2]) is not None


@lru_cache
def compile_pattern(parts: tuple[str, ...]) -> re.Pattern:
    """Matches a whole relative path as ant does: `**` stands for any number of folders, also none."""
    text = ""
    for part in parts:
        # Each folder of the path is matched with the slash before it: 'a/b' as '/a/b', the root as ''.
        text += "(?:/[^/]+)*" if part == "**" else "/" + "".join(map(wildcard, part))
    return re.compile(text, re.DOTALL)


def wildcard(character: str) -> str:
    return WILDCARDS.get(character) or re.escape(character)

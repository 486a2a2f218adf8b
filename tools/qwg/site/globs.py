"""An ant pattern and a folder come in, the folders that match go out, in ant's order.

Follows ant's DirectoryScanner as far as sites use it: `*`, `?` and `**`, the default excludes, symbolic links
followed, case sensitive. Within one pattern the matches are sorted as plain strings of their relative path.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

# ant's default excludes: folders that are left out with all that is in them, and names that are left out.
EXCLUDED_TREES = frozenset(("CVS", "SCCS", ".svn", ".git", ".hg", ".bzr"))
EXCLUDED_NAMES = re.compile(r".*~|#.*#|\.#.*|%.*%|\._.*|\.cvsignore|vssver\.scc|\.gitattributes|\.gitignore"
                            r"|\.gitmodules|\.hgignore|\.hgsub|\.hgsubstate|\.hgtags|\.bzrignore|\.DS_Store")
WILDCARDS = {"*": "[^/]*", "?": "[^/]"}
WILD = re.compile("[*?]")


def folders(root: Path, pattern: str) -> list[str]:
    """The folders under `root` that match one pattern, relative to it with `/`; the root itself is ''."""
    if pattern.endswith("/"):
        pattern += "**"
    parts = pattern.split("/")
    fixed = next((i for i, part in enumerate(parts) if WILD.search(part)), len(parts))
    start = "/".join(part for part in parts[:fixed] if part not in ("", "."))
    if pattern.startswith("/") or not (root / start).is_dir() or is_excluded(start):
        return []
    if fixed == len(parts):
        return [start]
    matches = compile_pattern("/".join(parts[fixed:])).fullmatch
    depth = 1000 if "**" in parts else len(parts) - fixed
    found = [path for path in walk(root / start, depth=depth) if matches(path)]
    paths = ["/".join(filter(None, (start, path))) for path in found]
    # Java sorts strings by UTF-16 code units.
    return sorted(paths, key=lambda path: path.encode("utf-16-be", "surrogatepass"))


def files(root: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The files anywhere under `root` with one of the suffixes, relative with `/`, sorted as strings."""
    found = []
    for folder in walk(root):
        with os.scandir(root / folder) as entries:
            found += [f"{folder}/{entry.name}" if folder else entry.name for entry in entries
                      if entry.name.endswith(suffixes) and entry.is_file()
                      and not EXCLUDED_NAMES.fullmatch(entry.name)]
    return sorted(found, key=lambda path: path.encode("utf-16-be", "surrogatepass"))


def walk(top: Path, relative: str = "", depth: int = 1000,
         above: tuple[tuple[int, int], ...] = ()) -> Iterator[str]:
    """Every folder from `top`/`relative` down, at most `depth` levels, as far as the default excludes allow.

    A symbolic link back to a folder above is not followed.
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
        if name not in EXCLUDED_TREES and not EXCLUDED_NAMES.fullmatch(name):
            yield from walk(top, f"{relative}/{name}" if relative else name, depth - 1, (*above, here))


def is_excluded(path: str) -> bool:
    parts = path.split("/")
    return not EXCLUDED_TREES.isdisjoint(parts) or bool(EXCLUDED_NAMES.fullmatch(parts[-1]))


@lru_cache
def compile_pattern(pattern: str) -> re.Pattern:
    """A whole relative path matches as in ant: `**` stands for any number of folders, also none."""
    text = ""
    parts = [part for part, after in pairwise([*pattern.split("/"), ""]) if not part == after == "**"]
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if part == "**":
            # `a/**` matches a itself; `**` alone matches the root, whose path is empty.
            text = text.removesuffix("/") + ("(?:/.*)?" if text else ".*") if last else text + "(?:[^/]+/)*"
            continue
        text += "".join(WILDCARDS.get(c) or re.escape(c) for c in part) + ("" if last else "/")
    return re.compile(text, re.DOTALL)

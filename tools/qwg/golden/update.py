"""Problems come in; their golden files are written, or removed, and their paths go out."""
from __future__ import annotations

from pathlib import Path

from qwg.site.errors import Refused
from qwg.site.outputs import Link, Script, link_if_changed, write_if_changed

from .judge import Problem


def write(mended: list[Problem]) -> list[Path]:
    """Each file in one step; Refused if one cannot be written."""
    paths = []
    for problem in mended:
        for path, content in problem.fix.items():
            try:
                put(path, content)
            except OSError as error:
                raise Refused("golden.text", f"cannot be written: {error.strerror}", str(path)) from error
            paths.append(path)
    return paths


def put(path: Path, content: bytes | Link | Script | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Link):
        link_if_changed(path, content.target)
    elif isinstance(content, Script):
        write_if_changed(path, content.data, 0o777)
    else:
        write_if_changed(path, content)

"""A case comes in, its golden files beside the test go out; and files beside tests come in, unused ones go out.

    FILE.golden, FILE.golden.xml    the profile of FILE.pan, as text or as panc's XML
    FILE.golden.files/              the emitted files
    FILE.OBJECT.golden...           the same where FILE.pan has several object templates; '/' in a name is '+'
"""
from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from qwg.site import globs
from qwg.site.errors import Refused
from qwg.site.outputs import Link, Script

from .cases import SUFFIX, Case, read_test_file
from .settings import Settings

TEXT = ".golden"
XML = ".golden.xml"
FILES = ".golden.files"
FORMS = {"text": TEXT, "xml": XML}


def base(case: Case) -> str:
    stem = case.file.name.removesuffix(SUFFIX)
    return stem if case.only else f"{stem}.{case.name.replace('/', '+')}"


def golden_path(case: Case, form: str) -> Path:
    return case.file.parent / (base(case) + FORMS[form])


def files_folder(case: Case) -> Path:
    return case.file.parent / (base(case) + FILES)


def form_of(case: Case) -> str | None:
    """The form of a case's golden: that it names, that of the file there is; None if it has and wants none."""
    if case.form:
        return case.form
    there = [form for form in FORMS if golden_path(case, form).is_file()]
    return there[0] if there else "text" if case.subtrees else None


def owned(case: Case) -> set[Path]:
    """What beside the test belongs to a case."""
    form = form_of(case)
    return ({golden_path(case, form)} if form else set()) | ({files_folder(case)} if case.emits else set())


def golden_of(path: Path) -> Path | None:
    """The golden file or folder that a path is or is in; None if it is neither."""
    for place in (path, *path.parents):
        if place.name.endswith(FILES) or place == path and place.name.endswith((TEXT, XML)):
            return place
    return None


def is_unused(golden: Path, settings: Settings) -> bool:
    """Whether no test beside it has this golden; of a folder without Pan files nothing is ours.

    Refused if such a test cannot be read.
    """
    if not has_templates(settings):
        return False
    for path in golden.parent.glob(f"*{SUFFIX}"):
        if golden.name.startswith(f"{path.name.removesuffix(SUFFIX)}."):
            file = read_test_file(path, settings)
            if file and any(golden in owned(case) for case in file.cases):
                return False
    return True


@lru_cache
def has_templates(settings: Settings) -> bool:
    return any(globs.files(folder, (SUFFIX,)) for folder in settings.folders if folder.is_dir())


def read(path: Path) -> bytes:
    """Refused if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("golden.text", f"cannot be read: {error.strerror}", str(path)) from error


def read_files(folder: Path) -> dict[str, bytes | Link | Script]:
    """The files below a folder, by path."""
    found: dict[str, bytes | Link | Script] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = Link(os.readlink(path))
        elif path.is_file():
            data = read(path)
            found[name] = Script(data) if os.access(path, os.X_OK) else data
    return found

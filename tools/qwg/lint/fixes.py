"""Findings with edits come in; files put right go out, but only such that every profile stays the same, byte for byte.

Two proofs are asked of a change. The template means the same: its nodes are equal, but for places, for names that
the compiler has twice, and for slashes at the end of a path. And the profiles of every cluster, compiled before and
after, have equal bytes or fail in the same words; a tree without clusters has the first proof alone. What is not
proved is not written.
"""
from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qwg.pan import Compiler, Options
from qwg.pan.errors import PanError
from qwg.pan.nodes import BIND, CALL, PATH, PREFIX, VALID, Template
from qwg.pan.paths import parse_path
from qwg.site.build import cache_folder
from qwg.site.outputs import write_if_changed

from .findings import Edit
from .language import RENAMED
from .reading import is_node, read

if TYPE_CHECKING:
    from .linter import Lint

# One fix may make the next possible, but not for ever.
MOST_ROUNDS = 10
WITH_PATH = frozenset((PATH, PREFIX, BIND, VALID))


@dataclass
class Fixed:
    """`files` (file: number of findings less) were written, `refused` (file: reason) were not; `profiles` is the
    number of objects whose outputs were compared."""
    files: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    profiles: int = 0


def fix(work: Lint) -> Fixed:
    """Puts the files of a request right."""
    result = Fixed()
    changed: dict[str, bytes] = {}
    before = {file: work.reading(file).text for file in work.files}
    counts = {}
    for file in work.files:
        text, reason = improved(work, file)
        if reason:
            result.refused[file] = reason
        if text != before[file]:
            # A file that is not UTF-8 cannot be written back as it was.
            if before[file].encode("utf-8", "surrogatepass") != Path(file).read_bytes():
                result.refused[file] = "the file is not in UTF-8"
                continue
            counts[file] = len(work.findings(file))
            changed[file] = text.encode("utf-8")
    if work.tree is not None and changed:
        result.profiles, wrong = differing(work, changed)
        for file in wrong:
            result.refused[file] = "a profile would have other bytes"
            del changed[file]
    for file, data in changed.items():
        target = Path(os.path.realpath(file))
        write_if_changed(target, data, stat.S_IMODE(target.stat().st_mode))
        work.replace(file, data.decode("utf-8"))
        result.files[file] = counts[file] - len(work.findings(file))
    return result


def improved(work: Lint, file: str) -> tuple[str, str]:
    """The text after all edits that leave its meaning, and why others were left out."""
    reading = work.reading(file)
    original, meaning = reading, meaning_of(reading.template)
    reason = ""
    if reading.template is None:
        return reading.text, ""
    try:
        for _ in range(MOST_ROUNDS):
            edits = edits_of(work, file)
            text = edited(reading.text, edits)
            if not same_meaning(file, text, meaning):
                edits = [edit for edit in edits if same_meaning(file, edited(reading.text, [edit]), meaning)]
                text = edited(reading.text, edits)
                reason = "it is not certain that the template would mean the same"
                if not same_meaning(file, text, meaning):
                    break
            if text == reading.text:
                break
            work.replace(file, text)
            reading = work.reading(file)
        return reading.text, reason
    finally:
        work.replace(file, original.text)


def edits_of(work: Lint, file: str) -> list[Edit]:
    """The edits of all findings in the order of the text; of two that touch, the first one."""
    edits: list[Edit] = []
    for edit in sorted({edit for _, finding in work.findings(file) for edit in finding.edits}):
        if not edits or edit.begin > edits[-1].end:
            edits.append(edit)
    return edits


def edited(text: str, edits: Iterable[Edit]) -> str:
    parts, at = [], 0
    for begin, end, new in edits:
        parts += [text[at:begin], new]
        at = end
    return "".join((*parts, text[at:]))


def same_meaning(file: str, text: str, meaning) -> bool:
    template = read(file, text).template
    return template is not None and meaning_of(template) == meaning


def meaning_of(template: Template | None):
    """The nodes without what does not matter to the compiler."""
    return template and (template.kind, template.name, plain(template.statements))


def plain(value):
    if type(value) is not tuple:
        # 1, 1.0 and true are equal in Python, not in Pan.
        return type(value), value
    if not is_node(value):
        return tuple(map(plain, value))
    kind, rest = value[0], value[3:]
    if kind == CALL:
        rest = (RENAMED.get(rest[0], rest[0]), *rest[1:])
    elif kind in WITH_PATH:
        try:
            rest = (tuple(parse_path(rest[0], True)), *rest[1:])
        except PanError:
            pass
    return kind, *map(plain, rest)


def differing(work: Lint, changed: dict[str, bytes]) -> tuple[int, list[str]]:
    """The number of objects, and the files that change one; these are tried one by one only if there are any."""
    before = profiles(work, {})
    if profiles(work, changed) == before:
        return len(before), []
    found = [file for file, data in changed.items() if profiles(work, {file: data}) != before]
    kept = {file: data for file, data in changed.items() if file not in found}
    return len(before), found if profiles(work, kept) == before else list(changed)


def profiles(work: Lint, texts: dict[str, bytes]) -> dict[tuple[str, str], object]:
    """By cluster and file the outputs of every object, or the words in which it fails."""
    outcomes: dict[tuple[str, str], object] = {}
    for load_path in work.library.load_paths:
        cluster = work.tree.cluster(load_path.cluster)
        with tempfile.TemporaryDirectory(prefix="qwg-lint-") as folder:
            options = Options(include_path=list(cluster.include_path), output_dir=Path(folder),
                              formats=("pan", "json", "dep"), warnings="off", cache_dir=cache_folder(work.tree),
                              texts=texts)
            for profile in Compiler(options).run(cluster.sources).profiles:
                outputs = {path.name: path.read_bytes() for path in profile.outputs}
                outcomes[load_path.cluster, str(profile.source)] = outputs if profile.ok else \
                    [found.message for found in profile.diagnostics]
    return outcomes

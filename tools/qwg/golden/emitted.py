"""The tree of a profile comes in; the files that the tools make of it, of the kinds and names wanted, go out."""
from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase

from qwg.aii.guest import read_guest
from qwg.aii.install_server import Installation
from qwg.aii.install_server import files as install_server_files
from qwg.aii.values import Values
from qwg.pan.diagnostics import Diagnostic, Span
from qwg.site.outputs import Link, Script, is_safe_path
from qwg.site.tree import Tree
from qwg.xen.files import TOOLSTACKS, host_files

from .cases import Case
from .settings import Settings

Files = dict[str, bytes | Link | Script]


def emit(case: Case, root: dict, settings: Settings) -> tuple[Files, list[Diagnostic]]:
    """The files of a case by path, and what was found while they were made."""
    files: Files = {}
    findings: list[Diagnostic] = []
    for wanted in case.emits:
        made, found = KINDS[wanted.kind](root, case.name, str(case.file), settings.tree)
        findings += [finding for finding in found if finding not in findings]
        for path in made:
            if not is_safe_path(path):
                message = f"{path!r} cannot be the path of an output"
                findings.append(Diagnostic("error", "site.output", message, Span(str(case.file), wanted.line)))
        files |= {path: content for path, content in made.items()
                  if not wanted.patterns or any(fnmatchcase(path, pattern) for pattern in wanted.patterns)}
    return files, findings


def of_host(toolstack: str) -> Callable:
    def made(root: dict, name: str, file: str, tree: Tree) -> tuple[Files, list[Diagnostic]]:
        """What stands in build/hosts/HOST after a compilation."""
        found = host_files(root, name, file, toolstack)
        return found.files, found.diagnostics
    return made


def of_guest(root: dict, name: str, file: str, tree: Tree) -> tuple[Files, list[Diagnostic]]:
    """What stands in build/install-server for this guest alone."""
    values = Values(root, name, file)
    guest = read_guest(values, tree.settings)
    return (install_server_files(tree, [Installation(name, guest)], set()) if guest else {}), values.diagnostics


# For hosts by toolstack; for guests what installs them.
KINDS: dict[str, Callable] = {**{toolstack: of_host(toolstack) for toolstack in TOOLSTACKS}, "install": of_guest}

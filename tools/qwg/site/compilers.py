"""A tree and the name of a compiler come in; a class with the interface of qwg.pan.Compiler goes out.

The name is that of a request, else that of the property pan.compiler, else builtin.
"""
from __future__ import annotations

import os
from pathlib import Path

from .errors import Refused, WrongUse
from .panc import NoPanc, java_command
from .tree import Tree, nearest

PROPERTY = "pan.compiler"
BUILTIN = "builtin"
NAMES = (BUILTIN, "panc", "both")
# SCDB's setting, and where its build has the jar if it is not set.
JAR = "panc.jar"
WHERE_TO_GET_IT = (f"get it from github.com/quattor/pan and name its launcher or jar in PANC in the environment or in "
                   f"the property {JAR}")


def compiler_class(tree: Tree, requested: str | None = None) -> type | None:
    """None for our own compiler. WrongUse for an unknown name, Refused if there is no public panc."""
    name = requested or tree.settings.get(PROPERTY, BUILTIN).strip()
    if name not in NAMES:
        refusal = WrongUse if requested else Refused
        raise refusal("site.compiler", f"there is no compiler '{name}'{nearest(name, list(NAMES))}")
    if name == BUILTIN:
        return None
    from .both import Both
    from .public_panc import PublicPanc

    command = panc_command(tree)
    try:
        java = java_command(command)
    except NoPanc as error:
        raise Refused("site.panc", f"the public panc does not work: {error}; {WHERE_TO_GET_IT}") from None
    panc = type("Panc", (PublicPanc,), {"java": java, "version": version_of(java)})
    return panc if name == "panc" else type("Both", (Both,), {"panc": panc, "version": panc.version})


def panc_command(tree: Tree) -> str:
    """The launcher or the jar: of the environment, else of the setting, else where SCDB has it."""
    command = os.environ.get("PANC")
    if command:
        return command
    named = tree.settings.raw(JAR) is not None
    jar = os.path.join(tree.top, tree.settings.expand(JAR, ()))
    if named or os.path.isfile(jar):
        return jar
    raise Refused("site.panc", f"there is no public panc: {WHERE_TO_GET_IT}")


def version_of(java: list[str]) -> str:
    """The class path with size and time of each jar: what another panc differs in."""
    parts = []
    for path in java[-1].split(os.pathsep):
        try:
            status = os.stat(path)
            parts.append(f"{Path(path).name} {status.st_size} {status.st_mtime_ns}")
        except OSError:
            parts.append(path)
    return ", ".join(parts)

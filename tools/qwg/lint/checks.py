"""The table of checks: id, severity, what it finds, and the function that finds it in a Reading.

Ids of the first five groups are panlint's, and mean what they mean there. What a finding says is the documentation
of its check, unless the function has something better to say of the case.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import across, language, layout
from .findings import Finding

SEVERITIES = ("error", "warning", "hint")
OFF = "off"
PREFIX = "lint."


@dataclass(frozen=True)
class Check:
    """`find` takes a Reading, or a Library and a Reading where the check is `across` templates; `fixed` is whether
    --fix may put it right."""
    id: str
    severity: str
    documentation: str
    find: Callable[..., Iterator[Finding]]
    fixed: bool = False
    across: bool = False

    @property
    def code(self) -> str:
        return PREFIX + self.id


def table(*checks: Check) -> dict[str, Check]:
    return {check.id: check for check in checks}


CHECKS = table(
    Check("FL001", "error", "The first line of code is not the kind and name of the template, and nothing else.",
          layout.first_line),
    Check("LP001", "hint", "The indentation is not a multiple of four spaces.", layout.indentation),
    Check("LP002", "hint", "There are tabs where spaces should be; those of an indentation are replaced, by four "
          "spaces each.", layout.tabs, fixed=True),
    Check("LP003", "hint", "There are blanks at the end of the line.", layout.trailing_blanks, fixed=True),
    Check("LP004", "warning", "`nlist()` and `is_nlist()` are old names of `dict()` and `is_dict()`.",
          language.old_names, fixed=True),
    Check("LP005", "hint", "What is included has needless braces around it.", language.include_braces,
          fixed=True),
    Check("LP006", "hint", "The line is longer than 120 characters, not counting comments.", layout.long_lines),
    Check("LP007", "hint", "A comma is not followed by exactly one space or the end of the line.", layout.after_comma,
          fixed=True),
    Check("LP008", "hint", "There are blanks before a semicolon.", layout.before_semicolon, fixed=True),
    Check("LP009", "hint", "A semicolon is not followed by exactly one space or the end of the line.",
          layout.after_semicolon, fixed=True),
    Check("LP010", "hint", "The name of a global variable has small letters.", language.lower_case),
    Check("LP011", "hint", "The name of a global variable is shorter than five characters.", language.short_names),
    Check("LP012", "warning", "`format()` is needless within `error()` and `debug()`, which format their arguments.",
          language.needless_format),
    Check("PP001", "hint", "A path ends in a slash.", language.trailing_slash, fixed=True),
    Check("LC001", "hint", "A space is missing around an operator, or stands after the sign of a number or in a simple "
          "index such as `[i-1]`.", layout.around_operators, fixed=True),
    Check("CU001", "warning",
          "A path leads into a component, and the template does not include `components/NAME/config`.",
          language.component_not_included),
    Check("SY001", "error", "The compiler refuses the template before it runs.", language.refused),
    Check("TN001", "error", "The name of the template is not the end of its file's path, so nothing finds it.",
          language.misnamed),
    Check("TN002", "warning", "Another template of this name stands before this one on the load path of every "
          "cluster that has both, so none uses this one.", across.shadowed, across=True),
    Check("UV001", "warning", "A local variable is assigned, and that is all that is done with it. The variables of a "
          "`foreach` must be there, and do not count.", language.unused_locals),
    Check("UV002", "hint", "A global variable is set, and no template on any load path reads it; a name within a "
          "text, as in `${NAME}`, is read too.", across.unused_globals, across=True),
    Check("DI001", "warning", "An include without effect: it is of nothing, of a template without statements, or once "
          "more, in one template, of one that runs only once.", across.dead_includes, across=True),
    Check("DI002", "warning", "An include of a template that is in no folder of any load path, nor below one.",
          across.missing_includes, across=True),
)

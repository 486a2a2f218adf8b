"""A Coverage comes in; a tracefile as lcov and genhtml read it (geninfo(1)) goes out, paths relative to the tree.

A line counts if a part begins on it; its count is that of the part that ran most. A branch stands on the line where
it begins.
"""
from __future__ import annotations

from .measure import Coverage, Covered

TEST_NAME = "templates"


def tracefile(coverage: Coverage) -> bytes:
    """The tracefile as UTF-8."""
    lines = []
    for covered in coverage.templates:
        lines += [f"TN:{TEST_NAME}", f"SF:{coverage.tree.relative(covered.file)}", *branches(covered), *counts(covered),
                  "end_of_record"]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def branches(covered: Covered) -> list[str]:
    """BRDA:line,block,branch,times for each branch, then how many there are and how many ran."""
    found = [f"BRDA:{part.span.line},0,{number},{part.times}" for number, part in enumerate(covered.branches)]
    return [*found, f"BRF:{len(found)}", f"BRH:{sum(part.times > 0 for part in covered.branches)}"]


def counts(covered: Covered) -> list[str]:
    """DA:line,times for each line, then how many there are and how many ran."""
    found = sorted(covered.lines.items())
    return [*(f"DA:{line},{times}" for line, times in found), f"LF:{len(found)}",
            f"LH:{sum(times > 0 for _, times in found)}"]

"""Options and object templates come in as for qwg.pan.Compiler; its Results, with every difference to panc's, go out.

What our compiler makes is what stays. A profile over which the two differ counts as never up to date, so that the
next run compares it again.
"""
from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

from qwg.pan.compiler import Compiler, Options, Profile, Results
from qwg.pan.diagnostics import Diagnostic, Span

from .panc import Refusal, fits

SHOWN = 120


class Both:
    """The interface is that of qwg.pan.Compiler; a subclass names in `panc` a subclass of PublicPanc."""
    panc: type
    version = ""

    def __init__(self, options: Options):
        self.options = options

    def run(self, sources, on_done: Callable[[Profile], None] | None = None,
            skip: Callable[[str], bool] = lambda file: False, groups=()) -> Results:
        """Compiles with both. Refused if there is no panc, or if it breaks down."""
        sources = list(sources)
        results = Compiler(self.options).run(sources, on_done, skip, groups)
        with tempfile.TemporaryDirectory(prefix=".panc-", dir=self.options.output_dir) as folder:
            panc = self.panc(self.options.replaced(output_dir=Path(folder)))
            panc.aloud = False
            theirs = {profile.source: profile for profile in panc.run(sources, None, skip).profiles}
            for profile in results.profiles:
                other = theirs.pop(profile.source, None)
                found = self.differences(profile, other, panc.refusals.get(str(profile.source), []))
                if found:
                    profile.used = {}
                    results.diagnostics += found
            results.diagnostics += [difference(profile, "panc makes this object, our compiler does not come across it")
                                    for profile in theirs.values()]
        return results

    def differences(self, ours: Profile, theirs: Profile | None, refusals: list[Refusal]) -> list[Diagnostic]:
        if theirs is None:
            return [difference(ours, "our compiler makes this object, panc does not come across it")]
        errors = [found for found in ours.diagnostics if found.severity == "error"]
        if ours.ok and theirs.ok:
            return [difference(ours, f"panc makes another {one.name.rpartition('/')[2]}: {told}")
                    for one, other in zip(ours.outputs, theirs.outputs) if (told := first_difference(one, other))]
        if ours.ok:
            return [difference(ours, f"panc refuses what our compiler does not: {said(refusal.diagnostic())}")
                    for refusal in refusals] or [difference(ours, "panc does not make what our compiler makes")]
        if theirs.ok:
            return [difference(ours, f"our compiler refuses what panc does not: {said(found)}")
                    for found in errors]
        return [difference(ours, f"panc refuses with another kind or at another place: {said(refusal.diagnostic())}")
                for refusal in refusals if not any(fits(found, refusal) for found in errors)]


def difference(profile: Profile, message: str) -> Diagnostic:
    return Diagnostic("error", "site.differs", message, Span(str(profile.source)), object_name=profile.name)


def said(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.header()} {shortened(diagnostic.message)}"


def first_difference(ours: Path, theirs: Path) -> str | None:
    """Where the two files differ first, None if they are the same; of compressed ones the content counts."""
    one, other = (content(path).decode("utf-8", "replace").split("\n") for path in (ours, theirs))
    if one == other:
        return None
    number = next((number for number, lines in enumerate(zip(one, other)) if lines[0] != lines[1]),
                  min(len(one), len(other)))
    shown = [shortened(lines[number]) if number < len(lines) else "" for lines in (one, other)]
    return f"line {number + 1} is '{shown[1]}', ours is '{shown[0]}'"


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def shortened(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= SHOWN else line[:SHOWN - 3] + "..."

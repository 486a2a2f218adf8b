"""Generated programs: our compiler and the public panc write the same files, or refuse with the same kind of error.

Each run takes the same programs, unless the environment says how many of each kind (QWG_DIFFERENTIAL) and from
which seed (QWG_DIFFERENTIAL_SEED) to make. A failure shows the smallest program that was found to differ.
"""
from __future__ import annotations

import os
import warnings

import pytest
from differential import chains, expressions, schemas
from differential.compared import Pair, faults
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning

PROGRAMS = int(os.environ.get("QWG_DIFFERENTIAL", 400))
SEED = os.environ.get("QWG_DIFFERENTIAL_SEED")
# How many of a hundred programs must compile at least; else the generator makes little but errors.
KINDS = {"expressions": (expressions.programs, 40), "schemas": (schemas.programs, 40),
         "chains": (chains.programs, 20)}


class Different(Exception):
    """A program on which the compilers differ; the text holds it, and how."""


def on_programs(check, strategy, count: int) -> None:
    """Call `check` with so many programs; what it raises is raised for the smallest program that does."""
    test = settings(max_examples=count, derandomize=SEED is None, database=None, deadline=None,
                    phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck))(
                        given(strategy)(check))
    with warnings.catch_warnings():
        # The compiler raises Python's limit on recursion for the rest of the process.
        warnings.simplefilter("ignore", HypothesisWarning)
        (test if SEED is None else seed(int(SEED))(test))()


def shown(files: dict[str, str], found: list[str]) -> str:
    return "\n".join([*(f"## {name}\n{text}" for name, text in files.items()), *found])


@pytest.mark.parametrize("kind", KINDS)
def test_panc_agrees(kind, panc):
    strategy, percent = KINDS[kind]
    pair = Pair(panc)

    def agree(files):
        found = pair.differences(files)
        if found:
            raise Different(shown(files, found))

    try:
        on_programs(agree, strategy(), PROGRAMS)
    finally:
        pair.close()
    counts = f"{pair.compiled} compiled, {pair.refused} refused, {pair.java} Java exceptions, {pair.slow} too slow"
    print(f"{kind}: {counts}")
    assert pair.compiled * 100 >= percent * PROGRAMS, f"most programs should compile: {counts}"


@pytest.mark.parametrize("kind", KINDS)
def test_our_compiler_is_not_at_fault(kind, tmp_path):
    def answered(files):
        found = faults(files, tmp_path)
        if found:
            raise Different(shown(files, found))

    on_programs(answered, KINDS[kind][0](), min(PROGRAMS, 100))

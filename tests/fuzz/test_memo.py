"""A small, fixed part of what `./invoke fuzz --target memo` does at length; and that the judge sees what is wrong."""
from __future__ import annotations

import memo_judge
import pytest
from qwg.pan import memo


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_200_trees_of_a_fixed_seed(start):
    assert memo_judge.judge_chunk(0, start, 50) == []


def test_the_judge_sees_a_value_that_does_not_fit(monkeypatch):
    monkeypatch.setattr(memo.Outcome, "fits", lambda self, c, known: True)
    found = memo_judge.judge_chunk(0, 0, 50)
    assert found and memo_judge.judge(found[0].data) is not None
    assert "outputs differ" in "".join(finding.what for finding in found)

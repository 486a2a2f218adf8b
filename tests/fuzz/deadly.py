"""A target for tests: input 5 is wrong, 13 and 14 kill the process that judges them."""
from __future__ import annotations

import os

from campaign import Finding, Target


def judge_chunk(seed: int, start: int, count: int) -> list[Finding]:
    found = []
    for number in range(start, start + count):
        if number in (13, 14):
            os._exit(9)
        if number == 5:
            found.append(Finding(number, "wrong", f"{seed}/{number}".encode()))
    return found


def judge_again(data: bytes) -> str | None:
    return "wrong" if data.endswith(b"/5") else None


TARGET = Target("deadly", "numbers", 40, 10, ".txt", judge_chunk, judge_again, divisible=True)
WHOLE = Target("whole", "numbers", 40, 10, ".txt", judge_chunk, judge_again)

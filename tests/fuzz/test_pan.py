"""A small, fixed part of what `./invoke fuzz --target pan` does at length; and that the judge sees what is wrong."""
from __future__ import annotations

from pathlib import Path

import pan_judge
import pan_sources
import pytest
from pan_sources import HEAD, NAME

FAILED = sorted((Path(__file__).with_name("failed") / "pan").glob("*.pan"))


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_400_sources_of_a_fixed_seed(start):
    assert pan_judge.judge_chunk(0, start, 100) == []


@pytest.mark.parametrize("file", FAILED, ids=lambda file: file.stem)
def test_what_failed_once(file):
    assert pan_judge.judge(file.read_bytes()) is None


@pytest.mark.parametrize("statement", pan_sources.ENDLESS)
def test_what_would_not_end(statement):
    assert pan_judge.judge(f"{HEAD}{statement}\n".encode()) is None


def test_the_same_number_is_the_same_source():
    assert [pan_sources.source(1, number) for number in range(50)] == [pan_sources.source(1, number) for number in range(50)]
    assert pan_sources.source(1, 7) != pan_sources.source(2, 7)


def fails(error):
    raise error


@pytest.mark.parametrize("wrong, what", [
    (lambda words: fails(RecursionError("deep")), "RecursionError: deep"),
    (lambda words: fails(SystemExit(1)), "SystemExit: 1"),
    (lambda words: 3, "exit status 3"),
    (lambda words: 1, "exit status 1"),
    (lambda words: 0, "compiled, and there is []"),
])
def test_the_judge_sees_a_compiler_that_fails(monkeypatch, wrong, what):
    monkeypatch.setattr(pan_judge, "main", wrong)
    assert pan_judge.judge(HEAD.encode()).startswith(what)


def test_the_judge_sees_a_compiler_that_does_not_come_back(monkeypatch):
    def endless(words):
        while True:
            pass

    monkeypatch.setattr(pan_judge, "SECONDS", 0.1)
    monkeypatch.setattr(pan_judge, "main", endless)
    assert pan_judge.judge(HEAD.encode()) == "no answer within 0.1 s of the processor"


def writes(folder: Path, **outputs: str) -> None:
    for ending, text in outputs.items():
        (folder / f"{NAME}.{ending}").write_text(text)


@pytest.mark.parametrize("status, outputs, what", [
    (0, {"xml": "<a>", "json": "{}", "dep": ""}, "the output is not XML"),
    (0, {"xml": "<a/>", "json": "{", "dep": ""}, "the output is not XML or not JSON"),
    (1, {"xml": "<a/>"}, "refused, and yet there is"),
])
def test_the_judge_sees_wrong_output(monkeypatch, status, outputs, what):
    def wrong(words):
        writes(Path(words[words.index("--output-dir") + 1]), **outputs)
        print("evaluation error [x]")
        return status

    monkeypatch.setattr(pan_judge, "main", wrong)
    assert pan_judge.judge(HEAD.encode()).startswith(what)

"""A run finds what is wrong, outlives what kills its workers, and tells how to come by it again."""
from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import deadly
import pytest
from campaign import Finding, findings

SPEC = importlib.util.spec_from_file_location("fuzz_main", Path(__file__).with_name("__main__.py"))
fuzz_main = sys.modules[SPEC.name] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(fuzz_main)


@pytest.fixture
def main(monkeypatch, tmp_path):
    """The command line, with one target."""
    monkeypatch.setattr(fuzz_main, "CHECKOUT", tmp_path)
    monkeypatch.setattr(fuzz_main, "targets", lambda: {"deadly": deadly.TARGET})
    return fuzz_main.main


def test_inputs_that_kill_the_process_are_found_one_by_one():
    answers = list(findings(deadly.TARGET, 7, 25, workers=2))
    assert sum(count for count, _ in answers) == 25
    assert sorted((found for _, chunk in answers for found in chunk), key=lambda found: found.number) == [
        Finding(5, "wrong", b"7/5"), Finding(13, "the process died"), Finding(14, "the process died")]


def test_a_chunk_that_cannot_be_divided_is_told_as_a_whole():
    found = [found for _, chunk in findings(deadly.WHOLE, 7, 25, workers=1) for found in chunk]
    assert Finding(10, "the process died on one of the 10 inputs from here") in found


def test_what_is_found_is_kept_and_judged_again(main, tmp_path, capsys):
    assert main(["--seed", "3", "--count", "10", "--processes", "1"]) == 1
    said = capsys.readouterr().out
    assert "again with: ./invoke fuzz --target deadly --seed 3 --count 10" in said
    kept = tmp_path / "build" / "fuzz" / "deadly-3-5.txt"
    assert f"number 5: wrong; kept as {kept}" in said and kept.read_bytes() == b"3/5"
    assert main(["--target", "deadly", "--replay", str(kept)]) == 1 and "wrong" in capsys.readouterr().out
    kept.write_bytes(b"3/4")
    assert main(["--target", "deadly", "--replay", str(kept)]) == 0 and "as it must be" in capsys.readouterr().out


def test_a_new_seed_each_time_which_is_printed(main, capsys):
    seeds = set()
    for _ in range(2):
        assert main(["--count", "1", "--processes", "1"]) == 0
        seeds.add(re.search(r"--seed ([0-9]+)", capsys.readouterr().out).group(1))
    assert len(seeds) == 2


def test_one_json_document(main, tmp_path, capsys):
    assert main(["--seed", "3", "--count", "10", "--processes", "1", "--json"]) == 1
    kept = str(tmp_path / "build" / "fuzz" / "deadly-3-5.txt")
    assert json.loads(capsys.readouterr().out) == {"targets": [{
        "target": "deadly", "seed": 3, "count": 10, "note": None,
        "findings": [{"number": 5, "what": "wrong", "file": kept}]}]}


@pytest.mark.parametrize("words", [["--count", "0"], ["--count", "x"], ["--target", "other"], ["--replay", "x"]])
def test_wrong_use(main, words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_a_file_that_is_not_there_is_wrong_use(main, tmp_path, capsys):
    assert main(["--target", "deadly", "--replay", str(tmp_path / "none")]) == 2
    assert "none: No such file" in capsys.readouterr().err

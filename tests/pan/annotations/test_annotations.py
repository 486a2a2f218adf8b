"""Templates in good/ give the .annotation.xml beside them, which the public panc wrote; bad/ is refused.

A template in bad/ says on its first line where: ``# refused: LINE.COLUMN-LINE.COLUMN``, the place panc names.
"""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qwg.pan import Compiler, Options
from qwg.pan.annotations import SUFFIX, main

HERE = Path(__file__).resolve().parent
GOOD = HERE / "good"
BAD = HERE / "bad"


def names(folder: Path, suffix: str) -> list[str]:
    return sorted(str(file.relative_to(folder)).removesuffix(suffix) for file in folder.rglob(f"*{suffix}"))


def run(*arguments) -> int:
    return main(["--quiet", *map(str, arguments)])


def said(capsys) -> list[dict]:
    return json.loads(capsys.readouterr().out)


def refused_at(file: Path) -> str:
    first_line = file.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first_line.startswith("# refused: ")
    return first_line.removeprefix("# refused: ")


@pytest.mark.parametrize("name", names(GOOD, ".pan"))
def test_the_xml_is_that_of_the_public_panc(name, tmp_path):
    assert run("--base-dir", GOOD, "--output-dir", tmp_path, f"{name}.pan") == 0
    golden = GOOD / f"{name}.pan{SUFFIX}"
    assert (tmp_path / f"{name}.pan{SUFFIX}").read_bytes().decode() == golden.read_bytes().decode()


def test_every_golden_has_its_template():
    assert names(GOOD, f".pan{SUFFIX}") == names(GOOD, ".pan")


@pytest.mark.parametrize("name", names(BAD, ".pan"))
def test_what_is_invalid_is_refused_at_its_place(name, tmp_path, capsys):
    file = BAD / f"{name}.pan"
    assert run("--base-dir", BAD, "--output-dir", tmp_path, "--diagnostics", "json", file.name) == 1
    (diagnostic,) = said(capsys)
    span = diagnostic["span"]
    assert span["file"] == str(file)
    assert f"{span['line']}.{span['column']}-{span['end_line']}.{span['end_column']}" == refused_at(file)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", names(BAD, ".pan"))
def test_the_compiler_refuses_it_as_well(name, tmp_path):
    file = BAD / f"{name}.pan"
    results = Compiler(Options(include_path=[BAD], output_dir=tmp_path)).run([file])
    assert [str(diagnostic.span) for diagnostic in results.diagnostics] == [f"{file}:{refused_at(file)}"]


def test_good_files_are_written_although_others_are_refused(tmp_path, capsys):
    for file in (GOOD / "types.pan", BAD / "first_key.pan"):
        shutil.copy(file, tmp_path)
    assert run("--base-dir", tmp_path, "--output-dir", tmp_path, "--diagnostics", "json",
               "first_key.pan", "nowhere.pan", "types.pan") == 1
    assert [diagnostic["code"] for diagnostic in said(capsys)] == ["pan.parse", "pan.system"]
    assert names(tmp_path, SUFFIX) == ["types.pan"]


def test_an_unchanged_file_keeps_its_time(tmp_path):
    arguments = ("--base-dir", GOOD, "--output-dir", tmp_path, "types.pan")
    written = tmp_path / f"types.pan{SUFFIX}"
    assert run(*arguments) == 0
    os.utime(written, (1_000_000_000, 1_000_000_000))
    assert run(*arguments) == 0
    assert written.stat().st_mtime == 1_000_000_000
    written.write_text("something else")
    assert run(*arguments) == 0
    assert written.read_bytes() == (GOOD / f"types.pan{SUFFIX}").read_bytes()


def test_a_template_elsewhere_is_refused(tmp_path, capsys):
    assert run("--base-dir", BAD, "--output-dir", tmp_path, "--diagnostics", "json", GOOD / "types.pan") == 1
    (diagnostic,) = said(capsys)
    assert "not below the base directory" in diagnostic["message"]


def test_a_file_that_cannot_be_written_is_reported(tmp_path, capsys):
    (tmp_path / "site").write_text("a file where a folder is needed")
    assert run("--base-dir", GOOD, "--output-dir", tmp_path, "--diagnostics", "json",
               "site/databases/deep.pan") == 1
    (diagnostic,) = said(capsys)
    assert diagnostic["code"] == "pan.system"


@pytest.mark.parametrize("arguments", [
    [], ["--base-dir", "nowhere", "x.pan"], ["--output-dir", "nowhere", "x.pan"], ["--unknown", "x.pan"],
    ["--diagnostics", "xml", "x.pan"]])
def test_wrong_use(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().out.startswith("OPTIONS ERROR: ")


def test_the_command_counts_files_from_the_working_directory(tmp_path):
    shutil.copy(GOOD / "types.pan", tmp_path)
    tools = str(Path(sys.modules["qwg"].__path__[0]).parent)
    done = subprocess.run([sys.executable, "-m", "qwg.pan.annotations", "types.pan"], cwd=tmp_path,
                          env={**os.environ, "PYTHONPATH": tools}, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 templates, 1 annotation files, 0 errors, ")
    assert names(tmp_path, SUFFIX) == ["types.pan"]


def test_the_goldens_are_still_those_of_the_public_panc(panc, tmp_path):
    shutil.copytree(GOOD, tmp_path / "good", ignore=shutil.ignore_patterns(f"*{SUFFIX}"))
    # panc writes with several threads, and one of them fails when another has just made the folder.
    (tmp_path / "site" / "databases").mkdir(parents=True)
    subprocess.run([*panc.java, "org.quattor.pan.pan_annotations", "--base-dir", tmp_path / "good",
                    "--output-dir", tmp_path, *(f"{name}.pan" for name in names(GOOD, ".pan"))],
                   check=True, capture_output=True, timeout=60)
    for name in names(GOOD, f".pan{SUFFIX}"):
        written = tmp_path / f"{name}.pan{SUFFIX}"
        assert written.read_bytes().decode() == (GOOD / f"{name}.pan{SUFFIX}").read_bytes().decode()

"""docs/deviations.md against the tests: every deviation has its test or its cases, and they have their entry there."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pan_cases import read_cases
from qwg.pan import Compiler, Options

LANGUAGE = Path(__file__).resolve().parent / "language"


@pytest.fixture(scope="module")
def names(checkout) -> list[str]:
    """The names in the first column of the page's table."""
    page = (checkout / "docs" / "deviations.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)


def names_of_cases() -> set[str]:
    return {case.deviates for file in LANGUAGE.rglob("*.pan") for case in read_cases(file) if case.deviates}


def test_every_case_that_deviates_is_explained(names):
    assert names_of_cases() - set(names) == set()


def test_every_deviation_is_shown(names):
    shown = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert [name for name in names if name not in shown | names_of_cases()] == []
    assert len(names) == len(set(names)) > 0


@pytest.fixture
def compile_text(tmp_path):
    """Compiles templates, given as name=text; the Results come back."""
    def run(**templates):
        (tmp_path / "out").mkdir(exist_ok=True)
        for name, text in templates.items():
            (tmp_path / f"{name}.pan").write_text(text)
        return Compiler(Options([tmp_path], tmp_path / "out")).run(
            [tmp_path / f"{name}.pan" for name, text in templates.items() if text.startswith("object")])
    return run


def places(results) -> list[tuple]:
    return [(found.code, Path(found.span.file).name, found.span.line, found.span.column)
            for found in results.diagnostics]


def nested(depth: int) -> str:
    return f"object template a;\n'/a' = {'(' * depth}1{')' * depth};\n"


def test_endless_foreach(compile_text):
    text = ("object template a;\n"
            "'/a' = { l = list(OBJECT); foreach (k; v; l) if (k < %d) append(l, v); length(l) };\n")
    assert compile_text(a=text % 10000).ok
    results = compile_text(a=text % 10001)
    assert places(results) == [("pan.evaluation", "a.pan", 2, 43)]
    assert "10,000 elements more" in results.diagnostics[0].message


def test_nesting(compile_text):
    assert compile_text(a=nested(900)).ok
    assert places(compile_text(a=nested(1100))) == [("pan.parse", "a.pan", 2, 1008)]


def test_validation_place(compile_text):
    results = compile_text(a="object template a;\nbind '/x' = long;\ninclude 'b';\n", b="template b;\n\n'/x' = 'text';\n")
    assert places(results) == [("pan.validation", "b.pan", 3, 1)]
    assert any(note.startswith("object template: ") and note.endswith("/a.pan") for note in results.diagnostics[0].notes)


def test_exact_place(compile_text):
    results = compile_text(a="object template a;\n'/x' = {\n    y = 1;\n    z = y + 'text';\n    z;\n};\n")
    assert places(results) == [("pan.evaluation", "a.pan", 4, 9)]
    results = compile_text(a="object template a;\n'/x' = {\n    y = 1;\n    1 / 0;\n};\n")
    assert places(results) == [("pan.syntax", "a.pan", 4, 5)]


def test_one_error_for_a_broken_template(compile_text):
    results = compile_text(a="object template a;\ninclude 'c';\n", b="object template b;\ninclude 'c';\n",
                           c="template c;\n'/x' = ;\n")
    assert places(results) == [("pan.parse", "c.pan", 2, 8)]
    assert [profile.ok for profile in results.profiles] == [False, False]


def test_all_errors(compile_text):
    results = compile_text(**{f"a{number}": f"object template a{number};\n'/x' = error('no');\n" for number in range(9)})
    assert len(results.diagnostics) == 9


def test_exit_status(checkout, tmp_path):
    (tmp_path / "a.pan").write_text("object template a;\n'/x' = error('no');\n")
    environment = {**os.environ, "PYTHONPATH": f"{checkout / 'tools'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    statuses = [subprocess.run([sys.executable, "-m", "qwg.pan", *arguments], cwd=tmp_path, env=environment,
                               capture_output=True).returncode for arguments in (["a.pan"], ["--formats", "none", "a.pan"],
                                                                                ["--no-such-option", "a.pan"])]
    assert statuses == [1, 0, 2]


def test_unchanged_files(compile_text, tmp_path):
    for expected in (True, False):
        assert compile_text(a="object template a;\n'/x' = 1;\n").profiles[0].changed is expected
        os.utime(tmp_path / "out" / "a.xml", ns=(1, 1))
    assert (tmp_path / "out" / "a.xml").stat().st_mtime_ns == 1


def test_zip_headers(tmp_path):
    (tmp_path / "a.pan").write_text("object template a;\n'/x' = 1;\n")
    Compiler(Options([tmp_path], tmp_path, ("pan.gz",))).run([tmp_path / "a.pan"])
    assert (tmp_path / "a.xml.gz").read_bytes()[:8] == b"\x1f\x8b\x08\0" + bytes(4)


def test_messages(compile_text):
    results = compile_text(a="object template a;\nvariable NETWORK = 1;\n'/x' = NETWROK + 1;\n")
    lines = results.diagnostics[0].text().splitlines()
    assert re.fullmatch(r"evaluation error \[.*/a\.pan:3\.8-3\.14\]", lines[0])
    assert lines[2].endswith("'/x' = NETWROK + 1;") and lines[4].strip() == "did you mean NETWORK?"

"""Every output format over the objects in output/: the bytes that panc 10 writes stand beside them as goldens.

The goldens are in output/goldens; in those of .dep `@ROOT@` stands for the URI of the templates' folder. Zipped formats
have none of their own: they must hold the same bytes as the plain ones.
"""
from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from qwg.pan import Compiler, Options
from qwg.pan.formats import FORMATS

HERE = Path(__file__).resolve().parent / "output"
GOLDENS = HERE / "goldens"
OBJECTS = ["kinds", "strings", "keys", "empty", "folder/inner/host.example.org"]
PLAIN = {"pan": ".xml", "json": ".json", "text": ".txt", "dot": ".dot", "dep": ".dep", "null": ".null"}
ZIPPED = {"pan.gz": ".xml.gz", "xml.gz": ".xml.gz", "json.gz": ".json.gz", "dep.gz": ".dep.gz"}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The folder with all formats of all objects."""
    folder = tmp_path_factory.mktemp("formats")
    results = Compiler(Options([HERE], folder, formats=tuple(name for name in FORMATS if name != "none"))).run(
        [HERE / f"{name}.pan" for name in OBJECTS])
    assert results.ok, "\n".join(diagnostic.text() for diagnostic in results.diagnostics)
    return folder


def without_root(data: bytes) -> bytes:
    # Java spells the URI of a folder with one slash after the scheme.
    return data.replace(HERE.as_uri().replace("file:///", "file:/").encode(), b"@ROOT@")


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("name", OBJECTS)
def test_bytes_are_those_of_the_golden(written, name, form, request):
    golden = GOLDENS / f"{name}{PLAIN[form]}"
    data = without_root((written / f"{name}{PLAIN[form]}").read_bytes())
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(data)
    assert data.decode("utf-8") == golden.read_bytes().decode("utf-8")


def test_no_golden_is_unused():
    expected = {GOLDENS / f"{name}{suffix}" for name in OBJECTS for suffix in PLAIN.values()}
    assert {path for path in GOLDENS.rglob("*") if path.is_file()} == expected


@pytest.mark.parametrize("form", ZIPPED)
@pytest.mark.parametrize("name", OBJECTS)
def test_zipped_holds_the_same_bytes(written, name, form):
    zipped = (written / f"{name}{ZIPPED[form]}").read_bytes()
    assert gzip.decompress(zipped) == (written / f"{name}{ZIPPED[form].removesuffix('.gz')}").read_bytes()
    assert zipped[4:8] == bytes(4), "a time of writing would make equal profiles different files"


def test_xml_is_another_name_of_pan(tmp_path):
    Compiler(Options([HERE], tmp_path, formats=("xml",))).run([HERE / "keys.pan"])
    assert (tmp_path / "keys.xml").read_bytes() == (GOLDENS / "keys.xml").read_bytes()


def test_nothing_else_is_written(written):
    suffixes = {*PLAIN.values(), *ZIPPED.values()}
    assert {str(path.relative_to(written)) for path in written.rglob("*") if path.is_file()} == {
        f"{name}{suffix}" for name in OBJECTS for suffix in suffixes}


def test_public_panc_writes_the_same_bytes(written, panc, tmp_path):
    answer = panc.compile(["--include-path", str(HERE), "--output-dir", str(tmp_path), "--formats",
                           ",".join([*PLAIN, *ZIPPED]), *(str(HERE / f"{name}.pan") for name in OBJECTS)])
    assert answer.messages == ""
    different = []
    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        ours, theirs = (written / path.relative_to(tmp_path)).read_bytes(), path.read_bytes()
        if path.suffix == ".gz":
            ours, theirs = gzip.decompress(ours), gzip.decompress(theirs)
        if ours != theirs:
            different.append(f"{path.relative_to(tmp_path)}: ours\n{ours.decode()}\npanc's\n{theirs.decode()}")
    assert not different, "\n".join(different)

"""The example clusters, compiled by our compiler, give the bytes of the public panc in golden/."""
from __future__ import annotations

import pytest

from qwg.pan import Compiler, Options
from qwg.site.tree import tree_at
from regenerate import CHECKOUT, FORMATS, GOLDEN, run_panc, without_root

TREE = tree_at(CHECKOUT)
SUFFIXES = (".xml", ".json", ".dep")
FILES = [f"{cluster}/{source.stem}{suffix}" for cluster in TREE.cluster_names
         for source in TREE.cluster(cluster).sources for suffix in SUFFIXES]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A folder with the outputs of each cluster in a folder of its name."""
    folder = tmp_path_factory.mktemp("compiled")
    for name in TREE.cluster_names:
        (folder / name).mkdir()
        cluster = TREE.cluster(name)
        results = Compiler(Options(cluster.include_path, folder / name, formats=tuple(FORMATS.split(",")))).run(
            cluster.sources)
        assert results.ok, "\n".join(diagnostic.text() for diagnostic in results.diagnostics)
    return folder


@pytest.mark.parametrize("file", FILES)
def test_our_bytes_are_those_of_the_public_panc(compiled, file):
    ours = without_root((compiled / file).read_bytes(), CHECKOUT)
    assert ours.decode() == (GOLDEN / file).read_bytes().decode()


def test_no_golden_is_unused_and_none_is_missing():
    assert sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()) == sorted(FILES)


@pytest.mark.parametrize("name", TREE.cluster_names)
def test_the_goldens_are_still_those_of_the_public_panc(panc, name, tmp_path):
    done = run_panc(panc, TREE.cluster(name), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in tmp_path.iterdir():
        assert without_root(path.read_bytes(), CHECKOUT) == (GOLDEN / name / path.name).read_bytes(), path.name


def test_names_of_objects_are_those_of_their_files(compiled):
    """Else FILES and the table of results would name profiles that nobody finds."""
    made = {path.relative_to(compiled).as_posix() for path in compiled.rglob("*.*")}
    assert made == set(FILES)

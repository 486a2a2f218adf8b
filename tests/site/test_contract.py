"""SCDB's contract: small trees (contract/*/tree) and what the real build made of them, contract/*/expected.json.

The expected results were made by running scdb's build file (576e967) with ant 1.10 and the public panc 10.9.
"""
from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from qwg.pan import Compiler
from qwg.site.build import build
from qwg.site.tree import find_tree, settings_given

CONTRACT = Path(__file__).parent / "contract"
# Where we differ on purpose: tests of their own, below, say how.
DIFFERENT = ("default_formats", "inner_settings", "options_of_a_cluster")
# What stands for "none" in the settings that the real build hands to panc.
NO_TEMPLATE = {"^$": None, "": None}


class Case:
    """A copy of a tree of the contract, built, and what the compiler was asked for, by cluster."""

    def __init__(self, name: str, folder: Path, monkeypatch):
        shutil.copytree(CONTRACT / name, folder)
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        given = folder / "set"
        self.expected = json.loads((folder / "expected.json").read_text("utf-8"))
        self.tree = find_tree(str(folder / "tree"),
                              given=settings_given(given.read_text().splitlines() if given.exists() else []))
        self.asked = {}
        case = self

        class Recording(Compiler):
            """The compiler, with a note of what it is asked for."""

            def run(self, sources, *more):
                case.asked[case.tree.clusters.name + "/" + case.cluster_of(sources)] = case.request(self, sources)
                return super().run(sources, *more)

        self.result = build(self.tree, [], [], Recording)

    def cluster_of(self, sources: list[Path]) -> str:
        return sources[0].relative_to(self.tree.clusters).as_posix().partition("/profiles/")[0]

    def request(self, compiler: Compiler, sources: list[Path]) -> dict:
        options = compiler.options
        return {"load_path": [self.tree.relative(path) for path in options.include_path],
                "sources": [self.tree.relative(path) for path in sources],
                "formats": sorted(set(options.formats) - {"none"}),
                "debug_include": options.debug_include, "debug_exclude": options.debug_exclude,
                "iterations": options.max_iteration, "warnings": options.warnings}

    def profiles(self) -> dict[str, str]:
        folder = self.tree.build / "profiles"
        return {path.relative_to(folder).as_posix(): self.text(path) for path in folder.rglob("*") if path.is_file()}

    def text(self, path: Path) -> str:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        return text.replace(str(self.tree.top), "@ROOT@")


@pytest.fixture
def case(request, tmp_path, monkeypatch) -> Case:
    return Case(request.param, tmp_path / "case", monkeypatch)


def settings(asked: dict) -> dict:
    return {key: NO_TEMPLATE.get(value, value) if key.startswith("debug_") else value
            for key, value in asked.items()}


NAMES = sorted(path.name for path in CONTRACT.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", [name for name in NAMES if name not in DIFFERENT], indirect=True)
def test_the_same_load_paths_settings_and_profiles_as_with_the_real_build(case):
    expected = {cluster: settings(asked) for cluster, asked in case.expected["clusters"].items()}
    assert {cluster: settings(case.asked[cluster]) for cluster in expected} == expected
    assert case.profiles() == case.expected["profiles"]
    errors = [found for found in case.result.diagnostics if found.severity == "error"]
    states = {outcome.state for outcome in case.result.outcomes}
    assert (not errors and states <= {"ok"}) == case.expected["succeeds"]
    if case.expected["succeeds"]:
        assert set(case.asked) == set(expected)


def differences(case: Case, cluster: str) -> dict[str, tuple]:
    """(the real build's, ours) for each setting of one cluster that differs."""
    expected, ours = settings(case.expected["clusters"][cluster]), settings(case.asked[cluster])
    return {key: (value, ours[key]) for key, value in expected.items() if ours[key] != value}


@pytest.mark.parametrize("case", ["default_formats"], indirect=True)
def test_json_is_made_by_default_too(case):
    assert differences(case, "clusters/c") == {"formats": (["dep", "pan"], ["dep", "json", "pan"])}
    assert case.profiles() == {**case.expected["profiles"], "c.json": '{\n  "v": 1\n}'}


@pytest.mark.parametrize("case", ["options_of_a_cluster"], indirect=True)
def test_a_cluster_may_choose_what_the_real_build_lets_only_the_tree_choose(case):
    assert differences(case, "clusters/c") == {
        "formats": (["dep", "pan"], ["json"]), "warnings": ("on", "off"),
        "debug_include": (None, ".*"), "debug_exclude": (None, "where")}


@pytest.mark.parametrize("case", ["inner_settings"], indirect=True)
def test_property_files_that_the_real_build_reads_by_accident_are_warned_of(case):
    assert differences(case, "clusters/c") == {
        "load_path": ([*case.asked["clusters/c"]["load_path"][:2], "cfg/by/clusters"],
                      [*case.asked["clusters/c"]["load_path"][:2], "cfg/by/cluster"])}
    warned = [case.tree.relative(Path(found.span.file)) for found in case.result.diagnostics
              if (found.severity, found.message) == ("warning", "this file is not read")]
    assert warned == ["cfg/quattor.build.properties", "cfg/clusters/quattor.build.properties",
                      "cfg/clusters/c/quattor.build.properties"]


@pytest.mark.parametrize("case", ["other_cluster_out_of_reach"], indirect=True)
def test_a_guest_out_of_reach_gets_the_remedy(case):
    host, = (outcome for outcome in case.result.outcomes if outcome.name == "host")
    assert "add clusters/guests/profiles to cluster.pan.includes of hosts" in host.diagnostics[0].notes[-1]


def test_the_guide_lists_every_tree(checkout):
    guide = (checkout / "docs" / "build.md").read_text()
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| `")]
    assert sorted(name.strip(" `") for row in rows for name in row.split(",") if name.strip(" `") in NAMES) == NAMES

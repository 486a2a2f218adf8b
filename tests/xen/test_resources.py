"""ncm-xen's resource as JSON and as Pan: the Pan compiles back to the same tree, with our compiler and the public one."""
from __future__ import annotations

import json
import os
import shlex
import subprocess

import pytest

from qwg.pan import Compiler, Options
from qwg.xen.files import host_files
from qwg.xen.resources import RESOURCE, as_json, as_pan

HOST = "xen-host.example.org"
ODD = {
    "active": True, "dispatch": False, "empty": {}, "none": [], "text": "", "create_domains": False,
    "strings": ["it's", "a\"b", "a\\b", "\\n", "two\nlines\n", "\ttab", "gr\u00fcn", "\U0001f40d", "\r\n", "\0\x01\x1f\"\\x41", "@{x}", "${x}", "#", "''", "'",
                " blanks ", "%s", "E'", "\u2028\x85\x7f", "<&>"],
    "numbers": [0, -1, 2 ** 63 - 1, -2 ** 63, -2 ** 63 + 1],
    "doubles": [0.5, -1.0, 1e300, 1e-7, 123456789.0, 0.1, 5e-324, 1.7976931348623157e308, -0.0],
    "deep": {"a": {"b": [[{"c": [1, "x", {"d": []}]}], []]}},
    "domains": {"xen-guest1.example.org": {"_31": 1, "a+b": 2, "a-b.c": {"x": "y"}}},
}


def back_by_ours(folder, name: str = HOST) -> dict:
    results = Compiler(Options([folder], folder / "out", formats=("json",))).run([folder / "back.pan"])
    assert results.ok, "\n".join(diagnostic.text() for diagnostic in results.diagnostics)
    return json.loads((folder / "out" / "back.json").read_bytes())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A load path with an object template that takes over the resource, and a folder for the output."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "out").mkdir()
    (tmp_path / HOST).mkdir()
    (tmp_path / "back.pan").write_text(f"object template back;\n'{RESOURCE}' = create('{HOST}/ncm-xen');\n")
    return tmp_path


def written(folder, resource: dict) -> dict:
    """Writes the template; the tree that has to come back."""
    text, findings = as_pan(resource, HOST, "host.xml")
    assert findings == []
    (folder / HOST / "ncm-xen.pan").write_bytes(text)
    return {"software": {"components": {"xen": json.loads(as_json(resource))}}}


def test_it_compiles_back_to_the_same_tree(folder, profile):
    resource = profile["software"]["components"]["xen"]
    assert written(folder, resource) == profile and back_by_ours(folder) == profile


def test_any_value_of_a_profile_survives(folder):
    expected = written(folder, ODD)
    assert back_by_ours(folder) == expected == {"software": {"components": {"xen": ODD}}}


@pytest.mark.skipif(not os.environ.get("PANC"), reason="the environment variable PANC does not name a public panc")
def test_the_public_panc_gives_the_same_tree(folder):
    expected = written(folder, ODD)
    panc = os.environ["PANC"]
    command = ["java", "-cp", panc, "org.quattor.pan.pan_compiler"] if panc.endswith(".jar") else shlex.split(panc)
    done = subprocess.run([*command, "--include-path", folder, "--output-dir", folder / "out", "--formats", "json",
                           folder / "back.pan"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((folder / "out" / "back.json").read_bytes()) == expected


@pytest.mark.parametrize("change, path, message", [
    ({"1": "x"}, "/1", "cannot be a key in Pan"), ({"a b": 1}, "/a b", "cannot be a key"),
    ({"a": {"x/y": 1}}, "/a/x/y", "cannot be a key"), ({"a": [{"'": 1}]}, "/a/0/'", "cannot be a key"),
    ({"a": {"": 1}}, "/a/", "cannot be a key"), ({"a": {"x\n": 1}}, "/a/x\\n", "cannot be a key"),
    ({"a": None}, "/a", "is no value that a profile can have"), ({"a": [None]}, "/a/0", "is no value"),
    ({"a": 2 ** 63}, "/a", "has no place in a long"), ({"a": float("nan")}, "/a", "is no number"),
    ({"a": float("inf")}, "/a", "is no number"), ({"a": "\ud800"}, "/a", "cannot be written as UTF-8"),
])
def test_what_pan_cannot_say_is_refused(change, path, message):
    text, [finding] = as_pan(change, HOST, "host.xml")
    assert text is None and finding.message.startswith(f"{RESOURCE}{path}: ") and message in finding.message


def test_a_tree_without_end_is_refused():
    tree: dict = {}
    inner = tree
    for _ in range(500):
        inner["a"] = inner = {}
    assert "is nested more than 64 levels deep" in as_pan(tree, HOST, "host.xml")[1][0].message


def test_a_resource_that_pan_cannot_say_is_written_as_json_alone(profile):
    profile["software"]["components"]["xen"]["9"] = 1
    found = host_files(profile, HOST, "host.xml")
    assert [finding.code for finding in found.diagnostics] == ["xen.resource"]
    assert "ncm-xen.json" in found.files and "ncm-xen.pan" not in found.files


def test_a_refused_guest_has_no_part_in_it(profile, options):
    domains = profile["software"]["components"]["xen"]["domains"]
    domains["good"] = {"options": {"name": "good", "memory": 1}}
    options["extra"] = "'; import os"
    found = host_files(profile, HOST, "host.xml")
    assert list(json.loads(found.files["ncm-xen.json"])["domains"]) == ["good"]
    assert b"import os" not in found.files["ncm-xen.pan"] and sorted(found.files) == [
        "etc/xen/good", "ncm-xen.json", "ncm-xen.pan"]

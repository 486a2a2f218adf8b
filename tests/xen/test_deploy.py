"""Deploying a host and its guests: what is served when one of them breaks, and what the report says."""
from __future__ import annotations

import json

import pytest

from qwg.xen.deploy import deploy_tree

SERVED = ["g1", "g2", "xen-host.example.org"]


@pytest.fixture
def deploy(tree, tmp_path):
    return lambda **options: deploy_tree(str(tree.root), "/nowhere", str(tmp_path / "served"), **options)


def served(tmp_path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of each file; of the index what it lists."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "served").glob("[a-z]*")}


def test_host_and_guests_are_served(deploy, tree, tmp_path, capsys):
    result = deploy()
    assert result.exit_code == 0 and result.deployed.added == [f"{name}{suffix}" for name in SERVED
                                                              for suffix in (".json", ".xml")]
    result.show()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "added          g1.json"
    assert lines[-1] == f"6 added, 0 changed, 0 removed, 0 unchanged; in {tmp_path / 'served'}"


def test_a_broken_guest_takes_neither_itself_nor_its_host_away(deploy, tree, tmp_path, capsys):
    deploy()
    before = served(tmp_path)
    tree.guest("g1", 1, ("'ram', 256", "'ram', NONE"))
    tree.guest("g2", 2, ("'ram', 256", "'ram', 768"))
    refused = deploy()
    assert refused.exit_code == 1 and refused.deployed is None and served(tmp_path) == before
    refused.show()
    assert "nothing is deployed: 2 of 3 profiles cannot be made" in capsys.readouterr().err
    kept = deploy(keep_failed=True)
    assert kept.exit_code == 1 and kept.deployed.changed == ["g2.json", "g2.xml"]
    assert kept.deployed.held == ["g1.json", "g1.xml", "xen-host.example.org.json", "xen-host.example.org.xml"]
    after = served(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"g2.json", "g2.xml", "profiles-info.xml"}
    entries = [{line for line in state["profiles-info.xml"][0].decode().splitlines() if "g2" not in line}
               for state in (before, after)]
    assert entries[0] == entries[1] and len(entries[0]) == 3 + 4
    kept.show()
    assert "left as it is  g1.json" in capsys.readouterr().out
    tree.guest("g1", 1)
    assert deploy().exit_code == 0 and json.loads(served(tmp_path)["xen-host.example.org.json"][0])


def test_an_error_that_only_a_check_finds_stops_a_deploy_too(deploy, tree, tmp_path):
    tree.guest("g2", 1)
    result = deploy()
    assert result.exit_code == 1 and result.deployed is None
    assert "nothing is deployed: there are errors" in [found.message for found in result.report.diagnostics]
    assert not (tmp_path / "served").exists()
    assert len(deploy(keep_failed=True).deployed.added) == 6


def test_the_json_document(deploy, tree, capsys):
    deploy(dry_run=True).show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] and document["dry_run"] and len(document["deployed"]["added"]) == 6
    assert [profile["state"] for profile in document["profiles"]] == ["ok"] * 3


@pytest.mark.parametrize("options, exit_code, message", [
    ({"rollback": True}, 1, "no deploy is known that could be taken back"),
    ({"rollback": True, "keep_failed": True}, 2, "exclude each other"),
])
def test_a_rollback_that_is_refused(deploy, options, exit_code, message):
    result = deploy(**options)
    assert result.exit_code == exit_code and message in result.report.diagnostics[0].message


def test_rollback_needs_no_tree(deploy, tree, tmp_path, capsys):
    deploy()
    result = deploy_tree("/nowhere", "/nowhere", str(tmp_path / "served"), rollback=True)
    assert result.exit_code == 0 and list(served(tmp_path)) == ["profiles-info.xml"]
    result.show()
    assert capsys.readouterr().out.splitlines()[-1].startswith("the last deploy is taken back: 0 added, 0 changed, 6 ")


def test_a_folder_that_cannot_be_made_is_a_finding(tree):
    result = deploy_tree(str(tree.root), "/nowhere", "/proc/qwg")
    assert result.exit_code == 1 and result.report.diagnostics[0].code == "site.io"

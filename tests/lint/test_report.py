"""What a run says: lines, one JSON document, a SARIF log, exit codes."""
from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import unquote

from qwg.lint.checks import CHECKS
from qwg.lint.linter import Request, lint

FILES = {"clusters/c/cluster.build.properties": "cluster.pan.includes=site\nlint.no=off\n",
         "clusters/c/profiles/host.pan": "object template host;\ninclude 'a b';\n",
         "site/ä.pan": "template ä;\n", "quattor.build.properties": "lint.LP0=off\n",
         "site/start.pan": "template start;\n'/a' = nlist() ;\n'/🦆' = 'é'  + nlist();\n"}


def run(root, *arguments):
    return subprocess.run([sys.executable, "-m", "qwg", "lint", *arguments], cwd=root, capture_output=True, text=True)


def test_lines_and_exit_code(tree):
    root = tree({**FILES, "quattor.build.properties": ""})
    done = run(root, "--path", "site/start.pan")
    assert done.stdout == (
        "site/start.pan:2:8: warning LP004: nlist() is an old name of dict()\n"
        "site/start.pan:2:15: hint LP008: There are blanks before a semicolon\n"
        "site/start.pan:3:1: error SY001: " + done.stdout.split("SY001: ")[1].split("\n")[0] + "\n"
        "site/start.pan:3:15: warning LP004: nlist() is an old name of dict()\n"
        "1 template: 1 error, 2 warnings, 1 hint; --fix can try 3 of them\n")
    assert done.returncode == 1 and done.stderr == ""
    assert run(root, "--check", "LP001").returncode == 0
    assert run(root, "--check", "XX001").returncode == 2
    assert run(root, "--sarif", "no/such/folder/x.sarif", "--check", "LP001").returncode == 1


def test_json_is_one_document(tree):
    root = tree({**FILES, "quattor.build.properties": ""})
    done = run(root, "--json", "--fix", "--path", "site/start.pan")
    document = json.loads(done.stdout)
    assert document["exit_code"] == done.returncode == 1 and document["templates"] == 1
    assert {entry["span"]["file"] for entry in document["diagnostics"]} == {"site/start.pan"}
    assert document["fixed"] == {"files": {}, "profiles": 0, "refused": {}} or document["fixed"]["files"]


def test_sarif(tree):
    """The constraints of SARIF 2.1.0 that concern us (OASIS standard, 3.11 to 3.30), and that places are right."""
    root = tree(FILES)
    report = lint(None, "/nowhere", Request())
    report.write_sarif("out.sarif")
    data = (root / "out.sarif").read_bytes()
    document = json.loads(data)
    assert document["version"] == "2.1.0" and document["$schema"].endswith("sarif-schema-2.1.0.json")
    [log] = document["runs"]
    assert log["columnKind"] == "unicodeCodePoints" and set(log) == {"tool", "invocations", "columnKind", "results"}
    driver = log["tool"]["driver"]
    assert driver["name"] and [rule["id"] for rule in driver["rules"]] == list(CHECKS)
    assert len({result["ruleId"] for result in log["results"]}) >= 4
    for result, found in zip(log["results"], [one for one in report.diagnostics if one.code[5:] in CHECKS], strict=True):
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.code[5:]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        [place] = result["locations"]
        artifact, region = (place["physicalLocation"][key] for key in ("artifactLocation", "region"))
        assert artifact["uriBaseId"] == "%SRCROOT%" and artifact["uri"].isascii() and " " not in artifact["uri"]
        lines = (root / unquote(artifact["uri"])).read_text().split("\n")
        assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
        assert 1 <= region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
        assert region["startLine"] < region["endLine"] or region["startColumn"] < region["endColumn"]
        if result["ruleId"] == "LP004":
            assert lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1] == "nlist"
    [invocation] = log["invocations"]
    assert invocation["executionSuccessful"] is True
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error" and "LP0" in notification["message"]["text"]
    assert str(root).encode() not in data

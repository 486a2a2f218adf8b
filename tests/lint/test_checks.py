"""Each check has templates that break it: tests/lint/checks/ID[-more].pan.

The comment `# expect ID regular expression` is about the next line of code. What --fix makes of a template, if it
changes it, is in tests/lint/fixed.
"""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from qwg.lint.checks import CHECKS, SEVERITIES
from qwg.lint.linter import Request, lint

HERE = Path(__file__).parent
CASES = sorted((HERE / "checks").glob("*.pan"))
IN_TREES = {check.id for check in CHECKS.values() if check.across}
EXPECT = re.compile(r"# expect ([A-Z]{2}[0-9]{3}) ?(.*)")


def expected(text: str) -> list[tuple[int, str, str]]:
    """(line, id, regular expression) of each expectation."""
    found, waiting = [], []
    for number, line in enumerate(text.split("\n"), 1):
        match = EXPECT.fullmatch(line)
        if match:
            waiting.append(match.groups())
        elif line and not line.startswith("#"):
            found += [(number, *pair) for pair in waiting]
            waiting = []
    assert not waiting
    return found


def findings(report):
    return [(found.span.line, found.code.removeprefix("lint."), found.message) for found in report.diagnostics]


def test_each_check_has_a_case():
    assert {case.stem[:5] for case in CASES} | IN_TREES == set(CHECKS)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_findings(case):
    check = case.stem[:5]
    wanted = expected(case.read_text())
    found = findings(lint(None, "/nowhere", Request(paths=(str(case),))))
    assert check == "SY001" or "SY001" not in {one[1] for one in found}
    own = [one for one in found if one[1] == check]
    assert wanted and [line for line, _, _ in own] == [line for line, _, _ in wanted], own
    for (_, _, message), (_, _, pattern) in zip(own, wanted):
        assert re.search(pattern, message), message
        assert pattern or message == CHECKS[check].documentation.rstrip(".")


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_fixes(case, tmp_path, pytestconfig):
    """What can be fixed is gone after --fix, what cannot is as it was; the expected file is the whole template."""
    check = CHECKS[case.stem[:5]]
    copy = tmp_path / case.name
    copy.write_bytes(case.read_bytes())
    lint(None, "/nowhere", Request(paths=(str(copy),), checks=(check.id,), fix=True))
    golden = HERE / "fixed" / case.name
    changed = copy.read_bytes() != case.read_bytes()
    assert changed == (check.fixed)
    if pytestconfig.getoption("--update-goldens"):
        golden.unlink(missing_ok=True)
        if changed:
            golden.parent.mkdir(exist_ok=True)
            golden.write_bytes(copy.read_bytes())
    assert golden.exists() == changed
    if changed:
        assert golden.read_bytes() == copy.read_bytes()


def test_each_golden_has_a_case():
    assert {file.name for file in (HERE / "fixed").iterdir()} <= {case.name for case in CASES}


def test_comments_switch_checks_off(tmp_path):
    file = tmp_path / "case.pan"
    file.write_text("template case;\n# panlint disable=LP011,LP010\n\n# a remark\nvariable Ab = 1;\n"
                    "variable Ab = 1;\n# panlint disable=LP011\n# panlint disable=LP010\nvariable Ab = 1;\n"
                    "'/a' = 1; # panlint disable=LP010\nvariable Ab = 1;\n")
    assert [one[:2] for one in findings(lint(None, "/nowhere", Request(paths=(str(file),))))] == [
        (6, "LP010"), (6, "LP011"), (9, "LP011"), (11, "LP010"), (11, "LP011")]


@pytest.mark.parametrize("severity, ids", [("hint", {"LP004", "LP008", "TN001"}), ("warning", {"LP004", "TN001"}),
                                           ("error", {"TN001"})])
def test_the_least_severity(tmp_path, severity, ids):
    file = tmp_path / "case.pan"
    file.write_text("template other;\n'/a' = nlist() ;\n")
    report = lint(None, "/nowhere", Request(paths=(str(file),), severity=severity))
    assert {found[1] for found in findings(report)} == ids and report.exit_code == 1


@pytest.mark.parametrize("request_, message", [
    (Request(checks=("LP099",)), "there is no check 'LP099'; did you mean 'LP009'?"),
    (Request(severity="hints"), "there is no severity 'hints'; did you mean 'hint'?"),
    (Request(paths=("/nowhere/x.pan",)), "there is no file or folder /nowhere/x.pan"),
])
def test_wrong_use(request_, message, checkout):
    report = lint(None, checkout, request_)
    assert report.exit_code == 2 and [found.message for found in report.diagnostics] == [message]


@pytest.mark.parametrize("text", ["", "template", "template x", "object template;", "'", "template x; '/a' = <<E;\nno",
                                  "template x;\n@{", "\ufeff", "template x;;;\r\n\r;", "\x00", "template x;\n'/a' = "
                                  + "(" * 3000 + "1" + ")" * 3000 + ";", "# only\n# comments"])
def test_any_text_is_read(tmp_path, text):
    file = tmp_path / "x.pan"
    file.write_bytes(text.encode())
    report = lint(None, "/nowhere", Request(paths=(str(file),), fix=True))
    assert all(found.code.startswith("lint.") and found.span.line for found in report.diagnostics)
    assert file.read_bytes() == text.encode() or not any(found.code == "lint.SY001" for found in report.diagnostics)


def test_the_page_has_the_table(checkout, pytestconfig):
    page = checkout / "docs" / "lint.md"
    before, mark, rest = page.read_text().partition("<!-- checks: made from the table in tools/qwg/lint/checks.py -->\n")
    after = rest[rest.index("<!-- end of checks -->"):]
    rows = "".join(f"| `{check.id}` | {check.severity} | {'yes' if check.fixed else ''} | {check.documentation} |\n"
                   for check in CHECKS.values())
    wanted = f"{before}{mark}| id | severity | `--fix` | what it finds |\n| --- | --- | --- | --- |\n{rows}{after}"
    if pytestconfig.getoption("--update-goldens"):
        page.write_text(wanted)
    assert page.read_text() == wanted


def test_the_table_says_what_each_check_is_for():
    for name, check in CHECKS.items():
        assert name == check.id and check.severity in SEVERITIES and check.documentation.endswith(".")

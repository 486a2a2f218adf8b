"""Each rule has a tree that keeps it and one that breaks it: tests/xen/rules/RULE/{good,bad}*.pan.

A file holds several templates. A line ends with `# BAD regular expression`, for the finding that points at it, or is
that comment alone, for a finding that points into kit/ or, as a hint, at no line. `# with RULE` allows one more rule
to be broken, and `# property KEY=VALUE` is a setting of the tree. The templates in kit/ are on the load path.
"""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from qwg.site.tree import tree_at
from qwg.xen.checks import check
from qwg.xen.hosts import compile_tree
from qwg.xen.machines import State, read_machines
from qwg.xen.rules import RULES, SEVERITIES

RULE_TREES = Path(__file__).parent / "rules"
CASES = sorted(file for file in RULE_TREES.glob("*/*.pan") if file.parent.name != "kit")
START = re.compile(r"^(?:object|structure|unique|declaration)? ?template ([\w./-]+);", re.M)
BAD = re.compile(r"(.*?) *# BAD (.*)")


class RuleTree:
    """A case as a tree of files, compiled."""

    def __init__(self, root: Path, case: Path):
        self.root = root
        self.profiles = root / "clusters" / "xen" / "profiles"
        self.profiles.mkdir(parents=True)
        for file in (RULE_TREES / "kit").iterdir():
            (root / "clusters" / "xen" / file.name).write_bytes(file.read_bytes())
        text = case.read_text()
        starts = [match for match in START.finditer(text)]
        for match, end in zip(starts, [*(match.start() for match in starts[1:]), len(text)]):
            (self.profiles / f"{match[1]}.pan").write_text(text[match.start():end])
        self.properties(*re.findall(r"^# property (.*)", text, re.M))
        self.allowed = set(re.findall(r"^# with (.*)", text, re.M))
        self.expected = [match.groups() for match in map(BAD.fullmatch, text.splitlines()) if match]

    def properties(self, *lines: str) -> None:
        (self.root / "quattor.build.properties").write_text("".join(f"{line}\n" for line in lines))

    def compile(self):
        return compile_tree(str(self.root), "/nowhere")

    def found(self):
        report = self.compile()
        return [*report.diagnostics, *report.hints]


@pytest.fixture
def rule_tree(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda case: RuleTree(tmp_path / "tree", RULE_TREES / case)


def test_each_rule_has_trees_and_each_tree_a_rule():
    folders = {folder.name for folder in RULE_TREES.iterdir()} - {"kit"}
    assert folders == set(RULES)
    for name in RULES:
        kinds = {file.name[:3] for file in (RULE_TREES / name).iterdir()}
        assert kinds == {"goo", "bad"}, name


@pytest.mark.parametrize("case", CASES, ids=[f"{case.parent.name}-{case.stem}" for case in CASES])
def test_a_tree_keeps_or_breaks_its_rule(rule_tree, case):
    tree = rule_tree(case)
    rule = RULES[case.parent.name]
    report = tree.compile()
    assert all(outcome.state == "ok" for outcome in report.build.outcomes), [f.text() for f in report.findings()]
    found = [*report.diagnostics, *report.hints]
    codes = [finding.code.removeprefix("xen.rules.") for finding in found]
    assert set(codes) - tree.allowed == ({rule.name} if tree.expected else set())
    own = [finding for finding in found if finding.code == rule.code]
    assert len(own) == len(tree.expected)
    for finding, (line, message) in zip(own, tree.expected):
        told = " ".join((finding.message, *finding.notes))
        assert re.search(message, told), told
        assert finding.severity == rule.severity
        if line:
            source = Path(finding.span.file).read_text().splitlines()[finding.span.line - 1]
            assert source == f"{line} # BAD {message}", finding.text()
        else:
            assert finding.span.file.endswith(".xml" if rule.severity == "hint" else ".pan")
    assert report.exit_code == int(any(finding.severity == "error" for finding in found))


@pytest.mark.parametrize("value", ["error", "warning", "hint", "off"])
@pytest.mark.parametrize("where", ["quattor.build.properties", "clusters/xen/cluster.build.properties"])
def test_a_property_switches_a_rule(rule_tree, value, where):
    tree = rule_tree("duplicate-ip/bad.pan")
    (tree.root / where).write_text(f"xen.rules.duplicate-ip = {value}\n")
    report = tree.compile()
    assert report.exit_code == (1 if value == "error" else 0)
    found = {finding.code: finding.severity for finding in [*report.diagnostics, *report.hints]}
    assert found == ({} if value == "off" else {"xen.rules.duplicate-ip": value})
    assert len(report.hints) == (value == "hint")


@pytest.mark.parametrize("given, severity", [((), "hint"), (("xen.rules.duplicate-ip=error",), "error")])
def test_machines_without_xen_only_get_hints(rule_tree, given, severity):
    tree = rule_tree("duplicate-ip/bad.pan")
    for name in ("g1", "h"):
        (tree.profiles / f"{name}.pan").write_text(f"object template {name};\n"
                                                   "'/system/network/interfaces/eth0/ip' = '192.0.2.1';\n")
    tree.properties(*given)
    assert [finding.severity for finding in tree.found()] == [severity]


def test_a_record_that_no_host_or_guest_has_is_a_hint(rule_tree):
    tree = rule_tree("schema-hardware/good.pan")
    (tree.profiles / "other.pan").write_text("object template other;\n'/hardware/ram/0' = dict();\n")
    assert [(finding.severity, finding.object_name) for finding in tree.found()] == [("hint", "other")]


def test_the_property_of_the_tree_precedes_that_of_a_cluster(rule_tree):
    tree = rule_tree("duplicate-ip/bad.pan")
    (tree.root / "clusters/xen/cluster.build.properties").write_text("xen.rules.duplicate-ip=off\n")
    tree.properties("xen.rules.duplicate-ip=warning")
    assert [finding.severity for finding in tree.found()] == ["warning"]


@pytest.mark.parametrize("line, message", [
    ("xen.rules.duplicate-mak=off", "there is no rule 'duplicate-mak'; did you mean 'duplicate-mac'?"),
    ("xen.rules.duplicate-ip=of", "xen.rules.duplicate-ip has the unknown value 'of'; did you mean 'off'?"),
    ("xen.combinations=sl450-x86_64", "'sl450-x86_64', which must be HOST:GUEST"),
    ("xen.combinations=a:b", "'a:b', which must be HOST:GUEST"),
])
def test_a_wrong_property_is_an_error(rule_tree, line, message):
    tree = rule_tree("duplicate-ip/good.pan")
    tree.properties(line)
    report = tree.compile()
    [found] = report.diagnostics
    assert report.exit_code == 1 and message in found.message and found.code == "xen.properties"


def test_the_table_says_what_each_rule_is_for():
    for name, rule in RULES.items():
        assert rule.name == name and rule.code == f"xen.rules.{name}" and rule.severity in SEVERITIES
        assert rule.documentation.endswith(".") and len(rule.documentation) > 40


# --- what is kept between runs -----------------------------------------------------------------------------------

def test_a_second_check_reads_nothing_and_finds_the_same(rule_tree, monkeypatch):
    tree = rule_tree("duplicate-ip/bad.pan")
    first = tree.compile().diagnostics
    monkeypatch.setattr("qwg.xen.machines.read_profile", lambda path: pytest.fail("a profile was read again"))
    monkeypatch.setattr("qwg.site.why.record", lambda *_: pytest.fail("a profile was compiled again"))
    for module in ("lxml", "lxml.etree", "jsonschema", "jsonschema_rs"):
        monkeypatch.setitem(sys.modules, module, None)
    state = State(tree_at(tree.root))
    assert check(state.tree, state=state).diagnostics == first and len(first) == 1
    assert not state.changed


def test_only_a_changed_profile_is_read_again(rule_tree, monkeypatch):
    tree = rule_tree("duplicate-ip/bad.pan")
    tree.compile()
    read = []
    import qwg.xen.machines as machines

    monkeypatch.setattr(machines, "read_profile", lambda path, real=machines.read_profile: read.append(path.name)
                        or real(path))
    file = tree.profiles / "other.pan"
    file.write_text(file.read_text().replace("192.0.2.1'", "192.0.2.77'"))
    assert tree.found() == [] and read == ["other.xml"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 1}', None])
def test_a_damaged_state_is_no_state(rule_tree, damage):
    tree = rule_tree("duplicate-ip/bad.pan")
    first = tree.found()
    file = tree.root / "build" / ".state" / "machines.json"
    document = json.loads(file.read_bytes())
    if damage is None:
        for entry in document["profiles"].values():
            entry["machine"].pop("name")
            entry["spans"] = {"/x": 1, "/system/network/interfaces/eth0/aliases/a/ip": ["/etc/passwd", "x"]}
        damage = json.dumps(document).encode()
    file.write_bytes(damage)
    assert tree.found() == first
    assert json.loads(file.read_bytes())["version"] == document["version"]


def test_what_is_gone_is_forgotten(rule_tree):
    tree = rule_tree("duplicate-ip/bad.pan")
    tree.compile()
    (tree.profiles / "other.pan").unlink()
    tree.compile()
    assert not any("other" in file for file in State(tree_at(tree.root)).profiles)


def test_a_record_of_another_file_hides_nothing(rule_tree):
    tree = rule_tree("duplicate-ip/bad.pan")
    first = tree.found()
    file = tree.root / "build" / ".state" / "machines.json"
    document = json.loads(file.read_bytes())
    for entry in document["profiles"].values():
        entry["machine"]["file"] = "elsewhere"
    file.write_text(json.dumps(document))
    assert [(found.message, found.span) for found in tree.found()] == [(found.message, found.span) for found in first]


def test_records_survive_being_kept(rule_tree):
    tree = rule_tree("bridge-interface/good.pan")
    tree.compile()
    found = tree_at(tree.root)
    fresh = State(found)
    fresh.profiles = {}
    assert read_machines(found, fresh).machines == read_machines(found, State(found)).machines


def test_a_failed_object_hides_no_findings_and_makes_none(rule_tree):
    tree = rule_tree("duplicate-ip/bad.pan")
    (tree.profiles / "h.pan").write_text("object template h;\n'/x' = UNKNOWN;\n")
    codes = [finding.code for finding in tree.found()]
    assert codes == ["xen.rules.duplicate-ip"]


def test_text_of_a_profile_stays_on_one_line(rule_tree):
    tree = rule_tree("guest-without-profile/good.pan")
    with open(tree.profiles / "h.pan", "a") as file:
        file.write("'/hardware/cards/nic/eth0' = dict('hwaddr', '00:16:3e:00:00:01', 'name', \"\\x1b[2J\\nx\");\n"
                   "'/system/network/hostname' = \"h\\x1b]0;\\n\";\n")
    for finding in tree.found():
        assert all(line.isprintable() for line in (finding.message, *finding.notes))


def test_the_page_of_the_checks_has_the_table(checkout, pytestconfig):
    page = checkout / "docs" / "checks.md"
    before, mark, rest = page.read_text().partition("<!-- rules: made from the table in tools/qwg/xen/rules.py -->\n")
    after = rest[rest.index("<!-- end of rules -->"):]
    rows = "".join(f"| `{rule.name}` | {rule.severity} | {rule.documentation} |\n" for rule in RULES.values())
    wanted = f"{before}{mark}| rule | severity | what it finds |\n| --- | --- | --- |\n{rows}{after}"
    if pytestconfig.getoption("--update-goldens"):
        page.write_text(wanted)
    assert page.read_text() == wanted

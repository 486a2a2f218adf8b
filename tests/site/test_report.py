"""The report: one finding for each cause, a table, JSON, exit codes."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from qwg.pan.diagnostics import Diagnostic, Frame, Span
from qwg.site.build import Build, Outcome
from qwg.site.errors import WrongUse
from qwg.site.outputs import Changes
from qwg.site.report import HostResult, Report, group
from qwg.site.tree import Tree

TREE = Tree(Path("/tree"), Path("/tree"))


def error(message: str, line: int = 1, severity: str = "error", name: str = "") -> Diagnostic:
    # The way there and the object differ from profile to profile; the cause is the same.
    return Diagnostic(severity, "pan.evaluation", message, Span("/none.pan", line, 1, line, 2),
                      trace=(Frame(f"include of {name}", Span("/none.pan", 9)),), object_name=name)


def outcome(name: str, state: str = "ok", *diagnostics, lost_through=None, **fields) -> Outcome:
    return Outcome(name, "c", TREE.top / f"clusters/c/profiles/{name}.pan", state, diagnostics=diagnostics,
                   lost_through=lost_through, **fields)


def grouped(outcomes, loose=()) -> list[tuple]:
    return [(each.diagnostic.message, each.profiles, each.lost) for each in group(outcomes, list(loose))]


def test_one_cause_is_one_finding_with_all_its_profiles():
    outcomes = [outcome("a", "failed", error("m", name="a")), outcome("b", "failed", error("m", name="b")),
                outcome("c", "failed", error("other"))]
    assert grouped(outcomes) == [("m", ["a", "b"], []), ("other", ["c"], [])]


def test_another_place_is_another_cause():
    outcomes = [outcome("a", "failed", error("m", 1)), outcome("b", "failed", error("m", 2))]
    assert len(grouped(outcomes)) == 2


def test_lost_profiles_stand_with_the_root_of_their_chain():
    outcomes = [outcome("z", "lost", error("lost"), lost_through="host"),
                outcome("host", "lost", error("lost"), lost_through="guest"),
                outcome("guest", "failed", error("root"))]
    assert grouped(outcomes) == [("root", ["guest"], ["z", "host"])]


def test_a_lost_profile_whose_root_is_unknown_speaks_for_itself():
    assert grouped([outcome("host", "lost", error("lost"), lost_through="guest")]) == [("lost", ["host"], [])]


def test_a_root_that_was_not_asked_for_is_found_among_the_loose_findings():
    root = error("root", name="guest")
    assert grouped([outcome("host", "lost", error("lost"), lost_through="guest")], [root]) == [
        ("root", ["guest"], ["host"])]


def test_a_circle_of_lost_profiles_ends():
    outcomes = [outcome("a", "lost", error("one"), lost_through="b"),
                outcome("b", "lost", error("two"), lost_through="a")]
    assert [row[0] for row in grouped(outcomes)] == ["one", "two"]


def test_findings_that_belong_to_a_profile_are_not_repeated_as_loose_ones():
    assert grouped([outcome("a", "failed", error("m"))], [error("m"), error("loose")]) == [
        ("m", ["a"], []), ("loose", [], [])]


def report(*outcomes, hosts=(), diagnostics=()) -> Report:
    return Report(TREE, Build(TREE, list(outcomes)), list(hosts), list(diagnostics))


def test_what_is_a_machine_s_own_in_a_message_makes_no_other_cause():
    outcomes = [outcome(f"host{number}.example.org", "failed", error(
        f"gateway 10.0.0.1 is not in the network of 10.0.1.{number} (host{number})", name=f"host{number}.example.org"))
        for number in range(3)]
    assert [row[1] for row in grouped(outcomes)] == [[each.name for each in outcomes]]


def test_a_wrong_value_is_one_cause_wherever_its_place_could_not_be_found_out():
    def validation(name: str, file: str, *notes: str) -> Diagnostic:
        return Diagnostic("error", "pan.validation", "wrong", Span(file), ("element path: '/a'", *notes), object_name=name)

    outcomes = [outcome("a", "failed", validation("a", "/lib/set.pan", "object template: /a.pan")),
                outcome("b", "failed", validation("b", "/b.pan")),
                outcome("c", "failed", Diagnostic("error", "pan.validation", "wrong", Span("/c.pan"), ("element path: '/c'",)))]
    assert [row[1] for row in grouped(outcomes)] == [["a", "b"], ["c"]]


def test_of_many_findings_the_first_are_shown(capsys):
    report(*(outcome(f"p{number}", "failed", error("m", line=number + 1)) for number in range(60))).show()
    shown = capsys.readouterr().err
    assert shown.count("evaluation error") == 25 and "35 more findings are not shown; --json has them all" in shown


@pytest.mark.parametrize("given, code", [
    (report(), 0),
    (report(outcome("a")), 0),
    (report(outcome("a", "ok", error("w", severity="warning"))), 0),
    (report(outcome("a"), outcome("b", "failed", error("m"))), 1),
    (report(outcome("a", "lost", error("m"), lost_through="b")), 1),
    (report(outcome("a", "failed")), 1),
    (report(outcome("a"), hosts=[HostResult("a", 1, Changes(), [error("m")])]), 1),
    (report(outcome("a"), hosts=[HostResult("a", 1, Changes(), [error("w", severity="warning")])]), 0),
    (report(outcome("a"), diagnostics=[error("m")]), 1),
    (report(outcome("a", "failed", error("m"), Diagnostic("error", "pan.internal", "m"))), 3),
])
def test_exit_codes(given, code):
    assert given.exit_code == code


def test_wrong_use_wins():
    given = report()
    given.add(error("m"), 2)
    assert given.exit_code == 2


OUTPUTS = (TREE.build / "profiles/host.json", TREE.build / "profiles/host.xml")
SHOWN = report(outcome("host", "ok", outputs=OUTPUTS, changed=True),
               outcome("guest", "failed", error("root"), moved=["guest.xml"]),
               outcome("other-host", "lost", error("lost"), lost_through="guest"),
               hosts=[HostResult("host", 2, Changes(["a"], ["b", "c"], ["d"]), [])])


def test_the_table_in_a_pipe_has_whole_lines(capsys):
    SHOWN.show()
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "Profile     Cluster  State               Outputs            Host files",
        "host        c        ok                  json xml, changed  2 guests: 1 written, 2 unchanged, "
        "1 removed",
        "guest       c        failed              none",
        "other-host  c        lost through guest  none",
        "moved to build/failed: guest.xml",
        "",
        "3 profiles, 1 ok, 1 failed, 1 lost, 0 compiled, 1 changed; outputs are in /tree/build",
    ]
    assert shown.err.startswith("evaluation error [/none.pan:1.1-1.2]\nroot\n")
    assert "1 lost through it: other-host" in shown.err and "lost\n" not in shown.err.split("root")[0]


def test_many_names_are_cut_short(capsys):
    report(*(outcome(f"p{number}", "failed", error("m")) for number in range(12))).show()
    assert "hits 12 profiles: p0, p1, p2, p3, p4, p5, p6, p7 and 4 more" in capsys.readouterr().err


def test_of_many_profiles_those_without_news_are_counted(capsys):
    report(*(outcome(f"p{number}") for number in range(100)), outcome("new", changed=True)).show()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["Profile", "new"]
    assert lines[2] == "100 profiles without any change are not listed; --json lists them"


def test_the_reason_of_a_compilation_is_told(capsys):
    given = report(outcome("a", reason="lib/x.pan changed"), outcome("b"))
    given.explain(["a", "b"])
    given.show()
    assert capsys.readouterr().out.splitlines()[3:5] == ["a: lib/x.pan changed", "b: not compiled, it is up to date"]
    with pytest.raises(WrongUse, match="there is no profile 'c' among those asked for; there are: a, b"):
        given.explain(["c"])


def test_json_has_everything_and_nothing_else_is_printed(capsys):
    SHOWN.show(as_json=True)
    shown = capsys.readouterr()
    document = json.loads(shown.out)
    assert shown.err == "" and document["exit_code"] == 1 and document["ok"] is False
    assert document["profiles"][0] == {
        "name": "host", "cluster": "c", "source": "clusters/c/profiles/host.pan", "state": "ok",
        "lost_through": None, "changed": True, "reason": None, "moved": [],
        "outputs": ["build/profiles/host.json", "build/profiles/host.xml"]}
    assert document["hosts"] == [{"name": "host", "guests": 2, "written": ["a"], "kept": ["b", "c"],
                                  "removed": ["d"]}]
    assert [(each["message"], each["profiles"], each["lost"]) for each in document["diagnostics"]] == [
        ("root", ["guest"], ["other-host"])]

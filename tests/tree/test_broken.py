"""Ten broken templates: what broken/NAME lays over the tree costs the profiles that read it, and no other.

The line at fault ends in `# fault`. Where the template that lies over the tree is not where the compilers
stop, the table gives the text of the line where they do.
"""
from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from qwg.site.tree import tree_at
from regenerate import run_panc
from tree_copy import CLUSTER

BROKEN = Path(__file__).resolve().parent / "broken"
HOST = "xen-host.example.org"
GUEST = "xen-guest2.example.org"


@dataclass
class Fault:
    """What is expected: the kind and text of the error, the root of the loss, who is lost with it."""
    code: str
    message: str
    failed: str = GUEST
    lost: tuple[str, ...] = (HOST,)
    stops_at: tuple[str, str] | None = None


FAULTS = {
    "syntax_error": Fault("pan.parse", r"unexpected 'MB'; expected ';'"),
    "unknown_include": Fault("pan.evaluation", r"cannot locate template named 'xen/gest/config'"),
    "type_violation": Fault("pan.validation", r"value \(virtual\) is not a possible choice"),
    "undefined_variable": Fault("pan.evaluation", r"variable named 'GUEST_MEMORY' is undefined"),
    "final_violated": Fault("pan.evaluation", r"cannot modify final global variable 'XEN_GUEST_KERNEL_SUFFIX'"),
    "guest_missing": Fault("pan.evaluation", r"guest xen-guest9\.example\.org has no profile", failed=HOST, lost=(),
                           stops_at=("standard/xen/functions.pan", "has no profile %s on the load path")),
    "circular_lookup": Fault("pan.evaluation", rf"circular object dependency detected: {HOST} -> {GUEST} -> {HOST}",
                             failed=HOST, lost=(GUEST,),
                             stops_at=("standard/xen/functions.pan", "if (!exists(profile + '/hardware')) {")),
    "wrong_type_in_assignment": Fault("pan.evaluation", r"cannot add an element below an element of type long"),
    "list_index_out_of_range": Fault("pan.evaluation", r"variable named 'DISKS\[2\]' is undefined"),
    "missing_required_field": Fault("pan.validation", r"record is missing required field: speed"),
}


def test_each_broken_tree_has_its_expectation():
    assert {path.name for path in BROKEN.iterdir()} == set(FAULTS)


@pytest.fixture(params=FAULTS)
def case(request, tree):
    """(the tree with one broken template, what is expected of it, file and line where the compilers stop)"""
    fault = FAULTS[request.param]
    overlay = BROKEN / request.param
    [broken] = [path for path in overlay.rglob("*.pan")]
    name, mark = fault.stops_at or (broken.relative_to(overlay).as_posix(), "# fault")
    shutil.copytree(overlay, tree.root, dirs_exist_ok=True)
    lines = (tree.root / name).read_text().splitlines()
    [number] = [number for number, line in enumerate(lines, 1) if mark in line]
    return tree, fault, (tree.root / name, number)


def test_a_broken_template_costs_only_those_that_read_it(case):
    tree, fault, (file, line) = case
    report = tree.compile()
    assert report.exit_code == 1
    states = {outcome.name: outcome.state for outcome in report.build.outcomes}
    assert states[fault.failed] == "failed"
    assert {name for name, state in states.items() if state == "lost"} == set(fault.lost)
    written = {path.name.removesuffix(".xml") for path in (tree.root / "build" / "profiles").glob("*.xml")}
    assert written == {name for name, state in states.items() if state == "ok"} == set(states) - {
        fault.failed, *fault.lost}

    [finding] = report.findings()
    diagnostic = finding.diagnostic
    assert (finding.profiles, finding.lost) == ([fault.failed], list(fault.lost))
    assert (diagnostic.severity, diagnostic.code) == ("error", fault.code)
    assert re.search(fault.message, diagnostic.message), diagnostic.message
    place = (Path(diagnostic.span.file), diagnostic.span.line)
    if fault.stops_at and fault.failed == HOST:
        # error() spans two lines in the source; the text is on one of them
        assert place[0] == file and place[1] <= line <= diagnostic.span.end_line, diagnostic.text()
    else:
        assert place == (file, line), diagnostic.text()
    text = finding.text()
    assert os.path.relpath(file, tree.root) in text and file.read_text().splitlines()[line - 1].strip() in text


def test_the_public_panc_stops_at_the_same_place(case, panc, tmp_path):
    tree, fault, (file, line) = case
    done = run_panc(panc, tree_at(tree.root).cluster(CLUSTER), tmp_path)
    assert done.returncode != 0
    found = re.findall(r"^(\w+) error \[(.*?\.pan)(?::(\d+)\.\d+-\d+\.\d+)?\]", done.stdout + done.stderr, re.M)
    kind = fault.code.removeprefix("pan.")
    if kind == "validation":
        # panc names only the object
        assert (kind, f"{tree.root}/clusters/{CLUSTER}/profiles/{fault.failed}.pan", "") in found
    elif "circular" in fault.message:
        # panc gives the whole function, and of the two ends of the circle the one whose thread comes to it last
        host = tree.root / "standard" / "xen" / "functions.pan"
        assert [each[:2] for each in found] in ([(kind, str(file))], [(kind, str(host))])
    else:
        assert (kind, str(file), str(line)) in found
    written = {path.name.removesuffix(".xml") for path in tmp_path.glob("*.xml")}
    assert not written & {fault.failed, *fault.lost} and "xen-guest1.example.org" in written

"""The golden tests of this checkout run all of its Xen templates."""
from __future__ import annotations

from qwg.coverage.measure import Wanted
from qwg.coverage.report import cover

TEMPLATES = ("standard/xen", *(f"templates/os/{platform}/rpms/xen" for platform in (
    "sl308-i386", "sl450-x86_64", "slc450-i386", "el9.x-x86_64")))


def test_every_statement_of_the_xen_templates_runs_in_a_test(checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    report = cover(str(checkout), checkout, Wanted(with_profiles=False), TEMPLATES)
    assert report.exit_code == 0, [found.text() for found in report.diagnostics]
    missing = {covered.file: [part for part in covered.statements if not part.times] for covered in report.templates}
    assert {file: parts for file, parts in missing.items() if parts} == {}
    # None is left out because no test loads it.
    present = {str(file) for folder in TEMPLATES for file in (checkout / folder).rglob("*.pan")}
    assert set(missing) == present and len(present) > 15

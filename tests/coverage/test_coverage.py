"""What runs of the templates of a small tree, for its profiles and its golden tests, and how that is told."""
from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from lxml import html

from qwg.coverage.measure import Wanted
from qwg.coverage.report import cover


def missing(report, name):
    [covered] = [one for one in report.templates if one.file.endswith(f"/{name}")]
    return [(part.what, part.span.line) for part in covered.missing]


# what is wanted -> (profiles, tests, what of site/part.pan did not run)
RUNS = {
    "one profile": (Wanted(profiles=("host",), with_tests=False), 1, 0,
                    [("then", 8), ("then", 10), ("then", 16)]),
    "all profiles": (Wanted(with_tests=False), 2, 0, [("then", 10)]),
    "a cluster": (Wanted(clusters=("c",), with_tests=False), 2, 0, [("then", 10)]),
    "one test": (Wanted(with_profiles=False, tests=("tests/odd.pan",)), 0, 1, [("then", 8), ("else", 12), ("then", 16)]),
    "tests": (Wanted(with_profiles=False), 0, 3, [("then", 16)]),
    "everything": (Wanted(), 2, 3, []),
}


@pytest.mark.parametrize("run", RUNS)
def test_what_did_not_run(tree, run):
    tree()
    wanted, profiles, tests, parts = RUNS[run]
    report = cover(None, "/nowhere", wanted)
    assert report.diagnostics == [] and report.exit_code == 0
    assert (report.coverage.profiles, report.coverage.tests) == (profiles, tests)
    assert missing(report, "part.pan") == parts


def test_templates_of_no_profile_are_listed_apart(tree):
    root = tree()
    report = cover(None, "/nowhere", Wanted())
    assert report.coverage.never == [str(root / "site/tested.pan"), str(root / "site/unused.pan")]
    assert [one.file.removeprefix(f"{root}/") for one in report.templates] == [
        "clusters/c/profiles/host.pan", "clusters/c/profiles/other.pan", "site/part.pan", "site/tested.pan"]


def test_counts_of_lines(tree):
    tree()
    report = cover(None, "/nowhere", Wanted())
    [part] = [one for one in report.templates if one.file.endswith("part.pan")]
    assert part.lines == {4: 5, 5: 5, 6: 5, 7: 5, 8: 2, 9: 3, 10: 1, 12: 2, 14: 5, 16: 5, 17: 5}


def test_a_table_for_a_reader(tree):
    root = tree()
    done = subprocess.run([sys.executable, "-m", "qwg", "coverage", "--no-tests", "--path", "site", "--least", "99"],
                          cwd=root, capture_output=True, text=True)
    assert done.stdout == (
        "Template       Statements  Branches  Covered  Lines with what did not run\n"
        "site/part.pan  9/9         6/7       93.7%    10\n\n"
        "No profile includes:\n  site/tested.pan\n  site/unused.pan\n\n"
        "1 template, by 2 profiles and 0 tests: 9 of 9 statements, 6 of 7 branches, 93.7% of both; "
        "that is less than 99%\n")
    assert done.returncode == 1 and done.stderr == ""


def test_json_is_one_document(tree):
    root = tree()
    done = subprocess.run([sys.executable, "-m", "qwg", "coverage", "--json", "--no-tests"], cwd=root,
                          capture_output=True, text=True)
    document = json.loads(done.stdout)
    assert document["never"] == ["site/tested.pan", "site/unused.pan"] and document["exit_code"] == 0
    [part] = [one for one in document["templates"] if one["file"] == "site/part.pan"]
    assert part["branches"]["ran"] == part["branches"]["all"] - 1
    assert [entry["what"] for entry in part["missing"]] == ["then"] and str(root) not in done.stdout


def read_tracefile(text: str) -> dict[str, dict[str, list]]:
    """{file: {letter code: the fields of its lines}} of a tracefile."""
    files, current = {}, None
    for line in text.splitlines():
        code, _, rest = line.partition(":")
        if code == "SF":
            current = files[rest] = {}
        elif code == "end_of_record":
            current = None
        elif code != "TN":
            current.setdefault(code, []).append(rest.split(","))
    return files


def test_a_tracefile_says_the_same(tree):
    root = tree()
    report = cover(None, "/nowhere", Wanted(with_tests=False), lcov="out.info")
    read = read_tracefile((root / "out.info").read_text())
    assert set(read) == {one.file.removeprefix(f"{root}/") for one in report.templates}
    for one in report.templates:
        found = read[one.file.removeprefix(f"{root}/")]
        assert {int(line): int(times) for line, times in found.get("DA", ())} == one.lines
        assert found["LF"] == [[str(len(one.lines))]]
        assert found["LH"] == [[str(sum(times > 0 for times in one.lines.values()))]]
        assert found["BRF"] == [[str(len(one.branches))]] == [[str(len(found.get("BRDA", ())))]]
        assert sorted(int(row[3]) for row in found.get("BRDA", ())) == sorted(part.times for part in one.branches)


@pytest.mark.skipif(shutil.which("genhtml") is None, reason="genhtml (Debian: lcov) is not installed")
def test_genhtml_takes_the_tracefile(tree):
    root = tree()
    report = cover(None, "/nowhere", Wanted(with_tests=False), lcov="out.info")
    done = subprocess.run(["genhtml", "--branch-coverage", "out.info", "-o", "html"], cwd=root, capture_output=True,
                          text=True)
    lines = [times for one in report.templates for times in one.lines.values()]
    assert done.returncode == 0 and f"({sum(map(bool, lines))} of {len(lines)} lines)" in done.stdout, done.stderr


def test_a_page_shows_the_text_with_what_did_not_run(tree):
    evil = "# </pre><script>alert(1)</script> \x07\n'/evil' = if (SIZE == 7) '<b>' else '&amp;';\n"
    root = tree({"clusters/c/profiles/evil.pan": "object template evil;\nvariable SIZE = 7;\n" + evil})
    cover(None, "/nowhere", Wanted(with_tests=False), html="page.html")
    data = (root / "page.html").read_bytes()
    document = html.fromstring(data)
    assert not document.xpath("//script | //link | //*[@src] | //b") and str(root).encode() not in data
    sections = {section.findtext("summary/span"): section for section in document.xpath("//details")}
    assert set(document.xpath("//a/@href")) == {f"#{section.get('id')}" for section in sections.values()}
    shown = sections["site/part.pan"].xpath(".//pre/span")
    texts = ["".join(line.xpath("./text() | ./span/text()")).rstrip("\n") for line in shown]
    assert texts == (root / "site/part.pan").read_text().rstrip("\n").split("\n")
    assert sections["site/part.pan"].xpath(".//span[@class='not']/text()") == ["x = 'odd'"]
    assert [node.text for node in sections["clusters/c/profiles/evil.pan"].xpath(".//span[@class='not']")] == ["'&amp;'"]
    unused = document.xpath("//section[h2='No profile includes']//li")
    assert [item.text_content() for item in unused] == ["site/tested.pan", "site/unused.pan"]


def test_conditions_that_were_never_false_are_marked(tree):
    root = tree({"site/part.pan": "template part;\n'/a' = {\n    if (true || SIZE > 0) SELF;\n    x = 1;\n"
                 "    if (SIZE > 0) x = 2;\n    if (SIZE < 0) {\n        if (SIZE < 1) x = 3;\n    };\n    x;\n};\n"})
    cover(None, "/nowhere", Wanted(with_tests=False), html="page.html")
    document = html.fromstring((root / "page.html").read_bytes())
    found = document.xpath("//details[contains(summary, 'part.pan')]//span[@class='always' or @class='not']")
    assert [(node.get("class"), node.text) for node in found] == [("always", "if"), ("not", "if (SIZE < 1) x = 3")]


def test_a_profile_that_fails_is_told_and_counts_as_far_as_it_came(tree):
    tree({"clusters/c/profiles/bad.pan": "object template bad;\n'/a' = 1;\n'/b' = UNKNOWN;\n'/c' = 1;\n"})
    report = cover(None, "/nowhere", Wanted(with_tests=False))
    assert report.exit_code == 1 and len(report.diagnostics) == 1
    assert missing(report, "bad.pan") == [("statement", 4)]


@pytest.mark.parametrize("wanted, options, words", [
    (Wanted(clusters=("d",)), {}, "there is no cluster 'd'"),
    (Wanted(profiles=("hots",)), {}, "did you mean 'host'"),
    (Wanted(), {"least": "a lot"}, "'a lot' is no percentage"),
    (Wanted(), {"least": "nan"}, "'nan' is no percentage"),
    (Wanted(), {"paths": ["nowhere"]}, "there is no file or folder nowhere"),
    (Wanted(tests=("nowhere",)), {}, "nowhere with tests"),
])
def test_wrong_use(tree, wanted, options, words):
    tree()
    report = cover(None, "/nowhere", wanted, **options)
    assert report.exit_code == 2 and words in report.diagnostics[0].message


def test_a_file_that_cannot_be_written(tree):
    tree()
    report = cover(None, "/nowhere", Wanted(with_tests=False), html="no/such/page.html")
    assert report.exit_code == 1 and report.diagnostics[0].code == "coverage.output"

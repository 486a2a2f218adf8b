"""The table of variables in docs/xen.md says what standard/xen/variables.pan declares."""
from __future__ import annotations

import re

BEGIN, END = "<!-- variables: made from standard/xen/variables.pan -->\n", "<!-- end of variables -->"
FIELDS = ("desc", "values", "scope", "default")
DECLARED = re.compile(r"^@\{\n(?P<fields>(?:\w+ = .*\n)+)\}\nvariable (?P<name>\w+) \?= (?P<value>.*?);$", re.M)
SECTION = re.compile(r"^# --- (.*) ---$", re.M)


def table(text: str) -> str:
    """The table as it must be, in the order of the declarations, a heading row for each of their groups."""
    found = [(match.start(), match) for match in DECLARED.finditer(text)]
    found += [(match.start(), match) for match in SECTION.finditer(text)]
    rows = ["| variable | meaning | values | for | default |", "| --- | --- | --- | --- | --- |"]
    for _, match in sorted(found, key=lambda each: each[0]):
        if match.re is SECTION:
            rows.append(f"| *{match.group(1)}* | | | | |")
        else:
            fields = dict(line.split(" = ", 1) for line in match.group("fields").splitlines())
            assert tuple(fields) == FIELDS, match.group("name")
            rows.append(f"| `{match.group('name')}` | " + " | ".join(fields.values()) + " |")
    return "\n".join(rows) + "\n"


def test_the_table_is_what_is_declared(checkout, request):
    docs = checkout / "docs" / "xen.md"
    before, begin, rest = docs.read_text().partition(BEGIN)
    present, end, after = rest.partition(END)
    assert begin and end
    expected = table((checkout / "standard" / "xen" / "variables.pan").read_text())
    if request.config.getoption("--update-goldens"):
        docs.write_text(before + begin + expected + end + after)
        present = expected
    assert present == expected


def test_each_declaration_is_read(checkout):
    text = (checkout / "standard" / "xen" / "variables.pan").read_text()
    assert re.findall(r"^variable (\w+)", text, re.M) == [match.group("name") for match in DECLARED.finditer(text)]


def test_a_default_that_is_a_word_is_the_one_declared(checkout):
    """Of literal defaults the text in the table is the literal itself."""
    text = (checkout / "standard" / "xen" / "variables.pan").read_text()
    literals = 0
    for match in DECLARED.finditer(text):
        literal = re.fullmatch(r"'(.*)'|(true|false)", match.group("value"))
        if literal:
            value = literal.group(1) or literal.group(2) or '""'
            assert f"default = {value}\n" in match.group("fields"), match.group("name")
            literals += 1
    assert literals > 8


def test_the_platforms_of_the_guide_are_those_of_the_tree(checkout):
    named = set(re.findall(r"^\| `(\w+-\w+)` \|", (checkout / "docs" / "xen.md").read_text(), re.M))
    folders = {path.name.replace(".x-", "x-") for path in (checkout / "templates" / "os").iterdir() if path.is_dir()}
    assert named == folders


# Built-in functions of panc that its release 10.7, the oldest that the guide names, does not have yet.
NEWER = ("max", "min")


def test_the_templates_need_no_newer_panc_than_the_guide_says(checkout):
    assert re.search(r"panc 10\.7\b.* or newer", (checkout / "docs" / "xen.md").read_text())
    call = re.compile(rf"^[^#'\"]*\b({'|'.join(NEWER)})\s*\(", re.M)
    files = [file for folder in ("standard", "templates", "sites", "clusters") for file in (checkout / folder).rglob("*.pan")]
    assert len(files) > 90
    assert [str(file) for file in files if call.search(file.read_text())] == []

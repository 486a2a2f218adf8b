"""Reading profiles back: what panc writes, and what must be refused."""
from __future__ import annotations

import base64
import gzip
import os
import subprocess
import sys

import pytest

from qwg.pan import Compiler, Options
from qwg.site import profile
from qwg.site.errors import Refused
from qwg.site.profile import find, read_profile

TEMPLATE = """object template x;
'/text' = " two  blanks \\n<&>'\\"\\r end ";
'/empty' = '';
'/control' = "bell \\x07 and ä";
'/numbers' = list(0, -1, 9223372036854775807, 1.5, 1e300, true, false);
'/nested/deep/list' = list(dict('a', list()), dict());
"""
TREE = {
    "text": " two  blanks \n<&>'\"\r end ", "empty": "", "control": "bell \x07 and \u00e4",
    "numbers": [0, -1, 9223372036854775807, 1.5, 1e300, True, False],
    "nested": {"deep": {"list": [{"a": []}, {}]}},
}


@pytest.mark.parametrize("format, suffix", [("pan", ".xml"), ("pan.gz", ".xml.gz"), ("json", ".json"),
                                            ("json.gz", ".json.gz")])
def test_what_the_compiler_writes_is_read_back(tmp_path, format, suffix):
    (tmp_path / "x.pan").write_text(TEMPLATE)
    results = Compiler(Options(include_path=[tmp_path], output_dir=tmp_path, formats=(format,))).run(
        [tmp_path / "x.pan"])
    assert results.ok, results.diagnostics
    tree = read_profile(tmp_path / f"x{suffix}")
    assert tree == TREE
    assert [type(number) for number in tree["numbers"]] == [int, int, int, float, float, bool, bool]


def xml(body: str, root: str = '<nlist format="pan" name="profile">') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{body}</nlist>'.encode()


BOMB = '<!DOCTYPE nlist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<nlist format="pan">' \
    '<string name="x">&b;</string></nlist>'
OUTSIDE = '<!DOCTYPE nlist [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<nlist format="pan">' \
    '<string name="x">&a;</string></nlist>'


# Entities that grow tenfold at each of nine levels.
LEVELS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE nlist [<!ENTITY l0 "lol">{LEVELS}]><nlist format="pan"><string name="x">&l9;</string></nlist>'
ATTRIBUTE_LAUGHS = f'<!DOCTYPE nlist [<!ENTITY l0 "lol">{LEVELS}]><nlist format="&l9;"/>'


@pytest.mark.parametrize("data, message, line", [
    (b"", "not well-formed XML", 0),
    (b"no xml", "not well-formed XML", 1),
    (xml('<string name="a">cut'), "not well-formed XML", 2),
    (b"<nlist format='xmldb'/>", 'the root is <nlist format="xmldb">', 0),
    (b"<nlist format='xmldb'/>", "compile it anew with pan.formats=pan", 0),
    (b" " * 100_000 + b"<nlist format='pan'/>", "no element in the first", 0),
    (b"<!--" + b"x" * 100_000 + b"--><nlist format='pan'/>", "no element in the first", 0),
    # libxml2 itself may see it first, in words of its own.
    (LAUGHS.encode(), "", 0),
    (ATTRIBUTE_LAUGHS.encode(), "", 0),
    (b"<profile/>", "not a profile in pan format", 0),
    (BOMB.encode(), "a document type is not allowed", 0),
    (OUTSIDE.encode(), "a document type is not allowed", 0),
    (xml('\n<long name="a">1.5</long>'), "'1.5' is not a long", 3),
    (xml('<long name="a">9223372036854775808</long>'), "is not a long", 2),
    (xml('<double name="a">x</double>'), "is not a double", 2),
    (xml('<double name="a">1_0</double>'), "is not a double", 2),
    (xml('<boolean name="a">yes</boolean>'), "is not a boolean", 2),
    (xml('<string name="a" encoding="base64">%%%</string>'), "cannot be decoded", 2),
    (xml('<string name="a" encoding="base64">/w==</string>'), "cannot be decoded", 2),
    (xml('<string name="a" encoding="rot13">x</string>'), "unknown encoding 'rot13'", 2),
    (xml('<strange name="a"/>'), "unknown element <strange>", 2),
    (xml('<string>a</string>'), "has no name", 2),
    (xml('<string name="a"/><string name="a"/>'), "'a' occurs twice", 2),
    (xml('<string name="a"><string name="b"/></string>'), "holds other elements", 2),
    (xml("text"), "text directly in <nlist>", 2),
    (xml("<list name='a'><long>1</long> and <long>2</long></list>"), "text directly in <list>", 2),
    (xml("<list name='a'><long>1</long> and </list>"), "text directly in <list>", 2),
    (xml("<list name='a'/> and "), "text directly in <nlist>", 2),
    (xml(f"<string name='a'>{'x' * 11_000_000}</string>"), "not well-formed XML", 2),
    (xml("<nlist name='a'>" * 300 + "</nlist>" * 300), "not well-formed XML: Excessive depth", 2),
])
def test_bad_xml_is_refused_at_its_line(tmp_path, data, message, line):
    file = tmp_path / "bad.xml"
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_profile(file)
    found = refused.value.diagnostic
    assert message in found.message and found.span.file == str(file)
    assert not line or found.span.line == line


@pytest.mark.parametrize("name, data, message", [
    ("bad.json", b"{", "not JSON"),
    ("bad.json", b"[]", "the root is not a dict"),
    ("bad.json", b'{"a": "\xff"}', "not UTF-8"),
    ("bad.json", b"[" * 100000, "nested more than 256 levels"),
    ("bad.json", b'{"a": [' * 200 + b"1" + b"]}" * 200, "nested more than 256 levels"),
    ("bad.json", b'{"a": 1, "a": 2}', "'a' occurs twice"),
    ("bad.json", b'{"a": 9223372036854775808}', "is not a long"),
    ("bad.json", b'{"a": ' + b"9" * 5000 + b"}", "is not a long"),
    ("bad.json", b'{"a": "\\ud800"}', "not UTF-8"),
    ("bad.xml.gz", b"no gzip", "cannot be read"),
    ("bad.xml.gz", gzip.compress(b"<nlist/>")[:-9], "cannot be read"),
    ("bad.txt", b"", "unknown kind of profile"),
])
def test_other_bad_files_are_refused(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Refused, match=message):
        read_profile(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="No such file"):
        read_profile(tmp_path / "none.xml")


@pytest.mark.parametrize("name, pack", [("big.xml", bytes), ("big.xml.gz", gzip.compress)])
def test_a_huge_file_is_refused_before_it_is_held(tmp_path, monkeypatch, name, pack):
    monkeypatch.setattr(profile, "MAX_BYTES", 100_000)
    (tmp_path / name).write_bytes(pack(xml(f"<string name='a'>{'x' * 200_000}</string>")))
    with pytest.raises(Refused, match="larger than"):
        read_profile(tmp_path / name)


PEAK = """
import resource, sys
from pathlib import Path
from qwg.site.errors import Refused
from qwg.site.profile import read_profile
import lxml.etree, json
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_profile(Path(sys.argv[1]))
    print("read")
except Refused as refused:
    print(refused.diagnostic.message)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def write_sparse(file) -> None:
    with open(file, "wb") as handle:
        handle.write(xml("")[:-len("</nlist>")] + b"\n")
        handle.truncate(100 * 2 ** 20)


def write_packed(head: bytes, item: bytes, count: int):
    def write(file) -> None:
        with gzip.open(file, "wb", compresslevel=1) as handle:
            handle.write(head)
            for _ in range(count // 1000):
                handle.write(item * 1000)
    return write


HEAD = xml("")[:-len("</nlist>")]


@pytest.mark.parametrize("name, write, message, most", [
    ("plain.xml", write_sparse, "larger than 64 MiB", 5),
    ("text.xml.gz", write_packed(HEAD + b"<string name='a'>", b"x" * 100, 1_000_000), "not well-formed XML", 60),
    ("blanks.xml.gz", write_packed(HEAD + b"<list name='a'>", b"<long>1</long>" + b" " * 1000, 100_000),
     "larger than 64 MiB", 60),
    ("values.xml.gz", write_packed(HEAD + b"<list name='a'>", b"<list/>", 8_000_000), "more than 1000000 values", 120),
    ("many.json.gz", write_packed(b'{"a": [', b"[],", 20_000_000), "more than 1000000 values", 280),
    ("text.json.gz", write_packed(b'{"a": "', b"x" * 100, 1_000_000), "larger than 64 MiB", 140),
], ids=lambda value: value if isinstance(value, str) and "." in value else "")
def test_the_memory_that_a_huge_file_takes_is_bounded(tmp_path, name, write, message, most):
    """100 MB that is one text, blanks, or values; the peak above that of the bare process, in MiB."""
    write(tmp_path / name)
    run = subprocess.run([sys.executable, "-c", PEAK, str(tmp_path / name)], capture_output=True, text=True,
                         env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    found, peak = run.stdout.splitlines()
    assert message in found and int(peak) < most, run.stdout + run.stderr


@pytest.mark.parametrize("path", [".", "/dev/zero"])
def test_what_is_no_ordinary_file_is_refused(tmp_path, path):
    (tmp_path / "link.xml").symlink_to(path)
    with pytest.raises(Refused, match="not an ordinary file"):
        read_profile(tmp_path / "link.xml")


def test_commas_in_strings_are_no_values(tmp_path, monkeypatch):
    monkeypatch.setattr(profile, "MAX_VALUES", 10)
    (tmp_path / "x.json").write_text('{"a": "1,2,3,4,5,6,7,8,9,\\",10,11,12"}')
    assert read_profile(tmp_path / "x.json") == {"a": '1,2,3,4,5,6,7,8,9,",10,11,12'}
    (tmp_path / "y.json").write_text('{"a": [1,2,3,4,5,6,7,8,9,10,11,12]}')
    with pytest.raises(Refused, match="more than 10 values"):
        read_profile(tmp_path / "y.json")


def test_base64_may_be_broken_into_lines(tmp_path):
    text = base64.encodebytes("\x07 and \u00e4".encode() * 30).decode()
    (tmp_path / "x.xml").write_bytes(xml(f'<string name="a" encoding="base64">{text}</string>'))
    assert read_profile(tmp_path / "x.xml") == {"a": "\x07 and \u00e4" * 30}


@pytest.mark.parametrize("path, value", [
    ("/a/b", 1), ("a/b", 1), ("/a", {"b": 1}), ("/a/c", "none"), ("/a/b/c", "none"), ("/x", "none"),
])
def test_find(path, value):
    assert find({"a": {"b": 1}}, path, "none") == value

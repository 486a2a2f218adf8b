"""Property files as java.util.Properties and ant read them; the expected values are what Java 17 gives."""
from __future__ import annotations

import pytest

from qwg.site.errors import Refused
from qwg.site.properties import Properties, parse


@pytest.mark.parametrize("text, table", [
    ("key=value", {"key": "value"}),
    ("key: value", {"key": "value"}),
    ("key value", {"key": "value"}),
    ("  key = value  ", {"key": "value  "}),
    ("key\t=\tvalue", {"key": "value"}),
    ("key==value", {"key": "=value"}),
    ("key = : value", {"key": ": value"}),
    ("key", {"key": ""}),
    ("key=", {"key": ""}),
    ("=value", {"": "value"}),
    ('cluster.pan.dep.ignore=""', {"cluster.pan.dep.ignore": '""'}),
    ("# comment\n ! comment\n\n  \nkey=1", {"key": "1"}),
    ("key=a # no comment", {"key": "a # no comment"}),
    ("key=one \\\n   two", {"key": "one two"}),
    ("key=one \\\r\n\ttwo\\\r\n# three", {"key": "one two# three"}),
    ("# comment \\\nkey=1", {"key": "1"}),
    ("key=a\\\\\nb=2", {"key": "a\\", "b": "2"}),
    ("key=a\\\\\\\nb=2", {"key": "a\\b=2"}),
    ("key=last\\", {"key": "last"}),
    ("a\\ b\\=c\\:d=1", {"a b=c:d": "1"}),
    ("key=\\u0041\\u00e4\\t\\n\\q", {"key": "A\u00e4\t\nq"}),
    ("key=1\rother=2\r\nthird=3", {"key": "1", "other": "2", "third": "3"}),
    ("key=1\nkey=2", {"key": "2"}),
    ("key=\\ value", {"key": " value"}),
    ("key=a\\\n\nb=1", {"key": "a", "b": "1"}),
    ("key\\\n  more=1", {"keymore": "1"}),
    ("\\\n\na=1\n\\\n#comment", {"a": "1"}),
])
def test_a_file_is_read_as_java_reads_it(text, table):
    assert parse(text) == table


@pytest.mark.parametrize("text, line", [("key=\\u12", 1), ("a=1\n\nkey=\\u12g4", 3)])
def test_a_malformed_escape_is_refused_at_its_line(text, line):
    with pytest.raises(Refused) as refused:
        parse(text, "some.properties")
    span = refused.value.diagnostic.span
    assert (span.file, span.line) == ("some.properties", line)


def read(tmp_path, *texts: str, **defaults: str) -> Properties:
    properties = Properties(defaults)
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.properties").write_text(text, encoding="latin-1")
        assert properties.load(tmp_path / f"{number}.properties")
    return properties


def test_files_are_latin_1(tmp_path):
    assert read(tmp_path, "key=\u00e4\u00df").get("key") == "\u00e4\u00df"


def test_the_first_file_that_sets_a_key_wins(tmp_path):
    properties = read(tmp_path, "a=1", "a=2\nb=2")
    assert (properties.get("a"), properties.get("b"), properties.get("c", "3")) == ("1", "2", "3")


def test_outer_settings_win_over_inner_ones(tmp_path):
    outer = read(tmp_path, "a=outer")
    inner = Properties(parent=outer)
    (tmp_path / "inner").write_text("a=inner\nb=${a} ${cfg}")
    inner.load(tmp_path / "inner")
    assert (inner.get("a"), inner.get("b")) == ("outer", "outer ${cfg}")


@pytest.mark.parametrize("text, value", [
    ("key=${a}/x\na=1", "1/x"),
    ("key=${b}\nb=${a}${a}\na=1", "11"),
    ("key=${unknown}", "${unknown}"),
    ("key=$a", "$a"),
    ("key=${cfg}/sites", "/tree/cfg/sites"),
    ("cfg=mine\nkey=${cfg}", "mine"),
])
def test_references_are_replaced(tmp_path, text, value):
    assert read(tmp_path, text, cfg="/tree/cfg").get("key") == value


def test_a_circle_of_references_is_refused(tmp_path):
    with pytest.raises(Refused, match="'a' refers to itself .a -> b -> a."):
        read(tmp_path, "a=${b}\nb=${a}").get("a")


def test_a_missing_file_is_no_error(tmp_path):
    assert Properties().load(tmp_path / "none.properties") is False

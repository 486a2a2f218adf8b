"""Trees as text, and back; texts that are refused, at their line."""
from __future__ import annotations

import pytest

from qwg.golden.text import as_text, from_text, leaves
from qwg.site.errors import Refused

TREE = {
    "a": {"b": {"c": "one way", "d": [1, 2.0, True, "x"]}},
    "empty": {"dict": {}, "list": [], "text": ""},
    "list": [{"x": [{"deep": -5}]}, {"y": 1}],
    "long": ["0123456789" * 5] * 4,
    "nested": [[1], [2, 3], []],
    "quotes": "a \"b\" 'c' \\ \t \x01 é \u2028",
    "script": "first\n  second\n\nlast",
    "ends": "one\n",
    "two": "one\ntwo\n",
    "_2fetc_2fhosts": {"kernel_2dxen": "x", "kept_users": 1, "_31": 2, "a_7b": 3},
    "double": 1e300,
    "largest": 2 ** 63 - 1,
    "least": -2 ** 63,
    "_7bbrace_7d": 1,
}


def test_a_tree_read_back_is_the_same():
    assert from_text(as_text(TREE).encode(), "t.golden") == leaves(TREE)


def test_how_it_looks():
    tree = {"software": {"components": {"xen": {"active": True, "vif": ["a", "b"], "file": "x\ny\n",
                                                "_2fetc": {"mode": 420}, "cpu": [{"cores": 1}]}}}}
    assert as_text(tree) == """\
/software/components/xen
  active = true
  vif = list("a", "b")
  file =
    "x\\n"
    "y\\n"
  {/etc}/mode = 420
  cpu/0/cores = 1
"""


def test_the_form_is_free():
    text = "# a remark\n\n/a\n    b/c = 'single'\n    l = list(\"x\", dict('y', 2))\n/z/0 = 0x10\n"
    assert from_text(text.encode(), "t.golden") == {
        ("a", "b", "c"): "single", ("a", "l", 0): "x", ("a", "l", 1, "y"): 2, ("z", 0): 16}


@pytest.mark.parametrize("text, line, words", [
    ("a = 1\n", 1, "a path begins with '/' exactly where nothing is above it"),
    ("/a\n  /b = 1\n", 2, "a path begins with '/'"),
    ("/a = 1\n/a = 2\n", 2, "/a has two values"),
    ("/a = one\n", 1, "the value one is not a constant of Pan"),
    ("/a = 'one\n", 1, "is not Pan"),
    ("/a b\n", 1, "neither `path = value` nor a path"),
    ("/a = 1\n\udcff\n", 2, "is not UTF-8"),
    ("/a/+x = 1\n", 1, "invalid path term"),
])
def test_what_is_refused(text, line, words):
    with pytest.raises(Refused) as refusal:
        from_text(text.encode("utf-8", "surrogateescape"), "t.golden")
    diagnostic = refusal.value.diagnostic
    assert diagnostic.span.line == line and words in diagnostic.message

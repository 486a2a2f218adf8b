"""Who set a value: the place that a finding about a profile points at."""
from __future__ import annotations

import pytest

from qwg.site.build import build
from qwg.site.why import Origins

TREE = {
    "clusters/one/cluster.build.properties": "cluster.pan.includes=lib\n",
    "clusters/one/profiles/a.pan": "object template a;\ninclude 'common';\n'/other' = 1;\n",
    "clusters/one/profiles/b.pan": "object template b;\n'/copy' = value('a:/v');\n",
    "lib/common.pan": "template common;\n'/v/w' = 7;\n'/v/x' = list(1, 2);\n",
}


@pytest.mark.parametrize("profile, path, place", [
    ("a", "/v/w", ("lib/common.pan", 2)),
    ("a", "/v/x/1", ("lib/common.pan", 3)),
    ("a", "/v/x", ("lib/common.pan", 3)),
    ("a", "/other", ("clusters/one/profiles/a.pan", 3)),
    ("b", "/copy/w", ("lib/common.pan", 2)),
    ("a", "/none", None),
    ("a", "not // a path", None),
    ("unknown", "/v", None),
])
def test_the_place_that_set_a_value(make_tree, profile, path, place):
    tree = make_tree(TREE)
    build(tree, [], [])
    found = Origins(tree).span(profile, path)
    assert (found and (tree.relative(found.file), found.line)) == place

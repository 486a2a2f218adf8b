"""qwg.pan.javasubst against what StrSubstitutor gave (javasubst.json)."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from qwg.pan.javasubst import CyclicSubstitution, substitute

RECORDED = json.loads(Path(__file__).with_name("javasubst.json").read_text("utf-8"))


@pytest.mark.parametrize("text, values, expected", RECORDED["substitute"], ids=ascii)
def test_as_recorded(text, values, expected):
    try:
        found = substitute(text, values.get)
    except CyclicSubstitution as error:
        found = {"error": "IllegalStateException", "message": str(error)}
    assert found == expected


def test_what_the_lookup_raises_goes_through_so_defaults_are_not_reached():
    with pytest.raises(KeyError, match="name"):
        substitute("${name:-default}", {}.__getitem__)

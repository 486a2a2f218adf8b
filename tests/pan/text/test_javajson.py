"""JSON of qwg.pan.javajson against what panc's Gson read and wrote (javajson.json)."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwg.pan import javajson
from qwg.pan.javajson import NOTHING, JsonError, JsonPathError, gson_parse, gson_text
from qwg.pan.javatext import JavaError

RECORDED = json.loads(Path(__file__).with_name("javajson.json").read_text("utf-8"))


def index_or_name(name: str):
    return int(name) if name.isdigit() else name


def outcome(text: str) -> dict:
    """What reading a text gives, as the table has it."""
    try:
        value = gson_parse(text, index_or_name)
    except JsonPathError as error:
        return {"error": "JsonParseException", "message": f"PATH {error.path}"}
    except JavaError as error:
        return {"error": error.kind, "message": str(error)}
    except JsonError as error:
        return {"error": "JsonSyntaxException", "message": str(error)}
    return {"nothing": True} if value is NOTHING else {"value": value}


@pytest.mark.parametrize("text, expected", RECORDED["parse"], ids=ascii)
def test_parse(text, expected):
    found = outcome(text)
    assert found == expected
    assert repr(found) == repr(expected)  # 1 is not 1.0, nor True


@pytest.mark.parametrize("value, expected", RECORDED["text"], ids=ascii)
def test_text(value, expected):
    assert gson_text(value, sort_key=str) == expected


@pytest.mark.parametrize("value, expected", [(float("nan"), "NaN"), (float("-inf"), "-Infinity")])
def test_doubles_json_has_no_name_for(value, expected):
    assert gson_text([value]) == f"[\n  {expected}\n]"


def test_a_resolver_is_asked_for_what_is_not_plain():
    class Box:
        def __init__(self, value):
            self.value = value

    tree = Box({"b": Box([Box(1), Box(Box("x"))]), "a": Box({})})
    assert gson_text(tree, lambda box: box.value) == gson_text({"b": [1, "x"], "a": {}})


def test_depth_is_not_limited_by_the_stack_of_python():
    text = "[" * 3000 + "1" + "]" * 3000
    value = gson_parse(text)
    assert gson_text(value).count("[") == 3000


def test_a_key_that_comes_twice_is_announced():
    seen = []
    assert gson_parse('{"a": 1, "a": 2}', on_duplicate=lambda old, new: seen.append((old, new))) == {"a": 2}
    assert seen == [(1, 2)]


def test_the_error_of_a_key_goes_through():
    class Refused(Exception):
        pass

    def refuse(name):
        raise Refused(name)

    with pytest.raises(Refused, match="a/b"):
        gson_parse('{"a/b": 1}', refuse)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2**63, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), inner.filter(lambda value: value is not None)))


@given(VALUES)
def test_what_was_written_is_read_again(value):
    assert gson_parse(gson_text(value)) == value


@given(VALUES)
def test_both_readers_agree(value):
    # Correct JSON takes a short cut; the lenient reader must give the same.
    text = gson_text(value)
    assert javajson._Reader(text, None, None).document() == gson_parse(text)

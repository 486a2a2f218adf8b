"""Numbers and strings of qwg.pan.javatext against what Java gave (javatext.json)."""
from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwg.pan import javatext

RECORDED = json.loads(Path(__file__).with_name("javatext.json").read_text("utf-8"))
ERRORS = (javatext.JavaError, javatext.EscapeError)


def double(bits: str) -> float:
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def bits(value: float) -> str:
    return struct.pack(">d", value).hex()


def without_sign_of_nan(value: float) -> float:
    return value if value == value else math.nan


def outcome(function, *arguments):
    """The result, or the error as the tables have it."""
    try:
        return function(*arguments)
    except ERRORS as error:
        return {"error": getattr(error, "kind", "EvaluationException"), "message": str(error)}


def compared(first: str, second: str) -> int:
    first, second = javatext.utf16_key(first), javatext.utf16_key(second)
    return (first > second) - (first < second)


# How a row of a table becomes a call.
CALLS = {
    "double_text": lambda text: javatext.double_text(double(text)),
    "parse_double": lambda text: bits(without_sign_of_nan(javatext.parse_double(text))),
    "math_round": lambda text: javatext.math_round(double(text)),
    "compare": compared,
}
CASES = [(name, row) for name, rows in RECORDED.items() if name != "about" for row in rows]


@pytest.mark.parametrize("name, row", CASES, ids=[f"{name}-{ascii(row[:-1])}" for name, row in CASES])
def test_as_recorded(name, row):
    *arguments, expected = row
    call = CALLS.get(name) or getattr(javatext, name)
    assert outcome(call, *arguments) == expected


@given(st.floats())
def test_the_text_of_a_double_reads_as_the_same_double(value):
    found = javatext.parse_double(javatext.double_text(value))
    assert found == value or (math.isnan(found) and math.isnan(value))
    assert math.copysign(1, found) == math.copysign(1, value) or math.isnan(value)


@given(st.integers(-2**70, 2**70))
def test_wrapped_longs_differ_by_multiples_of_two_to_the_64(value):
    wrapped = javatext.wrap64(value)
    assert -2**63 <= wrapped < 2**63 and (value - wrapped) % 2**64 == 0


@given(st.integers(-2**63, 2**63 - 1), st.integers(2, 36))
def test_longs_are_read_in_any_radix(value, radix):
    digits = ""
    rest = abs(value)
    while rest or not digits:
        rest, digit = divmod(rest, radix)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    assert javatext.parse_long("-" * (value < 0) + digits, radix) == value


@given(st.text(st.characters(max_codepoint=255), min_size=1))
def test_escaped_text_is_a_word_and_comes_back(text):
    escaped = javatext.escape(text)
    assert escaped.replace("_", "").isalnum() and escaped.isascii() and not escaped[0].isdigit()
    assert javatext.unescape(escaped) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_base64_comes_back(text):
    encoded = javatext.base64_encode(text)
    assert all(len(line) <= 76 for line in encoded.split("\n"))
    assert javatext.base64_decode(encoded) == text


@given(st.lists(st.text(st.characters(min_codepoint=0xD700, exclude_categories=[]))))
def test_sorting_follows_utf16_units(texts):
    texts = list(map(javatext.join_surrogates, texts))
    by_bytes = sorted(texts, key=lambda text: text.encode("utf-16-be", "surrogatepass"))
    assert sorted(texts, key=javatext.utf16_key) == by_bytes


@given(st.text("a\U0001f600é"), st.text("a\U0001f600é"), st.integers(0, 8))
def test_units_are_counted_cut_and_found_as_in_java(head, tail, place):
    text = head + tail
    units = text.encode("utf-16-le")
    size = javatext.utf16_length(text)
    assert size == len(units) // 2
    place = min(place, size)
    halves = javatext.utf16_slice(text, 0, place), javatext.utf16_slice(text, place, size)
    as_bytes = [half.encode("utf-16-le", "surrogatepass") for half in halves]
    assert as_bytes == [units[:2 * place], units[2 * place:]]
    assert javatext.join_surrogates("".join(halves)) == text
    assert 0 <= javatext.utf16_find(text, tail, 0) <= javatext.utf16_length(head)

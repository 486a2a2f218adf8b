"""qwg.pan.javaformat against what Java's String.format gave (javaformat.json)."""
from __future__ import annotations

import json
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwg.pan.javaformat import FormatError, java_format

RECORDED = json.loads(Path(__file__).with_name("javaformat.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def greenwich(monkeypatch):
    """The dates were recorded there."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def argument(value):
    return struct.unpack(">d", bytes.fromhex(value["double"]))[0] if isinstance(value, dict) else value


def outcome(text, arguments):
    try:
        return java_format(text, arguments)
    except FormatError as error:
        return {"error": f"{error.kind}Exception", "message": str(error)}


@pytest.mark.parametrize("text, arguments, expected", RECORDED["format"], ids=ascii)
def test_as_recorded(text, arguments, expected):
    assert outcome(text, list(map(argument, arguments))) == expected


def test_other_arguments_are_rendered():
    assert java_format("%s %S %h", [(1, 2)] * 3, lambda value: f"<{value[0]}>") == "<1> <1> e769"


def test_years_of_the_julian_calendar_are_refused_by_name():
    with pytest.raises(FormatError, match="%tY of -99999999999999: only for the years 1583 to 9999"):
        java_format("%tY", [-99999999999999])


@given(st.integers(-2**63, 2**63 - 1), st.integers(1, 30))
def test_padded_longs_keep_value_and_width(value, width):
    text = java_format(f"%0{width}d", [value])
    assert int(text) == value and len(text) == max(width, len(str(value)))


@given(st.floats(1e-290, 1e290) | st.floats(-1e290, -1e-290), st.integers(0, 17))
def test_scientific_text_is_within_half_a_unit_of_its_last_digit(value, precision):
    text = java_format(f"%.{precision}e", [value])
    mantissa, exponent = text.split("e")
    assert len(mantissa.lstrip("-").replace(".", "")) == precision + 1
    assert abs(float(text) - value) <= 0.51 * 10.0 ** (int(exponent) - precision) + abs(value) * 1e-15

"""The escapes of an XML profile (qwg.pan.xmltext) against what panc's serializer wrote (xmltext.json)."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwg.pan.xmltext import escape_attr, escape_text, needs_base64

RECORDED = json.loads(Path(__file__).with_name("xmltext.json").read_text("utf-8"))


@pytest.mark.parametrize("text, attribute, content", RECORDED["escapes"], ids=ascii)
def test_escapes(text, attribute, content):
    assert (escape_attr(text), escape_text(text)) == (attribute, content)


@pytest.mark.parametrize("text, encoded", RECORDED["needs_base64"], ids=ascii)
def test_what_xml_cannot_hold_is_encoded(text, encoded):
    assert needs_base64(text) is encoded


def test_half_a_character_cannot_be_written():
    with pytest.raises(ValueError, match="surrogate detected: d800"):
        escape_attr("a\ud800")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_parser_reads_back_what_was_written(text):
    etree = pytest.importorskip("lxml.etree")
    if needs_base64(text):
        return
    document = f'<x a="{escape_attr(text)}">{escape_text(text)}</x>'.encode()
    found = etree.fromstring(document)
    assert found.get("a") == text
    assert (found.text or "") == text


@given(st.text("abc/.-_ é\n\""))
def test_plain_text_is_not_copied(text):
    assert escape_text(text) is text

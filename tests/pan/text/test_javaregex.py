"""Regular expressions of qwg.pan.javaregex against what java.util.regex gave (javaregex.json)."""
from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwg.pan import javaregex
from qwg.pan.javaregex import (
    JavaRegexError,
    JavaRegexTimeout,
    JavaRegexUnsupported,
    Pattern,
    ReplacementError,
    compile_pattern,
)
from qwg.pan.javaregex_cost import cost, longest_text
from qwg.pan.javaregex_exact import ExactMatcher
from qwg.pan.javaregex_syntax import parse

RECORDED = json.loads(Path(__file__).with_name("javaregex.json").read_text("utf-8"))
# Refused by name instead of matched as Java does.
REFUSED = {"\\b{g}", "\\X"}


@pytest.mark.parametrize("flags, pattern, message", RECORDED["compile"], ids=ascii)
def test_compile(flags, pattern, message):
    try:
        parse(pattern, sum(javaregex.FLAG_LETTERS[letter] for letter in flags))
        found = None
    except JavaRegexError as error:
        found = str(error)
    assert found == message


@pytest.mark.parametrize("flags, pattern, text, groups", RECORDED["groups"], ids=ascii)
def test_find_and_groups(flags, pattern, text, groups):
    compiled = compile_pattern(pattern, flags)
    try:
        found = compiled.groups(text)
    except JavaRegexUnsupported as refused:
        assert str(refused).split(" ")[0] in REFUSED
        return
    assert found == groups
    assert compiled.find(text) is (groups is not None)


@pytest.mark.parametrize("pattern, replacement, text, expected", RECORDED["replace"], ids=ascii)
def test_replace_all(pattern, replacement, text, expected):
    try:
        found = compile_pattern(pattern).replace_all(text, replacement)
    except ReplacementError as error:
        found = {"error": error.kind, "message": str(error)}
    assert found == expected


def test_a_replacement_that_grows_is_cut():
    assert 5_000 < len(compile_pattern("a").replace_all("a" * 1_000, "b" * 1_000, 5_000)) < 10_000
    assert len(compile_pattern("(a+)").replace_all("a" * 1_000, "$1$1", 5_000)) == 2_000


@pytest.mark.parametrize("pattern, limit, text, expected", RECORDED["split"], ids=ascii)
def test_split(pattern, limit, text, expected):
    assert compile_pattern(pattern).split(text, limit) == expected


@pytest.mark.parametrize("pattern, text, name", [
    ("\\b{g}", "ab", "\\b{g}"), ("\\X", "é", "\\X"), ("(?c)a", "a", "canonical equivalence"),
    ("(?<=\U0001f600)a", "\U0001f600a", "look-behind"),
    ("\\p{javaUnicodeIdentifierStart}", "a", "javaUnicode"),
])
def test_what_is_out_of_reach_is_refused_by_name(pattern, text, name):
    with pytest.raises(JavaRegexUnsupported) as refused:
        compile_pattern(pattern).find(text)
    assert name in str(refused.value)


# --- time

@pytest.mark.parametrize("pattern, exponential", [
    ("(a+)+", True), ("(a*)*", True), ("(a|a)*", True), ("(a|ab|b)*c", True), ("(\\w+\\s?)*", True),
    ("(x+x+)+y", True), ("([a-z]+\\.)*[a-z]+", False), ("(a|b)*", False), ("(ab|cd)+", False),
    ("(\\d{1,3}\\.){3}\\d{1,3}", False), ("(/[^/]+)*", False), ("(a+b+)+", False), ("[a-z]+", False),
    ("(a|%[a-f]{2})+", False), ("(a|%[a-f]{2,3})+", True), ("(a|%[a-f]{9})+", True), ("((ab){2})*", False),
    ("(:[a-f]{1,4}){1,7}", False), ("([a-f]{1,4}:)+", False), ("([a-f]{1,4})+", True), ("(a?b{0,3}){1,8}", True),
])
def test_patterns_that_can_explode_are_known(pattern, exponential):
    assert cost(parse(pattern)[0])[0] is exponential


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a|a|a)*$", "^(a|aa|aaa)*$", "^((a?){3})*$", "^a*a*a*a*a*a*$",
                                     "^(a?b?)*(a*)*(ab?)*$", "^(a|b)*(a|b)*(a|b)*(a|b)*$",
                                     "^((((((a|b){1,8}){1,8}){1,8}){1,8}){1,8}){1,8}$"])
def test_the_longest_text_for_the_unlimited_engine_takes_no_time(pattern):
    tree = parse(pattern)[0]
    text = "a" * min(longest_text(tree, 1e6), 10_000) + "!"
    started = time.process_time()
    assert re.search(pattern, text) is None
    # A million steps are some hundredths of a second; twenty seconds is another kind of growth.
    assert time.process_time() - started < 20


def test_exploding_patterns_end_in_time():
    assert compile_pattern("^(a+)+$").find("a" * 60 + "b") is False


@pytest.mark.parametrize("pattern", ["^(a|a|aa)+(b|c)(d|\\1)$", "^(?:(a|aa)(?=a|(!)))+b\\2$"])
def test_a_call_that_takes_too_long_is_given_up(pattern, monkeypatch):
    monkeypatch.setattr(javaregex, "SECONDS", 0.2)
    with pytest.raises(JavaRegexTimeout, match="took longer than 0.2 s"):
        Pattern(pattern).groups("a" * 400 + "!")


def test_plain_patterns_need_no_other_engine():
    program = ("import sys\nsys.path.insert(0, sys.argv[1])\nfrom qwg.pan.javaregex import compile_pattern\n"
               "assert compile_pattern('^[a-z0-9.-]+$').find('host.example.org')\n"
               "sys.exit('regex' in sys.modules)")
    tools = Path(javaregex.__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program, str(tools)], check=False).returncode == 0


# --- the engines among themselves

PIECES = st.lists(st.sampled_from(
    ["a", "b", ".", "[ab]", "\\w", "(a)", "(?:b)", "(a|b)", "(ab|)", "a*", "b+?", "(a)*", "(a|b)+", "a{1,2}",
     "^", "$", "\\b", "(?=b)", "(b)?", "[^a]"]), min_size=1, max_size=6).map("".join)


@given(PIECES, st.text("ab c\n", max_size=8))
def test_the_fast_engine_agrees_with_the_own_matcher(pattern, text):
    tree, groups, _ = parse(pattern)
    spans = ExactMatcher(tree, groups).find(text, 0, 0, 5.0)
    expected = None
    if spans is not None:
        pieces = ["" if spans[at] < 0 else text[spans[at]:spans[at + 1]] for at in range(0, len(spans), 2)]
        last = max(at for at in range(len(pieces)) if spans[2 * at] >= 0)
        expected = pieces[:last + 1]
    assert Pattern(pattern).groups(text) == expected


@given(PIECES, st.text("ab c\n", max_size=8), st.integers(-1, 3))
def test_split_with_a_limit_loses_nothing(pattern, text, limit):
    pieces = Pattern(pattern).split(text, limit)
    assert limit <= 0 or len(pieces) <= limit
    rest = text
    for piece in pieces:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece):]

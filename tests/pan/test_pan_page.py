"""docs/pan.md against the compiler: it names every built-in function, format and option, and none that is not there."""
import re

import pytest

from qwg.pan.builtins import BUILTINS
from qwg.pan.cli import OPTIONS
from qwg.pan.formats import FORMATS


@pytest.fixture(scope="module")
def sections(checkout) -> dict[str, str]:
    page = (checkout / "docs" / "pan.md").read_text(encoding="utf-8")
    return {part.partition("\n")[0]: part for part in re.split(r"^## ", page, flags=re.MULTILINE)}


def test_every_function_is_there(sections):
    named = set(re.findall(r"`(\w+)(?:\(|`)", sections["Built-in functions"]))
    assert set(BUILTINS) - named == set()
    assert named - set(BUILTINS) <= {"i"}


def test_every_option_is_there(sections):
    options = {word for option in OPTIONS for word in option.words}
    named = set(re.findall(r"`(--?[a-z-]+)", sections["Command line"]))
    assert options - named == set() and named - options - {"--base-dir"} == set()


def test_every_format_is_there(sections):
    row = next(line for line in sections["Command line"].splitlines() if "--formats" in line)
    named = set(re.findall(r"[a-z.]+", " ".join(re.findall(r"`([a-z. ]+)`", row))))
    assert set(FORMATS) <= named

"""What the tests of coverage and mutation share: a small tree with profiles and golden tests."""
from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "clusters/c/cluster.build.properties": "cluster.pan.includes=site\n",
    "clusters/c/profiles/host.pan": "object template host;\nvariable SIZE = 1;\ninclude 'part';\n",
    "clusters/c/profiles/other.pan": "object template other;\nvariable SIZE = 20;\ninclude 'part';\n",
    "site/part.pan": """# about sizes
template part;

variable SIZE ?= 5;
function double = ARGV[0] * 2;
'/size' = {
    if (SIZE > 10) {
        x = 'large';
    } else if (SIZE < 0 || SIZE == 7) {
        x = 'odd';
    } else {
        x = 'small';
    };
    x;
};
'/kind' = if (SIZE == 20) 'twenty' else 'another';
'/copy' ?= double(SIZE);
""",
    "site/tested.pan": "template tested;\n'/tested' = 1;\n",
    "site/unused.pan": "template unused;\n'/unused' = 1;\n",
    "tests/odd.pan": """object template odd;
# cluster: c
variable SIZE = 7;
include 'part';
include 'tested';
# expect: /size = "odd"
# expect: /kind = "another"
# expect: /copy = 14
""",
    "tests/many.pan": """object template large;
# cluster: c
# expect: /size = "large"
variable SIZE = 11;
include 'part';

object template small;
# expect: /size = "small"
include 'part';
""",
}


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A function that writes FILES and others below a folder, and gives the folder; work happens there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def make(files: dict[str, str | None] = {}) -> Path:
        root = tmp_path / "tree"
        for path, text in {**FILES, **files}.items():
            if text is not None:
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        monkeypatch.chdir(root)
        return root

    return make

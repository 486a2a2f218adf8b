"""The example tree, compiled once, and copies of it whose templates tests may edit."""
from __future__ import annotations

import copy
import json
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    # anaconda.py and pypxeboot.py lie beside these tests, and importlib mode puts no test folder on the path.
    sys.path.insert(0, str(HERE))

from qwg.aii.guest import read_guest  # noqa: E402
from qwg.aii.install_server import write_install_server  # noqa: E402
from qwg.aii.report import InstallReport  # noqa: E402
from qwg.aii.values import Values  # noqa: E402
from qwg.xen.hosts import compile_tree  # noqa: E402

CHECKOUT = HERE.parents[1]
PARTS = ("clusters", "sites", "standard", "templates")


class InstallTree:
    """A tree below `root`, to compile and to write its install server."""

    def __init__(self, root: Path):
        self.root = root

    def edit(self, path: str, old: str, new: str) -> int:
        """Replaces the one place where `old` stands in a file; the number of its line."""
        text = (self.root / path).read_text()
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new))
        return text[:text.index(old)].count("\n") + 1

    def append(self, guest: str, text: str) -> int:
        """Adds statements to the end of a guest's profile; the line of the first."""
        file = self.root / "clusters" / "example-xen" / "profiles" / f"{guest}.pan"
        line = file.read_text().count("\n") + 1
        file.write_text(file.read_text() + text)
        return line

    def compile(self) -> None:
        """Makes all profiles; what is checked beyond that may find what it will."""
        report = compile_tree(str(self.root), self.root)
        assert {outcome.state for outcome in report.build.outcomes} == {"ok"}, \
            "\n".join(finding.text() for finding in report.findings())

    def install(self, **options) -> InstallReport:
        return write_install_server(str(self.root), self.root, **options)

    def profile(self, name: str) -> dict:
        return json.loads((self.root / "build" / "profiles" / f"{name}.json").read_bytes())

    @property
    def served(self) -> Path:
        return self.root / "build" / "install-server"


def copy_tree(root: Path) -> InstallTree:
    for part in PARTS:
        shutil.copytree(CHECKOUT / part, root / part)
    return InstallTree(root)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """One cache of compiled templates for all tests of this folder, apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "aii-cache"))
        yield


@pytest.fixture(scope="session")
def example(tmp_path_factory, own_cache) -> InstallTree:
    """The example clusters, compiled and with their install server; not to be changed."""
    tree = copy_tree(tmp_path_factory.mktemp("aii") / "a tree")
    tree.compile()
    report = tree.install()
    assert report.exit_code == 0, "\n".join(finding.text() for finding in report.findings())
    return tree


@pytest.fixture
def tree(tmp_path) -> InstallTree:
    """A copy of the tree, not compiled, in a folder whose name has a blank."""
    return copy_tree(tmp_path / "a tree")


@pytest.fixture
def profile(example) -> dict:
    """The profile of an SL 4.5 guest; each test has its own copy."""
    return copy.deepcopy(example.profile("xen-guest1.example.org"))


@pytest.fixture
def read():
    """Reads a profile as a guest; gives the guest, or None, and the findings."""
    def read(profile: dict, settings: dict | None = None):
        values = Values(profile, "guest.example.org", "guest.json")
        return read_guest(values, settings or {}), values.diagnostics
    return read


def put(profile: dict, path: str, value) -> None:
    """Sets, or with ... removes, the element at a path of a profile."""
    *parents, last = path.strip("/").split("/")
    for key in parents:
        profile = profile[int(key)] if isinstance(profile, list) else profile.setdefault(key, {})
    if isinstance(profile, list):
        last = int(last)
    if value is ...:
        del profile[last]
    else:
        profile[last] = value


@pytest.fixture(name="put")
def put_fixture():
    return put

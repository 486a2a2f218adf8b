"""Golden files: what differs, what is written when, and what no test has."""
from __future__ import annotations

import os
from importlib.metadata import EntryPoint

import pytest

TEST = "object template t;\n'/a' = 1;\n'/b/c' = 'x';\n'/b/d' = list(1);\n"
GUEST = """\
'/software/components/xen/domains/{0}' = dict('auto', true, 'options', dict('name', '{0}', 'memory', 256,
    'bootloader', '/usr/bin/pygrub', 'vif', list('mac=00:16:3e:00:00:01'), 'disk', list(dict('type', 'lvm',
    'hostdevice', 'vg01', 'hostvol', '{0}', 'guestdevice', 'xvda', 'rw', 'w', 'size', 1024))));
"""


@pytest.mark.parametrize("form, name", [("text", "t.golden"), ("xml", "t.golden.xml")])
def test_a_golden_is_written_once_and_compared_then(tree, form, name):
    tree.write("tests/t.pan", f"# golden: {form}\n{TEST}")
    assert "there is no golden" in tree.results()["t"]
    code, document = tree.invoke("--new")
    assert (code, document["written"]) == (0, [f"tests/{name}"])
    assert tree.results() == {"t": ""}
    tree.write("tests/t.pan", f"# golden: {form}\n{TEST}'/a' = 2;\n'/b/c' = null;\n'/e' = true;\n")
    expected = ('changed  /a = 1 -> 2\n           set at tests/t.pan:6\n  removed  /b/c = "x"\n'
                '           deleted at tests/t.pan:7\n  added    /e = true\n           set at tests/t.pan:8')
    assert expected in tree.results()["t"]
    before = tree.read(f"tests/{name}")
    code, document = tree.invoke("--new")
    assert (code, document["written"], tree.read(f"tests/{name}")) == (1, [], before)
    changes = document["tests"][0]["problems"][0]["changes"]
    assert changes[0] == {"what": "changed", "path": "/a", "expected": 1, "actual": 2, "set_at": "tests/t.pan:6"}
    assert tree.invoke("--update")[1]["written"] == [f"tests/{name}"]
    assert tree.results() == {"t": ""}


def test_the_difference_is_shown_before_a_golden_is_written_over(tree):
    tree.write("tests/t.pan", TEST)
    tree.write("tests/t.golden", "/a = 5\n/b\n  c = \"x\"\n  d = list(1)\n")
    run = tree.pytest("--golden-update")
    assert run.returncode == 0 and "changed  /a = 5 -> 1" in run.stdout, run.stdout
    assert tree.read("tests/t.golden").startswith("/a = 1\n")


def test_a_subtree_is_all_that_counts(tree):
    tree.write("tests/t.pan", f"# subtree: /b\n{TEST}")
    tree.invoke("--new")
    assert tree.read("tests/t.golden") == '/b\n  c = "x"\n  d = list(1)\n'
    tree.write("tests/t.pan", f"# subtree: /b\n{TEST}'/a' = 2;\n")
    assert tree.results() == {"t": ""}
    tree.write("tests/t.pan", f"# subtree: /b\n# subtree: /gone\n{TEST}")
    assert "the profile has no subtree /gone" in tree.results()["t"]


def test_goldens_of_several_objects(tree):
    tree.write("tests/t.pan", "object template a;\n# golden: text\n'/x' = 1;\n"
               "object template b/c;\n# golden: xml\n'/y' = 2;\n")
    assert tree.invoke("--new")[1]["written"] == ["tests/t.a.golden", "tests/t.b+c.golden.xml"]
    assert tree.results() == {"a": "", "b/c": ""}


def test_xml_in_other_bytes_is_no_golden(tree):
    tree.write("tests/t.pan", f"# golden: xml\n{TEST}")
    tree.invoke("--new")
    tree.write("tests/t.golden.xml", tree.read("tests/t.golden.xml").replace("    <long", "<long"))
    assert "has the values of the profile, but not the bytes that panc writes" in tree.results()["t"]


def test_a_golden_that_cannot_be_read_is_named(tree):
    tree.write("tests/t.pan", TEST)
    tree.write("tests/t.golden", "/a = 1\n/a\n  b ==\n")
    assert "text error [" in tree.results()["t"] and "t.golden:3" in tree.results()["t"]


def test_a_golden_that_no_test_has_fails(tree):
    tree.write("tests/t.pan", f"# golden: text\n{TEST}")
    tree.invoke("--new")
    tree.write("tests/t.gone.golden", "/a = 1\n")
    tree.write("tests/gone.golden.files/x", "text\n")
    code, document = tree.invoke("--new")
    failed = [test["test"] for test in document["tests"] if test["outcome"] == "failed"]
    assert (code, failed) == (1, ["tests/gone.golden.files/x::unused golden", "tests/t.gone.golden::unused golden"])
    assert tree.invoke("--update")[0] == 0
    assert sorted(path.name for path in (tree.root / "tests").iterdir() if path.is_file()) == ["t.golden", "t.pan"]
    assert tree.invoke()[0] == 0


def test_a_failing_object_leaves_its_golden_alone(tree):
    tree.write("tests/t.pan", TEST)
    tree.write("tests/t.golden", "/a = 1\n")
    tree.write("tests/t.pan", f"{TEST}'/z' = error('no');\n")
    assert tree.invoke("--update")[0] == 1
    assert tree.read("tests/t.golden") == "/a = 1\n"


def test_emitted_files_are_goldens(tree):
    test = "object template h;\n# emit: xm etc/xen/* storage.sh\n"
    tree.write("tests/h.pan", test + GUEST.format("g1"))
    assert "--new writes it" in tree.results()["h"]
    assert tree.invoke("--new")[0] == 0
    folder = tree.root / "tests" / "h.golden.files"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    assert files == ["etc/xen/auto/g1", "etc/xen/g1", "storage.sh"]
    assert os.readlink(folder / "etc/xen/auto/g1") == "../g1" and os.access(folder / "storage.sh", os.X_OK)
    assert tree.results() == {"h": ""}
    tree.write("tests/h.pan", test + GUEST.format("g1").replace("256", "512"))
    assert "another h.golden.files/etc/xen/g1" in tree.results()["h"]
    assert "-memory = '256'" in tree.results()["h"] and "+memory = '512'" in tree.results()["h"]
    tree.write("tests/h.pan", test + GUEST.format("g2"))
    assert tree.invoke("--update")[0] == 0
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    assert files == ["etc/xen/auto/g2", "etc/xen/g2", "storage.sh"]


def test_what_is_refused_of_emitted_files_is_an_error(tree):
    guest = GUEST.format("g1").replace("'memory'", "'a.b', 1, 'memory'")
    tree.write("tests/h.pan", "object template h;\n# emit: xm\n" + guest)
    assert "it fails\n" in tree.results()["h"] and "cannot be the name of an option" in tree.results()["h"]
    tree.write("tests/h.pan", "object template h;\n# emit: xm\n"
               "# expect-error: cannot be the name of an option\n" + guest)
    assert tree.results() == {"h": ""}


@pytest.mark.parametrize("arguments, code", [((), 1), (("--path", "nowhere"), 2)])
def test_without_a_test_it_fails(tree, arguments, code):
    tree.write("tests/readme.pan", "template readme;\n")
    assert tree.invoke(*arguments)[0] == code


def test_a_tree_without_tests_is_wrong_use(tree):
    code, document = tree.invoke()
    assert code == 2 and "the property golden.tests names another" in document["diagnostics"][0]["message"]


def test_the_entry_point_is_the_module_by_its_name(checkout):
    """So that pytest takes -p and the entry point for one plugin."""
    import tomllib

    points = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]["entry-points"]["pytest11"]
    [(name, value)] = points.items()
    assert name == value
    assert EntryPoint(name, value, "pytest11").load().__name__ == name


def test_other_projects_are_left_alone(tree):
    """Where the plugin is installed, it looks at no golden of a folder without Pan files."""
    tree.write("tests/x.golden", "something else\n")
    tree.write("tests/test_it.py", "def test_it():\n    pass\n")
    run = tree.pytest()
    assert run.returncode == 0 and "1 passed" in run.stdout, run.stdout

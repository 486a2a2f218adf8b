"""The benchmark: its trees compile and are always the same, it takes turns with panc, and it tells of differences."""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from qwg.bench import measure, processes, trees, works
from qwg.pan import Compiler, Options
from qwg.site.tree import tree_at


def compiled(cluster, sources, output: Path):
    output.mkdir()
    results = Compiler(Options(list(cluster.include_path), output, ("json",))).run(sources)
    assert results.ok, "\n".join(finding.text() for finding in results.diagnostics)
    return results


def content(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.pan"))}


def test_xen_tree(checkout, tmp_path):
    cluster = trees.write_xen(checkout, tmp_path / "one", 2, 5)
    compiled(cluster, cluster.sources, tmp_path / "out")
    guests = json.loads((tmp_path / "out/xen-001.example.org.json").read_text())["software"]["components"]["xen"]
    assert list(guests["domains"]) == ["guest-001-00.example.org", "guest-001-01.example.org"]
    assert len(cluster.sources) == 7 and trees.leaf(cluster).is_file()
    trees.write_xen(checkout, tmp_path / "two", 2, 5)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_literals(tmp_path):
    source = trees.write_literals(tmp_path / "tree", 30_000)
    (tmp_path / "out").mkdir()
    assert Compiler(Options([source.parent], tmp_path / "out", ("json",))).run([source]).ok
    packages = json.loads((tmp_path / "out/literals.example.org.json").read_text())
    size = (tmp_path / "tree/repository/packages.pan").stat().st_size
    assert 30_000 <= size < 31_000 and len(packages["software"]["repositories"][0]["contents"]) > 200


@pytest.fixture
def site(tmp_path) -> Path:
    """A small site in SCDB's layout, with tables of its machines in the cluster and in the site."""
    cfg = tmp_path / "site/cfg"
    files = {
        "clusters/c1/cluster.build.properties": "cluster.pan.includes=sites/s\n",
        "clusters/c1/profiles/wn.example.org.pan": "object template wn.example.org;\ninclude 'part';\n",
        "clusters/c1/profiles/ui.example.org.pan": "object template ui.example.org;\ninclude 'part';\n",
        "clusters/c1/part.pan": "template part;\ninclude 'site/databases';\ninclude 'site/table';\n"
                                "'/ip' = DB_IP[escape(OBJECT)];\n'/os' = OS[escape(OBJECT)];\n",
        "clusters/c1/site/table.pan": "template site/table;\nvariable OS = dict(\n  '{wn.example.org}', 'el7',\n"
                                      "  '{ui.example.org}', 'el8',\n);\n",
        "sites/s/site/databases.pan": 'template site/databases;\nvariable DB_IP = dict(\n'
                                      '  escape("wn.example.org"),"192.168.0.1",\n  escape("ui.example.org"), "x",\n);\n',
    }
    for name, text in files.items():
        (cfg / name).parent.mkdir(parents=True, exist_ok=True)
        (cfg / name).write_text(text)
    return tmp_path / "site"


def test_copies_of_a_site(site, tmp_path):
    cluster = trees.write_copies(tree_at(site), "c1", tmp_path / "copies", 20)
    names = sorted(source.name for source in cluster.sources)
    assert len(names) == 20 and all(name.startswith("wn-") for name in names)
    results = compiled(cluster, cluster.sources, tmp_path / "out")
    assert len(results.profiles) == 20
    read = {name: json.loads((tmp_path / f"out/{name}.example.org.json").read_text()) for name in ("wn-0001", "wn-0019")}
    assert read == {"wn-0001": {"ip": "192.168.0.2", "os": "el7"}, "wn-0019": {"ip": "192.168.0.20", "os": "el7"}}


def test_processes_are_measured():
    spin = [sys.executable, "-c", "import time; x = b'x' * 50_000_000; time.sleep(0.5); sum(range(10**6))"]
    run = processes.run(spin)
    assert run.wall > 0.5 and 0 < run.cpu < 10
    assert processes.run([sys.executable, "-c", "print('words')\nprint(0.25, 0.5)"], told=True) == processes.Run(0.25, 0.5)
    if processes.proportional(os.getpid()):
        assert processes.peak_memory(spin) > 0.8 * 50_000_000
    with pytest.raises(processes.Failed, match="status 3: no luck"):
        processes.run([sys.executable, "-c", "import sys; print('no luck'); sys.exit(3)"])


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(works, "LITERALS", 2000)
    monkeypatch.setattr(works, "XEN", (1, 2))
    monkeypatch.setattr(works, "COPIES", 10)


def panc(tmp_path, monkeypatch, checkout, words: str = "") -> None:
    """A launcher that stands in for panc: ours, and then what `words` do in the output folder."""
    launcher = tmp_path / "panc"
    launcher.write_text(f"#!/bin/sh\nPYTHONPATH='{checkout}/tools' '{sys.executable}' -m qwg.pan \"$@\" || exit\n"
                        'while [ "$1" != --output-dir ]; do shift; done\ncd "$2" || exit\n' + words + "\n")
    launcher.chmod(0o755)
    monkeypatch.setenv("PANC", str(launcher))


def test_without_panc(checkout, monkeypatch, small, capsys):
    monkeypatch.delenv("PANC", raising=False)
    report = measure.bench(str(checkout), "a,i", 2)
    report.show()
    out = capsys.readouterr().out
    assert report.exit_code == 0 and [row.letter for row in report.rows] == ["i", "i"]
    assert "names no public panc" in out and "a is skipped: needs the public example site" in out
    assert "ratio" not in out.splitlines()[0]


def test_with_panc_and_a_site(checkout, monkeypatch, small, tmp_path, site, capsys):
    panc(tmp_path, monkeypatch, checkout)
    report = measure.bench(str(checkout), "a,b,c,d,i", 1, str(site), "c1")
    assert report.exit_code == 0, report.diagnostics
    report.show(as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert [row["work"] for row in told["rows"]] == ["a", "b", "c", "c", "d", "d", "i", "i"]
    assert all(row["wall"] > 0 and row["panc"]["tuned"]["ratio"] > 0 for row in told["rows"])
    assert told["compared"] == 2 * (1 + 1 + 2 + 2 + 10 + 10 + 1 + 1) and told["machine"]["cpus"] >= 1


@pytest.mark.parametrize("words", ["echo >>literals.example.org.xml", "rm literals.example.org.dep", "touch more"])
def test_difference_from_panc(checkout, monkeypatch, small, tmp_path, words):
    panc(tmp_path, monkeypatch, checkout, words)
    report = measure.bench(str(checkout), "i", 1)
    assert report.exit_code == 1 and report.diagnostics[0].code == "bench.different"


def test_tasks_over_a_xen_tree(checkout, monkeypatch, small):
    monkeypatch.delenv("PANC", raising=False)
    report = measure.bench(str(checkout), "g,h,j", 1)
    assert report.exit_code == 0, report.diagnostics
    assert [row.letter for row in report.rows] == ["g", "g", "g", "h", "j", "j"]


@pytest.mark.parametrize(("options", "words"), [
    ({"work": "a,x"}, "no work 'x'"), ({"rounds": "0"}, "'0'"), ({"rounds": "few"}, "'few'")])
def test_wrong_use(checkout, options, words):
    report = measure.bench(str(checkout), **options)
    assert report.exit_code == 2 and words in report.diagnostics[0].message


def test_panc_that_is_not_there(checkout, monkeypatch):
    monkeypatch.setenv("PANC", "/nowhere/panc")
    assert measure.bench(str(checkout), "i", 1).exit_code == 2


def test_panc_that_fails(checkout, monkeypatch, small, tmp_path):
    panc(tmp_path, monkeypatch, checkout, "echo out of memory; exit 9")
    report = measure.bench(str(checkout), "i", 1)
    assert report.exit_code == 1 and "status 9: out of memory" in report.diagnostics[0].message

"""Several processes share the work: the same outputs, results and messages as with one, and no loss goes unnoticed."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from process_list import needs_proc, processes, wait_for
from qwg.pan import Compiler, Options, compiler

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

PART = """template part;
'/sum' = { sum = 0; foreach (k; v; list(1, 2, 3, length(OBJECT))) sum = sum + v; sum };
'/said' = if (length(OBJECT) > 0) deprecated(1, 'built ' + OBJECT);
type counted = { 'value' ? long with { deprecated(1, 'checked ' + OBJECT); SELF < 100 } };
'/number' = dict('value', 1);
bind '/number' = counted;
"""
# What an object holds besides the part, by its number; ten objects have each line.
LINES = {
    "fine": "",
    "reads a neighbour": "'/neighbour' = value('host{before}:/sum');",
    "reads later ones": "'/later' = value('host{after}:/sum') + value('host{last}:/sum');",
    "reads one that is no source": "'/other' = value('other{digit}:/sum');",
    "invalid": "'/number/value' = 200;",
    "reads an invalid one": "'/invalid' = value('host{before}:/sum');",
    "fails": "'/failing' = error('host{number} fails');",
    "reads one that fails": "'/failing' = value('host{before}:/sum');",
    "half a circle": "'/circle' = value('host{after}:/sum');",
    "other half": "'/circle' = value('host{before}:/sum');",
}
HOSTS = 10 * len(LINES)


@pytest.fixture
def tree(tmp_path) -> Path:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "part.pan").write_text(PART)
    for number in range(HOSTS):
        names = {"number": f"{number:03}", "before": f"{number - 1:03}", "after": f"{number + 1:03}",
                 "last": f"{HOSTS - 10:03}", "digit": number // 30}
        line = list(LINES.values())[number % len(LINES)].format(**names)
        (tree / f"host{number:03}.pan").write_text(f"object template host{number:03};\ninclude 'part';\n{line}\n")
    for number in range(4):
        (tree / f"other{number}.pan").write_text(f"object template other{number};\ninclude 'part';\n")
    return tree


@pytest.fixture(autouse=True)
def eager(monkeypatch):
    """Processes are started however small the work is."""
    monkeypatch.setattr(compiler, "FORK_COST", 0)


def run(tree: Path, output: str, workers: int, **more):
    """The results of all hosts, as data, and what stands in the output folder."""
    folder = tree.parent / output
    folder.mkdir(exist_ok=True)
    options = Options([tree], folder, ("pan", "dep"), workers=workers)
    seen: list[str] = []
    results = Compiler(options).run(tree.glob("host*.pan"), lambda profile: seen.append(profile.name), **more)
    profiles = [(profile.name, profile.source, profile.ok, [path.name for path in profile.outputs], profile.changed,
                 profile.diagnostics, profile.lost_through, profile.used) for profile in results.profiles]
    names = [profile.name for profile in results.profiles]
    assert sorted(seen) == sorted(names)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return (profiles, results.diagnostics, results.templates, results.compiled, results.ok, results.warnings), files


@pytest.fixture
def alone(tree, capfd):
    """Results, files and words of one process."""
    return *run(tree, "alone", 1), capfd.readouterr().err


@pytest.mark.parametrize(("workers", "grouped"), [(2, False), (2, True), (5, False), (0, False)])
def test_same_as_one_process(tree, alone, capfd, workers, grouped):
    names = sorted(map(str, tree.glob("host*.pan")))
    groups = [names[start:start + 20] for start in range(0, HOSTS, 20)] + [[names[0], str(tree / "nothing.pan")]]
    together = *run(tree, "shared", workers, groups=groups if grouped else ()), capfd.readouterr().err
    assert together == alone
    profiles, diagnostics, templates, compiled, ok, warnings = alone[0]
    assert not ok and len(profiles) == HOSTS + 4 and sum(profile[2] for profile in profiles) == 44
    assert len(alone[1]) == 2 * 44 and templates == compiled == HOSTS + 5
    assert len(warnings) == len(alone[2].splitlines()) and alone[2].count("built ") == HOSTS + 4 and alone[2].count("built host000") == 1


def test_explanations_stop_at_the_same_object(tree, alone, capfd, monkeypatch):
    """Beyond some invalid objects, no place is given; which these are does not hang on the processes."""
    monkeypatch.setattr(compiler, "EXPLAINED_AT_MOST", 3)
    few, *_ = run(tree, "few", 1)
    assert few[1] != alone[0][1]
    for workers in (2, 5):
        assert run(tree, "few", workers)[0][1] == few[1]


def test_each_process_reads_what_others_compiled(tree):
    """The cache gains the templates that any of the processes compiled."""
    cache = tree.parent / "cache"
    options = Options([tree], None, ("pan",), cache_dir=cache, workers=3)
    assert Compiler(options).run(tree.glob("host*.pan")).compiled == HOSTS + 5
    assert Compiler(options).run(tree.glob("host*.pan")).compiled == 0
    assert Compiler(Options([tree], None, ("pan",), cache_dir=cache)).run(tree.glob("host*.pan")).compiled == 0


@pytest.mark.parametrize("reader", ["a{}", "z{}"])
def test_what_is_read_is_built_once(tmp_path, capfd, reader):
    """Wherever the readers stand in the order of names."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(8):
        read = [f"guest{number}{letter}" for letter in "abcde"]
        for name in read:
            (tree / f"{name}.pan").write_text(f"object template {name};\n'/a' = '{name}';\n")
        (tree / f"{reader.format(number)}.pan").write_text(
            f"object template {reader.format(number)};\n"
            + "".join(f"'/{name}' = value('{name}:/a');\n" for name in read))
    builds = tmp_path / "builds"
    (tmp_path / "output").mkdir()
    execute = compiler.Builder.execute

    def noted(self, name):
        with builds.open("a") as file:
            file.write(f"{name}\n")
        time.sleep(0.002)
        return execute(self, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiler.Builder, "execute", noted)
        assert Compiler(Options([tree], tmp_path / "output", workers=2)).run(tree.glob("*.pan")).ok
    names = builds.read_text().split()
    # Those that a process had begun before it knew, and those that both were at in the end.
    assert len(set(names)) == 48 and len(names) <= 48 + 12


def test_forgotten_trees_are_built_again(tree, alone, capfd, monkeypatch):
    monkeypatch.setattr(compiler, "KEPT_AT_MOST", 1)
    for workers in (1, 2):
        assert (*run(tree, f"one kept {workers}", workers), capfd.readouterr().err) == alone


# --- losses ----------------------------------------------------------------------------------------------------------

KILLING = """
import os, signal, sys, time
from pathlib import Path
from qwg.pan import Compiler, Options, compiler
parent, write_file = os.getpid(), compiler.write_file

def writing(file, data):
    if os.getpid() == parent:
        # So the workers get most of the sources, among them host050.
        time.sleep(0.1)
    elif file.endswith("/host050.xml"):
        Path(file).with_name(f".host050.xml.{os.getpid()}.0a1b2c3d").write_text("half")
        os.kill(os.getpid(), signal.SIGKILL)
    return write_file(file, data)

compiler.FORK_COST, compiler.write_file = 0, writing
if __name__ == "__main__":
    tree = Path(sys.argv[1])
    options = Options([tree], Path(sys.argv[2]), ("pan", "dep"), warnings="off", workers=4)
    results = Compiler(options).run(tree.glob("host*.pan"))
    for profile in results.profiles:
        print(profile.name, [diagnostic.text() for diagnostic in profile.diagnostics])
"""


def test_killed_worker_loses_one_object(tree, alone, checkout):
    """The rest is compiled by the others, and what was lost is named; no half-written file is left."""
    folder = tree.parent / "killed"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", KILLING, str(tree), str(folder)], text=True, timeout=60,
                          capture_output=True, env={**os.environ, "PYTHONPATH": str(checkout / "tools")})
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    lost = [line for line in lines if "signal 9" in line]
    assert len(lines) == HOSTS + 4 and [line.split()[0] for line in lost] == ["host050"]
    assert "system error" in lost[0] and "--nthread" in lost[0] and f"{tree}/host050.pan" in lost[0]
    assert {path.name for path in folder.iterdir()} == set(alone[1]) - {"host050.xml", "host050.dep"}


def test_circle_that_begins_before_the_work_is_shared(tmp_path):
    """The first object is compiled by one process alone, and what it finds at the other end holds for all."""
    for name, reads in {"first": "last", "last": "first", "middle": "other", "other": ""}.items():
        text = f"'/a' = value('{reads}:/a');" if reads else "'/a' = 1;"
        (tmp_path / f"{name}.pan").write_text(f"object template {name};\n{text}\n")
    found = []
    for workers in (1, 2, 2, 3):
        options = Options(include_path=[tmp_path], output_dir=tmp_path, workers=workers)
        results = Compiler(options).run(sorted(tmp_path.glob("*.pan")))
        found.append([(profile.name, profile.ok, profile.lost_through,
                       [diagnostic.text() for diagnostic in profile.diagnostics]) for profile in results.profiles])
    assert found == [found[0]] * 4
    assert [row[:3] for row in found[0]] == [("first", False, "last"), ("last", False, None), ("middle", True, None),
                                             ("other", True, None)]


def start(tree, checkout, **more) -> subprocess.Popen:
    for number in range(8):
        (tree / f"endless{number}.pan").write_text(
            f"object template endless{number};\n'/begun' = debug('begun {number}');\n"
            f"'/endless' = {{ n = 0; while (n >= 0) n = n + 1; n }};\n" if number else "object template endless0;\n"
            "'/sum' = { n = 0; while (n < 3000000) n = n + 1; n };\n")
    return subprocess.Popen(
        [sys.executable, "-m", "qwg.pan", "--nthread", "3", "--max-iteration", "300000000",
         *(f"endless{number}.pan" for number in range(8))], cwd=tree, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(checkout / "tools")}, **more)


@needs_proc
@pytest.mark.parametrize("whole", [True, False], ids=["to all processes", "to the first process"])
def test_interrupt_key_ends_all_processes(tree, checkout, whole):
    process = start(tree, checkout)
    wait_for(lambda: len(processes(process.pid)) == 3)
    time.sleep(0.1)
    (os.killpg if whole else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and out == "" and "Traceback" not in err
    assert processes(process.pid) == []


@needs_proc
def test_killed_workers_do_not_keep_the_first_process(tree, checkout):
    process = start(tree, checkout)
    others = wait_for(lambda: len(processes(process.pid)) == 3 and processes(process.pid))
    time.sleep(0.1)
    for pid in others:
        if pid != process.pid:
            os.kill(pid, signal.SIGKILL)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130 and processes(process.pid) == []


@needs_proc
def test_workers_end_when_the_first_process_is_killed(tree, checkout):
    process = start(tree, checkout)
    wait_for(lambda: len(processes(process.pid)) == 3)
    process.kill()
    process.communicate(timeout=60)
    wait_for(lambda: not processes(process.pid))

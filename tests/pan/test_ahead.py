"""A second process compiles templates ahead: whatever becomes of it, the outcome is that of one process alone."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from process_list import needs_proc, processes, wait_for
from qwg.pan import Compiler, Options, ahead, compiler
from qwg.pan.loader import Finder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

TEMPLATES = {
    "host": """object template host;
variable LOADPATH = list('v1');
variable SITE ?= 'site/config';
include 'start';
include { SITE };
include { 'computed/' + 'name' };
include if_exists('site/none');
include 'under';
# include 'never';
include 'end';
""",
    "start": "template start;\ninclude 'leaf1';\ninclude 'leaf2';\n'/start' = { deprecated(1, 'start is old'); 1 };\n",
    "leaf1": "template leaf1;\n'/leaf1' = { x = 1; if (x > 0) y = x + 1 else y = 0; y };\n",
    "leaf2": "unique template leaf2;\nfunction double = ARGV[0] * 2;\n'/leaf2' = double(3);\n",
    "site/config": "template site/config;\ninclude 'leaf1';\n'/site' = format('%s', value('/leaf1'));\n",
    "computed/name": "template computed/name;\ninclude 'leaf3';\n",
    "leaf3": "template leaf3;\n'/leaf3' = length(OBJECT);\n",
    "v1/under": "template under;\ninclude 'deep';\n",
    "v1/deep": "template deep;\n'/deep' = list(OBJECT);\n",
    "never": "template never;\n'/never' = ;\n",
    "end": "template end;\n'/end' = value('/leaf3') + 1;\n",
}
LOADED = len(TEMPLATES) - 1
WRONG = {
    "unreadable": ("end", "template end;\n'/end' = (1;\n"),
    "refused": ("leaf3", "template leaf3;\n'/leaf3' = 1 / 0;\n"),
    "misnamed": ("end", "template start;\n"),
    "failing": ("deep", "template deep;\n'/deep' = error('no ' + OBJECT);\n"),
    "invalid": ("end", "template end;\n'/end' = 1;\nbind '/end' = string;\n"),
}

# The pids of the second processes of a test.
STARTED: list[int] = []


@pytest.fixture
def tree(tmp_path) -> Path:
    tree = tmp_path / "tree"
    for name, text in TEMPLATES.items():
        file = tree / f"{name}.pan"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tree


def await_made(process: ahead.Ahead, name: str) -> None:
    """Listen until this template has come, the last one that the other process can guess; or nothing comes."""
    while name not in map(stem, process.made) and process.listen(10):
        pass


def stem(file: str) -> str:
    return Path(file).stem


@pytest.fixture(autouse=True)
def eager(monkeypatch):
    """The second process starts with the first template, and is given the time to do all that it can."""
    start = ahead.Ahead.start

    def patient(self) -> None:
        start(self)
        STARTED.extend([self.pid] if self.pid else [])
        await_made(self, "start")

    STARTED.clear()
    monkeypatch.setattr(ahead, "ENOUGH", 1)
    monkeypatch.setattr(ahead.Ahead, "start", patient)


@pytest.fixture
def taken(monkeypatch) -> list[str]:
    """The templates that came from the second process."""
    files: list[str] = []
    unit = ahead.Ahead.unit

    def noted(self, file: str, digest: bytes):
        packed = unit(self, file, digest)
        if packed is not None:
            files.append(stem(file))
        return packed

    monkeypatch.setattr(ahead.Ahead, "unit", noted)
    return files


def run(tree: Path, output: str, workers: int, **more):
    folder = tree.parent / output
    folder.mkdir(exist_ok=True)
    results = Compiler(Options([tree], folder, ("pan", "dep"), workers=workers, **more)).run([tree / "host.pan"])
    for pid in STARTED:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    profiles = [(profile.name, profile.ok, profile.diagnostics, profile.used) for profile in results.profiles]
    counts = results.templates, results.compiled
    return (profiles, results.diagnostics, results.warnings), counts, {
        file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_same_as_alone(tree, taken):
    alone = run(tree, "alone", 1)
    assert taken == [] and alone[0][0][0][1] and alone[1] == (LOADED, LOADED)
    assert run(tree, "ahead", 2) == alone and len(STARTED) == 1
    # It found all but what is computed and the object itself; what that includes it was told of in time, or not.
    assert {"start", "leaf1", "leaf2", "config", "end"} <= set(taken) <= {Path(name).stem for name in TEMPLATES}
    assert "never" not in taken and "host" not in taken


def test_cache_gains_what_it_compiled(tree, taken):
    alone = run(tree, "alone", 1)
    cold = run(tree, "cold", 2, cache_dir=tree.parent / "cache")
    assert cold == alone and taken
    for workers in (1, 2):
        warm = run(tree, f"warm {workers}", workers, cache_dir=tree.parent / "cache")
        assert (warm[0], warm[2]) == (alone[0], alone[2]) and warm[1] == (LOADED, 0)


def test_other_sources_come_when_the_first_is_through(tree, monkeypatch):
    """What was made for them meanwhile is at hand for whoever compiles them."""
    made, stop = set(), ahead.Ahead.stop

    def noted(self) -> None:
        await_made(self, "two")
        stop(self)
        made.update(map(stem, self.made))

    monkeypatch.setattr(compiler, "FORK_COST", 0)
    monkeypatch.setattr(ahead.Ahead, "stop", noted)
    others = ["one", "two", "three"]
    for name in others:
        (tree / f"{name}.pan").write_text(f"object template {name};\ninclude 'of_{name}';\n")
        (tree / f"of_{name}.pan").write_text(f"template of_{name};\n'/name' = OBJECT;\n")
    sources = [tree / f"{name}.pan" for name in ("host", *others)]
    outcomes = []
    for workers in (1, 2):
        results = Compiler(Options([tree], tree.parent, ("pan",), workers=workers)).run(sources)
        outcomes.append((results.templates, results.compiled, [
            (profile.name, profile.outputs[0].read_bytes()) for profile in results.profiles]))
    assert outcomes[0] == outcomes[1] and outcomes[0][0] == LOADED + 6
    assert made >= {"of_one", "one", "of_three", "three", "of_two", "two"}


@pytest.mark.parametrize("name, text", WRONG.values(), ids=WRONG)
def test_errors_are_told_alike(tree, name, text):
    next(tree.rglob(f"{name}.pan")).write_text(text)
    alone = run(tree, "alone", 1)
    assert not alone[0][0][0][1] and len(alone[0][1]) == 1
    assert run(tree, "ahead", 2) == alone


def test_template_that_changes_meanwhile_is_compiled_as_it_is(tree, monkeypatch):
    """The second process has read another text than the first one does."""
    start = ahead.Ahead.start

    def changed(self) -> None:
        start(self)
        (tree / "end.pan").write_text("template end;\n'/end' = 'new';\n")

    monkeypatch.setattr(ahead.Ahead, "start", changed)
    _, counts, files = run(tree, "ahead", 2)
    assert counts == (LOADED, LOADED) and b'<string name="end">new</string>' in files["host.xml"]


@pytest.mark.parametrize("when", ["at once", "in the middle"])
def test_killed(tree, when, monkeypatch):
    alone = run(tree, "alone", 1)
    unit, asked = ahead.Ahead.unit, []

    def killing(self, file: str, digest: bytes):
        packed = unit(self, file, digest)
        asked.append(file)
        if len(asked) == (1 if when == "at once" else 4):
            os.kill(self.pid, signal.SIGKILL)
        return packed

    monkeypatch.setattr(ahead.Ahead, "unit", killing)
    assert run(tree, "ahead", 2) == alone
    assert len(asked) == LOADED


def test_no_further_process(tree, monkeypatch):
    def refused():
        raise BlockingIOError("no more processes")

    alone = run(tree, "alone", 1)
    monkeypatch.setattr(os, "fork", refused)
    assert run(tree, "ahead", 2) == alone


def test_none_starts_when_it_is_over():
    """As in the forks that share what is left of a run."""
    process = ahead.Ahead(None, [])
    process.stop()
    assert [process.unit(f"/{number}.pan", b"") for number in range(9)] == [None] * 9 and process.pid is None


def test_no_descriptor_stays_open(tree):
    before = os.listdir("/proc/self/fd") if Path("/proc/self/fd").exists() else []
    run(tree, "ahead", 2)
    assert len(os.listdir("/proc/self/fd") if before else []) == len(before)


def test_guesses_come_from_the_end(tree):
    """What a template includes comes before it; names that are found under a LOADPATH come when that is known."""
    guesses = ahead.Guesses(Finder([str(tree)]))
    guesses.add(str(tree / "host.pan"))
    assert list(map(stem, iter(guesses.next, None))) == ["end", "leaf1", "config", "leaf2", "start", "host"]
    guesses.look_under(("", "v1"))
    assert list(map(stem, iter(guesses.next, None))) == ["deep", "under"]


ENDLESS = """
import sys, time
from qwg.pan import ahead, cli
ahead.ENOUGH = 1
sys.exit(cli.main(["--nthread", "2", "--max-iteration", "300000000", sys.argv[1]]))
"""


@needs_proc
@pytest.mark.parametrize("how", ["interrupt of all", "interrupt of the first", "kill of the first"])
def test_nothing_is_left_behind(tree, checkout, how):
    (tree / "end.pan").write_text("template end;\n'/end' = { n = 0; while (n >= 0) n = n + 1; n };\n")
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, "host.pan"], cwd=tree, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(checkout / "tools")})
    wait_for(lambda: len(processes(process.pid)) == 2)
    time.sleep(0.2)
    if how == "kill of the first":
        process.kill()
    else:
        (os.killpg if how == "interrupt of all" else os.kill)(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    wait_for(lambda: not processes(process.pid))
    assert {file.name for file in tree.iterdir() if file.is_file()} == {
        f"{name}.pan" for name in TEMPLATES if "/" not in name}

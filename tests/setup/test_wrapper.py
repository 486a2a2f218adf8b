"""./invoke: the first call, later calls, where it may stand and be called from, and what stops it."""
from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

# What the wrapper itself needs from the system, for a PATH without any Python.
TOOLS = ("sh", "cmp", "readlink")


def lines_of(text: str) -> list[str]:
    return text.splitlines()


# --- the first call

def test_two_first_calls_at_once_both_work(first_calls):
    _, calls = first_calls
    assert [(call.returncode, call.stdout) for call in calls] == [(0, "qwg 0.1.0\n")] * 2, calls
    said = [line for call in calls for line in lines_of(call.stderr)]
    making = [line for line in said if "making .venv with Python 3." in line]
    waiting = [line for line in said if "waiting for it" in line]
    assert len(making) == 1 and len(making) + len(waiting) == len(said), said


def test_the_package_is_found_without_an_installation(made):
    code = "import qwg, lxml; print(qwg.__file__)"
    run = subprocess.run([made.venv / "bin" / "python", "-I", "-c", code], capture_output=True, text=True)
    assert run.stdout == f"{made.root}/tools/qwg/__init__.py\n", run.stderr


def test_the_lock_has_what_the_project_asks_for(checkout):
    """Every dependency is pinned, with hashes, to a version that pyproject.toml allows; without addresses."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    asked = map(Requirement, project["dependencies"] + project["optional-dependencies"]["test"])
    text = (checkout / "requirements.txt").read_text()
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    assert {each.name for each in asked if not each.specifier.contains(pins[each.name])} == set()
    assert all(re.search(rf"^{name}==.*\\\n    --hash=sha256:", text, re.MULTILINE) for name in pins)
    assert "://" not in text and "--only-binary :all:" in text


# --- later calls

def test_a_later_call_makes_nothing_and_says_nothing(made):
    before = made.venv.stat().st_mtime_ns
    call = made.run("--version")
    assert (call.returncode, call.stdout, call.stderr) == (0, "qwg 0.1.0\n", "")
    assert made.venv.stat().st_mtime_ns == before


def test_a_later_call_costs_hardly_more_than_its_python(made):
    def fastest(command) -> float:
        times = []
        for _ in range(7):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return min(times)

    direct = fastest([made.venv / "bin" / "python", "-I", "-m", "qwg", "--version"])
    assert fastest([made.wrapper, "--version"]) - direct < 0.05


def test_without_cmp_nothing_is_made_again(made, tmp_path):
    for tool in ("sh", "readlink"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    (tmp_path / "python3").symlink_to(sys.executable)
    call = made.run("--version", PATH=str(tmp_path))
    assert (call.returncode, call.stdout, call.stderr) == (0, "qwg 0.1.0\n", "")


def test_a_moved_checkout_keeps_its_venv(made, tmp_path):
    moved = tmp_path / "moved to"
    shutil.copytree(made.root, moved, symlinks=True)
    call = made.run("--list", command=[moved / "invoke"], PYTHON=sys.executable)
    assert call.returncode == 0 and "compile" in call.stdout and call.stderr == ""


def test_a_damaged_venv_is_told_in_one_line(made, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(made.root, copy, symlinks=True)
    shutil.rmtree(next((copy / ".venv" / "lib").glob("python*/site-packages/invoke")))
    call = made.run("--list", command=[copy / "invoke"])
    assert (call.returncode, len(lines_of(call.stderr))) == (3, 1), call
    assert "lacks the package invoke: remove .venv and call ./invoke again" in call.stderr


def test_a_venv_whose_python_is_gone_is_made_again(made, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(made.root, copy, symlinks=True)
    python = copy / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    # A stand-in that can do nothing shows that the wrapper goes to make .venv.
    path = path_with(tmp_path / "bin", python3='case $1 in -c) echo 3.12 yes ;; *) exit 9 ;; esac')
    assert made.run("--version", command=[copy / "invoke"], PATH=path).returncode == 9


# --- ways to call it

def test_from_any_working_directory(made, tmp_path):
    call = made.run("--list", cwd=tmp_path)
    assert call.returncode == 0 and "compile" in call.stdout, call


def test_modules_in_the_working_directory_do_not_count(made, tmp_path):
    for name in ("rich", "invoke", "tasks", "qwg"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module')\n")
    call = made.run("--list", cwd=tmp_path)
    assert call.returncode == 0 and "compile" in call.stdout, call


def test_through_symbolic_links(made, tmp_path):
    (tmp_path / "links").mkdir()
    (tmp_path / "folder").symlink_to(made.root)
    (tmp_path / "second").symlink_to("folder/invoke")
    (tmp_path / "links" / "first").symlink_to("../second")
    call = made.run("--list", command=[tmp_path / "links" / "first"], cwd="/")
    assert call.returncode == 0 and "compile" in call.stdout, call


def test_by_the_path_and_by_the_shell(made):
    by_path = made.run("--version", command=["invoke"], cwd="/", PATH=f"{made.root}:{os.environ['PATH']}")
    by_shell = made.run("--version", command=["sh", "invoke"])
    assert (by_path.stdout, by_shell.stdout) == ("qwg 0.1.0\n",) * 2, (by_path, by_shell)


@pytest.mark.parametrize("arguments, said", [
    (["no-such-task"], "No idea what 'no-such-task' is!"),
    (["compile", "--no-such-option"], "No idea what '--no-such-option' is!"),
    (["--no-such-option"], "--no-such-option"),
    (["--help", "no-such-task"], "No idea what 'no-such-task' is!"),
    (["compile", "--tree"], "needed value"),
    (["compile", "--json", "--cluster"], "needed value"),
])
def test_wrong_use_ends_with_2(made, arguments, said):
    call = made.run(*arguments)
    assert call.returncode == 2 and said in call.stderr, call
    assert "Traceback" not in call.stderr


def test_an_internal_error_is_one_line_and_ends_with_3(made, tmp_path):
    source = "from invoke import task\n@task\ndef broken(context):\n    {}['key']\n"
    (tmp_path / "tasks.py").write_text(source)
    call = made.run("--search-root", str(tmp_path), "broken")
    assert call.returncode == 3 and len(lines_of(call.stderr)) == 1, call
    assert call.stderr.startswith("internal error, please report: KeyError: 'key' at "), call
    traced = made.run("--search-root", str(tmp_path), "broken", QWG_DEBUG="1")
    assert traced.returncode == 3 and "Traceback (most recent call last)" in traced.stderr, traced


# --- what stops it

def path_with(folder: Path, **interpreters: str) -> str:
    """A PATH that holds only what the wrapper needs and the given scripts."""
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    for name, script in interpreters.items():
        file = folder / name.replace("_", ".")
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    return str(folder)


def stopped(copy, status: int, said: str, **settings) -> None:
    call = copy.run("--list", **settings)
    assert call.returncode == status and len(lines_of(call.stderr)) == 1 and said in call.stderr, call
    assert call.stderr.startswith("invoke: ") and call.stdout == "", call
    assert not copy.venv.exists()


@pytest.mark.parametrize("interpreters, said", [
    ({}, "Python 3.11 or newer is needed, and no Python was found"),
    ({"python3": "exit 127"}, "Python 3.11 or newer is needed, and no Python was found"),
    ({"python3": "echo 3.9 yes"}, "Python 3.11 or newer is needed, and what was found here is Python 3.9"),
    ({"python": "echo 2.7 yes"}, "what was found here is Python 2.7"),
    ({"python3": "echo 3.10 yes"}, "what was found here is Python 3.10"),
    ({"python3": "echo 3.12 no", "python": "echo 2.7 yes"}, "install the package python3.12-venv"),
    ({"python3_13": "echo 3.13 no", "python3": "echo 3.9 yes"}, "install the package python3.13-venv"),
])
def test_no_suitable_python_is_one_line_and_ends_with_2(make_copy, tmp_path, interpreters, said):
    stopped(make_copy(), 2, said, PATH=path_with(tmp_path / "bin", **interpreters))


@pytest.mark.parametrize("script, said", [
    ("exit 1", "cannot be run: name a Python 3.11 or newer there"),
    ("echo 3.8 yes", "is Python 3.8: install a newer one or name it in PYTHON"),
    ("echo 3.11 no", "install the package python3.11-venv"),
])
def test_the_interpreter_that_python_names_is_the_only_one_tried(make_copy, tmp_path, script, said):
    path = path_with(tmp_path / "bin", mine=script, python3=f'exec "{sys.executable}" "$@"')
    stopped(make_copy(), 2, said, PATH=path, PYTHON="mine")


def test_the_newest_python_that_can_make_a_venv_is_taken(make_copy, tmp_path):
    script = 'case $1 in -c) echo 3.{0} {1} ;; *) echo taken: 3.{0} >&2; exit 9 ;; esac'
    path = path_with(tmp_path / "bin", python3=script.format(11, "yes"), python3_12=script.format(12, "yes"),
                     python3_13=script.format(13, "yes"), python3_14=script.format(14, "no"))
    call = make_copy().run("--list", PATH=path)
    assert (call.returncode, call.stderr) == (9, "taken: 3.13\n")


def old_pythons() -> list[str]:
    """Real interpreters on this machine that are too old, at most one of each version."""
    names = ["python2.7", *(f"python3.{minor}" for minor in range(4, 11))]
    found = [path for path in map(shutil.which, names) if path]
    return [path for path in found if not subprocess.run([path, "-c", ""], capture_output=True).returncode]


def test_a_real_old_python_is_told_apart(make_copy):
    old = old_pythons()
    if not old:
        pytest.skip("no Python older than 3.11 on this machine")
    for path in old:
        stopped(make_copy(), 2, "Python 3.11 or newer is needed, and", PYTHON=path)
        break


def test_a_python_without_ensurepip_names_the_package(make_copy, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    stopped(make_copy(), 2, f"install the package python{version}-venv", PYTHON=sys.executable,
            PYTHONPATH=str(tmp_path))


def test_a_failed_download_is_one_line_and_leaves_nothing(make_copy, tmp_path):
    (tmp_path / "no wheels").mkdir()
    copy = make_copy(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path / "no wheels"), PYTHON=sys.executable)
    call = copy.run("--list")
    first, line = lines_of(call.stderr)
    assert call.returncode == 3 and "making .venv" in first
    assert "could not be installed" in line and "No matching distribution found for" in line
    assert not copy.venv.exists()


def test_an_index_out_of_reach_is_said_as_that(make_copy):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{unused.getsockname()[1]}/simple"
        call = make_copy(PIP_INDEX_URL=index, PYTHON=sys.executable).run("--list")
    assert call.returncode == 3 and "the package index cannot be reached" in lines_of(call.stderr)[-1], call
    assert len(lines_of(call.stderr)) == 2


def test_a_file_with_another_hash_is_refused(make_copy, wheels):
    copy = make_copy(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels), PYTHON=sys.executable)
    pins = (wheels / "requirements.txt").read_text().replace("sha256:", "sha256:0").splitlines()
    copy.root.joinpath("requirements.txt").write_text("\n".join(pin[:-1] for pin in pins) + "\n")
    call = copy.run("--list")
    assert call.returncode == 3 and "does not have the hash that requirements.txt pins" in call.stderr, call
    assert not copy.venv.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_first_call_leaves_nothing(make_copy, number):
    with socket.create_server(("127.0.0.1", 0)) as server:
        index = f"http://127.0.0.1:{server.getsockname()[1]}/simple"
        copy = make_copy(PIP_INDEX_URL=index, PYTHON=sys.executable)
        call = copy.start("--list")
        # The installer has asked the index, which never answers: .venv is half made now.
        server.settimeout(60)
        connection, _ = server.accept()
        with connection:
            assert copy.venv.is_dir()
            os.killpg(call.pid, number)
            _, err = call.communicate(timeout=60)
    # The shell itself may end by the signal.
    assert call.returncode in (130, -number), err
    wait_until(lambda: not copy.venv.exists())


def wait_until(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_foreign_venv_is_not_removed(make_copy):
    copy = make_copy(PYTHON=sys.executable)
    (copy.venv / "bin").mkdir(parents=True)
    (copy.venv / "bin" / "python").symlink_to(sys.executable)
    call = copy.run("--list")
    assert call.returncode == 3 and ".venv exists and was not made by ./invoke" in call.stderr, call
    assert (copy.venv / "bin" / "python").is_symlink()


def test_a_place_that_cannot_be_written_is_one_line(make_copy):
    copy = make_copy(PYTHON=sys.executable)
    (copy.root / ".venv.lock").mkdir()
    stopped(copy, 3, ".venv could not be made: ")

"""Plain `invoke`, of any interpreter: tasks.py gives its place to the wrapper, or to our program at once."""
from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import invoke
import pytest


@pytest.fixture(scope="session")
def bare(tmp_path_factory) -> Path:
    """An interpreter that has invoke and nothing else."""
    root = tmp_path_factory.mktemp("bare") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root], check=True)
    packages = root / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    installed = Path(invoke.__file__).parents[1]
    for folder in (installed / "invoke", *installed.glob("invoke-*.dist-info")):
        shutil.copytree(folder, packages / folder.name)
    return root / "bin" / "python"


def test_tasks_py_loads_in_any_python(checkout):
    tree = ast.parse((checkout / "tasks.py").read_text(), feature_version=(3, 4))
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    roots = {name.name.split(".")[0] for node in imports for name in node.names}
    roots |= {node.module.split(".")[0] for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert roots <= set(sys.stdlib_module_names) | {"invoke"}
    assert not any(isinstance(node, (ast.JoinedStr, ast.AnnAssign)) for node in ast.walk(tree))


def test_a_bare_interpreter_hands_over_to_the_venv(made, bare):
    shown = made.run("nothing", command=[bare, "-m", "invoke"], QWG_DEBUG="1")
    assert shown.returncode == 2 and shown.stderr == "No idea what 'nothing' is!\n", shown


def test_the_hand_over_works_from_a_folder_below(made, bare):
    listed = made.run("--list", command=[bare, "-m", "invoke"], cwd=made.root / "tools" / "qwg")
    assert listed.returncode == 0 and "compile" in listed.stdout and listed.stderr == "", listed


def test_without_venv_the_wrapper_speaks(make_copy, bare, tmp_path):
    copy = make_copy(PYTHON=str(tmp_path / "missing"))
    call = copy.run("--list", command=[bare, "-m", "invoke"])
    assert call.returncode == 2 and call.stderr.startswith("invoke: PYTHON="), call


def test_a_complete_interpreter_needs_no_venv(make_copy):
    copy = make_copy()
    call = copy.run("compile", "--bogus", command=[sys.executable, "-m", "invoke"])
    assert (call.returncode, call.stderr) == (2, "No idea what '--bogus' is!\n"), call
    assert not copy.venv.exists()


def test_arguments_arrive_as_they_were_given(made, bare):
    arguments = ["compile", "--tree", "a tree 'with' $(odd) name"]
    plain = made.run(*arguments, command=[bare, "-m", "invoke"])
    wrapped = made.run(*arguments)
    assert plain.returncode == wrapped.returncode == 2
    assert plain.stderr == wrapped.stderr and "a tree 'with' $(odd) name" in plain.stderr


@pytest.mark.parametrize("name", ["python2.7", "python3.6", "python3.8", "python3.10"])
def test_a_real_old_interpreter_hands_over(made, tmp_path, name):
    """It has a stand-in for invoke that loads tasks.py as the real one does."""
    found = shutil.which(name)
    if not found or subprocess.run([found, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"no {name} on this machine")
    (tmp_path / "invoke.py").write_text(
        "import sys\nclass Exit(Exception): pass\ndef task(*args, **kwargs): return lambda body: body\n"
        "if __name__ == '__main__':\n    sys.path.insert(0, '.')\n    import tasks\n")
    call = made.run("nothing", command=[found, "-m", "invoke"], PYTHONPATH=str(tmp_path))
    assert call.returncode == 2 and call.stderr == "No idea what 'nothing' is!\n", call

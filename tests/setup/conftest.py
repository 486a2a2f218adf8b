"""Copies of the checkout, in folders with blanks in their names, in which the wrapper may do as it likes.

The one real .venv of these tests is made without the network: from wheels packed again out of the packages
that this very pytest runs with, pinned by their own hashes.
"""
from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".venv.lock", "build", "__pycache__", ".pytest_cache",
                                    ".hypothesis")


@dataclass
class Copy:
    """A copy of the checkout, and a way to call its wrapper."""
    root: Path
    environment: dict[str, str]

    @property
    def wrapper(self) -> Path:
        return self.root / "invoke"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def start(self, *arguments, command=None, cwd=None, **environment) -> subprocess.Popen:
        return subprocess.Popen([*(command or [self.wrapper]), *arguments], cwd=cwd or self.root, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**self.environment, **environment}, start_new_session=True)

    def run(self, *arguments, **options) -> subprocess.CompletedProcess:
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=240)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def clean_environment(**settings: str) -> dict[str, str]:
    """This process's environment without what would change how Python, pip or the wrapper work."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PIP_", "PYTHON", "QWG_", "INVOKE_", "VIRTUAL_ENV"))}
    return {**kept, **settings}


def copy_checkout(checkout: Path, target: Path, **settings: str) -> Copy:
    shutil.copytree(checkout, target, ignore=NOT_COPIED, symlinks=True)
    return Copy(target, clean_environment(**settings))


@pytest.fixture
def make_copy(checkout, tmp_path):
    """Makes a fresh copy of the checkout without .venv; keyword arguments are its calls' environment."""
    return lambda **settings: copy_checkout(checkout, tmp_path / "a copy with blanks", **settings)


@pytest.fixture(scope="session")
def wheels(checkout, tmp_path_factory) -> Path:
    """A folder with a wheel of each package pinned for this platform, and a requirements.txt for these."""
    folder = tmp_path_factory.mktemp("wheels")
    lines = []
    for requirement in pinned(checkout / "requirements.txt"):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            wheel = pack(importlib.metadata.distribution(requirement.name), folder)
        except importlib.metadata.PackageNotFoundError:
            pytest.skip(f"this Python has no {requirement.name}: no .venv can be made without the network")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{requirement.name}=={wheel.name.split('-')[1]} --hash=sha256:{digest}\n")
    (folder / "requirements.txt").write_text("".join(lines))
    return folder


def pinned(path: Path) -> list[Requirement]:
    lines = [line.rstrip("\\ ") for line in path.read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith((" ", "#", "-"))]


def pack(distribution: importlib.metadata.Distribution, folder: Path) -> Path:
    """A wheel of an installed package; its own platform tag does not matter here."""
    name = distribution.name.replace("-", "_")
    wheel = folder / f"{name}-{distribution.version}-py3-none-any.whl"
    files = [file for file in distribution.files or () if not {"..", "__pycache__"}.intersection(file.parts)
             and file.name not in ("RECORD", "WHEEL", "INSTALLER", "REQUESTED")]
    info = next(file.parts[0] for file in files if file.parts[0].endswith(".dist-info"))
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in files:
            archive.write(file.locate(), str(file))
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in files))
    return wheel


@pytest.fixture(scope="session")
def first_calls(checkout, wheels, tmp_path_factory) -> tuple[Copy, list[subprocess.CompletedProcess]]:
    """A copy with a half-made .venv, as a killed call leaves it, in which two first calls run at once."""
    copy = copy_checkout(checkout, tmp_path_factory.mktemp("setup") / "a checkout with blanks",
                         PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels), PIP_DISABLE_PIP_VERSION_CHECK="1")
    shutil.copy(wheels / "requirements.txt", copy.root / "requirements.txt")
    (copy.venv / ".qwg").mkdir(parents=True)
    (copy.venv / "bin").mkdir()
    (copy.venv / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    (copy.venv / "bin" / "python").chmod(0o755)
    calls = [copy.start("--version", PYTHON=sys.executable) for _ in range(2)]
    results = []
    for call in calls:
        out, err = call.communicate(timeout=240)
        results.append(subprocess.CompletedProcess(call.args, call.returncode, out, err))
    return copy, results


@pytest.fixture(scope="session")
def made(first_calls) -> Copy:
    """A copy whose .venv is made."""
    copy, calls = first_calls
    assert copy.venv.is_dir(), calls
    return copy

"""A small tree with golden tests, judged in this process or by `invoke golden`."""
from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from qwg.golden.cases import find_test_files
from qwg.golden.judge import problems
from qwg.golden.report import Places, refusal_text, text_of
from qwg.golden.run import Runner
from qwg.golden.settings import settings_around
from qwg.site.errors import Refused


@dataclass
class GoldenTree:
    root: Path

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_text()

    def results(self) -> dict[str, str]:
        """What is wrong with each object, by its name; '' if nothing is. Files that are refused by their paths."""
        settings = settings_around(self.root)
        files, refusals = find_test_files(settings)
        found = {settings.relative(refusal.diagnostic.span.file): refusal_text(refusal, settings)
                 for refusal in refusals}
        with Runner(settings) as runner:
            for file in files:
                for case in file.tests:
                    try:
                        wrong = problems(runner.run_case(file, case))
                        places = Places(runner, file, case)
                        found[case.name] = text_of(wrong, case, settings, places.span)
                    except Refused as refusal:
                        found[case.name] = refusal_text(refusal, settings)
        return found

    def invoke(self, *arguments: str) -> tuple[int, dict]:
        """The exit code and the JSON document of `invoke golden`."""
        command = [sys.executable, "-m", "qwg", "golden", "--json", "--tree", str(self.root), *arguments]
        run = subprocess.run(command, capture_output=True, text=True)
        assert run.stderr == "" and run.stdout.startswith("{"), run
        return run.returncode, json.loads(run.stdout)

    def pytest(self, *arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "pytest", "-p", "qwg.golden.plugin", "-q", *arguments]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True)


@pytest.fixture
def tree(tmp_path, tmp_path_factory, monkeypatch) -> GoldenTree:
    """An empty tree in a folder whose name has a blank; the cache of templates is shared."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "golden-cache"))
    root = tmp_path / "a tree"
    root.mkdir()
    return GoldenTree(root)

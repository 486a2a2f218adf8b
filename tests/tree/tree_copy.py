"""A copy of the tree comes in; edits of its templates, and what a compilation then gives, go out."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from qwg.pan import Compiler, Options
from qwg.site.tree import tree_at
from qwg.xen.hosts import compile_tree

CLUSTER = "example-xen"


@dataclass
class TreeCopy:
    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces the one place where `old` stands in a file."""
        text = (self.root / path).read_text()
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new))

    def compile(self):
        """The report of `invoke compile` on this tree."""
        return compile_tree(str(self.root), self.root)

    def profiles(self, *names: str) -> tuple[dict[str, dict], list]:
        """The named profiles (none: all) as panc's JSON by object, those that are written; and the diagnostics."""
        cluster = tree_at(self.root).cluster(CLUSTER)
        sources = [source for source in cluster.sources if not names or source.name.removesuffix(".pan") in names]
        assert not names or len(sources) == len(names), names
        output = self.root / "compiled"
        output.mkdir(exist_ok=True)
        for file in output.iterdir():
            file.unlink()
        results = Compiler(Options(cluster.include_path, output, formats=("json",))).run(sources)
        return ({file.name.removesuffix(".json"): json.loads(file.read_text()) for file in output.iterdir()},
                results.diagnostics)

    def document(self, name: str):
        """The XML profile of one object, parsed; AssertionError with the messages if it does not compile."""
        cluster = tree_at(self.root).cluster(CLUSTER)
        [source] = [source for source in cluster.sources if source.name == f"{name}.pan"]
        output = self.root / "compiled"
        output.mkdir(exist_ok=True)
        results = Compiler(Options(cluster.include_path, output, formats=("pan",), cache_dir=self.root / "cache")).run(
            [source])
        assert results.ok, "\n".join(diagnostic.text() for diagnostic in results.diagnostics)
        return etree.parse(output / f"{name}.xml")

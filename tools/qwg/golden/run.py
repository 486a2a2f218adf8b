"""TestFiles come in; each of their cases is compiled, and its Outcome goes out: profile, errors, warnings.

    settings = settings_around(folder)
    files, refusals = find_test_files(settings)
    with Runner(settings, record=True) as runner:
        for file in files:
            for outcome in runner.run(file):
                problems(outcome), outcome.recording.coverage()
"""
from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qwg.pan import Compiler, Options
from qwg.pan.diagnostics import Diagnostic, Frame, Span
from qwg.pan.formats import pan_xml
from qwg.pan.recording import Recording
from qwg.site.build import cache_folder
from qwg.site.errors import Refused
from qwg.site.outputs import Link, Script

from .cases import SUFFIX, Case, TestFile
from .settings import Settings, include_path
from .text import plain


@dataclass
class Outcome:
    """What came of a case. Without a profile `root` is None; places are in the test file, wherever it was compiled.

    `recording` is there if the run records; its files are those that were compiled, for chunks copies. `files` are
    those that the case has emitted, if it wants any.
    """
    case: Case
    root: dict | None = None
    errors: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    recording: Recording | None = None
    files: dict[str, bytes | Link | Script] = field(default_factory=dict)

    @property
    def xml(self) -> bytes | None:
        """The profile as panc writes it."""
        return None if self.root is None else pan_xml(self.root)


class CapturingCompiler(Compiler):
    """Keeps the trees of valid objects instead of writing files."""

    def __init__(self, options: Options):
        super().__init__(options)
        self.roots: dict[str, dict] = {}

    def output(self, builder, built, profile) -> None:
        self.roots[profile.name] = plain(built.context.root)


class Prepared:
    """A file made ready: where its objects lie, and a compiler for them, and another one that records."""

    def __init__(self, file: TestFile, settings: Settings, folder: Path | None):
        self.file = file
        self.settings = settings
        self.folder = folder
        self.compilers: dict[tuple[bool, bool], CapturingCompiler] = {}
        places = include_path(settings, file.cluster, file.includes)
        self.include_path = [*([folder] if folder else []), file.path.parent, *places]
        self.originals = {str(folder / f"{chunk.head.name}{SUFFIX}"): str(file.path) for chunk in file.chunks}
        for chunk in file.chunks:
            path = folder / f"{chunk.head.name}{SUFFIX}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(chunk.text.encode("utf-8", "surrogateescape"))

    def source(self, case: Case) -> Path:
        """Refused if a named object template is not on the load path."""
        if case.named:
            found = self.compiler(False, True).finder.source(case.name)
            if found is None:
                raise Refused("golden.test", f"there is no object template {case.name} on the load path of this test",
                              str(case.file), case.line)
            return Path(found[0])
        return self.folder / f"{case.name}{SUFFIX}" if self.file.chunks else self.file.path

    def compiler(self, record: bool, validate: bool) -> CapturingCompiler:
        if (record, validate) not in self.compilers:
            self.compilers[record, validate] = CapturingCompiler(Options(
                include_path=self.include_path, formats=("pan",), cache_dir=cache_folder(self.settings.tree),
                record=record, validate=validate))
        return self.compilers[record, validate]

    def run(self, case: Case, record: bool) -> Outcome:
        """Compiles one object; the others that it reads are compiled with it."""
        compiler = self.compiler(record, case.validate)
        compiler.roots.clear()
        source = self.source(case)
        with contextlib.redirect_stderr(io.StringIO()):
            results = compiler.run([source])
        outcome = Outcome(case, recording=results.recording)
        outcome.warnings = list(map(self.moved, results.warnings))
        for profile in results.profiles:
            if str(profile.source) == str(source):
                outcome.root = compiler.roots.get(profile.name) if profile.ok else None
                outcome.errors = list(map(self.moved, profile.diagnostics))
        if outcome.root is not None and case.emits:
            from .emitted import emit

            outcome.files, findings = emit(case, outcome.root, self.settings)
            outcome.errors += [finding for finding in findings if finding.severity == "error"]
            outcome.warnings += [finding for finding in findings if finding.severity != "error"]
        return outcome

    def original(self, path: str) -> str:
        """The test file that a compiled file is a part of, else that file itself."""
        return self.originals.get(path, path)

    def moved_span(self, span: Span | None) -> Span | None:
        return span._replace(file=self.original(span.file)) if span else None

    def moved(self, diagnostic: Diagnostic) -> Diagnostic:
        """The same diagnostic with places in the test file."""
        trace = tuple(Frame(frame.what, self.moved_span(frame.span)) for frame in diagnostic.trace)
        notes = diagnostic.notes
        for copy, original in self.originals.items():
            notes = tuple(note.replace(copy, original) for note in notes)
        return diagnostic._replace(span=self.moved_span(diagnostic.span), notes=notes, trace=trace)


class Runner:
    """Compiles test files, many in one process; the parts of chunked files lie in a folder until it is left."""

    def __init__(self, settings: Settings, record: bool = False):
        self.settings = settings
        self.record = record
        self.temporary = tempfile.TemporaryDirectory(prefix="qwg-golden-")
        self.prepared: dict[Path, Prepared] = {}

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def close(self) -> None:
        self.temporary.cleanup()

    def prepare(self, file: TestFile) -> Prepared:
        """Refused if the load path cannot be made."""
        if file.path not in self.prepared:
            folder = Path(self.temporary.name, str(len(self.prepared))) if file.chunks else None
            try:
                self.prepared[file.path] = Prepared(file, self.settings, folder)
            except Refused as error:
                line = file.loadpath_line
                if line:
                    error.diagnostic = error.diagnostic._replace(span=Span(str(file.path), line, 1, line, 1))
                raise
        return self.prepared[file.path]

    def run(self, file: TestFile) -> Iterator[Outcome]:
        """The outcomes of a file's tests, in their order."""
        for case in file.tests:
            yield self.run_case(file, case)

    def run_case(self, file: TestFile, case: Case) -> Outcome:
        return self.prepare(file).run(case, self.record)

    def replace(self, texts: dict[str, bytes]) -> None:
        """Run the tests that have run before with other contents of some templates, by absolute path."""
        for prepared in self.prepared.values():
            for compiler in prepared.compilers.values():
                compiler.replace(texts)

    def recorded(self, file: TestFile, case: Case) -> Outcome:
        """The outcome once more, with a recording."""
        return self.prepare(file).run(case, True)

"""Mutants and golden tests come in, and for each mutant a Verdict goes out: which test noticed it, or that none did.

Each test is recorded once to know what of which template it runs, and only tests that run what a mutant changes are
tried on it, quick ones first. Templates are compiled once; a mutant is tried in a process of its own, a copy of this
one in which a single template is another, so that nothing of it stays.
"""
from __future__ import annotations

import gc
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from qwg.golden.cases import Case, TestFile
from qwg.golden.judge import problems
from qwg.golden.run import Runner
from qwg.pan.diagnostics import Diagnostic
from qwg.pan.loader import Loaded
from qwg.site.errors import Refused

from .mutants import Mutant

# A test may take so many times what it takes without mutation, and so many seconds more.
SLOWER, MORE_SECONDS = 10, 20
LONGEST_ANSWER = 1000


@dataclass
class Test:
    """One case; `ran` are the keys of qwg.pan.recording.Tally that it runs, `seconds` what it takes."""
    __test__ = False
    file: TestFile
    case: Case
    ran: frozenset[tuple]
    seconds: float

    @property
    def name(self) -> str:
        return f"{self.file.path.name}::{self.case.name}"


@dataclass
class Verdict:
    """`caught_by` names the test that noticed the mutant; `tried` counts those that did not. Without any the mutant
    is in what no test runs."""
    mutant: Mutant
    caught_by: str | None = None
    tried: int = 0


@dataclass
class Trial:
    """The tests of a tree, ready to be run on mutants."""
    runner: Runner
    tests: list[Test] = field(default_factory=list)
    loaded: dict[str, Loaded] = field(default_factory=dict)
    failing: list[Diagnostic] = field(default_factory=list)

    def prepare(self, files: list[TestFile], on_done: Callable[[str], None]) -> None:
        """Runs each test as it is, with recording and without; one that fails takes no part."""
        for file in files:
            for case in file.tests:
                on_done(case.name)
                try:
                    recording = self.runner.recorded(file, case).recording
                    self.runner.run_case(file, case)
                    started = time.monotonic()
                    found = problems(self.runner.run_case(file, case))
                    seconds = time.monotonic() - started
                except Refused as refusal:
                    self.failing.append(refusal.diagnostic)
                    continue
                if found:
                    self.failing.append(Diagnostic("error", "mutation.test", f"the test {case.name} of {file.path} "
                                                   "fails without any mutation: see ./invoke golden"))
                    continue
                self.tests.append(Test(file, case, frozenset(recording.recorder.ran), seconds))
                self.loaded.update((name, loaded) for name, loaded in recording.builder.loader.loaded.items()
                                   if isinstance(loaded, Loaded))

    def concerned(self, mutant: Mutant) -> list[Test]:
        """The tests that run what a mutant changes, quick ones first."""
        loaded = self.loaded.get(mutant.file)
        if loaded is None:
            return []
        key = innermost(loaded, mutant)
        tests = [test for test in self.tests if (key in test.ran if key else any(
            ran[0] == mutant.file for ran in test.ran))]
        return sorted(tests, key=lambda test: test.seconds)

    def run(self, mutants: list[Mutant], on_done: Callable[[str], None]) -> list[Verdict]:
        """The verdicts in the order of the mutants; as many at once as there are processors."""
        verdicts = {id(mutant): Verdict(mutant) for mutant in mutants}
        waiting = [(mutant, tests) for mutant in reversed(mutants) if (tests := self.concerned(mutant))]
        for _ in range(len(mutants) - len(waiting)):
            on_done("")
        running: dict[int, Attempt] = {}
        gc.collect()
        gc.freeze()
        try:
            while waiting or running:
                while waiting and len(running) < (os.cpu_count() or 1):
                    attempt = Attempt(self, *waiting.pop())
                    running[attempt.pipe] = attempt
                ready, _, _ = select.select(list(running), [], [], 1.0)
                overdue = [pipe for pipe, attempt in running.items() if time.monotonic() > attempt.deadline]
                for pipe in {*ready, *overdue}:
                    attempt = running.pop(pipe)
                    attempt.finish(verdicts[id(attempt.mutant)])
                    on_done(attempt.mutant.name)
        finally:
            for attempt in running.values():
                attempt.end()
            gc.unfreeze()
        return [verdicts[id(mutant)] for mutant in mutants]


def innermost(loaded: Loaded, mutant: Mutant) -> tuple | None:
    """The key of the smallest part that a mutant lies in; None for what is no part, such as a prefix."""
    first, last = mutant.tokens
    parts = [(tokens[1] - tokens[0], (loaded.file, "statement", number))
             for number, (_, tokens, *_) in enumerate(loaded.operations)
             if tokens[0] <= first and last <= tokens[1]]
    # Where an else is not written it has the place of the if.
    parts += [(end - begin, (loaded.file, "branch", number))
              for number, (what, begin, end) in enumerate(loaded.branches)
              if begin <= first and last <= end and not (what == "else" and begin == end == first)]
    return min(parts)[1] if parts else None


class Attempt:
    """A process that runs tests on one mutant until one notices it; its answer comes through a pipe."""

    def __init__(self, trial: Trial, mutant: Mutant, tests: list[Test]):
        self.mutant = mutant
        self.tests = tests
        self.deadline = time.monotonic() + MORE_SECONDS + SLOWER * sum(test.seconds for test in tests)
        self.pipe, answer = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            status = 3
            try:
                os.close(self.pipe)
                # Ctrl-C is for the one who waits for us.
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                os.write(answer, str(self.tried(trial)).encode())
                status = 0
            except BaseException as fault:
                os.write(answer, f"{type(fault).__name__}: {fault}".encode()[:LONGEST_ANSWER])
            finally:
                # Nothing of what the parent has open or registered may be closed by its copy.
                os._exit(status)
        os.close(answer)

    def tried(self, trial: Trial) -> int:
        """The number of tests that did not notice."""
        trial.runner.replace({self.mutant.file: self.mutant.data})
        for number, test in enumerate(self.tests):
            try:
                found = problems(trial.runner.run_case(test.file, test.case))
            except Refused:
                found = True
            if found:
                return number
        return len(self.tests)

    def finish(self, verdict: Verdict) -> None:
        """Takes the answer. A test that does not come to an end, or brings down its process, has noticed too; an
        exception is a fault of ours."""
        answer = os.read(self.pipe, LONGEST_ANSWER) if select.select([self.pipe], [], [], 0)[0] else b""
        self.end()
        if answer and not answer.isdigit():
            raise RuntimeError(f"{self.mutant.name}: {answer.decode(errors='replace')}")
        verdict.tried = int(answer) if answer else 0
        if not answer or verdict.tried < len(self.tests):
            verdict.caught_by = self.tests[verdict.tried].name

    def end(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.pipe)

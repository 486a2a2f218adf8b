"""A command line comes in, a task of tasks.py runs: invoke's own program, with this project's exit codes.

0 fine, 1 problems found, 2 wrong use, 3 internal error.
"""
from __future__ import annotations

import os
import subprocess
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from invoke import Config, Exit, Program
from invoke.exceptions import ParseError

from qwg import __version__

CHECKOUT = Path(__file__).resolve().parents[2]

# What the argument of a task stands for if it is left out, which invoke's own means cannot say.
LEFT_OUT = {"diff": "HEAD"}


class TaskConfig(Config):
    """invoke's settings; the tasks are those of this checkout, wherever it is called from."""

    @staticmethod
    def global_defaults() -> dict:
        defaults = Config.global_defaults()
        defaults["tasks"]["search_root"] = str(CHECKOUT)
        return defaults


class TaskProgram(Program):
    """invoke's program; wrong use exits with 2, a fault of ours with 3 and one line."""

    def parse_core(self, argv: list[str] | None) -> None:
        with usage_errors():
            super().parse_core(argv)
        # invoke switches off .pyc files unless asked; we want them, start-up is slow without.
        sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)

    def parse_collection(self) -> None:
        with usage_errors():
            super().parse_collection()

    def parse_tasks(self) -> None:
        with usage_errors():
            try:
                super().parse_tasks()
            except ParseError as error:
                if not self.may_be_left_out(error):
                    raise
                self.core.unparsed.append(LEFT_OUT[error.context.name])
                super().parse_tasks()
            # invoke takes an option that may be repeated without its value, if it is the last word.
            last = self.argv[-1]
            for argument in (argument for task in self.tasks for argument in task.args.values()):
                if argument.kind is list and last in (f"--{name}" for name in argument.names):
                    raise ParseError(f"Flag '{last}' needed value and was not given one!")

    def may_be_left_out(self, error: ParseError) -> bool:
        """Whether all that is wrong is that the last task's only argument is left out, and it may be."""
        task = error.context
        return (task is not None and task.name in LEFT_OUT and task.missing_positional_args == task.positional_args
                and "positional arguments" in str(error))

    def parse_cleanup(self) -> None:
        with usage_errors():
            super().parse_cleanup()

    def execute(self) -> None:
        try:
            super().execute()
        except KeyboardInterrupt:
            # invoke alone would end with 1, which says that problems were found.
            raise Exit("interrupted", code=130) from None

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        try:
            super().run(argv, exit)
        except BrokenPipeError:
            # The reader went away (`| head`); keep the interpreter from complaining when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except Exception as error:
            report_internal_error(error, error.__traceback__)
            sys.exit(3)


@contextmanager
def usage_errors():
    """Wrong use of the command line ends with status 2; invoke alone would end with 1."""
    try:
        yield
    except ParseError as error:
        raise Exit(str(error), code=2) from error


def report_internal_error(error: BaseException, trace: TracebackType | None) -> None:
    """One line with the kind of exception and our innermost place; QWG_DEBUG=1 adds the traceback."""
    debug = os.environ.get("QWG_DEBUG", "") not in ("", "0")
    frames = traceback.extract_tb(trace)
    own = (str(CHECKOUT / "tools"), str(CHECKOUT / "tasks.py"))
    ours = [frame for frame in frames if frame.filename.startswith(own)] or frames
    place = f"{os.path.relpath(ours[-1].filename, CHECKOUT)}:{ours[-1].lineno}" if ours else "unknown place"
    text = " ".join(str(error).split())[:200]
    hint = "" if debug else "; QWG_DEBUG=1 shows the traceback"
    print(f"internal error, please report: {type(error).__name__}: {text} at {place}{hint}", file=sys.stderr)
    if debug:
        traceback.print_exception(error)


def arguments_after_dashes(argv: list[str] | None = None) -> list[str]:
    """What follows a lone `--` on the command line, word by word (invoke itself joins it into one string)."""
    argv = sys.argv if argv is None else argv
    return argv[argv.index("--") + 1:] if "--" in argv else []


def run_tests(arguments: list[str]) -> int:
    """Runs pytest in the checkout with `arguments` and gives this project's exit code."""
    from qwg.golden.session import PYTEST_STATUS

    # The tests start processes of their own: what marks this one must not reach them.
    run = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=CHECKOUT)
    # A signal (negative) is a problem too.
    return PYTEST_STATUS.get(run.returncode, 1)


def run_fuzz(**options: str | bool | list[str] | None) -> int:
    """Runs tests/fuzz with these options of its command line; those without a value are left out."""
    words = [sys.executable, str(CHECKOUT / "tests" / "fuzz")]
    for name, value in options.items():
        if value is True:
            words.append(f"--{name}")
        elif value:
            words += [f"--{name}={one}" for one in ([value] if isinstance(value, str) else value)]
    with subprocess.Popen(words) as run:
        while True:
            try:
                return run.wait()
            except KeyboardInterrupt:
                # The same Ctrl-C reaches the run, which ends in order.
                continue


def main() -> None:
    """Runs the tasks that the command line names."""
    TaskProgram(name="qwg", binary="invoke", binary_names=["invoke"], version=__version__,
                config_class=TaskConfig).run()

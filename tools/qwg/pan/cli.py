"""The command line of panc 10 in, an exit status out: 0 fine, 1 errors in templates, 2 wrong use, 3 internal error.

Messages about the program go to standard output after everything has run, as panc's do; what the program itself
prints (debug, traceback, deprecated) goes to standard error.
"""
from __future__ import annotations

import argparse
import os
import re
import sys
import time
from pathlib import Path

from .formats import FORMATS

WITH_VALUE = frozenset(("--debug-ns-include", "--debug-ns-exclude", "--initial-data", "--include-path", "--output-dir",
                        "--formats", "--java-opts", "--max-iteration", "--max-recursion", "--nthread", "--logging",
                        "--log-file", "--warnings", "--cache-dir", "--diagnostics"))
WITHOUT_MEANING = {"java_opts": "--java-opts", "logging": "--logging", "log_file": "--log-file"}


class UsageError(Exception):
    """The command line cannot be carried out."""


class Parser(argparse.ArgumentParser):
    """argparse with panc's manner: one line that begins with OPTIONS ERROR."""

    def error(self, message: str):
        raise UsageError(message)


def make_parser() -> Parser:
    parser = Parser(prog="python -m qwg.pan", add_help=False, allow_abbrev=False,
                    usage="%(prog)s [options] [pan source files...]")
    say = parser.add_argument
    say("--debug", action="store_true", help="enable all debugging")
    say("--debug-ns-include", metavar="REGEX", help="enable debugging in templates whose name matches")
    say("--debug-ns-exclude", metavar="REGEX", help="disable debugging in templates whose name matches")
    say("--initial-data", metavar="DICT", help="root element to start from (a DML expression, must give a dict)")
    say("--include-path", metavar="PATH", help=f"directories to look templates up in, separated by '{os.pathsep}'")
    say("--output-dir", metavar="DIR", help="output directory")
    say("--formats", metavar="FORMATS", default="pan,dep", help="output formats, separated by commas: "
        + " ".join(FORMATS))
    say("--java-opts", metavar="OPTS", help="accepted for panc's sake, without meaning here")
    say("--max-iteration", metavar="LIMIT", default="10000", help="maximum number of iterations of a loop")
    say("--max-recursion", metavar="LIMIT", default="50", help="maximum depth of includes and calls")
    say("--nthread", metavar="NUM", default="0", help="processes that share the work (0: one for each CPU)")
    say("--logging", metavar="TYPES", help="accepted for panc's sake, without meaning here")
    say("--log-file", metavar="FILE", help="accepted for panc's sake, without meaning here")
    say("--warnings", metavar="FLAG", default="on", help="off, on or fatal")
    say("--cache-dir", metavar="DIR", help="where compiled templates are kept (none: not kept)")
    say("--diagnostics", metavar="FORM", default="text", help="text or json")
    say("-v", "--verbose", action="store_true", help="show statistics")
    say("--version", action="store_true", help="show the compiler's version")
    say("-h", "--help", action="store_true", help="print this help")
    say("sources", nargs="*", metavar="FILE")
    return parser


def joined(argv: list[str]) -> list[str]:
    """Each option and its value in one word: panc takes any word as a value, also one like -Xmx1g."""
    words, waiting = [], iter(argv)
    for word in waiting:
        if word == "--":
            return [*words, word, *waiting]
        value = next(waiting, None) if word in WITH_VALUE else None
        words.append(word if value is None else f"{word}={value}")
    return words


def integer(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"invalid integer value ({text}) for {name}") from None


def positive(text: str, name: str) -> int:
    value = integer(text, name)
    if value <= 0:
        raise UsageError(f"only positive values for {name} are allowed")
    return value


def not_negative(text: str, name: str) -> int:
    value = integer(text, name)
    if value < 0:
        raise UsageError(f"only values of 0 and more for {name} are allowed")
    return value


def directory(text: str, what: str) -> Path:
    path = Path(text).absolute()
    if not path.is_dir():
        raise UsageError(f"{what} must be an existing directory: {text}")
    return path


def pattern(text: str | None, name: str) -> str | None:
    if text is not None:
        try:
            re.compile(text)
        except re.error as error:
            raise UsageError(f"{name} is not a regular expression: {error}") from None
    return text


def options_from(arguments):
    from .compiler import Options
    include_path = [directory(part, "the include path") for part in (arguments.include_path or "").split(os.pathsep)
                    if part.strip()] or [Path.cwd()]
    formats = tuple(dict.fromkeys(name for name in re.split(r"\s*,\s*", arguments.formats.strip())))
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"unknown formatter: {name}")
    if arguments.warnings not in ("off", "on", "fatal"):
        raise UsageError("--warnings must be off, on, or fatal")
    if arguments.diagnostics not in ("text", "json"):
        raise UsageError("--diagnostics must be text or json")
    return Options(
        include_path=include_path,
        output_dir=directory(arguments.output_dir, "the output directory") if arguments.output_dir else Path.cwd(),
        formats=tuple(name for name in formats if FORMATS[name] is not None),
        warnings=arguments.warnings,
        max_iteration=positive(arguments.max_iteration, "--max-iteration"),
        max_recursion=positive(arguments.max_recursion, "--max-recursion"),
        initial_data=arguments.initial_data,
        debug_include=".*" if arguments.debug else pattern(arguments.debug_ns_include, "--debug-ns-include"),
        debug_exclude=None if arguments.debug else pattern(arguments.debug_ns_exclude, "--debug-ns-exclude"),
        cache_dir=Path(arguments.cache_dir).absolute() if arguments.cache_dir else None,
        workers=not_negative(arguments.nthread, "--nthread"))


def main(argv: list[str] | None = None) -> int:
    """Run the command; its exit status comes back."""
    parser = make_parser()
    try:
        arguments = parser.parse_args(joined(sys.argv[1:] if argv is None else argv))
        if arguments.help:
            print(parser.format_help(), end="")
            return 0
        if arguments.version:
            from qwg import __version__
            print(f"pan compiler version: {__version__} (the Pan of panc 10.9)")
            return 0
        options = options_from(arguments)
    except UsageError as error:
        print(f"OPTIONS ERROR: {error}")
        return 2
    for name, option in WITHOUT_MEANING.items():
        if getattr(arguments, name) is not None:
            print(f"note: {option} has no meaning for this compiler and is ignored", file=sys.stderr)
    return compile_sources(arguments, options)


def compile_sources(arguments, options) -> int:
    from .compiler import Compiler
    started = time.monotonic()
    results = Compiler(options).run(arguments.sources)
    if arguments.diagnostics == "json":
        import json
        print(json.dumps([diagnostic.as_dict() for diagnostic in results.diagnostics], indent=1))
    else:
        for diagnostic in results.diagnostics:
            print(diagnostic.text(), end="\n\n")
    if arguments.verbose:
        written = sum(len(profile.outputs) for profile in results.profiles)
        stream = sys.stderr if arguments.diagnostics == "json" else sys.stdout
        print(f"{results.templates} templates, {results.compiled} compiled, {len(results.profiles)} objects, "
              f"{written} files, {len(results.diagnostics)} errors, {(time.monotonic() - started) * 1000:.0f} ms",
              file=stream)
    if any(diagnostic.code == "pan.internal" for diagnostic in results.diagnostics):
        return 3
    return 0 if results.ok else 1

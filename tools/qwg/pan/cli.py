"""The command line of panc 10 in, an exit status out: 0 fine, 1 errors in templates, 2 wrong use, 3 internal error.

Messages about the program go to standard output after everything has run, as panc's do; what the program itself
prints (debug, traceback, deprecated) goes to standard error.
"""
from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections import namedtuple
from types import SimpleNamespace

from .formats import FORMATS

WITHOUT_MEANING = {"java_opts": "--java-opts", "logging": "--logging", "log_file": "--log-file"}


class UsageError(Exception):
    """The command line cannot be carried out."""


class Option(namedtuple("Option", "words value default help")):
    """`value` is what its value is called in the help, None for a switch."""
    __slots__ = ()

    @property
    def name(self) -> str:
        return self.words[-1].lstrip("-").replace("-", "_")


OPTIONS = tuple(Option(words.split(), *rest) for words, *rest in (
    ("--debug", None, False, "enable all debugging"),
    ("--debug-ns-include", "REGEX", None, "enable debugging in templates whose name matches"),
    ("--debug-ns-exclude", "REGEX", None, "disable debugging in templates whose name matches"),
    ("--initial-data", "DICT", None, "root element to start from (a DML expression, must give a dict)"),
    ("--include-path", "PATH", None, f"directories to look templates up in, separated by '{os.pathsep}'"),
    ("--output-dir", "DIR", None, "output directory"),
    ("--formats", "FORMATS", "pan,dep", "output formats, separated by commas: " + " ".join(FORMATS)),
    ("--java-opts", "OPTS", None, "accepted for panc's sake, without meaning here"),
    ("--max-iteration", "LIMIT", "10000", "maximum number of iterations of a loop"),
    ("--max-recursion", "LIMIT", "50", "maximum depth of includes and calls"),
    ("--nthread", "NUM", "0", "processes that share the work (0: one for each CPU)"),
    ("--logging", "TYPES", None, "accepted for panc's sake, without meaning here"),
    ("--log-file", "FILE", None, "accepted for panc's sake, without meaning here"),
    ("--warnings", "FLAG", "on", "off, on or fatal"),
    ("--cache-dir", "DIR", None, "where compiled templates are kept (none: not kept)"),
    ("--diagnostics", "FORM", "text", "text or json"),
    ("-v --verbose", None, False, "show statistics"),
    ("--version", None, False, "show the compiler's version"),
    ("-h --help", None, False, "print this help"),
))


def parse(argv: list[str]) -> SimpleNamespace:
    """The options by name, and `sources`. As with panc any word is a value, also one like -Xmx1g.

    argparse can do this too, but its import takes longer than a small compilation.
    """
    known = {word: option for option in OPTIONS for word in option.words}
    found = {option.name: option.default for option in OPTIONS}
    sources, waiting = [], iter(argv)
    for word in waiting:
        if word == "--":
            sources += waiting
        elif word[:1] != "-" or word == "-":
            sources.append(word)
        else:
            name, equals, value = word.partition("=")
            option = known.get(name)
            if option is None:
                raise UsageError(f"unknown option: {word}")
            if option.value is None:
                if equals:
                    raise UsageError(f"{name} takes no value: {word}")
                value = True
            elif not equals:
                value = next(waiting, None)
                if value is None:
                    raise UsageError(f"{name} needs a value")
            found[option.name] = value
    return SimpleNamespace(**found, sources=sources)


def help_text() -> str:
    lines = ["usage: python -m qwg.pan [options] [pan source files...]", "", "options:"]
    for option in OPTIONS:
        lines += ["  " + ", ".join(option.words) + (f" {option.value}" if option.value else ""),
                  f"        {option.help}"]
    return "\n".join(lines)


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


def directory(text: str, what: str) -> str:
    path = os.path.abspath(text)
    if not os.path.isdir(path):
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
    from .records import Options
    include_path = [directory(part, "the include path") for part in (arguments.include_path or "").split(os.pathsep)
                    if part.strip()] or [os.getcwd()]
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
        output_dir=directory(arguments.output_dir, "the output directory") if arguments.output_dir else os.getcwd(),
        formats=tuple(name for name in formats if FORMATS[name] is not None),
        warnings=arguments.warnings,
        max_iteration=positive(arguments.max_iteration, "--max-iteration"),
        max_recursion=positive(arguments.max_recursion, "--max-recursion"),
        initial_data=arguments.initial_data,
        debug_include=".*" if arguments.debug else pattern(arguments.debug_ns_include, "--debug-ns-include"),
        debug_exclude=None if arguments.debug else pattern(arguments.debug_ns_exclude, "--debug-ns-exclude"),
        cache_dir=os.path.abspath(arguments.cache_dir) if arguments.cache_dir else None,
        workers=not_negative(arguments.nthread, "--nthread"),
        keep_warnings=False)


def main(argv: list[str] | None = None) -> int:
    """Run the command; its exit status comes back."""
    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
        if arguments.help:
            print(help_text())
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
    # The process ends with the run; nothing of it is worth a search for circles.
    gc.disable()
    started = time.monotonic()
    results = Compiler(options).run(arguments.sources)
    if arguments.diagnostics == "json":
        import json
        print(json.dumps([diagnostic.as_dict() for diagnostic in results.diagnostics], indent=1))
    else:
        for diagnostic in results.diagnostics:
            print(diagnostic.text(), end="\n\n")
    if arguments.verbose:
        written = sum(len(profile.files) for profile in results.profiles)
        stream = sys.stderr if arguments.diagnostics == "json" else sys.stdout
        print(f"{results.templates} templates, {results.compiled} compiled, {len(results.profiles)} objects, "
              f"{written} files, {len(results.diagnostics)} errors, {(time.monotonic() - started) * 1000:.0f} ms",
              file=stream)
    if any(diagnostic.code == "pan.internal" for diagnostic in results.diagnostics):
        return 3
    return 0 if results.ok else 1

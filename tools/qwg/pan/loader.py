"""Template names in, Loaded templates out: found on the include path, compiled or taken from the cache, fit to run."""
from __future__ import annotations

import itertools
import marshal
import os
import types as pytypes

from . import codegen
from .codegen import (DO_BIND, DO_BIND_COMPUTED, DO_DECLARE, DO_FUNCTION, DO_PATH, DO_PATH_CONSTANT, DO_PATH_DELETE,
                      DO_RECORDED, DO_SET, DO_SET_CONSTANT, DO_TYPE, STATIC, Unit, stored)
from .diagnostics import Span
from .digests import content_digest
from .errors import EvaluationError, PanError, PanSyntaxError, PanSystemError
from .formats import read_file
from .javatext import from_utf8
from .nodes import ALIAS, CHOICE, DICT_OF, LINK_TO, LIST_OF, RECORD
from .paths import Path, is_template_name
from .runtime import NAMES, Context, UserFunction
from .types import Alias, Choice, DictOf, FullType, Link, ListOf, Record, inert_names
from .values import protect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ahead import Ahead
    from .lexer import Source

SUFFIXES = ((".pan", "PAN"), (".tpl", "TPL"))


class Finder:
    """Looks files up in the include directories; what it has seen of a directory it remembers."""

    def __init__(self, include_path: list[str]):
        self.include_path = include_path
        self.roots = set(include_path)
        self.bases: dict[tuple[str, ...], list[str]] = {}
        self.folders: dict[tuple[str, tuple[str, ...]], list[tuple[str, str, frozenset[str]]]] = {}
        self.directories: dict[str, frozenset[str]] = {}
        # Those that may not be listed; what is in them may be readable all the same.
        self.closed: set[str] = set()
        self.sources: dict[tuple[str, tuple[str, ...]], tuple[str, str, str] | None] = {}
        self.texts: dict[tuple[str, tuple[str, ...]], tuple[str, str] | None] = {}

    def names(self, directory: str) -> frozenset[str]:
        """What is in a directory; nothing if it is not there. One within it is only asked for if it is there."""
        names = self.directories.get(directory)
        if names is None:
            parent, _, last = directory.rpartition("/")
            if (directory not in self.roots and parent and last not in ("", ".", "..")
                    and last not in self.names(parent) and parent not in self.closed):
                names = frozenset()
            else:
                try:
                    names = frozenset(os.listdir(directory))
                except (FileNotFoundError, NotADirectoryError):
                    names = frozenset()
                except OSError:
                    names = frozenset()
                    self.closed.add(directory)
            self.directories[directory] = names
        return names

    def places(self, name: str, loadpath: tuple[str, ...]):
        """(directory that the name is relative to, file's directory, last part of the name) to look at, in order."""
        folder, _, last = name.rpartition("/")
        loadpath = tuple(loadpath)
        bases = self.bases.get(loadpath)
        if bases is None:
            bases = self.bases[loadpath] = [os.path.join(include, entry) if entry else include
                                            for include in self.include_path for entry in loadpath]
        for directory in bases:
            yield directory, os.path.join(directory, folder) if folder else directory, last

    def source(self, name: str, loadpath: tuple[str, ...] = ("",)) -> tuple[str, str, str] | None:
        """(file, directory that the name is relative to, PAN or TPL) of a template, or None."""
        key = (name, loadpath)
        if key not in self.sources:
            self.sources[key] = self.search(name, loadpath)
        return self.sources[key]

    def search(self, name: str, loadpath: tuple[str, ...]):
        folder, _, last = name.rpartition("/")
        for directory, place, names in self.there(folder, loadpath):
            for suffix, kind in SUFFIXES:
                if last + suffix in names:
                    file = f"{place}/{last}{suffix}"
                    if os.path.exists(file):
                        return file, directory, kind
        return None

    def there(self, folder: str, loadpath: tuple[str, ...]) -> list[tuple[str, str, frozenset[str]]]:
        """(directory that the folder is relative to, its place, what is in it) where it is there, in order.

        Few of the places of a folder are, and one is only where the folder that it is in is.
        """
        found = self.folders.get((folder, loadpath))
        if found is None:
            outer, _, last = folder.rpartition("/")
            if last in ("", ".", ".."):
                # The include directories themselves, or a name that no template of panc has.
                places = [place[:2] for place in self.places(folder and f"{folder}/", loadpath)]
            else:
                places = [(directory, os.path.join(place, last)) for directory, place, names in
                          self.there(outer, loadpath) if last in names or place in self.closed]
            found = self.folders[folder, loadpath] = [
                (directory, place, names) for directory, place in places
                if (names := self.names(place)) or place in self.closed]
        return found

    def text(self, name: str, loadpath: tuple[str, ...]) -> tuple[str, str] | None:
        """(file, directory that the name is relative to) of a file for file_contents(), or None."""
        key = (name, loadpath)
        if key not in self.texts:
            found = None
            for include in self.include_path:
                for entry in loadpath:
                    directory = os.path.join(include, entry) if entry else include
                    if found is None and os.path.exists(os.path.join(directory, name)):
                        found = os.path.join(directory, name), directory
            self.texts[key] = found
        return self.texts[key]


class Declared:
    """Types and functions that a template declares one after the other."""

    def __init__(self, loaded: "Loaded", operations: list[tuple]):
        self.operations = operations
        self.types: dict[str, FullType] = {}
        self.functions: dict[str, UserFunction] = {}
        needed: set[str] = set()
        included: set[str] = set()
        for what, tokens, name, content in operations:
            if what == DO_TYPE:
                needed |= content.base.mentioned - self.types.keys()
                included.update(content.base.included)
                self.types[name] = content
            else:
                self.functions[name] = UserFunction(loaded, content, tokens)
        self.needed = frozenset(needed)
        self.included = included

    def declare(self, c: Context) -> bool:
        """Declare all; False, with nothing done, where one of them is in error."""
        types = c.types
        if not (types.keys().isdisjoint(self.types) and c.functions.keys().isdisjoint(self.functions)
                and types.keys() >= self.needed):
            return False
        if not all((self.types.get(name) or types[name]).base.is_record for name in self.included):
            return False
        types.update(self.types)
        c.functions.update(self.functions)
        return True


class Loaded:
    """A template ready to run. `operations` all run at its first use in an object, `repeated` at later uses."""

    def __init__(self, unit: Unit, file: str, digest: bytes, record: bool = False):
        self.branches = unit.branches
        self.kind = unit.kind
        self.name = unit.name
        self.file = file
        self.digest = digest
        stem, suffix = os.path.splitext(file)
        # As .dep has it: the name, what kind of file, and the directory that the name is relative to.
        self.dependency = unit.name, suffix[1:].upper(), stem.removesuffix(f"/{unit.name}")
        self.lines = unit.lines
        self.bodies = [pytypes.FunctionType(code, NAMES) for code in unit.codes]
        self.operations = [self.prepared(operation) for operation in unit.operations]
        repeated = [operation for operation in self.operations if operation[0] not in STATIC]
        if record:
            wrapped = {id(operation): (DO_RECORDED, operation[1], operation, number)
                       for number, operation in enumerate(self.operations)}
            repeated = [wrapped[id(operation)] for operation in repeated]
            self.operations = list(wrapped.values())
        else:
            self.operations = self.declared_together(self.operations)
        self.repeated = [] if unit.kind in ("unique", "declaration") else repeated
        self._source: "Source | None" = None

    def declared_together(self, operations: list[tuple]) -> list[tuple]:
        """The operations, with those types and functions as one that are declared one after the other."""
        found: list[tuple] = []
        for declares, group in itertools.groupby(operations, lambda operation: operation[0] in (DO_TYPE, DO_FUNCTION)):
            group = list(group)
            found += [(DO_DECLARE, group[0][1], Declared(self, group))] if declares and len(group) > 1 else group
        return found

    def prepared(self, operation):
        """An operation with its constants as values, its bodies as functions and its types as objects."""
        what = operation[0]
        if what in (DO_PATH, DO_PATH_CONSTANT, DO_PATH_DELETE, DO_BIND):
            place = Path(*operation[2])
            if what == DO_PATH:
                return what, operation[1], place, self.bodies[operation[3]], *operation[4:]
            if what == DO_PATH_CONSTANT:
                return what, operation[1], place, protect(stored(operation[3])), *operation[4:]
            if what == DO_BIND:
                return what, operation[1], place, self.full_type(operation[3])
            return what, operation[1], place, *operation[3:]
        if what == DO_SET_CONSTANT:
            return *operation[:3], protect(stored(operation[3])), *operation[4:]
        if what == DO_SET or what == DO_FUNCTION:
            return *operation[:3], self.bodies[operation[3]], *operation[4:]
        if what == DO_TYPE or what == DO_BIND_COMPUTED:
            return *operation[:3], self.full_type(operation[3])
        if what == codegen.DO_INCLUDE_COMPUTED:
            return *operation[:2], self.bodies[operation[2]]
        return operation

    def full_type(self, stored_type) -> FullType:
        _, tokens, base, default, check = stored_type
        return FullType(self.base_type(base), None if default is None else protect(stored(default)),
                        None if check is None else self.bodies[check], self, tokens)

    def base_type(self, stored_type):
        kind = stored_type[0]
        if kind == ALIAS:
            return Alias(stored_type[1], stored_type[2])
        if kind == CHOICE:
            return Choice(stored_type[1])
        if kind == LIST_OF:
            return ListOf(self.base_type(stored_type[1]), stored_type[2])
        if kind == DICT_OF:
            return DictOf(self.base_type(stored_type[1]), stored_type[2])
        if kind == LINK_TO:
            return Link(self.base_type(stored_type[1]))
        assert kind == RECORD
        _, extensible, includes, required, optional, limits = stored_type
        return Record(extensible, includes, [(name, self.full_type(full)) for name, full in required],
                      [(name, self.full_type(full)) for name, full in optional], limits)

    def span(self, tokens: tuple[int, int] | None) -> Span:
        """The place of tokens in the file, as long as the file is still what was compiled."""
        if self._source is None:
            try:
                data = read_file(self.file)
            except OSError:
                return Span(self.file)
            if content_digest(data) != self.digest:
                return Span(self.file)
            from .lexer import Source
            self._source = Source(self.file, decode(data))
        return self._source.span(tokens)

    def line_tokens(self, line: int) -> tuple[int, int] | None:
        """The tokens that one line of the generated code stands for."""
        at = line * 8
        first = int.from_bytes(self.lines[at:at + 4], "little", signed=True)
        last = int.from_bytes(self.lines[at + 4:at + 8], "little", signed=True)
        return (first, last) if first >= 0 else None


def entries(directories: list[str]) -> set[str]:
    """The names of what lies in directories, of which some may be missing."""
    names: set[str] = set()
    for directory in directories:
        try:
            names.update(os.listdir(directory))
        except OSError:
            continue
    return names


def decode(data: bytes) -> str:
    """UTF-8 as Java's reader takes it: what is not UTF-8 becomes replacement characters, as many as Java makes."""
    return from_utf8(data)


class Loader:
    """All templates of one compiler, by file. A file is read and compiled once; an error in it is kept as well."""

    def __init__(self, finder: Finder, cache, debug_enabled, record: bool = False,
                 texts: dict[str, bytes] | None = None):
        self.texts = texts or {}
        self.record = record
        self.finder = finder
        self.cache = cache
        self.debug_enabled = debug_enabled
        self.loaded: dict[str, Loaded | PanError] = {}
        # The digest of every file as it was when it was read, also of text files and of templates with errors.
        self.digests: dict[str, bytes] = {}
        self.compiled: set[str] = set()
        self.inert: dict[frozenset, frozenset[str] | None] = {}
        # The LOADPATH of the last look-up, and the files of a run for which another process may compile ahead.
        self.loadpath: tuple[str, ...] = ("",)
        self.sources: list[str] = []
        self.ahead: Ahead | None = None

    def inert_names(self, types: dict[str, FullType]) -> frozenset[str]:
        """types.inert_names() of an object's types. It pays where others have the same types: first, none is said."""
        key = frozenset(types.values())
        if len(self.inert) > 100:
            self.inert.clear()
        found = self.inert.get(key)
        if found is None:
            found = self.inert[key] = inert_names(types) if key in self.inert else None
        return found or frozenset()

    def content(self, file: str) -> bytes:
        return self.texts[file] if file in self.texts else read_file(file)

    def file(self, file: str, name: str | None = None) -> Loaded:
        """The template in a file. `name` is the name it was asked for by, which it must have."""
        found = self.loaded.get(file)
        if found is None:
            try:
                found = self.read(file)
            except PanError as error:
                found = error
            self.loaded[file] = found
        if isinstance(found, PanError):
            raise found.again()
        if name is not None and found.name != name:
            raise PanSyntaxError(f"misplaced or misnamed template; directory and name must match '{name}', but the "
                                 f"template is called '{found.name}'", span=found.span((0, 2)))
        return found

    def read(self, file: str) -> Loaded:
        try:
            data = self.content(file)
        except OSError as error:
            raise PanSystemError(f"the template file cannot be read: {error.strerror}", span=Span(file)) from None
        digest = self.digests[file] = content_digest(data)
        key = content_digest(b"recorded" + digest) if self.record else digest
        unit = self.cache.get(key) if self.cache else None
        if unit is None:
            if self.ahead is None and self.sources:
                from .ahead import Ahead
                self.ahead = Ahead(self, self.sources)
            packed = self.ahead.unit(file, digest) if self.ahead else None
            if packed is not None:
                unit = Unit(*marshal.loads(packed))
                if self.cache:
                    self.cache.absorb({key: packed}, {key})
            else:
                unit, debug = self.compile(file, data)
                if self.cache and not debug:
                    self.cache.put(key, unit)
            self.compiled.add(file)
        elif self.debug_enabled(unit.name):
            from .parser import parse_template
            unit = codegen.compile_template(parse_template(decode(data)), True, self.record)
        self.check_name(unit.name, file, data)
        return Loaded(unit, file, digest, self.record)

    def compile(self, file: str, data: bytes) -> tuple[Unit, bool]:
        """The unit of a file's content, and whether it is one for debugging. PanError, with its place."""
        # A run that finds everything in the cache needs no parser.
        from .lexer import Source
        from .parser import parse_template
        text = decode(data)
        try:
            if "@" in text:
                from .annotations import check_annotations
                check_annotations(text, file)
            template = parse_template(text)
            debug = self.debug_enabled(template.name)
            unit = codegen.compile_template(template, debug, self.record)
            self.check_name(unit.name, file, data)
            codegen.check_statements(unit.kind, unit.operations)
        except PanError as error:
            if error.span is None or error.span.file == "":
                error.span = Source(file, text).span(error.tokens)
            raise
        except RecursionError:
            raise PanSystemError("expressions are nested too deeply in this template", span=Span(file)) from None
        return unit, debug

    def go_alone(self) -> None:
        """No other process compiles ahead any more."""
        self.sources = []
        if self.ahead:
            self.ahead.stop()

    @staticmethod
    def check_name(name: str, file: str, data: bytes) -> None:
        if not is_template_name(name):
            message = f"invalid template name ({name})"
        elif not any(file.endswith(f"/{name}{suffix}") for suffix, _ in SUFFIXES):
            message = f"misplaced or misnamed template; directory and name must match '{name}'"
        else:
            return
        from .lexer import Source
        raise PanSyntaxError(message, span=Source(file, decode(data)).span((0, 2)))

    def find(self, name: str, loadpath: tuple[str, ...]) -> Loaded:
        found = self.finder.source(name, loadpath)
        if found is None:
            raise self.missing(name, loadpath)
        self.loadpath = loadpath
        return self.file(found[0], name)

    def missing(self, name: str, loadpath: tuple[str, ...]) -> EvaluationError:
        error = EvaluationError(f"cannot locate template named '{name}'")
        error.notes = self.suggestions(name, loadpath)
        return error

    def suggestions(self, name: str, loadpath: tuple[str, ...]) -> tuple[str, ...]:
        """Templates with nearly the same name, in the folder of that name or else one with nearly its name."""
        from difflib import get_close_matches
        *folders, last = name.split("/")
        # Not through the finder: what is only read for a message is no dependency.
        roots = sorted({directory for directory, _, _ in self.finder.places(name, loadpath)})
        for number, folder in enumerate(folders):
            present = entries(roots)
            if folder not in present:
                folders[number] = folder = next(iter(get_close_matches(folder, sorted(present), 1, 0.7)), folder)
            roots = [os.path.join(root, folder) for root in roots]
        templates = {stem for stem, suffix in map(os.path.splitext, entries(roots)) if suffix in dict(SUFFIXES)}
        close = ["/".join((*folders, stem)) for stem in get_close_matches(last, sorted(templates), 3, 0.7)]
        notes = (f"did you mean {' or '.join(close)}?",) if close else ()
        count = len(self.finder.include_path)
        return notes + (f"looked for in {count} include director{'y' if count == 1 else 'ies'}"
                        + (f" with LOADPATH {', '.join(loadpath[1:])}" if loadpath[1:] else ""),)



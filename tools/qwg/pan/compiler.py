"""Source files of object templates in, written profiles and Diagnostics out: builds, validates and outputs objects.

An object is executed, gets its types' defaults, is checked for undefined elements, and every bound type validates
its element; objects that it reads are built in the same way, and validated before it is written.
"""
from __future__ import annotations

import contextlib
import functools
import gc
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator

from . import statements, trace
from .diagnostics import Diagnostic, Frame, Span
from .digests import content_digest
from .errors import (EvaluationError, InternalError, PanError, PanParseError, PanSyntaxError, PanSystemError,
                     ValidationError)
from .formats import FORMATS, read_file, write_file
from .loader import Finder, Loaded, Loader, decode
from .memo import Memo
from .paths import Path, path_order
from .records import Finished, Options, Profile, Results
from .runtime import Context, Global
from .types import BUILTIN_TYPES, shown_value
from .values import (PROPERTIES, RESOURCE_LIMIT, RESOURCES, TRANSIENTS, UNDEF, check_size, duplicate, observe, protect,
                     sorted_keys, unwrap)

TYPE_CHECKING = False  # typing's name for it; the import of typing takes longer than a small compilation
if TYPE_CHECKING:
    from .recording import Recorder, Write

EXPLAINED_AT_MOST = 25
# Trees of written objects that are kept because others read them; what is asked for later is built once more.
KEPT_AT_MOST = 100
# What it takes to share work with another process, in seconds.
FORK_COST = 0.02
RECURSION_LIMIT = 8_000


class Built:
    """An object after execution and defaults, with how far its validation has come."""

    def __init__(self, context: Context, loaded: Loaded):
        self.context = context
        self.loaded = loaded
        self.validated: bool | PanError = False
        self.dependents_checked = False


class Builder:
    """Builds objects on demand and once; the services of a Context that reach beyond its own object."""

    def __init__(self, options: Options, loader: Loader, root: dict):
        self.options = options
        self.loader = loader
        self.finder = loader.finder
        self.root = root
        self.recorder: Recorder | None = None
        self.memo: Memo | None = Memo()
        self.explained = 0
        self.objects: dict[str, Built | PanError] = {}
        self.invalid: dict[str, PanError] = {}
        self.read: dict[str, None] = {}
        self.waiting: list[str] = []
        self.warnings: list[Diagnostic] = []
        self.found_objects: set[str] = set()
        self.heard: set[tuple[str, str]] = set()
        self.log = None

    # --- what contexts ask for -----------------------------------------------------------------------------------

    def load(self, c: Context, name: str) -> Loaded:
        loaded = self.loader.find(name, c.loadpath)
        c.lookups["source", name, c.loadpath] = loaded.file
        c.templates[name] = loaded
        if loaded.kind == "object":
            self.note_object(c, loaded)
        return loaded

    def note_object(self, c: Context, loaded: Loaded) -> None:
        c.objects.add(loaded.name)
        self.found_objects.add(loaded.file)

    def template_exists(self, c: Context, name: str) -> bool:
        if name in c.templates:
            return True
        found = self.finder.source(name, c.loadpath)
        c.lookups["source", name, c.loadpath] = found and found[0]
        if found is None:
            c.other_sources.add((name, "ABSENT_SOURCE", ""))
            return False
        try:
            loaded = self.loader.file(found[0], name)
        except (PanParseError, PanSystemError):
            raise
        except PanSyntaxError:
            # A template that is there but cannot be used exists all the same; one of another name does not.
            loaded = self.loader.loaded.get(found[0])
            return isinstance(loaded, PanError)
        except PanError:
            return True
        if loaded.kind == "object":
            self.found_objects.add(loaded.file)
        return True

    def run_structure(self, c: Context, name: str) -> dict:
        return statements.run_structure(c, name)

    def find_text(self, c: Context, name: str):
        found = self.finder.text(name, c.loadpath)
        c.lookups["text", name, c.loadpath] = found and found[0]
        c.other_sources.add((name, "TEXT", found[1]) if found else (name, "ABSENT_TEXT", ""))
        return found

    def read_text(self, c: Context, name: str, compression: str | None) -> str:
        found = self.find_text(c, name)
        if found is None:
            raise EvaluationError(f"file ({name}) does not exist")
        if os.path.isdir(found[0]):
            raise EvaluationError(f"'{name}' is a directory; file_contents() reads files")
        try:
            data = read_file(found[0])
            self.loader.digests[found[0]] = content_digest(data)
            if compression:
                import gzip
                data = gzip.decompress(data)
            return decode(data)
        except (OSError, EOFError) as error:
            raise PanSystemError(f"the file cannot be read: {error}", span=Span(found[0])) from None

    def external_root(self, c: Context, name: str, lookup_only: bool):
        """The root of another object, which is built first; None where it does not exist and may be missing."""
        if name == c.object_name:
            return c.root
        loaded = c.templates.get(name)
        if loaded is None:
            found = self.finder.source(name, c.loadpath)
            c.lookups["source", name, c.loadpath] = found and found[0]
            if found is None:
                if lookup_only:
                    c.other_sources.add((name, "ABSENT_SOURCE", ""))
                    return None
                error = self.loader.missing(name, c.loadpath)
                error.message = f"object template {name} could not be found"
                raise error
            loaded = self.loader.file(found[0], name)
            c.templates[name] = loaded
        self.note_object(c, loaded)
        if loaded.kind != "object":
            raise EvaluationError(f"{name} does not refer to an object template")
        if c.building and name in self.waiting:
            circle = self.waiting[self.waiting.index(name):] + [name]
            error = EvaluationError(f"circular object dependency detected: {' -> '.join([circle[-2], *circle[:-1]])}"
                                    if len(circle) > 2 else f"circular object dependency detected: {c.object_name} -> "
                                    f"{name} -> {c.object_name}")
            error.circular = True
            raise error
        root = protect(unwrap(self.built(name).context.root))
        # The one that was read last stands last.
        self.read.pop(name, None)
        self.read[name] = None
        return root

    def place(self, c: Context, error: PanError) -> None:
        trace.place(c, error)

    def stack(self, c: Context, frame) -> list[Frame]:
        return trace.stack(c, frame, (Builder.execute.__code__, Builder.validate.__code__))

    def warn(self, c: Context, message: str, frame) -> None:
        print(message, file=sys.stderr)
        if not self.options.keep_warnings:
            return
        levels = tuple(self.stack(c, frame))
        said = self.warnings if self.log is None else self.log.text
        said.append(Diagnostic("warning", "pan.deprecated", message, levels[0].span if levels else None, (), levels,
                               c.object_name))

    # --- building --------------------------------------------------------------------------------------------------

    def built(self, name: str) -> Built:
        """An object by its name, executed and with defaults; its error, raised again, when that failed."""
        found = self.objects.get(name)
        if self.log is not None:
            self.log.mention(("build", name))
        if found is None:
            self.waiting.append(name)
            try:
                with self.aloud("build", name):
                    found = self.execute(name)
            except PanError as error:
                found = error
            finally:
                self.waiting.pop()
            self.objects[name] = found
        if isinstance(found, PanError):
            raise found
        return found

    def execute(self, name: str) -> Built:
        source = self.finder.source(name)
        if source is None:
            raise EvaluationError(f"cannot locate object template named '{name}'; its directory must be on the "
                                  "include path")
        loaded = self.loader.file(source[0], name)
        c = Context(self, loaded, duplicate(self.root))
        c.templates[name] = loaded
        c.lookups["source", name, c.loadpath] = loaded.file
        c.types = dict(BUILTIN_TYPES)
        c.memo = self.memo
        c.max_depth = self.options.max_recursion
        c.max_iterations = self.options.max_iteration
        c.globals = {"OBJECT": Global(name, True), "LOADPATH": Global([])}
        try:
            statements.run(c, loaded, loaded.operations)
            self.set_defaults(c)
        except PanError as error:
            trace.place(c, error)
            raise
        except RecursionError as deep:
            error = EvaluationError("values or expressions are nested too deeply; look for a resource that was put "
                                    "into itself").with_traceback(deep.__traceback__)
            trace.place(c, error)
            raise error from None
        c.building = False
        return Built(c, loaded)

    def set_defaults(self, c: Context) -> None:
        c.inert = self.loader.inert_names(c.types)
        for path in sorted(c.bindings, key=path_order):
            if self.recorder is not None:
                self.recorder.defaults_of(c, path, c.bindings[path])
            try:
                element = c.element(path, True)
            except EvaluationError:
                # panc gives up on all further bindings here, and so do we.
                break
            if element is None or element is UNDEF:
                for full in c.bindings[path]:
                    default = full.find_default(c)
                    if default is not None:
                        element = default
                        c.put(path, default)
                        break
            if element is not None and element is not UNDEF:
                for full in c.bindings[path]:
                    replacement = full.set_defaults(c, element)
                    if replacement is not None:
                        element = replacement
                        c.put(path, replacement)

    def validate(self, name: str) -> Built:
        """Validate one object by its own bindings."""
        built = self.built(name)
        if self.log is not None:
            self.log.mention(("check", name))
        if built.validated is False:
            built.validated = self.invalid.get(name, False)
        if built.validated is False:
            c = built.context
            try:
                with self.aloud("check", name):
                    self.check_undefined(c)
                    if self.options.validate:
                        self.check_bindings(c)
                built.validated = True
            except PanError as error:
                if isinstance(error, ValidationError):
                    self.explain(built, error)
                else:
                    trace.place(c, error)
                built.validated = self.invalid[name] = error
        if isinstance(built.validated, PanError):
            raise built.validated
        return built

    @staticmethod
    def check_undefined(c: Context) -> None:
        if is_complete(c.root):
            return
        check_size(c.root)
        way = undefined_way(c.root)
        if way is not None:
            error = ValidationError(f"element at /{'/'.join(map(str, way))} is undefined")
            error.path = Path("absolute", None, tuple(way))
            raise error

    @staticmethod
    def check_bindings(c: Context) -> None:
        # The tree is not protected meanwhile: what a check changes through a variable is changed, as with panc.
        for path in sorted(c.bindings, key=path_order):
            try:
                element = c.element(path, False)
            except EvaluationError:
                element = None
            for full in c.bindings[path]:
                try:
                    full.validate(c, element)
                except ValidationError as error:
                    error.path, error.bound = path, full
                    raise

    def aloud(self, stage: str, name: str):
        """The context for a stage of an object: what its program prints is heard once, however often it runs."""
        if self.log is not None:
            return self.log.stage((stage, name))
        if (stage, name) in self.heard:
            return self.muted()
        self.heard.add((stage, name))
        return contextlib.nullcontext()

    @contextlib.contextmanager
    def muted(self):
        said = len(self.warnings)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                yield
        finally:
            del self.warnings[said:]

    def release(self, name: str) -> None:
        """Drop the tree of an object that is written and that no other has read, and those read longest ago."""
        if self.recorder is not None:
            return
        unwanted = [other for other, _ in zip(list(self.read), range(len(self.read) - KEPT_AT_MOST))]
        if name not in self.read:
            unwanted.append(name)
        for other in unwanted:
            self.read.pop(other, None)
            if isinstance(self.objects.get(other), Built):
                del self.objects[other]

    def validate_all(self, name: str) -> Built:
        """Validate an object and those that it depends on, directly or through others."""
        built = self.validate(name)
        checked, waiting = {name}, sorted(built.context.objects)
        while waiting:
            other = waiting.pop()
            if other not in checked:
                checked.add(other)
                waiting.extend(sorted(self.validate(other).context.objects))
        return built

    def dependencies(self, built: Built) -> list[tuple[str, str, str]]:
        """(name, type, directory) of every source that the object and the objects it reads were made from."""
        found = set()
        for c in self.contexts(built):
            found |= c.other_sources
            found.update([loaded.dependency for loaded in c.templates.values()])
        return sorted(found, key=dependency_order)

    def contexts(self, built: Built) -> Iterator[Context]:
        """Those of the object and of all objects that it reads, directly or through others."""
        done, waiting = set(), [built.context.object_name]
        while waiting:
            name = waiting.pop()
            if name not in done:
                done.add(name)
                c = self.built(name).context
                waiting.extend(sorted(c.objects, reverse=True))
                yield c

    def used(self, built: Built) -> dict[tuple, tuple[str | None, bytes]]:
        """For Profile.used: every look-up behind an object, in the order in which they were made."""
        digests = self.loader.digests
        return {lookup: (file, digests.get(file, b"")) for c in self.contexts(built)
                for lookup, file in c.lookups.items()}

    def origin(self, name: str, terms: tuple) -> "Write | None":
        """Who set an element of an object: the object is built once more for that, and recorded."""
        from .recording import Recorder, Recording
        if self.recorder is not None:
            return Recording(self.recorder, self).origin(name, terms)
        if self.explained >= EXPLAINED_AT_MOST:
            return None
        self.explained += 1
        again = Builder(self.options.replaced(warnings="off"),
                        Loader(self.finder, self.loader.cache, self.loader.debug_enabled, True, self.loader.texts),
                        self.root)
        again.recorder, again.memo = Recorder(), None
        observe(again.recorder)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                again.built(name)
        except PanError:
            return None
        finally:
            observe(None)
        return Recording(again.recorder, again).origin(name, terms)

    def explain(self, built: Built, error: ValidationError) -> None:
        """Say of a validation error where the element was set, what it holds, and which types it breaks."""
        c = built.context
        error.placed = True
        error.object_name = c.object_name
        notes = list(error.notes)
        terms = (error.path.terms if error.path else ()) + tuple(error.terms)
        if error.path is not None:
            notes.append(f"element path: '/{'/'.join(map(str, terms))}'")
        if error.value is not None:
            notes.append(f"element value: {shown_value(error.value)}")
        origin = None
        if error.path is not None:
            error.explained = self.recorder is not None or self.explained < EXPLAINED_AT_MOST
            origin = self.origin(c.object_name, terms + tuple(error.fields[:1]))
        error.span = origin.span if origin is not None and origin.span is not None else Span(built.loaded.file)
        error.trace = origin.trace if origin is not None else ()
        for name, full in error.types:
            notes.append(f"type: '{name}' [{full.template.span(full.tokens) if full.template else 'Pan'}]")
        if error.bound is not None:
            where = error.bound.template.span(error.bound.tokens) if error.bound.template else "?"
            notes.append(f"path '{error.path}' bound to type {error.bound.base} in [{where}]")
        made_by = [f"object template: {built.loaded.file}"] if error.span.file != built.loaded.file else []
        causes = []
        cause = error.cause
        while cause is not None:
            causes.append(f"caused by: {cause.message}" + (f" [{cause.span}]" if cause.span else ""))
            causes += [f"  {note}" for note in cause.notes]
            cause = getattr(cause, "cause", None)
        error.notes = (*notes, *made_by, *causes)
        if error.path is not None:
            error.unexplained = Diagnostic("error", error.code, error.message, Span(built.loaded.file),
                                           (*notes, *causes), (), error.object_name)


TYPE_ORDER = {"PAN": 0, "TPL": 1, "TEXT": 2, "ABSENT_SOURCE": 3, "ABSENT_TEXT": 4}


@functools.lru_cache(50_000)
def dependency_order(dependency):
    name, kind, directory = dependency
    return name.encode("utf-16-be", "surrogatepass"), TYPE_ORDER[kind], directory


def is_complete(value) -> bool:
    """Whether a resource has no element that is undef or null, and is not too large to tell."""
    waiting = [value]
    for resource in waiting:
        base = unwrap(resource)
        elements = base.values() if type(base) is dict else base
        if PROPERTIES.issuperset(map(type, elements)):
            continue
        for element in elements:
            if type(element) in RESOURCES:
                waiting.append(element)
            elif type(element) in TRANSIENTS:
                return False
        if len(waiting) > RESOURCE_LIMIT:
            return False
    return True


def undefined_way(value) -> list | None:
    """The terms down to the first element that is undef or null, in panc's order."""
    base = unwrap(value)
    for key in sorted_keys(base) if type(base) is dict else range(len(base)):
        element = base[key]
        if type(element) in TRANSIENTS:
            return [key]
        if type(element) in RESOURCES:
            way = undefined_way(element)
            if way is not None:
                return [key, *way]
    return None


class Elsewhere:
    """What other processes did for a run: the files that they loaded, and those that they compiled."""

    def __init__(self):
        self.loaded: set[str] = set()
        self.compiled: set[str] = set()


class Compiler:
    """One run over one include path. Diagnostics are collected; nothing a program does raises out of run()."""

    def __init__(self, options: Options):
        self.options = options
        self.include_path = [os.path.abspath(directory) for directory in options.include_path]
        self.finder = Finder(self.include_path)
        self.cache = None
        if options.cache_dir is not None:
            from .cache import Cache
            self.cache = Cache(os.path.abspath(options.cache_dir),
                               [options.cache_name] if options.cache_name else self.include_path)
        self.loader = Loader(self.finder, self.cache, self.debug_enabled, options.record, options.texts)
        self.debug_include = re.compile(options.debug_include) if options.debug_include is not None else None
        self.debug_exclude = re.compile(options.debug_exclude) if options.debug_exclude is not None else None
        self.elsewhere = Elsewhere()

    def replace(self, texts: dict[str, bytes]) -> None:
        """Compile these contents instead of those of files, by absolute path, in runs to come; the cache on disk
        does not learn of them."""
        self.cache = self.loader.cache = None
        self.loader.texts = texts
        for file in texts:
            self.loader.loaded.pop(file, None)

    def debug_enabled(self, name: str) -> bool:
        if self.debug_exclude is not None and self.debug_exclude.fullmatch(name):
            return False
        return self.debug_include is not None and self.debug_include.fullmatch(name) is not None

    def run(self, sources, on_done: Callable[[Profile], None] | None = None,
            skip: Callable[[str], bool] = lambda file: False, groups=()) -> Results:
        """Compile all object templates among `sources`; templates of other kinds are only compiled.

        Objects that these read are written as well, as panc does it, but for those of whose file `skip` says so.
        Each of `groups` holds sources that look each other up, as far as that is known: one worker compiles them.
        The results have the order of the files' names, sources first, whatever the number of workers. `on_done` is told
        of each profile as soon as it is there, in the order in which the workers get there.
        """
        sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
        results = Results()
        seen: set[tuple] = set()
        explained: set[str] = set()

        def finish(profile: Profile, finding: Diagnostic | None) -> None:
            if finding is not None:
                profile.ok = False
                profile.diagnostics.append(finding)
                if finding.object_name and profile.name and finding.object_name != profile.name:
                    profile.lost_through = finding.object_name
                key = (finding.code, finding.message, finding.span)
                if key not in seen:
                    seen.add(key)
                    results.diagnostics.append(finding)
            if profile.name or not profile.ok:
                results.profiles.append(profile)

        def tell(turn: Finished) -> None:
            if on_done and (turn.profile.name or turn.finding is not None):
                on_done(turn.profile)

        try:
            root = initial_root(self.options.initial_data)
        except PanError as error:
            turn = Finished(Profile("", "--initial-data"), as_diagnostic(error))
            finish(turn.profile, turn.finding)
            tell(turn)
            return results
        builder = Builder(self.options, self.loader, root)
        if self.options.record:
            from .recording import Recorder
            builder.recorder, builder.memo = Recorder(), None
            observe(builder.recorder)
        files = list(dict.fromkeys(os.path.abspath(source) for source in sorted(map(str, sources))))
        if builder.memo is not None:
            builder.memo.several = len(files) > 1
        in_order = Builder(self.options, self.loader, root)
        with without_collection(), contextlib.closing(self.finished(builder, files, skip, groups, tell)) as turns:
            for turn in turns:
                finding = turn.finding
                if turn.circular and self.options.workers != 1 and builder.recorder is None:
                    # Also what this process alone has met so far: those that others meet later hang on it.
                    finding = self.again(in_order, turn).finding
                elif turn.unexplained is not None:
                    explained.add(finding.object_name)
                    if len(explained) > EXPLAINED_AT_MOST:
                        finding = turn.unexplained
                    elif not turn.explained:
                        finding = self.again(Builder(self.options, self.loader, root), turn).finding
                finish(turn.profile, finding)
        if builder.recorder is not None:
            observe(None)
            results.recording = builder.recorder.finished(builder)
        results.warnings = builder.warnings
        results.templates = len(self.elsewhere.loaded.union(self.loader.loaded))
        results.compiled = len(self.elsewhere.compiled.union(self.loader.compiled))
        if self.cache:
            self.cache.save()
        return results

    def finished(self, builder: Builder, files: list[str], skip: Callable[[str], bool], groups,
                 tell: Callable[[Finished], None]) -> Iterator[Finished]:
        """Each source after its turn, in order, then the objects that they read, by file."""
        workers = 1 if self.options.record or not hasattr(os, "fork") else self.options.workers or usable_cpus()
        started = set(files)
        others: dict[str, Finished] = {}
        times: list[float] = []
        self.loader.sources = files if workers > 1 else []
        try:
            for position, file in enumerate(files):
                begun = time.perf_counter()
                for turn in self.turns(builder, file, started, skip):
                    tell(turn)
                    if turn.profile.file == file:
                        yield turn
                    else:
                        others[turn.profile.file] = turn
                times.append(time.perf_counter() - begun)
                if workers > 1 and sharing_pays(times, len(files) - position - 1, workers):
                    from .workers import Crew
                    self.loader.go_alone()
                    yield from Crew(self, builder, workers, files[position + 1:], started, skip, others, groups,
                                    tell).finished()
                    break
        finally:
            self.loader.go_alone()
            self.loader.ahead = None
        for _, turn in sorted(others.items()):
            yield turn

    def turns(self, builder: Builder, file: str, started: set[str], skip: Callable[[str], bool],
              on_begin: Callable[[str], None] | None = None) -> Iterator[Finished]:
        """The turn of a source, and of the objects that it reads, and so on, which nobody has `started` yet."""
        waiting = [file]
        while waiting:
            file = waiting.pop()
            if on_begin:
                on_begin(file)
            turn = self.turn(builder, file)
            turn.found = [found for found in turn.found if found in started or not skip(found)]
            waiting += [found for found in turn.found if found not in started]
            started.update(turn.found)
            yield turn

    def turn(self, builder: Builder, file: str) -> Finished:
        """Build, validate and write one object; an error is a finding."""
        turn = Finished(Profile("", file))
        profile = turn.profile
        try:
            loaded = self.loader.file(file)
            if loaded.kind == "object" and self.options.formats:
                profile.name = loaded.name
                built = builder.validate_all(loaded.name)
                profile.used = builder.used(built)
                self.output(builder, built, profile)
        except Exception as failure:
            profile.unwritten = bool(profile.used) and isinstance(failure, OSError)
            error = as_error(failure, file)
            if profile.name and not error.placed:
                error.object_name = profile.name
                error.placed = True
            turn.finding = as_diagnostic(error)
            turn.unexplained, turn.explained, turn.circular = error.unexplained, error.explained, error.circular
            forget_frames(error)
        builder.release(profile.name)
        turn.found = sorted(builder.found_objects)
        builder.found_objects.clear()
        return turn

    def again(self, builder: Builder, turn: Finished) -> Finished:
        """The turn once more for a better finding; what the program prints was heard already."""
        with contextlib.redirect_stderr(io.StringIO()):
            return self.turn(builder, turn.profile.file)

    def output(self, builder: Builder, built: Built, profile: Profile) -> None:
        """Write all formats of a valid object; a file whose bytes would not change is left as it is."""
        if self.options.output_dir is None:
            return
        dependencies = None
        for name in self.options.formats:
            writer = FORMATS[name]
            if writer is None:
                continue
            if writer.of_dependencies:
                dependencies = dependencies or builder.dependencies(built)
                data = writer.render(dependencies)
            else:
                data = writer.render(unwrap(built.context.root))
            file = os.path.join(self.options.output_dir, profile.name + writer.suffix)
            profile.changed |= write_file(file, data)
            profile.files.append(file)


def usable_cpus() -> int:
    """How many CPUs this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sharing_pays(times: list[float], remaining: int, workers: int) -> bool:
    """Whether more processes are worth their start, going by what the sources so far took, in seconds."""
    # The first source has most of the templates to load; what one takes after that is a guess until it is known.
    each = sum(times[1:]) / (len(times) - 1) if len(times) > 1 else times[0] / 8
    return (remaining - -(-remaining // workers)) * each > FORK_COST


@contextlib.contextmanager
def without_collection():
    """Trees go when their last reference does; looking for circles among millions of values costs a tenth more."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if not gc.get_freeze_count():
                # What is new counts as old: else all of it would be looked through at once.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def forget_frames(error: BaseException | None) -> None:
    """A kept error must not keep the objects that its traceback passed through."""
    while error is not None:
        error.__traceback__ = None
        forget_frames(error.__context__)
        error = getattr(error, "cause", None)


def initial_root(text: str | None) -> dict:
    """The root element that --initial-data gives: a dict made by one constant DML expression."""
    if text is None or not text.strip():
        return {}
    from .codegen import constant_value
    from .fold import Folder
    from .parser import parse_expression
    try:
        value = constant_value(Folder().fold(parse_expression(text)))
    except PanError as error:
        error.message = f"in the initial data: {error.message}"
        raise
    if type(value) is not dict:
        raise PanSyntaxError("the initial data must be a constant dict, such as dict('key', 'value')")
    return value


def as_error(failure: Exception, file: str) -> PanError:
    """Any exception as an error of the kinds that are reported; what nobody foresaw is an internal error."""
    if isinstance(failure, PanError):
        return failure
    if isinstance(failure, RecursionError):
        return EvaluationError("values or expressions are nested too deeply", span=Span(file))
    if isinstance(failure, MemoryError):
        return PanSystemError("out of memory; the values of this object are too large", span=Span(file))
    if isinstance(failure, OSError):
        where = f"{failure.filename}: " if failure.filename else ""
        return PanSystemError(f"{where}{failure.strerror or failure}", span=Span(file))
    if os.environ.get("QWG_DEBUG"):
        raise failure
    import traceback
    steps = traceback.extract_tb(failure.__traceback__)
    place = f" at {os.path.basename(steps[-1].filename)}:{steps[-1].lineno}" if steps else ""
    error = InternalError(f"internal error ({type(failure).__name__}: {failure}){place}", span=Span(file))
    error.notes = ("this is a fault of the compiler, not of your templates; please report it with the template",)
    return error


def as_diagnostic(error: PanError) -> Diagnostic:
    return Diagnostic("error", error.code, error.message, error.span, tuple(error.notes), tuple(error.trace),
                      error.object_name)

"""A build comes in; a folder that serves exactly its profiles, with profiles-info.xml, and what changed there go out.

The folder may be served by a web server at all times: each file goes in by a rename, the index last, and what would
not change keeps its bytes and its time. Our own records lie in the folder itself, in .qwg-deploy, so that every
checkout that deploys there has the same:

    state.json          which files are ours, from which object templates; the number of the last deploy that is done
    N/journal.json      what deploy N changes; it is written when all the rest of N is there, and makes it count
    N/new/, N/old/      the files that it brings, until they are in place, and those that it replaces or removes

A run that is killed before the journal stands has done nothing; after that the next run finishes it, or takes it back.
"""
from __future__ import annotations

import filecmp
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .build import Build
from .errors import Refused, WrongUse
from .index import INDEX, PROFILE_SUFFIXES, profiles_in, write_index, write_synced
from .ledger import is_inside, remove
from .outputs import build_lock, is_real_folder
from .tree import Tree

RECORDS = ".qwg-deploy"
NAME = "deploy.name"
SECOND = 1_000_000_000
COPIES_AT_ONCE = 16


@dataclass
class Deployed:
    """What a run did to `folder`, or would do; paths relative to it. `held` belong to profiles that fail now."""
    folder: Path
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    finished: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass
class Plan:
    """For each path the file whose bytes it gets, None if it is to be removed; the list of our files afterwards.

    `held` are files that stay because their profiles fail; `name` is that of the tree, None for all trees.
    """
    kind: str
    wanted: dict[str, Path | None]
    files: dict[str, dict]
    held: frozenset[str] = frozenset()
    name: str | None = None


def deploy(build: Build, to: str | Path, dry_run: bool = False, on_wait=None) -> Deployed:
    """Makes the folder serve the profiles that are ok, leaves alone those that fail; Refused if it cannot.

    The build must be one of the whole tree. OSError if a file cannot be written.
    """
    folder = target(to, build.tree)
    records = Records(folder)
    if dry_run:
        return changes(records, plan(build, records))
    folder.mkdir(exist_ok=True)
    with records.lock(on_wait):
        finished = records.finish()
        planned = plan(build, records)
        done = changes(records, planned)
        done.finished = finished
        if done:
            records.carry_out(planned, done)
        else:
            records.settle(planned.files)
        return done


def roll_back(to: str | Path, dry_run: bool = False, on_wait=None) -> Deployed:
    """Brings the folder back to what it was before the last deploy; Refused if there is none to take back."""
    records = Records(target(to))
    if dry_run or not records.place.is_dir():
        return changes(records, records.way_back())
    with records.lock(on_wait):
        if records.journal(records.pending()).get("kind") == "rollback":
            records.finish()
            return Deployed(records.folder, finished=True)
        planned = records.way_back()
        done = changes(records, planned)
        records.carry_out(planned, done)
        return done


def target(to: str | Path, tree: Tree | None = None) -> Path:
    """The folder to deploy to, which need not exist yet; Refused for one that is no such thing."""
    folder = Path(os.path.realpath(to))
    if not str(to) or folder.exists() and not folder.is_dir():
        raise WrongUse("site.deploy", "is not a folder to deploy to", str(to))
    if not folder.parent.is_dir():
        raise WrongUse("site.deploy", f"{folder.parent} does not exist: make it, if that is the right place", str(to))
    if tree is not None:
        top, build = Path(os.path.realpath(tree.top)), Path(os.path.realpath(tree.build))
        if folder == top or folder in top.parents or folder == build or build in folder.parents:
            raise WrongUse("site.deploy", "lies around the tree or in its build folder: name a folder that is served",
                           str(to))
    return folder


def plan(build: Build, records: Records) -> Plan:
    """What the folder should hold of ours after this build."""
    tree, before = build.tree, records.files
    if tree.select_clusters([]) != tree.cluster_names:
        raise WrongUse("site.deploy", "cluster.name or cluster.group is set, but only a whole tree can be deployed",
                       str(tree.top))
    name = (tree.settings.get(NAME) or "").strip()
    wanted: dict[str, Path | None] = {}
    files = dict(before)
    for outcome in build.outcomes:
        for file in outcome.outputs if outcome.state == "ok" else ():
            path = file.relative_to(tree.build / "profiles").as_posix()
            if not path.endswith(PROFILE_SUFFIXES):
                continue
            check(records.folder, path)
            owner = before.get(path, {"tree": name})["tree"]
            if owner != name:
                raise Refused("site.deploy", f"was deployed from another tree ({NAME}={owner})",
                              str(records.folder / path))
            wanted[path] = file
            files[path] = {"tree": name, "cluster": outcome.cluster, "source": tree.relative(outcome.source),
                           "name": outcome.name, "base": outcome.base}
    own = {path: entry for path, entry in before.items() if entry["tree"] == name}
    refuse_strangers(records.folder, tree, own, wanted)
    is_gone = gone(build)
    removed = {path: None for path, entry in own.items() if path not in wanted and is_gone(entry)}
    for path in removed:
        check(records.folder, path)
        del files[path]
    failing = {outcome.base + suffix for outcome in build.outcomes if outcome.state != "ok"
               for suffix in PROFILE_SUFFIXES}
    held = (failing | own.keys()) - wanted.keys() - removed.keys()
    return Plan("deploy", wanted | removed, files, frozenset(held), name)


def refuse_strangers(folder: Path, tree: Tree, own: dict[str, dict], wanted: dict) -> None:
    """Refused if what was deployed there has nothing in common with this tree: all of it would be removed."""
    known = own.keys() & wanted.keys() or {entry["cluster"] for entry in own.values()}.intersection(tree.cluster_names)
    if own and not known and not any(exists(tree.top / entry["source"]) for entry in own.values()):
        raise Refused("site.deploy", "nothing that was deployed there is of this tree: is it the right folder?",
                      str(folder), notes=(f"to let several trees deploy to one folder, set {NAME} in the "
                                          "quattor.build.properties of each",))


def gone(build: Build):
    """A function that tells of an entry whether the build shows that there is no such profile any more."""
    tree = build.tree
    ok = {outcome.base for outcome in build.outcomes if outcome.state == "ok"}
    made_from = {tree.relative(outcome.source) for outcome in build.outcomes if outcome.state == "ok"}
    failed = {outcome.base for outcome in build.outcomes if outcome.state != "ok"}
    unreadable = {name for name in tree.cluster_names if not is_readable(tree, name)}

    def is_gone(entry: dict) -> bool:
        if entry["base"] in failed or entry["cluster"] in unreadable:
            return False
        # One that is ok has other formats now, or another place.
        made = entry["base"] in ok or entry["source"] in made_from
        return made or not may_make(tree.top / entry["source"], entry["name"])

    return is_gone


def is_readable(tree: Tree, cluster: str) -> bool:
    try:
        tree.cluster(cluster)
    except Refused:
        return False
    return True


def may_make(source: Path, name: str) -> bool:
    """Whether a file is the template of an object, as far as can be seen: one that cannot be read may be."""
    from qwg.pan.errors import PanError
    from qwg.pan.loader import decode
    from qwg.pan.parser import parse_template

    if not exists(source):
        return False
    try:
        template = parse_template(decode(source.read_bytes()))
    except (OSError, PanError, RecursionError):
        return True
    return (template.kind, template.name) == ("object", name)


def exists(path: Path) -> bool:
    """Whether something is there, as far as can be seen: what cannot be looked at may be."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True


def check(folder: Path, path: str) -> None:
    """Refused for a path that a profile may not have, and for one where something is that we must not replace."""
    parts = path.split("/")
    if not is_inside(path) or any(part.startswith(".") or not part for part in parts) or path == INDEX:
        raise Refused("site.deploy", f"a profile cannot be called {path!r} there", str(folder))
    place = folder
    for part in parts[:-1]:
        place /= part
        if os.path.lexists(place) and not is_real_folder(place):
            raise Refused("site.deploy", "something else stands where a folder must be", str(place))
    place /= parts[-1]
    if os.path.lexists(place) and not stat.S_ISREG(place.lstat().st_mode):
        raise Refused("site.deploy", "something else stands where a profile must be", str(place))


def changes(records: Records, planned: Plan) -> Deployed:
    """What carrying out a plan changes."""
    done = Deployed(records.folder)
    for path, file in sorted(planned.wanted.items()):
        place = records.folder / path
        if not os.path.lexists(place):
            if file is not None:
                done.added.append(path)
        elif file is None:
            done.removed.append(path)
        else:
            (done.unchanged if filecmp.cmp(file, place, shallow=False) else done.changed).append(path)
    for path in profiles_in(records.folder):
        if path not in planned.wanted:
            entry = planned.files.get(path)
            ours = entry is not None and planned.name in (None, entry["tree"])
            (done.held if path in planned.held else done.unchanged if ours else done.foreign).append(path)
    done.unchanged.sort()
    return done


class Records:
    """Our records in the folder: the list of our files, and the deploys that are done or under way."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.place = folder / RECORDS
        self.read()

    def read(self) -> None:
        known = read_json(self.place / "state.json")
        self.done: int = known["done"] if type(known.get("done")) is int else 0
        self.files: dict[str, dict] = checked_files(known.get("files"))

    @contextmanager
    def lock(self, on_wait) -> Iterator[None]:
        """Only one run at a time; what others wrote until it is our turn is read."""
        try:
            self.place.mkdir(mode=0o700)
        except FileExistsError:
            if not is_real_folder(self.place):
                raise Refused("site.deploy", "must be a folder of our own", str(self.place)) from None
        with build_lock(self.place, on_wait):
            self.read()
            yield

    # --- deploys by number -----------------------------------------------------------------------------------------

    def numbers(self) -> list[int]:
        try:
            return sorted(int(name) for name in os.listdir(self.place) if name.isdecimal())
        except FileNotFoundError:
            return []

    def journal(self, number: int) -> dict:
        """The journal of a deploy, {} if it does not count."""
        known = read_json(self.place / str(number) / "journal.json")
        lists = [known.get(what) for what in ("added", "changed", "removed")]
        whole = all(isinstance(paths, list) and all(map(is_inside, paths)) for paths in lists)
        return known if whole and known.get("kind") in ("deploy", "rollback") else {}

    def pending(self) -> int:
        """The number of the deploy that counts and is not done, 0 if there is none."""
        return next((number for number in reversed(self.numbers()) if number > self.done and self.journal(number)), 0)

    def finish(self) -> bool:
        """Finishes a deploy that was cut short, and clears away what does not count."""
        number = self.pending()
        if number:
            self.put_in_place(number)
        for other in self.numbers():
            if other != self.done:
                shutil.rmtree(self.place / str(other))
        return bool(number)

    def way_back(self) -> Plan:
        """The plan that takes the last deploy back, whether it was done or cut short."""
        number = self.pending() or self.done
        journal = self.journal(number)
        if journal.get("kind") != "deploy":
            raise Refused("site.deploy", "the last deploy is taken back already" if journal else
                          "no deploy is known that could be taken back", str(self.folder))
        old = self.place / str(number) / "old"
        wanted: dict[str, Path | None] = {path: None for path in journal["added"]}
        wanted |= {path: old / path for path in journal["changed"] + journal["removed"]}
        for path in wanted:
            check(self.folder, path)
        return Plan("rollback", wanted, checked_files(journal["before"]))

    def carry_out(self, planned: Plan, done: Deployed) -> None:
        """Stages the plan's files and those that they replace, then puts them in place."""
        number = max([self.done, *self.numbers()]) + 1
        stage = self.place / str(number)
        try:
            stage.mkdir()
            self.stage(stage, planned, done)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        self.put_in_place(number)
        for other in self.numbers():
            if other != number:
                shutil.rmtree(self.place / str(other))

    def stage(self, stage: Path, planned: Plan, done: Deployed) -> None:
        for path in (*done.changed, *done.removed):
            keep(self.folder / path, stage / "old" / path)
        copies = [(planned.wanted[path], stage / "new" / path, None, time.time_ns()) for path in done.added]
        for path in done.changed:
            before = (self.folder / path).stat()
            # Clients ask for what is newer than what they have, in whole seconds.
            newer = (before.st_mtime_ns // SECOND + 1) * SECOND
            copies.append((planned.wanted[path], stage / "new" / path, stat.S_IMODE(before.st_mode),
                           max(time.time_ns(), newer)))
        # To wait for the disk once for each file in turn would take most of a deploy's time.
        with ThreadPoolExecutor(COPIES_AT_ONCE) as pool:
            list(pool.map(lambda each: copy(*each), copies))
        journal = {"kind": planned.kind, "added": done.added, "changed": done.changed, "removed": done.removed,
                   "before": self.files, "after": planned.files}
        write_synced(stage / "journal.json", as_json(journal))

    def put_in_place(self, number: int) -> None:
        """Renames what is staged and not yet in place, removes what is to go; then the index, then the state."""
        journal, stage = self.journal(number), self.place / str(number)
        for path in journal["added"] + journal["changed"]:
            new, place = stage / "new" / path, self.folder / path
            if new.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(new, place)
        for path in journal["removed"]:
            remove(self.folder, path)
        self.settle(checked_files(journal["after"]), number)

    def settle(self, files: dict[str, dict], number: int | None = None) -> None:
        """Brings the index up to date, and last the state."""
        write_index(self.folder, self.place)
        number = self.done if number is None else number
        if (number, files) != (self.done, self.files) or not (self.place / "state.json").exists():
            self.done, self.files = number, files
            write_synced(self.place / "state.json", as_json({"done": number, "files": files}))


def read_json(path: Path) -> dict:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def checked_files(known) -> dict[str, dict]:
    """Our files by their paths, without what cannot be an entry of ours."""
    keys = ("tree", "cluster", "source", "name", "base")
    return {path: entry for path, entry in (known.items() if isinstance(known, dict) else ())
            if is_inside(path) and isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in keys)}


def as_json(document: dict) -> bytes:
    return json.dumps(document, indent=1, sort_keys=True).encode() + b"\n"


def keep(file: Path, to: Path) -> None:
    """Keeps a file that is about to be replaced or removed; nobody writes to it any more, so a link will do."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, to)
    except OSError:
        copy(file, to)


def copy(file: Path, to: Path, mode: int | None = None, time_ns: int = 0) -> None:
    """Copies a file to a new one, safe on the disk, with its own mode unless another is given.

    `time_ns` is the copy's time of change, if it matters.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "rb") as source, open(to, "xb") as copied:
        shutil.copyfileobj(source, copied)
        copied.flush()
        os.fchmod(copied.fileno(), stat.S_IMODE(os.fstat(source.fileno()).st_mode) if mode is None else mode)
        os.fsync(copied.fileno())
    if time_ns:
        os.utime(to, ns=(time_ns, time_ns))

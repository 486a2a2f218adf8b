"""Profiles come in; those for which a writer does anything but its duty go out, as findings.

The files of a good profile must mean what the profile says to each reader of them (Python in an empty namespace,
libxlutil, a shell, the Pan compiler) and come back from the file unchanged. A profile with something hostile in it
must be refused with a Diagnostic or kept as data, without a trace outside the output folder.
"""
from __future__ import annotations

import json
import os
import shlex
import subprocess
import tempfile
import warnings
from functools import partial
from pathlib import Path

import expected
import libxlutil
import xen_profiles
from campaign import Finding, Target
from qwg.site.errors import Refused
from qwg.site.outputs import Link, OwnedFolder, Script
from qwg.site.profile import find
from qwg.xen.files import TOOLSTACKS, HostFiles, host_files
from qwg.xen.xm_reader import read_config

HOST = "xen-host.example.org"
COMPONENT = "software/components/xen"
CHUNK = 250
# The dearest checks are made of one profile in so many.
SELDOM = 25
KINDS = ("good", "hostile")
# Where files cost least; None is the usual place.
SANDBOXES = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)

# Stands before a storage script in place of all commands: each call is written to standard error, its words apart.
PRELUDE = r"""
PATH=/nonexistent
called() { { printf '%s\037' "$@"; printf '\036'; } >&2; }
vgs() { called vgs "$@"; }
lvs() { called lvs "$@"; }
lvcreate() { called lvcreate "$@"; }
mkdir() { called mkdir "$@"; return 1; }
dd() { called dd "$@"; }
ln() { called ln "$@"; }
rm() { called rm "$@"; }
ls() { called ls "$@"; echo x 1 0 0 0; }
blockdev() { called blockdev "$@"; echo 0; }
mkinitrd() { called mkinitrd "$@"; }
xm() { called xm "$@"; [ $# -ne 2 ]; }
xl() { called xl "$@"; [ $# -ne 2 ]; }
"""


class Wrong(Exception):
    """What a profile makes a writer do that it must not."""


def demand(holds: bool, what: str) -> None:
    if not holds:
        raise Wrong(what)


class Judge:
    """Looks at one profile after the other; `sandbox` is a folder of its own."""

    def __init__(self, sandbox: Path):
        self.sandbox = sandbox
        self.parser = libxlutil.Parser() if libxlutil.LIBRARY else None
        (sandbox / "outside").write_text("untouched")
        (sandbox / "build" / "hosts").mkdir(parents=True)
        (sandbox / "build" / "hosts" / "neighbour").write_text("untouched")

    def close(self) -> None:
        if self.parser:
            self.parser.close()

    def judge(self, kind: str, number: int, tree: dict) -> str | None:
        """None if all is as it must be, else what is wrong."""
        seldom = number % SELDOM == 0
        try:
            for toolstack in TOOLSTACKS:
                found = host_files(tree, HOST, "host.xml", toolstack)
                self.diagnostics(found)
                if kind == "good":
                    errors = [item.message for item in found.diagnostics if item.severity == "error"]
                    demand(not errors, f"a good profile is refused: {errors[:1]}")
                    demand(len(found.domains) == len(find(tree, COMPONENT)["domains"]), "a guest is missing")
                self.guests(tree, found, toolstack)
                self.storage(found)
                if "ncm-xen.json" in found.files:
                    self.resource(tree, found, seldom)
                for path, content in found.files.items():
                    if "/scripts/" in path:
                        self.parses(content.data, path)
                self.outputs(found)
        except Wrong as wrong:
            return str(wrong)
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:500]
        return None

    def diagnostics(self, found: HostFiles) -> None:
        for item in found.diagnostics:
            demand(item.message.isprintable() and len(item.message) < 1000, f"message {item.message[:80]!r}")

    def guests(self, tree: dict, found: HostFiles, toolstack: str) -> None:
        for domain in found.domains:
            given = find(tree, COMPONENT)["domains"][domain.key]
            for name, path in (("options", domain.key), ("install_options", f"{domain.key}.start")):
                text = found.files.get(f"etc/xen/{path}")
                demand((text is None) == (name not in given), f"the file {path} is there or missing by mistake")
                if text is not None:
                    self.guest(text.decode("ascii"), given[name], domain.key, toolstack)
            link = found.files.get(f"etc/xen/auto/{domain.key}")
            demand(link == (Link(f"../{domain.key}") if given.get("auto") else None), "wrong link")
        names = {f"etc/xen/{domain.key}{end}" for domain in found.domains for end in ("", ".start")}
        others = {path for path in found.files if path.startswith("etc/xen/")} - names
        demand(all(path.startswith(("etc/xen/auto/", "etc/xen/scripts/network-bridge")) for path in others),
               f"files too many: {sorted(others)}")

    def guest(self, text: str, options: dict, key: str, toolstack: str) -> None:
        """One file: to Python, to xl, and read back."""
        wanted = expected.for_xm(options) if toolstack == "xm" else expected.for_xl(options)
        values = expected.run_as_python(text)
        # A list that is no list of plain literals is text, although Python could read it.
        for name in ("cpus", "vfb"):
            if name in wanted and values.get(name) == str(options[name]):
                wanted[name] = values[name]
        demand(values == wanted, f"Python has {difference(values, wanted)}")
        if self.parser and not (toolstack == "xm" and expected.is_bare(options)):
            self.to_xl(text, options, wanted, toolstack)
        again, findings = read_config(text, key, key)
        demand(again is not None, f"cannot be read back: {[item.message for item in findings][:1]}")
        demand(TOOLSTACKS[toolstack](again, again.options, key)[0] == text, "is another one when read and written")

    def to_xl(self, text: str, options: dict, wanted: dict, toolstack: str) -> None:
        parsed = self.parser.read(text)
        # Files for xm may have keys that begin with a capital and lists with negative numbers.
        if toolstack == "xm" and ("lexical error" in parsed.get("said", "")):
            return
        demand(parsed["status"] == 0, f"libxlutil: {parsed.get('said', parsed['status'])}")
        for key, value in wanted.items():
            if key in parsed:
                value = [str(item) for item in value] if isinstance(value, list) else value
                demand(parsed[key] == value, f"libxlutil has {difference({key: parsed[key]}, {key: value})}")
        if toolstack == "xl" and "disk" in options and self.has_layout:
            found = expected.parsed_disks(options)
            demand(parsed["disks"] == found, f"libxlutil has the disks {parsed['disks']}, not {found}")

    @property
    def has_layout(self) -> bool:
        return ".so.4.17" in (libxlutil.LIBRARY or "")

    def storage(self, found: HostFiles) -> None:
        """The script calls just the commands of the JSON, with just these words, and nothing else runs."""
        script = found.files.get("storage.sh")
        demand((script is None) == ("storage.json" not in found.files), "storage.sh without storage.json")
        if script is None:
            return
        text = script.data.decode("ascii").replace('[ -f "$3" ]', "true").replace("[ -f ", "[ -z ").replace(
            "[ -e ", "[ -z ").replace("\nPATH=$PATH:", "\n: PATH=")
        done = subprocess.run(["sh", "-c", PRELUDE + text], capture_output=True, cwd=self.sandbox, timeout=60)
        demand(done.returncode in (0, 1), f"the script ends with {done.returncode}: {done.stderr[-300:]!r}")
        # Calls end in a separator and have no line of their own; all else are lines that the script writes.
        *pieces, rest = done.stderr.decode("ascii").split("\036")
        calls = [tuple(piece.rpartition("\n")[2].split("\037")[:-1]) for piece in pieces]
        lines = [line for piece in (*pieces, f"{rest}\n") for line in piece.split("\n")[:-1] if line]
        demand(all(line.startswith("problem: ") for line in lines), f"the script says {lines}")
        steps = json.loads(found.files["storage.json"])["steps"]
        # The folder of a file cannot be made here, so dd, ln and rm do not follow.
        planned = [tuple(command) for step in steps for command in step["commands"][:1]]
        planned = [("mkdir", "-p", "--", command[2].rstrip("/") + "/") if command[0] == "mkdir" else command
                   for command in planned]
        failed = {step["guest"] for step in steps if step["step"] in ("image_file", "block_device", "logical_volume")
                  and (not step["commands"] or step["step"] != "logical_volume")}
        planned = [command for command in planned if command[1] != "create"] + [
            tuple(step["commands"][0]) for step in steps
            if step["step"] == "start_domain" and step["guest"] not in failed]
        made = [call for call in calls if call[0] in ("lvcreate", "mkdir", "dd", "ln", "mkinitrd") or call[1] == "create"]
        demand(made == planned, f"the script runs {made}, planned are {planned}")

    def parses(self, script: bytes, path: str) -> None:
        done = subprocess.run(["sh", "-n"], input=script, capture_output=True, timeout=60)
        demand(done.returncode == 0, f"{path} is no script: {done.stderr!r}")
        for line in script.decode("ascii").splitlines():
            if line.startswith(("bridge ", "vlan ")):
                words = [word.partition("=") for word in shlex.split(line)[1:]]
                demand(all(equals and value.replace("_", "").replace(".", "").replace("-", "").isalnum()
                           for _, equals, value in words), f"{path} has the line {line}")

    def resource(self, tree: dict, found: HostFiles, compile: bool) -> None:
        wanted = dict(find(tree, COMPONENT))
        accepted = {domain.key for domain in found.domains}
        if isinstance(wanted.get("domains"), dict):
            wanted["domains"] = {key: value for key, value in wanted["domains"].items() if key in accepted}
        demand(json.loads(found.files["ncm-xen.json"]) == wanted, "ncm-xen.json is another tree")
        template = found.files.get("ncm-xen.pan")
        if compile and template is not None:
            demand(compiled_back(template, self.sandbox) == wanted, "ncm-xen.pan compiles to another tree")

    def outputs(self, found: HostFiles) -> None:
        """Written for good: nothing but the host's folder and the list of its files may change."""
        build = self.sandbox / "build"
        ours = (build / "hosts" / HOST, build / ".state", self.sandbox / "back")
        before = snapshot(self.sandbox, ours)
        folder = OwnedFolder(build / "hosts", HOST, build / ".state")
        try:
            folder.update(found.files)
        except Refused as refusal:
            raise Wrong(f"the output folder refuses what was written for it: {refusal}") from None
        demand(snapshot(self.sandbox, ours) == before, "something outside the folder of the host was touched")
        for path, content in found.files.items():
            if not isinstance(content, Link):
                data = content.data if isinstance(content, Script) else content
                demand((build / "hosts" / HOST / path).read_bytes() == data, f"{path} has other bytes")


def difference(found: dict, wanted: dict) -> str:
    keys = [key for key in sorted(found.keys() | wanted.keys()) if found.get(key) != wanted.get(key)]
    return ", ".join(f"{key} = {str(found.get(key))[:80]!r}, not {str(wanted.get(key))[:80]!r}" for key in keys)


def snapshot(folder: Path, without: tuple[Path, ...]) -> dict[str, bytes | None]:
    """Every file below a folder, but for those in some of its folders."""
    found: dict[str, bytes | None] = {}
    for top, names, files in os.walk(folder):
        here = Path(top)
        names[:] = [name for name in names if here / name not in without]
        found[top] = None
        found |= {f"{top}/{name}": (here / name).read_bytes() for name in files}
    return found


def compiled_back(template: bytes, sandbox: Path) -> dict:
    from qwg.pan import Compiler, Options

    folder = sandbox / "back"
    (folder / HOST).mkdir(parents=True, exist_ok=True)
    (folder / HOST / "ncm-xen.pan").write_bytes(template)
    source = folder / "back.pan"
    source.write_text(f"object template back;\n'/xen' = create('{HOST}/ncm-xen');\n")
    results = Compiler(Options([folder], folder, formats=("json",))).run([source])
    demand(results.ok, f"ncm-xen.pan does not compile: {[found.message for found in results.diagnostics][:1]}")
    return json.loads((folder / "back.json").read_bytes())["xen"]


def judge_chunk(kind: str, seed: int, start: int, count: int) -> list[Finding]:
    """Judges `count` profiles that Hypothesis draws; the same seed and start give the same ones."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import HypothesisWarning

    findings: list[Finding] = []
    numbers = iter(range(start, start + 10 * count))
    with tempfile.TemporaryDirectory(prefix="fuzz", dir=SANDBOXES) as folder:
        judge = Judge(Path(folder))

        @seeded(f"{seed}/{kind}/{start}")
        @settings(max_examples=count, database=None, deadline=None, phases=(Phase.generate,),
                  suppress_health_check=list(HealthCheck))
        @given(xen_profiles.GOOD if kind == "good" else xen_profiles.hostile())
        def one(tree):
            number = next(numbers)
            what = judge.judge(kind, number, tree)
            if what is not None:
                findings.append(Finding(number, what, json.dumps(tree, indent=1).encode()))

        try:
            with warnings.catch_warnings():
                # The Pan compiler sets the recursion limit that it needs, and Hypothesis would rather have its own.
                warnings.simplefilter("ignore", HypothesisWarning)
                one()
        finally:
            judge.close()
    return findings




def judge_again(kind: str, data: bytes) -> str | None:
    """Judges one kept profile; it gets all checks, which a profile of number 0 does."""
    with tempfile.TemporaryDirectory(prefix="fuzz", dir=SANDBOXES) as folder:
        judge = Judge(Path(folder))
        try:
            return judge.judge(kind, 0, json.loads(data))
        finally:
            judge.close()


TARGETS = tuple(Target(f"xen-{kind}", f"{kind} profiles of Xen hosts", 10_000, CHUNK, ".json", partial(judge_chunk, kind),
                       partial(judge_again, kind),
                       note=None if libxlutil.LIBRARY else f"without xl's parser: {libxlutil.MISSING}")
                for kind in KINDS)

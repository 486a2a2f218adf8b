"""The package lists of apt come in; a folder with Xen, a kernel and tools, unpacked but not installed, goes out.

The folder is in the user's cache, named by the versions in it, and complete or not there: it is made under
another name first. apt checks what it fetches against its signed lists. Which versions there are, apt says.
"""
from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ARCHITECTURE = "amd64"
HYPERVISOR = re.compile(rf"xen-hypervisor-([0-9]+(?:\.[0-9]+)*)-{ARCHITECTURE}")
KERNEL = f"linux-image-{ARCHITECTURE}"
KERNEL_IMAGE = re.compile(rf"linux-image-[0-9][0-9a-z.+-]*-{ARCHITECTURE}")
# What dom0 runs, besides the hypervisor, the kernel and the libraries of these.
TOOLS = ("xen-utils-{xen}", "xen-utils-common", "xenstore-utils", "lvm2", "bash", "util-linux", "busybox-static")
# Of the kernel's modules, what dom0 and its guests load; what these need in turn comes with them.
DOM0_MODULES = ("xen-evtchn", "xen-gntdev", "xen-gntalloc", "xen-privcmd", "xenfs", "xen-blkback", "xen-netback",
                "bridge", "8021q", "loop", "dm-mod", "e1000")
GUEST_MODULES = ("xen-blkfront", "xen-netfront")
# To be raised with each change of what `make` makes.
LAYOUT = 1
# Folders that Debian has merged into those below /usr, though not all packages know it.
MERGED = ("bin", "sbin", "lib", "lib64")
# How the packages that hold libraries are named; of what a package needs, only these come with it.
LIBRARY_NAMES = ("lib", "zlib")
SECONDS = 600


class Missing(Exception):
    """Something that this machine does not have; the text says what, and what to do."""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    bytes: int
    depends: tuple[str, ...]


def unpacked(say: Callable[[str], None]) -> Path:
    """The folder, made if it is not there; Missing if it cannot be made."""
    for program in ("apt-cache", "apt-get", "dpkg", "dpkg-deb"):
        if shutil.which(program) is None:
            raise Missing(f"{program} is not here: this needs Debian, or a system made from it")
    architecture = output("dpkg", "--print-architecture").strip()
    if architecture != ARCHITECTURE:
        raise Missing(f"the machine is {architecture}, and the packages are for {ARCHITECTURE}")
    packages = needed()
    # What is made of the packages counts too: a cache of an earlier version of this module is another.
    parts = [f"layout {LAYOUT}", *DOM0_MODULES, *GUEST_MODULES, *(f"{each.name}={each.version}" for each in packages)]
    digest = hashlib.sha256("\n".join(parts).encode())
    cache = cache_folder()
    folder = cache / digest.hexdigest()[:16]
    with locked(cache):
        if not folder.is_dir():
            remove_others(cache)
            make(packages, folder, say)
    return folder


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    # As the XDG specification has it, a relative path counts as none.
    cache = (Path(base) if base.startswith("/") else Path.home() / ".cache") / "qwg" / "e2e"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Missing(f"{cache} cannot be made: {error.strerror}") from error
    return cache


@contextmanager
def locked(cache: Path) -> Iterator[None]:
    """Only one run at a time fetches packages."""
    with open(cache / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove_others(cache: Path) -> None:
    """Removes what other versions, and runs that were cut short, have left."""
    for path in cache.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def ran(*command: str, folder: Path | None = None) -> subprocess.CompletedProcess:
    """The command when it has ended, with what it printed, in English; Missing if it takes too long."""
    try:
        return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              errors="replace", timeout=SECONDS, env=os.environ | {"LC_ALL": "C"})
    except subprocess.TimeoutExpired:
        raise Missing(f"`{' '.join(command[:2])}` has not ended within {SECONDS} seconds") from None


def output(*command: str) -> str:
    """What the command prints; Missing if it fails."""
    run = ran(*command)
    if run.returncode:
        reason = (run.stderr.strip() or f"exit status {run.returncode}").splitlines()[-1]
        raise Missing(f"`{' '.join(command[:3])}` fails: {reason}")
    return run.stdout


# --- which packages

def needed() -> list[Package]:
    """All packages, with the libraries that they need; by name."""
    hypervisors = HYPERVISOR.findall(output("apt-cache", "pkgnames", "xen-hypervisor-"))
    if not hypervisors:
        raise Missing(f"apt knows no package xen-hypervisor-VERSION-{ARCHITECTURE}: run `apt-get update`, or use "
                      "a Debian that has Xen")
    xen = max(hypervisors, key=lambda version: [int(part) for part in version.split(".")])
    [kernel] = described([KERNEL])
    images = [name for name in kernel.depends if KERNEL_IMAGE.fullmatch(name)]
    if not images:
        raise Missing(f"the package {KERNEL} names no kernel that it needs")
    names = [f"xen-hypervisor-{xen}-{ARCHITECTURE}", images[0], *(tool.format(xen=xen) for tool in TOOLS)]
    found: dict[str, Package] = {}
    while names:
        for package in described(names):
            found[package.name] = package
        names = sorted({name for package in found.values() for name in package.depends
                        if name.startswith(LIBRARY_NAMES) and name not in found})
    return [found[name] for name in sorted(found)]


def described(names: list[str]) -> list[Package]:
    """The packages as apt would install them; Missing if it knows one of them not."""
    text = output("apt-cache", "show", "--no-all-versions", *names)
    packages = [package(stanza) for stanza in text.split("\n\n") if stanza.strip()]
    absent = set(names) - {each.name for each in packages}
    if absent:
        raise Missing(f"apt knows no package {', '.join(sorted(absent))}")
    return packages


def package(stanza: str) -> Package:
    fields = dict(line.split(": ", 1) for line in stanza.splitlines() if ": " in line and not line.startswith(" "))
    return Package(fields["Package"], fields["Version"], int(fields["Size"]),
                   tuple(dependencies(f"{fields.get('Pre-Depends', '')},{fields.get('Depends', '')}")))


def dependencies(text: str) -> Iterator[str]:
    """The names in a field of dependencies; of alternatives the first."""
    for part in text.split(","):
        name = re.match(r"\s*([a-z0-9][a-z0-9.+-]*)", part)
        if name:
            yield name[1]


# --- fetching

def make(packages: list[Package], folder: Path, say: Callable[[str], None]) -> None:
    """Fetches and unpacks into a folder beside, which gets its name when it is complete."""
    size = sum(package.bytes for package in packages) / 10 ** 6
    say(f"fetching {len(packages)} packages, {size:.0f} MB, to {folder.parent}")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="unfinished-") as temporary:
        fetched, root = Path(temporary, "packages"), Path(temporary, "root")
        fetched.mkdir()
        fetch(packages, fetched)
        say("unpacking them")
        for file in sorted(fetched.glob("*.deb")):
            output("dpkg-deb", "--extract", str(file), str(root))
        merge_usr(root)
        keep_modules(root)
        root.rename(folder)


def fetch(packages: list[Package], folder: Path) -> None:
    run = ran("apt-get", "download", "-q", *(f"{each.name}={each.version}" for each in packages), folder=folder)
    if run.returncode:
        reasons = [line for line in run.stderr.splitlines() if line.startswith("E: ")] or ["no reason given"]
        raise Missing(f"apt-get cannot fetch the packages: {reasons[0].removeprefix('E: ')}; if its lists are old, "
                      "run `apt-get update`")
    sizes = sorted(file.stat().st_size for file in folder.glob("*.deb"))
    if sizes != sorted(each.bytes for each in packages):
        raise Missing("apt-get has not fetched all packages in full")


def merge_usr(root: Path) -> None:
    for name in MERGED:
        if (root / name).is_dir():
            shutil.copytree(root / name, root / "usr" / name, symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(root / name)
        (root / name).symlink_to(f"usr/{name}")


def keep_modules(root: Path) -> None:
    """Removes the kernel's modules that nobody loads: they are most of all that is unpacked."""
    modules = modules_folder(root)
    output(str(root / "bin/busybox"), "depmod", "-b", str(root), modules.name)
    kept = set(module_files(modules, DOM0_MODULES + GUEST_MODULES))
    for file in modules.rglob("*.ko*"):
        if file not in kept:
            file.unlink()


def modules_folder(root: Path) -> Path:
    """The folder of the modules of the one kernel that is unpacked."""
    [folder] = (root / "lib/modules").iterdir()
    return folder


def module_files(modules: Path, names: tuple[str, ...]) -> list[Path]:
    """The files of the modules and of all that they need; Missing if there is no such module."""
    table = {}
    for line in (modules / "modules.dep").read_text().splitlines():
        path, _, rest = line.partition(":")
        table[Path(path).name.partition(".ko")[0].replace("-", "_")] = [path, *rest.split()]
    files = []
    for name in names:
        if name.replace("-", "_") not in table:
            raise Missing(f"the kernel {modules.name} has no module {name}")
        files += [modules / path for path in table[name.replace("-", "_")]]
    return list(dict.fromkeys(files))

"""The unpacked packages and what a machine is to hold come in; the root of dom0 or of a guest goes out.

The root is an initramfs: a cpio archive in the format newc, written by busybox.
"""
from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .packages import DOM0_MODULES, GUEST_MODULES, Missing, module_files, modules_folder, output

HERE = Path(__file__).parent
LOADER = "lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
BUSYBOX = "bin/busybox"
LIBRARIES = ("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu")
# Programs by their folder in the packages and in dom0; all else is busybox.
XEN_PROGRAMS = ("xl", "xenstored", "xenconsoled", "xen-init-dom0")
XENSTORE = "usr/bin/xenstore"
XENSTORE_NAMES = ("chmod", "exists", "list", "ls", "read", "rm", "watch", "write")
LVM_NAMES = ("lvs", "vgs", "pvs", "lvcreate", "vgcreate", "pvcreate", "lvremove", "lvchange", "vgchange")


class Root:
    """A folder that becomes an initramfs; paths are relative to it."""

    def __init__(self, folder: Path, packages: Path):
        self.folder = folder
        self.packages = packages
        self.programs: list[str] = []

    def put(self, path: str, data: bytes | Path, mode: int = 0o644) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            shutil.copyfile(data, target)
        else:
            target.write_bytes(data)
        target.chmod(mode)

    def link(self, path: str, target: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).symlink_to(target)

    def program(self, path: str, target: str | None = None) -> None:
        """A program of the packages that is linked with libraries; those come with `libraries`."""
        self.put(target or path, self.packages / path, 0o755)
        self.programs.append(path)

    def libraries(self) -> None:
        """The libraries of all programs, as the packages' own loader finds them."""
        search = ":".join(str(self.packages / path) for path in LIBRARIES)
        loader = self.packages / LOADER
        found = set()
        for program in self.programs:
            listing = output(str(loader), "--library-path", search, "--list", str(self.packages / program))
            for line in listing.splitlines():
                _, arrow, rest = line.partition(" => ")
                if arrow:
                    found.add(rest.split(" (")[0].strip())
        # Loaded only when a thread ends, so no list has it.
        found |= {str(path) for folder in LIBRARIES for path in (self.packages / folder).glob("libgcc_s.so.*")}
        for library in sorted(found):
            if not library.startswith(str(self.packages)):
                raise Missing(f"the packages lack a library: {library}")
            self.put(os.path.relpath(library, self.packages), Path(library), 0o755)
        self.put(LOADER, loader, 0o755)
        self.link("lib64/ld-linux-x86-64.so.2", f"/{LOADER}")

    def modules(self, names: tuple[str, ...]) -> None:
        """Modules of the kernel, with all that they need, and the list by which modprobe finds them."""
        modules = modules_folder(self.packages)
        for file in module_files(modules, names):
            self.put(os.path.relpath(file, self.packages), file)
        self.put(f"lib/modules/{modules.name}/modules.dep", modules / "modules.dep")

    def archive(self, target: Path) -> None:
        names = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
        with open(target, "wb") as file:
            run = subprocess.run([self.packages / BUSYBOX, "cpio", "-o", "-H", "newc", "-R", "0:0"],
                                 cwd=self.folder, input="".join(f"{name}\n" for name in names).encode(), stdout=file,
                                 stderr=subprocess.PIPE)
        if run.returncode:
            raise Missing(f"busybox cannot write {target}: {run.stderr.decode(errors='replace').strip()}")


def guest_initrd(packages: Path, work: Path, target: Path) -> None:
    """The initial RAM disk of every guest: busybox, and an init that reports."""
    root = Root(work, packages)
    root.put("init", HERE / "guest" / "init", 0o755)
    root.put(BUSYBOX, packages / BUSYBOX, 0o755)
    root.modules(GUEST_MODULES)
    root.archive(target)


def dom0_initrd(packages: Path, work: Path, target: Path, files: dict[str, bytes | Path],
                loaders: Iterable[str]) -> None:
    """The root of dom0: Xen's tools, LVM, our init; `files` by path, and a boot loader at each of `loaders`."""
    root = Root(work, packages)
    root.put("init", HERE / "dom0" / "init", 0o755)
    root.put("etc/lvm/lvm.conf", HERE / "dom0" / "lvm.conf")
    root.put(BUSYBOX, packages / BUSYBOX, 0o755)
    root.program("bin/bash")
    root.program("usr/bin/flock")
    [xen] = (packages / "usr/lib").glob("xen-[0-9]*")
    for name in XEN_PROGRAMS:
        root.program(f"{xen.relative_to(packages)}/bin/{name}", f"usr/sbin/{name}")
    root.program(XENSTORE)
    for name in XENSTORE_NAMES:
        root.link(f"{XENSTORE}-{name}", "xenstore")
    root.program("sbin/lvm")
    for name in LVM_NAMES:
        root.link(f"sbin/{name}", "lvm")
    root.libraries()
    root.modules(DOM0_MODULES)
    root.put("etc/xen/xl.conf", packages / "etc/xen/xl.conf")
    for script in sorted((packages / "etc/xen/scripts").iterdir()):
        root.put(f"etc/xen/scripts/{script.name}", script, 0o755)
    root.put("etc/xen/scripts/network-bridge", HERE / "dom0" / "network-bridge", 0o755)
    for loader in loaders:
        root.put(loader.lstrip("/"), HERE / "dom0" / "bootloader", 0o755)
    for path, data in files.items():
        root.put(path, data, 0o755 if isinstance(data, bytes) and data.startswith(b"#!") else 0o644)
    root.archive(target)

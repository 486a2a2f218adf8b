"""Programs in apt's place come in; which packages are wanted, and that none is taken for complete that is not."""
from __future__ import annotations

import pytest

from qwg.e2e.packages import Missing, Package, dependencies, merge_usr, module_files, needed, unpacked

KNOWN = {
    "linux-image-amd64": "linux-image-6.9.0-1-amd64 (= 6.9), base",
    "linux-image-6.9.0-1-amd64": "kmod",
    "xen-hypervisor-4.20-amd64": "",
    "xen-utils-4.20": "libc6 (>= 2.35), libxenmisc4.20 | other, python3:any, zlib1g",
    "xen-utils-common": "", "xenstore-utils": "libc6", "lvm2": "dmsetup", "bash": "libtinfo6", "util-linux": "",
    "busybox-static": "", "libc6": "libgcc-s1", "libxenmisc4.20": "", "zlib1g": "", "libtinfo6": "", "libgcc-s1": "",
}
APT_CACHE = """
case $1 in
    pkgnames) printf '%s\\n' xen-hypervisor-common xen-hypervisor-4.9-amd64 xen-hypervisor-4.20-amd64 \\
        xen-hypervisor-4.20-amd64-dbg ;;
    show)
        shift 2
        for name; do [ ! -f "$STANZAS/$name" ] || { cat "$STANZAS/$name"; echo; }; done ;;
esac
"""


@pytest.fixture
def apt(programs, tmp_path, monkeypatch):
    stanzas = tmp_path / "stanzas"
    stanzas.mkdir()
    for name, depends in KNOWN.items():
        (stanzas / name).write_text(f"Package: {name}\nVersion: 1.0\nDepends: {depends}\nSize: 10\n"
                                    "Description: a package\n Depends: not this\n")
    monkeypatch.setenv("STANZAS", str(stanzas))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    programs("apt-cache", APT_CACHE)
    programs("apt-get", "exit 1")
    programs("dpkg", "echo amd64")
    programs("dpkg-deb", "exit 1")
    return stanzas


def test_the_newest_xen_and_all_libraries(apt):
    packages = needed()
    assert [package.name for package in packages] == sorted(set(KNOWN) - {"linux-image-amd64"})
    assert packages[0] == Package("bash", "1.0", 10, ("libtinfo6",))


def test_of_alternatives_the_first():
    assert list(dependencies("a (>= 1), b:any | c,, d")) == ["a", "b", "d"]


LACKING = {
    "apt-cache": "apt-cache is not here: this needs Debian",
    "dpkg-deb": "dpkg-deb is not here",
}


@pytest.mark.parametrize("program", LACKING)
def test_a_machine_without_the_programs(apt, tmp_path, program):
    (tmp_path / "programs" / program).unlink()
    with pytest.raises(Missing, match=LACKING[program]):
        unpacked(print)


def test_another_architecture(apt, programs):
    programs("dpkg", "echo arm64")
    with pytest.raises(Missing, match="the machine is arm64, and the packages are for amd64"):
        unpacked(print)


def test_lists_that_were_never_fetched(apt, programs):
    programs("apt-cache", "exit 0")
    with pytest.raises(Missing, match="apt knows no package xen-hypervisor-VERSION-amd64: run `apt-get update`"):
        unpacked(print)


def test_a_package_that_apt_does_not_know(apt):
    (apt / "lvm2").unlink()
    with pytest.raises(Missing, match="apt knows no package lvm2"):
        unpacked(print)


DOWNLOADS = {
    "fails": ("echo 'W: x' >&2; echo 'E: no route to host' >&2; exit 100", "cannot fetch the packages: no route"),
    "is short": ("for name; do case $name in *=*) echo 1 >${name%%=*}.deb ;; esac; done", "not fetched all packages"),
    "lacks one": ("printf 1234567890 >a.deb", "not fetched all packages"),
    "cannot be unpacked": ("for name; do case $name in *=*) printf 1234567890 >${name%%=*}.deb ;; esac; done",
                           "`dpkg-deb --extract .*` fails"),
}


@pytest.mark.parametrize("what", DOWNLOADS)
def test_a_download_that_is_not_complete_leaves_nothing(apt, programs, tmp_path, what):
    script, message = DOWNLOADS[what]
    programs("apt-get", script)
    for _ in range(2):
        with pytest.raises(Missing, match=message):
            unpacked(lambda text: None)
        assert [path.name for path in (tmp_path / "cache/qwg/e2e").iterdir()] == [".lock"]


def test_modules_come_with_what_they_need(tmp_path):
    (tmp_path / "modules.dep").write_text("kernel/net/llc.ko:\nkernel/net/br_ide.ko.xz: kernel/net/llc.ko\n")
    names = [str(path.relative_to(tmp_path)) for path in module_files(tmp_path, ("br-ide", "llc"))]
    assert names == ["kernel/net/br_ide.ko.xz", "kernel/net/llc.ko"]
    with pytest.raises(Missing, match="has no module xenfs"):
        module_files(tmp_path, ("xenfs",))


def test_folders_are_merged_as_debian_has_them(tmp_path):
    for path in ("bin/bash", "usr/bin/flock", "lib/modules/6.9/a.ko", "usr/lib/b.so"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    merge_usr(tmp_path)
    assert (tmp_path / "usr/bin/bash").read_text() == (tmp_path / "bin/bash").read_text() == "bin/bash"
    assert (tmp_path / "bin/flock").is_file() and (tmp_path / "usr/lib/modules/6.9/a.ko").is_file()
    assert [(tmp_path / name).is_symlink() for name in ("bin", "sbin", "lib", "lib64", "usr")] == [True] * 4 + [False]

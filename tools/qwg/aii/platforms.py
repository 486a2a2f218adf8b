"""A guest's profile comes in; its operating system goes out: what its installer reads, where that comes from.

One table says where the installer kernels of a system are, on the install server and in the distribution; one
says which commands of Kickstart the installer of a major version knows.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from .values import KINDS, Values, shown

ARCHITECTURES = r"i[3-6]86|x86_64|ia64|ppc64le|ppc64|aarch64"
SYSTEM = re.compile(rf"(?P<distribution>[a-z]+)(?P<major>[1-9])(?P<minor>\d*|\.?x|\d*x)[-_](?P<arch>{ARCHITECTURES})")


@dataclass(frozen=True)
class Images:
    """Where `vmlinuz` and `initrd.img` of an installer are: their folder on the server, and in the distribution."""
    folder: str
    source: str


# The spellings of the folders are those of the documentation of the Xen templates, hyphen or not.
IMAGES = {
    "sl450-x86_64": Images("sl450-x86_64_xen", "images/xen"),
    "slc450-i386": Images("slc450_i386_xen", "images/xen"),
    "sl308-i386": Images("slc308_i386_xen", "images/xen"),
    "el9x-x86_64": Images("el9x_x86_64", "images/pxeboot"),
}
# From here on one kernel runs on Xen and on a real machine.
ONE_KERNEL_SINCE = 6
# What a site may set in quattor.build.properties: the folder of a system, the system of a guest.
FOLDER_PROPERTY = "aii.folder."
SYSTEM_PROPERTY = "aii.system."


@dataclass(frozen=True)
class Dialect:
    """What the installer of one major version of Enterprise Linux, or of what is made from it, reads.

    `version` is pykickstart's name for it; `package_options` those of %packages; `hashes` the kinds of crypted
    password (`$1$...`) that the installed system knows; `filesystems` those that the installer makes.
    """
    major: int
    version: str
    package_options: frozenset[str]
    hashes: frozenset[str]
    filesystems: frozenset[str]
    selinux: bool = True
    language_support: bool = False
    mouse: bool = False
    install: bool = False
    auth: bool = False
    services: bool = True
    drive_order: bool = True
    section_end: bool = False
    keyboard: str = ""
    boot_prefix: str = ""
    partitioner: str = "parted"
    packager: str = "yum"
    systemd: bool = False

    @property
    def only_md5(self) -> bool:
        return self.hashes == {"1"}


OLD_OPTIONS = frozenset(("--ignoremissing", "--resolvedeps", "--ignoredeps"))
OPTIONS = frozenset(("--ignoremissing", "--nobase", "--excludedocs"))
NEW_OPTIONS = frozenset(("--ignoremissing", "--excludedocs", "--nocore"))
# Without special words on the command line of the installer.
OLD_FILESYSTEMS = frozenset(("ext2", "ext3", "swap", "vfat"))
FILESYSTEMS = OLD_FILESYSTEMS | {"ext4", "xfs"}
DIALECTS = {dialect.major: dialect for dialect in (
    Dialect(3, "RHEL3", OLD_OPTIONS, frozenset("1"), OLD_FILESYSTEMS, selinux=False, language_support=True,
            mouse=True, install=True, auth=True, services=False, drive_order=False, partitioner="fdisk"),
    Dialect(4, "RHEL4", OLD_OPTIONS, frozenset("1"), OLD_FILESYSTEMS, language_support=True, install=True,
            auth=True, services=False, drive_order=False, partitioner="fdisk"),
    Dialect(5, "RHEL5", OPTIONS, frozenset("156"), OLD_FILESYSTEMS, install=True, auth=True),
    Dialect(6, "RHEL6", OPTIONS, frozenset("156"), FILESYSTEMS, install=True, auth=True, section_end=True),
    Dialect(7, "RHEL7", NEW_OPTIONS, frozenset("156"), FILESYSTEMS, install=True, auth=True, section_end=True,
            keyboard="--xlayouts=", boot_prefix="inst.", systemd=True),
    Dialect(8, "RHEL8", NEW_OPTIONS, frozenset("156"), FILESYSTEMS, section_end=True,
            keyboard="--xlayouts=", boot_prefix="inst.", packager="dnf", systemd=True),
    Dialect(9, "RHEL9", NEW_OPTIONS, frozenset("156y"), FILESYSTEMS, section_end=True,
            keyboard="--xlayouts=", boot_prefix="inst.", packager="dnf", systemd=True),
)}
# Options that only the oldest installers know; a profile made for these says them, later ones do without.
DROPPED_OPTIONS = OLD_OPTIONS


@dataclass(frozen=True)
class System:
    """The operating system of a guest, such as sl450-x86_64."""
    name: str
    dialect: Dialect
    images: Images


def system_named(text: str) -> System | None:
    match = SYSTEM.fullmatch(text)
    if match is None or int(match["major"]) not in DIALECTS:
        return None
    dialect = DIALECTS[int(match["major"])]
    version = f"{match['distribution']}{match['major']}{match['minor'].removeprefix('.')}"
    name = f"{version}-{match['arch']}"
    one_kernel = dialect.major >= ONE_KERNEL_SINCE
    derived = Images(f"{version}_{match['arch']}" + ("" if one_kernel else "_xen"),
                     "images/pxeboot" if one_kernel else "images/xen")
    return System(name, dialect, IMAGES.get(name, derived))


def find_system(values: Values, settings, fqdn: str) -> System | None:
    """The guest's system; None, with a finding, if nothing in the profile or the site's properties names it.

    A profile has no field for it. It stands in the path of the distribution, else in that of the installer's
    kernel; a site whose paths do not show it sets `aii.system.<guest>`.
    """
    given = settings.get(SYSTEM_PROPERTY + fqdn) if settings and fqdn else None
    command = values.get("/system/aii/osinstall/ks/installtype")
    kernel = values.get("/system/aii/nbp/pxelinux/kernel")
    texts = [given.strip()] if given is not None else [
        *(reversed(re.split(r"[\s/]+", command)) if isinstance(command, str) else ()),
        *(reversed(re.split(r"/", kernel.replace("_xen/", "/"))) if isinstance(kernel, str) else ())]
    named = [system for system in map(system_named, texts) if system is not None]
    if named:
        # One path may say sl4-x86_64 where the other says sl450-x86_64, which the table knows.
        known = [each for each in named if each.name in IMAGES and each.dialect == named[0].dialect]
        return (known or named)[0]
    hint = f"; set {SYSTEM_PROPERTY}{fqdn} to it in quattor.build.properties"
    if given is not None:
        values.problem("system", "/system/aii/osinstall/ks/installtype",
                       f"the property {SYSTEM_PROPERTY}{fqdn} is '{shown(given)}', not a system such as sl450-x86_64 "
                       f"(Enterprise Linux {min(DIALECTS)} to {max(DIALECTS)})")
    else:
        values.problem("system", "/system/aii/osinstall/ks/installtype",
                       "neither the path of the distribution nor that of the installer's kernel names the operating "
                       f"system, such as sl450-x86_64{hint}")
    return None


def find_folder(values: Values, settings, system: System) -> str | None:
    """The folder of the installer's kernel on the server: the site's property, else what the profile says.

    A profile that names another folder than the table is heard, with a warning, unless the property settles it.
    """
    key = FOLDER_PROPERTY + system.name
    given = settings.get(key) if settings else None
    path = "/system/aii/nbp/pxelinux/kernel"
    if given is not None:
        if not KINDS["file"].fits(given.strip()):
            values.problem("folder", path,
                           f"the property {key} is '{shown(given)}', which must be {KINDS['file'].what}")
            return None
        return given.strip()
    kernel = values.text(path, "file", system.images.folder + "/vmlinuz")
    if kernel is None:
        return None
    folder = kernel.rpartition("/")[0]
    if folder != system.images.folder:
        values.problem("folder", path, f"the installer of {system.name} is usually in {system.images.folder}/, not in "
                       f"'{shown(folder)}'; set XEN_NBP_ROOT, or {key} in quattor.build.properties", "warning")
    return folder

"""Every variable of standard/xen/variables.pan: its default, and what it does for the site, for a host, for a
guest. golden_variables/ has, for each setting, all that it changes in any profile of the example cluster.

A row is: what is set and where, then XPath-like paths into a profile of the example cluster with the text
there, None for nothing there. `site` is the site's cluster_info, which gives a default of its own; a profile's
name stands for its head, before machine-types/core; `NAME late` for the line before its Xen include.
"""
from __future__ import annotations

import json
import re

import pytest

from regenerate import CHECKOUT, GOLDEN

GOLDEN_VARIABLES = GOLDEN.with_name("golden_variables")
HOST, HOST2 = "xen-host.example.org", "xen-host2.example.org"
G1, G2, G3, G4 = (f"xen-guest{number}.example.org" for number in (1, 2, 3, 4))
XEN = "/software/components/xen"
OPTIONS = {guest: f"{XEN}/domains/{guest}/options" for guest in (G1, G2, G3, G4)}
O1, O2, O3, O4 = OPTIONS.values()
KERNEL = "/software/components/grub/kernels/0"
VERSIONED = "2.6.18-1.2835.slc4"
PXE = "/system/aii/nbp/pxelinux"
SELINUX = "/software/components/filecopy/services/_2fetc_2fselinux_2fconfig/config"
NTPD = "/software/components/chkconfig/service/ntpd"
WALLCLOCK = "/software/components/sysctl/variables/xen.independent_wallclock"
PARTITIONING = "/software/components/xen_guest/partitioning"
BRIDGES = f"{XEN}/network/bridges"
NIC = "dict('hwaddr', '00:16:3e:00:00:99', 'boot', true)"
VBD = "dict('interface', 'scsi', 'capacity', 1024)"

# (variable, what is set, profile that is looked at, {path: text})
ROWS = [
    ("XEN_DB", {}, HOST, {f"{O1}/name": G1, f"{O2}/name": G2, f"{XEN}/domains/{G1}/auto": "true"}),
    ("XEN_DB", {}, HOST2, {f"{O1}/name": None, f"{O3}/name": G3}),
    ("XEN_DB", {}, G1, {"/hardware/location": HOST}),
    ("XEN_DB", {}, G3, {"/hardware/location": HOST2}),
    ("XEN_DB", {"site/xen/db": f"dict('{HOST}', list('{G1}'))"}, HOST, {f"{O1}/name": G1, f"{O2}/name": None}),
    ("XEN_DB", {"site/xen/db": f"dict('{HOST}', list('{G1}'))"}, G2, {"/hardware/location": ""}),
    ("XEN_DB", {"site/xen/db": "dict()"}, HOST, {f"{XEN}/active": "true", f"{O1}/name": None}),
    ("XEN_GUESTS", {}, HOST, {f"{O1}/name": G1, f"{O2}/name": G2}),
    ("XEN_GUESTS", {HOST: f"list('{G2}')"}, HOST, {f"{O1}/name": None, f"{O2}/name": G2}),
    ("XEN_GUESTS", {f"{HOST} late": f"list('{G2}', '{G2}')"}, HOST, {f"{O1}/name": None, f"{O2}/name": G2}),
    ("XEN_GUESTS", {HOST: "list()"}, HOST, {f"{O1}/name": None, f"{O2}/name": None}),
    ("XEN_GUESTS", {"site": f"list('{G1}')"}, HOST, {f"{O1}/name": G1, f"{O2}/name": None}),

    ("XEN_RAM", {}, HOST, {f"{O1}/memory": "256", f"{O2}/memory": "1024"}),
    ("XEN_RAM", {"site": "384"}, HOST, {f"{O1}/memory": "384", f"{O2}/memory": "384"}),
    ("XEN_RAM", {HOST: "320"}, HOST, {f"{O1}/memory": "320", f"{O2}/memory": "320"}),
    ("XEN_RAM", {HOST: "384"}, HOST2, {f"{O3}/memory": "512"}),
    ("XEN_RAM", {HOST: f"dict('{G1}', 384)"}, HOST, {f"{O1}/memory": "384", f"{O2}/memory": "1024"}),
    ("XEN_GUESTS_MACHINE_DB", {}, HOST, {f"{O1}/vif/0": "mac=00:16:3e:00:00:11", f"{O1}/disk/0/size": "20480"}),
    ("XEN_GUESTS_MACHINE_DB", {"site": f"dict('{G1}', dict('ram_size', 640))"}, HOST,
     {f"{O1}/memory": "640", f"{O1}/vif/0": "mac=00:16:3e:00:00:11", f"{O2}/memory": "1024"}),
    ("XEN_GUESTS_MACHINE_DB", {"site": f"dict('{G1}', dict('nic', dict('eth0', {NIC})))"}, HOST,
     {f"{O1}/memory": "256", f"{O1}/vif/0": "mac=00:16:3e:00:00:99"}),
    ("XEN_GUESTS_MACHINE_DB", {"site": f"dict('{G1}', dict('harddisks', dict('xvda', {VBD}, 'xvdc', {VBD})))"}, HOST,
     {f"{O1}/disk/0/size": "1024", f"{O1}/disk/1/guestdevice": "xvdc", f"{O1}/disk/2": None}),
    ("XEN_VG", {}, HOST, {f"{O1}/disk/0/hostdevice": "vg01"}),
    ("XEN_VG", {"site": "'vg_xen'"}, HOST, {f"{O2}/disk/1/hostdevice": "vg_xen"}),
    ("XEN_VG", {HOST: "'vg02'"}, HOST, {f"{O1}/disk/0/hostdevice": "vg02"}),
    ("XEN_VG", {HOST: "undef"}, HOST, {f"{O1}/disk/0/hostdevice": "vg01"}),
    ("XEN_VG", {HOST: "'vg_xen'"}, HOST2, {f"{O3}/disk/0/hostdevice": "vg01"}),
    ("XEN_CREATE_FILESYSTEMS", {}, HOST, {f"{XEN}/create_filesystems": "true", f"{O1}/disk/0/create": "true"}),
    ("XEN_CREATE_FILESYSTEMS", {"site": "false"}, HOST,
     {f"{XEN}/create_filesystems": "false", f"{O2}/disk/1/create": "false"}),
    ("XEN_CREATE_FILESYSTEMS", {HOST: "false"}, HOST,
     {f"{XEN}/create_filesystems": "false", f"{O1}/disk/0/create": "false"}),
    ("XEN_CREATE_DOMAINS", {}, HOST, {f"{XEN}/create_domains": "true"}),
    ("XEN_CREATE_DOMAINS", {"site": "false"}, HOST, {f"{XEN}/create_domains": "false"}),
    ("XEN_CREATE_DOMAINS", {f"{HOST} late": "false"}, HOST, {f"{XEN}/create_domains": "false"}),

    ("XEN_BOOTLOADER_DEFAULT", {}, HOST, {f"{O1}/bootloader": "/usr/bin/pypxeboot"}),
    ("XEN_BOOTLOADER_DEFAULT", {"site": "'/usr/bin/pygrub'"}, HOST,
     {f"{O1}/bootloader": "/usr/bin/pygrub", f"{O1}/bootargs": "", f"{O2}/bootloader": "/usr/bin/pygrub"}),
    ("XEN_BOOTLOADER_DEFAULT", {HOST: "'/usr/sbin/pygrub'"}, HOST, {f"{O1}/bootloader": "/usr/sbin/pygrub"}),
    ("XEN_BOOTLOADER", {}, HOST, {f"{O1}/bootloader": "/usr/bin/pypxeboot"}),
    ("XEN_BOOTLOADER", {HOST: f"dict('{G1}', '/usr/bin/pygrub')"}, HOST,
     {f"{O1}/bootloader": "/usr/bin/pygrub", f"{O2}/bootloader": "/usr/bin/pypxeboot"}),
    ("XEN_BOOTLOADER", {"site": f"dict('{G1}', '/usr/sbin/pygrub')"}, HOST, {f"{O1}/bootloader": "/usr/sbin/pygrub"}),
    ("XEN_BOOTARG_DEFAULT", {}, HOST, {f"{O1}/bootargs": "vif[0]"}),
    ("XEN_BOOTARG_DEFAULT", {"site": "'-q'"}, HOST, {f"{O1}/bootargs": "vif[0]"}),
    ("XEN_BOOTARG_DEFAULT", {HOST: "'-q'", f"{HOST} late": "XEN_BOOTLOADER_DEFAULT = '/usr/bin/pygrub'"}, HOST,
     {f"{O1}/bootargs": "-q", f"{O2}/bootargs": "-q"}),
    ("XEN_BOOTARGS_DEFAULT", {"site": "'-q'", f"{HOST} late": "XEN_BOOTLOADER_DEFAULT = '/usr/bin/pygrub'"}, HOST,
     {f"{O1}/bootargs": "-q"}),
    ("XEN_BOOTARGS_DEFAULT", {"site": "'-q'", f"{HOST} late": "XEN_BOOTLOADER = dict('" + G2 + "', '/usr/bin/pygrub')"},
     HOST, {f"{O1}/bootargs": "vif[0]", f"{O2}/bootargs": "-q"}),
    ("XEN_BOOTARGS_DEFAULT", {}, HOST, {f"{O1}/bootargs": "vif[0]"}),
    ("XEN_BOOTARGS_DEFAULT", {HOST: "'-q'", f"{HOST} late": "XEN_BOOTLOADER_DEFAULT = '/usr/bin/pygrub'"}, HOST,
     {f"{O1}/bootargs": "-q"}),
    ("XEN_BOOTARGS", {}, HOST, {f"{O1}/bootargs": "vif[0]", f"{O1}/vcpus": "1"}),
    ("XEN_BOOTARGS", {HOST: f"dict('{G2}', 'mac=00:16:3e:00:00:12')"}, HOST,
     {f"{O1}/bootargs": "vif[0]", f"{O2}/bootargs": "mac=00:16:3e:00:00:12", f"{O2}/vcpus": "2"}),
    ("XEN_BOOTARGS", {}, HOST2, {f"{O3}/bootargs": "--entry=1", f"{O3}/bootloader": "/usr/bin/pygrub"}),
    ("XEN_BOOTARGS", {"site": f"dict('{G1}', '', '{G4}', 'mac=00:16:3e:00:00:24')"}, HOST,
     {f"{O1}/bootargs": "", f"{O2}/bootargs": "vif[0]"}),
    ("XEN_BOOT_DEVICE", {}, HOST, {f"{O1}/root": None, f"{O1}/kernel": None}),
    ("XEN_BOOT_DEVICE", {"site": "'/dev/xvda3'"}, HOST, {f"{O1}/root": None}),
    ("XEN_BOOT_DEVICE", {f"{HOST} late": f"XEN_BOOTLOADER = dict('{G1}', '')"}, HOST,
     {f"{O1}/root": "/dev/sda2 ro", f"{O1}/bootloader": None, f"{O1}/bootargs": None,
      f"{O1}/kernel": "/boot/vmlinuz-2.6.9-55.ELxenU", f"{O1}/ramdisk": "/boot/initrd-2.6.9-55.ELxenU.img",
      f"{O2}/root": None}),
    ("XEN_BOOT_DEVICE", {HOST: "'/dev/xvda3'", f"{HOST} late": f"XEN_BOOTLOADER = dict('{G1}', '')"}, HOST,
     {f"{O1}/root": "/dev/xvda3 ro"}),

    ("XEN_DOM0_ROOT_DEVICE", {}, HOST, {f"{KERNEL}/kernelargs": "max_loop=128 root=/dev/root ro console=tty0"}),
    ("XEN_DOM0_ROOT_DEVICE", {"site": "'/dev/vg00/root'"}, HOST,
     {f"{KERNEL}/kernelargs": "max_loop=128 root=/dev/vg00/root ro console=tty0"}),
    ("XEN_DOM0_ROOT_DEVICE", {HOST: "'LABEL=/'"}, HOST,
     {f"{KERNEL}/kernelargs": "max_loop=128 root=LABEL=/ ro console=tty0"}),
    ("XEN_DOM0_MEM", {}, HOST, {f"{KERNEL}/mbargs": "dom0_mem=400M"}),
    ("XEN_DOM0_MEM", {"site": "'1G'"}, HOST, {f"{KERNEL}/mbargs": "dom0_mem=1G"}),
    ("XEN_DOM0_MEM", {HOST: "'512M,max:1G'"}, HOST, {f"{KERNEL}/mbargs": "dom0_mem=512M,max:1G"}),
    ("XEN_DOM0_MEM", {HOST: "'1G'"}, HOST2, {f"{KERNEL}/mbargs": "dom0_mem=400M"}),
    ("XEN_VERSION", {}, HOST, {f"{KERNEL}/title": f"Xen 3.0.3 / XenLinux {VERSIONED}"}),
    ("XEN_VERSION", {"site": "'3.1.0'"}, HOST, {f"{KERNEL}/title": f"Xen 3.1.0 / XenLinux {VERSIONED}"}),
    ("XEN_VERSION", {HOST: "'3.2.1'"}, HOST, {f"{KERNEL}/title": f"Xen 3.2.1 / XenLinux {VERSIONED}"}),
    ("XEN_LINUX_VERSION", {}, HOST,
     {f"{KERNEL}/multiboot": f"/xen.gz-{VERSIONED}", f"{KERNEL}/kernelpath": f"/vmlinuz-{VERSIONED}xen",
      f"{KERNEL}/initrd": f"/initrd-{VERSIONED}xen.img", "/system/kernel/version": f"{VERSIONED}xen"}),
    ("XEN_LINUX_VERSION", {"site": "'2.6.20-1'"}, HOST,
     {f"{KERNEL}/multiboot": "/xen.gz-2.6.20-1", f"{KERNEL}/kernelpath": "/vmlinuz-2.6.20-1xen",
      f"{KERNEL}/initrd": "/initrd-2.6.20-1xen.img", "/system/kernel/version": "2.6.20-1xen"}),
    ("XEN_LINUX_VERSION", {HOST: "'2.6.21-2'"}, HOST, {f"{KERNEL}/kernelpath": "/vmlinuz-2.6.21-2xen"}),
    ("XEN_LINUX_SUFFIX", {}, HOST, {f"{KERNEL}/kernelpath": f"/vmlinuz-{VERSIONED}xen"}),
    ("XEN_LINUX_SUFFIX", {HOST: "'xen0'"}, HOST,
     {f"{KERNEL}/kernelpath": f"/vmlinuz-{VERSIONED}xen0", f"{KERNEL}/initrd": f"/initrd-{VERSIONED}xen0.img"}),
    ("XEN_LINUX_SUFFIX", {"site": "'-dom0'"}, HOST2,
     {f"{KERNEL}/kernelpath": f"/vmlinuz-{VERSIONED}-dom0", f"{KERNEL}/initrd": f"/initrd-{VERSIONED}-dom0.img"}),
    ("XEN_HYPERVISOR_FILE", {}, HOST, {f"{KERNEL}/multiboot": f"/xen.gz-{VERSIONED}"}),
    ("XEN_HYPERVISOR_FILE", {"site": "'/xen.gz'"}, HOST, {f"{KERNEL}/multiboot": "/xen.gz"}),
    ("XEN_HYPERVISOR_FILE", {HOST: "'/xen-3.1.gz'"}, HOST, {f"{KERNEL}/multiboot": "/xen-3.1.gz"}),
    ("XEN_INITRD_FILE", {}, HOST, {f"{KERNEL}/initrd": f"/initrd-{VERSIONED}xen.img"}),
    ("XEN_INITRD_FILE", {"site": "'/initrd-lvm.img'"}, HOST, {f"{KERNEL}/initrd": "/initrd-lvm.img"}),
    ("XEN_INITRD_FILE", {HOST: "'/initrd-raid.img'"}, HOST, {f"{KERNEL}/initrd": "/initrd-raid.img"}),
    ("XEN_DISABLE_SELINUX", {}, HOST, {SELINUX: None}),
    ("XEN_DISABLE_SELINUX", {HOST: "true"}, HOST, {SELINUX: "SELINUX=disabled\nSELINUXTYPE=targeted\n"}),
    ("XEN_DISABLE_SELINUX", {"site": "true"}, G1,
     {SELINUX: "SELINUX=disabled\nSELINUXTYPE=targeted\n", "/system/aii/osinstall/ks/selinux": "disabled"}),
    ("XEN_DISABLE_SELINUX", {G1: "true"}, G1, {SELINUX: "SELINUX=disabled\nSELINUXTYPE=targeted\n"}),
    ("XEN_DISABLE_SELINUX", {G1: "true"}, G2, {SELINUX: None}),

    ("XEN_NETWORK_BRIDGES", {}, HOST, {BRIDGES: None}),
    ("XEN_NETWORK_BRIDGES", {HOST: "dict('br0', dict('netdev', 'eth0'))"}, HOST, {f"{BRIDGES}/br0/netdev": "eth0"}),
    ("XEN_NETWORK_BRIDGES", {"site": "dict('br0', dict('netdev', 'eth0', 'vifnum', 3))"}, HOST,
     {f"{BRIDGES}/br0/netdev": "eth0", f"{BRIDGES}/br0/vifnum": "3"}),
    ("XEN_NETWORK_BRIDGES", {}, HOST2, {f"{BRIDGES}/xenbr1/netdev": "eth1", f"{BRIDGES}/xenbr1/vifnum": "1"}),
    ("XEN_VIF_BRIDGE", {}, HOST, {f"{O1}/vif/0": "mac=00:16:3e:00:00:11"}),
    ("XEN_VIF_BRIDGE", {HOST: f"dict('{G1}', dict('eth0', 'br7'))"}, HOST,
     {f"{O1}/vif/0": "mac=00:16:3e:00:00:11,bridge=br7", f"{O1}/bootargs": "mac=00:16:3e:00:00:11",
      f"{O2}/vif/0": "mac=00:16:3e:00:00:12", f"{O2}/bootargs": "vif[0]"}),
    ("XEN_VIF_BRIDGE", {"site": f"dict('{G1}', dict('eth1', 'br7'))"}, HOST, {f"{O1}/vif/0": "mac=00:16:3e:00:00:11"}),
    ("XEN_AUTO_NETWORK", {}, HOST, {BRIDGES: None}),
    ("XEN_AUTO_NETWORK", {"site": "true"}, HOST,
     {f"{BRIDGES}/xenbr0/netdev": "eth0", f"{BRIDGES}/xenbr0/vifnum": "0",
      f"{O1}/vif/0": "mac=00:16:3e:00:00:11,bridge=xenbr0", f"{O1}/bootargs": "mac=00:16:3e:00:00:11"}),
    ("XEN_AUTO_NETWORK", {HOST2: "true"}, HOST2,
     {f"{O3}/vif/0": "mac=00:16:3e:00:00:23,bridge=xenbr0", f"{O4}/vif/0": "mac=00:16:3e:00:00:24,bridge=xenbr1"}),

    ("XEN_INDEPENDENT_WALLCLOCK", {}, G1,
     {WALLCLOCK: None, f"{NTPD}/off": "", f"{NTPD}/on": None, "/software/components/ntpd/active": "false",
      "/software/components/ntpd/dispatch": "false", "/software/packages/ncm_2dntpd": None}),
    ("XEN_INDEPENDENT_WALLCLOCK", {G1: "true"}, G1,
     {WALLCLOCK: "1", f"{NTPD}/off": None, f"{NTPD}/on": "", "/software/components/ntpd/active": "true"}),
    ("XEN_INDEPENDENT_WALLCLOCK", {"site": "true"}, G2, {WALLCLOCK: "1"}),
    ("XEN_INDEPENDENT_WALLCLOCK", {f"{G1} late": "true"}, G1, {WALLCLOCK: "1"}),
    ("XEN_INDEPENDENT_WALLCLOCK", {G1: "true"}, G2, {WALLCLOCK: None}),
    ("XEN_GUEST_PARTITIONING", {}, G1, {PARTITIONING: "anaconda"}),
    ("XEN_GUEST_PARTITIONING", {"site": "'aii'"}, G1, {PARTITIONING: "aii"}),
    ("XEN_GUEST_PARTITIONING", {G1: "'aii'"}, G1, {PARTITIONING: "aii"}),
    ("XEN_GUEST_KERNEL_VERSION", {}, G1, {"/system/kernel/version": "2.6.9-55.ELxenU"}),
    ("XEN_GUEST_KERNEL_VERSION", {"site": "'2.6.9-67.EL'"}, G1, {"/system/kernel/version": "2.6.9-67.ELxenU"}),
    ("XEN_GUEST_KERNEL_VERSION", {G1: "'2.6.9-68.EL'"}, G1, {"/system/kernel/version": "2.6.9-68.ELxenU"}),
    ("XEN_GUEST_KERNEL_SUFFIX", {}, G4, {"/system/kernel/version": "2.4.21-47.0.1.EL.cernxenU"}),
    ("XEN_GUEST_KERNEL_SUFFIX", {G1: "'xen'"}, G1, {"/system/kernel/version": "2.6.9-55.ELxen"}),
    ("XEN_GUEST_KERNEL_SUFFIX", {"site": "'xen0'"}, G1, {"/system/kernel/version": "2.6.9-55.ELxen0"}),
    ("XEN_GUEST_KERNEL_PACKAGE", {}, G1, {"/system/aii/osinstall/ks/packages/4": "kernel-xenU"}),
    ("XEN_GUEST_KERNEL_PACKAGE", {G1: "'kernel-xen'"}, G1, {"/system/aii/osinstall/ks/packages/4": "kernel-xen"}),
    ("XEN_GUEST_KERNEL_PACKAGE", {"site": "''"}, G1, {"/system/aii/osinstall/ks/packages/4": None}),
    ("XEN_NBP_ROOT", {}, G1, {f"{PXE}/kernel": "sl450-x86_64_xen/vmlinuz", f"{PXE}/initrd": "sl450-x86_64_xen/initrd.img",
                              f"{PXE}/label": "Scientific Linux 450 (x86_64) Xen",
                              f"{PXE}/kslocation": "http://quattor.example.org/ks/xen-guest1.example.org.ks"}),
    ("XEN_NBP_ROOT", {}, G3, {f"{PXE}/kernel": "slc450_i386_xen/vmlinuz"}),
    ("XEN_NBP_ROOT", {}, G4, {f"{PXE}/kernel": "slc308_i386_xen/vmlinuz"}),
    ("XEN_NBP_ROOT", {"site": "'xen'"}, G1, {f"{PXE}/kernel": "xen/vmlinuz", f"{PXE}/initrd": "xen/initrd.img"}),
    ("XEN_NBP_ROOT", {G1: "'xen/own'"}, G1, {f"{PXE}/kernel": "xen/own/vmlinuz"}),
]
# The row of XEN_PROFILE_PREFIX renames profiles: it is a test of its own.
APART = {"XEN_PROFILE_PREFIX"}


def xpath(path: str) -> str:
    """The XPath of a profile's path in the XML of panc: a step is a key, or a position that counts from 0."""
    steps = [f"*[{int(step) + 1}]" if step.isdigit() else f"*[@name='{step}']" for step in path.strip("/").split("/")]
    return "/*/" + "/".join(steps)


def text_at(document, path: str) -> str | None:
    found = document.xpath(xpath(path))
    return None if not found else found[0].text or ""


def set_variable(tree, where: str, name: str, value: str) -> None:
    """`value` may itself be NAME = VALUE, for another variable than that of the row."""
    other = re.match(r"([A-Z_]+) = (.*)", value)
    name, value = other.groups() if other else (name, value)
    statement = f"variable {name} = {value};\n"
    if where == "site":
        path = "sites/example/site/cluster_info.pan"
        tree.write(path, (tree.root / path).read_text() + statement.replace(" = ", " ?= ", 1))
    elif where == "site/xen/db":
        tree.write("sites/example/site/xen/db.pan", f"unique template site/xen/db;\n{statement}")
    else:
        profile, _, late = where.partition(" ")
        path = f"clusters/example-xen/profiles/{profile}.pan"
        text = (tree.root / path).read_text()
        before = r"^include 'xen/" if late else r"^include 'machine-types/core'"
        tree.write(path, re.sub(before, lambda found: statement + found.group(), text, flags=re.M))


def label(row) -> str:
    name, settings, profile, _ = row
    return f"{name}-{'+'.join(settings) or 'default'}-{profile.partition('.')[0]}"


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_a_variable_does_what_it_says(tree, row):
    name, settings, profile, expected = row
    for where, value in settings.items():
        set_variable(tree, where, name, value)
    document = tree.document(profile)
    assert {path: text_at(document, path) for path in expected} == expected


# Of two values the other one.
OPPOSITE = {"true": "false", "false": "true", "'aii'": "'anaconda'"}


def own_rows() -> list:
    """The rows in which one machine's head sets a variable, with another value of the site added."""
    for_all = {name: settings["site"] for name, settings, *_ in ROWS if list(settings) == ["site"]}
    for name, settings, profile, expected in ROWS:
        value = settings.get(profile)
        other = OPPOSITE.get(value) or for_all.get(name)
        if list(settings) == [profile] and value != "undef" and other:
            assert other != value, name
            yield name, {**settings, "site": other}, profile, expected


@pytest.mark.parametrize("row", list(own_rows()), ids=label)
def test_a_machine_s_own_value_precedes_that_of_the_site(tree, row):
    test_a_variable_does_what_it_says(tree, row)


def test_most_variables_have_both():
    assert len({name for name, *_ in own_rows()}) > 18


def leaves(value, path: str = ""):
    """Path and text of each value of a profile; an empty dict or list is one too."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from leaves(item, f"{path}/{key}")
    if not items:
        yield path, json.dumps(value)


def changes(before: dict[str, dict], after: dict[str, dict]) -> list[str]:
    lines = []
    for profile in sorted(before):
        old, new = (dict(leaves(profiles.get(profile, {}))) for profiles in (before, after))
        lines += [f"{profile}:{path}: {old.get(path, 'nothing')} -> {new.get(path, 'nothing')}"
                  for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    return lines


@pytest.fixture(scope="module")
def as_it_is(checkout) -> dict[str, dict]:
    return {file.stem: json.loads(file.read_text()) for file in (GOLDEN / "example-xen").glob("*.json")}


@pytest.mark.parametrize("variable", sorted({row[0] for row in ROWS}))
def test_a_variable_changes_nothing_else(tree, as_it_is, request, variable):
    settings = []
    for name, setting, *_ in ROWS:
        if name == variable and setting and setting not in settings:
            settings.append(setting)
    text = ""
    originals = {file: file.read_text() for folder in ("clusters", "sites") for file in (tree.root / folder).rglob("*.pan")}
    for setting in settings:
        for file, original in originals.items():
            file.write_text(original)
        for where, value in setting.items():
            set_variable(tree, where, variable, value)
        profiles, diagnostics = tree.profiles()
        assert diagnostics == []
        text += "".join(f"# {where}: {value}\n" for where, value in setting.items())
        text += "".join(f"{line}\n" for line in changes(as_it_is, profiles) or ["no change"]) + "\n"
    file = GOLDEN_VARIABLES / f"{variable}.txt"
    if request.config.getoption("--update-goldens"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert text == file.read_text()


def test_no_golden_is_unused():
    assert {file.name for file in GOLDEN_VARIABLES.iterdir()} == {f"{name}.txt" for name, *_ in ROWS}


# Where each variable must be tried, by what standard/xen/variables.pan says whom it is for.
PLACES = {
    "site": {"site"}, "host": {"site", "host"}, "guest": {"site", "guest"}, "host or guest": {"site", "host", "guest"},
    "host, guest by guest": {"site", "host", "one guest"}, "site, guest by guest": {"site", "one guest"},
    "platform": {"site", "host"}, "platform or guest": {"site", "guest"},
}


def places_tried(variable: str) -> set[str]:
    tried = set()
    for name, settings, profile, _ in ROWS:
        for where, value in settings.items() if name == variable else ():
            if re.match("[A-Z_]+ = ", value):
                continue
            tried.add("site" if where.startswith("site") else "host" if where.split()[0] in (HOST, HOST2) else "guest")
            if value.startswith("dict('xen-guest"):
                tried.add("one guest")
    return tried


@pytest.mark.parametrize("scope, variable", re.findall(
    r"^scope = (.*)\n(?:default = .*\n)\}\nvariable (\w+)", (CHECKOUT / "standard/xen/variables.pan").read_text(), re.M))
def test_each_variable_is_tried_wherever_it_may_be_set(scope, variable):
    if variable not in APART:
        assert PLACES[scope] - places_tried(variable) == set()


def declared(checkout) -> list[str]:
    text = (checkout / "standard" / "xen" / "variables.pan").read_text()
    return re.findall(r"^variable (\w+)", text, re.M)


def test_each_variable_has_a_default_and_an_override_in_the_table(checkout):
    defaults = {name for name, settings, *_ in ROWS if not settings}
    overrides = {name for name, settings, *_ in ROWS if settings}
    assert set(declared(checkout)) - APART == defaults == overrides


def test_profiles_may_have_a_prefix(tree):
    tree.edit("sites/example/site/global_variables.pan", "XEN_PROFILE_PREFIX ?= ''", "XEN_PROFILE_PREFIX ?= 'profile_'")
    folder = tree.root / "clusters/example-xen/profiles"
    for file in list(folder.iterdir()):
        text = file.read_text()
        file.unlink()
        (folder / f"profile_{file.name}").write_text(text.replace("object template xen-", "object template profile_xen-"))
    document = tree.document(f"profile_{HOST}")
    assert text_at(document, f"{O1}/name") == G1
    assert text_at(document, f"{O1}/memory") == "256"
    assert text_at(tree.document(f"profile_{G1}"), "/hardware/location") == HOST

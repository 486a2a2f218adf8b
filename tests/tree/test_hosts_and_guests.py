"""What the Xen templates make of hosts, guests and platforms beyond the effect of one variable."""
from __future__ import annotations

import pytest

from test_variables import BRIDGES, G1, G2, G3, G4, HOST, HOST2, KERNEL, O1, O2, O3, PXE, XEN, set_variable, text_at

PROFILES = "clusters/example-xen/profiles"
HARDWARE = "sites/example/hardware/machine/example"


def before(tree, profile: str, line: str, text: str) -> None:
    tree.edit(f"{PROFILES}/{profile}.pan", line, f"{text}\n{line}")


def values(tree, profile: str, *paths: str) -> list[str | None]:
    document = tree.document(profile)
    return [text_at(document, path) for path in paths]


# --- domains -------------------------------------------------------------------------------------------------------

def test_a_site_adds_a_domain_and_changes_one(tree):
    before(tree, HOST, "include PKG_REPOSITORY_CONFIG;", f"""
'{XEN}/domains/win.example.org/options' = dict('name', 'win', 'memory', 2048, 'builder', 'hvm');
'{O1}/memory' = 300;
""")
    assert values(tree, HOST, f"{XEN}/domains/win.example.org/options/memory", f"{O1}/memory", f"{O2}/memory") == [
        "2048", "300", "1024"]


def test_an_option_that_is_given_before_stays(tree):
    before(tree, HOST, "include 'xen/host/config';", f"""
'{O1}/bootloader' = '/usr/bin/pygrub';
'{XEN}/domains/{G1}/auto' = false;
""")
    assert values(tree, HOST, f"{O1}/bootloader", f"{O1}/bootargs", f"{O1}/memory", f"{XEN}/domains/{G1}/auto") == [
        "/usr/bin/pygrub", "", "256", "false"]


def test_included_twice_is_the_same(tree):
    before(tree, HOST, "include PKG_REPOSITORY_CONFIG;", "include 'xen/host/config';\ninclude 'xen/grub';")
    assert values(tree, HOST, f"{KERNEL}/title", "/software/components/grub/kernels/1") == [
        "Xen 3.0.3 / XenLinux 2.6.18-1.2835.slc4", None]


def test_processors_count_by_cores(tree):
    tree.edit(f"{HARDWARE}/xen-guest2.pan", "'cpu/1' = create('hardware/cpu/xen_vcpu');",
              "'cpu/1' = create('hardware/cpu/xen_vcpu', 'cores', 3);")
    set_variable(tree, HOST, "XEN_BOOTARGS", f"dict('{G2}', 'vif[0]')")
    assert values(tree, HOST, f"{O1}/vcpus", f"{O2}/vcpus") == ["1", "4"]


def test_every_disk_is_there_and_the_one_to_boot_from_is_first(tree):
    tree.edit(f"{HARDWARE}/xen-guest2.pan", "'capacity', 100 * GB);",
              "'capacity', 100 * GB, 'boot', true);\n'harddisks/xvda/boot' = false;")
    disk = f"{O2}/disk"
    assert values(tree, HOST, f"{disk}/0/guestdevice", f"{disk}/0/hostvol", f"{disk}/1/guestdevice", f"{disk}/1/hostvol",
                  f"{disk}/1/size", f"{disk}/2") == ["xvdb", G2, "xvda", f"{G2}-xvda", "20480", None]


def test_two_cards_are_two_vifs(tree):
    tree.edit(f"{HARDWARE}/xen-guest1.pan", "'ram/0/size'", "'cards/nic/eth1' = create('hardware/nic/by_driver/xen-netfront', "
              "'hwaddr', '00:16:3e:00:01:11');\n'ram/0/size'")
    set_variable(tree, HOST, "XEN_AUTO_NETWORK", "true")
    assert values(tree, HOST, f"{O1}/vif/0", f"{O1}/vif/1", f"{O1}/bootargs") == [
        "mac=00:16:3e:00:00:11,bridge=xenbr0", "mac=00:16:3e:00:01:11", "mac=00:16:3e:00:00:11"]


def test_a_host_keeps_its_location_and_so_does_a_guest_without_a_host_in_the_table(tree):
    assert values(tree, HOST, "/hardware/location") == ["rack 1"]
    assert values(tree, G3, "/hardware/location") == [HOST2]


def test_a_host_without_guests_is_no_error(tree):
    set_variable(tree, "site/xen/db", "XEN_DB", "dict()")
    assert values(tree, HOST, f"{XEN}/create_domains", f"{O1}/name") == ["true", None]


# --- network -------------------------------------------------------------------------------------------------------

# name: (what the interfaces of the host become, bridge of the address of guest 1, bridges that there are not)
NETWORKS = {
    "address": ("'eth0/netmask' = '255.255.255.0'", "xenbr0", []),
    "nearer network": (
        "'eth1' = dict('ip', '192.0.2.9', 'netmask', '255.255.255.248', 'gateway', '192.0.2.14')", "xenbr1", []),
    "alias": (
        "'eth1' = dict('bootproto', 'static', 'ip', '198.51.100.1', 'netmask', '255.255.255.0', 'aliases', dict('x', "
        "dict('ip', '192.0.2.9', 'netmask', '255.255.255.248')))", "xenbr1", []),
    "route with a prefix": (
        "'eth1' = dict('bootproto', 'none', 'route', list(dict('address', '192.0.2.8', 'prefix', 29)))", "xenbr1", []),
    "route with a netmask": (
        "'eth1' = dict('bootproto', 'none', 'route', list(dict('address', '192.0.2.8', 'netmask', '255.255.255.248')))",
        "xenbr1", []),
    "route by a gateway": (
        "'eth1' = dict('bootproto', 'none', 'route', list(dict('address', '192.0.2.8', 'netmask', '255.255.255.248', "
        "'gateway', '192.0.2.1')))", "xenbr0", []),
    "member of a bond": (
        "'bond0' = dict('bootproto', 'none');\n'eth1' = dict('bootproto', 'none', 'master', 'bond0')", "xenbr1",
        ["xenbr2"]),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_auto_network_puts_a_guest_on_the_bridge_of_its_network(tree, name):
    interfaces, bridge, missing = NETWORKS[name]
    set_variable(tree, HOST2, "XEN_AUTO_NETWORK", "true")
    set_variable(tree, f"{HOST2} late", "XEN_NETWORK_BRIDGES", "dict()")
    tree.edit("sites/example/site/databases.pan", "'192.0.2.23'", "'192.0.2.11'")
    before(tree, HOST2, "include 'xen/host/config';", f"prefix '/system/network/interfaces';\n{interfaces};\nprefix '';")
    document = tree.document(HOST2)
    assert text_at(document, f"{O3}/vif/0") == f"mac=00:16:3e:00:00:23,bridge={bridge}"
    assert [text_at(document, f"{BRIDGES}/{name}/netdev") for name in missing] == [None] * len(missing)


# --- the tree's interface ------------------------------------------------------------------------------------------

def test_a_test_site_s_databases_come_first(tree):
    databases = (tree.root / "sites/example/site/databases.pan").read_text()
    tree.write("sites/example/pro_site_databases.pan", databases.replace("site/databases", "pro_site_databases").replace(
        "192.0.2.11", "192.0.2.111"))
    assert values(tree, G1, "/system/network/interfaces/eth0/ip") == ["192.0.2.111"]


def test_machine_params_change_the_hardware_of_a_guest(tree):
    set_variable(tree, "site/xen/db", "MACHINE_PARAMS", f"dict('{G1}', dict('ram', 768, 'disk', 4096, 'mac', "
                 "'00:16:3e:00:00:77'))")
    tree.write("sites/example/site/xen/db.pan", (tree.root / "sites/example/site/xen/db.pan").read_text() +
               f"variable XEN_DB = dict('{HOST}', list('{G1}'));\n")
    assert values(tree, HOST, f"{O1}/memory", f"{O1}/disk/0/size", f"{O1}/vif/0") == [
        "768", "4096", "mac=00:16:3e:00:00:77"]


@pytest.mark.parametrize("name, disk, arch", [
    ("base", "xvda", "x86_64"), ("base_i386", "xvda", "i386"), ("base_sda", "sda", "x86_64"),
    ("base_sda_i386", "sda", "i386")])
def test_hardware_to_start_from(tree, name, disk, arch):
    set_variable(tree, G1, "NODE_OS_VERSION", "'slc450-i386'" if arch == "i386" else "'sl450-x86_64'")
    tree.edit(f"{HARDWARE}/xen-guest1.pan", "machine/xen/base'", f"machine/xen/{name}'")
    text = (tree.root / HARDWARE / "xen-guest1.pan").read_text()
    tree.write(f"{HARDWARE}/xen-guest1.pan", text.replace("xvda", disk))
    assert values(tree, G1, "/hardware/cpu/0/arch", f"/hardware/harddisks/{disk}/capacity", "/hardware/ram/0/size",
                  f"/system/blockdevices/partitions/{disk}1/holding_dev", "/system/filesystems/1/mountpoint") == [
        arch, "20480", "256", disk, "swap"]


# --- platforms -----------------------------------------------------------------------------------------------------

PLATFORMS = [
    (G1, {"/system/kernel/version": "2.6.9-55.ELxenU", "/system/architecture": "x86_64",
          "/software/packages/kernel_2dxenU/_32_2e6_2e9_2d55_2eEL/arch/x86_64": "",
          "/software/packages/kernel": None, "/system/aii/osinstall/ks/selinux": "disabled"}),
    (G3, {"/system/kernel/version": "2.6.9-55.ELxenU", "/system/architecture": "i386",
          "/software/packages/kernel": None}),
    (G4, {"/system/kernel/version": "2.4.21-47.0.1.EL.cernxenU", "/system/architecture": "i386",
          "/software/packages/kernel": None, "/system/aii/osinstall/ks/selinux": None,
          "/system/blockdevices/partitions/sda1/holding_dev": "sda"}),
    (HOST, {f"{KERNEL}/title": "Xen 3.0.3 / XenLinux 2.6.18-1.2835.slc4", "/system/architecture": "x86_64"}),
    (HOST2, {f"{KERNEL}/title": "Xen 3.0.3 / XenLinux 2.6.18-1.2835.slc4", "/system/architecture": "i386"}),
]


@pytest.mark.parametrize("profile, expected", PLATFORMS, ids=[profile.partition(".")[0] for profile, _ in PLATFORMS])
def test_a_platform_names_its_kernels(tree, profile, expected):
    document = tree.document(profile)
    assert {path: text_at(document, path) for path in expected} == expected


def test_packages_of_hosts_and_guests(tree):
    """The packages that Xen adds on each platform, with version and architecture."""
    profiles, _ = tree.profiles()

    def packages(name: str) -> dict[str, list[str]]:
        found = profiles[name]["software"]["packages"]
        return {package: sorted(f"{version} {arch}" for version, archs in found.get(package, {}).items()
                                for arch in archs["arch"]) for package in
                ("kernel_2dxen", "xen", "xen_2dlibs", "pypxeboot", "udhcp", "ncm_2dxen", "kernel_2dxenU", "mkinitrd")}

    kernel = "_32_2e6_2e18_2d1_2e2835_2eslc4"
    xen = "_33_2e0_2e3_2e0_2d41_2eslc4_2e5"
    common = {"pypxeboot": ["_30_2e0_2e2_2d1 i386"], "udhcp": ["_30_2e9_2e8_2d1 i386"],
              "ncm_2dxen": ["_30_2e1_2e7_2d1 noarch"], "kernel_2dxenU": []}
    assert packages(HOST) == {**common, "kernel_2dxen": [f"{kernel} x86_64"], "xen": [f"{xen} x86_64"],
                              "xen_2dlibs": [f"{xen} x86_64"], "mkinitrd": ["_35_2e0_2e26_2d3_2eslc4 x86_64"]}
    assert packages(HOST2) == {**common, "kernel_2dxen": [f"{kernel} i686"], "xen": [f"{xen} i386"],
                               "xen_2dlibs": [f"{xen} i386"], "mkinitrd": ["_35_2e0_2e26_2d3_2eslc4 i386"]}
    for guest, version in ((G1, "_32_2e6_2e9_2d55_2eEL x86_64"), (G2, "_32_2e6_2e9_2d55_2eEL x86_64"),
                           (G3, "_32_2e6_2e9_2d55_2eEL i686"), (G4, "_32_2e4_2e21_2d47_2e0_2e1_2eEL_2ecern i686")):
        assert packages(guest) == {package: [version] if package == "kernel_2dxenU" else [] for package in packages(HOST)}


EL9 = "variable NODE_OS_VERSION = 'el9x-x86_64';\nvariable OS_FLAVOUR_ENABLED = true;\n"


def test_enterprise_linux_9(tree):
    for profile in (HOST, G1):
        before(tree, profile, "include 'machine-types/core';", EL9)
    set_variable(tree, HOST, "XEN_VERSION", "'4.17'")
    set_variable(tree, HOST, "XEN_LINUX_VERSION", "'6.1.112-1.el9.x86_64'")
    set_variable(tree, HOST, "XEN_BOOTLOADER_DEFAULT", "'/usr/bin/pygrub'")
    assert values(tree, HOST, f"{KERNEL}/multiboot", f"{KERNEL}/kernelpath", f"{KERNEL}/initrd", f"{KERNEL}/title",
                  "/system/kernel/version", f"{O1}/bootloader") == [
        "/xen-4.17.gz", "/vmlinuz-6.1.112-1.el9.x86_64", "/initramfs-6.1.112-1.el9.x86_64.img",
        "Xen 4.17 / XenLinux 6.1.112-1.el9.x86_64", "6.1.112-1.el9.x86_64", "/usr/bin/pygrub"]
    assert values(tree, G1, f"{PXE}/kernel", f"{PXE}/label", "/system/kernel/version", "/hardware/location") == [
        "el9x_x86_64/vmlinuz", "Enterprise Linux 9x (x86_64) Xen", None, HOST]


def test_enterprise_linux_9_says_what_a_host_needs(tree):
    before(tree, HOST, "include 'machine-types/core';", EL9)
    _, [error] = tree.profiles(HOST)
    assert "xen-host.example.org: set XEN_VERSION" in error.message


SL55 = "templates/os/sl550-x86_64"
# The steps of "A further platform" in docs/xen.md, for a system that nobody has added yet.
FURTHER = {
    f"{SL55}/rpms/xen/host.pan": """unique template rpms/xen/host;
include 'components/spma/functions';
variable XEN_VERSION ?= '3.0.3';
variable XEN_LINUX_VERSION ?= '2.6.18-194.el5';
'/software/packages' = pkg_repl('kernel-xen', XEN_LINUX_VERSION, 'x86_64');
""",
    f"{SL55}/rpms/xen/guest.pan": """unique template rpms/xen/guest;
include 'components/spma/functions';
'/software/packages' = pkg_repl('kernel-xen', XEN_GUEST_KERNEL_VERSION, 'x86_64');
""",
    f"{SL55}/config/os/xen/guest.pan": """unique template config/os/xen/guest;
variable XEN_GUEST_KERNEL_PACKAGE ?= 'kernel-xen';
variable XEN_NBP_ROOT ?= 'sl550_x86_64_xen';
""",
    f"{SL55}/config/os/kernel_version_arch.pan": """unique template config/os/kernel_version_arch;
variable OS_KERNEL_VERSION_DEFAULT ?= dict('sl550', '2.6.18-194.el5');
""",
}


def test_a_further_platform_is_one_folder(tree):
    for path, text in FURTHER.items():
        tree.write(path, text)
    for profile in (HOST, G1, G2):
        before(tree, profile, "include 'machine-types/core';", "variable NODE_OS_VERSION = 'sl550-x86_64';")
    assert values(tree, HOST, f"{KERNEL}/title", f"{KERNEL}/multiboot", "/system/kernel/version", f"{O1}/bootargs",
                  "/software/packages/kernel_2dxen/_32_2e6_2e18_2d194_2eel5/arch/x86_64") == [
        "Xen 3.0.3 / XenLinux 2.6.18-194.el5", "/xen.gz-2.6.18-194.el5", "2.6.18-194.el5xen", "vif[0]", ""]
    assert values(tree, G1, "/system/kernel/version", f"{PXE}/kernel", "/system/aii/osinstall/ks/packages/4",
                  "/software/packages/kernel_2dxen/_32_2e6_2e18_2d194_2eel5/arch/x86_64") == [
        "2.6.18-194.el5xen", "sl550_x86_64_xen/vmlinuz", "kernel-xen", ""]
    report = tree.compile()
    assert report.exit_code == 0 and (tree.root / f"build/hosts/{HOST}/etc/xen/{G2}").is_file()


# --- schema of ncm-xen ---------------------------------------------------------------------------------------------

GOOD = {
    "a file": "'{options}/disk/1' = dict('type', 'file', 'path', '/srv/a.img', 'guestdevice', 'xvdb', 'rw', 'r', "
              "'size', 100, 'create', true)",
    "a device": "'{options}/disk/1' = dict('type', 'phy', 'hostdevice', 'sdb1', 'guestdevice', 'xvdb', 'rw', 'w!')",
    "another access": "'{options}/disk/0/access_method' = 'tap:aio'",
    "a second file": "'{domain}/install_options' = dict('name', 'x', 'memory', 256, 'kernel', '/boot/k', 'ramdisk', '/boot/r')",
    "a guest map": "'{xen}/guest_map/g1' = dict('guest_mac', '00:16:3e:00:00:11', 'hypervisor_name', 'h1')",
    "a VLAN": "'{xen}/network/vlans/vlanbr2' = dict('netdev', 'eth0', 'vlan', 2)",
    "a bridge with defaults": "'{xen}/network/bridges/xenbr0' = dict()",
    "more options": "'{options}' = merge(SELF, dict('cpus', '1,2', 'extra', 'xencons=tty', 'on_crash', 'destroy', 'netmask', "
                    "'255.255.255.0', 'nfs_server', '192.0.2.5', 'download', list('true'), 'vfb', '[\"type=vnc\"]'))",
}
BAD = {
    "a disk of no type": ("'{options}/disk/0/type' = 'loop'", "disk/0/type"),
    "a file without a path": ("'{options}/disk/0/type' = 'file'", "disk xvda of type file has no path"),
    "a volume without a group": ("'{options}/disk/0/hostdevice' = null", "disk xvda of type lvm has no hostdevice"),
    "a disk to create without a size": ("'{options}/disk/0/size' = null", "disk xvda is to be created, but has no size"),
    "a mode of access": ("'{options}/disk/0/rw' = 'x'", "disk/0/rw"),
    "no memory": ("'{options}/memory' = 0", "memory"),
    "an option that ncm-xen does not know": ("'{options}/ram' = 1", "ram"),
    "a domain without options": ("'{xen}/domains/g9/auto' = true", "options"),
    "a guest map without an address": ("'{xen}/guest_map/g1' = dict('hypervisor_name', 'h1')", "guest_mac"),
    "a VLAN without an interface": ("'{xen}/network/vlans/vlanbr2' = dict('vlan', 2)", "netdev"),
}
PLACES = {"options": O1, "domain": f"{XEN}/domains/{G1}", "xen": XEN}


def fill(text: str) -> str:
    for name, path in PLACES.items():
        text = text.replace("{" + name + "}", path)
    return text + ";"


@pytest.mark.parametrize("name", GOOD)
def test_the_schema_takes(tree, name):
    before(tree, HOST, "include PKG_REPOSITORY_CONFIG;", fill(GOOD[name]))
    assert values(tree, HOST, f"{O1}/name") == [G1]


@pytest.mark.parametrize("name", BAD)
def test_the_schema_refuses(tree, name):
    statement, said = BAD[name]
    before(tree, HOST, "include PKG_REPOSITORY_CONFIG;", fill(statement))
    profiles, [error] = tree.profiles(HOST)
    assert HOST not in profiles and error.code == "pan.validation"
    assert said in error.text(), error.text()

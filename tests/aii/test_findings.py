"""What stands against an installation is said at the template's line, and costs that guest its files only."""
from __future__ import annotations

import json
import os

import pytest

GUEST = "xen-guest1.example.org"
MACHINE = "sites/example/hardware/machine/example/xen-guest1.pan"
PROFILE = f"clusters/example-xen/profiles/{GUEST}.pan"
LVM = """\
'/system/blockdevices/volume_groups/vg1' = dict('device_list', list('partitions/xvda3'));
'/system/blockdevices/logical_volumes/root' = dict('volume_group', 'vg1', 'size', 1024);
"""
LARGE = "'/system/blockdevices/partitions/xvda2/size' = 30 * 1024;\n"
WIDE = "'/system/blockdevices/partitions/xvda2/size' = 20 * 1024;\n"


def files(tree) -> set[str]:
    return {path.name for path in tree.served.rglob("*")}


def findings(report) -> list:
    return [found for each in report.installations for found in each.diagnostics]


@pytest.mark.parametrize("text, code, said", [
    (LVM, "aii.lvm", "volume_groups/vg1: a guest has no LVM"),
    (LARGE, "aii.partition", "xvda2 has 30720 MB, its disk xvda only 20480 MB"),
    (WIDE, "aii.partition", "up to xvda2 the partitions of xvda need 20608 MB"),
    ("'/system/aii/osinstall/ks/rootpw' = 'secret';\n", "aii.password", "is not a crypted password"),
    ("'/system/aii/osinstall/ks/packages/0' = \"curl\\n%pre\";\n", "aii.value",
     "'curl\\n%pre' must be the name of a package"),
])
def test_a_finding_is_at_the_line_that_set_the_value(tree, text, code, said):
    line = tree.append(GUEST, text)
    tree.compile()
    report = tree.install()
    [found] = findings(report)
    assert (report.exit_code, found.severity, found.code, found.object_name) == (1, "error", code, GUEST)
    assert said in found.message and "secret" not in found.message
    assert (found.span.file, found.span.line, found.trace) == (str(tree.root / PROFILE), line, ())
    assert "^" in found.text() or code == "aii.password"


def test_a_finding_at_a_function_s_line_says_who_called_it(tree):
    tree.edit(PROFILE, "include 'machine-types/core';", "variable XEN_GUEST_SWAP_SIZE = 30 * 1024;\n"
              "include 'machine-types/core';")
    tree.compile()
    [found] = findings(tree.install())
    assert found.code == "aii.partition" and found.span.file.endswith("quattor/functions/filesystem.pan")
    assert found.trace[0].span == found.span
    assert (found.trace[-1].what, found.trace[-1].span.file) == ("include of machine-types/core", str(tree.root / PROFILE))


def no_address(profile: dict) -> None:
    del profile["hardware"]["cards"]["nic"]["eth0"]["hwaddr"]


def two_boot_cards(profile: dict) -> None:
    profile["hardware"]["cards"]["nic"]["eth1"] = {"hwaddr": "00:16:3e:00:00:99", "boot": True}


@pytest.mark.parametrize("change, code, said", [
    (no_address, "aii.mac", "eth0 has no MAC address"),
    (two_boot_cards, "aii.nic", "2 network cards are boot cards (eth0, eth1)"),
])
def test_what_the_templates_here_refuse_themselves_is_refused_with_other_templates_too(tree, change, code, said):
    """The profile is changed behind the templates, which still say where the card came from."""
    tree.append(GUEST, "'/hardware/cards/nic/eth1' = dict('hwaddr', '00:16:3e:00:00:99');\n")
    tree.compile()
    (tree.root / "build" / "profiles" / f"{GUEST}.xml").unlink()
    profile = tree.profile(GUEST)
    change(profile)
    (tree.root / "build" / "profiles" / f"{GUEST}.json").write_text(json.dumps(profile))
    report = tree.install()
    [found] = findings(report)
    assert (report.exit_code, found.code) == (1, code) and said in found.message
    assert found.span.line > 0 and found.span.file.startswith(str(tree.root))
    assert os.path.relpath(found.span.file, tree.root) in (PROFILE, MACHINE, "standard/hardware/machine/xen/base.pan")


def test_a_refused_guest_loses_its_files_and_the_others_keep_theirs(tree):
    tree.compile()
    tree.install()
    before = files(tree)
    tree.append(GUEST, LARGE)
    tree.compile()
    report = tree.install()
    assert before - files(tree) == {f"{GUEST}.ks", f"{GUEST}.cfg", "01-00-16-3e-00-00-11", "C000020B"}
    assert not report.changes.written or report.changes.written == ["dhcpd/guests.conf", "kernels.txt"]
    assert GUEST not in (tree.served / "dhcpd" / "guests.conf").read_text()


def test_a_guest_that_is_gone_loses_its_files(tree):
    tree.compile()
    tree.install()
    tree.edit("sites/example/site/xen/db.pan", f"'{GUEST}', ", "")
    (tree.root / PROFILE).unlink()
    tree.compile()
    report = tree.install()
    assert f"ks/{GUEST}.ks" in report.changes.removed and report.exit_code == 0
    assert not any(GUEST in name for name in files(tree))


def test_two_guests_with_one_mac_address_get_no_file(tree):
    tree.edit("sites/example/hardware/machine/example/xen-guest2.pan", "00:16:3e:00:00:12", "00:16:3e:00:00:11")
    tree.compile()
    report = tree.install()
    assert report.exit_code == 1
    assert {found.code for found in findings(report)} == {"aii.clash"} and len(findings(report)) == 2
    assert "the file 01-00-16-3e-00-00-11 on the install server is also that of" in findings(report)[0].message
    assert [os.path.relpath(found.span.file, tree.root) for found in findings(report)] == [
        MACHINE, MACHINE.replace("guest1", "guest2")]
    assert "01-00-16-3e-00-00-11" not in files(tree) and "01-00-16-3e-00-00-23" in files(tree)


def test_pypxeboot_that_would_ask_for_another_card_is_a_warning(tree):
    text = "'/hardware/cards/nic/eth1' = dict('hwaddr', '00:16:3e:00:00:99', 'boot', true);\n" \
           "'/hardware/cards/nic/eth0/boot' = false;\n"
    tree.append(GUEST, text)
    tree.append(GUEST, "'/system/network/interfaces/eth1' = value('/system/network/interfaces/eth0');\n")
    tree.compile()
    report = tree.install()
    [found] = findings(report)
    assert (found.severity, report.exit_code) == ("warning", 0)
    assert "the first VIF on its host does not have the address 00:16:3e:00:00:99" in found.message


def test_many_findings_do_not_compile_all_profiles(tree, monkeypatch):
    for guest in ("xen-guest1", "xen-guest2", "xen-guest3"):
        tree.append(f"{guest}.example.org", "'/system/aii/osinstall/ks/acklist' = null;\n")
    tree.compile()
    monkeypatch.setattr("qwg.aii.install_server.MOST_TRACED", 2)
    found = findings(tree.install())
    assert [each.span.file.endswith(".pan") for each in found] == [True, True, False]
    assert found[2].span.file.endswith("/xen-guest3.example.org.xml")


def test_without_profiles_it_says_what_to_do(tree):
    report = tree.install()
    assert report.exit_code == 1 and "run `./invoke compile` first" in report.diagnostics[0].message
    assert not (tree.root / "build").exists()


# --- what a site may set

def test_a_site_sets_the_folder_of_a_system(tree):
    settings = "aii.folder.sl450-x86_64=boot/sl45\naii.server=192.0.2.2\n"
    (tree.root / "quattor.build.properties").write_text(settings)
    tree.compile()
    report = tree.install()
    assert report.exit_code == 0
    assert "kernel boot/sl45/vmlinuz\n" in (tree.served / "pxelinux.cfg" / f"{GUEST}.cfg").read_text()
    assert "slc450_i386_xen/vmlinuz" in (tree.served / "kernels.txt").read_text()
    assert (tree.served / "dhcpd" / "guests.conf").read_text().count("next-server 192.0.2.2;") == 4


@pytest.mark.parametrize("setting, said", [
    ("aii.folder.sl450-x86_64=../x", "must be a path without '.' and '..'"),
    ("aii.folder.sl450-x86_64=", "must be a path without '.' and '..'"),
    ("aii.server=x y", "must be a host name or an address"),
    (f"aii.system.{GUEST}=sl99", "not a system such as sl450-x86_64"),
])
def test_a_setting_that_cannot_be_is_refused(tree, setting, said):
    (tree.root / "quattor.build.properties").write_text(setting + "\n")
    tree.compile()
    report = tree.install()
    assert report.exit_code == 1 and any(said in finding.diagnostic.message for finding in report.findings())


@pytest.mark.parametrize("command, kernel, system", [
    ("url --url http://q/os/slc450-i386/os", "x/vmlinuz", "slc450-i386"),
    ("url --url http://q/centos/7", "sl450_x86_64_xen/vmlinuz", "sl450-x86_64"),
    ("nfs --server q --dir /os/el9.x-x86_64", "x/vmlinuz", "el9x-x86_64"),
    # Of two paths the one that the table knows counts, of two systems that of the distribution.
    ("url --url http://q/os/sl4-x86_64", "x/sl450_x86_64_xen/vmlinuz", "sl450-x86_64"),
    ("url --url http://q/os/sl5x-x86_64", "x/sl450_x86_64_xen/vmlinuz", "sl5x-x86_64"),
])
def test_the_system_is_read_from_the_paths(read, profile, put, command, kernel, system):
    put(profile, "/system/aii/osinstall/ks/installtype", command)
    put(profile, "/system/aii/nbp/pxelinux/kernel", kernel)
    guest, found = read(profile)
    assert guest.system.name == system
    # Another folder than the usual one is heard, and said.
    assert [(each.severity, each.code) for each in found] == [("warning", "aii.folder")]
    assert guest.boot.kernel == kernel


def test_a_system_that_no_path_names_is_set_by_the_site(read, profile, put):
    put(profile, "/system/aii/osinstall/ks/installtype", "url --url http://quattor.example.org/mirror/SL45")
    put(profile, "/system/aii/nbp/pxelinux/kernel", "xen/vmlinuz")
    guest, found = read(profile)
    assert guest is None and f"set aii.system.{GUEST} to it" in found[-1].message
    guest, _ = read(profile, {f"aii.system.{GUEST}": "slc308-i386"})
    assert guest.system.dialect.version == "RHEL3"


@pytest.mark.parametrize("folders", [{"sl450-x86_64": "sl450-x86_64_xen", "slc450-i386": "slc450_i386_xen",
                                      "sl308-i386": "slc308_i386_xen"}])
def test_the_folders_are_those_of_the_documentation(read, profile, put, folders):
    for file in ("kernel", "initrd"):
        put(profile, f"/system/aii/nbp/pxelinux/{file}", ...)
    for system, folder in folders.items():
        put(profile, "/system/aii/osinstall/ks/installtype", f"url --url=http://quattor.example.org/os/{system}")
        guest, _ = read(profile)
        assert (guest.boot.kernel, guest.boot.initrd) == (f"{folder}/vmlinuz", f"{folder}/initrd.img")
        assert guest.system.images.source == "images/xen"


# --- the password

@pytest.mark.parametrize("text", ["!!", "*", "$1$abcdefgh$1234567890123456789012", "$1$x$1234567890123456789012"])
def test_a_hash_or_a_mark_is_a_password(read, profile, put, text):
    put(profile, "/system/aii/osinstall/ks/rootpw", text)
    guest, found = read(profile)
    assert (guest.rootpw, found) == (text, [])


@pytest.mark.parametrize("text", [
    "", "secret", "thirteenchars", "$1$x$", "$1$ab cd$1234567890123456789012", "!! --lock",
    "$1$abcdefgh$1234567890123456789012\n", "$$$$$$$$$$$$$$$$$$$$$$$$$$$$$"])
def test_anything_else_is_refused_and_not_shown(read, profile, put, text):
    put(profile, "/system/aii/osinstall/ks/rootpw", text)
    guest, [found] = read(profile)
    assert guest is None and found.code == "aii.password"
    assert not text or text.strip() not in found.message


def test_a_hash_that_the_system_does_not_know_is_a_warning(read, profile, put):
    put(profile, "/system/aii/osinstall/ks/rootpw", "$6$saltsalt$" + "a" * 86)
    guest, [found] = read(profile)
    assert guest is not None and (found.severity, found.code) == ("warning", "aii.password")


# --- values of the wrong kind

@pytest.mark.parametrize("path, value, said", [
    ("/system/network/hostname", "a b", "must be a host name"),
    ("/system/network/hostname", ..., "is needed for the installation and missing"),
    ("/system/network/interfaces/eth0/ip", "192.0.2.300", "must be an IPv4 address"),
    ("/system/network/interfaces/eth0/netmask", "255.0.255.0", "must be a netmask"),
    ("/system/network/interfaces/eth0", ..., "is needed for the installation and missing"),
    ("/hardware/cards/nic/eth0/hwaddr", "00:16:3e:00:00", "must be a MAC address"),
    ("/hardware/cards/nic", {}, "there is no network card"),
    ("/hardware/cards/nic", {"eth0": {}, "eth1": {}}, "none of the 2 network cards is a boot card"),
    ("/system/aii/nbp/pxelinux/kslocation", "file:///etc/ks", "must be where the Kickstart file is"),
    ("/system/aii/nbp/pxelinux/initrd", "../../etc/shadow", "must be a path without '.' and '..'"),
    ("/system/aii/nbp/pxelinux/append", "x 'y'", "must be kernel arguments"),
    ("/system/aii/osinstall/ks/installtype", "url --url http://q/sl450-x86_64 --noverifyssl", "url takes --url, each"),
    ("/system/aii/osinstall/ks/installtype", "nfs --server sl450-x86_64", "nfs has no --dir"),
    ("/system/aii/osinstall/ks/installtype", "tape --dir sl450-x86_64", "'tape' is not one of url, nfs"),
    ("/system/aii/osinstall/ks/packages_args/0", "--frobnicate", "does not know --frobnicate"),
    ("/system/aii/osinstall/ks/selinux", "sometimes", "is not one of disabled, permissive, enforcing"),
    ("/system/aii/osinstall/ks/firewall", {"ports": [70000]}, "must be the number of a port"),
    ("/system/aii/osinstall/ks/firewall", {"services": ["nfs"]}, "'nfs' is not one of ssh"),
    ("/software/components/ccm/get_timeout", {"x": 1}, "cannot be an option of ccm.conf"),
    ("/software/components/ccm/x", "a\nb", "must be printable ASCII on one line"),
    ("/software/repositories/0/name", "a]b", "must be one word"),
])
def test_a_value_of_the_wrong_kind_is_refused(read, profile, put, path, value, said):
    put(profile, path, value)
    guest, found = read(profile)
    assert guest is None and any(said in each.message for each in found), [each.message for each in found]


def test_an_argument_that_ends_pypxeboot_is_a_warning(read, profile, put):
    put(profile, "/system/aii/nbp/pxelinux/append", "root=LABEL=/ console=hvc0")
    guest, [found] = read(profile)
    assert guest is not None and (found.severity, found.code) == ("warning", "aii.append")

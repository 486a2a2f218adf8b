"""Kickstart files in the dialect of each installer, read back by pykickstart in that version."""
from __future__ import annotations

import subprocess

import anaconda
import pytest

from qwg.aii import kickstart
from qwg.aii.platforms import DIALECTS

KS = "/system/aii/osinstall/ks"
SYSTEMS = {3: "sl308-i386", 4: "sl450-x86_64", 5: "sl5x-x86_64", 6: "sl6x-x86_64", 7: "el7x-x86_64",
           8: "el8x-x86_64", 9: "el9.x-x86_64"}
# Everything that a profile may say, so that no command of any dialect is left out.
FULL = {
    f"{KS}/firewall": {"enabled": True, "trusted": ["eth1"], "services": ["ssh"], "ports": [7777, 8080]},
    f"{KS}/bootloader_append": "console=hvc0 selinux=0", f"{KS}/enable_service": ["sshd"],
    f"{KS}/disable_service": ["cups", "kudzu"], f"{KS}/rootpw": "$1$abcdefgh$1234567890123456789012",
    f"{KS}/langsupport": ["en_US.UTF-8", "de_DE.UTF-8"], f"{KS}/packages": ["@core", "@ base", "-cups", "curl"],
}


@pytest.fixture
def rendered(profile, read, put):
    """The Kickstart file of the guest as a system of each major version, with changes to its profile."""
    def rendered(major: int, changes: dict | None = None) -> str:
        put(profile, f"{KS}/installtype", f"url --url http://quattor.example.org/packages/{SYSTEMS[major]}/os")
        for file in ("kernel", "initrd"):
            profile["system"]["aii"]["nbp"]["pxelinux"].pop(file, None)
        for path, value in (changes or {}).items():
            put(profile, path, value)
        guest, found = read(profile)
        assert guest is not None, [diagnostic.message for diagnostic in found]
        assert guest.system.dialect.major == major
        return kickstart.render(guest)
    return rendered


@pytest.mark.parametrize("scheme", ["anaconda", "aii"])
@pytest.mark.parametrize("major", DIALECTS)
def test_the_installer_of_each_system_reads_all_of_it(rendered, major, scheme):
    text = rendered(major, FULL | {"/software/components/xen_guest/partitioning": scheme})
    handler = anaconda.read(text, DIALECTS[major].version)
    assert handler.bootloader.appendLine == "console=hvc0 selinux=0"
    # Of old versions it lists the port of each service too.
    assert handler.firewall.enabled and set(handler.firewall.ports) - {"22:tcp"} == {"7777:tcp", "8080:tcp"}
    assert (handler.rootpw.isCrypted, handler.rootpw.password) == (True, FULL[f"{KS}/rootpw"])
    assert sorted(group.name for group in handler.packages.groupList) == ["base", "core"]
    assert handler.packages.excludedList == ["cups"]
    assert handler.timezone.timezone == "Europe/Paris"
    if major > 3:
        assert handler.selinux.selinux == 0
    if major > 4:
        assert (handler.services.enabled, handler.services.disabled) == (["sshd"], ["cups", "kudzu"])
    scripts = anaconda.scripts(handler)
    assert sorted(scripts) == (["%post", "%pre"] if scheme == "aii" else ["%post"])
    for script in scripts.values():
        assert subprocess.run(["sh", "-n"], input=script, text=True, capture_output=True).stderr == ""


def test_scientific_linux_3_knows_no_selinux(rendered):
    assert "selinux --disabled\n" in rendered(4)
    assert "selinux" not in rendered(3)


def test_services_are_switched_by_the_script_where_the_installer_cannot(rendered):
    changes = {f"{KS}/disable_service": ["cups"], f"{KS}/enable_service": ["sshd"]}
    assert "/sbin/chkconfig cups off\n/sbin/chkconfig sshd on\n" in rendered(4, changes)


def test_a_hash_that_an_old_installer_cannot_make_is_replaced(profile, read, put):
    """Today's core asks every system for SHA-512."""
    put(profile, f"{KS}/auth", ["enableshadow", "passalgo=sha512"])
    guest, [found] = read(profile)
    assert "authconfig --enableshadow --enablemd5\n" in kickstart.render(guest)
    assert (found.severity, found.code) == ("warning", "aii.value")
    put(profile, f"{KS}/installtype", "url --url http://quattor.example.org/os/el7x-x86_64")
    put(profile, "/system/aii/nbp/pxelinux/kernel", "el7x_x86_64/vmlinuz")
    guest, found = read(profile)
    assert "authconfig --enableshadow --passalgo=sha512\n" in kickstart.render(guest) and found == []


def test_the_older_field_says_too_who_is_told(profile, read, put):
    put(profile, f"{KS}/acklist", ...)
    guest, [found] = read(profile)
    assert found.severity == "warning" and "installed again at each start" in found.message
    assert "wget" not in kickstart.render(guest).partition("%post")[2]
    put(profile, f"{KS}/ackurl", "http://quattor.example.org/ack")
    guest, found = read(profile)
    assert kickstart.render(guest).endswith("\nwget -q -O - http://quattor.example.org/ack\n") and found == []


def test_what_is_left_out_is_said(profile, read, put):
    put(profile, f"{KS}/post_reboot_script", "http://quattor.example.org/script")
    put(profile, f"{KS}/repo", [])
    put(profile, "/system/aii/hooks", {"pre_install": []})
    _, [found] = read(profile)
    assert (found.severity, found.code) == ("warning", "aii.left-out")
    assert "AII also does what post_reboot_script, hooks say" in found.message


def test_dhcp(rendered):
    line = next(line for line in rendered(4, {f"{KS}/bootproto": "dhcp"}).splitlines() if line.startswith("network"))
    assert line == "network --device=eth0 --bootproto=dhcp --hostname=xen-guest1.example.org"


def test_the_client_is_set_up_and_the_server_is_told(rendered):
    script = anaconda.scripts(anaconda.read(rendered(4), "RHEL4"))["%post"]
    lines = script.splitlines()
    assert "profile http://quattor.example.org/profiles/xen-guest1.example.org.xml" in lines
    assert "/usr/sbin/ccm-fetch || fail ccm-fetch" in lines
    assert "yum -c /root/install-repositories.conf -y install perl-LC perl-CAF ccm ncm-ncd ncm-query ncm-spma" in lines
    assert lines[-1] == "wget -q -O - http://quattor.example.org/cgi-bin/aii-installack.cgi"


def test_a_url_that_means_something_to_a_shell_is_quoted(rendered):
    script = rendered(4, {f"{KS}/acklist": ["http://quattor.example.org/ack?host=guest&state=$HOME;x"]})
    assert "wget -q -O - 'http://quattor.example.org/ack?host=guest&state=$HOME;x'\n" in script


def test_what_the_first_start_does(rendered, tmp_path):
    """The script for the first start, taken out of %post and run with a shell and stand-ins for the client."""
    post = anaconda.scripts(anaconda.read(rendered(4), "RHEL4"))["%post"]
    script = post.partition("<<'END_OF_FIRST_BOOT'\n")[2].partition("END_OF_FIRST_BOOT\n")[0]
    for place in ("/usr/sbin/", "/sbin/", "/root/", "/etc/rc.d/init.d/"):
        script = script.replace(place, f"{tmp_path}/")
    for name in ("ccm-initialise", "ccm-fetch", "ncm-ncd", "chkconfig", "shutdown"):
        tool = tmp_path / name
        tool.write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/calls\n[ ! -e {tmp_path}/{name}.fails ]\n')
        tool.chmod(0o755)
    (tmp_path / "ccm-fetch.fails").touch()
    run = ["sh", "-c", script, "quattor-first-boot", "start"]
    assert subprocess.run(run).returncode == 1
    (tmp_path / "ccm-fetch.fails").unlink()
    assert subprocess.run(run).returncode == 0
    assert (tmp_path / "calls").read_text().splitlines() == [
        "ccm-initialise ", "ccm-fetch ", "ccm-initialise ", "ccm-fetch ", "ncm-ncd --configure spma",
        "ncm-ncd --configure --all", "chkconfig --del quattor-first-boot", "shutdown -r now"]

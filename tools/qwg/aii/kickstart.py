"""The installation of a guest comes in; its Kickstart file goes out, in the dialect of its installer.

What the commands are follows AII 2 (aii-ks), what each installer knows pykickstart's tables. A script's values
are quoted for the shell, and here-documents are quoted too, so that nothing in them is expanded.
"""
from __future__ import annotations

from shlex import quote

from .guest import Firewall, Guest
from .partitioning import partition_lines, partition_script

PREVIEW = "Where a site runs AII itself, this is a preview of what AII will serve."
HEADER = """\
# Kickstart file of the Xen guest {fqdn} ({system}).
# It is made from the guest's profile, so changes here are lost.
# {preview}
"""
FIRST_BOOT = """\
cat > /etc/rc.d/init.d/quattor-first-boot <<'END_OF_FIRST_BOOT'
#!/bin/sh
# chkconfig: 345 98 02
# description: fetches the profile of this machine and configures it, once
[ "$1" = start ] || exit 0
exec > /root/quattor-first-boot.log 2>&1
fail() {
    echo "quattor-first-boot: $1 failed; it is tried again at the next start"
    exit 1
}
ulimit -n 8192
/usr/sbin/ccm-initialise || fail ccm-initialise
/usr/sbin/ccm-fetch || fail ccm-fetch
/usr/sbin/ncm-ncd --configure spma || fail "ncm-ncd --configure spma"
/usr/sbin/ncm-ncd --configure --all
"""
FIRST_BOOT_END = """\
rm -f /etc/rc.d/init.d/quattor-first-boot
/sbin/shutdown -r now
END_OF_FIRST_BOOT
chmod 755 /etc/rc.d/init.d/quattor-first-boot
"""
SYSV_OFF = "/sbin/chkconfig --del quattor-first-boot\n"
SYSV_ON = "/sbin/chkconfig --add quattor-first-boot\n"
SYSTEMD_OFF = "systemctl disable quattor-first-boot.service\n"
SYSTEMD_ON = """\
cat > /etc/systemd/system/quattor-first-boot.service <<'END_OF_UNIT'
[Unit]
Description=Fetches the profile of this machine and configures it, once
Wants=network-online.target
After=network-online.target
[Service]
Type=oneshot
ExecStart=/etc/rc.d/init.d/quattor-first-boot start
TimeoutStartSec=0
[Install]
WantedBy=multi-user.target
END_OF_UNIT
systemctl enable quattor-first-boot.service
"""


def render(guest: Guest) -> str:
    """The whole file."""
    dialect = guest.system.dialect
    end = ["%end"] if dialect.section_end else []
    parts = [HEADER.format(fqdn=guest.fqdn, system=guest.system.name, preview=PREVIEW).rstrip("\n"),
             *commands(guest), "", *partition_lines(guest), "", *packages(guest), *end]
    script = partition_script(guest)
    if script:
        parts += ["", "%pre", *script[:-1], *end]
    parts += ["", "%post", *post(guest), *end]
    return "\n".join(parts) + "\n"


def commands(guest: Guest) -> list[str]:
    dialect = guest.system.dialect
    method, options = guest.method
    lines = ["install"] if dialect.install else []
    lines += [" ".join((method, *(f"--{option}={value}" for option, value in options))), "text", "skipx", "reboot",
              f"lang {guest.lang}"]
    if dialect.language_support:
        languages = [each for each in guest.languages if each != "none"] or [guest.lang]
        lines.append(f"langsupport --default={guest.lang} {' '.join(languages)}")
    lines.append(f"keyboard {dialect.keyboard}{guest.keyboard}")
    if dialect.mouse:
        lines.append(f"mouse {guest.mouse}")
    lines += [f"timezone --utc {guest.timezone}", f"rootpw --iscrypted {guest.rootpw}"]
    if dialect.auth and guest.auth:
        lines.append("authconfig " + " ".join(f"--{word}" for word in guest.auth))
    if dialect.selinux and guest.selinux:
        lines.append(f"selinux --{guest.selinux}")
    lines += [firewall(guest.firewall), network(guest), bootloader(guest)]
    if dialect.services and (guest.enabled or guest.disabled):
        lines.append("services" + (f" --disabled={','.join(guest.disabled)}" if guest.disabled else "")
                     + (f" --enabled={','.join(guest.enabled)}" if guest.enabled else ""))
    return lines


def firewall(wanted: Firewall) -> str:
    if not wanted.enabled:
        return "firewall --disabled"
    return " ".join(("firewall --enabled", *(f"--trust={each}" for each in wanted.trusted),
                     *(f"--{each}" for each in wanted.services), *(f"--port={each}:tcp" for each in wanted.ports)))


def network(guest: Guest) -> str:
    net = guest.network
    line = f"network --device={net.device} --bootproto={net.bootproto}"
    if net.bootproto == "static":
        line += f" --ip={net.ip} --netmask={net.netmask}"
        line += f" --gateway={net.gateway}" if net.gateway else ""
        # The old installers take one name server; the client sets all of them later.
        line += f" --nameserver={net.nameservers[0]}" if net.nameservers else ""
    return f"{line} --hostname={guest.fqdn}"


def bootloader(guest: Guest) -> str:
    line = f"bootloader --location={guest.bootloader}"
    if guest.boot_order and guest.system.dialect.drive_order:
        line += f" --driveorder={','.join(guest.boot_order)}"
    if guest.bootloader_append:
        line += f' --append="{guest.bootloader_append}"'
    return line


def packages(guest: Guest) -> list[str]:
    return [" ".join(("%packages", *guest.package_options)), *guest.packages]


def post(guest: Guest) -> list[str]:
    """The script after the installation: the client's packages and configuration, its first start, the notice."""
    dialect = guest.system.dialect
    lines = ["exec > /root/install-post.log 2>&1", "", "# Where the Quattor client finds this machine's profile.",
             "cat > /etc/ccm.conf <<'END_OF_CCM_CONF'", f"profile {guest.profile_url}",
             *(f"{key} {value}" for key, value in guest.client), "END_OF_CCM_CONF", ""]
    if guest.base_packages and guest.repositories:
        lines += ["# The Quattor client itself, from the repositories of the profile.",
                  "cat > /root/install-repositories.conf <<'END_OF_REPOSITORIES'", "[main]", "reposdir=/dev/null"]
        for each in guest.repositories:
            lines += [f"[{each.name}]", f"name={each.name}", f"baseurl={each.url}", "enabled=1",
                      f"gpgcheck={int(each.check)}"]
        names = " ".join(quote(name) for name in guest.base_packages)
        lines += ["END_OF_REPOSITORIES",
                  f"{dialect.packager} -c /root/install-repositories.conf -y install {names}", ""]
    if not dialect.services:
        lines += [f"/sbin/chkconfig {quote(each)} off" for each in guest.disabled]
        lines += [f"/sbin/chkconfig {quote(each)} on" for each in guest.enabled]
    off, on = (SYSTEMD_OFF, SYSTEMD_ON) if dialect.systemd else (SYSV_OFF, SYSV_ON)
    lines += ["# The first start fetches the profile and lets the client configure the machine."]
    lines += (FIRST_BOOT + off + FIRST_BOOT_END + on).splitlines()
    if guest.acknowledge:
        lines += ["", "# From now on the machine boots from its disk."]
        lines += [f"wget -q -O - {quote(url)}" for url in guest.acknowledge]
    return lines

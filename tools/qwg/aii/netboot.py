"""The installation of a guest comes in; its PXE entry with its names, and its DHCP entry, go out.

Entries are for PXELINUX and for pypxeboot 0.0.3, which reads `default`, `label`, `kernel`, `append` and
`localboot` only. Names are those that both ask for: 01-<MAC>, then the address in hexadecimal.
"""
from __future__ import annotations

from urllib.parse import urlsplit

from .guest import Guest
from .kickstart import PREVIEW

LOCAL_BOOT = """\
# A guest whose name leads here boots from its own disk.
# {preview}
default Localdisk
label Localdisk
    localboot 0
"""
INSTALL = """\
# Network boot of the Xen guest {fqdn} for its installation.
# It is made from the guest's profile, so changes here are lost.
# {preview}
default Install {label}
label Install {label}
    kernel {kernel}
    append {append}
"""
HOST = """\
host {fqdn} {{
  hardware ethernet {mac};
{address}  next-server {server};
  filename "pxelinux.0";
}}
"""
# AII's own; old installers take it for packages that come by HTTP.
RAMDISK = "ramdisk=32768"


def local_boot_entry() -> str:
    return LOCAL_BOOT.format(preview=PREVIEW)


def install_entry(guest: Guest) -> str:
    boot, prefix = guest.boot, guest.system.dialect.boot_prefix
    words = [f"initrd={boot.initrd}", f"{prefix}ks={boot.kickstart}"]
    if prefix:
        words.append(f"bootdev={guest.network.device}" if boot.ksdevice in ("bootif", "link")
                     else f"bootdev={boot.ksdevice}")
        words.append(early_network(guest))
        words += [f"nameserver={address}" for address in guest.network.nameservers[:1]]
    else:
        words = [RAMDISK, *words, f"ksdevice={boot.ksdevice}"]
    if boot.append:
        words.append(boot.append)
    return INSTALL.format(fqdn=guest.fqdn, label=boot.label, kernel=boot.kernel, append=" ".join(words),
                          preview=PREVIEW)


def early_network(guest: Guest) -> str:
    """dracut's ip=: without it the installer of a static guest would ask for an address by DHCP."""
    net = guest.network
    if net.bootproto == "dhcp":
        return "ip=dhcp"
    return f"ip={net.ip}::{net.gateway or ''}:{net.netmask}:{guest.fqdn}:{net.device}:none"


def entry_names(guest: Guest) -> list[str]:
    """The names of a guest's entry: by MAC address in small letters, by address, and in the profile's spelling.

    pypxeboot asks for the MAC address as it stands in the host's configuration, PXELINUX in small letters.
    """
    names = [mac_name(guest.network.mac)]
    if guest.network.ip:
        names.append(hexadecimal(guest.network.ip))
    if guest.network.written_mac != guest.network.mac:
        names.append(mac_name(guest.network.written_mac))
    return names


def mac_name(mac: str) -> str:
    """The file of a card's entry; 01 is the hardware type, Ethernet.

    >>> mac_name("00:16:3e:00:00:11")
    '01-00-16-3e-00-00-11'
    """
    return "01-" + mac.replace(":", "-")


def hexadecimal(ip: str) -> str:
    """
    >>> hexadecimal("192.0.2.11")
    'C000020B'
    """
    return "".join(f"{int(part):02X}" for part in ip.split("."))


def dhcp_entry(guest: Guest, server: str | None) -> str:
    """The guest's `host` in dhcpd.conf; `server` serves the network boot, else who serves the Kickstart file."""
    location = guest.boot.kickstart
    found = server or (location.split(":")[1] if location.startswith("nfs:") else urlsplit(location).hostname)
    address = f"  fixed-address {guest.network.ip};\n" if guest.network.ip else ""
    return HOST.format(fqdn=guest.fqdn, mac=guest.network.mac, address=address, server=found)

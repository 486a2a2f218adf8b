"""The network part of a host's ncm-xen resource comes in, the scripts that make its bridges go out.

The names of the files, the order and the defaults (xenbrN is on ethN and has the number N; VLAN 2 on eth0) are
those of ncm-xen 0.2. Its own copy of Xen's network-bridge is not made: that script is called where it is.
"""
from __future__ import annotations

import re
import shlex

from qwg.pan.diagnostics import Diagnostic
from qwg.site.outputs import Script
from qwg.site.profile import find

from .domain import Reader, finding, shown

NETWORK = "/software/components/xen/network"
SCRIPTS = "etc/xen/scripts"
MULTI_BRIDGE = "network-bridge.multi-bridge.ncm-xen"
VLAN = "network-bridge-vlan.ncm-xen"
# The name of a network device: 15 bytes in Linux, and nothing that could be an option or a path.
DEVICE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}")
NUMBERED = re.compile(r"xenbr(0|[1-9][0-9]{0,3})")

BRIDGE_FIELDS = {"netdev": (str,), "vifnum": (int,)}
VLAN_FIELDS = {"netdev": (str,), "vlan": (int,)}

# What the two scripts begin with; xend calls them with start, stop or status.
MULTI_BRIDGE_HEAD = """\
#!/bin/sh
# The bridges of the Xen host @HOST@,
# made from its profile, so changes here are lost.
# Usage: @NAME@ start|stop|status
set -e
operation=${1:-}
case $operation in
    start | stop | status) ;;
    *) echo "usage: $0 start|stop|status" >&2; exit 2 ;;
esac
case $0 in
    */*) scripts=${0%/*} ;;
    *) scripts=/etc/xen/scripts ;;
esac

bridge() {
    if ! [ -x "$scripts/network-bridge" ]; then
        echo "$scripts/network-bridge is not there: it belongs to xend. With xl the bridges are declared in the" \\
            "network configuration of the system" >&2
        exit 1
    fi
    "$scripts/network-bridge" "$operation" "$@"
}

vlan() {
    "$scripts/@VLAN@" "$operation" "$@"
}

"""
VLAN_SCRIPT = r"""#!/bin/sh
# A bridge on a VLAN of a network device, with vconfig and brctl or, where those are gone, with ip.
# Usage: @NAME@ start|stop|status [vlan=NUMBER] [bridge=NAME] [netdev=NAME]
set -e
operation=${1:-}
[ $# -eq 0 ] || shift
vlan=2 bridge='' netdev=eth0
for word; do
    case $word in
        vlan=*) vlan=${word#*=} ;;
        bridge=*) bridge=${word#*=} ;;
        netdev=*) netdev=${word#*=} ;;
        *) echo "$0: unknown argument: $word" >&2; exit 2 ;;
    esac
done
bridge=${bridge:-vlanbr$vlan}
device=$netdev.$vlan
PATH=$PATH:/usr/sbin:/sbin
export PATH

has() {
    command -v "$1" >/dev/null 2>&1
}

there() {
    ip link show dev "$1" >/dev/null 2>&1
}

in_bridge() {
    for word in $(brctl show "$bridge"); do
        [ "$word" != "$device" ] || return 0
    done
    return 1
}

start() {
    if ! there "$device"; then
        if has vconfig; then
            vconfig set_name_type DEV_PLUS_VID_NO_PAD >/dev/null
            vconfig add "$netdev" "$vlan"
        else
            ip link add link "$netdev" name "$device" type vlan id "$vlan"
        fi
    fi
    ip link set dev "$device" up
    if has brctl; then
        there "$bridge" || brctl addbr "$bridge"
        # A device that is in the bridge already cannot be added again.
        in_bridge || brctl addif "$bridge" "$device"
    else
        there "$bridge" || ip link add name "$bridge" type bridge
        ip link set dev "$device" master "$bridge"
    fi
    ip link set dev "$bridge" up
}

stop() {
    if there "$bridge"; then
        ip link set dev "$bridge" down
        if has brctl; then brctl delbr "$bridge"; else ip link delete dev "$bridge"; fi
    fi
    if there "$device"; then
        ip link set dev "$device" down
        if has vconfig; then vconfig rem "$device"; else ip link delete dev "$device"; fi
    fi
}

case $operation in
    start | stop) "$operation" ;;
    status) ip link show dev "$device"; ip link show dev "$bridge" ;;
    *) echo "usage: $0 start|stop|status [vlan=NUMBER] [bridge=NAME] [netdev=NAME]" >&2; exit 2 ;;
esac
"""
SXP = """\
# This line has to stand in /etc/xen/xend-config.sxp of @HOST@,
# in place of any other network-script.
(network-script @NAME@)
"""


def network_files(tree: dict, host: str, toolstack: str,
                  profile: str) -> tuple[dict[str, bytes | Script], list[Diagnostic]]:
    """The scripts below the host's root, and the line for xend where xend is; nothing without bridges or VLANs.

    If anything about a bridge is refused there are no files: half of the bridges is no network.
    """
    reader = Reader(profile, "xen.network")
    network = reader.typed(find(tree, NETWORK, {}), (dict,), NETWORK) or {}
    bridges, vlans = bridge_words(reader, network), vlan_words(reader, network)
    for name in sorted(bridges.keys() & vlans.keys()):
        reader.refuse(f"{NETWORK}/vlans/{name}", "is a bridge of that name already")
    if reader.errors or not bridges and not vlans:
        return {}, reader.diagnostics
    calls = [shlex.join(words) for table in (bridges, vlans) for _, words in sorted(table.items())]
    head = filled(MULTI_BRIDGE_HEAD, host, MULTI_BRIDGE)
    files: dict[str, bytes | Script] = {
        f"{SCRIPTS}/{MULTI_BRIDGE}": Script((head + "\n".join(calls) + "\n").encode("ascii"))}
    if vlans:
        files[f"{SCRIPTS}/{VLAN}"] = Script(filled(VLAN_SCRIPT, host, VLAN).encode("ascii"))
    if toolstack == "xm":
        files["xend-config.sxp"] = filled(SXP, host, MULTI_BRIDGE).encode("ascii")
    return files, reader.diagnostics


def filled(text: str, host: str, name: str) -> str:
    return text.replace("@HOST@", host).replace("@NAME@", name).replace("@VLAN@", VLAN)


def device(reader: Reader, text: str, path: str) -> str:
    if not DEVICE.fullmatch(text):
        reader.refuse(path, f"'{shown(text)}' cannot be the name of a network device "
                      "(1 to 15 letters, digits, '_', '.' and '-')")
    return text


def bridge_words(reader: Reader, network: dict) -> dict[str, list[str]]:
    """For each bridge the call of the function `bridge` in the script."""
    calls = {}
    place = f"{NETWORK}/bridges"
    for name, value in sorted((reader.typed(network.get("bridges", {}), (dict,), place) or {}).items()):
        path = f"{place}/{shown(name)}"
        fields = reader.record(value, BRIDGE_FIELDS, (), path)
        number = NUMBERED.fullmatch(name)
        netdev = fields.get("netdev", f"eth{number[1]}" if number else None)
        vifnum = fields.get("vifnum", int(number[1]) if number else None)
        if netdev is None:
            if "netdev" not in fields:
                reader.refuse(f"{path}/netdev", "is missing; only a bridge of the name xenbrN has a device by itself")
            continue
        device(reader, name, path)
        device(reader, netdev, f"{path}/netdev")
        if vifnum is not None and not 0 <= vifnum < 10000:
            reader.refuse(f"{path}/vifnum", f"{vifnum} cannot be the number of an interface")
        numbered = [f"vifnum={vifnum}"] if vifnum is not None else []
        calls[name] = ["bridge", *numbered, f"bridge={name}", f"netdev={netdev}"]
    return calls


def vlan_words(reader: Reader, network: dict) -> dict[str, list[str]]:
    """For each bridge on a VLAN the call of the function `vlan` in the script."""
    calls = {}
    place = f"{NETWORK}/vlans"
    for name, value in sorted((reader.typed(network.get("vlans", {}), (dict,), place) or {}).items()):
        path = f"{place}/{shown(name)}"
        fields = reader.record(value, VLAN_FIELDS, tuple(VLAN_FIELDS), path)
        netdev, vlan = fields.get("netdev"), fields.get("vlan")
        if netdev is None or vlan is None:
            continue
        device(reader, name, path)
        device(reader, netdev, f"{path}/netdev")
        device(reader, f"{netdev}.{vlan}", path)
        if not 1 <= vlan <= 4094:
            reader.refuse(f"{path}/vlan", f"{vlan} is no VLAN (1 to 4094)")
        calls[name] = ["vlan", f"vlan={vlan}", f"bridge={name}", f"netdev={netdev}"]
    return calls

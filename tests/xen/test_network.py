"""The scripts for bridges and VLANs, run by a shell with tools that only keep notes."""
from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from qwg.site.outputs import Script
from qwg.xen.network import network_files

PLACE = "/software/components/xen/network"
MULTI = "etc/xen/scripts/network-bridge.multi-bridge.ncm-xen"
VLAN = "etc/xen/scripts/network-bridge-vlan.ncm-xen"


def tree_of(**network) -> dict:
    return {"software": {"components": {"xen": {"network": network}}}}


def files_of(toolstack: str = "xm", **network) -> dict:
    files, findings = network_files(tree_of(**network), "host.example.org", toolstack, "host.xml")
    assert findings == []
    return files


BRIDGES = {"xenbr1": {"netdev": "eth1", "vifnum": 1}, "xenbr0": {}, "private": {"netdev": "dummy0"}}
VLANS = {"vlanbr5": {"netdev": "eth0", "vlan": 5}}


@pytest.fixture
def scripts(tmp_path):
    """A folder with the scripts of BRIDGES and VLANS, and with stubs of what they call."""
    folder = tmp_path / "etc xen"
    folder.mkdir()
    for path, content in files_of(bridges=BRIDGES, vlans=VLANS).items():
        if isinstance(content, Script):
            file = folder / path.rpartition("/")[2]
            file.write_bytes(content.data)
            file.chmod(0o755)
    stub(folder / "network-bridge", 'echo "network-bridge $*"')
    return folder


def stub(file, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def run(*command, path: str = "/usr/bin:/bin", status: int = 0) -> subprocess.CompletedProcess:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env={"PATH": path}, timeout=60)
    assert done.returncode == status, done.stdout + done.stderr
    return done


def test_bridges_come_sorted_with_ncm_xens_defaults(scripts):
    stub(scripts / VLAN.rpartition("/")[2], 'echo "vlan $*"')
    for operation in ("start", "status", "stop"):
        done = run(scripts / MULTI.rpartition("/")[2], operation)
        assert done.stdout.splitlines() == [
            f"network-bridge {operation} bridge=private netdev=dummy0",
            f"network-bridge {operation} vifnum=0 bridge=xenbr0 netdev=eth0",
            f"network-bridge {operation} vifnum=1 bridge=xenbr1 netdev=eth1",
            f"vlan {operation} vlan=5 bridge=vlanbr5 netdev=eth0"]


def test_wrong_use_and_a_missing_network_bridge_are_said(scripts):
    multi = scripts / MULTI.rpartition("/")[2]
    assert "usage: " in run(multi, status=2).stderr and "usage: " in run(multi, "restart", status=2).stderr
    os.unlink(scripts / "network-bridge")
    assert "it belongs to xend" in run(multi, "start", status=1).stderr


def test_a_bridge_that_fails_stops_the_rest(scripts):
    stub(scripts / "network-bridge", 'echo "$*"; exit 4')
    assert run(scripts / MULTI.rpartition("/")[2], "start", status=4).stdout.count("\n") == 1


DEVICES = """\
tool=${0##*/}
echo "$tool $*" >>"$0.log"
state=${0%/*}/state
case "$tool $*" in
    "ip link show dev "*) [ -e "$state/$4" ] ;;
    "ip link add link "*) : >"$state/$6" ;;
    "ip link add name "*) : >"$state/$4" ;;
    "ip link set dev "*" master "*) grep -qx "$4" "$state/$6" || echo "$4" >>"$state/$6" ;;
    "ip link delete dev "*) rm "$state/$4" ;;
    "ip link set dev "*) [ -e "$state/$4" ] ;;
    "vconfig set_name_type DEV_PLUS_VID_NO_PAD") ;;
    "vconfig add "*) : >"$state/$2.$3" ;;
    "vconfig rem "*) rm "$state/$2" ;;
    "brctl addbr "*) : >"$state/$2" ;;
    "brctl delbr "*) rm "$state/$2" ;;
    "brctl show "*) echo "bridge name bridge id STP enabled interfaces"; echo "$2 8000 no $(cat "$state/$2")" ;;
    "brctl addif "*) grep -qx "$3" "$state/$2" && exit 1; echo "$3" >>"$state/$2" ;;
    *) exit 3 ;;
esac
"""


@pytest.fixture
def bin(tmp_path):
    """A folder with the few tools of the system that stubs need, to be the whole PATH."""
    folder = tmp_path / "bin"
    (folder / "state").mkdir(parents=True)
    for tool in ("cat", "grep", "rm", "sh"):
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("tools", [("ip", "vconfig", "brctl"), ("ip",)], ids=["brctl", "ip"])
def test_a_vlan_is_started_once_and_stopped(scripts, bin, tools, shell):
    for tool in tools:
        stub(bin / tool, DEVICES)
    script, state = scripts / VLAN.rpartition("/")[2], bin / "state"
    script.write_text(script.read_text().replace("PATH=$PATH:/usr/sbin:/sbin", ""))
    (state / "eth0").touch()
    (state / "vlanbr5").write_text("eth0.55\n")
    arguments, path = (shutil.which(shell), script), str(bin)
    words = ("vlan=5", "bridge=vlanbr5", "netdev=eth0")
    for _ in range(2):
        run(*arguments, "start", *words, path=path)
        assert sorted(os.listdir(state)) == ["eth0", "eth0.5", "vlanbr5"]
        assert set((state / "vlanbr5").read_text().split()) == {"eth0.55", "eth0.5"}
    run(*arguments, "status", *words, path=path)
    run(*arguments, "stop", *words, path=path)
    run(*arguments, "stop", *words, path=path)
    assert os.listdir(state) == ["eth0"]
    run(*arguments, "status", *words, path=path, status=1)
    run(*arguments, "start", path=path)
    assert sorted(os.listdir(state)) == ["eth0", "eth0.2", "vlanbr2"]


def test_what_the_vlan_script_does_not_know_is_wrong_use(scripts):
    script = scripts / VLAN.rpartition("/")[2]
    assert "unknown argument: mtu=9000" in run(script, "start", "mtu=9000", status=2).stderr
    assert "usage: " in run(script, status=2).stderr


def test_the_line_for_xend_is_for_xm_alone():
    assert files_of(bridges=BRIDGES)["xend-config.sxp"].splitlines()[-1] == (
        b"(network-script network-bridge.multi-bridge.ncm-xen)")
    assert list(files_of("xl", bridges=BRIDGES)) == [MULTI]
    assert sorted(files_of("xl", vlans=VLANS)) == sorted([MULTI, VLAN])


@pytest.mark.parametrize("network", [{}, {"bridges": {}}, {"removeqemunetworklibvirtautostart": True}])
def test_without_bridges_there_are_no_files(network):
    assert files_of(**network) == {}


@pytest.mark.parametrize("network, path, message", [
    ({"bridges": {"br": {}}}, "bridges/br/netdev", "is missing"),
    ({"bridges": {"xenbr0": {"netdev": "$(reboot)"}}}, "bridges/xenbr0/netdev", "cannot be the name of a network device"),
    ({"bridges": {"a b": {"netdev": "eth0"}}}, "bridges/a b", "cannot be the name"),
    ({"bridges": {"-x": {"netdev": "eth0"}}}, "bridges/-x", "cannot be the name"),
    ({"bridges": {"../x": {"netdev": "eth0"}}}, "bridges/../x", "cannot be the name"),
    ({"bridges": {"x" * 16: {"netdev": "eth0"}}}, "bridges/" + "x" * 16, "cannot be the name"),
    ({"bridges": {"xenbr0": {"netdev": "eth\u0660"}}}, "bridges/xenbr0/netdev", "cannot be the name"),
    ({"bridges": {"xenbr0": {"vifnum": -1}}}, "bridges/xenbr0/vifnum", "cannot be the number of an interface"),
    ({"bridges": {"xenbr0": {"vifnum": "0"}}}, "bridges/xenbr0/vifnum", "must be a long"),
    ({"bridges": {"xenbr0": []}}, "bridges/xenbr0", "must be a nlist"),
    ({"bridges": []}, "bridges", "must be a nlist"),
    ({"vlans": {"v": {"netdev": "eth0"}}}, "vlans/v/vlan", "is required and missing"),
    ({"vlans": {"v": {"netdev": "eth0", "vlan": 4095}}}, "vlans/v/vlan", "4095 is no VLAN (1 to 4094)"),
    ({"vlans": {"v": {"netdev": "eth0123456789", "vlan": 100}}}, "vlans/v", "cannot be the name of a network device"),
    ({"vlans": {"v": {"netdev": "a;b", "vlan": 1}}}, "vlans/v/netdev", "cannot be the name"),
    ({"vlans": {"xenbr0": {"netdev": "eth0", "vlan": 1}}, "bridges": {"xenbr0": {}}}, "vlans/xenbr0",
     "is a bridge of that name already"),
])
def test_what_cannot_be_a_bridge_is_refused_and_no_script_is_written(network, path, message):
    files, findings = network_files(tree_of(**network), "host.example.org", "xm", "host.xml")
    assert files == {} and f"{PLACE}/{path}: " in findings[0].message and message in findings[0].message
    assert all(finding.severity == "error" for finding in findings)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_has_nothing_to_say():
    for content in files_of(bridges=BRIDGES, vlans=VLANS).values():
        if isinstance(content, Script):
            done = subprocess.run(["shellcheck", "-s", "sh", "-"], input=content.data, capture_output=True)
            assert (done.returncode, done.stdout) == (0, b"")

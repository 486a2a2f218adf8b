"""The storage plan, carried out by real shells with tools of LVM and Xen that only keep notes."""
from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from qwg.xen.domain import Domain, DomainOptions, Vbd
from qwg.xen.files import host_files
from qwg.xen.storage import Step, as_script, disk_steps, read_switches

STUBS = Path(__file__).with_name("stubs")
SHELLS = {"sh": ["sh"], "dash": ["dash"], "bash": ["bash"], "busybox": ["busybox", "sh"]}
SHELL_PARAMETERS = [pytest.param(command, id=name, marks=pytest.mark.skipif(
    shutil.which(command[0]) is None, reason=f"{name} is not installed")) for name, command in SHELLS.items()]
EXTENT = 4194304
MB = 1048576


class Host:
    """A machine of folders: volume groups, domains and /etc/xen are below `state`, image files below `images`."""

    def __init__(self, folder: Path, shell: list[str]):
        self.shell = shell
        self.state, self.images = folder / "state", folder / "images of 'guests'"
        (self.state / "groups" / "vg01").mkdir(parents=True)
        (self.state / "domains").mkdir()
        (self.state / "etc" / "xen").mkdir(parents=True)
        self.images.mkdir()

    def run(self, script: bytes, status: int = 0) -> tuple[str, str]:
        """Standard output and the problems told by the script, which must end with `status`."""
        text = script.decode().replace("/etc/xen/", f"{self.state}/etc/xen/")
        done = subprocess.run([*self.shell, "-c", text], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={"PATH": f"{STUBS}:/usr/bin:/bin", "STATE": str(self.state)}, timeout=60)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout, "".join(line for line in done.stderr.splitlines(True) if line.startswith("problem: "))

    def start(self, script: bytes) -> subprocess.Popen:
        return subprocess.Popen([*self.shell, "-c", script.decode()], start_new_session=True, stdin=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL,
                                env={"PATH": f"{STUBS}:/usr/bin:/bin", "STATE": str(self.state)})

    def log(self) -> list[str]:
        file = self.state / "log"
        return file.read_text().splitlines() if file.exists() else []

    def changes(self) -> list[str]:
        """The commands so far that change something; without dd in busybox, whose shell has its own."""
        return [line for line in self.log() if line.split()[0] in ("lvcreate", "dd", "mkinitrd")
                or line.split()[1:2] == ["create"]]

    def snapshot(self) -> dict[str, tuple]:
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes())
                for folder in (self.state, self.images) for path in sorted(folder.rglob("*"))
                if path.is_file() and path.name != "log"}

    def volume(self, name: str) -> Path:
        return self.state / "groups" / "vg01" / name


@pytest.fixture(params=SHELL_PARAMETERS)
def host(request, tmp_path) -> Host:
    return Host(tmp_path, request.param)


@pytest.fixture
def one(tmp_path) -> Host:
    """A host with the shell of the system, for what does not hang on the shell."""
    return Host(tmp_path, ["sh"])


LVM = {"type": "lvm", "hostdevice": "vg01", "hostvol": "g1", "guestdevice": "xvda", "rw": "w", "size": 20479}


def profile_of(*disks: dict, filesystems: bool | None = True, domains: bool = False, **more) -> dict:
    """A host's profile with the guest g1; disks are to be created unless they say otherwise."""
    options = {"name": "g1", "memory": 256, "disk": [{"create": True} | disk for disk in disks]}
    component = {"domains": {"g1": {"options": options}}, "create_domains": domains}
    if filesystems is not None:
        component["create_filesystems"] = filesystems
    return {"software": {"components": {"xen": component} | more.pop("components", {})}} | more


def made(profile: dict, toolstack: str = "xm") -> tuple[bytes, dict]:
    """The script and the JSON of a profile against which nothing stands."""
    found = host_files(profile, "host.example.org", "host.xml", toolstack)
    assert found.diagnostics == [], [diagnostic.text() for diagnostic in found.diagnostics]
    return found.files["storage.sh"].data, json.loads(found.files["storage.json"])


def step_of(vbd: Vbd, filesystems: bool = True) -> Step:
    switches, _ = read_switches({"software": {"components": {"xen": {"create_filesystems": filesystems}}}}, "p")
    [step], [] = disk_steps(Domain("g1", DomainOptions("/path", "g1", 256, disk=(vbd,))), switches, "p")
    return step


def file_script(host: Host, name: str, size: int = 2) -> bytes:
    """A script with one file, whose folder has a blank and quotes, which no file for xm could name."""
    return as_script("h", [step_of(Vbd("file", "xvdb", "w", path=f"{host.images}/{name}", size=size, create=True))])


def with_step(script: bytes, step: Step) -> bytes:
    """The script with one more step before it starts the domain g1."""
    before, found, after = script.rpartition(b"start_domain g1")
    assert found
    return before + step.line().encode() + found + after


def test_what_is_missing_is_made_and_a_second_run_changes_nothing(host):
    (host.state / "etc" / "xen" / "g1").write_text("name = 'g1'\n")
    step = step_of(Vbd("file", "xvdb", "w", path=f"{host.images}/new folder/b.img", size=3, create=True))
    script = with_step(made(profile_of(LVM, domains=True))[0], step)
    output, errors = host.run(script)
    assert (errors, output.splitlines()[-1]) == ("", "3 made, 1 as they were, 0 problems")
    assert int(host.volume("g1").read_text()) == 20480 * MB
    assert (host.images / "new folder" / "b.img").read_bytes() == bytes(3 * MB)
    assert os.listdir(host.images / "new folder") == ["b.img"]
    assert os.listdir(host.state / "domains") == ["g1"]
    changes, before = host.changes(), host.snapshot()
    assert [line.split()[0] for line in changes if line[:3] != "dd "] == ["lvcreate", "xm"]
    output, errors = host.run(script)
    assert (errors, output.splitlines()[-1]) == ("", "0 made, 4 as they were, 0 problems")
    assert host.changes() == changes and host.snapshot() == before


@pytest.mark.parametrize("bytes_there, wanted", [(20480 * MB - EXTENT, False), (20480 * MB, True), (20480 * MB + EXTENT, False)])
def test_a_volume_of_another_size_is_left_as_it_is_and_reported(host, bytes_there, wanted):
    """The profile says 20479 MB, which is 20480 MB in whole extents."""
    host.volume("g1").write_text(f"{bytes_there}\n")
    before = host.snapshot()
    output, errors = host.run(made(profile_of(LVM))[0], 0 if wanted else 1)
    assert ("is there: /dev/vg01/g1, 20479 MB" in output) == wanted
    assert (f"problem: g1: /dev/vg01/g1 has {bytes_there} bytes, but the profile says 20479 MB" in errors) != wanted
    assert host.snapshot() == before and host.changes() == []


def test_a_guest_whose_disk_has_another_size_is_started_all_the_same(one):
    one.volume("g1").write_text(f"{EXTENT}\n")
    (one.state / "etc" / "xen" / "g1").write_text("name = 'g1'\n")
    assert "started: g1" in one.run(made(profile_of(LVM, domains=True))[0], 1)[0]


def test_a_file_of_another_size_is_left_as_it_is_and_reported(host):
    file = host.images / "a.img"
    file.write_bytes(b"precious")
    _, errors = host.run(file_script(host, "a.img"), 1)
    assert f"a.img has 8 bytes, but the profile says 2 MB, which is {2 * MB} bytes; it is left as it is" in errors
    assert file.read_bytes() == b"precious" and host.changes() == []


def test_a_missing_volume_group_stops_all_with_the_remedy(host):
    os.rmdir(host.state / "groups" / "vg01")
    script = made(profile_of(LVM, LVM | {"hostvol": "g2", "hostdevice": "vg02", "guestdevice": "xvdb"}, domains=True))[0]
    output, errors = host.run(script, 1)
    for group in ("vg01", "vg02"):
        assert f"problem: the volume group {group} is not there" in errors and f"'vgcreate {group} /dev/DEVICE'" in errors
    assert [line.split()[0] for line in host.log()] == ["vgs", "vgs"] and output == ""
    assert not (host.state / "groups" / "vg01").exists()


def test_without_lvm_at_all_the_package_is_named(one):
    script = made(profile_of(LVM))[0].replace(b"PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin", b"PATH=/nowhere")
    output, errors = one.run(script, 1)
    assert "the command vgs is not there: install the package lvm2" in errors and output == ""


@pytest.mark.parametrize("filesystems, create", [(True, False), (False, True), (None, True), (True, None)])
def test_only_what_is_to_be_created_is_made_and_the_others_are_checked(one, filesystems, create):
    disks = [disk | {"create": create} for disk in (LVM, {"type": "file", "path": "/nonexistent/a.img",
                                                         "guestdevice": "xvdb", "rw": "w", "size": 2})]
    profile = profile_of(*disks, filesystems=filesystems, domains=True)
    if create is None:
        for disk in profile["software"]["components"]["xen"]["domains"]["g1"]["options"]["disk"]:
            del disk["create"]
    script, document = made(profile)
    (one.state / "etc" / "xen" / "g1").write_text("name = 'g1'\n")
    _, errors = one.run(script, 1)
    assert "/dev/vg01/g1 is not there, and the profile does not say to create it" in errors
    assert "/nonexistent/a.img is not there, and the profile does not say" in errors
    assert "g1: is not started, because of its disks" in errors
    assert one.changes() == []
    assert [step["make"] for step in document["steps"] if "make" in step] == [False, False]


def test_a_volume_that_cannot_be_made_costs_only_its_guest(one):
    profile = profile_of(LVM | {"size": 2 ** 21}, domains=True)
    domains = profile["software"]["components"]["xen"]["domains"]
    domains["g2"] = {"options": {"name": "g2", "memory": 1, "disk": [LVM | {"hostvol": "g2", "create": True}]}}
    for guest in ("g1", "g2"):
        (one.state / "etc" / "xen" / guest).write_text(f"name = '{guest}'\n")
    output, errors = one.run(made(profile)[0], 1)
    assert "g1: /dev/vg01/g1 cannot be made (lvcreate -L 2097152M -n g1 vg01 fails)" in errors
    assert "g1: is not started, because of its disks" in errors and "g2" not in errors
    assert os.listdir(one.state / "domains") == ["g2"]


def test_traces_of_a_removed_volume_do_not_stop_a_new_one(host):
    (host.state / "traces").touch()
    assert "made: /dev/vg01/g1" in host.run(made(profile_of(LVM))[0])[0] and host.volume("g1").exists()


def test_a_failing_lvs_is_no_reason_to_create(one):
    (one.state / "lvs-fails").touch()
    _, errors = one.run(made(profile_of(LVM))[0], 1)
    assert "the logical volumes of vg01 cannot be listed" in errors and one.changes() == []


@pytest.mark.parametrize("name", ["b c.img", "it's.img", 'a"b.img', "$(touch pwned).img", "`touch pwned`", "a;touch pwned",
                                  "*", "-n", "a&b|c>d", "#a", "~", "$HOME", "a\\b", "!x", "{a,b}", "--help"])
def test_any_printable_name_is_a_file_and_nothing_else(host, name, monkeypatch):
    monkeypatch.chdir(host.images)
    script = file_script(host, name, 1)
    output, errors = host.run(script)
    assert (errors, output.splitlines()[-1]) == ("", "1 made, 0 as they were, 0 problems")
    assert os.listdir(host.images) == [name] and (host.images / name).stat().st_size == MB
    assert host.run(script)[0].splitlines()[-1] == "0 made, 1 as they were, 0 problems"
    assert os.listdir(host.images) == [name]


def test_a_file_that_was_not_completed_leaves_nothing(one):
    (one.state / "dd-fails").touch()
    _, errors = one.run(file_script(one, "a.img"), 1)
    assert "a.img cannot be made (see above)" in errors and os.listdir(one.images) == []
    (one.state / "dd-fails").unlink()
    one.run(file_script(one, "a.img"))
    assert os.listdir(one.images) == ["a.img"]


@pytest.mark.parametrize("signal", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_that_is_cut_short_leaves_nothing(one, signal):
    (one.state / "dd-waits").touch()
    process = one.start(file_script(one, "a.img"))
    deadline = time.monotonic() + 20
    # A shell that has forked, but does not run dd yet, may lose the signal.
    log = one.state / "log"
    while not (log.exists() and "dd if=" in log.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (one.images / "a.img.unfinished").exists()
    os.killpg(process.pid, signal)
    assert process.wait(20) == 1 and os.listdir(one.images) == []


def test_an_unfinished_file_of_somebody_else_is_left_alone(one):
    (one.images / "a.img.unfinished").write_bytes(b"x")
    _, errors = one.run(file_script(one, "a.img"), 1)
    assert "a.img.unfinished is there: another run is making" in errors
    assert [path.read_bytes() for path in one.images.iterdir()] == [b"x"]


def test_a_folder_or_a_dangling_link_in_the_place_of_a_file_is_a_problem(one):
    (one.images / "a.img").mkdir()
    (one.images / "b.img").symlink_to("nowhere")
    for name in ("a.img", "b.img"):
        assert f"{name} is there, but is no file" in one.run(file_script(one, name), 1)[1]
    assert sorted(os.listdir(one.images)) == ["a.img", "b.img"]


def test_a_device_is_only_looked_at(one):
    phy = {"type": "phy", "hostdevice": "no/such device", "guestdevice": "xvdc", "rw": "w", "size": 5}
    _, errors = one.run(made(profile_of(phy))[0], 1)
    assert "/dev/no/such device is not there, or is no block device; it is not made here" in errors


@pytest.fixture
def block_device() -> str:
    found = next((path for path in sorted(Path("/dev").iterdir()) if path.is_block_device()), None)
    if found is None:
        pytest.skip("there is no block device in /dev")
    return found.name


def test_a_device_that_is_there_is_found(one, block_device):
    phy = {"type": "phy", "hostdevice": block_device, "guestdevice": "xvdc", "rw": "w"}
    assert f"is there: /dev/{block_device}\n" in one.run(made(profile_of(phy))[0])[0]


@pytest.mark.parametrize("toolstack", ["xm", "xl"])
def test_domains_are_started_by_the_toolstack_if_they_do_not_run(one, toolstack):
    script, document = made(profile_of(LVM, domains=True), toolstack)
    (one.state / "etc" / "xen" / "g1").write_text("name = 'g1'\n")
    output, _ = one.run(script)
    assert output.splitlines()[-2] == "started: g1"
    assert one.changes()[-1] == f"{toolstack} create {one.state}/etc/xen/g1"
    step = document["steps"][-1]
    assert (step["step"], step["commands"]) == ("start_domain", [[toolstack, "create", "/etc/xen/g1"]])
    assert step["check"] == [toolstack, "list", "g1"]


def test_what_keeps_a_domain_from_its_start_is_said(one):
    script = made(profile_of(LVM, domains=True))[0]
    assert "g1 is not there; put it there from the same build" in one.run(script, 1)[1]
    os.rmdir(one.state / "domains")
    assert "problem: g1: is not started: 'xm list' fails, so Xen does not run here" in one.run(script, 1)[1]


def root_on_lvm(one: Host) -> dict:
    kernel = {"multiboot": "/xen.gz-2.6.18", "initrd": "/initrd-2.6.18xen.img"}
    return profile_of(
        components={"grub": {"kernels": [{"initrd": "/other"}, kernel], "prefix": str(one.state)}},
        system={"kernel": {"version": "2.6.18xen"},
                "filesystems": [{"mountpoint": "/", "block_device": "logical_volumes/root"}]})


def test_a_root_on_lvm_gets_its_initial_ram_disk_once(host):
    script, document = made(root_on_lvm(host))
    image = host.state / "initrd-2.6.18xen.img"
    command = ["mkinitrd", "--preload", "dm-mod", str(image), "2.6.18xen"]
    assert [step["commands"] for step in document["steps"]] == [[command]]
    assert f"made: {image}" in host.run(script)[0] and image.read_text() == "2.6.18xen\n"
    assert "it must have dm-mod" in host.run(script)[0] and host.changes() == [shlex.join(command)]


def test_a_root_elsewhere_needs_no_initial_ram_disk(one):
    profile = root_on_lvm(one)
    profile["system"]["filesystems"][0]["block_device"] = "partitions/sda3"
    assert "storage.sh" not in host_files(profile, "h", "p").files


@pytest.mark.parametrize("version", ["../x", "a b", "-f", "$(x)", ""])
def test_a_kernel_that_is_no_file_in_boot_is_refused(one, version):
    profile = root_on_lvm(one)
    profile["system"]["kernel"]["version"] = version
    found = host_files(profile, "h", "p")
    assert "cannot be a file in /boot" in found.diagnostics[0].message and "storage.sh" not in found.files


@pytest.mark.parametrize("disk, message", [
    (LVM | {"hostvol": "a b"}, "hostvol 'a b' is no name that LVM takes"),
    (LVM | {"hostvol": "-a"}, "hostvol '-a' is no name that LVM takes"),
    (LVM | {"hostvol": "."}, "is no name that LVM takes"),
    (LVM | {"hostvol": "x" * 128}, "is no name that LVM takes"),
    (LVM | {"hostvol": "pvmove0"}, "is a name that LVM keeps for itself"),
    (LVM | {"hostvol": "a_mlog"}, "is a name that LVM keeps for itself"),
    (LVM | {"hostdevice": "mapper/vg"}, "hostdevice 'mapper/vg' is no name that LVM takes"),
    (LVM | {"hostdevice": "$(x)"}, "hostdevice '$(x)' is no name that LVM takes"),
    (LVM | {"size": None}, "is to be created, but has no size"),
    (LVM | {"size": 0}, "has the size 0 MB, which cannot be"),
    (LVM | {"size": -5, "create": False}, "has the size -5 MB, which cannot be"),
    (LVM | {"size": 2 ** 42}, "has the size 4398046511104 MB, which cannot be"),
    ({"type": "file", "path": "a.img", "size": 1}, "must be absolute"),
    ({"type": "file", "path": "/srv/../etc/passwd", "size": 1}, "without empty, '.' and '..' parts"),
    ({"type": "file", "path": "/srv//x", "size": 1}, "without empty, '.' and '..' parts"),
    ({"type": "file", "path": "/srv/x/", "size": 1}, "without empty, '.' and '..' parts"),
    ({"type": "file", "path": "/srv/\u00e4", "size": 1}, "not printable ASCII"),
    ({"type": "file", "path": "/srv/" + "x" * 250, "size": 1}, "longer than a path can be"),
])
def test_a_disk_that_cannot_be_handled_costs_its_guest_all_files(disk, message):
    disk = {key: value for key, value in ({"guestdevice": "xvda", "rw": "w"} | disk).items() if value is not None}
    found = host_files(profile_of(disk), "h", "p")
    errors = [finding for finding in found.diagnostics if finding.severity == "error"]
    assert any(message in error.message and "/domains/g1/options/disk/0: " in error.message for error in errors)
    assert found.files == {}


@pytest.mark.parametrize("key, value", [("create_filesystems", "true"), ("create_domains", 1)])
def test_a_switch_that_is_no_boolean_counts_as_off(key, value):
    profile = profile_of(LVM, domains=True)
    profile["software"]["components"]["xen"][key] = value
    found = host_files(profile, "h", "p")
    [finding] = found.diagnostics
    assert f"{key}: must be a boolean" in finding.message and finding.severity == "error"
    text = found.files["storage.sh"].data.decode().rpartition("finish()")[2]
    assert ("lvcreate" in text, "start_domain" in text) == (key != "create_filesystems", key != "create_domains")


def test_the_json_has_the_commands_that_the_script_runs(one):
    (one.state / "etc" / "xen" / "g1").write_text("name = 'g1'\n")
    disk = step_of(Vbd("file", "xvdb", "w", path=f"{one.images}/a b.img", size=1, create=True))
    profile = profile_of(LVM, domains=True)
    script, document = made(profile)
    one.run(with_step(script, disk))
    planned = [" ".join(command) for step in (document["steps"][1], disk.as_dict(), document["steps"][2])
               for command in step["commands"] if command[0] not in ("mkdir", "ln", "rm")]
    assert [line.replace(f"{one.state}/etc", "/etc") for line in one.changes()] == planned
    assert [step["step"] for step in document["steps"]] == ["volume_group", "logical_volume", "start_domain"]


def test_a_size_that_is_not_said_is_not_compared(one):
    disk = {key: value for key, value in LVM.items() if key != "size"} | {"create": False}
    one.volume("g1").write_text("4194304\n")
    assert "is there: /dev/vg01/g1\n" in one.run(made(profile_of(disk))[0])[0]


def everything() -> bytes:
    """A script with a step of each kind."""
    kernel = {"multiboot": "/xen.gz", "initrd": "/initrd.img"}
    profile = profile_of(
        LVM, {"type": "file", "path": "/srv/a b.img", "guestdevice": "xvdb", "rw": "r", "size": 1},
        {"type": "phy", "hostdevice": "sdb", "guestdevice": "xvdc", "rw": "w"}, domains=True,
        components={"grub": {"kernels": [kernel]}},
        system={"kernel": {"version": "2.6.18xen"},
                "filesystems": [{"mountpoint": "/", "block_device": "logical_volumes/root"}]})
    script, document = made(profile)
    assert len({step["step"] for step in document["steps"]}) == 6
    return script


@pytest.mark.parametrize("command", SHELL_PARAMETERS)
def test_every_shell_can_parse_it(command):
    done = subprocess.run([*command, "-n"], input=everything(), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_has_nothing_to_say():
    done = subprocess.run(["shellcheck", "-s", "sh", "-"], input=everything(), capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")

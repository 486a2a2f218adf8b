"""`invoke install-server`: its options, its report and its exit codes."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request

import pytest

NOTE = "Where a site runs AII itself, this is a preview of what AII will serve."


@pytest.fixture
def call(checkout):
    """Runs the task in a tree."""
    environment = os.environ | {"PYTHONPATH": str(checkout / "tools")}

    def call(tree, *arguments):
        command = [sys.executable, "-m", "qwg", "install-server", "--tree", str(tree.root), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    return call


def test_before_compile_it_says_what_to_do(call, tree):
    run = call(tree)
    assert run.returncode == 1 and "run `./invoke compile` first" in run.stderr and "Traceback" not in run.stderr
    document = json.loads(call(tree, "--json").stdout)
    assert (document["ok"], document["exit_code"], document["guests"]) == (False, 1, [])


def test_the_report(call, example):
    run = call(example)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["Guest", "System", "Partitions", "by", "MAC", "address", "Address", "Installer"]
    assert lines[1].split() == ["xen-guest1.example.org", "sl450-x86_64", "anaconda", "00:16:3e:00:00:11",
                                "192.0.2.11", "sl450-x86_64_xen/vmlinuz"]
    assert NOTE in lines and "4 guests, 0 refused; files: 19 unchanged" in lines[-1]
    assert "  sl450-x86_64_xen/vmlinuz must come from " \
        "http://quattor.example.org/packages/os/sl450-x86_64/images/xen/vmlinuz" in lines
    assert any(line.startswith("xen-guest3.example.org boots by /usr/bin/pygrub") for line in lines)


def test_the_json_document(call, example):
    document = json.loads(call(example, "--json").stdout)
    assert (document["ok"], document["preview"], document["diagnostics"]) == (True, NOTE, [])
    assert [(guest["name"], guest["kickstart_version"], guest["partitioning"], guest["state"])
            for guest in document["guests"]] == [
        ("xen-guest1.example.org", "RHEL4", "anaconda", "ok"), ("xen-guest2.example.org", "RHEL4", "anaconda", "ok"),
        ("xen-guest3.example.org", "RHEL4", "anaconda", "ok"), ("xen-guest4.example.org", "RHEL3", "aii", "ok")]
    assert [(kernel["file"], kernel["present"]) for kernel in document["kernels"]][:2] == [
        ("sl450-x86_64_xen/initrd.img", False), ("sl450-x86_64_xen/vmlinuz", False)]
    assert len(document["files"]["kept"]) == 19


def test_another_folder(call, tree, tmp_path):
    tree.compile()
    root = tmp_path / "nbp"
    root.mkdir()
    (root / "pxelinux.0").write_text("the administrator's")
    run = call(tree, "--root", str(root), "--local-boot", "xen-guest2.example.org")
    assert run.returncode == 0 and not tree.served.exists(), run
    assert os.readlink(root / "pxelinux.cfg" / "01-00-16-3e-00-00-11") == "xen-guest1.example.org.cfg"
    assert os.readlink(root / "pxelinux.cfg" / "C000020C") == "localboot.cfg"
    for profile in (tree.root / "build" / "profiles").glob("xen-guest*"):
        profile.unlink()
    assert call(tree, "--root", str(root)).returncode == 0
    assert [path.name for path in root.rglob("*")] == ["pxelinux.0"]


@pytest.mark.parametrize("arguments, said", [
    (["--local-boot", "xen-guest9.example.org"], "there is no guest 'xen-guest9.example.org'; did you mean"),
    (["--root", "/"], "/ cannot be the folder of an install server"),
    (["--frobnicate"], "--frobnicate"),
])
def test_wrong_use_ends_with_2(call, example, arguments, said):
    run = call(example, *arguments)
    assert run.returncode == 2 and said in run.stderr and "Traceback" not in run.stderr, run


@pytest.mark.parametrize("arguments", [["--json"], []])
def test_serve_prints_the_ports_and_ends_cleanly_with_ctrl_c(checkout, example, arguments):
    command = [sys.executable, "-m", "qwg", "install-server", "--tree", str(example.root), "--serve", *arguments]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(checkout / "tools")}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        try:
            text = ""
            while not text.endswith("\n}\n" if arguments else "Ctrl-C ends it\n"):
                line = run.stdout.readline()
                assert line, run.stderr.read()
                text += line
            address = json.loads(text)["serving"]["http"] if arguments else \
                next(line for line in text.splitlines() if line.startswith("http at ")).removeprefix("http at ")
            with urllib.request.urlopen(f"{address}ks/xen-guest1.example.org.ks", timeout=5) as answer:
                assert answer.read().startswith(b"# Kickstart file of the Xen guest xen-guest1.example.org")
            run.send_signal(signal.SIGINT)
            _, errors = run.communicate(timeout=10)
        finally:
            run.kill()
    assert (run.returncode, errors) == (0, "")

"""Domains as a profile has them, and trees that compile to them."""
from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    # What these tests share lies beside them, and importlib mode puts no test folder on the path.
    sys.path.insert(0, HERE)

OPTIONS = {
    "name": "guest.example.org", "memory": 256, "vcpus": 2,
    "bootloader": "/usr/bin/pypxeboot", "bootargs": "vif[0]",
    "vif": ["mac=00:16:3e:00:00:01,bridge=xenbr0", "mac=00:16:3e:00:00:02"],
    "disk": [
        {"type": "lvm", "hostdevice": "vg01", "hostvol": "guest.example.org", "guestdevice": "xvda",
         "rw": "w", "size": 20480, "create": True},
        {"type": "file", "path": "/srv/xen/data.img", "guestdevice": "xvdb", "rw": "r", "size": 1024},
        {"type": "phy", "hostdevice": "mapper/backup", "guestdevice": "xvdc", "rw": "w!"},
    ],
}


@pytest.fixture
def options() -> dict:
    """The options of one good domain; each test has its own copy."""
    return copy.deepcopy(OPTIONS)


@pytest.fixture
def profile(options):
    """A host's profile with one domain, whose options are those of the fixture `options`."""
    domain = {"options": options, "auto": True}
    return {"software": {"components": {"xen": {"domains": {"guest.example.org": domain}}}}}


HOST = """object template xen-host.example.org;
'/software/components/xen/domains' = {
    domains = dict();
    foreach (i; guest; list(GUESTS)) {
        hardware = value(guest + ':/machine');
        domains[guest] = dict(
            'auto', AUTO,
            'options', dict(
                'name', guest,
                'memory', hardware['ram'],
                'vif', list('mac=' + hardware['mac']),
                'bootargs', 'vif[0]',
                'disk', list(dict('type', 'lvm', 'hostdevice', 'vg01', 'hostvol', guest,
                    'guestdevice', 'xvda', 'rw', 'w', 'size', hardware['disk'])),
            ),
        );
    };
    domains;
};
"""
GUEST = "object template {0};\n'/machine' = dict('ram', 256, 'disk', 20480, 'mac', '00:16:3e:00:00:0{1}');\n"


class XenTree:
    """A small tree of one host and two guests, whose files tests may rewrite."""

    def __init__(self, root: Path):
        self.root = root
        self.profiles = root / "clusters" / "xen" / "profiles"
        self.profiles.mkdir(parents=True)
        self.guest("g1")
        self.guest("g2", 2)
        self.host("'g1', 'g2'")

    def host(self, guests: str, auto: str = "true") -> None:
        text = HOST.replace("list(GUESTS)", f"list({guests})").replace("AUTO", auto)
        (self.profiles / "xen-host.example.org.pan").write_text(text)

    def guest(self, name: str, number: int = 1, *changes: tuple[str, str]) -> None:
        text = GUEST.format(name, number)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.profiles / f"{name}.pan").write_text(text)

    @property
    def etc(self) -> Path:
        return self.root / "build" / "hosts" / "xen-host.example.org" / "etc" / "xen"


@pytest.fixture
def tree(tmp_path, monkeypatch) -> XenTree:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return XenTree(tmp_path / "a tree")

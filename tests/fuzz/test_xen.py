"""A small, fixed part of what `./invoke fuzz` does of Xen hosts at length; and that the judge sees what is wrong."""
from __future__ import annotations

import copy
import json

import pytest
import xen_judge

from qwg.xen import files, xm


@pytest.mark.parametrize("kind", xen_judge.KINDS)
def test_300_profiles_of_a_fixed_seed(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = xen_judge.judge_chunk(kind, 0, 0, 300)
    assert [(finding.number, finding.what) for finding in found] == []


@pytest.fixture
def options() -> dict:
    return {"name": "guest.example.org", "memory": 256, "vif": ["mac=00:16:3e:00:00:01,bridge=xenbr0"], "disk": [
        {"type": "lvm", "hostdevice": "vg01", "hostvol": "guest", "guestdevice": "xvda", "rw": "w"}]}


@pytest.fixture
def judge(tmp_path):
    judge = xen_judge.Judge(tmp_path)
    yield judge
    judge.close()


def tree_of(options: dict) -> dict:
    component = {"domains": {"g1": {"options": options, "auto": True}}, "create_filesystems": True}
    return {"software": {"components": {"xen": component}}}


def test_the_judge_lets_a_good_profile_pass(judge, options):
    assert judge.judge("good", 0, tree_of(options)) is None


def careless_render(domain, options, profile):
    """As ncm-xen did it: no character is looked at, and what has a bracket is printed bare."""
    text = "".join(f"{key} = {value}\n" if "[" in str(value) else f"{key} = '{value}'\n"
                   for key, value in (("name", options.name), ("memory", options.memory), *options.other.items()))
    return text, []


@pytest.mark.parametrize("extra, what", [
    ("' + str([].append) + '", "Python has extra"), ("'", "SyntaxError"), ("x'\nname = 'other", "Python has"),
    ("[1]", "Python has extra"),
])
def test_the_judge_sees_a_writer_that_lets_code_through(judge, monkeypatch, extra, what):
    monkeypatch.setitem(files.TOOLSTACKS, "xm", careless_render)
    found = judge.judge("hostile", 1, tree_of({"name": "g1", "memory": 1, "extra": extra}))
    assert found is not None and what in found


def test_the_judge_sees_a_script_that_lets_words_become_commands(judge, monkeypatch):
    monkeypatch.setattr("qwg.xen.storage.shlex.join", " ".join)
    disk = {"type": "file", "path": "/srv/$(touch pwned) b", "guestdevice": "xvda", "rw": "w", "size": 1, "create": True}
    assert "the script" in judge.judge("good", 1, tree_of({"name": "g1", "memory": 1, "disk": [disk]}))


def test_the_judge_sees_a_file_outside(judge, monkeypatch, options):
    real = xen_judge.OwnedFolder.update

    def update(self, files):
        (self.top / "neighbour").write_text("touched")
        return real(self, files)

    monkeypatch.setattr(xen_judge.OwnedFolder, "update", update)
    assert "outside the folder of the host" in judge.judge("good", 1, tree_of(options))


def test_the_judge_sees_a_lost_value(judge, monkeypatch, options):
    monkeypatch.setattr(xm, "disk_value", lambda vbd: "'phy:/dev/x,xvda,w'")
    assert "Python has disk" in judge.judge("good", 1, tree_of(copy.deepcopy(options)))


def test_a_kept_profile_is_judged_again(options):
    assert xen_judge.judge_again("good", json.dumps(tree_of(options)).encode()) is None
    assert "is refused" in xen_judge.judge_again("good", json.dumps(tree_of(options | {"extra": "'"})).encode())

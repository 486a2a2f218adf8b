"""From a tree of Pan templates to the files of its Xen host, by the real compiler."""
from __future__ import annotations

import json
import os
import shutil

import pytest

from qwg.pan import Profile, Results, compiler
from qwg.site import forks
from qwg.xen.hosts import compile_tree


def compiled(tree, **selection):
    return compile_tree(str(tree.root), "/nowhere", **selection)


def files(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")
                  if path.is_symlink() or path.is_file())


# What a host has beside the files of its guests.
HOST_FILES = ["ncm-xen.json", "ncm-xen.pan", "storage.json", "storage.sh"]


def value(tree, guest: str, key: str) -> str:
    lines = (tree.etc / guest).read_text().splitlines()
    return next(line for line in lines if line.startswith(f"{key} = "))


def test_each_guest_has_a_file_and_a_relative_link(tree):
    report = compiled(tree)
    assert report.exit_code == 0, [finding.text() for finding in report.findings()]
    assert files(tree.etc) == ["auto/g1", "auto/g2", "g1", "g2"]
    assert os.readlink(tree.etc / "auto" / "g1") == "../g1"
    assert (tree.etc / "auto" / "g1").read_bytes() == (tree.etc / "g1").read_bytes()
    assert os.listdir(tree.root / "build" / "hosts") == ["xen-host.example.org"]
    [host] = report.hosts
    assert (host.name, host.domains, len(host.changes.written)) == ("xen-host.example.org", 2, 8)
    assert files(tree.etc.parents[1]) == sorted(
        [*HOST_FILES, *(f"etc/xen/{name}" for name in ("auto/g1", "auto/g2", "g1", "g2"))])


def test_a_second_run_writes_nothing(tree):
    compiled(tree)
    before = (tree.etc / "g1").stat().st_mtime_ns
    report = compiled(tree)
    assert not report.hosts[0].changes and (tree.etc / "g1").stat().st_mtime_ns == before


@pytest.mark.parametrize("change", [
    lambda tree: (tree.etc / "g1").unlink(),
    lambda tree: (tree.etc / "g1").write_text("edited"),
    lambda tree: ((tree.etc / "auto/g1").unlink(), (tree.etc / "auto/g1").symlink_to("elsewhere")),
    lambda tree: (tree.root / "build/.state/machines.json").write_text("{}"),
], ids=["a file gone", "a file edited", "a link led elsewhere", "the record gone"])
def test_a_second_run_repairs_what_others_changed(tree, change):
    compiled(tree)
    before = {path: (tree.etc / path).read_bytes() for path in files(tree.etc)}
    change(tree)
    compiled(tree)
    assert {path: (tree.etc / path).read_bytes() for path in files(tree.etc)} == before
    assert os.readlink(tree.etc / "auto/g1") == "../g1"


def test_a_second_run_reads_no_profile(tree, monkeypatch):
    compiled(tree)
    monkeypatch.setattr("qwg.xen.machines.read_profile", lambda path: 1 / 0)
    assert compiled(tree).exit_code == 0


@pytest.mark.parametrize("old, new, key, line", [
    ("00:16:3e:00:00:01", "00:16:3e:aa:bb:cc", "vif", "vif = ['mac=00:16:3e:aa:bb:cc']"),
    ("'ram', 256", "'ram', 1024", "memory", "memory = '1024'"),
])
def test_a_change_in_the_guest_changes_the_host_and_the_file(tree, old, new, key, line):
    compiled(tree)
    tree.guest("g1", 1, (old, new))
    report = compiled(tree)
    host = next(outcome for outcome in report.build.outcomes if outcome.name == "xen-host.example.org")
    assert host.changed and report.hosts[0].changes.written == ["etc/xen/g1", "ncm-xen.json", "ncm-xen.pan"]
    assert value(tree, "g1", key) == line


def test_the_host_alone_is_enough(tree):
    compiled(tree, profiles=["xen-host.example.org"])
    assert files(tree.etc) == ["auto/g1", "auto/g2", "g1", "g2"]


def test_a_guest_that_is_gone_leaves_no_file(tree):
    compiled(tree)
    (tree.etc / "foreign").write_text("not ours")
    tree.host("'g1'")
    compiled(tree)
    assert files(tree.etc) == ["auto/g1", "foreign", "g1"]


def test_autostart_switched_off_removes_the_link(tree):
    compiled(tree)
    tree.host("'g1', 'g2'", auto="false")
    compiled(tree)
    assert files(tree.etc) == ["g1", "g2"]


def test_a_host_that_is_lost_leaves_no_files(tree):
    compiled(tree)
    tree.guest("g2", 2, ("20480", "UNKNOWN"))
    report = compiled(tree)
    assert report.exit_code == 1 and not (tree.root / "build" / "hosts" / "xen-host.example.org").exists()
    [finding] = report.findings()
    assert (finding.profiles, finding.lost) == (["g2"], ["xen-host.example.org"])
    assert (tree.root / "build" / "profiles" / "g1.xml").exists()
    tree.guest("g2", 2)
    compiled(tree)
    assert files(tree.etc) == ["auto/g1", "auto/g2", "g1", "g2"]


def test_a_host_that_is_gone_leaves_no_files(tree):
    compiled(tree)
    os.unlink(tree.profiles / "xen-host.example.org.pan")
    report = compiled(tree)
    assert report.exit_code == 0 and report.build.removed == ["xen-host.example.org"]
    assert os.listdir(tree.root / "build" / "hosts") == []


def test_a_host_without_guests_leaves_no_files(tree):
    compiled(tree)
    tree.host("")
    assert compiled(tree).exit_code == 0
    assert os.listdir(tree.root / "build" / "hosts") == []


def test_a_refused_guest_has_no_file_and_the_others_have_theirs(tree):
    compiled(tree)
    tree.guest("g1", 1, ("00:16:3e:00:00:01", "x\\\\y"))
    report = compiled(tree)
    [finding] = report.findings()
    assert report.exit_code == 1 and "domains/g1/options/vif: element 0 has the character" in finding.text()
    assert finding.diagnostic.span.file.endswith("clusters/xen/profiles/xen-host.example.org.pan")
    assert finding.diagnostic.span.line and "in build/profiles/xen-host.example.org.xml" in finding.diagnostic.notes
    assert "g1" not in json.loads((tree.etc.parents[1] / "ncm-xen.json").read_bytes())["domains"]
    assert "g1" not in (tree.etc.parents[1] / "storage.sh").read_text()
    assert files(tree.etc) == ["auto/g2", "g2"]


class Forged:
    """A compiler whose profiles were tampered with: Pan itself lets no such name of a guest through."""
    domains: dict = {}

    def __init__(self, options):
        self.options = options

    def run(self, sources, on_done=None, skip=None, groups=()) -> Results:
        file = self.options.output_dir / "xen-host.example.org.json"
        file.write_text(json.dumps({"software": {"components": {"xen": {"domains": self.domains}}}}))
        source = next(source for source in sources if source.name.startswith("xen-host"))
        return Results([Profile("xen-host.example.org", str(source), True, [str(file)], True)])


@pytest.mark.parametrize("name", ["../../../outside", "/outside", "a/b", "..", "auto", "-x", "a\nb", "a\0b"])
def test_no_name_of_a_guest_leads_outside(tree, tmp_path, name):
    domain = {"auto": True, "options": {"name": "x", "memory": 256}}
    compiler = type("Forged", (Forged,), {"domains": {name: domain, "good": domain}})
    (tree.etc / "scripts").mkdir(parents=True)
    report = compiled(tree, compiler=compiler)
    assert report.exit_code == 1
    assert files(tree.root / "build" / "hosts") == [
        f"xen-host.example.org/{path}" for path in ("etc/xen/auto/good", "etc/xen/good", *HOST_FILES[:2])]
    assert not list(tmp_path.rglob("outside*")) and not os.path.exists("/outside")


def test_something_in_the_way_is_a_finding(tree):
    (tree.etc / "g1").mkdir(parents=True)
    report = compiled(tree)
    assert report.exit_code == 1
    assert "a folder stands where a file must be written" in report.findings()[0].text()


@pytest.mark.parametrize("formats", ["json", "json.gz", "pan.gz,dep"])
def test_any_readable_format_will_do(tree, formats):
    (tree.profiles.parent / "cluster.build.properties").write_text(f"pan.formats={formats}\n")
    compiled(tree)
    assert files(tree.etc) == ["auto/g1", "auto/g2", "g1", "g2"]


def test_wrong_use_is_reported_as_such(tree):
    report = compiled(tree, clusters=["xne"])
    assert report.exit_code == 2 and "did you mean 'xen'?" in report.findings()[0].text()
    assert compile_tree(str(tree.root / "none"), "/nowhere").exit_code == 2


def test_a_build_folder_that_cannot_be_made_is_a_finding(tree):
    (tree.root / "build").write_text("a file")
    report = compiled(tree)
    assert report.exit_code == 1 and "build" in report.findings()[0].text()


def test_a_toolstack_is_chosen_by_option_or_property(tree):
    assert compiled(tree, toolstack="xl").exit_code == 0
    text = (tree.etc / "g1").read_text()
    assert "bootloader_args = ['mac=00:16:3e:00:00:01']\n" in text and "xl create" in text
    (tree.root / "quattor.build.properties").write_text("xen.toolstack = xl \n")
    assert compiled(tree).exit_code == 0 and (tree.etc / "g1").read_text() == text
    assert compiled(tree, toolstack="xm").exit_code == 0 and value(tree, "g1", "bootargs") == "bootargs = vif[0]"
    (tree.root / "quattor.build.properties").unlink()
    (tree.profiles.parent / "cluster.build.properties").write_text("xen.toolstack=xl\n")
    assert compiled(tree).exit_code == 0 and (tree.etc / "g1").read_text() == text


def test_an_unknown_toolstack_is_refused(tree):
    report = compiled(tree, toolstack="xn")
    assert report.exit_code == 2 and "there is no toolstack 'xn'; there are: xm, xl" in report.findings()[0].text()
    assert not (tree.root / "build").exists()
    (tree.root / "quattor.build.properties").write_text("xen.toolstack=xmm\n")
    report = compiled(tree)
    assert report.exit_code == 1 and "there is no toolstack 'xmm'; did you mean 'xm'?" in report.findings()[0].text()
    assert not tree.etc.exists()


def seen(tree, report) -> tuple:
    """All that a run told and made: the document, the files of the hosts, what is kept of the machines."""
    hosts = tree.root / "build" / "hosts"
    kept = json.loads((tree.root / "build/.state/machines.json").read_bytes())["profiles"]
    for entry in kept.values():
        entry.get("host", {}).pop("files", None)
    return report.as_dict(), {path: (hosts / path).read_bytes() for path in files(hosts)}, kept


def test_several_processes_tell_and_make_the_same_as_one(tree, monkeypatch):
    monkeypatch.setattr(forks, "FEW", 0)
    monkeypatch.setattr(compiler, "FORK_COST", -1)
    names = [f"g{number}" for number in range(1, 10)]
    for number, name in enumerate(names, 1):
        # Of some the host refuses the card, of some the profile is not to be read.
        tree.guest(name, number, *([("00:16:3e:00:00:0", "x\\\\y")] if number % 3 == 0 else []))
    host = (tree.profiles / "xen-host.example.org.pan").read_text()
    for number in range(1, 6):
        name = f"xen-host{number}.example.org"
        (tree.profiles / f"{name}.pan").write_text(host.replace("xen-host.example.org", name).replace(
            "'g1', 'g2'", f"'g{number}', 'g{number + 1}'"))
    compiled(tree)
    (tree.root / "build/profiles/g5.xml").write_text("no profile")
    monkeypatch.setattr("qwg.site.manifest.Manifest.has_output", lambda self, path: True)
    processes = []
    monkeypatch.setattr(forks.Forks, "start", lambda self, start=forks.Forks.start: (
        processes.append(1), start(self))[1])
    found = []
    for count in (1, 2, 4):
        monkeypatch.setattr(compiler, "usable_cpus", lambda: count)
        shutil.rmtree(tree.root / "build/hosts")
        (tree.root / "build/.state/machines.json").unlink()
        found.append(seen(tree, compiled(tree)))
    assert found == [found[0]] * 3 and len(processes) == 1 + 3
    document, made, _ = found[0]
    texts = [finding["message"] for finding in document["diagnostics"]]
    assert len(made) > 40 and len(document["hosts"]) == 7 and any("not well-formed XML" in text for text in texts)
    assert sum("has the character" in text for text in texts) == 3


def test_a_known_profile_is_read_again_for_its_host_but_not_judged(tree, monkeypatch):
    compiled(tree)
    shutil.rmtree(tree.root / "build/hosts")
    monkeypatch.setattr("qwg.xen.schema.violations", lambda tree: 1 / 0)
    report = compiled(tree)
    assert report.exit_code == 0 and len(report.hosts[0].changes.written) == 8

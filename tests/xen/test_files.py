"""All files of one host: install options, links, names that collide, and hosts that are none."""
from __future__ import annotations

import pytest

from qwg.site.outputs import Link
from qwg.xen.files import host_files

GUEST = "guest.example.org"


def domains_of(profile) -> dict:
    return profile["software"]["components"]["xen"]["domains"]


def test_install_options_become_a_second_file(profile, options):
    domains_of(profile)[GUEST]["install_options"] = {
        "name": GUEST, "memory": 512, "kernel": "/boot/vmlinuz-install", "extra": "ks=http://ks.example.org/a b"}
    found = host_files(profile, "h", "p")
    assert found.diagnostics == []
    text = found.files[f"etc/xen/{GUEST}.start"].decode()
    assert text.splitlines()[8:] == ["extra = 'ks=http://ks.example.org/a b'", "kernel = '/boot/vmlinuz-install'",
                                     "memory = '512'", f"name = '{GUEST}'"]
    assert "memory = '256'" in found.files[f"etc/xen/{GUEST}"].decode()


@pytest.mark.parametrize("change", [{"extra": "a'b"}, {"name": "-x"}, {"memory": "512"}])
def test_refused_install_options_cost_the_guest_all_files(profile, change):
    domains_of(profile)[GUEST]["install_options"] = {"name": GUEST, "memory": 512} | change
    found = host_files(profile, "h", "p")
    assert found.files == {} and f"/domains/{GUEST}/install_options/{list(change)[0]}: " in found.diagnostics[0].message


def test_two_guests_may_not_have_the_same_file(profile):
    domains = domains_of(profile)
    domains[GUEST]["install_options"] = {"name": GUEST, "memory": 512}
    domains[f"{GUEST}.start"] = {"options": {"name": "other", "memory": 1}}
    found = host_files(profile, "h", "p")
    [finding] = found.diagnostics
    assert f"would need the file etc/xen/{GUEST}.start, which another guest has" in finding.message
    assert [domain.key for domain in found.domains] == [GUEST]


@pytest.mark.parametrize("auto, link", [(True, True), (False, False), (None, False)])
def test_a_link_only_for_a_guest_that_starts_with_the_host(profile, auto, link):
    domains_of(profile)[GUEST] |= {"auto": auto}
    if auto is None:
        del domains_of(profile)[GUEST]["auto"]
    assert (host_files(profile, "h", "p").files.get(f"etc/xen/auto/{GUEST}") == Link(f"../{GUEST}")) == link


@pytest.mark.parametrize("length, fits", [(194, True), (195, False)])
def test_a_name_leaves_room_for_the_second_file(profile, length, fits):
    domains = domains_of(profile)
    domains["x" * length] = domains.pop(GUEST)
    assert (host_files(profile, "h", "p").diagnostics == []) == fits


@pytest.mark.parametrize("toolstack", ["xm", "xl"])
def test_bridges_alone_make_a_host(toolstack):
    tree = {"software": {"components": {"xen": {"domains": {}, "network": {"bridges": {"xenbr0": {}}}}}}}
    found = host_files(tree, "h", "p", toolstack)
    assert sorted(found.files) == ["etc/xen/scripts/network-bridge.multi-bridge.ncm-xen", "ncm-xen.json", "ncm-xen.pan",
                                   *(["xend-config.sxp"] if toolstack == "xm" else [])]


@pytest.mark.parametrize("tree", [{}, {"software": 1}, {"software": {"components": {"xen": []}}},
                                  {"software": {"components": {"xen": {"domains": {}}}}}])
def test_what_is_no_host_has_no_files(tree):
    found = host_files(tree, "h", "p")
    assert found.files == {} and not any("Traceback" in finding.message for finding in found.diagnostics)


@pytest.mark.parametrize("host", ["../x", "/x", "a b", "", "a/../b", "\u00e4", "-x"])
def test_a_host_that_cannot_be_a_folder_has_no_files(profile, host):
    assert host_files(profile, host, "p").files == {}

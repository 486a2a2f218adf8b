"""`./invoke guests`: the table, the JSON document and the web page, of a tree in which much is wrong."""
from __future__ import annotations

import html
import json
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from lxml import html as lxml_html

from qwg.xen.guests import HEADINGS, guests_overview

KIT = Path(__file__).parent / "rules" / "kit"
# A host with three guests: one is fine, one is too large and has the MAC address of the first, one has no profile
# and names that would be markup. And a guest that is on no host.
TREE = {
    "g1": "variable N = 1;\ninclude 'guest';\n",
    "g2": "variable N = 2;\ninclude 'guest';\n'/hardware/ram' = list(dict('size', 9000));\n"
          "'/hardware/cards/nic/eth0/hwaddr' = '00:16:3e:00:00:01';\n",
    "lonely": "variable N = 3;\ninclude 'guest';\n'/hardware/cpu/0/arch' = \"x</style><script>\";\n",
    "h": "variable N = 9;\nvariable GUESTS = list('g1', 'g2');\nvariable BOOTLOADER = '/usr/bin/pypxeboot';\n"
         "include 'host';\n"
         "'/hardware/location' = \"rack <b>1</b> & \\\"x\\\" \\x07 \u202e\";\n"
         "'/system/blockdevices/volume_groups/vg01/device_list' = list('physical_devs/sda');\n"
         "'/software/components/xen/network/bridges/xenbr0' = dict();\n"
         "'/software/components/xen/domains/x1' = dict('auto', true, 'options', dict('name', 'x1', 'memory', 64,\n"
         "    'bootloader', '<script>alert(1)</script>', 'vif', list('mac=00:16:3e:00:00:77,bridge=<i>br</i>')));\n",
}


@pytest.fixture
def overview(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    profiles = tmp_path / "tree" / "clusters" / "xen" / "profiles"
    profiles.mkdir(parents=True)
    for file in KIT.iterdir():
        shutil.copy(file, profiles.parent)
    for name, text in TREE.items():
        (profiles / f"{name}.pan").write_text(f"object template {name};\n{text}", encoding="utf-8")
    return guests_overview(str(tmp_path / "tree"), "/nowhere", html=str(tmp_path / "page.html"))


def test_the_table_has_hosts_and_their_guests(overview, capsys):
    overview.show()
    printed = capsys.readouterr()
    assert overview.exit_code == 1
    cells = [re.split(r"  +", line.strip()) for line in printed.out.splitlines() if line]
    assert cells[0] == HEADINGS
    assert cells[1] == ["h.example.org", "2 errors, 1 warning", "sl450-x86_64", "9720 of 1024", "2",
                        "vg01: 2048 of 100000", "xenbr0=eth0"]
    assert cells[2] == ["g1", "ok", "sl450-x86_64", "256", "1", "xvda=1024", "default"]
    assert cells[3] == ["g2", "1 error", "sl450-x86_64", "9000", "1", "xvda=1024", "default"]
    assert cells[4] == ["x1", "1 error, 1 warning", "64", "1", "<i>br</i>"]
    assert cells[5][:3] == ["(no host) lonely.example.org", "1 error, 1 warning", "sl450-x86_64"]
    assert cells[6][0].startswith("1 host, 4 guests; 4 errors, 2 warnings; the page is ")
    for code in ("host-memory", "duplicate-mac", "guest-without-profile", "guest-without-host", "dhcp-on-reboot"):
        assert f"{code} " in printed.err
    assert (printed.out + printed.err).replace("\n", "").isprintable()


def test_the_json_document_says_the_same(overview, capsys):
    overview.show(as_json=True)
    document = json.loads(capsys.readouterr().out)
    assert (document["ok"], document["exit_code"], document["without_host"]) == (False, 1, ["lonely.example.org"])
    [host] = document["hosts"]
    assert (host["memory_mb"], host["memory_needed_mb"], host["dom0_memory_mb"]) == (1024, 9720, 400)
    assert host["volume_groups"] == [{"name": "vg01", "size_mb": 100000, "used_mb": 2048}]
    assert host["bridges"] == {"xenbr0": "eth0"}
    assert [(guest["name"], guest["memory_mb"], guest["state"]) for guest in host["guests"]] == [
        ("g1", 256, "ok"), ("g2", 9000, "1 error"), ("x1", 64, "1 error, 1 warning")]
    assert host["guests"][0]["disks"] == [{"device": "xvda", "source": "vg01/g1", "size_mb": 1024}]
    assert {found["code"] for found in document["diagnostics"]} >= {"xen.rules.host-memory", "xen.rules.dhcp-on-reboot"}


@pytest.fixture
def page(overview):
    return lxml_html.fromstring(overview.page.read_bytes())


def test_the_page_needs_nothing_else(page, overview):
    source = overview.page.read_text(encoding="utf-8")
    assert not page.xpath("//script | //link | //img | //iframe | //object | //embed | //base | //form | //@src")
    assert not [name for name in page.xpath("//@*/..") if any(key.startswith("on") for key in name.attrib)]
    assert not re.search(r"@import|url\(", source) and "http://" not in re.sub(r"<(p|pre|dd)\b.*?</\1>", "", source)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'") and "script-src" not in policy


def test_text_of_a_profile_is_no_markup(page):
    assert not page.xpath("//b | //main//i[not(@style)] | //script")
    [host] = page.xpath("//section[h2/@id='host0' or div/h2/@id='host0']")
    location = host.xpath(".//dt[.='Location']/following-sibling::dd[1]")[0].text
    assert location == 'rack <b>1</b> & "x" \\x07 \\u202e'
    assert host.xpath(".//dt[.='Boots by']/following-sibling::dd[1]/text()")[-1] == "<script>alert(1)</script>"
    assert len(page.xpath("//style")) == 1


def test_the_page_can_be_walked_through(page):
    """By a reader of the screen: language, title, one h1, no level of headings left out, names of sections."""
    assert page.get("lang") == "en" and page.findtext("head/title")
    assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    targets = [link.removeprefix("#") for link in page.xpath("//a/@href")] + page.xpath("//@aria-labelledby")
    assert targets and set(targets) <= set(names)
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == 1


def test_the_page_shows_capacity_findings_and_files(page, overview):
    words = [element.text for element in page.xpath("//section[div/h2/@id='host0']//div[@class='capacity']/p")]
    assert words == ["Memory: 9720 of 1024 MB: too much", "Volume group vg01: 2048 of 100000 MB"]
    assert "Memory: 9720 of 1024 MB: too much" in page.xpath("//section[@aria-labelledby='map']")[0].text_content()
    shares = page.xpath("//section[@aria-labelledby='map']//li")
    assert [(share.get("class"), share.text_content()) for share in shares] == [
        ("own", "the host itself 400 MB"), ("one", "g1 256 MB"), ("two", "g2 9000 MB"), ("one", "x1 64 MB")]
    widths = [float(style.split()[1].rstrip("%")) for style in
              page.xpath("//section[div/h2/@id='host0']//div[@class='capacity'][2]//i/@style")]
    assert widths == [1.02, 1.02]
    severities = page.xpath("//div[starts-with(@class, 'finding ')]/span[@class='state']/text()")
    assert severities == sorted(severities, key=("error", "warning", "hint").index) and len(severities) == 7
    file = overview.report.tree.build / "hosts" / "h" / "etc" / "xen" / "g1"
    [shown] = page.xpath("//article[.//h3='g1']//details/pre")
    assert shown.text == file.read_text()


def test_the_page_is_the_same_each_time(overview):
    before = overview.page.stat().st_mtime_ns
    again = guests_overview(str(overview.report.tree.top), "/nowhere", html=str(overview.page))
    assert again.page.stat().st_mtime_ns == before


def test_a_page_that_cannot_be_written_is_a_finding(overview, tmp_path):
    failed = guests_overview(str(overview.report.tree.top), "/nowhere", html=str(tmp_path / "no" / "page.html"))
    assert failed.page is None and failed.exit_code == 1
    assert "cannot be written: No such file" in failed.report.diagnostics[-1].message


def test_no_tree_is_wrong_use(tmp_path, capsys):
    overview = guests_overview(str(tmp_path), "/nowhere")
    overview.show()
    assert overview.exit_code == 2 and "is no template tree" in capsys.readouterr().err


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: chromium)")


def browse(folder: Path, *arguments: str) -> str:
    run = subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                          "--no-first-run", f"--user-data-dir={folder / 'chromium'}", *arguments],
                         capture_output=True, text=True, timeout=60, cwd=folder)
    assert run.returncode == 0, run.stderr
    return run.stdout


@needs_chromium
def test_the_page_fits_a_phone_and_a_desktop(overview, tmp_path):
    """What the browser itself measures of the page, with every file unfolded."""
    text = html.escape(overview.page.read_text(encoding="utf-8").replace("<details", "<details open"))
    frames = "".join(f"<iframe width='{width}' height='700' srcdoc='{text.replace(chr(39), '&#39;')}'></iframe>"
                     for width in (360, 1280))
    script = "onload = () => { document.body.textContent = [...document.querySelectorAll('iframe')].map(f => " \
             "[f.clientWidth, f.contentDocument.documentElement.scrollWidth, getComputedStyle(" \
             "f.contentDocument.body).backgroundColor].join(' ')).join('; ') }"
    (tmp_path / "frames.html").write_text(f"<meta charset=utf-8><style>iframe {{ border: 0 }}</style><body>{frames}"
                                          f"<script>{script}</script>", encoding="utf-8")
    measured = browse(tmp_path, "--dump-dom", (tmp_path / "frames.html").as_uri())
    sizes = re.findall(r"(\d+) (\d+) rgb", measured)
    assert sizes == [("360", "360"), ("1280", "1280")], measured[:500]


@needs_chromium
def test_the_browser_draws_the_page(overview, tmp_path):
    browse(tmp_path, "--window-size=800,1000", "--screenshot=page.png", overview.page.as_uri())
    data = (tmp_path / "page.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (800, 1000)
    # A blank page takes some 5 kB.
    assert len(data) > 30_000

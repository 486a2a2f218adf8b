"""The files as xl's own parser sees them: libxlutil (Debian: libxenmisc4.17), in a process of its own."""
from __future__ import annotations

import ctypes.util
import glob
import json
import subprocess
import sys
from pathlib import Path

import pytest

from qwg.xen.domain import read_domains
from qwg.xen.xm import render


def library() -> str | None:
    """Its name has the version of Xen and there is none without, so find_library may not see it."""
    places = ("/usr/lib/*/libxlutil.so.*", "/usr/lib/libxlutil.so.*", "/usr/lib64/libxlutil.so.*")
    found = [path for place in places for path in sorted(glob.glob(place))]
    return ctypes.util.find_library("xlutil") or (found[0] if found else None)


LIBRARY = library()
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libxlutil is not installed (Debian: libxenmisc4.17)")


def xl(text: str) -> dict:
    reader = Path(__file__).with_name("libxlutil_reader.py")
    run = subprocess.run([sys.executable, reader, LIBRARY], input=text.encode(), capture_output=True,
                         timeout=60)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def written(profile) -> str:
    [domain], _ = read_domains(profile, "host.xml")
    text, _ = render(domain, domain.options, "host.xml")
    return text


def test_xl_reads_what_the_profile_says(profile, options):
    options["bootargs"] = "mac=00:16:3e:00:00:01"
    options["disk"][2]["rw"] = "r"
    found = xl(written(profile))
    assert found == {
        "status": 0, "said": "", "name": "guest.example.org", "memory": "256", "vcpus": "2",
        "bootloader": "/usr/bin/pypxeboot", "bootargs": "mac=00:16:3e:00:00:01", "vif": options["vif"],
        "disk": ["phy:/dev/vg01/guest.example.org,xvda,w", "file:/srv/xen/data.img,xvdb,r",
                 "phy:/dev/mapper/backup,xvdc,r"],
        "disks": [0, 0, 0],
    }


def test_the_one_bare_value_is_why_a_file_for_xm_is_not_one_for_xl(profile):
    found = xl(written(profile))
    assert found["status"] != 0 and "near `vif'" in found["said"]


@pytest.mark.parametrize("value", ["$(reboot)", "`reboot`", "a;b", "a#b", "[1]", "%s", "a=b", "--x", "{}"])
def test_text_that_looks_like_code_arrives_as_text(profile, options, value):
    options |= {"bootargs": value, "bootloader": value}
    found = xl(written(profile))
    assert (found["status"], found["bootargs"], found["bootloader"]) == (0, value, value)


def test_lists_may_be_empty(profile, options):
    options |= {"vif": [], "disk": [], "bootargs": ""}
    found = xl(written(profile))
    assert (found["status"], found["vif"], found["disk"]) == (0, [], [])

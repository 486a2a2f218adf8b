"""Our Xen templates among the public template libraries, today's and those of 13.1, give what the public panc
gives.
"""
from __future__ import annotations

import os
from pathlib import Path

import pytest

import drop_in
from regenerate import panc_command


STANDARD = drop_in.CHECKOUT / "standard"
XEN_TEMPLATES = {file.relative_to(STANDARD).with_suffix("").as_posix() for file in (STANDARD / "xen").rglob("*.pan")}


@pytest.fixture(params=drop_in.PLACES)
def clones(request) -> tuple[str, dict[str, Path]]:
    """The era and its work trees, ERA/LIBRARY below the folder that TEMPLATE_LIBRARIES names."""
    libraries = os.environ.get("TEMPLATE_LIBRARIES")
    if not libraries:
        pytest.skip("the environment variable TEMPLATE_LIBRARIES does not name a folder with the public template libraries")
    found = {name: Path(libraries, request.param, name) for name in drop_in.PLACES[request.param]}
    missing = [str(path) for path in found.values() if not path.is_dir()]
    if missing:
        pytest.skip(f"TEMPLATE_LIBRARIES has no {', '.join(missing)}")
    return request.param, found


def test_host_and_guests_compile_among_the_public_templates(clones, tmp_path):
    era, folders = clones
    found = drop_in.compile_among(tmp_path, era, folders, panc_command())
    assert found and not any(found.values()), "\n".join(sum(found.values(), []))
    for name in found:
        used = set()
        for file in (tmp_path / "ours" / name.replace("/", "-")).glob("*.dep"):
            used |= {line.split()[0] for line in file.read_text().splitlines() if line.startswith("xen/")}
        assert (used >= XEN_TEMPLATES) == name.endswith("every template"), XEN_TEMPLATES - used


def test_a_site_s_own_part_is_small():
    """What lies in drop_in/ is all that a site has to write: no Xen template of ours is there in another form."""
    for era in drop_in.PLACES:
        for file in (Path(drop_in.__file__).with_name("drop_in") / era).rglob("*.pan"):
            name = file.relative_to(Path(drop_in.__file__).with_name("drop_in") / era / "xen").with_suffix("").as_posix()
            for place in drop_in.OURS.values():
                assert not (drop_in.CHECKOUT / place / f"{name}.pan").exists(), name

"""The public example site, of template-library-examples, gives the bytes that the public panc gives."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

import drop_in
from qwg.site.properties import Properties
from qwg.site.tree import Cluster, tree_at
from regenerate import FORMATS

CLUSTER = Path("clusters", "grid", "umd4")
# The first part of an entry of cluster.pan.includes: the clone, and where in it the folder is.
PARTS = {"sites": ("examples", "sites/example"), "grid": ("grid", "."), "quattor": ("core", "."),
         "standard": ("standard", ".")}


@pytest.fixture
def cluster(tmp_path) -> Cluster:
    """The cluster in a tree of links, as its own cluster.build.properties lays it out."""
    libraries = os.environ.get("TEMPLATE_LIBRARIES")
    if not libraries:
        pytest.skip("the environment variable TEMPLATE_LIBRARIES does not name a folder with the public template libraries")
    clones = {name: Path(libraries, "today", name) for name in ("core", "standard", "os", "examples", "grid")}
    missing = [str(path) for path in clones.values() if not path.is_dir()]
    if missing:
        pytest.skip(f"TEMPLATE_LIBRARIES has no {', '.join(missing)}")
    cfg = tmp_path / "cfg"
    links = {"clusters/umd4": clones["examples"] / CLUSTER, "os/el7.x-x86_64": clones["os"]}
    properties = Properties()
    properties.load(clones["examples"] / CLUSTER / "cluster.build.properties")
    for folder in properties.get("cluster.pan.includes", "").split():
        if folder != "os":
            clone, place = PARTS[Path(folder).parts[0]]
            links[folder] = clones[clone] / place
    for place, folder in links.items():
        (cfg / place).parent.mkdir(parents=True, exist_ok=True)
        (cfg / place).symlink_to(folder.resolve())
    return tree_at(cfg).cluster("umd4")


def test_ten_profiles_are_the_same_bytes(cluster, panc, tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "panc"
    ours.mkdir()
    theirs.mkdir()
    assert drop_in.problems(cluster, ours, theirs, panc) == []
    assert len(cluster.sources) == 10 and len(list(ours.iterdir())) == 10 * len(FORMATS.split(","))

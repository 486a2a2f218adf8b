"""Clones of the public template libraries come in; whether our Xen templates compile among them goes out.

    python tests/tree/drop_in.py today --core DIR --standard DIR --os DIR --examples DIR
    python tests/tree/drop_in.py 13.1  --core DIR --standard DIR --os DIR --examples DIR --monitoring DIR

DIR is a work tree: of template-library-core (main; or 13.1), -standard (main; or of July 2014), -os (branch
el7.x-x86_64; or a tag sl6.x-x86_64-14.8.0), -examples (main; or of July 2014), -monitoring (of July 2014).
What a site writes itself, its cluster of a host and two guests, lies in drop_in/today and drop_in/13.1. With
the environment variable PANC, a launcher of panc 10 or its jar, the public panc compiles the same, and the
outputs must be the same bytes.
"""
from __future__ import annotations

import argparse
import filecmp
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT / "tools"))

from qwg.pan import Compiler, Options  # noqa: E402
from qwg.site.tree import Cluster, tree_at  # noqa: E402
from regenerate import FORMATS, panc_command, run_panc  # noqa: E402

OURS = {"xen": "standard", "components-xen": "templates/components-xen", "xen-os": "templates/os"}


# Where the clones go below cfg/; the load path is in the cluster.build.properties of the era's cluster.
PLACES = {
    "today": {"core": "quattor", "standard": "standard", "os": "os/el7.x-x86_64", "examples": "examples"},
    "13.1": {"core": "quattor", "standard": "standard", "os": "os/sl6.x-x86_64", "examples": "examples",
             "monitoring": "more/monitoring"},
}


def assemble(cfg: Path, era: str, clones: dict[str, Path]) -> Cluster:
    """A site's cfg/ of links to the clones and to our folders, with the cluster of that era."""
    for name, place in PLACES[era].items():
        (cfg / place).parent.mkdir(parents=True, exist_ok=True)
        (cfg / place).symlink_to(clones[name].resolve())
    for name, place in OURS.items():
        (cfg / name).symlink_to(CHECKOUT / place)
    (cfg / "clusters").symlink_to(HERE / "drop_in" / era)
    tree = tree_at(cfg)
    [name] = tree.cluster_names
    return tree.cluster(name)


def differences(ours: Path, theirs: Path) -> list[str]:
    names = sorted({path.name for folder in (ours, theirs) for path in folder.iterdir()})
    return [name for name in names if not ((ours / name).is_file() and (theirs / name).is_file()
                                           and filecmp.cmp(ours / name, theirs / name, shallow=False))]


def load_paths(cluster: Cluster) -> dict[str, Cluster]:
    """The cluster as it is, by what components/xen it finds; core 13.1 has one of its own, and ours may precede it.
    And each once more with the Xen templates that the defaults leave out."""
    own = cluster.folder.parents[1] / "components-xen"
    if own in cluster.include_path:
        paths = {"components/xen from here": cluster.include_path}
    else:
        place = cluster.include_path.index(cluster.folder.parents[1] / "quattor")
        paths = {"components/xen of the core": cluster.include_path,
                 "components/xen from here": (*cluster.include_path[:place], own, *cluster.include_path[place:])}
    paths |= {f"{name}, every template": (HERE / "drop_in" / "every", *path) for name, path in paths.items()}
    return {name: replace(cluster, include_path=path) for name, path in paths.items()}


def compile_among(folder: Path, era: str, clones: dict[str, Path], panc: list[str] | None) -> dict[str, list[str]]:
    """For each load path what is wrong: our errors, those of the public panc (None: not asked), differing files."""
    folder = folder.resolve()
    (folder / "cfg").mkdir()
    found = {}
    for name, cluster in load_paths(assemble(folder / "cfg", era, clones)).items():
        ours, theirs = folder / "ours" / name.replace("/", "-"), folder / "panc" / name.replace("/", "-")
        ours.mkdir(parents=True)
        theirs.mkdir(parents=True)
        found[name] = problems(cluster, ours, theirs, panc)
    return found


def problems(cluster: Cluster, ours: Path, theirs: Path, panc: list[str] | None) -> list[str]:
    results = Compiler(Options(cluster.include_path, ours, formats=tuple(FORMATS.split(",")))).run(cluster.sources)
    if not results.ok:
        return [diagnostic.text() for diagnostic in results.diagnostics]
    if panc is None:
        return []
    done = run_panc(panc, cluster, theirs)
    if done.returncode:
        return [done.stdout + done.stderr]
    return [f"{name} is not the same" for name in differences(ours, theirs)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("era", choices=PLACES)
    for name in ("core", "standard", "os", "examples", "monitoring"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder that does not exist yet, for the tree and its outputs")
    arguments = parser.parse_args()
    clones = {name: getattr(arguments, name) for name in PLACES[arguments.era]}
    missing = [f"--{name}" for name, clone in clones.items() if clone is None or not clone.is_dir()]
    if missing:
        parser.error(f"{arguments.era} needs the folders of {', '.join(missing)}")
    panc = panc_command()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(exist_ok=arguments.keep is None)
        found = compile_among(folder, arguments.era, clones, panc)
    good = "the same bytes as the public panc's" if panc else "compiled; PANC names no panc to compare with"
    for name, wrong in found.items():
        print(f"{name}: " + ("\n".join(wrong) or good))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

"""The tree and a public panc (environment variable PANC) come in; golden/, its profiles of every cluster, and
golden_hosts/, the files of every Xen host for each toolstack, go out.

    PANC=/path/to/panc python tests/tree/regenerate.py
    python tests/tree/regenerate.py hosts

PANC is a launcher of panc 10 or its jar; for golden_hosts/ alone none is needed, since it is made from the profiles
in golden/. In the .dep goldens `@ROOT@` stands for the URI of the tree's
folder, so that they are the same wherever the tree lies.
"""
from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
GOLDEN = HERE / "golden"
GOLDEN_HOSTS = HERE / "golden_hosts"
FORMATS = "pan,json,dep"
MAIN_CLASS = "org.quattor.pan.pan_compiler"

if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT / "tools"))

from qwg.site.outputs import OwnedFolder  # noqa: E402
from qwg.site.tree import Cluster, tree_at  # noqa: E402
from qwg.xen.files import TOOLSTACKS, HostFiles, host_files  # noqa: E402


def panc_command() -> list[str] | None:
    """The command that PANC names, None without one."""
    panc = os.environ.get("PANC")
    if not panc:
        return None
    return ["java", "-cp", panc, MAIN_CLASS] if panc.endswith(".jar") else shlex.split(panc)


def run_panc(command: list[str], cluster: Cluster, output: Path) -> subprocess.CompletedProcess:
    """Compiles a whole cluster with the public panc; its messages are in stdout and stderr of the result."""
    return subprocess.run([*command, "--include-path", os.pathsep.join(map(str, cluster.include_path)),
                           "--output-dir", str(output), "--formats", FORMATS, *map(str, cluster.sources)],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def without_root(data: bytes, root: Path) -> bytes:
    """The bytes of an output with `@ROOT@` for the URI of the tree, which Java writes with one slash."""
    return data.replace(root.as_uri().replace("file:///", "file:/").encode(), b"@ROOT@")


def regenerate(command: list[str]) -> int:
    """Writes golden/ anew; 1 if a cluster does not compile, whose goldens then stay as they are."""
    tree = tree_at(CHECKOUT)
    status = 0
    for name in tree.cluster_names:
        cluster = tree.cluster(name)
        with tempfile.TemporaryDirectory() as folder:
            done = run_panc(command, cluster, Path(folder))
            if done.returncode:
                print(done.stdout + done.stderr, file=sys.stderr)
                status = 1
                continue
            goldens = GOLDEN / name
            goldens.mkdir(parents=True, exist_ok=True)
            made = {path.name: without_root(path.read_bytes(), CHECKOUT) for path in Path(folder).iterdir()}
        for path in goldens.iterdir():
            if path.name not in made:
                path.unlink()
        for file, data in sorted(made.items()):
            (goldens / file).write_bytes(data)
        print(f"{name}: {len(made)} files")
    return status


def golden_host_files(toolstack: str) -> dict[str, HostFiles]:
    """What is made of each golden profile that is one of a Xen host, by its name."""
    made = {path.stem: host_files(json.loads(path.read_bytes()), path.stem, path.name, toolstack)
            for path in sorted(GOLDEN.glob("*/*.json"))}
    return {host: found for host, found in made.items() if found.files}


def regenerate_hosts() -> int:
    """Writes golden_hosts/ anew."""
    if GOLDEN_HOSTS.exists():
        shutil.rmtree(GOLDEN_HOSTS)
    for toolstack in TOOLSTACKS:
        for host, found in golden_host_files(toolstack).items():
            with tempfile.TemporaryDirectory() as ledgers:
                OwnedFolder(GOLDEN_HOSTS / toolstack, host, Path(ledgers)).update(found.files)
            print(f"{host} for {toolstack}: {len(found.files)} files")
    return 0


if __name__ == "__main__":
    panc = panc_command()
    if sys.argv[1:] == ["hosts"]:
        sys.exit(regenerate_hosts())
    sys.exit(regenerate(panc) or regenerate_hosts() if panc else "set PANC to a launcher of panc 10 or its jar")

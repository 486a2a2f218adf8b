"""Numbers of hosts, guests, copies or packages come in; trees of templates to measure with go out, always the same.

The trees are small folders of their own templates, with links to the folders of a tree that is there already.
"""
from __future__ import annotations

import os
import re
from pathlib import Path

from qwg.site.tree import Cluster, Tree, tree_at

NAME = "bench"
MACHINES = "hardware/machine/bench"
# 198.18.0.0/15 is the block for measurements.
NETWORK = """variable NETWORK_PARAMS = dict(
    'ip', DB_IP[escape(OBJECT)],
    'netmask', '255.254.0.0',
    'gateway', '198.19.255.254',
    'broadcast', '198.19.255.255',
);

"""


def write_xen(checkout: Path, top: Path, hosts: int, guests: int) -> Cluster:
    """A cluster of this repository's Xen templates: hosts, each with its share of the guests, which it reads."""
    for folder in ("standard", "templates"):
        link(checkout / folder, top / folder)
    for entry in ("site", "os_version_db.pan"):
        link(checkout / "sites/example" / entry, top / "sites/example" / entry)
    link(checkout / "clusters/example-xen/repository", top / "clusters" / NAME / "repository")
    site, cluster = top / "sites" / NAME, top / "clusters" / NAME
    share = -(-guests // hosts)
    table: dict[str, list[str]] = {}
    for guest in range(guests):
        host, number = divmod(guest, share)
        table.setdefault(f"xen-{host:03}.example.org", []).append(f"guest-{host:03}-{number:02}.example.org")
    machines = sorted(table) + sorted(name for names in table.values() for name in names)
    address = {name: f"198.18.{number // 250}.{number % 250 + 1}" for number, name in enumerate(machines)}
    write(site / "site/databases.pan", "unique template site/databases;\n\n"
          + nested("final variable DB_IP", {name: text(address[name]) for name in machines})
          + nested("final variable DB_MACHINE", {name: text(machine(name)) for name in machines})
          + NETWORK + "include 'site/xen/db';\n")
    write(site / "site/xen/db.pan", "unique template site/xen/db;\n\nvariable XEN_DB = dict(\n"
          + "".join(f"    '{host}', list({', '.join(map(text, names))}),\n" for host, names in table.items()) + ");\n")
    for number, name in enumerate(machines):
        mac = f"00:16:3e:{number >> 16:02x}:{number >> 8 & 255:02x}:{number & 255:02x}"
        if name in table:
            write(site / f"{machine(name)}.pan", f"""structure template {machine(name)};

'location' = 'rack {number}';
'serialnumber' = 'X{number:06}';

'cpu' = list(create('hardware/cpu/intel/xeon_5160'), create('hardware/cpu/intel/xeon_5160'));
'ram' = list(create('hardware/ram/generic', 'size', 64 * GB));
'harddisks/sda' = create('hardware/harddisk/generic/sata', 'capacity', 2000 * GB, 'boot', true);
'cards/nic/eth0' = create('hardware/nic/by_driver/tg3', 'hwaddr', '{mac}', 'boot', true);
""")
        else:
            write(site / f"{machine(name)}.pan", f"""structure template {machine(name)};

include 'hardware/machine/xen/base';

'cards/nic/eth0/hwaddr' = '{mac}';
'ram/0/size' = {256 * (number % 4 + 1)} * MB;
'harddisks/xvda/capacity' = {10 * (number % 3 + 1)} * GB;
""")
        kind = "host" if name in table else "guest"
        layout = "" if name in table else "variable FILESYSTEM_LAYOUT_CONFIG_SITE = 'xen/guest/filesystems';\n\n"
        write(cluster / f"profiles/{name}.pan", f"object template {name};\n\n{layout}include 'machine-types/core';\n\n"
              f"include 'xen/{kind}/config';\n\ninclude PKG_REPOSITORY_CONFIG;\n")
    write(cluster / "cluster.build.properties",
          f"cluster.pan.includes=sites/{NAME} sites/example standard templates/components-xen templates/os "
          "templates/core\n")
    return tree_at(top).cluster(NAME)


def leaf(cluster: Cluster) -> Path:
    """A template of a tree of write_xen that one guest uses: its machine."""
    return cluster.folder.parents[1] / "sites" / NAME / f"{machine('guest-000-00.example.org')}.pan"


def write_copies(source: Tree, name: str, top: Path, count: int) -> Cluster:
    """A cluster with `count` copies of another's profiles, under names and in the site's tables as entries of their
    own. If it has worker nodes (wn...) they are copied, of which a grid site has many; servers stand in more tables.
    """
    cluster = source.cluster(name)
    for folder in sorted(path for path in source.root.iterdir() if path.is_dir() and path.name != "clusters"):
        link(folder, top / "cfg" / folder.name)
    copy = top / "cfg/clusters" / NAME
    names = {file.stem: file for file in cluster.sources}
    workers = [stem for stem in names if stem.startswith("wn")] or list(names)
    copies: dict[str, list[str]] = {stem: [] for stem in names}
    for number in range(count):
        stem = workers[number % len(workers)]
        host, _, domain = stem.partition(".")
        copies[stem].append(f"{host}-{number:04}.{domain}")
    for stem, file in names.items():
        original = file.read_text(errors="surrogateescape")
        for other in copies[stem]:
            write(copy / f"profiles/{other}.pan", re.sub(rf"(?<![\w.-]){re.escape(stem)}(?![\w.-])", other, original))
    for folder in sorted(path for path in cluster.folder.iterdir() if path.name != "profiles"):
        copy_tables(folder, copy / folder.name, copies)
    # Tables of the site, which all its clusters share, are overlaid.
    for folder in cluster.include_path:
        if not folder.is_relative_to(cluster.folder):
            for file in sorted(folder.glob("site/**/*.pan")):
                content = file.read_text(errors="surrogateescape")
                changed = with_copies(content, copies)
                target = copy / file.relative_to(folder)
                if changed != content and not target.exists():
                    write(target, changed)
    return tree_at(top).cluster(NAME)


def copy_tables(path: Path, target: Path, copies: dict[str, list[str]]) -> None:
    if path.is_dir():
        for entry in sorted(path.iterdir()):
            copy_tables(entry, target / entry.name, copies)
    else:
        write(target, with_copies(path.read_text(errors="surrogateescape"), copies))


def with_copies(content: str, copies: dict[str, list[str]]) -> str:
    """A template whose entries of a machine, a line each, are there for its copies too; addresses are made new."""
    entry = re.compile(r"""^[ \t]*(?:escape\(["']([\w.-]+)["']\)|["']\{([\w.-]+)\}["'])[ \t]*,[^\n]*,[ \t]*\n""",
                       re.MULTILINE)

    def repeated(match: re.Match) -> str:
        name = match.group(1) or match.group(2)
        lines = [match.group()]
        for other in copies.get(name, ()):
            number = int(re.search(r"-(\d{4})\.", other).group(1))
            line = match.group().replace(name, other)
            # An address that is still in the site's network.
            lines.append(re.sub(r"""(["']\d+\.\d+)\.\d+\.\d+(["'])""",
                                rf"\g<1>.{number // 250}.{number % 250 + 1}\g<2>", line))
        return "".join(lines)

    return entry.sub(repeated, content)


def write_literals(top: Path, size: int) -> Path:
    """An object with one template of about `size` bytes of literals, as the lists of a package repository are."""
    entries, total, number = [], 0, 0
    while total < size:
        name, version = f"package{number * 7919 % 100000:05}", f"{number % 9}.{number % 13}-{number % 5}.el7"
        entry = (f"    escape('{name}-{version}-x86_64'), dict('name', '{name}', 'version', '{version}', "
                 f"'arch', 'x86_64'),\n")
        entries.append(entry)
        total += len(entry)
        number += 1
    write(top / "repository/packages.pan", "structure template repository/packages;\n\n'name' = 'packages';\n"
          f"'contents' = dict(\n{''.join(entries)});\n")
    write(top / "literals.example.org.pan", "object template literals.example.org;\n\n"
          "'/software/repositories/0' = create('repository/packages');\n")
    return top / "literals.example.org.pan"


def machine(name: str) -> str:
    return f"{MACHINES}/{name.partition('.')[0]}"


def nested(what: str, entries: dict[str, str]) -> str:
    return f"{what} = dict(\n" + "".join(f"    escape('{key}'), {value},\n" for key, value in entries.items()) + ");\n\n"


def text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, errors="surrogateescape")


def link(target: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    os.symlink(target.resolve(), place)

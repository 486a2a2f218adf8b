"""Hypothesis comes in; profiles of Xen hosts go out: good ones, and ones with something hostile in some places."""
from __future__ import annotations

import copy

from hypothesis import strategies as st

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALPHANUMERIC = LETTERS + LETTERS.upper() + "0123456789"
# What may stand in a quoted string of a file for xm: printable ASCII without quotes and backslash.
TEXT_CHARACTERS = "".join(chr(code) for code in range(32, 127) if chr(code) not in "'\"\\")
PATH_CHARACTERS = "".join(character for character in TEXT_CHARACTERS if character not in "/,=")



def words(more: str, longest: int, first: str = LETTERS):
    """Strings of letters, digits and `more`, that begin with a character of `first`; one draw, since it is quick."""
    def fitting(text: str) -> str:
        return text if text[0] in first else first[len(text) % len(first)] + text[1:]
    return st.text(ALPHANUMERIC + more, min_size=1, max_size=longest).map(fitting)


FILE_NAMES = words("_.+-", 20, LETTERS + "_").filter(lambda name: not name.endswith(".start")).filter(
    lambda name: name not in ("auto", "scripts", "xend-config.sxp", "xmexample1", "xl.conf"))
DOMAIN_NAMES = words("_.:+/-", 20, LETTERS + "_.:+/")
LVM_NAMES = words("+.-", 30, ALPHANUMERIC + "_+").filter(lambda name: not name.startswith(("snapshot", "pvmove")))
TEXT = st.text(TEXT_CHARACTERS, max_size=20)
PARTS = st.text(PATH_CHARACTERS, min_size=1, max_size=12).filter(lambda part: part not in (".", ".."))
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))
MACS = st.integers(0, 2 ** 24 - 1).map(lambda number: f"00:16:3e:{number >> 16:02x}:{number >> 8 & 255:02x}:"
                                       f"{number & 255:02x}")
DEVICES = words("_.-", 10)
SIZES = st.integers(1, 2 ** 41)
WORDS = st.text(TEXT_CHARACTERS.replace(",", "").replace("=", "").replace(" ", ""), min_size=1, max_size=10)
VIFS = st.fixed_dictionaries({"mac": MACS}, optional={
    "bridge": DEVICES, "ip": st.just("192.0.2.1"), "script": WORDS, "vifname": DEVICES, "rate": WORDS, "model": WORDS,
}).map(lambda fields: ",".join(f"{key}={value}" for key, value in fields.items()))
CPU_LISTS = st.lists(st.integers(-64, 64) | st.sampled_from(["0-3", "^1", ""]), max_size=4).map(repr)
GUEST_DEVICES = st.sampled_from(["xvda", "xvdb", "sda", "sdb1", "hda", "d3p1"])
RW = st.sampled_from(["r", "w", "w!"])
COMMON = {"guestdevice": GUEST_DEVICES, "rw": RW}
# A disk that is to be created has a size.
DISKS = st.one_of(
    st.fixed_dictionaries(COMMON | {"type": st.just("lvm"), "hostdevice": LVM_NAMES, "hostvol": LVM_NAMES},
                          optional={"size": SIZES, "access_method": st.sampled_from(["phy", "tap:aio", "file"])}),
    st.fixed_dictionaries(COMMON | {"type": st.just("lvm"), "hostdevice": LVM_NAMES, "hostvol": LVM_NAMES,
                                    "size": SIZES, "create": st.booleans()}),
    st.fixed_dictionaries(COMMON | {"type": st.just("file"), "path": PATHS, "size": SIZES, "create": st.booleans()}),
    st.fixed_dictionaries(COMMON | {"type": st.just("file"), "path": PATHS}),
    st.fixed_dictionaries(COMMON | {"type": st.just("phy"), "hostdevice": PATHS.map(lambda path: path[1:])},
                          optional={"size": SIZES, "create": st.booleans()}),
)
BOOTARGS = st.one_of(st.sampled_from(["vif[0]", "vif[1]", "vif[7]", "", "--entry=1 -q"]), TEXT, MACS.map("mac={}".format))
OPTIONS = st.fixed_dictionaries({"name": DOMAIN_NAMES, "memory": st.integers(1, 10 ** 7)}, optional={
    "vcpus": st.integers(1, 128), "vif": st.lists(VIFS, max_size=3), "disk": st.lists(DISKS, max_size=3),
    "bootloader": PATHS | st.sampled_from(["/usr/bin/pypxeboot", "pygrub"]), "bootargs": BOOTARGS,
    "cpus": CPU_LISTS | st.sampled_from(["0-3", "all,^1"]), "vfb": st.just("['type=vnc,vncunused=1']"),
    "kernel": PATHS, "ramdisk": PATHS, "root": TEXT, "extra": TEXT, "builder": st.sampled_from(["linux", "hvm"]),
    "on_crash": st.sampled_from(["destroy", "restart"]), "on_reboot": st.just("restart"), "uuid": TEXT,
    "download": st.lists(TEXT, max_size=2),
})
GUESTS = st.fixed_dictionaries({"options": OPTIONS}, optional={"install_options": OPTIONS, "auto": st.booleans()})
NETWORKS = st.fixed_dictionaries({}, optional={
    "bridges": st.dictionaries(DEVICES.map("b{}".format), st.fixed_dictionaries(
        {"netdev": DEVICES}, optional={"vifnum": st.integers(0, 99)}), max_size=2),
    "vlans": st.dictionaries(DEVICES.map("v{}".format), st.fixed_dictionaries(
        {"netdev": st.sampled_from(["eth0", "bond0"]), "vlan": st.integers(1, 4094)}), max_size=2),
    "removeqemunetworklibvirtautostart": st.booleans(),
})
COMPONENTS = st.fixed_dictionaries(
    {"domains": st.dictionaries(FILE_NAMES, GUESTS, min_size=1, max_size=3)},
    optional={"create_filesystems": st.booleans(), "create_domains": st.booleans(), "network": NETWORKS,
              "active": st.booleans(), "dispatch": st.booleans(), "note": st.text(st.characters(codec="utf-8"))})
BOOTS = st.fixed_dictionaries({}, optional={"version": st.sampled_from(["2.6.18-1.2835.slc4xen", "6.1.0-18-amd64"])})


def tree_of(component: dict, boot: dict) -> dict:
    kernels = [{"multiboot": "/xen.gz", "kernelpath": "/vmlinuz", "initrd": f"/initrd-{boot.get('version')}.img"}]
    system = {"kernel": boot, "filesystems": [{"mountpoint": "/", "block_device": "logical_volumes/root"}]}
    return {"software": {"components": {"xen": component, "grub": {"kernels": kernels}}},
            **({"system": system} if boot else {})}


GOOD = st.builds(tree_of, COMPONENTS, BOOTS)

PAYLOADS = (
    "'", '"', "\\", "\n", "\r\n", "\0", "\t", "\x1b[31m", "", " ", ".", "..", "/", "//", "../../pwned", "/pwned", "-x", "--help",
    "$(touch pwned)", "`touch pwned`", ";touch pwned", "&& touch pwned", "|touch pwned", ">pwned", "$IFS", "${HOME}", "~", "*",
    "?", "[", "]", "[0]", "vif[0]", "vif[99]", "vif[0]+vif[0]", "[vif[0]]", "[__import__('os')]", "[1,", "[0,'a\\'']", "[[0]]",
    "' + open('pwned', 'w').name + '", "'\nimport os\nos.system('touch pwned')\n'", "']\nimport os\nx=['", "a,b", "a=b", ",", "=",
    "a,xvdb,w", "#", "END", "END\ntouch pwned\n", "@HOST@", "@NAME@", "{guest}", "{rule}", "%s", "%n", "!", "(", ")", "{", "}",
    "gr\u00fcn", "\u2028", "\x85", "\u0660", "\ud800", "\U0001f40d", "\ufeff", "\x7f", "\u202e", "if", "print", "None", "True",
    "0", "007", "1e9", "nan", "9" * 40, "auto", "scripts", "xend-config.sxp", "x.start", ".", "a b", "&amp;", "<x>", "]]>",
    "script=/tmp/pwned", "format=qcow2", "target=/etc/passwd", "phy:/dev/sda", "/etc/passwd", "x" * 2 ** 20, "'" * 2 ** 20,
    "[" * 2 ** 20, "../" * 300_000, "vif[" + "9" * 100_000 + "]", "[" + "0," * 200_000 + "]",
)
VALUES = st.one_of(
    st.sampled_from(PAYLOADS), st.sampled_from(PAYLOADS), st.text(max_size=30),
    st.sampled_from([0, -1, 2 ** 63 - 1, -2 ** 63, 2 ** 70, 0.5, True, False, None, [], {}, [[]], {"a": {}}, ["x", 1]]))


def places(tree, path: tuple = ()) -> list[tuple]:
    """The path of every element of a tree below its root."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found = []
    for key, value in items:
        found += [(*path, key), *places(value, (*path, key))]
    return found


@st.composite
def hostile(draw) -> dict:
    """A good profile with one to three elements replaced, joined with something, added, or under another key."""
    tree = copy.deepcopy(draw(GOOD))
    for _ in range(draw(st.integers(1, 3))):
        # Above the component there is nothing to be found.
        known = [path for path in places(tree) if len(path) > 3]
        if not known:
            break
        *above, key = draw(st.sampled_from(known))
        parent = tree
        for part in above:
            parent = parent[part]
        # What is drawn is shared with later profiles.
        value = copy.deepcopy(draw(VALUES))
        how = draw(st.sampled_from(["replace", "replace", "append", "prepend", "key", "add"]))
        if how in ("append", "prepend") and isinstance(parent[key], str) and isinstance(value, str):
            parent[key] = parent[key] + value if how == "append" else value + parent[key]
        elif how == "key" and isinstance(parent, dict) and isinstance(value, str):
            parent[value] = parent.pop(key)
        elif how == "add" and isinstance(parent, dict) and isinstance(value, str):
            parent[value] = copy.deepcopy(draw(VALUES))
        else:
            parent[key] = value
    return tree

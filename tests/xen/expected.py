"""The options of a domain as a profile has them come in; what a toolstack must find in its file goes out.

Written from the documentation of ncm-xen and xl, apart from the code under test.
"""
from __future__ import annotations

import ast
import re

VIF = re.compile(r"vif\[(0|[1-9][0-9]*)\]", re.ASCII)


def literal_list(text: str) -> list | None:
    """The list of strings and whole numbers that a text is, None for any other."""
    if not text.startswith("["):
        return None
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    return value if type(value) is list and all(type(item) in (str, int) for item in value) else None


def source(disk: dict) -> str:
    if disk["type"] == "lvm":
        return f"{disk.get('access_method') or 'phy'}:/dev/{disk['hostdevice']}/{disk['hostvol']}"
    return f"phy:/dev/{disk['hostdevice']}" if disk["type"] == "phy" else f"file:{disk['path']}"


def disks(options: dict) -> list[str]:
    return [",".join((source(disk), disk["guestdevice"], disk["rw"])) for disk in options["disk"]]


def bootargs(options: dict) -> str:
    found = VIF.fullmatch(options.get("bootargs", ""))
    if found and int(found[1]) < len(options.get("vif", ())):
        return options["vif"][int(found[1])]
    return options.get("bootargs", "")


def is_bare(options: dict) -> bool:
    """Whether the file for xm has an expression, which xl does not take."""
    return bootargs(options) != options.get("bootargs", "") or VIF.fullmatch(bootargs(options)) is not None


def for_xm(options: dict) -> dict:
    """The variables after xm ran the file."""
    values: dict = {}
    for key, value in options.items():
        if key == "disk":
            values["disk"] = disks(options)
        elif key == "bootargs":
            values["bootargs"] = bootargs(options)
        elif key == "vif":
            values["vif"] = value
        elif key != "download":
            found = literal_list(str(value)) if key in ("cpus", "vfb") else None
            values[key] = str(value) if found is None else found
    return values


def for_xl(options: dict) -> dict:
    """What xl finds: strings, and lists of strings."""
    values = for_xm(options)
    words = values.pop("bootargs", "").split()
    if words:
        values["bootloader_args"] = words
    for key in ("cpus", "vfb", "vtpm"):
        if key in values:
            found = values[key] if isinstance(values[key], list) else [values[key]]
            values[key] = [str(item) for item in found]
    if "vif" in values:
        values["vif"] = [",".join("=".join(word.strip() for word in part.split("=", 1))
                                  for part in text.split(",") if part) for text in values["vif"]]
    if "disk" in values:
        values["disk"] = [re.sub(r",(w!|rw)\Z", ",w", re.sub(r",ro\Z", ",r", text)) for text in values["disk"]]
    if "builder" in values:
        values["type"] = {"linux": "pv", "generic": "pv"}.get(values["builder"], values["builder"])
        del values["builder"]
    return values


def parsed_disks(options: dict) -> list[list]:
    """Path, device, and whether it may be written, as libxlutil has them."""
    return [[source(disk).partition("/dev/" if disk["type"] != "file" else "file:")[2] if disk["type"] == "file"
             else "/dev/" + source(disk).partition(":/dev/")[2],
             disk["guestdevice"].removesuffix(":cdrom"), disk["rw"] not in ("r", "ro")] for disk in options["disk"]]


def run_as_python(text: str) -> dict:
    """What xm does with a file, in a namespace without anything."""
    values: dict = {"__builtins__": {}}
    exec(compile(text, "guest", "exec"), values)
    del values["__builtins__"]
    return values

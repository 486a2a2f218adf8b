"""Nothing comes in; a description of this machine without its name goes out, as far as it says what a time means."""
from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path

from qwg.pan.compiler import usable_cpus


def description(java: str | None = None) -> dict[str, str | int | float]:
    """`java` is the name of the program to ask for its version."""
    found: dict[str, str | int | float] = {"cpus": usable_cpus(), "cpu": cpu_model(), "system": system(),
                                           "python": platform.python_version(), "load": round(os.getloadavg()[0], 1)}
    if java:
        found["java"] = java_version(java)
    return found


def cpu_model() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found.group(1) if found else platform.machine()


def system() -> str:
    return f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}"


def java_version(java: str) -> str:
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    found = re.search(r'version "([^"]*)"', told.stderr)
    return found.group(1) if found else "unknown"

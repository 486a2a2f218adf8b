"""The guests of an install server come in; a table with findings, or JSON, and an exit code go out."""
from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qwg.pan.diagnostics import Diagnostic
from qwg.site.outputs import Changes
from qwg.site.report import Finding, print_table
from qwg.site.tree import Tree

from .kickstart import PREVIEW

if TYPE_CHECKING:
    from .install_server import Installation

HEADINGS = ["Guest", "System", "Partitions by", "MAC address", "Address", "Installer"]


@dataclass
class InstallReport:
    """All that a run has to say. Without a tree only `diagnostics` counts."""
    tree: Tree | None = None
    root: Path | None = None
    installations: list[Installation] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    worst: int = 0

    def add(self, diagnostic: Diagnostic, exit_code: int) -> None:
        self.diagnostics.append(diagnostic)
        self.worst = max(self.worst, exit_code)

    def say_waiting(self) -> None:
        print("another run is writing to build/; waiting for it", file=sys.stderr)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 a guest is refused or a file could not be written, 2 wrong use."""
        errors = [found for each in self.installations for found in each.diagnostics if found.severity == "error"]
        return self.worst or int(bool(errors))

    def findings(self) -> list[Finding]:
        found = [Finding(diagnostic) for diagnostic in self.diagnostics]
        return found + [Finding(diagnostic, [each.name]) for each in self.installations
                        for diagnostic in each.diagnostics]

    def kernels(self) -> list[dict]:
        """The installer kernels that must be in the folder, whether they are, and where the distribution has them."""
        from .install_server import kernels

        needed = kernels([each.guest for each in self.installations if each.guest])
        return [{**asdict(kernel), "present": (self.root / kernel.file).is_file()} for kernel in needed]

    def show(self, as_json: bool = False, serving: dict | None = None) -> None:
        """The table or the JSON to standard output, findings for a reader to standard error.

        `serving` is what is served where, if anything is.
        """
        if as_json:
            print(json.dumps(self.as_dict() | ({"serving": serving} if serving else {}), indent=1), flush=True)
            return
        guests = [each for each in self.installations if each.guest]
        if guests:
            print_table(HEADINGS, [row(each) for each in guests])
            print()
        sys.stdout.flush()
        for finding in self.findings():
            print(f"{finding.text()}\n", file=sys.stderr)
        sys.stderr.flush()
        if self.tree and not self.worst:
            for line in self.summary():
                print(line)
        for what, where in (serving or {}).items():
            print(f"{what} at {where}")
        sys.stdout.flush()

    def summary(self) -> list[str]:
        refused = sum(each.guest is None for each in self.installations)
        made = len(self.installations) - refused
        lines = [f"  {kernel['file']} must come from {kernel['source']}" for kernel in self.kernels()
                 if not kernel["present"]]
        if lines:
            lines.insert(0, f"not yet in {self.root}, and no tool here can fetch it:")
        lines += [f"{name} boots by {loader}, which does not ask this server: install it with pypxeboot in its place"
                  for name, loader in self.not_asking()]
        if made:
            lines.append(PREVIEW)
        counts = {"written": self.changes.written, "unchanged": self.changes.kept, "removed": self.changes.removed}
        files = ", ".join(f"{len(paths)} {what}" for what, paths in counts.items() if paths) or "none"
        guests = f"{made} guest{'s' if made != 1 else ''}, {refused} refused"
        lines.append(f"{guests}; files: {files}; they are in {self.root}")
        return lines

    def not_asking(self) -> list[tuple[str, str]]:
        """The guests whose hosts boot them by another loader than pypxeboot, with that loader."""
        from .install_server import asks_the_network

        return [(each.guest.fqdn, each.boot_loader or "a kernel of its host") for each in self.installations
                if each.guest and each.boot_loader is not None and not asks_the_network(each.boot_loader)]

    def as_dict(self) -> dict:
        """The JSON document: findings as `Diagnostic.as_dict` has them, paths below `root` relative to it."""
        document = {"ok": self.exit_code == 0, "exit_code": self.exit_code,
                    "tree": str(self.tree.top) if self.tree else None, "root": str(self.root) if self.root else None,
                    "preview": PREVIEW, "guests": [as_dict(each) for each in self.installations],
                    "kernels": self.kernels() if self.root else [], "files": asdict(self.changes)}
        return document | {"diagnostics": [finding.as_dict() for finding in self.findings()]}


def row(each: Installation) -> list[str]:
    """The cells of one guest, in the order of HEADINGS."""
    guest = each.guest
    return [guest.fqdn, guest.system.name, guest.scheme, guest.network.mac, guest.network.ip or guest.network.bootproto,
            guest.boot.kernel]


def as_dict(each: Installation) -> dict:
    guest = each.guest
    if guest is None:
        return {"profile": each.name, "state": "refused"}
    return {"profile": each.name, "state": "ok", "name": guest.fqdn, "system": guest.system.name,
            "kickstart_version": guest.system.dialect.version, "partitioning": guest.scheme,
            "boot_loader": each.boot_loader, "mac": guest.network.mac, "ip": guest.network.ip,
            "kernel": guest.boot.kernel, "initrd": guest.boot.initrd, "kickstart": guest.boot.kickstart}

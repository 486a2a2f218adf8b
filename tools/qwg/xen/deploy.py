"""A tree and a folder come in; the tree is compiled and its profiles served from the folder; a report goes out."""
from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from qwg.site.deploy import Deployed, deploy, roll_back
from qwg.site.errors import Refused, WrongUse
from qwg.site.outputs import build_lock
from qwg.site.report import Report

from .hosts import compile_tree

SHOWN = {"added": "added", "changed": "changed", "removed": "removed", "held": "left as it is"}


@dataclass
class DeployReport:
    """What compiling had to say, and what was done to the folder, None if nothing was."""
    report: Report
    deployed: Deployed | None = None
    dry_run: bool = False
    rollback: bool = False

    @property
    def exit_code(self) -> int:
        """0 deployed and all is fine, 1 a profile fails or nothing could be deployed, 2 wrong use."""
        return self.report.exit_code

    def show(self, as_json: bool = False) -> None:
        """What changed, or the JSON, to standard output, findings for a reader to standard error."""
        if as_json:
            print(json.dumps(self.as_dict(), indent=1))
            return
        done = self.deployed
        if done is not None:
            for what, said in SHOWN.items():
                for path in getattr(done, what):
                    print(f"{said:<14} {path}")
            sys.stdout.flush()
        for finding in self.report.findings():
            print(f"{finding.text()}\n", file=sys.stderr)
        sys.stderr.flush()
        if done is not None:
            if done.finished:
                print("a deploy that had been cut short was finished")
            print(self.summary())

    def summary(self) -> str:
        done = self.deployed
        parts = [f"{len(getattr(done, what))} {said}" for what, said in SHOWN.items()
                 if getattr(done, what) or what != "held"]
        parts.append(f"{len(done.unchanged)} unchanged")
        if done.foreign:
            parts.append(f"{len(done.foreign)} of others")
        what = "the last deploy is taken back: " if self.rollback else ""
        return f"{'dry run, nothing is written: ' if self.dry_run else what}{', '.join(parts)}; in {done.folder}"

    def as_dict(self) -> dict:
        """The JSON document; findings as in that of compile."""
        document = self.report.as_dict()
        return {"ok": document["ok"], "exit_code": document["exit_code"], "tree": document["tree"],
                "dry_run": self.dry_run, "rollback": self.rollback,
                "deployed": {**asdict(self.deployed), "folder": str(self.deployed.folder)} if self.deployed is not None
                else None, "profiles": document["profiles"], "diagnostics": document["diagnostics"]}


def deploy_tree(tree: str | None, default: str | Path, to: str, dry_run: bool = False, keep_failed: bool = False,
                rollback: bool = False, show_progress: bool = False) -> DeployReport:
    """Compiles the whole tree and deploys it, or takes the last deploy back; never raises for bad input.

    `tree` and `default` are as in `find_tree`. With an error nothing is deployed, unless `keep_failed`: then the
    files of profiles that fail stay as they are.
    """
    result = DeployReport(Report(), dry_run=dry_run, rollback=rollback)
    try:
        if rollback:
            if keep_failed:
                raise WrongUse("site.deploy", "--rollback and --keep-failed exclude each other")
            result.deployed = roll_back(to, dry_run, say_waiting)
            return result
        result.report = compile_tree(tree, default, show_progress=show_progress)
        built = result.report.build
        if built is None or not may_deploy(result.report, keep_failed):
            return result
        with build_lock(built.tree.build, result.report.say_waiting):
            result.deployed = deploy(built, to, dry_run, say_waiting)
    except Refused as error:
        result.report.add(error.diagnostic, error.exit_code)
    except OSError as error:
        result.report.add(unwritten(error, to).diagnostic, 1)
    return result


def may_deploy(report: Report, keep_failed: bool) -> bool:
    """Whether nothing stands against it; if not, the reason is added to the report."""
    if report.exit_code == 0 or keep_failed and report.exit_code == 1:
        return True
    failed = sum(outcome.state != "ok" for outcome in report.build.outcomes)
    what = f"{failed} of {len(report.build.outcomes)} profiles cannot be made" if failed else "there are errors"
    refused = Refused("site.deploy", f"nothing is deployed: {what}",
                      notes=("--keep-failed deploys the rest and leaves what is served for those as it is",))
    report.add(refused.diagnostic, report.exit_code)
    return False


def unwritten(error: OSError, to: str) -> Refused:
    """The finding for a file that could not be read or written: the folder then holds whole files only."""
    return Refused("site.io", error.strerror or str(error), os.fspath(error.filename or to),
                   notes=("what is served consists of whole files; deploy again when this is mended, or take it back "
                          "with --rollback",))


def say_waiting() -> None:
    print("another run is deploying there; waiting for it", file=sys.stderr)

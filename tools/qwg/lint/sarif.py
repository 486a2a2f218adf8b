"""A Report comes in; its findings as a log of SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the code, go out.

Paths are relative to %SRCROOT%, the top of the tree; columns count characters, and an end is after the last one.
"""
from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from qwg import __version__
from qwg.pan.diagnostics import Diagnostic, Span

from .checks import CHECKS

if TYPE_CHECKING:
    from .report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def log(report: Report) -> bytes:
    """The log as UTF-8. Findings about the request, not about a template, are notifications of the tool."""
    numbers = {check.code: number for number, check in enumerate(CHECKS.values())}
    results, notifications = [], []
    for found in report.diagnostics:
        if found.code in numbers:
            results.append({"ruleId": found.code.removeprefix("lint."), "ruleIndex": numbers[found.code],
                            "level": LEVELS[found.severity], "message": {"text": found.message},
                            "locations": [location(report, found)]})
        else:
            notifications.append({"descriptor": {"id": found.code}, "level": LEVELS[found.severity],
                                  "message": {"text": found.message}})
    rules = [{"id": check.id, "shortDescription": {"text": check.documentation},
              "defaultConfiguration": {"level": LEVELS[check.severity]}} for check in CHECKS.values()]
    run = {"tool": {"driver": {"name": "qwg lint", "semanticVersion": __version__, "rules": rules}},
           "invocations": [{"executionSuccessful": report.worst < 2,
                            "toolExecutionNotifications": notifications}],
           "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=1, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def location(report: Report, found: Diagnostic) -> dict:
    span: Span = found.span
    place = {"uri": quote(report.shown(span.file).replace("\\", "/")), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line,
              "endColumn": span.end_column + 1}
    return {"physicalLocation": {"artifactLocation": place, "region": region}}

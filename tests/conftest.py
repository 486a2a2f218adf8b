"""What all tests share: the checkout's folder, and a closing count of the skipped tests by reason."""
from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parents[1]

# A busy machine is no failure.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout that is under test; tests write nothing there."""
    return CHECKOUT


def pytest_addoption(parser) -> None:
    parser.addoption("--update-goldens", action="store_true",
                     help="write what the tools give now over the expected outputs instead of comparing")


def pytest_terminal_summary(terminalreporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple)
                      else str(report.longrepr) for report in skipped)
    terminalreporter.section(f"{len(skipped)} skipped")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count:>4}  {reason}")


@pytest.fixture(autouse=True, scope="session")
def interrupts():
    """What tests start can be interrupted, also where this run itself cannot, as a shell's background job."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

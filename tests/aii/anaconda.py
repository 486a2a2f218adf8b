"""A Kickstart file comes in; what pykickstart, the installers' own reader, makes of it goes out."""
from __future__ import annotations

import warnings

import pytest

pytest.importorskip("pykickstart", reason="the test dependency pykickstart is not installed")

from pykickstart.errors import KickstartError, KickstartParseWarning  # noqa: E402
from pykickstart.parser import KickstartParser  # noqa: E402
from pykickstart.version import FC4, makeVersion, versionMap  # noqa: E402

# pykickstart notes this option as of no effect since FC4 but says so in every version, and the installers of
# Enterprise Linux 3 and 4 are older: without it they stop and ask.
FALSE_ALARM = "The --resolvedeps option has been deprecated"


def read(text: str, version: str):
    """The handler with all that the installer of that version understood; AssertionError for what it did not.

    Warnings are as bad as errors, as they are for ksvalidator.
    """
    assert all(versionMap[old] < FC4 for old in ("RHEL3", "RHEL4"))
    handler = makeVersion(version)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            KickstartParser(handler).readKickstartFromString(text)
        except KickstartError as error:
            raise AssertionError(f"{version}: {error}\n{text}") from error
    said = [str(warning.message) for warning in caught if issubclass(warning.category, KickstartParseWarning)]
    if version in ("RHEL3", "RHEL4"):
        said = [message for message in said if FALSE_ALARM not in message]
    assert said == [], f"{version}\n{text}"
    return handler


def scripts(handler) -> dict[str, str]:
    """The scripts by section, %pre or %post."""
    names = {0: "%pre", 1: "%post"}
    return {names[script.type]: script.script for script in handler.scripts}

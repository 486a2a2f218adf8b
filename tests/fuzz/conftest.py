"""Puts the modules of the fuzzing runs, and what they share with the tests of Xen, where imports find them."""
from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "xen"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

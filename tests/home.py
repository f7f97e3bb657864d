"""Loaded before anything else (`-p tests.home`): every test run has a home of its own.

Settings are read before any conftest, so the home is named this early. Nothing of a real home is touched.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="myosotis-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["MYOSOTIS_HOME"] = str(HOME)
for name in ("MYOSOTIS_ROOT_KEY_FILE", "MYOSOTIS_URL", "MYOSOTIS_SMTP", "MYOSOTIS_START_PASSPHRASE_FILE"):
    os.environ.pop(name, None)
# Playwright runs a loop of its own in the thread of a journey; our code stays synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
(HOME / "data").mkdir()

"""Every test run has a home of its own, with a root key made for it; nothing of a real home is touched."""

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

from django.conf import settings  # noqa: E402 (the home must be named first)

from myosotis.environment import environment  # noqa: E402
from myosotis.vault import root, rootkey  # noqa: E402

# pytest-django reads the settings before any conftest; what was read of another home is forgotten here.
environment.cache_clear()
root.hold(rootkey.make(environment().root_key_file))
settings.SECRET_KEY = root.root_key().purpose("django").hex()

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"

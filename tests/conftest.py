"""Gives every test run a root key of its own, in the home that `tests/home.py` named."""

from __future__ import annotations

import signal
from pathlib import Path

from django.conf import settings

from myosotis.environment import environment
from myosotis.vault import root, rootkey
from tests.home import HOME

if environment().home != HOME:
    raise SystemExit("the tests would touch a real home: run them as ./check does, with -p tests.home")

root.hold(rootkey.make(HOME / "key" / "root.key"))
# The vault's app sets this from the root key at start, which came before this key.
settings.SECRET_KEY = root.root_key().purpose("django").hex()

# A run in the background ignores Ctrl+C, and so would every house these tests start and close that way.
signal.signal(signal.SIGINT, signal.default_int_handler)

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"

"""Gives every test run a root key of its own, in the home that `tests/home.py` named."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from myosotis.environment import environment
from myosotis.vault import root, rootkey
from tests.factories.post_office import PostOffice, open_post_office
from tests.home import HOME

if environment().home != HOME:
    raise SystemExit("the tests would touch a real home: run them as ./check does, with -p tests.home")

root.hold(rootkey.make(HOME / "key" / "root.key"))
# The vault's app sets this from the root key at start, which came before this key.
settings.SECRET_KEY = root.root_key().purpose("django").hex()

# A run in the background ignores Ctrl+C, and so would every house these tests start and close that way.
signal.signal(signal.SIGINT, signal.default_int_handler)

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server, and a house that hands its letters to it."""
    with open_post_office() as office:
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = office.port
        settings.DEFAULT_FROM_EMAIL = "letters@house.example"
        yield office

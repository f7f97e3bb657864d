"""What the tests of words share: a mail server that works, and people whom letters reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.factories.post_office import PostOffice, open_post_office


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server, and a house that hands its letters to it."""
    with open_post_office() as office:
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = office.port
        settings.DEFAULT_FROM_EMAIL = "letters@house.example"
        yield office

"""./myosotis reset-password, as a host types it for somebody who lost password, phone and paper."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from tests.visitor import House, Visitor

from myosotis.vault import onetime

PASSWORD, NEW = "four grey stones here", "a quiet new evening"
WHO = {"email": "ilse@example.org"}


def with_second_step(house: House) -> None:
    """A parent who is asked six digits after the password."""
    visitor = Visitor(house.url)
    again = {"password": PASSWORD, "again": PASSWORD}
    visitor.post("/begin", step="password", timezone="UTC", family="", name="Ilse", **WHO, **again)
    secret = re.search(r'data-code="([A-Z2-7]{32})"', visitor.post("/more/second-step", password=PASSWORD))
    assert secret
    digits = onetime.digits(secret[1], int(time.time()) // onetime.STEP)
    assert "Ten codes for paper" in visitor.post("/more/second-step/app", digits=digits)


@pytest.mark.parametrize(("answer", "asked"), [("yes", False), ("no", True)])
def test_the_host_sets_a_password_and_turns_the_second_step_off_only_if_asked(
    tmp_path: Path, answer: str, asked: bool
) -> None:
    house = House(tmp_path / "home")
    house.start()
    try:
        with_second_step(house)
        done = house.run("reset-password", input=f"{WHO['email']}\n{NEW}\n{answer}\n".encode())
        assert done.returncode == 0, done.stderr
        assert b"codes" not in done.stdout
        page = Visitor(house.url).post("/sign-in", **WHO, password=NEW)
        assert ("The six digits" in page) is asked
        assert ("Sign in" in page) is asked, "without it one is in"
    finally:
        house.stop()

"""./myosotis invite-family, as a host types it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.visitor import House, Visitor

PASSWORD = "four grey stones here"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stdout + done.stderr).decode()


def test_a_host_asks_a_family_in_and_they_come_in_by_the_code(house: House) -> None:
    early = house.run("invite-family")
    assert early.returncode == 1
    assert "Start ./myosotis once" in said(early)
    house.start()
    try:
        done = house.run("invite-family")
        assert done.returncode == 0, done.stderr
        told = said(done)
        code = re.search(r"the code +([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", told)
        assert code
        assert f"{house.url}/join#{code[1]}" in told
        assert "this machine alone" in told
        visitor = Visitor(house.url)
        new = {"password": PASSWORD, "again": PASSWORD}
        page = visitor.post("/join", code=code[1], name="Tove", email="tove@example.org", **new)
        assert "sheet" in page
        assert "Tove" in visitor.get("/more")
        house.run("invite-family")
        back = house.run("invite-family", "--take-back")
        assert "good no more: 1" in said(back)
    finally:
        house.stop()


def test_words_it_does_not_know_and_a_letter_without_mail_are_said(house: House) -> None:
    odd = house.run("invite-family", "tove@example.org")
    assert odd.returncode == 2
    assert "--by-letter" in said(odd)

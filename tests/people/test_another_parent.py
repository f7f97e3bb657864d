"""Asking another parent in by a code or a link, and taking it back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from myosotis.environment import environment
from myosotis.people.models import Invitation
from myosotis.people.views import account

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "four grey stones here"
ANSWERS = {"timezone": "UTC", "password": PASSWORD, "again": PASSWORD, "step": "password"}
TOVE = {"name": "Tove", "email": "tove@example.org", "password": PASSWORD, "again": PASSWORD}


def found() -> Client:
    client = Client()
    who = {"name": "Ilse <b>", "email": "ilse@example.org"}
    assert client.post("/begin", {**ANSWERS, **who}).status_code == 302
    return client


def asked_in(client: Client) -> tuple[str, str, str]:
    """The page after "Make a code", its code and its link."""
    page = client.post("/more/invite").content.decode()
    code, link = re.findall(r'data-code="([^"]+)"', page)
    return page, code, link


def test_the_link_carries_the_code_where_no_browser_sends_it() -> None:
    page, code, link = asked_in(found())
    before, _, behind = link.partition("#")
    assert before == environment().url + "/join"
    assert behind.replace("-", "") == code
    assert "on this machine alone" in page
    field = Client().get("/join").content.decode()
    assert re.search(r'<input[^>]*name="code"[^>]*data-from-link', field)
    assert Client().post("/join", {**TOVE, "code": behind}).headers["Location"] == "/sheets/own"


def test_a_house_others_can_reach_does_not_say_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    client = found()
    house = replace(environment(), url="https://house.example")
    monkeypatch.setattr(account, "environment", lambda: house)
    page, _code, link = asked_in(client)
    assert link.startswith("https://house.example/join#")
    assert "on this machine alone" not in page


def test_open_codes_are_listed_and_can_be_taken_back() -> None:
    client = found()
    _page, code, _link = asked_in(client)
    more = client.get("/more").content.decode()
    assert "Take it back" in more
    assert "Ilse &lt;b&gt;" in more
    assert code not in more
    row = Invitation.objects.get()
    assert client.post(f"/more/invite/{row.pk}/end").headers["Location"] == "/more"
    assert "Take it back" not in client.get("/more").content.decode()
    assert "not good" in Client().post("/join", {**TOVE, "code": code}).content.decode()


def test_a_code_of_another_family_is_left_alone() -> None:
    client = found()
    asked_in(client)
    Client().post(f"/more/invite/{Invitation.objects.get().pk}/end")
    assert Invitation.objects.count() == 1


def test_a_code_that_ended_is_listed_no_more_and_goes_with_the_next() -> None:
    with time_machine.travel("2026-03-01T10:00:00Z") as traveller:
        client = found()
        _page, code, _link = asked_in(client)
        traveller.shift(15 * 24 * 3600)
        assert "Take it back" not in client.get("/more").content.decode()
        assert "not good" in Client().post("/join", {**TOVE, "code": code}).content.decode()
        asked_in(client)
        assert Invitation.objects.count() == 1


def test_one_network_cannot_shut_the_others_out() -> None:
    """A hundred mistaken codes from many networks must not keep a right one from coming in."""
    _page, code, _link = asked_in(found())
    for number in range(12):
        for _ in range(9):
            Client(REMOTE_ADDR=f"192.0.2.{number}").post("/join", {**TOVE, "code": "AAAABBBBCCCC"})
    answer = Client(REMOTE_ADDR="192.0.2.200").post("/join", {**TOVE, "code": code})
    assert answer.status_code == 302

"""What the house believes about where a request comes from and how it came: asked through the door."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from django.test import Client

from myosotis.environment import environment
from myosotis.pages.middleware import address
from myosotis.people import door, guesses

pytestmark = pytest.mark.django_db(transaction=True)

PROXY, STRANGER = "10.9.8.7", "192.0.2.1"
WRONG = {"email": "ilse@example.org", "password": "a guess of mine"}


@pytest.fixture(autouse=True)
def _behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    house = replace(environment(), trusted_proxies=(ip_network(PROXY),))
    for asking in (address, door):
        monkeypatch.setattr(asking, "environment", lambda: house)


@pytest.fixture(autouse=True)
def _founded() -> None:
    answers = {"country": "IE", "timezone": "Europe/Dublin", "family": "Heron Lane", "name": "Ilse"}
    secret = {
        "email": "ilse@example.org",
        "password": "four grey stones here",
        "again": "four grey stones here",
    }
    assert Client().post("/begin", {**answers, **secret, "step": "password"}).status_code == 302


def guess(times: int, peer: str, forwarded: str) -> str:
    """What the last of some guesses is told; `forwarded` may hold the number of the guess."""
    for number in range(times):
        answer = Client(REMOTE_ADDR=peer).post(
            "/sign-in", WRONG, headers={"X-Forwarded-For": forwarded.format(number)}
        )
    return answer.content.decode()


def test_a_stranger_cannot_choose_where_guesses_come_from() -> None:
    assert "Please wait" in guess(guesses.PAIR + 1, STRANGER, "203.0.113.{}")


def test_nor_can_one_behind_the_proxy() -> None:
    assert "Please wait" in guess(guesses.PAIR + 1, PROXY, "203.0.113.{}, 198.51.100.4")
    assert "Please wait" in guess(guesses.PAIR + 1, PROXY, "2001:db8:1:2::{}")


def test_two_behind_the_proxy_have_limits_of_their_own() -> None:
    guess(guesses.PAIR + 1, PROXY, "198.51.100.4")
    assert "Please wait" not in guess(1, PROXY, "198.51.100.5")


@pytest.mark.parametrize(
    ("peer", "said", "closed"),
    [
        (PROXY, "https", True),
        (PROXY, "http", False),
        (PROXY, "https, http", False),
        (STRANGER, "https", False),
    ],
)
def test_only_the_proxy_says_whether_the_way_was_closed(peer: str, said: str, *, closed: bool) -> None:
    answer = Client(REMOTE_ADDR=peer).get("/sign-in", headers={"X-Forwarded-Proto": said})
    assert answer.wsgi_request.is_secure() is closed
    assert ("Strict-Transport-Security" in answer.headers) is closed


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "127.0.0.1.evil.example", "a b", ""]
)
def test_a_name_that_is_not_ours_gets_a_kind_answer(host: str) -> None:
    answer = Client().get("/sign-in", headers={"Host": host, "X-Forwarded-Host": "testserver"})
    assert answer.status_code == 400
    assert "This place does not have that address." in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_form_from_another_place_is_not_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get("/sign-in")
    token = strict.cookies["myosotis_form"].value
    for origin, status in (("https://evil.example", 403), ("http://testserver", 200)):
        answer = strict.post("/sign-in", {**WRONG, "csrfmiddlewaretoken": token}, headers={"Origin": origin})
        assert answer.status_code == status, origin

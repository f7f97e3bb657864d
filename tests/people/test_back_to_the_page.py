"""After signing in, one is where one wanted to be; and nobody is led out of the house."""

from __future__ import annotations

import pytest
from django.test import Client

from myosotis.people.gate import way_back

pytestmark = pytest.mark.django_db(transaction=True)

PAIR = {"email": "ilse@example.org", "password": "four grey stones here"}
ANSWERS = {**PAIR, "timezone": "UTC", "name": "Ilse", "again": PAIR["password"], "step": "password"}

OUT = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "\t//elsewhere.example",
    "/more\\..\\x",
    "javascript:alert(1)",
    "data:text/html,x",
    "elsewhere.example",
    "http:elsewhere.example",
    "/more\0",
    "",
]


def found() -> Client:
    client = Client()
    assert client.post("/begin", ANSWERS).status_code == 302
    return client


def test_a_page_asked_for_is_where_signing_in_leads() -> None:
    found()
    client = Client()
    door = client.get("/more/password?words=something+private").headers["Location"]
    assert door == "/sign-in?next=%2Fmore%2Fpassword"
    page = client.get(door).content.decode()
    assert 'name="next" value="/more/password"' in page
    mistaken = client.post("/sign-in", {**PAIR, "password": "not this one", "next": "/more/password"})
    assert 'name="next" value="/more/password"' in mistaken.content.decode()
    answer = client.post("/sign-in", {**PAIR, "next": "/more/password"})
    assert answer.headers["Location"] == "/more/password"
    assert client.get(door).headers["Location"] == "/more/password", "signed in already"


def test_the_first_page_and_a_form_that_was_sent_lead_to_the_bare_door() -> None:
    found()
    assert Client().get("/").headers["Location"] == "/sign-in"
    assert Client().post("/more/password", {}).headers["Location"] == "/sign-in"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_is_told_instead_of_led(method: str) -> None:
    found()
    answer = getattr(Client(), method)("/more/password", headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


@pytest.mark.parametrize("asked", OUT)
def test_nobody_is_led_out_of_the_house(asked: str) -> None:
    assert way_back(asked) == "/"
    found()
    answer = Client().post("/sign-in", {**PAIR, "next": asked})
    assert answer.headers["Location"] == "/"
    page = Client().get("/sign-in", {"next": asked}).content.decode()
    assert 'name="next" value="/"' in page


@pytest.mark.parametrize("asked", ["/", "/more", "/moments/2d0f6a0e/write"])
def test_a_page_of_the_house_is_kept(asked: str) -> None:
    assert way_back(asked) == asked

"""Passkeys through the door: made, shown, taken away; and everything that is not one."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpResponse
from django.test import Client
from tests.factories.authenticator import Phone
from tests.factories.people import PASSWORD, parent, partner, signed_in

from myosotis.environment import environment
from myosotis.people import address, guesses, passkeys
from myosotis.people.console import viewer_for
from myosotis.people.models import Passkey, Spent
from myosotis.vault.models import JournalLine

pytestmark = pytest.mark.django_db(transaction=True)

HOST = {"HTTP_HOST": "localhost:8000"}
NEW, DOOR, PAGE = "/more/passkeys/new", "/sign-in/passkey", "/more/signing-in"


def here(client: Client | None = None) -> Client:
    """A browser that opened the house by the name passkeys know it by."""
    fresh = Client(headers={"host": "localhost:8000"})
    if client is not None:
        fresh.cookies = client.cookies
    return fresh


def options(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    found = re.search(r'data-options="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def asked(client: Client, **said: str) -> str:
    """What the browser is asked, once the password was right; else the page."""
    page = client.post(NEW, {"name": "my phone", "password": PASSWORD, **said}).content.decode()
    found = re.search(r'data-options="([^"]+)"', page)
    return html.unescape(found[1]) if found else page


def add(client: Client, phone: Phone, name: str = "my phone") -> str:
    return kept(client.post(NEW, {"name": name, "answer": phone.make(asked(client))}))


def kept(answer: HttpResponse) -> str:
    return str(answer.headers.get("Location") or answer.content.decode())


def in_by(phone: Phone, client: Client | None = None) -> tuple[Client, str]:
    client = client or here()
    answer = client.post(DOOR, {"answer": phone.show(options(client, "/sign-in"))})
    return client, kept(answer)


@pytest.fixture
def ilse() -> Client:
    """Ilse, signed in at the address that passkeys know."""
    parent()
    return here(signed_in("ilse@example.org"))


def test_a_passkey_is_added_shown_and_removed(ilse: Client) -> None:
    phone = Phone()
    assert "passkey" not in here().get("/sign-in").content.decode(), "nobody has one: nothing is offered"
    assert add(ilse, phone, name="  my <b>phone</b> ") == PAGE
    page = ilse.get(PAGE).content.decode()
    assert "my &lt;b&gt;phone&lt;/b&gt;" in page
    client, where = in_by(phone)
    assert where == "/"
    assert client.get("/more").status_code == 200
    row = Passkey.objects.get()
    assert ilse.post(f"/more/passkeys/{row.pk}/end").headers["Location"] == PAGE
    assert "data-options" not in here().get("/sign-in").content.decode()
    still = passkeys.to_enter(passkeys.place())  # type: ignore[arg-type]
    late = here().post(DOOR, {"answer": phone.show(still)}).content.decode()
    assert "not known here" in late


def test_several_passkeys_each_let_their_owner_in(ilse: Client) -> None:
    phones = [Phone(), Phone()]
    for phone in phones:
        add(ilse, phone)
    assert [in_by(phone)[1] for phone in phones] == ["/", "/"]
    third = json.loads(asked(ilse))
    assert len(third["excludeCredentials"]) == 2, "a device that has one is told so by its browser"
    assert third["authenticatorSelection"]["userVerification"] == "required"
    assert third["authenticatorSelection"]["residentKey"] == "required"


def test_the_page_one_wanted_opens_after_it_and_no_page_of_others(ilse: Client) -> None:
    phone = Phone()
    add(ilse, phone)
    for wanted, where in (("/story", "/story"), ("https://elsewhere.example/", "/"), ("//elsewhere", "/")):
        client = here()
        shown = phone.show(options(client, "/sign-in"))
        assert client.post(DOOR, {"answer": shown, "next": wanted}).headers["Location"] == where


def test_a_passkey_is_not_added_without_the_password(ilse: Client) -> None:
    page = asked(ilse, password="a guess of mine")
    assert "not your password now" in page
    assert "my phone" in page
    unasked = {"challenge": "A" * 48, "rp": {"id": "localhost"}, "user": {"id": "AAAA"}}
    form = {"name": "x", "password": PASSWORD, "answer": Phone().make(json.dumps(unasked))}
    assert "sent twice" in kept(ilse.post(NEW, form))
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    "phone",
    [
        Phone(origin="http://localhost:8001"),
        Phone(origin="http://127.0.0.1:8000"),
        Phone(origin="https://elsewhere.example"),
        Phone(verified=False),
        Phone(type_of_making="webauthn.get"),
        Phone(name="elsewhere.example"),
    ],
    ids=["port", "number", "origin", "not verified", "type", "name"],
)
def test_what_another_page_made_or_without_its_owner_is_not_kept(ilse: Client, phone: Phone) -> None:
    assert "no passkey we can read" in add(ilse, phone)
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://localhost:8001"},
        {"origin": "https://elsewhere.example"},
        {"verified": False},
        {"type_of_showing": "webauthn.create"},
        {"name": "elsewhere.example"},
        {"id": b"another passkey's id, not known "},
        {"handle": b"somebody else..."},
        {"key": ec.generate_private_key(ec.SECP256R1())},
    ],
    ids=["port", "origin", "not verified", "type", "name", "id", "handle", "key"],
)
def test_an_answer_that_is_not_of_this_passkey_here_lets_nobody_in(
    ilse: Client, lie: dict[str, object]
) -> None:
    phone = Phone()
    add(ilse, phone)
    client, said = in_by(replace(phone, **lie))  # type: ignore[arg-type]
    assert "not known here" in said
    assert client.get("/more").status_code == 302


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "x" * 30_000, '{"id": 7, "response": {}}'])
def test_what_is_no_answer_is_refused_kindly(ilse: Client, answer: str) -> None:
    assert "not known here" in here().post(DOOR, {"answer": answer}).content.decode()
    form = {"name": "x", "answer": answer}
    assert "no passkey we can read" in ilse.post(NEW, form).content.decode()


def test_an_answer_serves_once_and_not_after_long(ilse: Client) -> None:
    phone = Phone()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as traveller:
        made = {"name": "x", "answer": phone.make(asked(ilse))}
        assert ilse.post(NEW, made).headers["Location"] == PAGE
        assert "sent twice" in ilse.post(NEW, made).content.decode()
        client = here()
        shown = {"answer": phone.show(options(client, "/sign-in"))}
        assert client.post(DOOR, shown).headers["Location"] == "/"
        assert "sent twice" in here().post(DOOR, shown).content.decode()
        late = {"answer": phone.show(options(here(), "/sign-in"))}
        traveller.shift(75 * 60)
        assert "stood open for a long while" in here().post(DOOR, late).content.decode()
        traveller.shift(24 * 3600 + 900)
        in_by(phone)
        assert Spent.objects.count() == 1, "rows of what was used long ago are gone"


def test_a_challenge_of_one_kind_or_person_does_not_serve_another(ilse: Client) -> None:
    phone = Phone()
    add(ilse, phone)
    invented = json.dumps({"challenge": "A" * 48, "rpId": "localhost"})
    assert "sent twice" in here().post(DOOR, {"answer": phone.show(invented)}).content.decode()
    crossed = json.dumps({"challenge": json.loads(asked(ilse))["challenge"], "rpId": "localhost"})
    assert "sent twice" in here().post(DOOR, {"answer": phone.show(crossed)}).content.decode()
    partner(viewer_for("", "ilse@example.org"))
    joost = here(signed_in("joost@example.org"))
    for device in (joost, here(signed_in("ilse@example.org"))):
        theirs = {"name": "x", "answer": Phone().make(asked(ilse))}
        assert "sent twice" in device.post(NEW, theirs).content.decode()
    assert Passkey.objects.count() == 1


def test_a_passkey_belongs_to_one_person_and_only_they_remove_it(ilse: Client) -> None:
    phone = Phone()
    add(ilse, phone)
    partner(viewer_for("", "ilse@example.org"))
    joost = here(signed_in("joost@example.org"))
    assert "known here already" in add(joost, replace(phone))
    joost.post(f"/more/passkeys/{Passkey.objects.get().pk}/end")
    assert in_by(phone)[1] == "/"


def test_guesses_at_the_door_are_counted_by_network(ilse: Client) -> None:
    phone = Phone()
    add(ilse, phone)
    guesser = here()
    for _ in range(guesses.PAIR):
        guesser.post(DOOR, {"answer": "{}"}, REMOTE_ADDR="192.0.2.7")
    shown = phone.show(options(guesser, "/sign-in"))
    assert "Please wait" in guesser.post(DOOR, {"answer": shown}, REMOTE_ADDR="192.0.2.7").content.decode()
    assert in_by(phone)[1] == "/"


def test_other_devices_are_told_until_they_read_it(ilse: Client) -> None:
    other = here(signed_in("ilse@example.org"))
    phone = Phone()
    add(ilse, phone)
    assert "A passkey was added." in other.get("/more").content.decode()
    assert "A passkey was added." in other.get(PAGE).content.decode()
    assert "A passkey was added." not in ilse.get(PAGE).content.decode()
    other.post("/more/signing-in/known")
    assert "A passkey was added." not in other.get(PAGE).content.decode()
    ilse.post(f"/more/passkeys/{Passkey.objects.get().pk}/end")
    assert "A passkey was removed." in other.get(PAGE).content.decode()


def test_adding_and_removing_stand_in_the_journal(ilse: Client) -> None:
    before = JournalLine.objects.count()
    add(ilse, Phone())
    ilse.post(f"/more/passkeys/{Passkey.objects.get().pk}/end")
    assert JournalLine.objects.count() == before + 2


def test_nobody_has_more_than_a_drawer_full(ilse: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST", 1)
    assert add(ilse, Phone()) == PAGE
    assert "many passkeys already" in asked(ilse)


def test_the_page_leads_to_the_name_of_the_place(ilse: Client) -> None:
    by_number = signed_in("ilse@example.org")
    page = by_number.get(NEW, headers={"host": "127.0.0.1:8000"}).content.decode()
    assert 'href="http://localhost:8000/more/passkeys/new"' in page
    assert "data-options" not in page


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:8123", passkeys.Place("localhost", "http://localhost:8123")),
        ("http://localhost:8000", passkeys.Place("localhost", "http://localhost:8000")),
        ("https://house.example", passkeys.Place("house.example", "https://house.example")),
        ("https://house.example:8443", passkeys.Place("house.example", "https://house.example:8443")),
        ("http://house.example", None),
        ("https://192.0.2.4", None),
        ("https://[2001:db8::1]", None),
    ],
)
def test_a_place_has_a_name_and_a_closed_connection(
    monkeypatch: pytest.MonkeyPatch, url: str, place: passkeys.Place | None
) -> None:
    house = replace(environment(), url=url)
    monkeypatch.setattr(passkeys, "environment", lambda: house)
    monkeypatch.setattr(address, "environment", lambda: house)
    assert passkeys.place() == place


def test_where_none_can_be_made_the_page_says_so_and_the_password_stays(
    ilse: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passkeys, "place", lambda: None)
    assert "begins with https://" in ilse.get(NEW).content.decode()
    assert "cannot be used at this address" in here().post(DOOR, {"answer": "{}"}).content.decode()

"""What one was told is not lost with the session that was told; and another sheet asks for the password."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.authenticator import Phone
from tests.factories.people import PASSWORD, parent, signed_in
from tests.factories.post_office import PostOffice
from tests.people.test_by_letter import code_in, deliver
from tests.people.test_coming_in import words_on
from tests.people.test_passkeys import PAGE, add, here, in_by

from myosotis.people import actions
from myosotis.vault.models import KeyWrap

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "ilse@example.org"
NEW = {"password": "a quiet new evening", "again": "a quiet new evening"}
ADDED, STAYS = "A passkey was added.", "Each passkey still lets in whoever has it."


@pytest.fixture
def ilse() -> Client:
    """Ilse, signed in; what happens on her other devices is told to her here."""
    parent()
    return here(signed_in(EMAIL))


def a_sheet(client: Client, which: str = "own", **said: str) -> list[str]:
    """A sheet made and confirmed by three of its words; none where it was refused."""
    words = words_on(client.post(f"/sheets/{which}", {"do": "make", **said}).content.decode())
    if words:
        typed = {f"word_{n}": words[n - 1] for n in (1, 2, 3)}
        form = {**typed, "do": "confirm", "asked": "1,2,3", "words": " ".join(words)}
        assert client.post(f"/sheets/{which}", form).status_code == 302
    return words


def a_strangers_passkey() -> Phone:
    phone = Phone()
    assert add(here(signed_in(EMAIL)), phone) == PAGE
    return phone


def told(client: Client) -> str:
    return str(client.get(PAGE).content.decode())


def test_after_a_way_back_by_sheet_the_news_is_told_and_leads_to_the_passkeys(ilse: Client) -> None:
    words = a_sheet(ilse)
    phone = a_strangers_passkey()
    back = here()
    answer = back.post("/forgotten", {"email": EMAIL, "words": " ".join(words), **NEW})
    assert answer.headers["Location"] == PAGE
    page = told(back)
    assert ADDED in page
    assert STAYS in page
    assert 'action="/more/passkeys/' in page, "where they are removed"
    assert in_by(phone)[1] == "/", "it does: that is why it is told"
    back.post("/more/signing-in/known")
    assert ADDED not in told(back)


def test_after_a_way_back_by_letter_too(ilse: Client, post_office: PostOffice) -> None:
    ilse.post("/more/letters")
    deliver()
    ilse.post("/more/letters/code", {"code": code_in(post_office)})
    a_strangers_passkey()
    here().post("/forgotten/letter", {"email": EMAIL})
    deliver()
    back = here()
    answer = back.post("/forgotten/code", {"code": code_in(post_office), **NEW})
    assert answer.headers["Location"] == PAGE
    assert ADDED in told(back)
    assert STAYS in told(back)


def test_after_the_console_whoever_comes_by_the_passkey_does_not_take_the_news_away(ilse: Client) -> None:
    phone = a_strangers_passkey()
    actions.set_password_for(email=EMAIL, new=NEW["password"])
    thief, _where = in_by(phone)
    assert ADDED in told(thief)
    thief.post("/more/signing-in/known")
    owner = here()
    form = {"email": EMAIL, "password": NEW["password"]}
    assert owner.post("/sign-in", form).headers["Location"] == PAGE
    assert ADDED in told(owner)
    assert STAYS in told(owner)


def test_ending_the_sessions_that_were_told_loses_nothing(ilse: Client) -> None:
    stranger = here(signed_in(EMAIL))
    assert add(stranger, Phone()) == PAGE
    stranger.post("/more/devices/others/end")
    assert ilse.get(PAGE).status_code == 302
    owner = here()
    wanted = {"email": EMAIL, "password": PASSWORD, "next": "/story"}
    assert owner.post("/sign-in", wanted).headers["Location"] == "/story"
    assert ADDED in told(owner)
    assert STAYS not in told(owner), "no password was chosen anew"


def test_without_passkeys_a_way_back_leads_home(ilse: Client) -> None:
    ilse.post("/more/devices/others/end")
    words = a_sheet(ilse)
    back = here()
    answer = back.post("/forgotten", {"email": EMAIL, "words": " ".join(words), **NEW})
    assert answer.headers["Location"] == "/"
    assert STAYS not in told(back)


@pytest.mark.parametrize("which", ["own", "family"])
def test_another_sheet_asks_for_the_password_and_other_devices_are_told(ilse: Client, which: str) -> None:
    other = here(signed_in(EMAIL))
    assert "password" not in ilse.get(f"/sheets/{which}").content.decode().split("<form", 1)[1]
    assert a_sheet(ilse, which), "the first one asks nothing"
    said = "A sheet of your own was made." if which == "own" else "A sheet of the family was made."
    assert said in told(other)
    assert said not in told(ilse)
    other.post("/more/signing-in/known")
    sheets = KeyWrap.objects.filter(holder=KeyWrap.SHEET)
    before = sheets.count()
    assert 'name="password"' in ilse.get(f"/sheets/{which}").content.decode()
    assert not a_sheet(ilse, which)
    assert not a_sheet(ilse, which, password="a guess of mine")
    page = ilse.post(f"/sheets/{which}", {"do": "make", "password": "a guess of mine"}).content.decode()
    assert "not your password now" in page
    assert sheets.count() == before
    assert said not in told(other)
    assert a_sheet(ilse, which, password=PASSWORD)
    assert said in told(other)

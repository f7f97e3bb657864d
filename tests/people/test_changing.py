"""What was said at the beginning can be changed on any day; and a password is not guessed from inside."""

from __future__ import annotations

import html
import shutil
import unicodedata

import pytest
from django.test import Client
from tests.conftest import SAMPLES

from myosotis.environment import environment
from myosotis.people import guesses, queries
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.vault import rootkey

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "four grey stones here"
ANSWERS = {
    "country": "IE",
    "timezone": "Europe/Dublin",
    "family": "Heron Lane",
    "name": "Ilse",
    "email": "ilse@example.org",
    "password": PASSWORD,
    "again": PASSWORD,
    "step": "password",
}


def found() -> Client:
    client = Client()
    assert client.post("/begin", ANSWERS).status_code == 302
    return client


def viewer(client: Client) -> Viewer:
    seen = viewer_of(client.cookies["myosotis"].value)
    assert seen is not None
    return seen


def test_name_family_country_and_time_zone_can_be_changed() -> None:
    client = found()
    assert 'value="Heron Lane"' in client.get("/more/family").content.decode()
    assert 'value="Ilse"' in client.get("/more/name").content.decode()
    assert "selected" in client.get("/more/place").content.decode()
    for address, fields in (
        ("/more/name", {"name": "Ilse Anna"}),
        ("/more/family", {"family": "The Herons"}),
        ("/more/place", {"country": "NZ", "timezone": "Pacific/Auckland"}),
    ):
        assert client.post(address, fields).headers["Location"] == "/more"
    seen = viewer(client)
    assert (seen.name, seen.timezone, queries.family_name(seen)) == (
        "Ilse Anna",
        "Pacific/Auckland",
        "The Herons",
    )
    more = client.get("/more").content.decode()
    for said in ("Ilse Anna", "The Herons", "New Zealand", "Pacific/Auckland"):
        assert said in more


def test_a_family_may_have_no_name_and_a_person_may_not() -> None:
    client = found()
    assert client.post("/more/family", {"family": ""}).status_code == 302
    assert "has no name" in client.get("/more").content.decode()
    assert client.post("/more/name", {"name": " "}).status_code == 200
    assert viewer(client).name == "Ilse"


def test_a_place_that_is_none_is_not_kept() -> None:
    client = found()
    assert client.post("/more/place", {"country": "XX", "timezone": "Nowhere/Land"}).status_code == 200
    assert viewer(client).timezone == "Europe/Dublin"


def test_a_nul_is_refused_with_a_sentence_everywhere() -> None:
    client = found()
    for address, fields in (
        ("/more/name", {"name": "Il\0se"}),
        ("/more/family", {"family": "Her\0on"}),
        ("/forgotten/code", {"code": "AB\0CD"}),
        ("/join", {**ANSWERS, "code": "A\0"}),
    ):
        answer = client.post(address, fields)
        assert answer.status_code == 200, address
        assert "Null characters" in answer.content.decode(), address
    assert viewer(client).name == "Ilse"


@pytest.mark.full
def test_every_naughty_string_is_kept_as_a_name_and_shown_harmless() -> None:
    path = SAMPLES / "text" / "naughty-strings.txt"
    if not path.is_file():
        pytest.skip("the naughty strings are not beside the project")
    client = found()
    lines = path.read_text("utf-8").splitlines()
    strings = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(strings) > 400
    for line in strings:
        text = line[:200].strip()
        assert client.post("/more/name", {"name": text}).status_code == 302, text
        assert client.post("/more/family", {"family": text}).status_code == 302, text
        seen = viewer(client)
        assert (seen.name, queries.family_name(seen)) == (text, text)
        page = client.get("/more/name").content.decode()
        assert html.escape(text) in page, text


def test_the_old_password_cannot_be_guessed_for_long() -> None:
    client = found()
    new = {"password": "a quiet new evening", "again": "a quiet new evening"}
    for _ in range(guesses.PAIR):
        page = client.post("/more/password", {"old": "a guess of mine", **new}).content.decode()
        assert "That is not your password now" in page
    late = client.post("/more/password", {"old": PASSWORD, **new})
    assert "Please wait" in late.content.decode()


def test_the_page_says_where_the_root_key_lies_and_when_it_is_locked() -> None:
    client = found()
    path = environment().root_key_file
    open_page = client.get("/more").content.decode()
    assert "can be read" in open_page
    assert "./myosotis lock-root-key" in open_page
    beside = path.with_name("kept")
    shutil.copy2(path, beside)
    try:
        rootkey.change_passphrase(path, old=None, new="a passphrase of the tests")
        locked = client.get("/more").content.decode()
        assert "does not lie open" in locked
        path.unlink()
        assert "does not lie open" in client.get("/more").content.decode(), "on a stick that was drawn out"
    finally:
        path.unlink(missing_ok=True)
        beside.rename(path)


def test_two_spellings_of_one_name_are_kept_apart() -> None:
    client = found()
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Zoë")  # type: ignore[arg-type]
        client.post("/more/name", {"name": text})
        assert viewer(client).name == text

"""Setting up, signing in, sheets, devices, a second parent: through the door, as a browser would."""

from __future__ import annotations

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from tests.factories.beside import on_disk

from myosotis.people import actions, guesses
from myosotis.people.models import Account, GuessCount, Membership, Session
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.vault.errors import KeyMissing
from myosotis.vault.models import JournalLine, KeyWrap

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = {
    "country": "IE",
    "timezone": "Europe/Dublin",
    "family": "Heron Lane",
    "name": "Ilse Marchbanks",
    "email": "ilse@example.org",
    "password": "four grey stones here",
    "again": "four grey stones here",
}


def found() -> Client:
    client = Client()
    page = client.post("/begin", {**ANSWERS, "step": "password"})
    assert page.status_code == 302, page.content.decode()
    return client


def viewer(client: Client) -> Viewer:
    seen = viewer_of(client.cookies["myosotis"].value)
    assert seen is not None
    return seen


def words_on(page: str) -> list[str]:
    return re.findall(r'wordgrid__word">([a-z]+)<', page)


def test_an_empty_house_leads_to_the_first_question_and_asks_one_at_a_time() -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/sign-in"
    assert client.get("/sign-in").headers["Location"] == "/begin"
    first = client.get("/begin").content.decode()
    assert "Where are you?" in first
    second = client.post(
        "/begin", {"step": "place", "country": "IE", "timezone": "Europe/Dublin"}
    ).content.decode()
    assert "What is this place called?" in second
    assert 'name="timezone" value="Europe/Dublin"' in second
    back = client.post(
        "/begin", {"step": "family", "back": "1", "country": "IE", "timezone": "Europe/Dublin"}
    )
    assert "Where are you?" in back.content.decode()
    assert not Account.objects.exists()


def test_the_last_answer_founds_the_house_once() -> None:
    client = found()
    home = client.get("/").content.decode()
    assert "Ilse Marchbanks" in home
    assert client.get("/begin").headers["Location"] == "/sign-in"
    with pytest.raises(actions.Refusal):
        actions.found_house(
            language="en",
            country="",
            timezone="UTC",
            family="",
            name="x",
            email="y@example.org",
            password="another long one",
            browser="",
        )


@pytest.mark.parametrize("password", ["short", "1234567890", "aaaaaaaaaaaa", "ilse@example.org"])
def test_a_password_that_others_try_first_is_refused_with_a_sentence(password: str) -> None:
    page = Client().post("/begin", {**ANSWERS, "password": password, "again": password, "step": "password"})
    assert page.status_code == 200
    assert "notice" in page.content.decode()
    assert not Account.objects.exists()


def test_signing_in_says_the_same_for_a_wrong_password_and_an_unknown_address() -> None:
    found()
    wrong = Client().post("/sign-in", {"email": "ilse@example.org", "password": "not this one"})
    unknown = Client().post("/sign-in", {"email": "nobody@example.org", "password": "not this one"})
    sentence = "do not belong together"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    right = Client().post("/sign-in", {"email": " ILSE@example.org ", "password": ANSWERS["password"]})
    assert right.headers["Location"] == "/"


def test_guesses_are_counted_in_rows_and_a_signed_in_parent_stays_in() -> None:
    parent = found()
    stranger = Client(REMOTE_ADDR="192.0.2.9")
    for _ in range(guesses.PAIR):
        stranger.post("/sign-in", {"email": "ilse@example.org", "password": "a guess of mine"})
    late = stranger.post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]})
    assert "Please wait" in late.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.10")
    assert (
        elsewhere.post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]}).status_code
        == 302
    )
    assert parent.get("/").status_code == 200
    assert GuessCount.objects.exists()


def test_guesses_that_come_at_the_same_moment_get_no_more_tries(tmp_path: Path) -> None:
    found()

    def guess() -> str:
        try:
            actions.sign_in(
                email="ilse@example.org", password="a guess of mine", network="192.0.2.9", browser=""
            )
        except actions.Refusal as refusal:
            return str(refusal)
        finally:
            connection.close()
        raise AssertionError("it let somebody in")

    many = 2 * guesses.PAIR
    with on_disk(tmp_path), ThreadPoolExecutor(many) as crowd:
        told = [one.result() for one in [crowd.submit(guess) for _ in range(many)]]
    assert sum("do not belong together" in one for one in told) == guesses.PAIR
    assert sum("Please wait" in one for one in told) == many - guesses.PAIR


def test_a_password_that_fits_is_no_guess() -> None:
    found()
    stranger = Client(REMOTE_ADDR="192.0.2.9")
    for _ in range(guesses.PAIR + 1):
        came = stranger.post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]})
        assert came.status_code == 302


def test_a_sheet_is_shown_once_confirmed_by_words_and_lets_its_owner_back_in() -> None:
    client = found()
    words = words_on(client.post("/sheets/own", {"do": "make"}).content.decode())
    assert len(words) == 16
    asking = {"words": " ".join(words), "asked": "2,7,16"}
    wrong = client.post(
        "/sheets/own", {**asking, "do": "confirm", "word_2": "zoo", "word_7": words[6], "word_16": words[15]}
    )
    assert "That is not word 2" in wrong.content.decode()
    assert not KeyWrap.objects.filter(holder="sheet", confirmed=True).exists()
    right = {f"word_{n}": words[n - 1].upper() for n in (2, 7, 16)}
    assert client.post("/sheets/own", {**asking, **right, "do": "confirm"}).status_code == 302
    assert KeyWrap.objects.filter(holder="sheet", confirmed=True).count() == 1
    pdf = client.post("/sheets/paper", {"words": " ".join(words), "which": "own"})
    assert pdf.content.startswith(b"%PDF")
    typed = {
        "email": "ilse@example.org",
        "words": " ".join(words),
        "password": "another quiet one",
        "again": "another quiet one",
    }
    back = Client().post("/forgotten", typed)
    assert back.headers["Location"] == "/"
    assert client.get("/").status_code == 302, "every older session is over"


def test_the_family_sheet_is_no_way_into_an_account() -> None:
    client = found()
    words = words_on(client.post("/sheets/family", {"do": "make"}).content.decode())
    typed = {
        "email": "ilse@example.org",
        "words": " ".join(words),
        "password": "another quiet one",
        "again": "another quiet one",
    }
    page = Client().post("/forgotten", typed)
    assert "Your own sheet" in page.content.decode()
    assert (
        Client().post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]}).status_code
        == 302
    )


def test_a_second_parent_joins_by_a_code_used_once_and_neither_opens_the_others_own_space() -> None:
    first = found()
    page = first.post("/more/invite").content.decode()
    code = re.search(r'data-code="([0-9A-Z]+)"', page)
    assert code
    joining = {
        "code": code[1].lower(),
        "name": "Tove",
        "email": "tove@example.org",
        "password": "some other words",
        "again": "some other words",
    }
    second = Client()
    assert second.post("/join", joining).headers["Location"] == "/sheets/own"
    one, two = viewer(first), viewer(second)
    assert one.family_space == two.family_space
    assert one.private_space != two.private_space
    with pytest.raises(KeyMissing):
        one.keys[two.private_space]
    again = Client().post("/join", {**joining, "email": "third@example.org"})
    assert "not good" in again.content.decode()
    assert Membership.objects.count() == 2
    assert "Tove" in first.get("/more").content.decode()


def test_a_new_password_signs_out_every_other_device() -> None:
    here = found()
    there = Client()
    there.post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]})
    change = {"old": ANSWERS["password"], "password": "a new long one", "again": "a new long one"}
    assert here.post("/more/password", change).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_one_device_or_all_others_can_be_signed_out_but_never_a_strangers() -> None:
    here = found()
    there = Client()
    there.post("/sign-in", {"email": "ilse@example.org", "password": ANSWERS["password"]})
    here.post("/more/devices/others/end")
    assert there.get("/").status_code == 302
    code = re.search(r'data-code="([0-9A-Z]+)"', here.post("/more/invite").content.decode())
    assert code
    other = Client()
    other.post(
        "/join",
        {
            "code": code[1],
            "name": "Tove",
            "email": "tove@example.org",
            "password": "some other words",
            "again": "some other words",
        },
    )
    theirs = viewer(other).session_id
    here.post(f"/more/devices/{theirs}/end")
    assert other.get("/").status_code == 200
    here.post("/sign-out")
    assert here.get("/").status_code == 302
    assert Session.objects.count() == 1


def test_nothing_that_was_typed_stands_in_the_database() -> None:
    client = found()
    client.post("/more/invite")
    client.post("/sheets/own", {"do": "make"})
    Client().post("/sign-in", {"email": "ilse@example.org", "password": "a guess of mine"})
    kept = _everything_in_the_database()
    for word in (
        "Heron Lane",
        "Ilse Marchbanks",
        "ilse@example.org",
        "Dublin",
        ANSWERS["password"],
        "a guess of mine",
    ):
        for form in (
            word.encode(),
            word.encode("utf-16-le"),
            base64.b64encode(word.encode())[:-4],
            word.encode().hex().encode(),
        ):
            assert form not in kept, word
    assert JournalLine.objects.count() >= 3


def _everything_in_the_database() -> bytes:
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a table of our own)
            parts += [
                repr(bytes(v) if isinstance(v, memoryview) else v).encode()
                if not isinstance(v, bytes | memoryview)
                else bytes(v)
                for row in cursor.fetchall()
                for v in row
            ]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and Path(str(name)).is_file():
        parts.append(Path(str(name)).read_bytes())
    return b"\n".join(parts)

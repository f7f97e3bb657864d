"""Asking somebody in by letter: over a real mail server, as it goes over the wire and as it lies here."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from tests.factories.people import PASSWORD, parent, signed_in
from tests.factories.post_office import PostOffice
from tests.people.test_by_letter import code_in, deliver

from myosotis.environment import environment
from myosotis.people import asking_in, guesses
from myosotis.people.actions import Refusal
from myosotis.people.models import Invitation
from myosotis.vault import spaces
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)

TO = "joost.marchbanks@example.org"
JOOST = {"name": "Joost", "email": TO, "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def ilse() -> Client:
    parent()
    return signed_in("ilse@example.org")


def ask(client: Client) -> str:
    return client.post("/more/invite", {"email": TO}).content.decode()


def value() -> object:
    row = Invitation.objects.get()
    return row.sealed.open(spaces.open_spaces([row.space_id]))


def test_a_letter_brings_link_and_code_and_lets_in_once(post_office: PostOffice, ilse: Client) -> None:
    page = ask(ilse)
    assert TO in page
    assert "data-code" not in page, "whoever sends it does not hand it over as well"
    assert "has not left yet" in ilse.get("/more").content.decode()
    deliver()
    assert "A letter that was sent" in ilse.get("/more").content.decode()
    code = code_in(post_office)
    link = re.search(r"^(\S+)#(\S+)\r?$", post_office.received[0].words, re.MULTILINE)
    assert link
    assert link[1] == f"{environment().url}/join"
    assert link[2] == code
    assert Client().post("/join", {**JOOST, "code": code}).headers["Location"] == "/sheets/own"
    assert "Joost" in ilse.get("/more").content.decode()
    again = {**JOOST, "email": "other@example.org", "code": code}
    assert "not good" in Client().post("/join", again).content.decode()


def test_the_letter_says_neither_who_asks_nor_what_this_is(post_office: PostOffice, ilse: Client) -> None:
    ask(ilse)
    deliver()
    letter = post_office.received[0]
    assert letter.to == [TO]
    assert letter.message["Subject"] == "Myosotis"
    assert "Ilse" not in letter.wire.decode()
    assert "Heron" not in letter.wire.decode()
    assert "Joost" not in letter.wire.decode()


def test_address_and_code_lie_sealed_and_go_once_it_is_sent(post_office: PostOffice, ilse: Client) -> None:
    ask(ilse)
    assert TO in str(vars(value()))
    sealed = bytes(Invitation.objects.get().sealed)
    assert b"joost" not in sealed
    with connection.cursor() as cursor:
        cursor.execute("SELECT ids FROM work_task")
        assert "joost" not in str(cursor.fetchall()).lower()
    deliver()
    code = code_in(post_office)
    held = str(vars(value()))
    assert TO not in held
    assert code.replace("-", "") not in held


def test_a_letter_taken_back_before_it_left_does_not_go(post_office: PostOffice, ilse: Client) -> None:
    ask(ilse)
    ilse.post(f"/more/invite/{Invitation.objects.get().pk}/end")
    deliver()
    assert post_office.received == []


def test_a_letter_that_ended_while_it_waited_does_not_go(post_office: PostOffice) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z") as traveller:
        parent()
        ask(signed_in("ilse@example.org"))
        traveller.shift(15 * 24 * 3600)
        deliver()
    assert post_office.received == []


def test_an_address_that_takes_nothing_is_said_and_forgotten(post_office: PostOffice, ilse: Client) -> None:
    post_office.to_recipient = "550 no such box"
    ask(ilse)
    deliver()
    assert "could not be delivered" in ilse.get("/more").content.decode()
    assert TO not in str(vars(value()))
    assert Task.objects.get().error == "LetterRefused"


def test_many_letters_wait(post_office: PostOffice, ilse: Client) -> None:
    for _ in range(guesses.PAIR):
        assert "A letter goes to" in ask(ilse)
    assert "Please wait" in ask(ilse)
    assert Invitation.objects.count() == guesses.PAIR


def test_what_is_no_address_is_said_on_the_page(post_office: PostOffice, ilse: Client) -> None:
    page = ilse.post("/more/invite", {"email": "nobody"}).content.decode()
    assert "e-mail" in page
    assert not Invitation.objects.exists()
    assert not Task.objects.exists()


def test_without_mail_only_a_code_is_offered(ilse: Client) -> None:
    assert "Or by letter" not in ilse.get("/more/invite").content.decode()
    ask(ilse)
    assert not Invitation.objects.exists()
    with pytest.raises(Refusal):
        asking_in.invite_family(email=TO)


def test_a_family_is_asked_in_by_letter_too(post_office: PostOffice) -> None:
    asking_in.invite_family(email=TO)
    deliver()
    client = Client()
    assert (
        client.post("/join", {**JOOST, "code": code_in(post_office)}).headers["Location"] == "/sheets/family"
    )

"""A way back by letter: over a real mail server, looked at as it goes over the wire and as it lies here."""

from __future__ import annotations

import logging
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from tests.factories.post_office import HEADERS, PostOffice

from myosotis.people.models import Account, MailedCode
from myosotis.vault import spaces
from myosotis.work import actions as work
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)

WHO = {
    "country": "IE",
    "timezone": "Europe/Dublin",
    "family": "Heron Lane",
    "name": "Ilse Marchbanks",
    "email": "ilse.marchbanks@example.org",
    "password": "four grey stones here",
    "again": "four grey stones here",
}
NEW = {"password": "a quiet new evening", "again": "a quiet new evening"}
PERSONAL = ("Heron", "Lane", "Ilse", "Marchbanks", "Dublin", "IE")


def found() -> Client:
    client = Client()
    assert client.post("/begin", {**WHO, "step": "password"}).status_code == 302
    return client


def reached(office: PostOffice) -> Client:
    """A parent whose address answered a letter; the post office is empty after."""
    client = found()
    client.post("/more/letters")
    deliver()
    code = code_in(office)
    assert client.post("/more/letters/code", {"code": code}).headers["Location"] == "/more/signing-in"
    office.received.clear()
    return client


def deliver() -> None:
    """The worker's round, until nothing more can be done now."""
    worker = work.arrive()
    while (task := work.claim(worker)) is not None:
        work.perform(task)
    work.leave(worker)


def code_in(office: PostOffice, at: int = -1) -> str:
    found = re.search(r"^([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})\r?$", office.received[at].words, re.MULTILINE)
    assert found, office.received[at].words
    return found[1]


def ask(email: str = WHO["email"], client: Client | None = None) -> str:
    return (client or Client()).post("/forgotten/letter", {"email": email}).content.decode()


def signs_in(password: str) -> bool:
    return Client().post("/sign-in", {"email": WHO["email"], "password": password}).status_code == 302


def test_a_letter_lets_its_reader_back_in_once_and_signs_every_device_out(post_office: PostOffice) -> None:
    elsewhere = reached(post_office)
    assert "on its way" in ask()
    deliver()
    letter = post_office.received[0]
    assert letter.to == [WHO["email"]]
    code = code_in(post_office)
    assert f"/forgotten/code#{code}" in letter.words
    reader = Client()
    asked = reader.post("/forgotten/code", {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Choose a new password" in asked
    assert elsewhere.get("/more").status_code == 200, "looking at a code changes nothing"
    back = reader.post("/forgotten/code", {"code": code, **NEW})
    assert back.headers["Location"] == "/"
    assert reader.get("/more").status_code == 200
    assert elsewhere.get("/more").status_code == 302
    assert signs_in(NEW["password"])
    assert not signs_in(WHO["password"])
    again = Client().post("/forgotten/code", {"code": code, **NEW})
    assert "not good" in again.content.decode()


def test_the_letter_tells_nothing_to_whoever_sees_it(post_office: PostOffice) -> None:
    reached(post_office)
    ask()
    deliver()
    letter = post_office.received[0]
    message = letter.message
    assert message["Subject"] == "Myosotis"
    assert message["From"] == "Myosotis <letters@house.example>"
    assert message.get_content_type() == "text/plain"
    assert re.fullmatch(r"<[0-9a-f]{32}@house\.example>", message["Message-ID"])
    assert letter.greeting == "[127.0.0.1]"
    assert set(message.keys()) <= HEADERS
    # The address itself must stand in To; it is looked for in everything else.
    wire = letter.wire.replace(WHO["email"].encode(), b"")
    seen = [w for w in PERSONAL if re.search(rb"\b" + w.encode() + rb"\b", wire, re.IGNORECASE)]
    assert seen == []


def test_the_answer_is_the_same_for_an_address_nobody_has(post_office: PostOffice) -> None:
    reached(post_office)
    assert _same(ask("nobody@example.org")) == _same(ask())
    deliver()
    assert [letter.to for letter in post_office.received] == [[WHO["email"]]]
    assert MailedCode.objects.filter(account=None).count() == 0


def _same(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_an_address_that_never_answered_gets_no_letter(post_office: PostOffice) -> None:
    found()
    assert "on its way" in ask()
    deliver()
    assert post_office.received == []
    assert not MailedCode.objects.exists()


def test_a_code_ends_after_an_hour(post_office: PostOffice) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as traveller:
        reached(post_office)
        ask()
        deliver()
        code = code_in(post_office)
        traveller.shift(3601)
        late = Client().post("/forgotten/code", {"code": code, **NEW}).content.decode()
        assert "not good" in late
        assert signs_in(WHO["password"])
        ask()
        assert MailedCode.objects.count() == 1, "the ended one is gone"


def test_a_letter_that_waited_too_long_is_not_sent(post_office: PostOffice) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as traveller:
        reached(post_office)
        ask()
        traveller.shift(3601)
        deliver()
    assert post_office.received == []
    assert not Task.objects.exists()


def test_codes_cannot_be_guessed_for_long(post_office: PostOffice) -> None:
    reached(post_office)
    ask()
    deliver()
    guesser = Client(REMOTE_ADDR="192.0.2.7")
    for number in range(10):
        page = guesser.post("/forgotten/code", {"code": f"AAAA-BBBB-CC{number:02}"})
        assert "not good" in page.content.decode()
    right = guesser.post("/forgotten/code", {"code": code_in(post_office), **NEW})
    assert "Please wait" in right.content.decode()
    owner = Client(REMOTE_ADDR="192.0.2.8")
    assert owner.post("/forgotten/code", {"code": code_in(post_office), **NEW}).status_code == 302


def test_only_so_many_letters_go_to_one_address_and_from_one_network(post_office: PostOffice) -> None:
    reached(post_office)
    answers = [ask(client=Client(REMOTE_ADDR=f"192.0.2.{n}")) for n in range(1, 5)]
    assert ["Please wait" in page for page in answers] == [False, False, False, True]
    many = [ask(f"someone{n}@example.org") for n in range(11)]
    assert "Please wait" not in many[9]
    assert "Please wait" in many[10]


def test_at_most_three_letters_are_open_at_once(post_office: PostOffice) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as traveller:
        reached(post_office)
        for _quarter in range(2):
            for number in range(2):
                ask(client=Client(REMOTE_ADDR=f"192.0.2.{number}"))
            deliver()
            traveller.shift(15 * 60)
    assert len(post_office.received) == 3


def test_a_worker_that_dies_after_sending_sends_the_same_letter_once_more(post_office: PostOffice) -> None:
    reached(post_office)
    ask()
    row = MailedCode.objects.get()
    before = bytes(row.sealed)
    deliver()
    # The worker was killed between the server's yes and its own note of it: the row is as it was.
    MailedCode.objects.filter(pk=row.pk).update(sealed=before)
    work.later("people.send-code", code=row.pk)
    deliver()
    first, second = post_office.received
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.words == second.words
    assert Client().post("/forgotten/code", {"code": code_in(post_office), **NEW}).status_code == 302


def test_a_task_that_runs_twice_sends_one_letter(post_office: PostOffice) -> None:
    reached(post_office)
    ask()
    work.later("people.send-code", code=MailedCode.objects.get().pk)
    deliver()
    assert len(post_office.received) == 1


def test_a_server_that_is_away_is_tried_again_and_its_words_are_kept_nowhere(
    post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    reached(post_office)
    post_office.to_recipient = "451 {address} come back later, says mailhost.example"
    ask()
    with caplog.at_level(logging.DEBUG):
        deliver()
    task = Task.objects.get()
    assert (task.given_up, task.error) == (False, "SMTPRecipientsRefused")
    _nothing_of_it_stays(caplog, "mailhost", WHO["email"])
    post_office.to_recipient = "250 OK"
    Task.objects.update(pause=0)
    deliver()
    assert len(post_office.received) == 1
    assert not Task.objects.exists()


@pytest.mark.parametrize("stage", ["to_recipient", "to_letter"])
def test_a_refusal_for_good_is_not_tried_again(
    post_office: PostOffice, caplog: pytest.LogCaptureFixture, stage: str
) -> None:
    reached(post_office)
    setattr(post_office, stage, "550 no such mailbox at mailhost.example")
    ask()
    with caplog.at_level(logging.DEBUG):
        deliver()
    task = Task.objects.get()
    assert (task.given_up, task.error) == (True, "LetterRefused")
    assert not MailedCode.objects.exists()
    _nothing_of_it_stays(caplog, "mailhost", WHO["email"])


def _nothing_of_it_stays(caplog: pytest.LogCaptureFixture, *words: str) -> None:
    rows = _rows()
    # The mail server of the test runs in this process, and what it logs is its own affair.
    logged = "\n".join(r.getMessage() + (r.exc_text or "") for r in caplog.records if r.name != "mail.log")
    assert "people.send-code" in logged
    for word in words:
        assert word not in logged
        assert word.encode() not in rows


def _rows() -> bytes:
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a table of our own)
            values = [value for row in cursor.fetchall() for value in row]
            parts += [bytes(v) if isinstance(v, bytes | memoryview) else repr(v).encode() for v in values]
    return b"\n".join(parts)


def test_address_and_code_lie_sealed_until_the_letter_went_and_then_are_gone(
    post_office: PostOffice,
) -> None:
    reached(post_office)
    ask()
    row = MailedCode.objects.get()
    keys = spaces.open_spaces([row.space_id])
    waiting = row.sealed.open(keys)
    assert waiting.email == WHO["email"]
    assert WHO["email"].encode() not in _rows()
    assert waiting.code.encode() not in _rows()
    deliver()
    sent = MailedCode.objects.get().sealed.open(keys)
    assert (sent.email, sent.code) == ("", "")
    assert code_in(post_office).replace("-", "").encode() not in _rows()


def test_a_code_of_one_kind_does_not_serve_for_the_other(post_office: PostOffice) -> None:
    client = reached(post_office)
    client.post("/more/letters")
    deliver()
    reach = code_in(post_office)
    assert "not good" in Client().post("/forgotten/code", {"code": reach, **NEW}).content.decode()
    ask()
    deliver()
    way_back = code_in(post_office)
    assert "not good" in client.post("/more/letters/code", {"code": way_back}).content.decode()


def test_a_new_password_ends_the_letters_that_are_out(post_office: PostOffice) -> None:
    client = reached(post_office)
    ask()
    deliver()
    client.post("/more/password", {"old": WHO["password"], **NEW})
    late = Client().post("/forgotten/code", {"code": code_in(post_office), **NEW})
    assert "not good" in late.content.decode()


def test_a_password_that_is_refused_leaves_the_code_good(post_office: PostOffice) -> None:
    reached(post_office)
    ask()
    deliver()
    code = code_in(post_office)
    short = {"code": code, "password": "short", "again": "short"}
    assert "ten characters" in Client().post("/forgotten/code", short).content.decode()
    assert Client().post("/forgotten/code", {"code": code, **NEW}).status_code == 302


def test_the_page_offers_letters_only_where_they_can_be_sent(post_office: PostOffice) -> None:
    found()
    page = Client().get("/forgotten").content.decode()
    assert "/forgotten/letter" in page
    assert "/forgotten/sheet" in page


def test_without_mail_there_is_the_sheet_and_whoever_runs_this_place() -> None:
    client = found()
    page = Client().get("/forgotten").content.decode()
    assert "whoever runs this place can help" in page
    assert "/forgotten/letter" not in page
    assert Client().get("/forgotten/letter").headers["Location"] == "/forgotten"
    assert client.get("/more/letters").headers["Location"] == "/more/signing-in"
    assert Account.objects.count() == 1

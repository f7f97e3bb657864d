"""Whatever somebody types into a link or beside a moment: kept as it is and shown harmless, or refused."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import SAMPLES
from tests.factories.people import guardian, parent, signed_in
from tests.factories.sharing import mark, open_link, ready, shared_moment

from myosotis.guestbook import actions as guestbook
from myosotis.guestbook import queries as desk
from myosotis.people import guesses
from myosotis.sharing import actions, queries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.full]


def naughty() -> list[str]:
    source = SAMPLES / "text" / "naughty-strings.txt"
    if not source.exists():
        pytest.skip("the sample strings are not here")
    return [line for line in source.read_text("utf-8").split("\n") if line and not line.startswith("#")]


def harmless(page: str) -> bool:
    return not any(tag in page for tag in ("<script>", "<img", "<iframe", 'href="javascript'))


def test_a_note_and_a_gate_may_say_anything() -> None:
    ilse = parent()
    inside = signed_in("ilse@example.org")
    moment = shared_moment(ilse)
    for text in naughty():
        said = inside.post(f"/moments/{moment}/share", {"note": text, "gate": text, "length": "open"})
        links = queries.links_to(ilse, moment)
        if "\0" in text or len(text) > 200:
            assert (said.status_code, links) == (400, [])
            continue
        (link,) = links
        assert link.value.note == text.strip()
        assert harmless(inside.get(f"/links/{link.id}").content.decode())
        actions.close(by=ilse, link=link.id)


def test_a_gate_of_any_words_is_read_harmlessly_and_its_password_fits() -> None:
    ilse = parent()
    moment = shared_moment(ilse)
    strings = [text for text in naughty() if 4 <= len(text) <= 200 and "\0" not in text]
    for number, text in enumerate(strings):
        # A password costs its tenth of a second each time; the strings of a kind stand together in the list.
        password = text if number % 12 == 0 else ""
        made = actions.make(by=ilse, moment=moment, note="", gate=text, password=password, days=None)
        reader, page = open_link(made.token)
        if password:
            form = {"csrfmiddlewaretoken": mark(reader, page), "password": password}
            assert reader.post(page + "password", form).status_code == 303, text
        assert harmless(reader.get(page).content.decode())
        actions.close(by=ilse, link=made.id)


def test_a_name_and_words_may_say_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(guesses.BOUNDS, "words", (0, 0, 10_000))
    ilse = parent()
    maria = guardian(ilse)
    guestbook.let_guardians_read(by=ilse)
    made = actions.make(by=ilse, moment=shared_moment(ilse), note="", gate="", password="", days=None)
    reader, page = open_link(made.token)
    wanted = []
    for text in naughty():
        status = leave(reader, page, name=text[:200], words=text)
        if "\0" in text or not text.strip():
            assert status == 400
            continue
        assert status == 302, text
        wanted.append(text.strip())
    ready()
    at = signed_in("maria@example.org")
    assert harmless(at.get("/desk").content.decode())
    found = []
    number = 1
    while True:
        shown = desk.desk(maria, page=number)
        found += [card.words for card in shown.cards]
        if not shown.later:
            break
        number = shown.later
    assert [one.strip() for one in found] == wanted


def leave(reader: Client, page: str, **fields: str) -> int:
    form = {"csrfmiddlewaretoken": mark(reader, page), **fields}
    return reader.post(page + "words", form).status_code

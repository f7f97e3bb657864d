"""Words left on a reader's page: kept for whoever reads first, never seen by the parents before that."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.factories.people import guardian, parent, signed_in
from tests.factories.sharing import mark, open_link, share, shared_moment
from tests.factories.sharing import ready as work_off

from myosotis.guestbook import actions as guestbook
from myosotis.guestbook import queries as desk
from myosotis.guestbook.models import Incoming
from myosotis.people.viewer import Viewer

pytestmark = pytest.mark.django_db(transaction=True)

KIND = "I think of you.\n\n<b>Bread</b> on Thursday."


def evening() -> tuple[Viewer, Viewer, Client, str]:
    """A parent, a guardian who reads first, and a browser that reads a shared moment."""
    ilse = parent()
    maria = guardian(ilse)
    guestbook.let_guardians_read(by=ilse)
    link = share(signed_in("ilse@example.org"), shared_moment(ilse))
    return ilse, maria, *open_link(link.token)


def leave(reader: Client, page: str, **fields: str) -> tuple[int, str]:
    form = {"csrfmiddlewaretoken": mark(reader, page), "name": "", "words": "", **fields}
    answer = reader.post(page + "words", form)
    return answer.status_code, answer.content.decode()


def pages(inside: Client) -> list[str]:
    """What a parent sees, without the marks of forms, which differ each time."""
    seen = [inside.get(address).content.decode() for address in ("/", "/more", "/bin", "/story", "/words")]
    return [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in seen]


def test_without_somebody_who_reads_first_there_is_no_place_for_words() -> None:
    ilse = parent()
    link = share(signed_in("ilse@example.org"), shared_moment(ilse))
    reader, page = open_link(link.token)
    assert "Leave a few words" not in reader.get(page).content.decode()
    form = {"csrfmiddlewaretoken": "x", "words": "hello"}
    assert reader.post(page + "words", form).status_code == 403


def test_words_lie_at_the_desk_and_the_parents_find_nothing_until_they_are_let_through() -> None:
    _ilse, maria, reader, page = evening()
    inside = signed_in("ilse@example.org")
    before = pages(inside)
    assert leave(reader, page, name="Aunt Berit", words=KIND)[0] == 302
    assert "Your words are kept." in reader.get(page + "left").content.decode()
    work_off()
    assert pages(inside) == before
    (card,) = desk.desk(maria).cards
    assert (card.name, card.words, card.beside) == ("Aunt Berit", KIND, "The snow")
    guestbook.let_through(by=maria, words=card.id)
    shown = inside.get(f"/moments/{card.moment}").content.decode()
    assert "Aunt Berit" in shown
    assert "&lt;b&gt;Bread&lt;/b&gt; on Thursday." in shown
    # What others left is for the parents; a reader does not see it.
    assert "Aunt Berit" not in reader.get(page).content.decode()


@pytest.mark.parametrize("wrong", ["", "   \n", "x" * 10_001, "a\x00b"])
def test_what_cannot_be_kept_stays_on_the_page_with_a_reason(wrong: str) -> None:
    _ilse, _maria, reader, page = evening()
    status, words = leave(reader, page, name="Berit", words=wrong)
    assert status == 400
    assert 'class="error"' in words
    assert 'value="Berit"' in words
    if wrong.strip() and "\x00" not in wrong:
        assert wrong in words
    assert not Incoming.objects.exists()


def test_a_flood_waits_and_loses_nothing_it_typed() -> None:
    _ilse, _maria, reader, page = evening()
    form = {"csrfmiddlewaretoken": mark(reader, page), "name": "", "words": "hello"}
    answers = [reader.post(page + "words", form) for _ in range(62)]
    assert [one.status_code for one in answers] == [302] * 60 + [400] * 2
    assert "Many words came from where you are" in answers[-1].content.decode()
    assert "hello" in answers[-1].content.decode()
    far = Client(REMOTE_ADDR="198.51.100.7")
    far.cookies = reader.cookies
    assert far.post(page + "words", form).status_code == 302


def test_a_link_that_was_closed_takes_no_words() -> None:
    _ilse, _maria, reader, page = evening()
    form = {"csrfmiddlewaretoken": mark(reader, page), "name": "", "words": "hello"}
    link = page.split("/")[2]
    signed_in("ilse@example.org").post(f"/links/{link}/close")
    assert reader.post(page + "words", form).status_code == 404
    assert not Incoming.objects.exists()

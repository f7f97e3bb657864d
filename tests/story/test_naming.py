"""The baby's name: written by one, by the other, and by both at the same instant."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.beside import at_once, on_disk
from tests.factories.people import parent, partner, signed_in, stranger

from myosotis.people.viewer import Viewer
from myosotis.story import actions, babies
from myosotis.story.models import Baby
from myosotis.story.rules import name_mark
from myosotis.vault.models import JournalLine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def hers(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


@pytest.fixture
def his(ilse: Viewer) -> Client:
    partner(ilse)
    return signed_in("joost@example.org")


def opened(page: str) -> str:
    """What the page was opened with, as its form carries it."""
    found = re.search(r'name="opened" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def open_page(client: Client) -> str:
    return opened(client.get("/baby").content.decode())


def send(client: Client, name: str, mark: str) -> str:
    """Write a name; the page that answers, or nothing where it was kept."""
    answer = client.post("/baby", {"name": name, "opened": mark})
    if answer.status_code == 302:
        assert answer.headers["Location"] == "/"
        return ""
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_who_comes_second_sees_both_names_and_chooses(ilse: Viewer, hers: Client, his: Client) -> None:
    first, second = open_page(hers), open_page(his)
    assert send(hers, "Alma", first) == ""
    page = send(his, "Almut", second)
    assert "Which name shall it be?" in page
    assert [*re.findall(r'type="radio" name="name" value="([^"]*)"', page)] == ["Alma", "Almut"]
    assert re.search(r'value="Alma"[^>]* checked', page), "what stands is chosen until somebody chooses"
    assert babies.names_of_story(ilse) == "Alma"
    assert send(his, "Almut", opened(page)) == ""
    assert babies.names_of_story(ilse) == "Almut"


def test_choosing_what_stands_changes_nothing_and_writes_nothing(
    ilse: Viewer, hers: Client, his: Client
) -> None:
    mark = open_page(his)
    send(hers, "Alma", open_page(hers))
    page = send(his, "Almut", mark)
    lines = JournalLine.objects.count()
    assert send(his, "Alma", opened(page)) == ""
    assert (babies.names_of_story(ilse), JournalLine.objects.count()) == ("Alma", lines)


def test_who_answers_while_it_changes_once_more_is_asked_once_more(
    ilse: Viewer, hers: Client, his: Client
) -> None:
    mark = open_page(his)
    send(hers, "Alma", open_page(hers))
    page = send(his, "Almut", mark)
    send(hers, "", open_page(hers))
    again = send(his, "Almut", opened(page))
    assert "No name" in again
    assert babies.names_of_story(ilse) == ""
    send(his, "Almut", opened(again))
    assert babies.names_of_story(ilse) == "Almut"


def test_the_same_name_twice_is_no_question(ilse: Viewer, hers: Client, his: Client) -> None:
    mark = open_page(his)
    assert send(hers, " Alma", open_page(hers)) == ""
    assert send(his, "Alma ", mark) == ""
    assert babies.names_of_story(ilse) == "Alma"


def test_the_form_tells_the_name_to_nobody_without_the_familys_key(ilse: Viewer) -> None:
    vera = stranger()
    marks = {name_mark(name, viewer) for name in ("", "Alma") for viewer in (ilse, vera)}
    assert len(marks) == 4
    assert name_mark("Alma", partner(ilse)) == name_mark("Alma", ilse)


def test_two_first_names_at_one_instant_are_one_baby(ilse: Viewer, tmp_path: Path) -> None:
    with on_disk(tmp_path):
        none = name_mark("", ilse)
        joost = partner(ilse)
        first = partial(actions.name_baby, by=ilse, name="Alma", opened=none)
        with pytest.raises(actions.Conflict):
            at_once(first, partial(actions.name_baby, by=joost, name="Almut", opened=none)).end()
        assert babies.names_of_story(ilse) == "Alma"
        assert Baby.objects.count() == 1
        # Where nobody looks at a page (an importer, a test), the later name stands; of one baby all the same.
        later = at_once(
            partial(actions.name_baby, by=ilse, name="Ada"), partial(actions.name_baby, by=joost, name="Ea")
        )
        assert later.end() == Baby.objects.get().pk
        assert babies.names_of_story(ilse) == "Ea"

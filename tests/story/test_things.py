"""Babies, pregnancies, people and chapters: kept, changed, taken back, and nobody else's."""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import uuid4

import pytest
import time_machine
from tests.factories.people import parent, partner, stranger

from myosotis.story import actions, queries, things
from myosotis.story.actions import things as keeping
from myosotis.story.models import Before, Person
from myosotis.story.values import PersonValue

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_changed_can_say_again_what_it_said() -> None:
    ilse = parent()
    key = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wim", who="a friend"))
    known = things.persons(ilse)[0]
    keeping.keep(by=ilse, sort=Person, key=key, value=replace(known.value, name="Willem"), revision=1)
    assert [one.value.name for one in things.persons(ilse)] == ["Willem"]
    ((before, was),) = things.befores(ilse, key)
    assert (was.value["name"], was.by) == ("Wim", str(ilse.membership_id))
    keeping.restore_before(by=ilse, sort=Person, key=key, before=before)
    assert [one.value.name for one in things.persons(ilse)] == ["Wim"]
    assert [one.value["name"] for _key, one in things.befores(ilse, key)] == ["Willem", "Wim"]


def test_a_page_that_is_behind_changes_nothing() -> None:
    ilse = parent()
    joost = partner(ilse)
    key = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wim"))
    keeping.keep(by=joost, sort=Person, key=key, value=PersonValue(name="Willem"), revision=1)
    with pytest.raises(actions.Conflict):
        keeping.keep(by=ilse, sort=Person, key=key, value=PersonValue(name="Pim"), revision=1)
    assert [one.value.name for one in things.persons(ilse)] == ["Willem"]


def test_the_bin_keeps_thirty_days_and_then_lets_go() -> None:
    ilse = parent()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        key = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wim"))
        keeping.keep(by=ilse, sort=Person, key=key, value=PersonValue(name="Willem"))
        keeping.bin_thing(by=ilse, sort=Person, key=key)
        assert things.persons(ilse) == []
        assert [binned for _sort, binned, _value in things.binned(ilse)] == [key]
        keeping.restore_thing(by=ilse, sort=Person, key=key)
        assert [one.id for one in things.persons(ilse)] == [key]
        keeping.bin_thing(by=ilse, sort=Person, key=key)
        clock.move_to(datetime.datetime(2026, 3, 30, tzinfo=datetime.UTC))
        assert actions.empty_bins() == 0
        clock.move_to(datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
        assert actions.empty_bins() == 1
    assert not Person.objects.exists()
    assert not Before.objects.exists()


def test_one_parents_own_person_is_not_the_others_and_no_other_familys() -> None:
    ilse = parent()
    joost, vera = partner(ilse), stranger()
    key = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wim"), private=True)
    shared = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Ana"))
    assert [one.id for one in things.persons(joost)] == [shared]
    assert things.persons(vera) == []
    for other in (joost, vera):
        with pytest.raises(Person.DoesNotExist):
            keeping.keep(by=other, sort=Person, key=key, value=PersonValue(name="Pim"))
        with pytest.raises(Person.DoesNotExist):
            keeping.bin_thing(by=other, sort=Person, key=key)


def test_what_is_told_of_an_entry_is_a_version_first_and_comes_back_with_it() -> None:
    ilse = parent()
    key = actions.keep_moment(by=ilse, paragraphs=["A blanket"])
    actions.tell(by=ilse, moment=key, kind="keepsake", keepsake={"what": "blanket"}, tags=["wool"])
    actions.tell(by=ilse, moment=key, kind="moment", tags=[])
    head = queries.moment(ilse, key).head
    # Changing what it is loses nothing of what was told of it.
    assert (head.kind, head.keepsake, head.tags) == ("moment", {"what": "blanket"}, [])
    newest = queries.versions(ilse, key)[0]
    actions.restore_version(by=ilse, moment=key, version=newest.id)
    head = queries.moment(ilse, key).head
    assert (head.kind, head.keepsake, head.tags) == ("keepsake", {"what": "blanket"}, ["wool"])
    with pytest.raises(TypeError):
        actions.tell(by=ilse, moment=key, binned="2026-01-01")


def test_a_letter_is_folded_in_the_story() -> None:
    ilse = parent()
    key = uuid4()
    actions.tell(by=ilse, moment=key, kind="letter")
    block = {"id": "0a0a0a0a", "kind": "paragraph", "runs": [{"t": "What I never said"}]}
    actions.write(by=ilse, moment=key, title="To you", blocks=[block], revision=0)
    (card,) = queries.page(ilse).moments
    assert (card.head.title, card.head.opening, card.head.longer) == ("To you", "", True)

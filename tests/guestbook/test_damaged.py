"""Letters that were damaged or moved: kept as they are, in nobody's way, and known to the doctor."""

from __future__ import annotations

import pytest
from tests.factories.people import parent
from tests.factories.words import leave, reader, told, worked

from myosotis.environment import environment
from myosotis.guestbook import queries
from myosotis.guestbook.models import Incoming
from myosotis.preservation.checks.inside import letters
from myosotis.preservation.findings import Asked, State

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = Asked(environment(), read=False, progress=lambda done, of: None)


def test_a_letter_that_does_not_open_is_kept_and_stops_no_other() -> None:
    ilse = parent()
    maria = reader(ilse)
    moment = told(ilse)
    leave(ilse, moment, "whole")
    leave(ilse, moment, "damaged")
    damaged = list(Incoming.objects.all())[-1]
    damaged.letter = bytes(damaged.letter)[:-1] + b"\0"
    damaged.save()
    worked()
    assert Incoming.objects.get().pk == damaged.pk
    assert len(queries.desk(maria).cards) == 1
    (found,) = letters.look(ASKED)
    assert (found.id, found.state) == ("D-LETTERS", State.CARE)
    assert found.said.endswith(": 1.")


def test_the_doctor_says_the_same_whether_letters_wait_or_not() -> None:
    ilse = parent()
    reader(ilse)
    before = list(letters.look(ASKED))
    for number in range(60):
        leave(ilse, told(ilse), f"words {number}")
    assert list(letters.look(ASKED)) == before
    assert before[0].state is State.GOOD


def test_a_letter_moved_to_another_moment_does_not_open() -> None:
    ilse = parent()
    reader(ilse)
    leave(ilse, told(ilse))
    Incoming.objects.update(moment=told(ilse, "Another"))
    worked()
    assert Incoming.objects.count() == 1

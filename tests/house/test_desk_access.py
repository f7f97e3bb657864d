"""The access table of words: every address of the desk and of the parents × method × who asks."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.people import guardian, parent, partner, signed_in, stranger
from tests.factories.words import leave, told, worked
from tests.house.desk import DESK, WHO
from tests.house.test_access import addresses_of
from tests.house.test_access import told as answer

from myosotis.guestbook import actions, queries

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

#: Who asks, as a browser: everybody signs in but the first.
BROWSERS = {"parent": "joost", "guardian": "maria", "taken": "ilse", "resting": "maria"}
ELSEWHERE = {"stranger": "vera", "their guardian": "ines"}
#: These end what the others need.
LAST = ("words-first", "guardian-end")


class Evening:
    """Two families with a guardian each; the first has a moment that words were left beside."""

    def __init__(self, who: str) -> None:
        self.ilse = parent()
        partner(self.ilse)
        self.maria = guardian(self.ilse)
        self.keeper = self.maria
        vera = stranger()
        guardian(vera, name="Ines", email="ines@example.org")
        actions.let_guardians_read(by=vera)
        actions.let_guardians_read(by=self.ilse)
        if who in ("taken", "resting"):
            actions.take_desk(by=self.ilse)
            self.keeper = self.ilse
        self.moment = told(self.ilse)

    def letter(self, *, through: bool) -> str:
        """Words that wait, or words that were let through."""
        leave(self.ilse, self.moment)
        worked()
        words = queries.desk(self.keeper).cards[0].id
        if through:
            actions.let_through(by=self.keeper, words=words)
        return str(words)


def browser(who: str) -> Client:
    name = (BROWSERS | ELSEWHERE).get(who)
    return signed_in(f"{name}@example.org") if name else Client()


@pytest.mark.parametrize("who", WHO)
def test_everybody_gets_what_the_table_says(who: str) -> None:
    evening, client = Evening(who), browser(who)
    found = {}
    for name in sorted(DESK, key=lambda name: LAST.index(name) if name in LAST else -1):
        words = evening.letter(through=name in ("words-away", "words-back"))
        things = {"words": words, "member": str(evening.maria.membership_id)}
        address = addresses_of(things)[name]
        found[name] = (answer(client, "get", address), answer(client, "post", address))
    assert found == {name: row[WHO.index(who)] for name, row in DESK.items()}

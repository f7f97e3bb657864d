"""Leaving words: what somebody who reads sends to the desk, through the door they came in by."""

from __future__ import annotations

from django.db import transaction

from myosotis.guestbook import actions as guestbook
from myosotis.people import guesses
from myosotis.sharing.reading import Reading, TooMany
from myosotis.story.cards import shown_date


def leave(reading: Reading, *, name: str, words: str, network: str) -> None:
    """Send a name and words to the desk. Raises `guestbook.actions.Refusal`, and `TooMany` in a flood."""
    if guesses.too_many("words", "", network):
        raise TooMany
    beside = reading.moment.head.title or shown_date(reading.moment.head.date).words
    # One transaction, so that the disk is asked once.
    with transaction.atomic():
        guestbook.leave(
            family=reading.family, moment=reading.moment.id, name=name, words=words, beside=beside
        )
        guesses.count("words", "", network)

"""Leaving words: what somebody who reads sends to the desk, through the door they came in by."""

from __future__ import annotations

from myosotis.guestbook import actions as guestbook
from myosotis.people import guesses
from myosotis.sharing.reading import Reading, TooMany
from myosotis.story.cards import shown_date


def leave(reading: Reading, *, name: str, words: str, network: str) -> None:
    """Send a name and words to the desk. Raises `guestbook.actions.Refusal`, and `TooMany` in a flood."""
    subject = reading.link.hex
    if guesses.too_many("words", subject, network):
        raise TooMany
    guestbook.leave(
        family=reading.family,
        moment=reading.moment.id,
        name=name,
        words=words,
        beside=reading.moment.head.title or shown_date(reading.moment.head.date).words,
    )
    guesses.count("words", subject, network)

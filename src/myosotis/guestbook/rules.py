"""Rules of words: how long they may be, what may be done with them, and how a long letter begins. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from myosotis.guestbook.values import ASIDE, HELD, REFUSED, THROUGH
from myosotis.story.blocks import NotWords, normalise

#: From which states words may be brought into one.
_FROM = {
    THROUGH: (HELD, ASIDE, REFUSED),
    ASIDE: (HELD, REFUSED),
    REFUSED: (HELD, ASIDE),
}
#: Characters, after every line end became one line feed.
NAME, WORDS = 200, 10_000
#: How much of a long letter stands open on the desk: characters and lines.
OPENING, LINES = 600, 12
#: So many of the newest are remembered for the sentence on the first page.
RECENT = 100
#: So long whoever let words through can take them back; after that the parents may have read them.
TAKEN_BACK = timedelta(hours=1)


class Refusal(Exception):
    """Something cannot be done; the text is a kind sentence for whoever asked."""


def clean_name(name: str) -> str:
    """A name as typed, or nothing. Raises `Refusal`."""
    kept = _normal(name)
    if len(kept) > NAME:
        raise Refusal(_("The name is too long to be kept. A shorter one can be."))
    return kept if kept.strip() else ""


def clean_words(words: str) -> str:
    """Words as typed, every line end a line feed. Raises `Refusal` for none, and for too many."""
    kept = _normal(words)
    if not kept.strip():
        raise Refusal(_("There are no words yet. Even one is enough."))
    if len(kept) > WORDS:
        raise Refusal(_("This is longer than one letter can be. In two letters it can be left."))
    return kept


def may(state: str, to: str) -> bool:
    """Whether words in `state` may be brought into `to`."""
    return state in _FROM[to]


def may_take_back(told: dict[str, Any], by: str, now: datetime) -> bool:
    """Whether `by` let these words through, and lately enough: `told` is their entry in `NewsValue`."""
    return told["by"] == by and now - datetime.fromisoformat(told["at"]) <= TAKEN_BACK


def opening(words: str) -> str:
    """The first words of a long letter; a short one whole."""
    lines = words.split("\n")
    if len(words) <= OPENING + 100 and len(lines) <= LINES:
        return words
    cut = "\n".join(lines[:LINES])[:OPENING]
    kept = cut[: cut.rfind(" ")] if " " in cut[OPENING // 2 :] else cut
    return kept.rstrip() + " …"


def _normal(text: str) -> str:
    try:
        return normalise(text)
    except NotWords as problem:
        raise Refusal(str(problem)) from None

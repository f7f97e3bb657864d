"""The tokens of one entry: what stands over it, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable

from myosotis.kit import date_words
from myosotis.kit.edtf import parse_edtf
from myosotis.story import blocks as words
from myosotis.story import keepsakes
from myosotis.story.finding.folding import tokens
from myosotis.story.finding.layers import Words
from myosotis.story.values import Block, MomentHead

#: A token of ours, which nobody can type, begins with a character that is in no word: an entry's kind, the
#: day a letter opens, a person or baby it is about, a keepsake of the list.
KIND, OPENS, ABOUT, THING = "\x1fk", "\x1fo", "\x1fa", "\x1ft"
#: What every entry is that is nothing else; finding it would find everything.
PLAIN_KIND = "moment"


def words_of(head: MomentHead, blocks: Iterable[Block], described: Iterable[str]) -> Words:
    """What an entry is found by. `described` are the descriptions of the pictures that stand in it."""
    over = tokens(" ".join((head.title, head.said, said(head.date))))
    if head.kind != PLAIN_KIND:
        over.add(KIND + head.kind)
    if head.kind == "letter" and head.opens:
        over.add(OPENS + head.opens)
    thing = head.keepsake.get("what", "")
    known = thing in keepsakes.THINGS
    under = tokens("\n".join((*map(words.plain, blocks), *described, *beside(head), "" if known else thing)))
    under.update(ABOUT + key for key in (*head.babies, *head.people))
    if known:
        under.add(THING + thing)
    return Words(frozenset(over), frozenset(under))


def beside(head: MomentHead) -> list[str]:
    """The words that were said of an entry beside its own: places, tags, and the facts of a keepsake."""
    return [*head.places, *head.tags, *(head.keepsake.get(fact, "") for fact in keepsakes.FACTS)]


def said(date: str) -> str:
    """A date in words; nothing for one that is not known."""
    known = parse_edtf(date)
    return date_words.say(known) if known.is_known else ""

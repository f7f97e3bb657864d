"""Reading what somebody typed into the box: words that must all be there, phrases in quotes, dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from myosotis.kit import date_words
from myosotis.kit.edtf import FuzzyDate, NotADate
from myosotis.story.finding.folding import is_dense, sequence

#: What is read of a very long question: it finds by its first words.
MOST_CHARACTERS, MOST_TERMS = 1000, 16
#: Words that can say a date together: "between 3 and 6 March 2021".
_LONGEST_DATE = 7
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
#: Words that carry a year, or a whole date in digits. "May" alone is a word like others.
_YEARLY = re.compile(r"\b[0-9]{4}|[0-9][./-][0-9]{1,2}[./-][0-9]")


@dataclass(frozen=True, slots=True)
class Term:
    """One token that must be there. `last`: it may be the beginning of a word; `strict`: it alone counts."""

    token: str
    last: bool = False
    strict: bool = False

    @property
    def slips(self) -> int:
        """How many slips of the hand are forgiven: none in short words and in numbers."""
        if self.strict or self.token.isdecimal() or len(self.token) < 4:
            return 0
        return 2 if len(self.token) >= 8 else 1


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that stand together; where they say a date, an entry of that time is found too."""

    terms: tuple[Term, ...]
    date: FuzzyDate | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. `phrases` are tokens that must follow each other."""

    groups: tuple[Group, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def terms(self) -> list[Term]:
        """Every term of it."""
        return [term for group in self.groups for term in group.terms]


def read(text: str, today: datetime.date) -> Asked:
    """What `text` asks for; nothing where no word is in it."""
    text = text[:MOST_CHARACTERS]
    phrases = tuple(tuple(found) for one in _QUOTED.findall(text) if (found := sequence(one)))
    quoted = [Group(tuple(Term(token, strict=True) for token in phrase)) for phrase in phrases]
    loose = list(_groups(_QUOTED.sub(" ", text).split(), today))
    if loose and not text.rstrip().endswith(('"', "”", "“", "»")):
        *before, end = loose[-1].terms
        typing = Term(end.token, last=not end.strict, strict=end.strict)
        loose[-1] = Group((*before, typing), loose[-1].date)
    return Asked(_enough([*quoted, *loose]), tuple(one for one in phrases if len(one) > 1))


def _groups(words: list[str], today: datetime.date) -> Iterator[Group]:
    at = 0
    while at < len(words):
        date, width = _date_at(words, at, today)
        if terms := tuple(_terms(" ".join(words[at : at + width]))):
            yield Group(terms, date)
        at += width


def _date_at(words: list[str], at: int, today: datetime.date) -> tuple[FuzzyDate | None, int]:
    """The longest date that begins at a word, and of how many words it is; else that one word."""
    for width in range(min(_LONGEST_DATE, len(words) - at), 0, -1):
        text = " ".join(words[at : at + width]).strip(",;")
        if not _YEARLY.search(text):
            continue
        try:
            date = date_words.read(text, today=today)
        except NotADate:
            continue
        if date.is_known:
            return date, width
    return None, 1


def _terms(text: str) -> Iterator[Term]:
    for token in sequence(text):
        yield Term(token, strict=is_dense(token))


def _enough(groups: list[Group]) -> tuple[Group, ...]:
    """Groups until there are terms enough, each once."""
    kept: dict[Group, None] = {}
    count = 0
    for group in groups:
        if count >= MOST_TERMS:
            break
        group = Group(group.terms[: MOST_TERMS - count], group.date)
        kept[group] = None
        count += len(group.terms)
    return tuple(kept)

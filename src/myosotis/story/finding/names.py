"""Names by which entries are found that stand in none of them: people, babies, chapters, kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from myosotis.kit.edtf import parse_edtf
from myosotis.people.viewer import Viewer
from myosotis.story import keepsakes, things
from myosotis.story.finding.entries import ABOUT, KIND, PLAIN_KIND, THING
from myosotis.story.finding.folding import sequence
from myosotis.story.kinds import KINDS
from myosotis.story.values import ChapterValue

#: From a day to a day, both included; either may be open.
Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, folded, and what it leads to: entries with a mark, or those of a span of days."""

    tokens: tuple[str, ...]
    mark: str = ""
    span: Span | None = None


def names(viewer: Viewer) -> list[Name]:
    """Every such name this viewer knows. They are few, so they are opened at each search."""
    babies, persons = things.babies(viewer), things.persons(viewer)
    return [
        *(_name(f"{kind.word} {name}", KIND + name) for name, kind in KINDS.items() if name != PLAIN_KIND),
        *(_name(str(words), THING + thing) for thing, words in keepsakes.THINGS.items()),
        *(_name(f"{one.value.name} {one.value.also}", f"{ABOUT}{one.id}") for one in babies),
        *(_name(f"{one.value.name} {one.value.who}", f"{ABOUT}{one.id}") for one in persons),
        *(Name(_folded(one.value.name), span=_span(one.value)) for one in things.chapters(viewer)),
    ]


def _name(words: str, mark: str) -> Name:
    return Name(_folded(words), mark)


def _folded(words: str) -> tuple[str, ...]:
    return tuple(sequence(words))


def _span(chapter: ChapterValue) -> Span | None:
    """The days of a chapter; none for one that says neither its beginning nor its end."""
    first = parse_edtf(chapter.begins).bounds()[0]
    last = parse_edtf(chapter.ends).bounds()[1]
    return (first, last) if first or last else None

"""Asking for passages: what was typed in, a page of what was found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import heads, keepsakes
from myosotis.story.finding import asking, matching, passages
from myosotis.story.finding.asking import Asked
from myosotis.story.finding.entries import beside
from myosotis.story.finding.passages import Marker, Piece
from myosotis.story.heads import Spine
from myosotis.story.models import Moment, Picture
from myosotis.story.queries import MomentCard
from myosotis.story.rules import is_closed
from myosotis.story.values import MomentHead, PictureValue
from myosotis.vault.fields import open_many

#: Passages on one page.
PAGE = 20
#: How many entries are read at once where a phrase is looked for in their words.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class FoundCard:
    """An entry that was found, and the line in it that says so; empty where something else does."""

    card: MomentCard
    line: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, and whether there is more."""

    cards: tuple[FoundCard, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry with its words, opened; of a closed letter the title alone."""

    spine: Spine
    head: MomentHead
    texts: tuple[str, ...]
    closed: bool


def find(viewer: Viewer, text: str, *, page: int = 0) -> Found | None:
    """A page of what the viewer may see of what `text` asks for; None where it asks for nothing."""
    asked = asking.read(text, clock.today(viewer.timezone))
    if not asked.groups:
        return None
    answer = matching.answer(viewer, asked)
    first = page * PAGE
    several = list(islice(_with_phrases(viewer, answer.spines, asked), first, first + PAGE + 1))
    own = heads.of(viewer.private_space, viewer.keys)[1]
    marker = Marker.of(asked, answer.near)
    cards = tuple(_card(one, one.spine.id in own, marker) for one in _read(viewer, several[:PAGE]))
    return Found(cards, more=len(several) > PAGE)


def _with_phrases(viewer: Viewer, spines: list[Spine], asked: Asked) -> Iterator[Spine]:
    """Those in which every phrase stands. Entries are read only as far as somebody looks."""
    if not asked.phrases:
        yield from spines
        return
    for at in range(0, len(spines), _BATCH):
        for one in _read(viewer, spines[at : at + _BATCH]):
            texts = (one.head.title, one.head.said, *one.texts)
            if all(passages.follow(texts, phrase) for phrase in asked.phrases):
                yield one.spine


def _card(one: _Read, private: bool, marker: Marker) -> FoundCard:
    line = passages.line(one.texts, marker)
    return FoundCard(MomentCard(one.spine.key, one.head, private, closed=one.closed), line)


def _read(viewer: Viewer, spines: Iterable[Spine]) -> list[_Read]:
    """Entries with their words, in the order they came in. One that went meanwhile is passed over."""
    wanted = list(spines)
    keys = [spine.key for spine in wanted]
    rows = {row.pk: row for row in Moment.objects.filter(pk__in=keys, space__in=viewer.spaces)}
    described = _described(viewer, rows)
    today, found = clock.today(viewer.timezone), []
    for spine in wanted:
        row = rows.get(spine.key)
        head = row.head.open(viewer.keys) if row is not None else None
        if row is None or head is None or head.binned:
            continue
        closed = is_closed(head, today)
        texts: tuple[str, ...] = ()
        if not closed:
            blocks = row.body.open(viewer.keys).blocks
            said = [described.get(block.get("picture", ""), "") for block in blocks]
            thing = keepsakes.what(head.keepsake) if head.keepsake else ""
            texts = (*map(words.plain, blocks), *said, ", ".join(filter(None, [thing, *beside(head)])))
        found.append(_Read(spine, head, texts, closed))
    return found


def _described(viewer: Viewer, moments: Iterable[object]) -> dict[str, str]:
    rows = Picture.objects.filter(moment__in=list(moments), space__in=viewer.spaces)
    triples = rows.values_list("pk", "space_id", "sealed")
    opened = open_many(Picture, "sealed", PictureValue, triples, viewer.keys)
    return {str(key): value.description for key, value in opened if not value.binned}

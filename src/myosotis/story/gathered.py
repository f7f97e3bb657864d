"""Entries gathered by what was said of them: who is named, which places and words, and where chapters begin.

A head is opened only where its packed text can hold what is looked for: JSON writes a quotation mark inside
of words as `\\"`, so a key or an id between quotation marks is never part of what somebody typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from uuid import UUID

from myosotis.kit import clock
from myosotis.kit.edtf import parse_edtf, sort_key_of
from myosotis.people.viewer import Viewer
from myosotis.story import heads, queries, things
from myosotis.story.heads import Spine, order
from myosotis.story.queries import MomentCard
from myosotis.story.rules import is_closed
from myosotis.story.values import ChapterValue, MomentHead


def of_kind(viewer: Viewer, kind: str) -> list[MomentCard]:
    """The entries of one kind, in the story's order."""
    return [
        _card(viewer, spine, head) for spine, head in _with(viewer, f'"kind":"{kind}"') if head.kind == kind
    ]


def naming(viewer: Viewer, key: str) -> list[MomentCard]:
    """The entries that name a baby or a person, in the story's order."""
    found = _with(viewer, f'"{key}"')
    return [_card(viewer, spine, head) for spine, head in found if key in (*head.people, *head.babies)]


def for_children(viewer: Viewer) -> list[MomentCard]:
    """The entries a parent marked for the children, in the story's order; none that one parent keeps."""
    found, today = _with(viewer, '"children":'), clock.today(viewer.timezone)
    cards = [_card(viewer, spine, head) for spine, head in found if head.children]
    return [card for card in cards if not card.private and not is_closed(card.head, today)]


def kept_alone(viewer: Viewer) -> list[MomentCard]:
    """What lies in the viewer's own space, what was changed last first."""
    own = heads.of(viewer.private_space, viewer.keys)[0]
    return [
        MomentCard(one.key, one.head, True) for one in sorted(own, key=lambda one: one.changed, reverse=True)
    ]


def places_and_tags(viewer: Viewer) -> tuple[list[str], list[str]]:
    """The places and the words of the story as this viewer may read it, each once, by the alphabet."""
    places = {one for _spine, head in _with(viewer, '"places":') for one in head.places}
    tags = {one for _spine, head in _with(viewer, '"tags":') for one in head.tags}
    return sorted(places, key=str.casefold), sorted(tags, key=str.casefold)


def chapters(viewer: Viewer) -> list[tuple[ChapterValue, UUID]]:
    """The chapters that hold an entry, each with its first one, in order."""
    story = queries.story_of(viewer)
    found = [(one.value, _first(story, one.value)) for one in things.chapters(viewer)]
    return [(value, key) for value, key in found if key is not None]


def pictured(viewer: Viewer, chapter: ChapterValue) -> list[UUID]:
    """The entries of one chapter that hold pictures, in order. A letter stays folded, with its pictures.

    An entry whose day is not known is in no chapter.
    """
    story = queries.story_of(viewer)
    last = parse_edtf(chapter.ends).latest if chapter.ends else None
    found = []
    for spine in story[_at(story, chapter) :]:
        date = parse_edtf(spine.date)
        if not date.is_known or (last and date.earliest and date.earliest > last):
            break
        if '"pictures":' in spine.text:
            found.append(spine.key)
    return found


def _at(story: queries.Story, chapter: ChapterValue) -> int:
    if not chapter.begins:
        return 0
    return bisect_left(story, sort_key_of(chapter.begins), key=lambda spine: order(spine)[0])


def _first(story: queries.Story, chapter: ChapterValue) -> UUID | None:
    at = _at(story, chapter)
    first = parse_edtf(story[at].date) if at < len(story) else None
    if first is None or not first.is_known:
        return None
    last = parse_edtf(chapter.ends).latest if chapter.ends else None
    return story[at].key if last is None or first.earliest is None or first.earliest <= last else None


def _with(viewer: Viewer, text: str) -> Iterator[tuple[Spine, MomentHead]]:
    return ((spine, spine.head) for spine in queries.story_of(viewer) if text in spine.text)


def _card(viewer: Viewer, spine: Spine, head: MomentHead) -> MomentCard:
    return MomentCard(spine.key, head, queries.is_own(viewer, spine.key))

"""Asking the story: viewer first, plain cards out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeAlias
from uuid import UUID

from myosotis.design.cards import PictureCard
from myosotis.kit import clock
from myosotis.media import queries as media
from myosotis.people.viewer import Viewer
from myosotis.story import heads, things
from myosotis.story.cards import draw_picture
from myosotis.story.heads import Spine
from myosotis.story.models import Moment, Picture, Uncovered, Version
from myosotis.story.rules import is_closed, is_private, name_mark
from myosotis.story.values import (
    BabyValue,
    Block,
    MomentHead,
    PictureValue,
    UncoveredValue,
    VersionValue,
)
from myosotis.vault.fields import open_many

#: The heads of a story in order; not to be changed.
Story: TypeAlias = Sequence[Spine]
#: Moments on one page of the story.
PAGE = 20


@dataclass(frozen=True, slots=True)
class MomentCard:
    """A moment, opened for one viewer. `pictures` are those that were not taken out, by id."""

    id: UUID
    head: MomentHead
    private: bool
    blocks: tuple[Block, ...] = ()
    pictures: dict[str, PictureCard] = field(default_factory=dict)
    #: A letter that may not be opened now: then there are no blocks and no pictures here.
    closed: bool = False

    @property
    def picture_count(self) -> int:
        """How many pictures it holds."""
        return self.head.pictures


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the story. `earlier` and `later` are the moments the pages beside it begin or end with."""

    moments: tuple[MomentCard, ...]
    earlier: UUID | None
    later: UUID | None
    #: The first moment of each year, in order.
    years: tuple[tuple[str, UUID], ...]


@dataclass(frozen=True, slots=True)
class VersionCard:
    """What a moment was before it was changed; `at` is UTC, ISO 8601, `by` a membership."""

    id: UUID
    value: VersionValue


def page(viewer: Viewer, *, first: UUID | None = None, last: UUID | None = None) -> Page:
    """A page of the story that begins with moment `first`, or ends with `last`, or is the first of all.

    A moment that is not this viewer's, or gone, is passed over: the first page comes.
    """
    story = story_of(viewer)
    at = _position(story, first)
    if last is not None:
        at = max(0, _position(story, last) - PAGE + 1)
    shown = story[at : at + PAGE]
    return Page(
        moments=_with_covers(viewer, shown),
        earlier=story[at - 1].key if at else None,
        later=story[at + PAGE].key if at + PAGE < len(story) else None,
        years=_years(story) if len(story) > PAGE else (),
    )


def last_kept(viewer: Viewer) -> MomentCard | None:
    """What was written last, whenever it is told of."""
    story = story_of(viewer)
    if not story:
        return None
    newest = max(story, key=attrgetter("changed"))
    closed = is_closed(newest.head, clock.today(viewer.timezone))
    return MomentCard(newest.key, newest.head, is_own(viewer, newest.key), closed=closed)


def moment(viewer: Viewer, key: UUID) -> MomentCard:
    """One moment, with words and pictures; of a closed letter neither.

    Raises `Moment.DoesNotExist`: not there, not theirs, or binned.
    """
    row = Moment.objects.get(pk=key, space__in=viewer.spaces)
    head = row.head.open(viewer.keys)
    if head.binned:
        raise Moment.DoesNotExist
    private = is_private(row.space_id, viewer)
    if is_closed(head, clock.today(viewer.timezone)):
        return MomentCard(row.pk, head, private, closed=True)
    blocks = tuple(row.body.open(viewer.keys).blocks)
    return MomentCard(row.pk, head, private, blocks, pictures_of(viewer, [row.pk]))


def head_or_new(viewer: Viewer, key: UUID) -> MomentHead:
    """The head of a moment, or that of an empty one dated today where there is none of this id yet.

    Raises `Moment.DoesNotExist` where it is somebody else's or in the bin.
    """
    for by_id in _by_ids(viewer):
        spine = by_id.get(str(key))
        if spine is not None and not spine.binned:
            return spine.head
    if Moment.objects.filter(pk=key).exists():
        raise Moment.DoesNotExist
    return MomentHead(date=clock.today(viewer.timezone).isoformat())


def is_own(viewer: Viewer, key: UUID) -> bool:
    """Whether a moment lies in the viewer's own space."""
    return str(key) in heads.of(viewer.private_space, viewer.keys)[1]


def is_in_bin(viewer: Viewer, key: UUID) -> bool:
    """Whether a moment of this viewer waits in the bin."""
    found = [by_id[str(key)] for by_id in _by_ids(viewer) if str(key) in by_id]
    return any(spine.binned for spine in found)


def is_out(viewer: Viewer, key: str) -> bool:
    """Whether this is a picture of the viewer's that was taken out of its moment."""
    try:
        row = Picture.objects.get(pk=UUID(key), space__in=viewer.spaces)
    except (ValueError, Picture.DoesNotExist):
        return False
    return bool(row.sealed.open(viewer.keys).binned)


def is_visible(viewer: Viewer, key: UUID) -> bool:
    """Whether this moment stands in the viewer's story now."""
    found = [by_id[str(key)] for by_id in _by_ids(viewer) if str(key) in by_id]
    return any(not spine.binned for spine in found)


def is_open(viewer: Viewer, key: UUID) -> bool:
    """Whether it stands there and is no letter that is closed now."""
    today = clock.today(viewer.timezone)
    found = [by_id[str(key)] for by_id in _by_ids(viewer) if str(key) in by_id]
    return any(not spine.binned and not is_closed(spine.head, today) for spine in found)


def pictures_of(viewer: Viewer, moments: Iterable[UUID]) -> dict[str, PictureCard]:
    """The pictures of some moments that were not taken out, covered or not as this viewer left them.

    There are none of a closed letter.
    """
    shown = [key for key in moments if is_open(viewer, key)]
    rows = list(Picture.objects.filter(moment__in=shown, space__in=viewer.spaces))
    return _drawn(viewer, rows)


def picture(viewer: Viewer, key: UUID) -> tuple[Picture, PictureValue]:
    """A picture of a moment this viewer can open. Raises `Picture.DoesNotExist`, taken out ones too."""
    row = Picture.objects.get(pk=key, space__in=viewer.spaces)
    value = row.sealed.open(viewer.keys)
    if value.binned or not is_open(viewer, row.moment_id):
        raise Picture.DoesNotExist
    return row, value


def may_open(viewer: Viewer, key: UUID) -> bool:
    """Whether this picture stands in a moment this viewer can open."""
    try:
        picture(viewer, key)
    except Picture.DoesNotExist:
        return False
    return True


def may_see(viewer: Viewer, key: UUID) -> bool:
    """Whether this viewer may be shown this picture now: it is there, theirs, and they uncovered it."""
    try:
        row, _value = picture(viewer, key)
    except Picture.DoesNotExist:
        return False
    return str(row.pk) in uncovered(viewer, [row.moment_id])


def uncovered(viewer: Viewer, moments: Iterable[UUID]) -> set[str]:
    """The pictures of some moments that this viewer uncovered."""
    rows = Uncovered.objects.filter(space=viewer.private_space, moment__in=list(moments))
    triples = rows.values_list("pk", "space_id", "sealed")
    opened = open_many(Uncovered, "sealed", UncoveredValue, triples, viewer.keys)
    return {picture for _key, value in opened for picture in value.pictures}


def versions(viewer: Viewer, key: UUID) -> list[VersionCard]:
    """What a moment was before, newest first, in the viewer's spaces; nothing of a closed letter."""
    if not is_open(viewer, key):
        return []
    rows = Version.objects.filter(moment=key, space__in=viewer.spaces).values_list("pk", "space_id", "sealed")
    opened = open_many(Version, "sealed", VersionValue, rows, viewer.keys)
    cards = [VersionCard(pk, value) for pk, value in opened]
    return sorted(cards, key=lambda card: (card.value.at, card.value.revision), reverse=True)


def version(viewer: Viewer, key: UUID, version_key: UUID) -> VersionCard:
    """One version. Raises `Version.DoesNotExist`, for a closed letter too."""
    if not is_open(viewer, key):
        raise Version.DoesNotExist
    row = Version.objects.get(pk=version_key, moment=key, space__in=viewer.spaces)
    return VersionCard(row.pk, row.sealed.open(viewer.keys))


def in_bin(viewer: Viewer) -> list[MomentCard]:
    """The moments in the bin, the newest first."""
    found = [
        MomentCard(spine.key, spine.head, space == viewer.private_space)
        for space in viewer.spaces
        for spine in heads.of(space, viewer.keys)[1].values()
        if spine.binned
    ]
    return sorted(found, key=lambda card: (card.head.binned, card.head.changed), reverse=True)


def binned_pictures(viewer: Viewer) -> list[tuple[UUID, UUID, PictureValue]]:
    """Pictures taken out of moments that still stand: picture, its moment, and what is known of it."""
    rows = Picture.objects.filter(space__in=viewer.spaces).values_list("pk", "space_id", "sealed")
    opened = open_many(Picture, "sealed", PictureValue, rows, viewer.keys)
    out = {pk: value for pk, value in opened if value.binned}
    homes = Picture.objects.filter(pk__in=out).values_list("pk", "moment_id")
    return [(pk, home, out[pk]) for pk, home in homes if is_open(viewer, home)]


def moment_with_source(viewer: Viewer, source: str) -> MomentCard | None:
    """The moment an importer made of `source`, in either of the viewer's spaces, if it still stands."""
    for space in viewer.spaces:
        for spine in heads.of(space, viewer.keys)[0]:
            if spine.source == source:
                return MomentCard(spine.key, spine.head, space == viewer.private_space)
    return None


def taken_dates(viewer: Viewer, key: UUID) -> list[str]:
    """When the cameras say the pictures of a moment were taken, as EDTF, each once: proposals, no more."""
    if not is_open(viewer, key):
        return []
    originals = Picture.objects.filter(moment=key, space__in=viewer.spaces).values_list("original", flat=True)
    about = media.about(originals, viewer.keys)
    return sorted({value.taken for value in about.values() if value.taken})


def baby_name(viewer: Viewer) -> str:
    """The name that `actions.name_baby` would change; empty where there is none."""
    baby = named_baby(viewer)
    return baby.value.name if baby else ""


def shared_babies(viewer: Viewer) -> list[things.Known[BabyValue]]:
    """The babies the parents share, always in the same order, whatever is said of them."""
    return sorted((one for one in things.babies(viewer) if not one.private), key=lambda one: one.id)


def named_baby(viewer: Viewer, opened: str = "") -> things.Known[BabyValue] | None:
    """The baby a page was opened for that carries the mark `opened`; else one of them, always the same."""
    shared = shared_babies(viewer)
    meant = [one for one in shared if opened and name_mark(one.value.name, viewer) == opened]
    return next(iter(meant or shared), None)


def _by_ids(viewer: Viewer) -> list[dict[str, Spine]]:
    return [heads.of(space, viewer.keys)[1] for space in viewer.spaces]


def story_of(viewer: Viewer) -> Story:
    """The family's moments and the viewer's own, in one order."""
    return heads.story(viewer.family_space, viewer.private_space, viewer.keys)


def _position(story: Sequence[Spine], key: UUID | None) -> int:
    wanted = str(key)
    return next((at for at, spine in enumerate(story) if spine.id == wanted), 0)


def _years(story: Sequence[Spine]) -> tuple[tuple[str, UUID], ...]:
    found: dict[str, UUID] = {}
    for spine in story:
        year = spine.date[:4]
        if year not in found and year.isdecimal():
            found[year] = spine.key
    return tuple(found.items())


def _with_covers(viewer: Viewer, shown: Sequence[Spine]) -> tuple[MomentCard, ...]:
    opened = [(spine, spine.head) for spine in shown]
    wanted = [UUID(head.cover) for _spine, head in opened if head.cover]
    rows = Picture.objects.filter(pk__in=wanted, space__in=viewer.spaces) if wanted else ()
    drawn = _drawn(viewer, list(rows))
    own = heads.of(viewer.private_space, viewer.keys)[1]
    today = clock.today(viewer.timezone)
    return tuple(
        MomentCard(
            spine.key,
            head,
            spine.id in own,
            pictures={head.cover: drawn[head.cover]} if head.cover in drawn else {},
            closed=is_closed(head, today),
        )
        for spine, head in opened
    )


def _drawn(viewer: Viewer, rows: Sequence[Picture]) -> dict[str, PictureCard]:
    if not rows:
        return {}
    about = media.about([row.original_id for row in rows], viewer.keys)
    seen = uncovered(viewer, {row.moment_id for row in rows})
    return {
        str(row.pk): draw_picture(row.pk, value, about[row.original_id], covered=str(row.pk) not in seen)
        for row in rows
        if not (value := row.sealed.open(viewer.keys)).binned
    }

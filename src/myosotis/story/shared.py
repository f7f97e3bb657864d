"""A moment for somebody without an account: asked by a room that knows why, with the keys it brings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from myosotis.design.cards import PictureCard
from myosotis.kit import clock
from myosotis.media import queries as media
from myosotis.story import rules
from myosotis.story.cards import draw_picture
from myosotis.story.models import Moment, Picture
from myosotis.story.values import Block, MomentHead, PictureValue
from myosotis.vault.keys import Keyring


@dataclass(frozen=True, slots=True)
class SharedMoment:
    """A moment that stands now: its head, its words, and its pictures that were not taken out, by id."""

    id: UUID
    head: MomentHead
    blocks: tuple[Block, ...]
    pictures: dict[str, tuple[Picture, PictureValue]]


def moment(key: UUID, space: UUID, keys: Keyring) -> SharedMoment:
    """The moment, while it stands in this space.

    Raises `Moment.DoesNotExist`: binned, taken back, gone, or a letter that is closed anywhere on earth.
    """
    row = Moment.objects.get(pk=key, space=space)
    head = row.head.open(keys)
    if head.binned or rules.is_closed(head, clock.today("Etc/GMT+12")):
        raise Moment.DoesNotExist
    rows = Picture.objects.filter(moment=key, space=space)
    opened = {str(one.pk): (one, one.sealed.open(keys)) for one in rows}
    standing = {pk: pair for pk, pair in opened.items() if not pair[1].binned}
    return SharedMoment(key, head, tuple(row.body.open(keys).blocks), standing)


def drawn(
    found: SharedMoment, only: frozenset[str], looked: frozenset[str], at: str, keys: Keyring
) -> dict[str, PictureCard]:
    """Some of its pictures for a page, covered but for those in `looked`; `at`: where they are asked for."""
    rows = {pk: pair for pk, pair in found.pictures.items() if pk in only}
    about = media.about([row.original_id for row, _value in rows.values()], keys)
    return {
        pk: draw_picture(row.pk, value, about[row.original_id], covered=pk not in looked, at=at)
        for pk, (row, value) in rows.items()
    }

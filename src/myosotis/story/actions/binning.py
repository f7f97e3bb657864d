"""The bin: nothing is gone before thirty days, and everything can be taken back until then."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.kit import clock
from myosotis.media import actions as media
from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import packs, queries, rules
from myosotis.story.actions import things
from myosotis.story.actions.moments import locked, save, standing_pictures
from myosotis.story.models import Before, Moment, Picture
from myosotis.story.values import MomentHead, PictureValue
from myosotis.story.versions import with_rest
from myosotis.vault import journal, spaces
from myosotis.vault.errors import VaultError
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Space
from myosotis.work import actions as work


@transaction.atomic
def bin_moment(*, by: Viewer, moment: UUID) -> None:
    """Put a moment into the bin. It stays there thirty days."""
    row = locked(by, moment)
    _mark(row, clock.now().date().isoformat(), by)
    journal.write("moment-binned", space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)


@transaction.atomic
def restore_moment(*, by: Viewer, moment: UUID) -> None:
    """Take a moment out of the bin again, as it was."""
    row = Moment.objects.select_for_update().get(pk=moment, space__in=by.spaces)
    if row.head.open(by.keys).binned:
        _mark(row, "", by)
        journal.write("moment-restored", space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)


@transaction.atomic
def restore_version(*, by: Viewer, moment: UUID, version: UUID) -> None:
    """Let a moment say again what it said before; what it says now becomes a version. No picture is lost."""
    row = locked(by, moment)
    was = queries.version(by, moment, version).value
    head = replace(with_rest(row.head.open(by.keys), was.rest), title=was.title, date=was.date)
    save(row, head, words.clean(was.blocks, standing_pictures(row, by)), by=by)


@work.background("story.empty-bins")
def empty_bins() -> int:
    """Let go for good whatever waited thirty days, in every space; return how many. Once a day."""
    gone, broken = 0, None
    for space in Space.objects.values_list("pk", flat=True).iterator():
        try:
            gone += _empty(space, spaces.open_spaces([space]))
        except VaultError as problem:
            broken = problem  # the other families' bins do not wait for this one
    if broken is not None:
        raise broken
    return gone


def _empty(space: UUID, keys: Keyring) -> int:
    moments = [row.pk for row in Moment.objects.filter(space=space) if _is_over(row.head.open(keys))]
    pictures = [row.pk for row in Picture.objects.filter(space=space) if _is_over(row.sealed.open(keys))]
    gone = sum(_let_go_moment(key, keys) for key in moments) + things.empty(space, keys)
    return gone + sum(_let_go_picture(key, keys) for key in pictures)


def _is_over(value: MomentHead | PictureValue) -> bool:
    return rules.is_over(value.binned, clock.now().date())


@transaction.atomic
def _let_go_moment(moment: UUID, keys: Keyring) -> bool:
    row = Moment.objects.select_for_update().filter(pk=moment, space__in=keys.spaces).first()
    if row is None or not _is_over(row.head.open(keys)):
        return False  # somebody took it back meanwhile
    for picture in Picture.objects.filter(moment=row):
        _drop(picture, keys)
    space = row.space_id
    row.delete()
    spaces.touch(space, removed=1)
    packs.drop(space)
    return True


@transaction.atomic
def _let_go_picture(key: UUID, keys: Keyring) -> bool:
    home = Picture.objects.filter(pk=key).values_list("moment", flat=True).first()
    if home is None:
        return False  # it went with its moment
    Moment.objects.select_for_update().filter(pk=home).first()  # whoever puts it back holds this row
    picture = Picture.objects.filter(pk=key, space__in=keys.spaces).first()
    if picture is None or not _is_over(picture.sealed.open(keys)):
        return False
    _drop(picture, keys)
    return True


def _drop(picture: Picture, keys: Keyring) -> None:
    original = picture.original_id
    Before.objects.filter(about=picture.pk).delete()
    picture.delete()
    media.let_go(original=original, keys=keys)


def _mark(row: Moment, day: str, by: Viewer) -> None:
    seal_into(row, "head", replace(row.head.open(by.keys), binned=day), by.keys)
    row.generation = spaces.touch(row.space_id)
    row.save(update_fields=["head", "generation"])

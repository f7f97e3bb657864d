"""The bin: nothing is gone before thirty days, and everything can be taken back until then."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.kit import clock
from myosotis.media import actions as media
from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import queries, rules
from myosotis.story.actions.moments import locked, save, standing_pictures
from myosotis.story.models import Moment, Picture
from myosotis.vault import journal, spaces
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
    head = replace(row.head.open(by.keys), title=was.title, date=was.date)
    save(row, head, words.clean(was.blocks, standing_pictures(row, by)), by=by)


@work.background("story.empty-bins")
def empty_bins() -> int:
    """Let go for good whatever waited thirty days, in every space; return how many. Once a day."""
    gone = 0
    for space in Space.objects.values_list("pk", flat=True).iterator():
        gone += _empty(space, spaces.open_spaces([space]))
    return gone


def _empty(space: UUID, keys: Keyring) -> int:
    today = clock.now().date()
    over = [
        row.pk
        for row in Moment.objects.filter(space=space)
        if rules.is_over(row.head.open(keys).binned, today)
    ]
    for moment in over:
        _let_go_moment(moment, keys)
    out = [
        row.pk
        for row in Picture.objects.filter(space=space)
        if rules.is_over(row.sealed.open(keys).binned, today)
    ]
    for picture in out:
        _let_go_picture(Picture.objects.get(pk=picture), keys)
    return len(over) + len(out)


@transaction.atomic
def _let_go_moment(moment: UUID, keys: Keyring) -> None:
    row = Moment.objects.select_for_update().get(pk=moment)
    for picture in Picture.objects.filter(moment=row):
        _let_go_picture(picture, keys)
    space = row.space_id
    row.delete()
    spaces.touch(space, removed=1)


@transaction.atomic
def _let_go_picture(picture: Picture, keys: Keyring) -> None:
    original = picture.original_id
    picture.delete()
    media.let_go(original=original, keys=keys)


def _mark(row: Moment, day: str, by: Viewer) -> None:
    seal_into(row, "head", replace(row.head.open(by.keys), binned=day), by.keys)
    row.generation = spaces.touch(row.space_id)
    row.save(update_fields=["head", "generation"])

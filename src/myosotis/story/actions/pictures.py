"""Pictures in moments: bringing them, describing them, taking them out and putting them back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from myosotis.kit import clock
from myosotis.media import actions as media
from myosotis.media import kinds, reasons
from myosotis.media import queries as media_queries
from myosotis.media.arriving import Arrived
from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import leaving, queries, rules
from myosotis.story.actions.moments import (
    Refusal,
    locked,
    locked_or_begun,
    put,
    save,
    standing_pictures,
)
from myosotis.story.befores import keep_before
from myosotis.story.models import Moment, Picture
from myosotis.story.values import Block, PictureValue
from myosotis.vault import journal
from myosotis.vault.fields import seal_into

if TYPE_CHECKING:
    from myosotis.media.decoder import Prepared


@transaction.atomic
def add_picture(
    *, by: Viewer, moment: UUID, arrived: Arrived, prepared: Prepared | None = None, description: str = ""
) -> UUID:
    """Put a picture that arrived into a moment, at its end; once the transaction holds, it is safe.

    A moment not there yet is begun, dated today. Raises `Refusal` with a kind sentence, or whatever stopped
    the file on its way (`arrived.problem`).
    """
    _must_be_picture(arrived)
    row = locked_or_begun(by, moment)
    if rules.is_closed(row.head.open(by.keys), clock.today(by.timezone)):
        raise Refusal(_("This letter is closed. What comes now can stand in a moment of its own."))
    standing = standing_pictures(row, by)
    if len(standing) >= rules.MOST_PICTURES:
        raise Refusal(_("A moment holds fifty pictures at most. Another moment can hold this one."))
    same = media_queries.same_files(arrived.digest, row.space_id, by.keys)
    if Picture.objects.filter(moment=row, original__in=same, pk__in=standing).exists():
        raise Refusal(_("This picture is in this moment already."))
    original = media.keep(arrived=arrived, space=row.space_id, keys=by.keys, prepared=prepared)
    picture = Picture(space_id=row.space_id, moment=row, original=original)
    value = PictureValue(description=_described(description), by=str(by.membership_id))
    seal_into(picture, "sealed", value, by.keys)
    picture.save(force_insert=True)
    blocks = [*row.body.open(by.keys).blocks, words.picture_block(str(picture.pk))]
    _save(row, blocks, by)
    journal.write("picture-kept", space=row.space_id, about=picture.pk, by=by.membership_id, keys=by.keys)
    return picture.pk


@transaction.atomic
def describe_picture(*, by: Viewer, picture: UUID, description: str) -> None:
    """Say in words what a picture shows; what it said before stays too. Raises `blocks.NotWords`."""
    row, value, moment = _locked_picture(by, picture)
    said = _described(description)
    if said == value.description:
        return
    if value.description:
        keep_before(row, value, by)
    seal_into(row, "sealed", replace(value, description=said), by.keys)
    row.save(update_fields=["sealed"])
    _save(moment, moment.body.open(by.keys).blocks, by)


@transaction.atomic
def take_out_picture(*, by: Viewer, picture: UUID) -> None:
    """Take a picture out of its moment. It waits in the bin for thirty days."""
    row, value, moment = _locked_picture(by, picture)
    seal_into(row, "sealed", replace(value, binned=clock.now().date().isoformat()), by.keys)
    row.save(update_fields=["sealed"])
    _save(moment, words.without_picture(moment.body.open(by.keys).blocks, str(row.pk)), by)
    leaving.picture_left.send(Picture, picture=row.pk, moment=moment.pk, by=by)
    journal.write("picture-out", space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)


@transaction.atomic
def put_back_picture(*, by: Viewer, picture: UUID) -> UUID:
    """Put a picture that was taken out back at the end of its moment; returns the moment's id."""
    moment = locked(by, Picture.objects.get(pk=picture, space__in=by.spaces).moment_id)
    row = Picture.objects.get(pk=picture, space=moment.space_id)
    value = row.sealed.open(by.keys)
    if value.binned:
        seal_into(row, "sealed", replace(value, binned=""), by.keys)
        row.save(update_fields=["sealed"])
        _save(moment, [*moment.body.open(by.keys).blocks, words.picture_block(str(row.pk))], by)
        journal.write("picture-back", space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)
    return row.moment_id


@transaction.atomic
def choose_cover(*, by: Viewer, picture: UUID, stands: bool) -> None:
    """Let a picture stand in the story beside its moment (covered there too), or let none stand."""
    row, _value, moment = _locked_picture(by, picture)
    head = replace(moment.head.open(by.keys), cover=str(row.pk) if stands else "")
    save(moment, head, moment.body.open(by.keys).blocks, by=by)


def _locked_picture(by: Viewer, picture: UUID) -> tuple[Picture, PictureValue, Moment]:
    """A standing picture and its moment. The moment is held first, then the picture is read: not before."""
    moment = locked(by, queries.picture(by, picture)[0].moment_id)
    row, value = queries.picture(by, picture)
    return row, value, moment


def _must_be_picture(arrived: Arrived) -> None:
    """Refuse at the door what is no picture by its first bytes; whether it opens is for the worker to see."""
    if arrived.problem is not None:
        raise arrived.problem
    why = kinds.refusal(b"".join(arrived.open().read(0, kinds.HEAD)))
    if why:
        raise Refusal(reasons.sentence(why))


def _save(moment: Moment, blocks: list[Block], by: Viewer) -> None:
    """Save without a new revision: the words are as they were, and a page that is open may go on writing."""
    head, writer = moment.head.open(by.keys), str(by.membership_id)
    writers = head.by if writer in head.by else [*head.by, writer]
    now = clock.now().isoformat(timespec="microseconds")
    put(moment, replace(head, changed=now, by=writers), blocks, by)


def _described(text: str) -> str:
    return words.normalise(text).strip()[: rules.DESCRIPTION]

"""The page for the baby: a name, the days, a line, and one picture if somebody wished it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from myosotis.design.cards import PictureCard
from myosotis.kit.edtf import sort_key_of
from myosotis.people.viewer import Viewer
from myosotis.story import queries
from myosotis.story.cards import shown_date
from myosotis.story.models import Moment, Picture
from myosotis.story.things import Known
from myosotis.story.values import BabyValue, MomentHead, PictureValue
from myosotis.vault.fields import open_many


def picture_of(viewer: Viewer, one: Known[BabyValue]) -> PictureCard | None:
    """The picture of the page, covered as this viewer left it; None where there is none to show.

    Only what the parents share can stand there: a picture that one of them keeps alone is not hinted at.
    """
    row = picture_row(viewer, one.value)
    if row is None:
        return None
    card = queries.pictures_of(viewer, [row.moment_id])[str(row.pk)]
    at = f"/babies/{one.id}"
    return replace(card, look_url=f"{at}/look", cover_url=f"{at}/cover")


def picture_row(viewer: Viewer, value: BabyValue) -> Picture | None:
    """The row of that picture, while it stands in an entry the parents share."""
    try:
        row, _value = queries.picture(viewer, UUID(value.picture))
    except (ValueError, Picture.DoesNotExist):
        return None
    return row if row.space_id == viewer.family_space else None


def choices(viewer: Viewer) -> list[tuple[str, str, str]]:
    """The pictures the parents share, in the story's order: id, description, and where each stands."""
    rows = list(Picture.objects.filter(space=viewer.family_space))
    sealed = ((row.pk, row.space_id, vars(row)["sealed"]) for row in rows)
    opened = dict(open_many(Picture, "sealed", PictureValue, sealed, viewer.keys))
    found = []
    for row in rows:
        head = _head(viewer, row.moment_id)
        if head is not None and not opened[row.pk].binned:
            said = opened[row.pk].description or _("A picture without a description.")
            where = ", ".join(filter(None, [head.title, shown_date(head.date).words]))
            found.append((sort_key_of(head.date), str(row.pk), said, where))
    return [(key, said, where) for _order, key, said, where in sorted(found)]


def _head(viewer: Viewer, moment: UUID) -> MomentHead | None:
    try:
        return queries.head_or_new(viewer, moment)
    except Moment.DoesNotExist:
        return None

"""The baby's name."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import rules
from myosotis.story.actions.moments import Conflict
from myosotis.story.models import Baby
from myosotis.story.values import BabyValue
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into


@transaction.atomic
def name_baby(*, by: Viewer, name: str, opened: str = "") -> UUID:
    """Give the family's baby a name, another name, or none; returns the baby's id.

    `opened` is the mark (`rules.name_mark`) of the name the page showed when it was opened; without one, the
    name is written whatever stands there. Raises `Conflict` when another name was written since.
    """
    # The space's row is what two parents wait for each other at: before the first name there is no other.
    spaces.touch(by.family_space)
    row = Baby.objects.filter(space=by.family_space).order_by("pk").first()
    new = row is None
    row = row or Baby(space_id=by.family_space)
    value = BabyValue() if new else row.sealed.open(by.keys)
    name = words.normalise(name).strip()[: rules.NAME]
    if name == value.name and not new:
        return row.pk
    if opened and opened != rules.name_mark(value.name, by):
        raise Conflict
    seal_into(row, "sealed", replace(value, name=name), by.keys)
    row.save(force_insert=new)
    journal.write("baby-named", space=by.family_space, about=row.pk, by=by.membership_id, keys=by.keys)
    return row.pk

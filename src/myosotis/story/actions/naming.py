"""The baby's name, as it is asked once when a family sets up."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import queries, rules
from myosotis.story.actions import things
from myosotis.story.actions.moments import Conflict
from myosotis.story.models import Baby
from myosotis.story.values import BabyValue
from myosotis.vault import spaces


@transaction.atomic
def name_baby(*, by: Viewer, name: str, opened: str = "") -> UUID:
    """Give the family's baby a name, another name, or none; returns the baby's id.

    `opened` is the mark (`rules.name_mark`) of the name the page showed when it was opened; without one, the
    name is written whatever stands there. Raises `Conflict` when another name was written since.
    """
    # The space's row is what two parents wait for each other at: before the first name there is no other.
    spaces.touch(by.family_space)
    name = words.normalise(name).strip()[: rules.NAME]
    baby = queries.named_baby(by, opened)
    if baby is not None and name == baby.value.name:
        return baby.id
    if opened and opened != rules.name_mark(baby.value.name if baby else "", by):
        raise Conflict
    value = replace(baby.value if baby else BabyValue(), name=name)
    return things.keep(by=by, sort=Baby, key=baby.id if baby else None, value=value)

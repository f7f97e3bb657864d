"""Letters by somebody who was asked in to write them: kept for themselves, then given to the family."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.people.viewer import Viewer
from myosotis.story.actions.moments import locked
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into


@transaction.atomic
def give_letter(*, by: Viewer, letter: UUID, opens: str = "") -> None:
    """Let the family have a letter that lies with its writer, as it is. What it was before stays with them.

    `opens` is when it may be opened: an ISO day, `rules.NEVER`, or nothing for now.

    Whoever writes holds no key of the family's; it is opened here, for this one sealing, and nowhere else.
    """
    row = locked(by, letter)
    head, body, own = row.head.open(by.keys), row.body.open(by.keys), row.space_id
    family = spaces.open_spaces([by.family_space])
    row.space_id = by.family_space
    for name, value in (("head", replace(head, kind="letter", opens=opens)), ("body", body)):
        seal_into(row, name, value, family)
    row.generation = spaces.touch(by.family_space)
    row.save()
    spaces.touch(own, removed=1)
    journal.write("letter-given", space=by.family_space, about=row.pk, by=by.membership_id, keys=family)

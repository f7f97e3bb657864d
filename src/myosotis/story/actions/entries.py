"""Saying whom an entry is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import queries, things
from myosotis.story.actions.moments import locked_or_begun, tell
from myosotis.story.actions.things import keep
from myosotis.story.models import Person
from myosotis.story.values import PersonValue


@transaction.atomic
def tell_about(
    *,
    by: Viewer,
    moment: UUID,
    babies: Iterable[str],
    people: Sequence[str],
    others: Iterable[str],
    places: Sequence[str],
    tags: Sequence[str],
) -> None:
    """Say whom an entry is about and where it was.

    `others` are names that are not on the list yet: they come onto the family's, or, for an entry nobody else
    reads, onto the viewer's own. Whoever the viewer cannot see (taken off the list, the bin's) stays named.
    """
    head = locked_or_begun(by, moment).head.open(by.keys)
    private = queries.is_own(by, moment)
    listed = {one.value.name: str(one.id) for one in things.persons(by)}
    named = [
        listed.get(name)
        or str(keep(by=by, sort=Person, value=PersonValue(name=words.normalise(name)), private=private))
        for name in others
    ]
    known = set(listed.values())
    unseen_people = [key for key in head.people if key not in known]
    unseen_babies = set(head.babies) - {str(one.id) for one in things.babies(by)}
    tell(
        by=by,
        moment=moment,
        babies=sorted({*babies, *unseen_babies}),
        people=list(dict.fromkeys([*unseen_people, *people, *named])),
        places=list(places),
        tags=list(tags),
    )

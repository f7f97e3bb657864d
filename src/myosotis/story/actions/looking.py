"""Looking at pictures and covering them again: each parent for themselves, by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction

from myosotis.people.viewer import Viewer
from myosotis.story.models import Moment, Uncovered
from myosotis.story.values import UncoveredValue
from myosotis.vault.fields import seal_into

Change = Callable[[set[str]], set[str]]


def look(*, by: Viewer, moment: UUID, pictures: Iterable[str]) -> None:
    """Uncover these pictures of a moment for the viewer alone."""
    _change(by, moment, lambda seen: seen | set(pictures))


def cover(*, by: Viewer, moment: UUID, pictures: Iterable[str]) -> None:
    """Cover these pictures again for the viewer alone."""
    _change(by, moment, lambda seen: seen - set(pictures))


@transaction.atomic
def _change(by: Viewer, moment: UUID, change: Change) -> None:
    # The moment's row is what two requests of one parent wait for each other at.
    row = Moment.objects.select_for_update().get(pk=moment, space__in=by.spaces)
    seen = Uncovered.objects.filter(moment=row, space=by.private_space).first()
    new = seen is None
    seen = seen or Uncovered(moment=row, space_id=by.private_space)
    before = set() if new else set(seen.sealed.open(by.keys).pictures)
    after = change(before)
    if after == before:
        return
    if not after:
        seen.delete()
        return
    seal_into(seen, "sealed", UncoveredValue(pictures=sorted(after)), by.keys)
    seen.save(force_insert=new)

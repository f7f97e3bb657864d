"""What the parents do with words that were let through: put away, put back, and having read them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from myosotis.guestbook import queries
from myosotis.guestbook.models import Seen, Words
from myosotis.guestbook.values import SeenValue
from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into


def put_away(*, by: Viewer, words: UUID) -> None:
    """Take words from beside their moment. Raises `Words.DoesNotExist` for what this parent cannot see."""
    _mark(by, words, away=True)


def put_back(*, by: Viewer, words: UUID) -> None:
    """Let words stand beside their moment again. Raises `Words.DoesNotExist`."""
    _mark(by, words, away=False)


def have_seen(*, by: Viewer) -> None:
    """This parent opened the page of words now."""
    # Of two pages opened at one instant, either may have been first.
    with suppress(IntegrityError), transaction.atomic():
        row = Seen.objects.select_for_update().filter(space=by.private_space).first()
        new = row is None
        row = row or Seen(space_id=by.private_space)
        seal_into(row, "sealed", SeenValue(at=clock.now().isoformat(timespec="microseconds")), by.keys)
        row.save(force_insert=new)


@transaction.atomic
def _mark(by: Viewer, words: UUID, *, away: bool) -> None:
    queries.words(by, words)
    row = Words.objects.select_for_update().get(pk=words, space=by.family_space)
    value = row.sealed.open(by.keys)
    if value.away == away:
        return
    seal_into(row, "sealed", replace(value, away=away), by.keys)
    row.save(update_fields=["sealed"])
    spaces.touch(row.space_id)
    act = "words-put-away" if away else "words-put-back"
    journal.write(act, space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)

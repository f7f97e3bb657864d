"""Reading first: words are let through, set aside or refused, and each of it can be undone."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.guestbook import keeping, rules
from myosotis.guestbook.models import Desk, News, Words
from myosotis.guestbook.values import ASIDE, REFUSED, THROUGH, WordsValue
from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring


def let_through(*, by: Viewer, words: UUID) -> bool:
    """Let the parents find these words. Whether it was done: not where they were let through already.

    This and its sisters raise `Desk.DoesNotExist` for somebody who does not keep the desk, and
    `Words.DoesNotExist` for words that are not of this desk.
    """
    return _bring(by, words, THROUGH)


def set_aside(*, by: Viewer, words: UUID) -> bool:
    """Lay words aside, to be read again or never."""
    return _bring(by, words, ASIDE)


def refuse(*, by: Viewer, words: UUID) -> bool:
    """Refuse words. Nobody is told, least of all whoever wrote them."""
    return _bring(by, words, REFUSED)


@transaction.atomic
def undo(*, by: Viewer, words: UUID, done: str) -> bool:
    """Take back what was done last, if it is still so: `done` is the state it brought them into.

    Words that were let through are the parents': only who let them through takes them back, within an hour.
    """
    desk, row, keys = _at_the_desk(by, words)
    value: WordsValue = row.sealed.open(keys)
    if row.state != done or not value.was:
        return False
    _put(row, desk, value.was, replace(value, was=""), by, keys)
    journal.write("words-taken-back", space=desk.space_id, about=row.pk, by=by.membership_id, keys=keys)
    return True


@transaction.atomic
def _bring(by: Viewer, words: UUID, to: str) -> bool:
    desk, row, keys = _at_the_desk(by, words)
    if not rules.may(row.state, to):
        return False
    _put(row, desk, to, replace(row.sealed.open(keys), was=row.state), by, keys)
    journal.write(f"words-{to}", space=desk.space_id, about=row.pk, by=by.membership_id, keys=keys)
    return True


def _at_the_desk(by: Viewer, words: UUID) -> tuple[Desk, Words, Keyring]:
    desk = keeping.desk_of(by)
    both = (desk.space_id, desk.family.space_id)
    row = Words.objects.select_for_update().get(pk=words, space__in=both)
    keys = keeping.keys_for_both(desk)
    if row.state == THROUGH and not keeping.can_take_back(desk, row.pk, by, keys):
        raise Words.DoesNotExist
    return desk, row, keys


def _put(row: Words, desk: Desk, state: str, value: WordsValue, by: Viewer, keys: Keyring) -> None:
    """Seal the words anew where they belong in this state, and tell the parents' first page of it."""
    was, row.state = row.state, state
    row.space_id = desk.family.space_id if state == THROUGH else desk.space_id
    seal_into(row, "sealed", value, keys)
    row.save(update_fields=["space", "state", "sealed"])
    spaces.touch(desk.space_id)
    if THROUGH in (was, state):
        spaces.touch(desk.family.space_id)
        _tell(row, desk, by, keys)


def _tell(row: Words, desk: Desk, by: Viewer, keys: Keyring) -> None:
    news = News.objects.select_for_update().get(space=desk.family.space_id)
    value = news.sealed.open(keys)
    recent = [one for one in value.recent if one["id"] != str(row.pk)]
    if row.state == THROUGH:
        now = clock.now().isoformat(timespec="microseconds")
        told = {"id": str(row.pk), "by": str(by.membership_id), "at": now}
        recent = [*recent, told][-rules.RECENT :]
    seal_into(news, "sealed", replace(value, recent=recent), keys)
    news.save(update_fields=["sealed"])

"""Letters to the guardians: that something waits, at most once a day, and never how much.

At most once: the day is marked before the letter is handed over. Where it is sure that it did not leave, the
next day tries again; where nobody can know, it is not sent a second time.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation

from myosotis.design import saying
from myosotis.environment import environment
from myosotis.guestbook import keeping, values
from myosotis.guestbook.letters import WAITS
from myosotis.guestbook.models import Desk, Words
from myosotis.guestbook.values import DeskValue
from myosotis.kit import clock
from myosotis.people import wording
from myosotis.people.reaching import ReachCard, reach
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex
from myosotis.vault.fields import seal_into
from myosotis.work import actions as work
from myosotis.work import post

logger = logging.getLogger(__name__)


@work.background("guestbook.tell")
def tell(*, desk: UUID) -> None:
    """Write to each guardian who is due a letter. Twice does no harm."""
    row = Desk.objects.select_related("family").filter(pk=desk, open=True, taken_by=None).first()
    if row is None or not post.is_set_up():
        return
    for guardian in keeping.guardians(row):
        card = reach(guardian.id)
        if card is not None and not wording.of_member(guardian.id).quiet:
            _write_to(row, guardian.id, card)


@transaction.atomic
def want_letters(*, by: Viewer, wanted: bool) -> None:
    """Say whether such letters may come. Raises `Desk.DoesNotExist` for who does not keep the desk."""
    keys = keeping.keys_of(keeping.desk_of(by))
    row = Desk.objects.select_for_update().get(family=by.family_id)
    value: DeskValue = row.sealed.open(keys)
    quiet = [one for one in value.quiet if one != str(by.membership_id)]
    _seal(row, replace(value, quiet=quiet if wanted else [*quiet, str(by.membership_id)]))


def _write_to(desk: Desk, guardian: UUID, card: ReachCard) -> None:
    day = clock.today(card.timezone)
    before = _mark(desk.pk, guardian, day)
    if before is None:
        return
    try:
        with translation.override(card.language), saying.speaking(lambda: wording.of_member(guardian)):
            mark = blindindex.code("message-id", f"{desk.pk.hex}|{guardian.hex}|{day}").hex()[:32]
            post.send(WAITS, to=card.email, mark=mark, link=f"{environment().url}/desk")
    except post.NOT_SENT:
        _unmark(desk.pk, guardian, day, before)
    except Exception as failure:
        # Nobody can know whether it left, or it was refused for good: it is not sent a second time.
        logger.warning("a letter to a guardian: %s", type(failure).__name__)


@transaction.atomic
def _mark(desk: UUID, guardian: UUID, day: date) -> str | None:
    """Ask once more whether a letter should go; if so mark the day and return what was told before it."""
    row = Desk.objects.select_for_update().filter(pk=desk, open=True, taken_by=None).first()
    if row is None:
        return None
    value: DeskValue = row.sealed.open(keeping.keys_of(row))
    last, told = value.written.get(str(guardian), ["", ""])
    waits = value.came > told and Words.objects.filter(space=row.space_id, state=values.HELD).exists()
    if not waits or last == day.isoformat() or str(guardian) in value.quiet:
        return None
    _seal(row, replace(value, written={**value.written, str(guardian): [day.isoformat(), value.came]}))
    return told


@transaction.atomic
def _unmark(desk: UUID, guardian: UUID, day: date, told: str) -> None:
    """No letter left: another day may tell of the same."""
    row = Desk.objects.select_for_update().get(pk=desk)
    value: DeskValue = row.sealed.open(keeping.keys_of(row))
    _seal(row, replace(value, written={**value.written, str(guardian): [day.isoformat(), told]}))


def _seal(row: Desk, value: DeskValue) -> None:
    seal_into(row, "sealed", value, keeping.keys_of(row))
    row.save(update_fields=["sealed"])

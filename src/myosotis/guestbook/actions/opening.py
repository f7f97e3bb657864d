"""The worker opens letters: each once, out of the letter-box and under the key of the desk."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.guestbook import keeping, values
from myosotis.guestbook.models import Desk, Incoming, Words
from myosotis.guestbook.values import DeskValue, WordsValue
from myosotis.kit import clock
from myosotis.story.models import Moment
from myosotis.vault import letterbox, spaces
from myosotis.vault.errors import SealBroken, UnknownFormat
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.vault.letterbox import Slot
from myosotis.work import actions as work

logger = logging.getLogger(__name__)
#: Letters opened in one transaction: many spare the disk, few let visitors write in between.
BATCH = 20


@work.background("guestbook.open")
def open_letters(*, desk: UUID) -> int:
    """Open what lies in a letter-box and return how many letters it was. Twice does no harm.

    A letter that does not open stays where it is: the doctor says so, and nothing is lost.
    """
    row = Desk.objects.filter(pk=desk).first()
    if row is None:
        return 0
    keys = keeping.keys_of(row)
    private = bytes.fromhex(row.sealed.open(keys).private)
    return sum(_keep(row, dict(read(batch, private)), keys) for batch in _batches(row))


def letters_that_do_not_open() -> int:
    """How many letters of the whole house do not open. Those that do are not counted, nor kept anywhere."""
    shut = 0
    for desk in Desk.objects.all():
        private = bytes.fromhex(desk.sealed.open(keeping.keys_of(desk)).private)
        shut += sum(len(batch) - len(list(read(batch, private))) for batch in _batches(desk))
    return shut


def _batches(desk: Desk) -> Iterator[list[Incoming]]:
    """What lies in a letter-box, some letters at a time; what is let go meanwhile is passed over."""
    after = UUID(int=0)
    while batch := list(Incoming.objects.filter(desk=desk, pk__gt=after).order_by("pk")[:BATCH]):
        after = batch[-1].pk
        yield batch


def read(letters: list[Incoming], private: bytes) -> Iterator[tuple[Incoming, WordsValue]]:
    """Each letter that opens, with what it says; one that does not is passed over."""
    for one in letters:
        try:
            text = letterbox.take_out(bytes(one.letter), Slot(one.desk_id, one.pk, one.moment), private)
            yield one, WordsValue.unpack(text)
        except (SealBroken, UnknownFormat):
            logger.warning("a letter that does not open is left where it lies")


@work.background("guestbook.round")
def look_round() -> None:
    """Once an hour: open what may have been left lying, and write to whoever is due a letter."""
    for desk in Incoming.objects.values_list("desk", flat=True).distinct():
        work.once("guestbook.open", desk=desk)
    for desk in Desk.objects.filter(open=True, taken_by=None).values_list("pk", flat=True):
        work.once("guestbook.tell", desk=desk)


def _keep(desk: Desk, opened: dict[Incoming, WordsValue], keys: Keyring) -> int:
    rows = {letter: Words(pk=letter.pk, space_id=desk.space_id, state=values.HELD) for letter in opened}
    # Sealed before the database is held: visitors write meanwhile.
    for letter, row in rows.items():
        seal_into(row, "sealed", opened[letter], keys)
    return _write(desk, rows, keys)


@transaction.atomic
def _write(desk: Desk, rows: dict[Incoming, Words], keys: Keyring) -> int:
    wanted = Incoming.objects.select_for_update().filter(pk__in={letter.pk for letter in rows})
    there = set(wanted.values_list("pk", flat=True))
    stand = _standing(letter.moment for letter in rows)
    for letter, row in rows.items():
        row.moment_id = letter.moment if letter.moment in stand else None
    kept = [row for row in rows.values() if row.pk in there]
    if not kept:
        return 0
    Words.objects.bulk_create(kept)
    Incoming.objects.filter(pk__in=there).delete()
    now = Desk.objects.select_for_update().get(pk=desk.pk)
    said: DeskValue = now.sealed.open(keys)
    seal_into(now, "sealed", replace(said, came=clock.now().isoformat(timespec="microseconds")), keys)
    now.save(update_fields=["sealed"])
    spaces.touch(desk.space_id)
    work.once("guestbook.tell", desk=desk.pk)
    return len(kept)


def _standing(moments: Iterable[UUID]) -> set[UUID]:
    """Those moments that are there. They stay until these words are kept: who lets one go waits for it."""
    rows = Moment.objects.select_for_update().filter(pk__in=set(moments)).order_by("pk")
    return set(rows.values_list("pk", flat=True))

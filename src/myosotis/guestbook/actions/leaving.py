"""A visitor leaves words: sealed at once for the desk, so that this process could not read them again."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from myosotis.guestbook import keeping, rules
from myosotis.guestbook.models import Incoming
from myosotis.guestbook.rules import Refusal
from myosotis.guestbook.values import WordsValue
from myosotis.kit import clock
from myosotis.people import guesses
from myosotis.story.models import Moment
from myosotis.vault import letterbox
from myosotis.vault.letterbox import Slot
from myosotis.work import actions as work

#: Writers of one process take turns here: SQLite lets those who wait sleep, up to a tenth of a second each.
_TURN = Lock()


def leave(*, family: UUID, moment: UUID, name: str, words: str, beside: str, network: str = "") -> None:
    """Put words into the family's letter-box. The caller knows that this visitor may see this moment.

    `beside` is the moment's title or date as the visitor saw it; `network` is where they write from, so that
    a flood waits. Raises `Refusal` for what cannot be kept, for a flood, and where nobody reads first. One
    row is written, and one for the worker if none waits for it.
    """
    if network and guesses.too_many("words", "", network):
        raise Refusal(_flood())
    value = WordsValue(
        name=rules.clean_name(name),
        words=rules.clean_words(words),
        at=clock.now().isoformat(timespec="microseconds"),
        beside=beside,
    )
    desk = keeping.read_desk(family)
    if desk is None or not Moment.objects.filter(pk=moment, space=desk.family.space_id).exists():
        raise Refusal(_("No words can be left here now. Yours stay on this page."))
    row = Incoming(desk=desk, moment_id=moment)
    row.letter = letterbox.put_in(value.pack(), Slot(desk.pk, row.pk, moment), bytes(desk.public))
    # Read and sealed before: the database is held for as long as it takes to write one row.
    with _turn(), transaction.atomic():
        row.save(force_insert=True)
        work.expect("guestbook.open", desk=desk.pk)
        if network:
            guesses.count("words", "", network)


def _turn() -> AbstractContextManager[object]:
    return _TURN if connection.vendor == "sqlite" else nullcontext()


def _flood() -> str:
    said = _("Many words came from where you are. Yours stay here; please send them in %(minutes)s minutes.")
    return said % {"minutes": guesses.minutes_left()}

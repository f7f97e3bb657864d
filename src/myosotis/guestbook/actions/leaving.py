"""A visitor leaves words: sealed at once for the desk, so that this process could not read them again."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from threading import Lock

from django.db import connection, transaction
from django.utils.translation import gettext as _

from myosotis.guestbook import rules
from myosotis.guestbook.keeping import Box
from myosotis.guestbook.models import Incoming
from myosotis.guestbook.rules import Refusal
from myosotis.guestbook.values import WordsValue
from myosotis.kit import clock
from myosotis.people import guesses
from myosotis.vault import letterbox
from myosotis.vault.letterbox import Slot
from myosotis.work import actions as work

#: Writers of one process take turns here: SQLite lets those who wait sleep, up to a tenth of a second each.
_TURN = Lock()


def leave(*, box: Box | None, name: str, words: str, beside: str, network: str = "") -> None:
    """Put words into a letter-box. The caller knows that this visitor may see the moment it stands beside.

    `beside` is the moment's title or date as the visitor saw it; `network` is where they write from, so that
    a flood waits. Raises `Refusal` for what cannot be kept, for a flood, and without a box: nobody reads
    first. One row is written, and one for the worker if none waits for it.
    """
    value = WordsValue(
        name=rules.clean_name(name),
        words=rules.clean_words(words),
        at=clock.now().isoformat(timespec="microseconds"),
        beside=beside,
    )
    if box is None:
        raise Refusal(_("No words can be left here now. Yours stay on this page."))
    row = Incoming(desk_id=box.desk, moment=box.moment)
    row.letter = letterbox.put_in(value.pack(), Slot(box.desk, row.pk, box.moment), box.public)
    # Sealed before: the database is held for as long as it takes to write one row.
    with _turn(), transaction.atomic():
        if network and not guesses.one_more("words", "", network):
            raise Refusal(_flood())
        row.save(force_insert=True)
        work.expect("guestbook.open", desk=box.desk)


def _turn() -> AbstractContextManager[object]:
    return _TURN if connection.vendor == "sqlite" else nullcontext()


def _flood() -> str:
    said = _("Many words came from where you are. Yours stay here; please send them in %(minutes)s minutes.")
    return said % {"minutes": guesses.minutes_left()}

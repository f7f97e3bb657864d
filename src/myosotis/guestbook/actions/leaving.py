"""A visitor leaves words: sealed at once for the desk, so that this process could not read them again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from myosotis.guestbook import keeping, rules
from myosotis.guestbook.models import Incoming
from myosotis.guestbook.rules import Refusal
from myosotis.guestbook.values import WordsValue
from myosotis.kit import clock
from myosotis.story.models import Moment
from myosotis.vault import letterbox
from myosotis.vault.letterbox import Slot
from myosotis.work import actions as work


def leave(*, family: UUID, moment: UUID, name: str, words: str, beside: str) -> None:
    """Put words into the family's letter-box. The caller knows that this visitor may see this moment.

    `beside` is the moment's title or date as the visitor saw it. Raises `Refusal` for what cannot be kept,
    and where nobody reads first. One row is written, and one for the worker if none waits for it.
    """
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
    with transaction.atomic():
        row.save(force_insert=True)
        work.expect("guestbook.open", desk=desk.pk)

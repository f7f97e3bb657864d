"""What serves once: a row remembers that it did, until it could not serve any more anyway."""

from __future__ import annotations

from django.db import transaction

from myosotis.kit import clock
from myosotis.people.models import Spent
from myosotis.vault import blindindex

QUARTER = 15 * 60
#: Quarters of an hour a row stays; nothing that serves once is good for longer than an hour.
KEPT = 5


def once(kind: str, what: str) -> bool:
    """Whether this is used for the first time now. Two who come at one moment are told apart."""
    now = int(clock.now().timestamp()) // QUARTER
    with transaction.atomic():
        Spent.objects.exclude(slot__in=[(now - back) % 8 for back in range(KEPT)]).delete()
        _row, first = Spent.objects.get_or_create(
            pk=blindindex.code("spent", f"{kind}|{what}"), defaults={"slot": now % 8}
        )
    return first

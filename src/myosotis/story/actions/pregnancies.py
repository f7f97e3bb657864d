"""Due dates: written down as they are told, one after the other."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.story.actions import things
from myosotis.story.models import Pregnancy


@transaction.atomic
def tell_due(
    *, by: Viewer, pregnancy: UUID, due: datetime.date, basis: str, since: datetime.date | None = None
) -> None:
    """Write down a due date as it was told; those before it stay, and none is put right.

    `since` is the day it was worked out from. Two parents can tell one each at the same instant: both stay.
    Raises `Pregnancy.DoesNotExist`.
    """
    row = Pregnancy.objects.select_for_update().get(pk=pregnancy, space__in=by.spaces)
    value = row.sealed.open(by.keys)
    told = {
        "id": secrets.token_hex(4),
        "due": due.isoformat(),
        "basis": basis,
        "from": since.isoformat() if since else "",
        "by": str(by.membership_id),
        "at": clock.now().isoformat(timespec="microseconds"),
    }
    things.keep(by=by, sort=Pregnancy, key=pregnancy, value=replace(value, due=[*value.due, told]))

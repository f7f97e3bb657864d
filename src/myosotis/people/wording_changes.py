"""Saying how pages speak to oneself. What was said before is kept, and can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import transaction

from myosotis.kit import clock
from myosotis.people.models import Membership, Wording, WordingsBeforeValue, WordingValue
from myosotis.people.viewer import Viewer
from myosotis.vault import journal
from myosotis.vault.fields import seal_into


@transaction.atomic
def change(*, by: Viewer, **said: Any) -> None:
    """Let some of the viewer's words be these; the others stay. What says nothing new changes nothing."""
    row = _held(by)
    now: WordingValue = row.sealed.open(by.keys)
    _put(row, now, replace(now, **said), by)


@transaction.atomic
def take_back(*, by: Viewer, before: str) -> None:
    """Let everything be as it was before one change. Raises `Wording.DoesNotExist` for one nobody made."""
    row = _held(by)
    found = [one for one in row.before.open(by.keys).kept if one["id"] == before]
    if not found:
        raise Wording.DoesNotExist
    was = WordingValue.unpack(json.dumps(found[0]["value"]).encode())
    _put(row, row.sealed.open(by.keys), was, by)


def _held(by: Viewer) -> Wording:
    """The viewer's row, which is made at the first word. Their membership's row lets one in at a time."""
    Membership.objects.select_for_update().get(pk=by.membership_id)
    row = Wording.objects.filter(space=by.private_space).first()
    if row is None:
        row = Wording(space_id=by.private_space)
        seal_into(row, "sealed", WordingValue(), by.keys)
        seal_into(row, "before", WordingsBeforeValue(), by.keys)
    return row


def _put(row: Wording, now: WordingValue, new: WordingValue, by: Viewer) -> None:
    if new == now:
        return
    before: WordingsBeforeValue = row.before.open(by.keys)
    at = clock.now().isoformat(timespec="microseconds")
    one = {"id": uuid4().hex[:8], "at": at, "value": json.loads(now.pack())}
    seal_into(row, "before", replace(before, kept=[one, *before.kept]), by.keys)
    seal_into(row, "sealed", new, by.keys)
    row.save()
    journal.write("wording-changed", space=by.private_space, about=row.pk, by=by.membership_id, keys=by.keys)

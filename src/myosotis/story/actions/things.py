"""Babies, pregnancies, people and chapters: kept, changed, binned and taken back, all in one way.

Each is a row with one sealed value that has a `revision` and a `binned` day. What it was is a `Before` first.
"""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction

from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.story import rules
from myosotis.story.actions.moments import Conflict
from myosotis.story.befores import keep_before
from myosotis.story.models import Baby, Before, Chapter, Person, Pregnancy
from myosotis.story.things import Thing, Value
from myosotis.story.values import PregnancyValue
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring


@transaction.atomic
def keep(
    *,
    by: Viewer,
    sort: type[Thing],
    value: Value,
    key: UUID | None = None,
    revision: int | None = None,
    private: bool = False,
) -> UUID:
    """Keep a new thing, or a known one as `value` says; returns its id.

    `revision` is the one the page was opened with; None writes whatever stands there. `private` counts for a
    new one alone: it lies in the viewer's own space. Raises `Conflict`, or the row's `DoesNotExist`.
    """
    if key is None:
        row: Thing = sort(pk=uuid4(), space_id=by.private_space if private else by.family_space)
        value = replace(value, revision=1)
    else:
        row = _held(by, sort, key)
        now: Value = row.sealed.open(by.keys)
        if replace(value, revision=now.revision) == now:
            return row.pk
        if revision is not None and revision != now.revision:
            raise Conflict
        keep_before(row, now, by)
        value = replace(value, revision=now.revision + 1)
    _put(row, value, by, new=key is None)
    return row.pk


@transaction.atomic
def bin_thing(*, by: Viewer, sort: type[Thing], key: UUID) -> None:
    """Put it into the bin for thirty days. Entries that name it say nothing of it meanwhile."""
    row = _held(by, sort, key)
    _put(row, replace(row.sealed.open(by.keys), binned=clock.now().date().isoformat()), by)


@transaction.atomic
def restore_thing(*, by: Viewer, sort: type[Thing], key: UUID) -> None:
    """Take it out of the bin, as it was."""
    row = sort.objects.select_for_update().get(pk=key, space__in=by.spaces)
    value = row.sealed.open(by.keys)
    if value.binned:
        _put(row, replace(value, binned=""), by)


@transaction.atomic
def restore_before(*, by: Viewer, sort: type[Thing], key: UUID, before: UUID) -> None:
    """Let it say again what it said before; what it says now is kept too. Raises `Before.DoesNotExist`."""
    row = _held(by, sort, key)
    now: Value = row.sealed.open(by.keys)
    kept = Before.objects.get(pk=before, about=key, space=row.space_id).sealed.open(by.keys)
    was: Value = type(now).unpack(json.dumps(kept.value).encode())
    if isinstance(was, PregnancyValue) and isinstance(now, PregnancyValue):
        was = replace(was, due=now.due)  # no due date that was told is ever taken out
    keep_before(row, now, by)
    _put(row, replace(was, revision=now.revision + 1, binned=""), by)


def empty(space: UUID, keys: Keyring) -> int:
    """Let go for good what waited its thirty days in the bin of one space; return how many."""
    today, gone = clock.now().date(), 0
    for sort in SORTS:
        for key in [row.pk for row in sort.objects.filter(space=space) if _over(row, keys)]:
            with transaction.atomic():
                row = sort.objects.select_for_update().filter(pk=key).first()
                if row is None or not rules.is_over(row.sealed.open(keys).binned, today):
                    continue  # somebody took it back meanwhile
                Before.objects.filter(about=key, space=space).delete()
                row.delete()
                spaces.touch(space)
                gone += 1
    return gone


SORTS: tuple[type[Thing], ...] = (Baby, Pregnancy, Person, Chapter)


def _over(row: Thing, keys: Keyring) -> bool:
    return rules.is_over(row.sealed.open(keys).binned, clock.now().date())


def _held(by: Viewer, sort: type[Thing], key: UUID) -> Thing:
    row = sort.objects.select_for_update().get(pk=key, space__in=by.spaces)
    if row.sealed.open(by.keys).binned:
        raise sort.DoesNotExist
    return row


def _put(row: Thing, value: Value, by: Viewer, *, new: bool = False) -> None:
    seal_into(row, "sealed", value, by.keys)
    row.save(force_insert=new)
    spaces.touch(row.space_id)
    act = f"{row._meta.model_name}-kept" if new else f"{row._meta.model_name}-changed"
    journal.write(act, space=row.space_id, about=row.pk, by=by.membership_id, keys=by.keys)

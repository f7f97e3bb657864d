"""Places kept for somebody: under a code, handed over or sent by letter, until they come in with it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from myosotis.kit import clock, ids
from myosotis.people.models import Family, Invitation, InvitationValue
from myosotis.vault import blindindex, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring

DAYS = 14


class NoSuchCode(Exception):
    """No place is kept under this code."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was kept: in which family (None: a new one), and as what."""

    family: Family | None
    role: str


def keep(family: UUID | None, space: UUID, keys: Keyring, asked: InvitationValue) -> tuple[Invitation, str]:
    """Keep a place; return its row and its code. Where a letter takes the code, it is sealed until then."""
    code = ids.new_code()
    row = Invitation(space_id=space, family_id=family, code_code=_code_code(code))
    ends = (clock.now().date() + datetime.timedelta(days=DAYS)).isoformat()
    value = replace(asked, ends=ends, code=code if asked.letter else "")
    seal_into(row, "sealed", value, keys)
    row.save(force_insert=True)
    return row, code


def take(code: str) -> Place:
    """Take the place under a code away; part of the caller's transaction. Raises `NoSuchCode`."""
    try:
        wanted = _code_code(ids.normalise_code(code))
    except ids.NotACode:
        raise NoSuchCode from None
    row = Invitation.objects.select_for_update().filter(code_code=wanted).first()
    if row is None:
        raise NoSuchCode
    asked: InvitationValue = row.sealed.open(spaces.open_spaces([row.space_id]))
    row.delete()
    if has_ended(asked):
        raise NoSuchCode
    return Place(row.family, asked.role)


def drop_ended(family: UUID | None, keys: Keyring) -> None:
    """Let go of places nobody came to in time."""
    for row in Invitation.objects.filter(family=family):
        if has_ended(row.sealed.open(keys)):
            row.delete()


def has_ended(asked: InvitationValue) -> bool:
    """Whether the last day of a code is past."""
    return asked.ends < clock.now().date().isoformat()


def _code_code(code: str) -> bytes:
    return blindindex.code("invitation", code)

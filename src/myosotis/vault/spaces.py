"""Spaces and who can open them: made once, wrapped by the root key, and by recovery sheets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.db.models import F

from myosotis.vault import keys, sheets
from myosotis.vault.errors import SealBroken
from myosotis.vault.keys import Keyring, SpaceKey
from myosotis.vault.models import KeyWrap, Space
from myosotis.vault.root import root_key


def wrap_place(space: UUID, holder: str) -> bytes:
    """What a wrap of a space's key is bound to."""
    return b"myosotis/wrap/1|" + holder.encode() + b"|" + space.bytes


@transaction.atomic
def make() -> tuple[Space, Keyring]:
    """Make a space with a new key, wrapped by the root key; give back both."""
    space = Space.objects.create()
    secret = keys.new_secret()
    wrapped = keys.wrap(_root_wrapping_key(), secret, wrap_place(space.pk, KeyWrap.ROOT))
    KeyWrap.objects.create(space=space, holder=KeyWrap.ROOT, wrapped=wrapped, confirmed=True)
    return space, Keyring([SpaceKey(space.pk, secret)])


def open_spaces(spaces: Iterable[UUID]) -> Keyring:
    """Open these spaces with the root key. Only code that has decided who looks may call this."""
    wanted = list(spaces)
    rows = KeyWrap.objects.filter(space__in=wanted, holder=KeyWrap.ROOT).values_list("space_id", "wrapped")
    wrapping = _root_wrapping_key()
    return Keyring(_opened(wrapping, space, bytes(wrapped)) for space, wrapped in rows)


def open_with_sheet(space: UUID, secret: bytes) -> Keyring:
    """Open one space by the secret of a recovery sheet; raises `SealBroken` when no sheet of it fits."""
    place = wrap_place(space, KeyWrap.SHEET)
    for wrapped in KeyWrap.objects.filter(space=space, holder=KeyWrap.SHEET).values_list(
        "wrapped", flat=True
    ):
        try:
            return Keyring([SpaceKey(space, keys.unwrap(sheets.sheet_key(secret), bytes(wrapped), place))])
        except SealBroken:
            continue
    raise SealBroken("no sheet of this space")


@transaction.atomic
def add_sheet(space: UUID, keyring: Keyring) -> tuple[KeyWrap, bytes]:
    """Make a recovery sheet for a space: its row (not yet confirmed) and the 18-byte secret for the paper.

    An earlier sheet that nobody confirmed is dropped: it may have been printed badly or not at all.
    """
    secret = sheets.new_secret()
    wrapped = keys.wrap(sheets.sheet_key(secret), keyring[space].secret, wrap_place(space, KeyWrap.SHEET))
    KeyWrap.objects.filter(space_id=space, holder=KeyWrap.SHEET, confirmed=False).delete()
    row = KeyWrap.objects.create(space_id=space, holder=KeyWrap.SHEET, wrapped=wrapped)
    return row, secret


def touch(space: UUID, *, removed: int = 0) -> int:
    """Count one change in a space and return the new generation. Call it inside the change's transaction."""
    Space.objects.filter(pk=space).update(generation=F("generation") + 1, removals=F("removals") + removed)
    return Space.objects.values_list("generation", flat=True).get(pk=space)


def state(space: UUID) -> tuple[int, int]:
    """Generation and removals of a space: what a cache compares."""
    row: tuple[int, int] = Space.objects.values_list("generation", "removals").get(pk=space)
    return row


def _root_wrapping_key() -> bytes:
    return root_key().purpose("wrap")


@lru_cache(maxsize=2048)
def _opened(wrapping: bytes, space: UUID, wrapped: bytes) -> SpaceKey:
    return SpaceKey(space, keys.unwrap(wrapping, wrapped, wrap_place(space, KeyWrap.ROOT)))

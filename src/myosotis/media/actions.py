"""Keeping originals, preparing them, moving and letting them go."""

from __future__ import annotations

import dataclasses
from uuid import UUID

from django.db import transaction

from myosotis.media.arriving import Arrived
from myosotis.media.models import READY, REFUSED, Original, OriginalValue
from myosotis.vault import files, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring, keyed_digest
from myosotis.vault.models import Blob
from myosotis.work.actions import background, later


def fingerprint(digest: bytes, space: UUID, keys: Keyring) -> bytes:
    """The keyed code of a content's SHA-256, as kept for one space."""
    return keyed_digest(keys[space].purpose("index"), b"media/original", digest)


@transaction.atomic
def keep(*, arrived: Arrived, space: UUID, keys: Keyring) -> Original:
    """Keep a file that arrived. Once this transaction holds, the original is safe; the rest comes later."""
    if arrived.incoming is None:
        raise arrived.problem or ValueError("nothing arrived")
    blob = arrived.incoming.keep(space, keys)
    original = Original(space_id=space, blob=blob, fingerprint=fingerprint(arrived.digest, space, keys))
    seal_into(original, "sealed", OriginalValue(name=(arrived.name or "")[:255]), keys)
    original.save(force_insert=True)
    spaces.touch(space)
    later("media.prepare", original=original.pk)
    return original


@background("media.prepare")
def prepare(*, original: UUID) -> None:
    """Make what pages need from an original. Runs in a worker; may run twice without harm."""
    from myosotis.media.preparing import prepare_one  # noqa: PLC0415 (only workers start decoders)

    row = Original.objects.select_related("blob").filter(pk=original).first()
    if row is None:
        return  # let go meanwhile: nothing is left to prepare
    keys = spaces.open_spaces([row.space_id])
    value = row.sealed.open(keys)
    if value.state in (READY, REFUSED):
        return
    prepare_one(row, value, keys)


@transaction.atomic
def settle(*, row: Original, value: OriginalValue, renditions: dict[str, Incoming], keys: Keyring) -> None:
    """Write down what preparing found, with the renditions that landed; one transaction, all or nothing."""
    fresh = Original.objects.select_for_update().filter(pk=row.pk).first()
    if fresh is None or fresh.sealed.open(keys).state in (READY, REFUSED):
        return
    kept = {id(incoming): incoming.keep(fresh.space_id, keys).pk for incoming in renditions.values()}
    named = {name: kept[id(incoming)].hex for name, incoming in renditions.items()}
    seal_into(fresh, "sealed", dataclasses.replace(value, renditions=named), keys)
    fresh.save(update_fields=["sealed"])
    spaces.touch(fresh.space_id)


@transaction.atomic
def let_go(*, original: UUID, keys: Keyring) -> None:
    """Let an original and its renditions go for good. The bin's thirty days come before this."""
    row = Original.objects.select_related("blob").get(pk=original)
    names = [UUID(key) for key in set(row.sealed.open(keys).renditions.values())]
    row.delete()
    for blob in [*Blob.objects.filter(pk__in=names), row.blob]:
        files.let_go(blob, keys)
    spaces.touch(row.space_id, removed=1)

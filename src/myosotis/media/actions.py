"""Keeping originals, preparing them for pages, moving them, and letting them go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from myosotis.media import decoder
from myosotis.media.arriving import Arrived
from myosotis.media.decoder import Prepared, Unopenable
from myosotis.media.models import READY, REFUSED, Original, OriginalValue
from myosotis.vault import files, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring, keyed_digest
from myosotis.vault.models import Blob
from myosotis.work.actions import background, later

#: What of a `Prepared` stands in the sealed value under the same name.
_FACTS = ("kind", "width", "height", "taken", "camera", "has_position", "damaged")
_NAME = 255


class Moved(Exception):
    """The original went to another space meanwhile; preparing it there comes next."""


def fingerprint(digest: bytes, space: UUID, keys: Keyring) -> bytes:
    """The keyed code of a content's SHA-256, as kept for one space."""
    return keyed_digest(keys[space].purpose("index"), b"media/original", digest)


@transaction.atomic
def keep(*, arrived: Arrived, space: UUID, keys: Keyring, prepared: Prepared | None = None) -> Original:
    """Keep a file that arrived. Once this transaction holds, the original is safe.

    With `prepared` it is ready at once; without, the worker prepares it. Raises `arrived.problem`.
    """
    if arrived.incoming is None:
        raise arrived.problem or ValueError("nothing arrived")
    value = OriginalValue(name=(arrived.name or "")[:_NAME], digest=arrived.digest.hex())
    if prepared is not None:
        with _sealed(prepared) as renditions:
            value = replace(value, renditions=_kept(renditions, space, keys), **_facts(prepared))
    blob = arrived.incoming.keep(space, keys)
    original = Original(space_id=space, blob=blob, fingerprint=fingerprint(arrived.digest, space, keys))
    seal_into(original, "sealed", value, keys)
    original.save(force_insert=True)
    spaces.touch(space)
    if prepared is None:
        later("media.prepare", original=original.pk)
    return original


@background("media.prepare")
def prepare(*, original: UUID) -> None:
    """Open an original and make its renditions, or write down why not. Doing it again replaces them.

    An original that was let go meanwhile is no fault. Raises `NotIsolated`, `Moved` or a `VaultError`.
    """
    row = Original.objects.select_related("blob").filter(pk=original).first()
    if row is None:
        return
    keys = spaces.open_spaces([row.space_id])
    try:
        prepared = decoder.prepare(row.space_id, files.open_blob(row.blob, keys))
    except Unopenable as refusal:
        _replace(row, keys, {}, {"state": REFUSED, "reason": refusal.code})
        return
    with _sealed(prepared) as renditions:
        _replace(row, keys, renditions, _facts(prepared))


@transaction.atomic
def move(*, original: UUID, to: UUID, keys: Keyring) -> None:
    """Put an original and its renditions into another space. `keys` opens both."""
    row = Original.objects.select_for_update(of=("self",)).select_related("blob").get(pk=original)
    if row.space_id == to:
        return
    value, left = row.sealed.open(keys), row.space_id
    for blob in [row.blob, *_blobs(value)]:
        files.move(blob, to, keys)
    row.space_id, row.fingerprint = to, fingerprint(bytes.fromhex(value.digest), to, keys)
    seal_into(row, "sealed", value, keys)
    row.save(update_fields=["space", "fingerprint", "sealed"])
    spaces.touch(left, removed=1)
    spaces.touch(to)


@transaction.atomic
def let_go(*, original: UUID, keys: Keyring) -> None:
    """Let an original and its renditions go for good. The bin's thirty days come before this."""
    row = Original.objects.select_related("blob").get(pk=original)
    renditions = _blobs(row.sealed.open(keys))
    row.delete()
    for blob in [*renditions, row.blob]:
        files.let_go(blob, keys)
    spaces.touch(row.space_id, removed=1)


@contextmanager
def _sealed(prepared: Prepared) -> Iterator[Mapping[str, Incoming]]:
    """Renditions sealed and safe on the disk; what was not kept when the block ends is gone."""
    with ExitStack() as stack:
        renditions = {name: stack.enter_context(Incoming()) for name in prepared.renditions}
        for name, incoming in renditions.items():
            incoming.write(prepared.renditions[name])
        files.land(list(renditions.values()))
        yield renditions


@transaction.atomic
def _replace(row: Original, keys: Keyring, renditions: Mapping[str, Incoming], facts: dict[str, Any]) -> None:
    """Write down what came out of preparing, with these renditions instead of the earlier ones."""
    now = Original.objects.select_for_update().filter(pk=row.pk).first()
    if now is None:
        return
    if now.space_id != row.space_id:
        raise Moved
    value = now.sealed.open(keys)
    earlier = _blobs(value)
    seal_into(now, "sealed", replace(value, renditions=_kept(renditions, row.space_id, keys), **facts), keys)
    now.save(update_fields=["sealed"])
    for blob in earlier:
        files.let_go(blob, keys)
    spaces.touch(row.space_id)


def _facts(prepared: Prepared) -> dict[str, Any]:
    return {"state": READY, "reason": "", **{name: getattr(prepared, name) for name in _FACTS}}


def _kept(renditions: Mapping[str, Incoming], space: UUID, keys: Keyring) -> dict[str, str]:
    return {name: str(incoming.keep(space, keys).pk) for name, incoming in renditions.items()}


def _blobs(value: OriginalValue) -> Iterable[Blob]:
    return list(Blob.objects.filter(pk__in=[UUID(key) for key in value.renditions.values()]))

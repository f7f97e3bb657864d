"""The manifest of a space: a chained list of its sealed files, written with the row that names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from myosotis.vault import keys
from myosotis.vault.errors import SealBroken
from myosotis.vault.keys import Keyring
from myosotis.vault.models import ManifestEntry, Space


@dataclass(frozen=True, slots=True)
class Kept:
    """A blob as the manifest knows it: sealed length in bytes and SHA-256 of the sealed bytes."""

    blob: UUID
    length: int
    digest: bytes


def append(what: str, kept: Kept, *, space: UUID, keyring: Keyring) -> None:
    """Add one entry. Call it inside the transaction that makes or drops the blob's row."""
    head = Space.objects.select_for_update().get(pk=space)
    number = head.manifest_length + 1
    code = _code(keyring, space, number, what, kept, bytes(head.manifest_head))
    ManifestEntry.objects.create(
        space_id=space,
        number=number,
        what=what,
        blob=kept.blob,
        length=kept.length,
        digest=kept.digest,
        code=code,
    )
    Space.objects.filter(pk=space).update(manifest_length=number, manifest_head=code)


def walk(space: UUID, keyring: Keyring) -> Iterator[tuple[str, Kept]]:
    """Yield every entry in order, proving the chain; raises `SealBroken` where it does not hold."""
    entries = ManifestEntry.objects.filter(space=space)
    # Entries that come while we walk are left for the next walk: the head is read after the last number,
    # and nothing beyond the head is looked at.
    last = entries.order_by("-number").values_list("number", flat=True).first() or 0
    head = Space.objects.get(pk=space)
    if last > head.manifest_length:
        raise SealBroken("the end of the manifest")
    before, number = b"", 0
    for entry in entries.filter(number__lte=head.manifest_length).order_by("number").iterator():
        number += 1
        kept = Kept(entry.blob, entry.length, bytes(entry.digest))
        code = _code(keyring, space, number, entry.what, kept, before)
        if entry.number != number or not keys.same(code, bytes(entry.code)):
            raise SealBroken("the manifest")
        before = code
        yield entry.what, kept
    if number != head.manifest_length or before != bytes(head.manifest_head):
        raise SealBroken("the end of the manifest")


def present(space: UUID, keyring: Keyring) -> dict[UUID, Kept]:
    """The blobs a space holds now, by id."""
    held: dict[UUID, Kept] = {}
    for what, kept in walk(space, keyring):
        if what == ManifestEntry.CAME:
            held[kept.blob] = kept
        else:
            held.pop(kept.blob, None)
    return held


def _code(keyring: Keyring, space: UUID, number: int, what: str, kept: Kept, before: bytes) -> bytes:
    return keys.keyed_digest(
        keyring[space].purpose("manifest"),
        before,
        number.to_bytes(8, "big"),
        what.encode(),
        kept.blob.bytes,
        kept.length.to_bytes(8, "big"),
        kept.digest,
    )

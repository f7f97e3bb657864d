"""Keeping originals, and letting them go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from myosotis.media.arriving import Arrived
from myosotis.media.models import Original, OriginalValue
from myosotis.vault import files, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring, keyed_digest
from myosotis.vault.models import Blob


def fingerprint(digest: bytes, space: UUID, keys: Keyring) -> bytes:
    """The keyed code of a content's SHA-256, as kept for one space."""
    return keyed_digest(keys[space].purpose("index"), b"media/original", digest)


@transaction.atomic
def keep(*, arrived: Arrived, space: UUID, keys: Keyring) -> Original:
    """Keep a file that arrived. Once this transaction holds, the original is safe."""
    if arrived.incoming is None:
        raise arrived.problem or ValueError("nothing arrived")
    blob = arrived.incoming.keep(space, keys)
    original = Original(space_id=space, blob=blob, fingerprint=fingerprint(arrived.digest, space, keys))
    seal_into(original, "sealed", OriginalValue(name=(arrived.name or "")[:255]), keys)
    original.save(force_insert=True)
    spaces.touch(space)
    return original


@transaction.atomic
def let_go(*, original: UUID, keys: Keyring) -> None:
    """Let an original and its renditions go for good. The bin's thirty days come before this."""
    row = Original.objects.select_related("blob").get(pk=original)
    names = [UUID(key) for key in set(row.sealed.open(keys).renditions.values())]
    row.delete()
    for blob in [*Blob.objects.filter(pk__in=names), row.blob]:
        files.let_go(blob, keys)
    spaces.touch(row.space_id, removed=1)

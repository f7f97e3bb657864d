"""Asking for bytes. The caller has decided that this viewer may look, and brings the keys."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from myosotis.media.actions import fingerprint
from myosotis.media.models import READY, Original, OriginalValue
from myosotis.vault import files
from myosotis.vault.chunked import Opener
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Blob


class NotReady(Exception):
    """This picture is still being prepared, or could not be."""


def about(originals: Iterable[UUID], keys: Keyring) -> dict[UUID, OriginalValue]:
    """What is known of some originals, by id; those of spaces outside `keys` are left out."""
    rows = Original.objects.filter(pk__in=list(originals), space__in=keys.spaces)
    return {row.pk: row.sealed.open(keys) for row in rows}


def original_bytes(original: UUID, keys: Keyring) -> Opener:
    """The original, byte for byte. Raises `Original.DoesNotExist` outside `keys`."""
    row = Original.objects.select_related("blob").get(pk=original, space__in=keys.spaces)
    return files.open_blob(row.blob, keys)


def rendition_bytes(original: UUID, name: str, keys: Keyring) -> Opener:
    """One rendition. Raises `Original.DoesNotExist` or `NotReady`."""
    row = Original.objects.get(pk=original, space__in=keys.spaces)
    value = row.sealed.open(keys)
    if value.state != READY or name not in value.renditions:
        raise NotReady
    return files.open_blob(Blob.objects.get(pk=UUID(value.renditions[name])), keys)


def same_file(digest: bytes, space: UUID, keys: Keyring) -> UUID | None:
    """The original in this space with the same content (its SHA-256), if there is one."""
    code = fingerprint(digest, space, keys)
    return Original.objects.filter(space=space, fingerprint=code).values_list("pk", flat=True).first()

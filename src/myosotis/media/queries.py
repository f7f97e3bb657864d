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

#: The renditions for pages by name, with their longest side. A small picture has only the first of them.
SIZES = {"webp-480": 480, "webp-960": 960, "webp-1920": 1920}


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
    """One rendition; of a picture smaller than that, the largest there is. `DoesNotExist` or `NotReady`."""
    row = Original.objects.get(pk=original, space__in=keys.spaces)
    value = row.sealed.open(keys)
    made = value.renditions if value.state == READY else {}
    found = made.get(name) or (made.get(_largest(made)) if name in SIZES else None)
    if found is None:
        raise NotReady
    return files.open_blob(Blob.objects.get(pk=UUID(found)), keys)


def _largest(made: Iterable[str]) -> str:
    """The name of the largest rendition for pages."""
    return max((name for name in made if name in SIZES), key=lambda name: SIZES[name], default="")


def same_file(digest: bytes, space: UUID, keys: Keyring) -> UUID | None:
    """The original in this space with the same content (its SHA-256), if there is one."""
    code = fingerprint(digest, space, keys)
    return Original.objects.filter(space=space, fingerprint=code).values_list("pk", flat=True).first()


def same_files(digest: bytes, space: UUID, keys: Keyring) -> list[UUID]:
    """Every original in this space with the same content: one file may stand in several moments."""
    code = fingerprint(digest, space, keys)
    return list(Original.objects.filter(space=space, fingerprint=code).values_list("pk", flat=True))

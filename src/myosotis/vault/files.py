"""Sealed files: written beside, confirmed by the disk, renamed, and only then named by a row.

A blob's name is random and never used again. Its times are constant, so they tell nothing. Its data key
is random, wrapped by the space's key; until a row names it, a file is an unreadable orphan for the sweep.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4

from django.db import transaction

from myosotis.environment import environment
from myosotis.vault import keys, manifest
from myosotis.vault.chunked import Opener, Sealer
from myosotis.vault.errors import BlobMissing, NoRoom, StoreFailed, VaultError
from myosotis.vault.keys import Keyring
from myosotis.vault.manifest import Kept
from myosotis.vault.models import Blob, ManifestEntry

#: 1 January 2000: the one time every file of ours shows.
STILL_TIME = 946_684_800


def folder() -> Path:
    """Where sealed files lie."""
    return environment().data / "blobs"


def arriving() -> Path:
    """Where files lie that are not whole yet."""
    return environment().data / "arriving"


def path_of(blob: UUID) -> Path:
    """The place of a blob's bytes."""
    return folder() / blob.hex[:2] / blob.hex


class Incoming:
    """A file on its way in. `write` seals what comes; `land` makes it safe; `keep` names it by a row.

    Leaving the `with` block before `keep` removes whatever was written. Raises `NoRoom` or `StoreFailed`.
    """

    def __init__(self) -> None:
        self.id = uuid4()
        self._key = keys.new_secret()
        self._sealer = Sealer(self._key, blob_context(self.id))
        self._digest, self._length = hashlib.sha256(), 0
        self._path = arriving() / self.id.hex
        self._kept = self._landed = False
        with _speaking():
            _shelf(self._path.parent)
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._file >= 0:
            self._close()
        if not self._kept:
            _drop(self._path)
            if self._landed:
                _drop(path_of(self.id))

    @property
    def size(self) -> int:
        """Plain bytes so far."""
        return self._sealer.size

    def write(self, data: bytes) -> None:
        """Seal and write some plain bytes."""
        self._put(self._sealer.update(data))

    def land(self) -> None:
        """Seal the end, have the disk confirm it, and move the file to its place."""
        self._put(self._sealer.finish())
        home = path_of(self.id)
        with _speaking():
            os.utime(self._file, (STILL_TIME, STILL_TIME))
            os.fsync(self._file)
            self._close()
            _shelf(home.parent)
            self._path.rename(home)
            self._landed = True
            for place in (home.parent, folder()):
                _sync(place)
            for place in (home.parent, folder(), arriving()):
                _still(place)

    def keep(self, space: UUID, keyring: Keyring) -> Blob:
        """Name the landed file by a row and the manifest; call it inside the caller's transaction."""
        if not self._landed:
            raise VaultError("keep comes after land")
        blob = Blob.objects.create(
            id=self.id, space_id=space, wrapped_key=_wrap(self._key, space, self.id, keyring), size=self.size
        )
        kept = Kept(self.id, self._length, self._digest.digest())
        manifest.append(ManifestEntry.CAME, kept, space=space, keyring=keyring)
        self._kept = True
        # A transaction that is rolled back leaves an orphan without a row: the sweep takes it.
        return blob

    def _close(self) -> None:
        # Forgotten first: a close that fails has closed all the same.
        handle, self._file = self._file, -1
        os.close(handle)

    def _put(self, sealed: bytes) -> None:
        self._digest.update(sealed)
        self._length += len(sealed)
        view = memoryview(sealed)
        with _speaking():
            while view:
                view = view[os.write(self._file, view) :]


def blob_context(blob: UUID) -> bytes:
    """What a body is bound to. The space is bound by the wrap of the file's key."""
    return b"myosotis/blob/1|" + blob.bytes


def open_blob(blob: Blob, keyring: Keyring) -> Opener:
    """Open a sealed file for reading any range. Raises `BlobMissing`, `SealBroken` or `KeyMissing`."""
    key = _unwrap(blob, keyring)
    return Opener(_FileSource(path_of(blob.pk)), key, blob_context(blob.pk))


def read_all(blob: Blob, keyring: Keyring) -> Iterator[bytes]:
    """The whole plain content, piece by piece."""
    return open_blob(blob, keyring).read()


@transaction.atomic
def let_go(blob: Blob, keyring: Keyring) -> None:
    """Drop a file: its row and key at once, its bytes when the transaction has held."""
    entry = ManifestEntry.objects.get(space=blob.space_id, blob=blob.pk, what=ManifestEntry.CAME)
    kept = Kept(blob.pk, entry.length, bytes(entry.digest))
    manifest.append(ManifestEntry.GONE, kept, space=blob.space_id, keyring=keyring)
    place = path_of(blob.pk)
    blob.delete()
    transaction.on_commit(lambda: _drop(place))


def orphans() -> Iterator[Path]:
    """Files in place that no row names. Only the sweep, which holds the house still, may remove them."""
    named = {key.hex for key in Blob.objects.values_list("pk", flat=True)}
    if folder().is_dir():
        yield from (
            p for shelf in sorted(folder().iterdir()) for p in sorted(shelf.iterdir()) if p.name not in named
        )


class _FileSource:
    def __init__(self, path: Path) -> None:
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise BlobMissing from None

    def read_at(self, offset: int, length: int) -> bytes:
        return os.pread(self._file, length, offset)

    def length(self) -> int:
        return os.fstat(self._file).st_size

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)


class _speaking:  # noqa: N801 (reads as a verb at its place)
    """Turns the disk's refusals into errors that say what happened."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise NoRoom from None
            raise StoreFailed(errno.errorcode.get(error.errno or 0, "unknown")) from None


def _place(space: UUID, blob: UUID) -> bytes:
    return b"myosotis/file-key/1|" + space.bytes + blob.bytes


def _wrap(key: bytes, space: UUID, blob: UUID, keyring: Keyring) -> bytes:
    return keys.wrap(keyring[space].purpose("file"), key, _place(space, blob))


def _unwrap(blob: Blob, keyring: Keyring) -> bytes:
    place = _place(blob.space_id, blob.pk)
    return keys.unwrap(keyring[blob.space_id].purpose("file"), bytes(blob.wrapped_key), place)


def _shelf(place: Path) -> None:
    """Make a folder nobody else may enter, and those above it, each confirmed by the disk."""
    if not place.is_dir():
        _shelf(place.parent)
        place.mkdir(mode=0o700, exist_ok=True)
        _sync(place.parent)


def _drop(file: Path) -> None:
    """Remove a file, and let its folder show the one still time again."""
    file.unlink(missing_ok=True)
    _still(file.parent)


def _still(place: Path) -> None:
    if place.is_dir():
        os.utime(place, (STILL_TIME, STILL_TIME))


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

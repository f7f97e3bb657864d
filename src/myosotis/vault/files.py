"""Sealed files: written beside, confirmed by the disk, renamed, and only then named by a row.

A blob's name is random and never used again. Its times are constant, so they tell nothing. Its data key
is random, wrapped by the space's key; until a row names it, a file is an unreadable orphan for the sweep.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
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
    From its first byte until the transaction that names it has ended, the file is locked and has a name in
    `arriving`: by that the sweep tells what a living process still needs from what a dead one left.
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
            self._hold: _Hold | None = _Hold(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if not self._kept:
            if self._landed:
                _drop(path_of(self.id))
            _drop(self._path)
            self._hold = None

    @property
    def _file(self) -> int:
        if self._hold is None:
            raise VaultError("this file was let go")
        return self._hold.file

    @property
    def size(self) -> int:
        """Plain bytes so far."""
        return self._sealer.size

    def write(self, data: bytes) -> None:
        """Seal and write some plain bytes."""
        self._put(self._sealer.update(data))

    def land(self) -> None:
        """Seal the end, have the disk confirm it, and put the file in its place."""
        land([self])

    def open(self) -> Opener:
        """Read a file that landed and is not kept yet."""
        if not self._landed:
            raise VaultError("open comes after land")
        return Opener(_FileSource(path_of(self.id)), self._key, blob_context(self.id))

    def keep(self, space: UUID, keyring: Keyring) -> Blob:
        """Name the landed file by a row and the manifest; call it inside the caller's transaction."""
        if not self._landed or self._hold is None:
            raise VaultError("keep comes after land")
        blob = Blob.objects.create(
            id=self.id, space_id=space, wrapped_key=_wrap(self._key, space, self.id, keyring), size=self.size
        )
        kept = Kept(self.id, self._length, self._digest.digest())
        manifest.append(ManifestEntry.CAME, kept, space=space, keyring=keyring)
        self._kept = True
        # From here the lock hangs on the transaction alone. If it holds, the name in `arriving` goes; if it
        # is rolled back, Django forgets this call, the lock goes with it, and the sweep takes the file.
        hold, self._hold = self._hold, None
        transaction.on_commit(hold.let_go_of_name)
        return blob

    def finish(self) -> None:
        """Seal the end and have the disk confirm the bytes. `land` does this and what follows."""
        self._put(self._sealer.finish())
        os.utime(self._file, (STILL_TIME, STILL_TIME))
        os.fsync(self._file)

    def place(self) -> Path:
        """Give the finished file its name among the blobs, and return the folder to confirm."""
        home = path_of(self.id)
        _shelf(home.parent)
        try:
            os.link(self._path, home)
        except OSError as problem:
            # A file system without second names: whatever a crash leaves there, the scrub finds.
            if problem.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS):
                raise
            self._path.rename(home)
        self._landed = True
        return home.parent

    def _put(self, sealed: bytes) -> None:
        self._digest.update(sealed)
        self._length += len(sealed)
        view = memoryview(sealed)
        with _speaking():
            while view:
                view = view[os.write(self._file, view) :]


def land(files: Sequence[Incoming]) -> None:
    """Land several files together: as safe as each alone, with fewer waits for the disk."""
    with _speaking():
        for incoming in files:
            incoming.finish()
        shelves = {incoming.place() for incoming in files}
        for place in (*sorted(shelves), folder()):
            _sync(place)
        for place in (*shelves, folder(), arriving()):
            _still(place)


class _Hold:
    """A new file with its lock. It is let go when nobody needs it any more, or when its process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        while True:
            self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            fcntl.flock(self.file, fcntl.LOCK_EX)
            if os.fstat(self.file).st_nlink:
                return
            # A sweep came between the two lines above and took it for a leftover.
            os.close(self.file)

    def let_go_of_name(self) -> None:
        """The row stands: the file needs its second name and its lock no more."""
        _drop(self._path)
        self._close()

    def _close(self) -> None:
        # Forgotten first: a close that fails has closed all the same.
        handle, self.file = self.file, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        if hasattr(self, "file"):
            self._close()


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
    kept = _as_it_came(blob)
    manifest.append(ManifestEntry.GONE, kept, space=blob.space_id, keyring=keyring)
    place = path_of(blob.pk)
    blob.delete()
    transaction.on_commit(lambda: _drop(place))


@transaction.atomic
def move(blob: Blob, to: UUID, keyring: Keyring) -> Blob:
    """Put a file into another space: its key is wrapped anew, its bytes stay. `keyring` opens both spaces."""
    key = _unwrap(blob, keyring)
    kept = _as_it_came(blob)
    manifest.append(ManifestEntry.GONE, kept, space=blob.space_id, keyring=keyring)
    manifest.append(ManifestEntry.CAME, kept, space=to, keyring=keyring)
    blob.space_id, blob.wrapped_key = to, _wrap(key, to, blob.pk, keyring)
    blob.save(update_fields=["space", "wrapped_key"])
    return blob


def _as_it_came(blob: Blob) -> Kept:
    """What the manifest says of a file; the last time it came counts, for it may have been here before."""
    came = ManifestEntry.objects.filter(space=blob.space_id, blob=blob.pk, what=ManifestEntry.CAME)
    entry = came.latest("number")
    return Kept(blob.pk, entry.length, bytes(entry.digest))


def sweep() -> int:
    """Remove what processes that died left half-done; return how many files. Call it outside transactions.

    Only what still has its name in `arriving` is looked at, so a file that was ever kept is never touched,
    not even by a house that was started with a wrong database.
    """
    if not arriving().is_dir():
        return 0
    return sum(_swept(path) for path in sorted(arriving().iterdir()))


def _swept(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return _remove_leftover(path)
    except (OSError, ValueError):
        return False  # a living process holds it, or it is none of ours
    finally:
        os.close(handle)


def _remove_leftover(path: Path) -> bool:
    # The lock is ours, so whoever wrote this has ended its transaction: the row stands by now, or never will.
    blob = UUID(hex=path.name)
    named = Blob.objects.filter(pk=blob).exists()
    if not named:
        _drop(path_of(blob))
    _drop(path)
    return not named


def orphans() -> Iterator[Path]:
    """Files in place that no row names; those on their way in are among them. For the scrub to report."""
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

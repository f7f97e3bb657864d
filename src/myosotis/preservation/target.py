"""The folder a backup lives in: who may use it, and how a file gets into it (beside, confirmed, renamed).

`docs/formats/backup.md` shows the folder. Every name in it is a random id or a name of ours, and every file
and folder shows the one still time.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from myosotis.environment import Environment
from myosotis.preservation.errors import (
    AnotherHouse,
    Busy,
    HoldsOtherThings,
    NotAPlace,
    TargetDamaged,
    speaking,
)
from myosotis.vault.files import STILL_TIME

MARK, KEYS, BLOBS, SNAPSHOTS, ARRIVING = "backup.json", "keys.json", "blobs", "snapshots", "arriving"
INDEX = "index.json"
FORMAT = "myosotis-backup"
_PIECE = 1024 * 1024
#: What an empty disk may hold all the same.
_NOTHING = {ARRIVING, "lost+found", "System Volume Information", ".Trash-1000", ".Trashes", ".fseventsd"}


class Target:
    """A backup folder in use. While the `with` block runs, no other backup writes into it."""

    def __init__(self, folder: Path, env: Environment) -> None:
        self.folder = folder.expanduser().absolute()
        _refuse_near(self.folder.resolve(), env)
        self._lock = -1
        self._touched: set[Path] = set()

    def __enter__(self) -> Self:
        with speaking():
            shelf(self.folder)
            if not (self.folder / MARK).exists() and {p.name for p in self.folder.iterdir()} - _NOTHING:
                raise HoldsOtherThings
            self._lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                _lock(self._lock)
            except Busy:
                os.close(self._lock)
                raise
            self.clear_arriving()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        try:
            self.clear_arriving()
            self.still()
        except OSError:
            # The disk is full or gone: what is left beside is not named by anything and goes next time.
            pass
        finally:
            os.close(self._lock)

    def claim(self, house: UUID, beside: Mapping[str, bytes]) -> None:
        """Make the folder this house's own, and lay `beside` (name to content) next to the sealed things.

        Raises `AnotherHouse` or `TargetDamaged`.
        """
        mark = self.folder / MARK
        if mark.exists() and read_checked(mark)["house"] != str(house):
            raise AnotherHouse
        told = {name: hashlib.sha256(content).hexdigest() for name, content in beside.items()}
        self.put(mark, checked({"format": FORMAT, "version": 1, "house": str(house), "beside": told}))
        for name, content in beside.items():
            self.put(self.folder / name, content)

    def put(self, path: Path, content: bytes) -> None:
        """Write a small file beside, have the disk confirm it, and rename it into place."""
        with speaking():
            beside = self.folder / ARRIVING / os.urandom(16).hex()
            shelf(beside.parent)
            write_new(beside, [content])
            shelf(path.parent)
            beside.replace(path)
            sync(path.parent)

    def wraps(self) -> list[dict[str, Any]]:
        """The wraps of the keys object that is there now; none where it is not there or was changed."""
        try:
            return list(read_checked(self.folder / KEYS)["wraps"])
        except (TargetDamaged, KeyError, TypeError):
            return []

    def put_keys(self, wraps: list[dict[str, Any]]) -> None:
        """Put another keys object in place of the one before, whose bytes are then wiped."""
        path = self.folder / KEYS
        content = checked({"format": "myosotis-keys", "version": 1, "wraps": wraps})
        old = os.open(path, os.O_RDWR | os.O_CLOEXEC) if path.exists() else -1
        try:
            self.put(path, content)
            if old >= 0:
                with speaking():
                    os.pwrite(old, bytes(os.fstat(old).st_size), 0)
                    os.fsync(old)
        finally:
            if old >= 0:
                os.close(old)

    def path_of(self, blob: UUID) -> Path:
        """The place of a sealed file."""
        return self.folder / BLOBS / blob.hex[:2] / blob.hex

    def copy_blob(self, source: Path, blob: UUID) -> bytes:
        """Copy a sealed file beside, and return the SHA-256 of what the disk gives back. `keep_blob` is next.

        Raises `FileNotFoundError` or another `OSError` of the source as it is.
        """
        beside = self.folder / ARRIVING / blob.hex
        with open(source, "rb", buffering=0) as plain:
            with speaking():
                shelf(beside.parent)
                beside.unlink(missing_ok=True)
            write_new(beside, iter(lambda: plain.read(_PIECE), b""))
        with speaking():
            return digest_of(beside)

    def keep_blob(self, blob: UUID) -> None:
        """Move a copied file to its place. `settle` makes the move last."""
        home = self.path_of(blob)
        with speaking():
            shelf(home.parent)
            (self.folder / ARRIVING / blob.hex).replace(home)
        self._touched.add(home.parent)

    def settle(self) -> None:
        """Have the disk confirm every sealed file that was moved."""
        with speaking():
            for place in (*sorted(self._touched), self.folder / BLOBS):
                if place.is_dir():
                    sync(place)
        self._touched.clear()

    def next_number(self) -> int:
        """One more than the highest number of a snapshot here. A number tells the order, and no time."""
        numbers = [0]
        for index in (self.folder / SNAPSHOTS).glob(f"*/{INDEX}"):
            try:
                numbers.append(int(read_checked(index)["number"]))
            except (TargetDamaged, KeyError, ValueError):
                continue  # `myosotis-open --check` speaks of it; a new snapshot must come about all the same
        return max(numbers) + 1

    def finish_snapshot(self, beside: Path, name: str) -> None:
        """Give a written snapshot its place, whole or not at all."""
        with speaking():
            sync(beside)
            shelf(self.folder / SNAPSHOTS)
            beside.rename(self.folder / SNAPSHOTS / name)
            sync(self.folder / SNAPSHOTS)

    def clear_arriving(self) -> None:
        """Remove what an interrupted run left beside."""
        shutil.rmtree(self.folder / ARRIVING, ignore_errors=True)

    def still(self) -> None:
        """Let every folder show the one still time; files have it from their beginning."""
        for place in (*self._folders(), self.folder):
            os.utime(place, (STILL_TIME, STILL_TIME))

    def _folders(self) -> Iterator[Path]:
        for top in (BLOBS, SNAPSHOTS):
            if (self.folder / top).is_dir():
                yield from (p for p in (self.folder / top).iterdir() if p.is_dir())
                yield self.folder / top


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy from None
    except OSError as problem:
        # Some network disks know no locks; there the host keeps two backups apart.
        if problem.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL):
            raise


def _refuse_near(folder: Path, env: Environment) -> None:
    """A backup beside the root key, or inside what it is a copy of, is none."""
    data, key = env.data.resolve(), env.root_key_file.resolve()
    if folder.is_relative_to(data) or data.is_relative_to(folder):
        raise NotAPlace("it lies in the data folder, or around it")
    if folder.is_relative_to(key.parent) or key.is_relative_to(folder):
        raise NotAPlace("the root key lies there")
    if folder.exists() and not folder.is_dir():
        raise NotAPlace("it is a file")


def checked(*lines: dict[str, Any]) -> bytes:
    """JSON objects, one a line, and last the SHA-256 of all before it, in hex."""
    text = b"".join(line_of(line) + b"\n" for line in lines)
    return text + hashlib.sha256(text).hexdigest().encode() + b"\n"


def line_of(body: dict[str, Any]) -> bytes:
    """One object as it stands in a line."""
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def read_checked(path: Path) -> dict[str, Any]:
    """The first object `checked` wrote; raises `TargetDamaged`."""
    try:
        text = path.read_bytes()
        if hashlib.sha256(text[:-65]).hexdigest().encode() != text[-65:-1]:
            raise TargetDamaged(path.name)
        body: dict[str, Any] = json.loads(text.split(b"\n")[0])
    except (ValueError, OSError):
        raise TargetDamaged(path.name) from None
    return body


def write_new(path: Path, pieces: Iterator[bytes] | list[bytes]) -> None:
    """Write a file that was not there, with the still time, and have the disk confirm it.

    What the source of `pieces` raises comes through as it is; what this disk says becomes a sentence.
    """
    with speaking():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        for piece in pieces:
            with speaking():
                view = memoryview(piece)
                while view:
                    view = view[os.write(handle, view) :]
        with speaking():
            os.utime(handle, (STILL_TIME, STILL_TIME))
            os.fsync(handle)
    finally:
        with speaking():
            os.close(handle)


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file as the disk has it: what the system still holds in memory is let go of first."""
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.digest()


def shelf(place: Path) -> None:
    """Make a folder for its owner alone, and those above it, each confirmed by the disk."""
    if not place.is_dir():
        shelf(place.parent)
        place.mkdir(mode=0o700, exist_ok=True)
        sync(place.parent)


def sync(place: Path) -> None:
    """Have the disk confirm the names in a folder."""
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as problem:
        # Some disks (network shares) confirm files, and do not know the question for folders.
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)

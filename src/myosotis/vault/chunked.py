"""Sealed bodies of files: C2SP chunked encryption, AES-256-GCM with SHA-512 ("Cobblestone-256").

Any byte range opens alone, and a changed, moved, cut or lengthened body does not open. The format is
c2sp.org/chunked-encryption; `docs/formats/blob.md` tells how we use it. Sizes are in bytes.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from myosotis.vault.errors import SealBroken

CHUNK = 16 * 1024
TAG = 16
SALT = 24
HEADER = SALT + 32
SEALED_CHUNK = CHUNK + TAG
MAX_CHUNKS = 2**38
_INFO = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\x00"


class _Schedule:
    """The cipher, base nonce and commitment of one message."""

    def __init__(self, key: bytes, salt: bytes, context: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a file key has 32 bytes")
        material = HKDFExpand(SHA512(), 32 + 12 + 32, _INFO + salt + context).derive(key)
        self.cipher = AESGCM(material[:32])
        self._nonce = int.from_bytes(material[32:44], "big")
        self.commitment = material[44:]

    def nonce(self, index: int) -> bytes:
        if index >= MAX_CHUNKS:
            raise ValueError("the file is longer than the format allows")
        return (self._nonce ^ index).to_bytes(12, "big")


class Sealer:
    """Seals one stream of bytes: feed `update`, then call `finish` once.

    `key` is 32 random bytes used for this file alone; `context` binds the body to its place.
    """

    def __init__(self, key: bytes, context: bytes, *, salt: bytes | None = None) -> None:
        self._salt = salt if salt is not None else os.urandom(SALT)
        self._schedule = _Schedule(key, self._salt, context)
        self._rest = bytearray()
        self._index = 0
        self._begun = False
        self.size = 0

    def update(self, data: bytes | memoryview) -> bytes:
        """Take plain bytes and return whatever sealed bytes are complete (perhaps none)."""
        self.size += len(data)
        out = [] if self._begun else [self._begin()]
        self._rest += data
        end = len(self._rest) - len(self._rest) % CHUNK
        with memoryview(self._rest) as view:
            out += [self._chunk(view[at : at + CHUNK]) for at in range(0, end, CHUNK)]
        del self._rest[:end]
        return b"".join(out)

    def finish(self) -> bytes:
        """Return the last sealed bytes; the final chunk is always shorter than a whole one."""
        head = b"" if self._begun else self._begin()
        return head + self._chunk(bytes(self._rest))

    def _begin(self) -> bytes:
        self._begun = True
        return self._salt + self._schedule.commitment

    def _chunk(self, plain: bytes | memoryview) -> bytes:
        sealed = self._schedule.cipher.encrypt(self._schedule.nonce(self._index), plain, None)
        self._index += 1
        return sealed


class Source(Protocol):
    """Random access to sealed bytes: a file, or an object store's range request."""

    def read_at(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from `offset`, fewer only at the end."""
        ...

    def length(self) -> int:
        """How many sealed bytes there are."""
        ...


class Opener:
    """Opens any range of a sealed body. Raises `SealBroken` before giving out one wrong byte."""

    def __init__(self, source: Source, key: bytes, context: bytes) -> None:
        self._source = source
        header = source.read_at(0, HEADER)
        if len(header) != HEADER:
            raise SealBroken("cut short")
        self._schedule = _Schedule(key, header[:SALT], context)
        if not hmac.compare_digest(header[SALT:], self._schedule.commitment):
            raise SealBroken("another key or place")
        self.size = self._authenticated_size(source.length() - HEADER)

    def _authenticated_size(self, body: int) -> int:
        last, rest = divmod(body, SEALED_CHUNK)
        if rest < TAG:
            raise SealBroken("cut short")
        return last * CHUNK + len(self._open(last, rest))

    def _open(self, index: int, length: int = SEALED_CHUNK) -> bytes:
        sealed = self._source.read_at(HEADER + index * SEALED_CHUNK, length)
        try:
            return self._schedule.cipher.decrypt(self._schedule.nonce(index), sealed, None)
        except InvalidTag:
            raise SealBroken("changed bytes") from None

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the plain bytes from `start` up to `stop` (not included; None is the end)."""
        if start < 0:
            raise ValueError("a range begins at 0 or later")
        stop = self.size if stop is None else min(stop, self.size)
        at = start
        while at < stop:
            index = at // CHUNK
            # Sixteen chunks a read: far fewer system calls, and memory stays flat.
            count = min(16, (stop - 1) // CHUNK - index + 1)
            yield from self._run(index, count, at, stop)
            at = (index + count) * CHUNK

    def _run(self, index: int, count: int, start: int, stop: int) -> Iterator[bytes]:
        sealed = memoryview(self._source.read_at(HEADER + index * SEALED_CHUNK, count * SEALED_CHUNK))
        for step in range(count):
            piece = sealed[step * SEALED_CHUNK : (step + 1) * SEALED_CHUNK]
            try:
                plain = self._schedule.cipher.decrypt(self._schedule.nonce(index + step), piece, None)
            except InvalidTag:
                raise SealBroken("changed bytes") from None
            base = (index + step) * CHUNK
            yield plain[max(0, start - base) : max(0, stop - base)]


class Bytes:
    """A `Source` over bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read_at(self, offset: int, length: int) -> bytes:
        return self._data[offset : offset + length]

    def length(self) -> int:
        return len(self._data)

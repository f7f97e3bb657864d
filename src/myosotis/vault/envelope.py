"""The bytes of a sealed value: header, nonce, AES-256-GCM-SIV ciphertext of a padded text.

Layout (`docs/formats/value.md`): magic `MYOS`, format 1, suite 1, epoch (2 bytes, big-endian), nonce (12),
ciphertext with its 16-byte tag. The plaintext is a 4-byte length, the value, then zeros up to 64, 256,
1024 or 4096 bytes, and beyond that to a multiple of 4096, so that a size tells little.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag

from myosotis.vault.errors import SealBroken, UnknownFormat
from myosotis.vault.keys import Keyring

MAGIC = b"MYOS"
FORMAT, SUITE = 1, 1
HEADER = 8
NONCE = 12
_STEPS = (64, 256, 1024, 4096)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seal belongs. A seal found anywhere else does not open."""

    space: UUID
    type_name: str
    record: UUID
    field: str

    def bytes(self) -> bytes:
        """The associated data: every part with its length, the format and suite before them."""
        name, column = self.type_name.encode(), self.field.encode()
        return b"".join(
            (
                b"myosotis/value/1",
                self.space.bytes,
                self.record.bytes,
                len(name).to_bytes(2, "big"),
                name,
                len(column).to_bytes(2, "big"),
                column,
            )
        )


def padded_size(length: int) -> int:
    """How many bytes a text of `length` bytes (its 4-byte length included) is padded to."""
    for step in _STEPS:
        if length <= step:
            return step
    return -(-length // 4096) * 4096


def framed(text: bytes) -> bytes:
    """A text with its length before it and zeros behind, so that its size tells little."""
    whole = len(text).to_bytes(4, "big") + text
    return whole + bytes(padded_size(len(whole)) - len(whole))


def unframed(whole: bytes) -> bytes:
    """The text that `framed` padded."""
    return whole[4 : 4 + int.from_bytes(whole[:4], "big")]


def seal(text: bytes, place: Place, keys: Keyring) -> bytes:
    """Seal `text` for `place`; raises `KeyMissing` when `keys` does not hold the space."""
    key = keys[place.space]
    header = MAGIC + bytes((FORMAT, SUITE)) + key.epoch.to_bytes(2, "big")
    nonce = os.urandom(NONCE)
    return header + nonce + key.cipher("value").encrypt(nonce, framed(text), header + place.bytes())


def open_sealed(sealed: bytes, place: Place, keys: Keyring) -> bytes:
    """Open what `seal` made; raises `SealBroken`, `KeyMissing` or `UnknownFormat`."""
    header = sealed[:HEADER]
    if header[:4] != MAGIC or len(sealed) < HEADER + NONCE + 16:
        raise SealBroken("not a sealed value")
    if header[4:6] != bytes((FORMAT, SUITE)):
        raise UnknownFormat("value")
    key = keys[place.space]
    if int.from_bytes(header[6:8], "big") != key.epoch:
        raise SealBroken("another epoch")
    try:
        text = key.cipher("value").decrypt(
            sealed[HEADER : HEADER + NONCE], sealed[HEADER + NONCE :], header + place.bytes()
        )
    except InvalidTag:
        raise SealBroken("a value") from None
    return unframed(text)

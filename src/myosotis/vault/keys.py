"""Keys in memory: one secret per space, and what is derived from it for each purpose.

`repr` never shows a key. Keys are 32 random bytes. Derivation is HKDF-SHA-256 with the purpose and the
space in the info string, as `docs/formats/keys.md` writes down.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from myosotis.vault.errors import KeyMissing, SealBroken

KEY = 32
NONCE = 12
#: The purposes a space's key is used for. Each has a key of its own, so that none can stand in for another.
PURPOSES = ("value", "file", "index", "manifest")


def derive(secret: bytes, info: bytes, length: int = KEY) -> bytes:
    """HKDF-SHA-256 (RFC 5869) without salt; `info` names the purpose in full."""
    return HKDF(SHA256(), length, None, info).derive(secret)


@dataclass(frozen=True, slots=True)
class SpaceKey:
    """The secret of one space and its epoch (1 until a key is changed)."""

    space: UUID
    secret: bytes = field(repr=False)
    epoch: int = 1

    def purpose(self, name: str) -> bytes:
        """The 32-byte key of this space for one of `PURPOSES`."""
        return _purpose(self.space, self.secret, self.epoch, name)

    def cipher(self, name: str) -> AESGCMSIV:
        """The AES-256-GCM-SIV cipher of one purpose."""
        return _cipher(self.purpose(name))


@lru_cache(maxsize=4096)
def _purpose(space: UUID, secret: bytes, epoch: int, name: str) -> bytes:
    if name not in PURPOSES:
        raise ValueError("unknown purpose")
    return derive(secret, b"|".join((b"myosotis/v1", name.encode(), space.bytes, epoch.to_bytes(2, "big"))))


@lru_cache(maxsize=4096)
def _cipher(key: bytes) -> AESGCMSIV:
    return AESGCMSIV(key)


class Keyring:
    """The opened keys somebody holds. Asking for another space's key raises `KeyMissing`."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Iterable[SpaceKey] = ()) -> None:
        self._keys: Mapping[UUID, SpaceKey] = MappingProxyType({key.space: key for key in keys})

    def __getitem__(self, space: UUID) -> SpaceKey:
        try:
            return self._keys[space]
        except KeyError:
            raise KeyMissing from None

    def __contains__(self, space: object) -> bool:
        return space in self._keys

    def __or__(self, other: Keyring) -> Keyring:
        return Keyring([*self._keys.values(), *other._keys.values()])

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._keys)}>"

    @property
    def spaces(self) -> frozenset[UUID]:
        """The ids of the spaces this ring opens."""
        return frozenset(self._keys)


def new_secret() -> bytes:
    """32 random bytes from the system."""
    return os.urandom(KEY)


def wrap(wrapping_key: bytes, secret: bytes, place: bytes) -> bytes:
    """Seal a key under another key (AES-256-GCM-SIV), bound to `place`: nonce, then ciphertext and tag."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCMSIV(wrapping_key).encrypt(nonce, secret, place)


def unwrap(wrapping_key: bytes, wrapped: bytes, place: bytes) -> bytes:
    """Open what `wrap` sealed; raise `SealBroken` for another key, another place or changed bytes."""
    wrapped = bytes(wrapped)
    try:
        return AESGCMSIV(wrapping_key).decrypt(wrapped[:NONCE], wrapped[NONCE:], place)
    except (InvalidTag, ValueError):
        raise SealBroken("a wrapped key") from None


def keyed_digest(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA-256 over length-prefixed parts, so that no two lists of parts collide."""
    mac = hmac.new(key, digestmod=sha256)
    for part in parts:
        mac.update(len(part).to_bytes(4, "big") + part)
    return mac.digest()


def same(a: bytes, b: bytes) -> bool:
    """Compare two digests without telling by time where they differ."""
    return hmac.compare_digest(a, b)

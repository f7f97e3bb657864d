"""A letter-box: anybody can put something in, and only whoever holds its private key takes it out.

HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The bytes of a letter
(`docs/formats/letter.md`): magic `MYOL`, format 1, suite 1, the 32 bytes of the encapsulated key, then
ciphertext and tag. The text inside is padded as sealed values are. A letter is bound to its box, to its own
id and to what it is about: moved anywhere else, it does not open.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from myosotis.vault import envelope
from myosotis.vault.errors import SealBroken, UnknownFormat

MAGIC = b"MYOL"
FORMAT, SUITE = 1, 1
HEADER = 6
#: The encapsulated key, and the tag at the end.
_SHORTEST = HEADER + 32 + 16
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a letter belongs: the box it was put into, its own id, and the thing it is about."""

    box: UUID
    letter: UUID
    about: UUID

    def bytes(self) -> bytes:
        """What HPKE's `info` says of it, the header before."""
        return b"myosotis/letter/1" + self.box.bytes + self.letter.bytes + self.about.bytes


def new_pair() -> tuple[bytes, bytes]:
    """A new letter-box: its private key and its public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def put_in(text: bytes, slot: Slot, public: bytes) -> bytes:
    """Seal `text` so that only the holder of the box's private key opens it."""
    header = MAGIC + bytes((FORMAT, SUITE))
    key = X25519PublicKey.from_public_bytes(public)
    return header + _HPKE.encrypt(envelope.framed(text), key, header + slot.bytes())


def take_out(letter: bytes, slot: Slot, private: bytes) -> bytes:
    """Open what `put_in` made; raises `SealBroken` or `UnknownFormat`."""
    header = letter[:HEADER]
    if header[:4] != MAGIC or len(letter) < _SHORTEST:
        raise SealBroken("not a letter")
    if header[4:] != bytes((FORMAT, SUITE)):
        raise UnknownFormat("letter")
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        text = _HPKE.decrypt(letter[HEADER:], key, header + slot.bytes())
    except (InvalidTag, ValueError):
        raise SealBroken("a letter") from None
    return envelope.unframed(text)

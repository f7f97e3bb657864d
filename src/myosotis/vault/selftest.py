"""The house proves its locks when it opens: a few known answers, counted, before anything is opened."""

from __future__ import annotations

import hashlib
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from myosotis.vault import envelope, keys, letterbox
from myosotis.vault.chunked import Bytes, Opener, Sealer
from myosotis.vault.envelope import Place
from myosotis.vault.errors import SealBroken, SelfTestFailed
from myosotis.vault.keys import Keyring, SpaceKey

#: How many proofs there are; a proof that silently vanished would show here.
COUNT = 7
_A, _B = UUID(int=1), UUID(int=2)
#: SHA-256 of the sealed body below, as two implementations make it.
_BODY = "3fb902af1596351650bfee8bf26e337909c60566023608a63ecf41cbc6ec0fa0"
#: The first letter of tests/vault/frozen/letter-1.json.
_LETTER = (
    "4d594f4c0101e541e5361fbbbf0f401e5a8d43a8d5e076b80323fe24e05e2977ccc3dd1a6556d9a7e2caa35ecb1af686"
    "0209c2876fd6e1e9c40c990da4b5b00514346b00172939edb0dbe8f43f488b8fdbe764209e5790c0fcd7a932433b445f"
    "a319b1cc0f051b7173032d529cdca847406e4a6adf03"
)


def run() -> int:
    """Run every proof and return how many held; raises `SelfTestFailed`."""
    proofs = (_hkdf, _gcm_siv, _chunked, _chunked_refuses, _value, _value_refuses, _letter)
    held = 0
    for proof in proofs:
        if not proof():
            raise SelfTestFailed(proof.__name__.lstrip("_"))
        held += 1
    if held != COUNT:
        raise SelfTestFailed("a proof is missing")
    return held


def _hkdf() -> bool:
    """HKDF-SHA-256 with an empty salt and info: RFC 5869, appendix A.3."""
    okm = keys.derive(b"\x0b" * 22, b"", 42)
    return okm.hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


def _gcm_siv() -> bool:
    """AES-256-GCM-SIV of an empty text: RFC 8452, appendix C.2."""
    sealed = AESGCMSIV(b"\x01" + bytes(31)).encrypt(b"\x03" + bytes(11), b"", b"")
    return sealed.hex() == "07f5f4169bbf55a8400cd47ea6fd400f"


def _body() -> bytes:
    sealer = Sealer(bytes(range(32)), b"proof", salt=bytes(24))
    return sealer.update(bytes(40_000)) + sealer.finish()


def _chunked() -> bool:
    if hashlib.sha256(_body()).hexdigest() != _BODY:
        return False
    opened = Opener(Bytes(_body()), bytes(range(32)), b"proof")
    return opened.size == 40_000 and b"".join(opened.read(16_000, 33_000)) == bytes(17_000)


def _chunked_refuses() -> bool:
    body = bytearray(_body())
    body[20_000] ^= 1
    try:
        list(Opener(Bytes(bytes(body)), bytes(range(32)), b"proof").read())
    except SealBroken:
        return True
    return False


def _ring() -> Keyring:
    return Keyring(SpaceKey(space, hashlib.sha256(space.bytes).digest()) for space in (_A, _B))


def _value() -> bool:
    place = Place(_A, "proof", _A, "field")
    return envelope.open_sealed(envelope.seal(b"words", place, _ring()), place, _ring()) == b"words"


def _value_refuses() -> bool:
    sealed = envelope.seal(b"words", Place(_A, "proof", _A, "field"), _ring())
    for place in (
        Place(_B, "proof", _A, "field"),
        Place(_A, "proof", _B, "field"),
        Place(_A, "proof", _A, "other"),
    ):
        try:
            envelope.open_sealed(sealed, place, _ring())
        except SealBroken:
            continue
        return False
    return True


def _letter() -> bool:
    """A letter to a box with a key everybody knows (docs/formats/letter.md); moved, it does not open."""
    slot = letterbox.Slot(*(UUID(hex=digit * 12 + "4" + digit * 3 + "8" + digit * 15) for digit in "123"))
    private = bytes(range(128, 160))
    if letterbox.take_out(bytes.fromhex(_LETTER), slot, private) != b"a small blue cup":
        return False
    try:
        letterbox.take_out(bytes.fromhex(_LETTER), letterbox.Slot(slot.box, slot.about, slot.letter), private)
    except SealBroken:
        return True
    return False

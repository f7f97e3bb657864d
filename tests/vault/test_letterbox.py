"""The letter-box: only its own key opens a letter, and only where it was put."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from myosotis.vault import letterbox
from myosotis.vault.envelope import padded_size
from myosotis.vault.errors import SealBroken, UnknownFormat
from myosotis.vault.letterbox import Slot

PRIVATE, PUBLIC = letterbox.new_pair()
SLOT = Slot(UUID(int=1), UUID(int=2), UUID(int=3))


@given(st.binary(max_size=9000))
def test_a_letter_comes_out_as_it_went_in_and_its_size_tells_little(text: bytes) -> None:
    letter = letterbox.put_in(text, SLOT, PUBLIC)
    assert letterbox.take_out(letter, SLOT, PRIVATE) == text
    assert len(letter) == 6 + 32 + padded_size(len(text) + 4) + 16


@pytest.mark.parametrize(
    "moved",
    [
        Slot(uuid4(), SLOT.letter, SLOT.about),
        Slot(SLOT.box, uuid4(), SLOT.about),
        Slot(SLOT.box, SLOT.letter, uuid4()),
        Slot(SLOT.letter, SLOT.box, SLOT.about),
    ],
)
def test_a_moved_letter_does_not_open(moved: Slot) -> None:
    with pytest.raises(SealBroken):
        letterbox.take_out(letterbox.put_in(b"words", SLOT, PUBLIC), moved, PRIVATE)


def test_another_box_does_not_open_it() -> None:
    other, _public = letterbox.new_pair()
    with pytest.raises(SealBroken):
        letterbox.take_out(letterbox.put_in(b"words", SLOT, PUBLIC), SLOT, other)


def test_every_flipped_bit_and_every_cut_is_noticed() -> None:
    """The bit of the encapsulated key that X25519 itself ignores, too."""
    letter = letterbox.put_in(b"words", SLOT, PUBLIC)
    for at in range(len(letter) * 8):
        changed = bytearray(letter)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises((SealBroken, UnknownFormat)):
            letterbox.take_out(bytes(changed), SLOT, PRIVATE)
    for end in range(len(letter)):
        with pytest.raises(SealBroken):
            letterbox.take_out(letter[:end], SLOT, PRIVATE)


def test_a_newer_format_is_named_as_one() -> None:
    letter = bytearray(letterbox.put_in(b"words", SLOT, PUBLIC))
    letter[4] = 2
    with pytest.raises(UnknownFormat):
        letterbox.take_out(bytes(letter), SLOT, PRIVATE)


def test_another_suite_of_the_same_key_does_not_open_it() -> None:
    """The suite is part of what HPKE derives its keys from."""
    letter = letterbox.put_in(b"words", SLOT, PUBLIC)
    other = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    key = X25519PrivateKey.from_private_bytes(PRIVATE)
    with pytest.raises(InvalidTag):
        other.decrypt(letter[6:], key, letter[:6] + SLOT.bytes())

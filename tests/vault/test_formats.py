"""The ciphers against vectors no one here made, and seals that were moved, changed or cut."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.cobblestone import Cobblestone256Decryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SAMPLES

from myosotis.vault import envelope, selftest
from myosotis.vault.chunked import Bytes, Opener, Sealer
from myosotis.vault.envelope import Place, padded_size
from myosotis.vault.errors import KeyMissing, SealBroken
from myosotis.vault.keys import Keyring, SpaceKey

A, B = UUID(int=10), UUID(int=11)
RING = Keyring([SpaceKey(A, bytes(32)), SpaceKey(B, bytes([1]) * 32)])
PLACE = Place(A, "tests/value", UUID(int=12), "sealed")


def vectors(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    path = SAMPLES / "crypto" / name
    if not path.is_file():
        pytest.skip(f"the vectors {name} are not beside the project")
    return [(group, case) for group in json.loads(path.read_text())["testGroups"] for case in group["tests"]]


def test_chunked_encryption_answers_every_vector() -> None:
    cases = vectors("c2sp_chunked_encryption_aes_256_gcm_test.json")
    assert len(cases) == 35
    for _group, case in cases:
        sealed, context = zlib.decompress(bytes.fromhex(case["ct"])), bytes.fromhex(case["ctx"])
        key = bytes.fromhex(case["key"])
        if case["result"] == "valid":
            plain = b"".join(Opener(Bytes(sealed), key, context).read())
            assert len(plain) == case["msgLength"]
            assert hashlib.sha512(plain).hexdigest() == case["msgSha512"]
            sealer = Sealer(key, context, salt=sealed[:24])
            assert sealer.update(plain) + sealer.finish() == sealed, case["tcId"]
        else:
            with pytest.raises((SealBroken, ValueError)):
                b"".join(Opener(Bytes(sealed), key, context).read())


def test_gcm_siv_answers_every_vector() -> None:
    seen = 0
    for group, case in vectors("aes_gcm_siv_test.json"):
        if group["keySize"] != 256 or case["result"] == "acceptable":
            continue
        cipher, nonce = AESGCMSIV(bytes.fromhex(case["key"])), bytes.fromhex(case["iv"])
        body = bytes.fromhex(case["ct"]) + bytes.fromhex(case["tag"])
        seen += 1
        if case["result"] == "valid":
            assert cipher.decrypt(nonce, body, bytes.fromhex(case["aad"])) == bytes.fromhex(case["msg"])
        else:
            with pytest.raises((InvalidTag, ValueError)):
                cipher.decrypt(nonce, body, bytes.fromhex(case["aad"]))
    assert seen > 50


def test_hkdf_answers_every_vector() -> None:
    seen = 0
    for _group, case in vectors("hkdf_sha256_test.json"):
        if case["result"] != "valid" or case["size"] > 255 * 32:
            continue
        salt = bytes.fromhex(case["salt"]) or None
        derived = HKDF(SHA256(), case["size"], salt, bytes.fromhex(case["info"])).derive(
            bytes.fromhex(case["ikm"])
        )
        assert derived == bytes.fromhex(case["okm"])
        seen += 1
    assert seen > 50


@given(st.binary(max_size=40_000), st.integers(0, 45_000), st.integers(0, 45_000))
def test_any_range_is_the_slice(plain: bytes, start: int, length: int) -> None:
    sealer = Sealer(bytes(32), b"here")
    sealed = sealer.update(plain[:1000]) + sealer.update(plain[1000:]) + sealer.finish()
    opened = Opener(Bytes(sealed), bytes(32), b"here")
    assert opened.size == len(plain)
    assert b"".join(opened.read(start, start + length)) == plain[start : start + length]


def test_another_implementation_reads_what_we_seal() -> None:
    plain = bytes(range(256)) * 200
    sealer = Sealer(bytes(32), b"here")
    sealed = sealer.update(plain) + sealer.finish()
    other = Cobblestone256Decryptor(bytes(32), context=b"here")
    assert other.update(sealed) + other.finalize() == plain


def test_every_flipped_bit_and_every_cut_of_a_file_is_noticed() -> None:
    sealer = Sealer(bytes(32), b"here")
    sealed = sealer.update(b"words" * 20) + sealer.finish()
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(SealBroken):
            list(Opener(Bytes(bytes(changed)), bytes(32), b"here").read())
    for end in range(len(sealed)):
        with pytest.raises(SealBroken):
            list(Opener(Bytes(sealed[:end]), bytes(32), b"here").read())


@given(st.binary(max_size=9000))
def test_a_value_comes_back_and_its_size_tells_little(text: bytes) -> None:
    sealed = envelope.seal(text, PLACE, RING)
    assert envelope.open_sealed(sealed, PLACE, RING) == text
    assert len(sealed) == 8 + 12 + padded_size(len(text) + 4) + 16
    assert padded_size(len(text) + 4) in {64, 256, 1024, 4096, 8192, 12288}


@pytest.mark.parametrize(
    "moved",
    [
        Place(B, PLACE.type_name, PLACE.record, PLACE.field),
        Place(A, "tests/other", PLACE.record, PLACE.field),
        Place(A, PLACE.type_name, uuid4(), PLACE.field),
        Place(A, PLACE.type_name, PLACE.record, "other"),
    ],
)
def test_a_moved_value_does_not_open(moved: Place) -> None:
    with pytest.raises(SealBroken):
        envelope.open_sealed(envelope.seal(b"words", PLACE, RING), moved, RING)


def test_every_flipped_bit_of_a_value_is_noticed_or_named_as_a_newer_format() -> None:
    sealed = envelope.seal(b"words", PLACE, RING)
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises((SealBroken, envelope.UnknownFormat)):
            envelope.open_sealed(bytes(changed), PLACE, RING)


def test_without_the_key_nothing_opens() -> None:
    with pytest.raises(KeyMissing):
        envelope.open_sealed(envelope.seal(b"words", PLACE, RING), PLACE, Keyring())


def test_the_self_test_counts_every_proof() -> None:
    assert selftest.run() == selftest.COUNT == 7

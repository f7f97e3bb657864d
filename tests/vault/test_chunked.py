"""Sealed bodies under the finer rules of the vectors: streams, ranges, lengths, and another's reading."""

from __future__ import annotations

import hashlib
import itertools
import zlib
from collections.abc import Iterator

import pytest
from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from tests.vault.test_formats import vectors

from myosotis.vault.chunked import CHUNK, HEADER, SEALED_CHUNK, TAG, Bytes, Opener, Sealer
from myosotis.vault.errors import SealBroken

KEY, CONTEXT = bytes(range(32)), b"a place"
NAME = "c2sp_chunked_encryption_aes_256_gcm_test.json"


def cases(result: str) -> Iterator[tuple[dict[str, object], bytes, bytes, bytes]]:
    """Each vector of one result: itself, key, context and sealed bytes."""
    for _group, case in vectors(NAME):
        if case["result"] == result:
            sealed = zlib.decompress(bytes.fromhex(case["ct"]))
            yield case, bytes.fromhex(case["key"]), bytes.fromhex(case["ctx"]), sealed


def seal(plain: bytes, *, salt: bytes | None = None) -> bytes:
    sealer = Sealer(KEY, CONTEXT, salt=salt)
    return sealer.update(plain) + sealer.finish()


def pieces(plain: bytes, cuts: list[int]) -> Iterator[bytes]:
    edges = [0, *sorted(cut for cut in cuts if cut < len(plain)), len(plain)]
    return (plain[a:b] for a, b in itertools.pairwise(edges))


def test_a_broken_body_gives_out_no_byte_beyond_its_sound_beginning() -> None:
    partial = refused_at_once = 0
    for case, key, context, sealed in cases("invalid"):
        given_out = b""
        with pytest.raises((SealBroken, ValueError)):
            for piece in Opener(Bytes(sealed), key, context).read():
                given_out += piece
        if "PartialPlaintext" in case["flags"]:  # type: ignore[operator]
            partial += 1
            assert len(given_out) <= case["msgLength"]  # type: ignore[operator]
            if len(given_out) == case["msgLength"]:
                assert hashlib.sha512(given_out).hexdigest() == case["msgSha512"]
        else:
            refused_at_once += 1
            assert given_out == b"", case["tcId"]
    assert partial
    assert refused_at_once


def test_an_error_stays_an_error_when_asked_again() -> None:
    asked = 0
    for _case, key, context, sealed in cases("invalid"):
        try:
            opened = Opener(Bytes(sealed), key, context)
        except (SealBroken, ValueError):
            continue
        for _ in range(2):
            asked += 1
            with pytest.raises(SealBroken):
                list(opened.read())
    assert asked


def test_the_length_is_known_only_where_the_last_chunk_is_sound() -> None:
    for case, key, context, sealed in cases("valid"):
        assert Opener(Bytes(sealed), key, context).size == case["msgLength"]
    for case, key, context, sealed in cases("invalid"):
        if "ValidFinalChunk" not in case["flags"]:  # type: ignore[operator]
            with pytest.raises((SealBroken, ValueError)):
                Opener(Bytes(sealed), key, context)


def test_any_chunk_of_every_sound_vector_opens_alone() -> None:
    for case, key, context, sealed in cases("valid"):
        opened = Opener(Bytes(sealed), key, context)
        whole = b"".join(opened.read())
        for start in {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, len(whole) - 1, len(whole), len(whole) // 2}:
            if 0 <= start <= len(whole):
                assert b"".join(opened.read(start, start + 100)) == whole[start : start + 100], case["tcId"]


SIZES = st.one_of(
    st.integers(0, 100),
    st.sampled_from([n * CHUNK + d for n in (1, 2, 16, 17) for d in (-1, 0, 1)]),
)


@given(SIZES, st.lists(st.integers(0, 17 * CHUNK), max_size=4), st.data())
def test_pieces_of_any_size_seal_the_same_and_any_range_is_the_slice(
    size: int, cuts: list[int], data: st.DataObject
) -> None:
    plain = hashlib.shake_128(size.to_bytes(4, "big")).digest(size)
    sealer = Sealer(KEY, CONTEXT, salt=bytes(24))
    sealed = b"".join(sealer.update(piece) for piece in pieces(plain, cuts)) + sealer.finish()
    assert sealed == seal(plain, salt=bytes(24))
    assert len(sealed) == HEADER + size + TAG * (size // CHUNK + 1)
    start = data.draw(st.integers(0, size + 10))
    stop = data.draw(st.one_of(st.none(), st.integers(0, size + 10)))
    opened = Opener(Bytes(sealed), KEY, CONTEXT)
    assert b"".join(opened.read(start, stop)) == plain[start:stop]
    assert opened.size == sealer.size == size


@given(SIZES)
def test_two_implementations_read_each_other(size: int) -> None:
    plain = bytes(size)
    theirs = Cobblestone256Encryptor(KEY, CONTEXT)
    sealed = theirs.update(plain) + theirs.finalize()
    assert b"".join(Opener(Bytes(sealed), KEY, CONTEXT).read()) == plain
    assert seal(plain, salt=sealed[:24]) == sealed
    reader = Cobblestone256Decryptor(KEY, CONTEXT)
    ours = seal(plain)
    assert reader.update(ours) + reader.finalize() == plain


@given(st.integers(0, 3 * SEALED_CHUNK), st.integers(0, 7))
def test_a_flipped_bit_in_a_long_body_gives_out_nothing_wrong(at: int, bit: int) -> None:
    plain = hashlib.shake_128(b"long").digest(3 * CHUNK - 100)
    changed = bytearray(seal(plain, salt=bytes(24)))
    at %= len(changed)
    changed[at] ^= 1 << bit
    given_out = b""
    with pytest.raises(SealBroken):
        for piece in Opener(Bytes(bytes(changed)), KEY, CONTEXT).read():
            given_out += piece
    assert plain.startswith(given_out)
    theirs = Cobblestone256Decryptor(KEY, CONTEXT)
    with pytest.raises(InvalidTag):
        theirs.update(bytes(changed)) + theirs.finalize()


def test_a_body_cut_at_a_chunk_or_lengthened_is_refused() -> None:
    sealed = seal(bytes(3 * CHUNK))
    for end in range(HEADER, len(sealed), SEALED_CHUNK):
        with pytest.raises(SealBroken):
            Opener(Bytes(sealed[:end]), KEY, CONTEXT)
    for more in (b"\0", bytes(TAG), sealed[-TAG:], bytes(SEALED_CHUNK)):
        with pytest.raises(SealBroken):
            Opener(Bytes(sealed + more), KEY, CONTEXT)


def test_another_key_another_place_and_a_range_before_the_beginning_are_refused() -> None:
    sealed = seal(b"words")
    for key, context in ((bytes(32), CONTEXT), (KEY, b"another place"), (KEY, b"")):
        with pytest.raises(SealBroken):
            Opener(Bytes(sealed), key, context)
    with pytest.raises(ValueError, match="begins at 0"):
        list(Opener(Bytes(sealed), KEY, CONTEXT).read(-1))
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(bytes(16), CONTEXT)

"""The words of recovery sheets."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.kit.gentle_words import WORDS, WordsDoNotFit, decode, encode

secrets = st.binary(min_size=18, max_size=18)


def test_the_list_has_1024_plain_words_told_apart_by_four_letters() -> None:
    assert len(WORDS) == 1024
    assert len({word[:4] for word in WORDS}) == 1024
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)
    assert list(WORDS) == sorted(WORDS)


@given(secrets)
def test_words_come_back_as_the_secret(secret: bytes) -> None:
    assert decode(encode(secret)) == secret


@given(secrets)
def test_shouting_commas_and_four_letters_do_not_matter(secret: bytes) -> None:
    assert decode(f" {word[:4].upper()}," for word in encode(secret)) == secret


@given(secrets, st.integers(0, 15), st.integers(1, 1023))
def test_one_other_word_is_noticed_or_gives_another_secret(secret: bytes, at: int, step: int) -> None:
    words = encode(secret)
    words[at] = WORDS[(WORDS.index(words[at]) + step) % 1024]
    with contextlib.suppress(WordsDoNotFit):
        assert decode(words) != secret


def test_a_word_outside_the_list_is_named_by_its_place_only() -> None:
    words = encode(bytes(18))
    words[4] = "xylophonist"
    with pytest.raises(WordsDoNotFit) as refused:
        decode(words)
    assert refused.value.position == 5
    assert "xylo" not in str(refused.value)


def test_too_few_words_are_counted() -> None:
    with pytest.raises(WordsDoNotFit, match="16 words; 3 came"):
        decode(encode(bytes(18))[:3])

"""Ids say nothing, codes survive being read aloud, tokens are long enough."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.kit import ids


def test_ids_are_random_version_four() -> None:
    made = {ids.new_id() for _ in range(200)}
    assert len(made) == 200
    assert {one.version for one in made} == {4}


def test_codes_use_all_of_the_alphabet_and_nothing_else() -> None:
    letters = "".join(ids.new_code() for _ in range(400))
    assert set(letters) == set(ids.CODE_LETTERS)
    assert len(letters) == 12 * 400
    assert not set("ILOU") & set(ids.CODE_LETTERS)
    assert len(ids.CODE_LETTERS) == 32


def test_a_code_of_no_characters_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ids.new_code(0)


@pytest.mark.parametrize(
    "typed",
    [
        "abcd-0123-1jkm",
        " ABCD 0123 1JKM ",
        "abcdO123LJKM",
        "ABCD–0123–IJKM",
        "ABCD.o123.ljkm",
        "abcd0123１jkm",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert ids.normalise_code(typed) == "ABCD01231JKM"
    assert ids.normalise_code(typed, length=12) == "ABCD01231JKM"


@pytest.mark.parametrize("typed", ["", "  - ", "ABCU", "AB!D", "абвг", "日本", "AB\0D"])
def test_what_is_no_code_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(ValueError, match="not a code of ours") as caught:
        ids.normalise_code(typed)
    assert not typed.strip() or typed not in str(caught.value)


def test_a_code_of_another_length_is_refused() -> None:
    with pytest.raises(ids.NotACode):
        ids.normalise_code("ABCD", length=12)


@given(st.text(alphabet=ids.CODE_LETTERS, min_size=1, max_size=30))
def test_grouping_can_be_undone(code: str) -> None:
    grouped = ids.group_code(code)
    assert ids.normalise_code(grouped.lower()) == code
    assert all(len(group) <= 4 for group in grouped.split("-"))


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        code = ids.normalise_code(text)
    except ids.NotACode:
        return
    assert ids.normalise_code(code) == code


def test_twelve_letters_stand_in_three_groups() -> None:
    assert ids.group_code("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


@pytest.mark.parametrize(("bits", "length"), [(192, 32), (128, 22), (8, 2), (1, 2)])
def test_tokens_have_the_bits_asked_for(bits: int, length: int) -> None:
    made = {ids.new_token(bits) for _ in range(20)}
    assert {len(one) for one in made} == {length}
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in made)
    assert len({ids.new_token() for _ in range(100)}) == 100

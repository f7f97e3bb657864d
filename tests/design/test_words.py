"""The reader of phrases never to use."""

from __future__ import annotations

import pytest

from myosotis.design.words import forbidden_in


@pytest.mark.parametrize(
    "text",
    ["At least one", "OOPS", "You haven’t", "You haven't", "Are\n you  sure?", "Kept!", "☀", "😀"],
)
def test_found(text: str) -> None:
    assert forbidden_in(text, "page")


@pytest.mark.parametrize(
    "text",
    ["An adjustment.", "Justice", "The least, at dawn", "Nothing here, and that is fine.", "10–12 May"],
)
def test_not_found(text: str) -> None:
    assert forbidden_in(text, "page") == []


def test_a_finding_says_what_and_why() -> None:
    (one,) = forbidden_in("It is simply so.", "message")
    assert one.found == "simply"
    assert one.why


def test_some_words_stay_at_home() -> None:
    assert forbidden_in("The funeral was in spring.", "page") == []
    assert [one.found for one in forbidden_in("The funeral was in spring.", "mail")] == ["funeral"]


def test_the_name_of_a_place_is_no_word() -> None:
    assert forbidden_in("Your %(baby)s, %(name)s", "page") == []
    assert [one.found for one in forbidden_in("Your baby, %(baby)s", "page")] == ["baby"]


def test_an_exact_sentence_may_be_let_through() -> None:
    assert forbidden_in("Strong", "page") == []
    assert [one.found for one in forbidden_in("Be brave and strong", "page")] == ["strong"]

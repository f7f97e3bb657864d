"""In your words: what a person says for themselves alone, and how pages then speak."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, ngettext, pgettext

from myosotis.design import saying
from myosotis.people.models import WordingValue
from myosotis.people.wording import vocabulary


def test_nobody_who_chose_nothing_is_spoken_to_in_any_other_word() -> None:
    say = vocabulary(WordingValue())
    assert (say.baby, say.babies, say.died, say.born, say.me) == ("baby", "babies", "died", "was born", "")
    assert say == saying.now()


@pytest.mark.parametrize(
    ("said", "baby", "died"),
    [
        (WordingValue(baby="little-one", died="born-still"), "little one", "was born still"),
        (WordingValue(baby="own", own_baby="豆ちゃん", died="own", own_died="رحل"), "豆ちゃん", "رحل"),
        (WordingValue(avoid={"Baby": "", "died": ""}), "little one", "was lost"),
        (WordingValue(avoid={"baby": "bean", "died": "flew"}), "bean", "flew"),
        (WordingValue(baby="little-one", avoid={"little": ""}), "baby", "died"),
        (WordingValue(died="born-still", avoid={"born": ""}), "baby", "died"),
        # Own words are never taken away.
        (WordingValue(baby="own", own_baby="our bean", avoid={"bean": ""}), "our bean", "died"),
        (WordingValue(avoid=dict.fromkeys(("baby", "one", "pregnancy", "child"), "")), saying.GAP, "died"),
        # A newer house knew another choice.
        (WordingValue(baby="a-later-choice", died="a-later-choice"), "baby", "died"),
    ],
)  # fmt: skip
def test_own_words_stand_and_ours_give_way(said: WordingValue, baby: str, died: str) -> None:
    say = vocabulary(said)
    assert (say.baby, say.died) == (baby, died)


def test_a_sentence_is_made_without_the_words_somebody_avoids() -> None:
    say = vocabulary(WordingValue(avoid={"story": "pages", "don’t  send": "", "parents": ""}))
    with saying.speaking(lambda: say):
        assert gettext("Your story, <a href='/story'>the STORY</a>, %(story)s") == (
            "Your pages, <a href='/story'>the Pages</a>, %(story)s"
        )
        assert gettext("We don't send history to the parents’ door") == "We … history to the …’ door"
        assert pgettext("a story", "My story") == "My pages"
        assert ngettext("one story", "%(n)s stories", 1) == "one pages"
        assert saying.now() is say
    assert gettext("Your story") == "Your story"


def test_a_vocabulary_within_another_holds_alone() -> None:
    one, other = (vocabulary(WordingValue(avoid={word: ""})) for word in ("story", "words"))
    with saying.speaking(lambda: one):
        with saying.speaking(lambda: other):
            assert gettext("story, words") == "story, …"
        assert gettext("story, words") == "…, words"

"""In your words: what a person says for themselves alone, and how pages then speak."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, pgettext
from tests.factories.people import guardian, parent, partner, signed_in

from myosotis.design import saying
from myosotis.kit import clock
from myosotis.people import wording, wording_changes
from myosotis.people.models import Wording, WordingValue
from myosotis.people.views.wording import QUESTIONS
from myosotis.people.wording import vocabulary
from myosotis.vault.errors import KeyMissing

#: From right to left, held apart.
RAHALA = "\u2068رحل\u2069"


def test_nobody_who_chose_nothing_is_spoken_to_in_any_other_word() -> None:
    say = vocabulary(WordingValue())
    assert (say.baby, say.babies, say.died, say.born, say.me) == ("baby", "babies", "died", "was born", "")
    assert say == saying.now()


@pytest.mark.parametrize(
    ("said", "baby", "died"),
    [
        (WordingValue(baby="little-one", died="born-still"), "little one", "was born still"),
        (WordingValue(baby="own", own_baby="豆ちゃん", died="own", own_died="رحل"), "豆ちゃん", RAHALA),
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


NAUGHTY = (
    "<script>alert(1)</script>",
    '100%s of %(baby)s {0} & "more" \' ’',
    "\u202e txt.exe",
    "رحل إلى السماء",
    "あかちゃん",
    "👣",
    "ﷺ" * 20,
    "a" * 100,
)
PAGES = ("/", "/story", "/more", "/more/wording", "/baby", *(f"/more/wording/{one}" for one in QUESTIONS))


def answer(client: Client, which: str, **said: object) -> None:
    told = client.post(f"/more/wording/{which}", said)
    assert told.headers.get("Location") == "/more/wording?said=1", told.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("words", NAUGHTY)
def test_any_words_can_be_ones_own(words: str) -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    answer(client, "baby", baby="own", own_baby=words, own_babies=words)
    answer(client, "died", died="own", own_died=words)
    answer(client, "me", me="own", own_me=words)
    answer(client, "faith", faith=words)
    answer(client, "quiet", quiet_from=words, quiet_to=words)
    answer(client, "avoid", avoid=f"here = {words}\nbaby")
    value = wording.value_of(ilse)
    kept = " ".join(words.split())
    assert (value.own_baby, value.own_died, value.own_me, value.faith) == (kept, kept, kept, words)
    for path in PAGES:
        page = client.get(path)
        assert page.status_code == 200, path
        assert "<script>alert" not in page.content.decode(), path


@pytest.mark.django_db
def test_words_that_run_from_right_to_left_are_held_apart() -> None:
    parent()
    client = signed_in("ilse@example.org")
    answer(client, "baby", baby="own", own_baby="رحمة")
    assert "Does your \u2068رحمة\u2069 have a name?" in client.get("/baby").content.decode()


@pytest.mark.django_db
def test_what_was_said_before_is_kept_and_taken_back() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    answer(client, "baby", baby="little-one")
    answer(client, "faith", faith="A candle on Fridays")
    answer(client, "faith", faith="A candle on Fridays")
    answer(client, "faith", faith="")
    befores = wording.befores(ilse)
    assert len(befores) == 3
    assert "A candle on Fridays" in client.get("/more/wording/before").content.decode()
    undo = f"/more/wording/before/{befores[0].id}/back"
    assert undo in client.get("/more/wording?said=1").content.decode()
    assert client.post(undo).status_code == 302
    assert (wording.value_of(ilse).faith, wording.value_of(ilse).baby) == (
        "A candle on Fridays",
        "little-one",
    )
    assert client.post(f"/more/wording/before/{befores[2].id}/back").status_code == 302
    assert wording.value_of(ilse) == WordingValue()
    assert len(wording.befores(ilse)) == 5
    assert client.post("/more/wording/before/0a0b0c0d/back").status_code == 404


@pytest.mark.django_db
def test_nobody_else_finds_them() -> None:
    ilse = parent()
    joost, maria = partner(ilse), guardian(ilse)
    wording_changes.change(by=ilse, baby="own", own_baby="Sternchen", faith="Sternchen", me="mam")
    row = Wording.objects.get()
    for other in (joost, maria):
        assert wording.value_of(other) == WordingValue()
        with pytest.raises(KeyMissing):
            row.sealed.open(other.keys)
    for email in ("joost@example.org", "maria@example.org"):
        client = signed_in(email)
        for path in PAGES:
            assert "Sternchen" not in client.get(path).content.decode()


@pytest.mark.django_db
def test_a_guardian_is_asked_what_concerns_a_guardian() -> None:
    guardian(parent())
    client = signed_in("maria@example.org")
    told = {one: client.get(f"/more/wording/{one}").status_code for one in QUESTIONS}
    assert told == {**dict.fromkeys(QUESTIONS, 200), "me": 404, "weeks": 404}
    assert client.get("/more/wording/else").status_code == 404


@pytest.mark.django_db
def test_a_seal_that_does_not_open_closes_no_page() -> None:
    ilse = parent()
    wording_changes.change(by=ilse, baby="little-one")
    row = Wording.objects.get()
    Wording.objects.update(sealed=bytes(row.sealed)[:-1] + b"x")
    assert wording.of(ilse) == saying.now()
    assert signed_in("ilse@example.org").get("/story").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "quiet"),
    [
        ("", "", False),
        ("today", "", True),
        ("", "until the stone is set", True),
        ("1990", "1991", False),
        ("1 January 1990", "for as long as it takes", True),
        ("1 January 2990", "", False),
        ("1 January 1990", "1 January 2990", True),
    ],
)
def test_a_time_of_quiet_is_said_in_words(first: str, last: str, quiet: bool) -> None:
    ilse = parent()
    answer(signed_in("ilse@example.org"), "quiet", quiet_from=first, quiet_to=last)
    assert wording.of(ilse).quiet is quiet


@pytest.mark.django_db
def test_a_day_without_its_year_is_the_next_one() -> None:
    ilse = parent()
    soon = clock.now().date() + timedelta(days=40)
    answer(signed_in("ilse@example.org"), "quiet", quiet_from="today", quiet_to=f"{soon.day} {soon:%B}")
    assert wording.value_of(ilse).quiet_last == soon.isoformat()


@pytest.mark.django_db
def test_undo_takes_back_the_last_answer_also_where_pages_speak_the_same() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    answer(client, "faith", faith="Fridays")
    answer(client, "baby", baby="baby")
    assert len([one for one in wording.befores(ilse) if one.facts]) == 1
    undo = re.search(
        r'action="(/more/wording/before/\w+/back)"', client.get("/more/wording?said=1").content.decode()
    )
    assert undo is not None
    client.post(undo[1])
    assert wording.value_of(ilse) == WordingValue(faith="Fridays")


@pytest.mark.django_db
def test_words_typed_are_words_chosen() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    answer(client, "baby", baby="baby", own_baby="Bean")
    assert wording.of(ilse).baby == "Bean"
    # They stay where another word is chosen afterwards.
    answer(client, "baby", baby="little-one", own_baby="Bean")
    assert (wording.of(ilse).baby, wording.value_of(ilse).own_baby) == ("little one", "Bean")
    told = client.post("/more/wording/died", {"died": "own"})
    assert "Write the words here" in told.content.decode()

"""Finding: what is found, in which order, and above all what is not."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import SAMPLES
from tests.factories.people import parent, partner, signed_in, stranger
from tests.story.test_pages import png, sent

from myosotis.people.viewer import Viewer
from myosotis.story import actions
from myosotis.story.actions import things as keeping
from myosotis.story.finding import folding
from myosotis.story.finding import queries as finding
from myosotis.story.models import Baby, Chapter, Person, Picture
from myosotis.story.values import BabyValue, ChapterValue, PersonValue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ilse() -> Viewer:
    return parent()


def told(by: Viewer, *paragraphs: str, title: str = "", date: str = "2021-05-04", **more: object) -> UUID:
    """An entry; `more` is whatever else is said of it."""
    key = actions.keep_moment(by=by, title=title, date=date, paragraphs=paragraphs)
    if more:
        actions.tell(by=by, moment=key, **more)
    return key


def found(viewer: Viewer, words: str) -> list[UUID]:
    """The entries that are found, in their order."""
    answer = finding.find(viewer, words)
    return [] if answer is None else [one.card.id for one in answer.cards]


def asked(client: Client, words: str, **more: object) -> str:
    """The page that answers."""
    answer = client.post("/find", {"words": words, **more})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("The Krankenhaus at Gößnitz", "gossnitz"),
        ("Bjørn walked over the Øresund", "bjorn oresund"),
        ("a naïve, coöperative café", "NAIVE cooperative cafe"),
        ("cafe\u0301 with an accent of its own", "café"),
        ("İstanbul, ılık", "istanbul ilik"),
        ("Τὸν Ἰανουάριο ἦρθες", "ηρθεσ"),
        ("Ещё один ёж", "еще еж"),
        ("שָׁלוֹם לָךְ", "שלום לך"),
        ("مَحَبَّة وَسَلَام", "محبه سلام"),
        ("أحمد", "احمد"),
        ("भगवान का फूल", "फूल"),
        ("東京の病院で雪が降った。", "病院"),
        ("東京の病院で雪が降った。", "雪"),
        ("เธอยิ้มในตอนเช้า", "ตอนเช้า"),
        ("아기는 눈을 떴다", "아기"),
        ("ﬁrst ﬂowers, ½ a loaf", "first flowers"),
        ("snake_case words", "case"),
        ("Don’t wake her", "don't"),
        ("𝓢𝓷𝓸𝔀 in fancy letters", "snow"),
    ],
)
def test_every_way_of_writing_a_word_is_one_word(ilse: Viewer, written: str, typed: str) -> None:
    key = told(ilse, written)
    told(ilse, "something else entirely")
    assert found(ilse, typed) == [key]
    (card,) = finding.find(ilse, typed).cards  # type: ignore[union-attr]
    assert any(piece.found for piece in card.line), card.line
    assert "".join(piece.words for piece in card.line) in written


@pytest.mark.parametrize("typed", ["hopsital", "hospitl", "hosspital", "hospitel", "hsopitel", "hospi"])
def test_a_slip_of_the_hand_is_forgiven(ilse: Viewer, typed: str) -> None:
    key = told(ilse, "The hospital had a garden.")
    assert found(ilse, typed) == [key]


def test_what_is_sure_is_not_taken_for_something_else(ilse: Viewer) -> None:
    snow, know = told(ilse, "snow"), told(ilse, "know")
    told(ilse, "in 2019")
    assert found(ilse, "snow") == [snow]
    assert found(ilse, "knuw") == [know]
    assert found(ilse, "2018") == []
    assert found(ilse, "kno snow") == []


def test_the_best_comes_first_and_then_the_order_of_the_story(ilse: Viewer) -> None:
    near = told(ilse, "a lanturn", date="2001")
    start = told(ilse, "many lanterns", date="2002")
    later = told(ilse, "a lantern", date="2004")
    sooner = told(ilse, "one lantern", date="2003")
    titled = told(ilse, title="Lantern", date="2009")
    assert found(ilse, "lantern") == [titled, sooner, later, start, near]


def test_all_the_words_must_be_there_and_a_phrase_as_it_stands(ilse: Viewer) -> None:
    garden = told(ilse, "The hospital garden had a bench.")
    other = told(ilse, "A garden behind the hospital.")
    assert found(ilse, "garden hospital") == [garden, other]
    assert found(ilse, "garden hospital snow") == []
    assert found(ilse, '"hospital garden"') == [garden]
    assert found(ilse, "“the hospital” behind") == [other]
    assert found(ilse, '"garden hospital"') == []


def test_whatever_is_said_of_an_entry_finds_it(ilse: Viewer) -> None:
    baby = keeping.keep(by=ilse, sort=Baby, value=BabyValue(name="Almut", also="アルムト"))
    midwife = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wilhelmina", who="our midwife"))
    own = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Quirina"), private=True)
    key = told(
        ilse,
        "words",
        said="the week of the snow",
        babies=[str(baby)],
        people=[str(midwife), str(own)],
        places=["Linden ward"],
        tags=["blanket"],
        kind="keepsake",
        keepsake={"what": "a knitted hat", "made": "Grandmother", "lies": "in the oak box"},
    )
    told(ilse, "nothing of it", date="2003")
    for words in (
        "week snow",
        "almut",
        "アルムト",
        "wilhelmina",
        "midwife",
        "Wilhelmena",
        "quirina",
        "linden",
        "blanket",
        "knitted hat",
        "grandmother",
        "oak box",
        "keepsake",
        "keepsakes almut",
        "4 May 2021",
        "may",
        "spring 2021",
        "between March and July 2021",
        "2021",
    ):
        assert found(ilse, words) == [key], words


def test_a_thing_is_found_by_the_word_of_the_list(ilse: Viewer) -> None:
    key = told(ilse, "words", kind="keepsake", keepsake={"what": "prints", "lies": "in the oak box"})
    for words in ("prints of hands", "print", "keepsake", "oak"):
        assert found(ilse, words) == [key], words


def test_a_name_that_changes_is_found_by_what_it_is_now(ilse: Viewer) -> None:
    person = keeping.keep(by=ilse, sort=Person, value=PersonValue(name="Wim"))
    key = told(ilse, "words", people=[str(person)])
    assert found(ilse, "wim") == [key]
    keeping.keep(by=ilse, sort=Person, key=person, value=PersonValue(name="Oleander"))
    assert (found(ilse, "oleander"), found(ilse, "wim")) == ([key], [])
    keeping.bin_thing(by=ilse, sort=Person, key=person)
    assert found(ilse, "oleander") == []


def test_a_chapter_finds_what_lies_in_it(ilse: Viewer) -> None:
    keeping.keep(
        by=ilse, sort=Chapter, value=ChapterValue(name="The long winter", begins="2020-11", ends="2021-02-14")
    )
    told(ilse, "before", date="2020-10-31")
    inside = [told(ilse, "one", date="2020-11-01"), told(ilse, "two", date="2021-02-14")]
    told(ilse, "after", date="2021-02-15")
    told(ilse, "some day", date="XXXX")
    told(ilse, "the whole year", date="2020")
    assert found(ilse, "long winter") == inside


def test_a_closed_letter_is_found_by_its_title_alone(ilse: Viewer) -> None:
    client = signed_in("ilse@example.org")
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        letter = told(ilse, "the lighthouse keeper", title="For the sixth of June", tags=["harbour"])
        plain = told(ilse, "a lighthous", date="2022")
        actions.tell(by=ilse, moment=letter, kind="letter", opens="2026-03-03")
        for words in ("lighthouse keeper", "keeper", '"lighthouse keeper"', "harbour"):
            assert found(ilse, words) == [], words
        # Its words do not even keep another word from being taken for them.
        assert found(ilse, "lighthouse") == [plain]
        for words in ("sixth", "letter", "2021"):
            page = asked(client, words)
            assert f"/moments/{letter}" in page, words
            assert "It is closed until" in page
            assert "lighthouse" not in page
        clock.move_to("2026-03-03T10:00:00Z")
        assert found(ilse, "lighthouse keeper") == [letter]
        assert "<mark>keeper</mark>" in asked(client, "keeper")
        actions.tell(by=ilse, moment=letter, opens="never")
        assert found(ilse, "keeper") == []
        assert found(ilse, "sixth june") == [letter]


def test_nobody_finds_what_another_keeps_alone(ilse: Viewer) -> None:
    joost, vera = partner(ilse), stranger()
    alone = told(joost, "the periwinkle cardigan")
    assert found(ilse, "periwinkle") == [alone]
    clients = [signed_in(one) for one in ("ilse@example.org", "vera@example.org")]
    actions.set_audience(by=joost, moment=alone, private=True)
    own = keeping.keep(by=joost, sort=Person, value=PersonValue(name="Periwinkle"), private=True)
    assert own
    for client, viewer in zip(clients, (ilse, vera), strict=True):
        assert found(viewer, "periwinkle") == []
        pages, opened = [], []
        for words in ("periwinkle", "zzzzwinkle", "periwinkel", "zzzzwinkel"):
            with CaptureQueriesContext(
                connection,
            ) as asking:
                pages.append(asked(client, words).replace(words, ""))
            opened.append(len(asking))
        assert len(set(pages)) == 1
        assert len(set(opened)) == 1
        assert "Nothing was found for these words." in pages[0]
    assert found(joost, "periwinkle") == [alone]
    actions.set_audience(by=joost, moment=alone, private=False)
    assert found(ilse, "periwinkle") == [alone]


def test_what_is_binned_is_not_there_and_what_is_taken_back_is(ilse: Viewer) -> None:
    key, near = told(ilse, "marigold"), told(ilse, "marigoldd", date="2022")
    assert found(ilse, "marigold") == [key, near]
    actions.bin_moment(by=ilse, moment=key)
    assert found(ilse, "marigold") == [near]
    actions.restore_moment(by=ilse, moment=key)
    assert found(ilse, "marigold") == [key, near]
    actions.write(by=ilse, moment=key, title="", blocks=words_of("thimble"), revision=1)
    assert found(ilse, "thimble") == [key]
    assert found(ilse, "marigold") == [near]


def words_of(text: str) -> list[dict[str, object]]:
    return [{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{"t": text}]}]


def test_a_picture_is_found_by_its_description_while_it_stands(ilse: Viewer) -> None:
    client = signed_in("ilse@example.org")
    key = told(ilse)
    sent(client, key, ("a.png", png()))
    picture = Picture.objects.get().pk
    actions.describe_picture(by=ilse, picture=picture, description="A pewter spoon")
    page = asked(client, "pewter")
    assert "<mark>pewter</mark>" in page
    assert "<img" not in page
    actions.take_out_picture(by=ilse, picture=picture)
    assert found(ilse, "pewter") == []
    actions.put_back_picture(by=ilse, picture=picture)
    assert found(ilse, "pewter") == [key]


def test_pages_go_by_form_and_tell_no_count(ilse: Viewer) -> None:
    client = signed_in("ilse@example.org")
    keys = [told(ilse, "a kettle", date=str(1960 + n)) for n in range(45)]
    shown: list[str] = []
    for page in range(3):
        text = asked(client, "kettle", page=page)
        shown += re.findall(
            r'class="more"><a class="button button--plain" href="/moments/([0-9a-f-]+)"', text
        )
        seen = re.sub(r"<[^>]*>", " ", text.split('id="main"')[1])
        assert "45" not in seen.replace("2004", "")
        assert "20 " not in seen.replace("1980 ", "")
        assert ("More of these" in text, "Those before" in text) == (page < 2, page > 0)
        assert "kettle" not in " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', text))
        assert re.search(r"<title>(.*?)</title>", text)[1] == "Find · Myosotis"  # type: ignore[index]
    assert shown == [str(key) for key in keys]
    assert "Nothing was found" in asked(client, "kettle", page=3)
    assert "kettle" in asked(client, "kettle", page="x")


def test_an_empty_box_is_a_box_and_nothing_else(ilse: Viewer) -> None:
    client = signed_in("ilse@example.org")
    told(ilse, "a kettle")
    empty = client.get("/find?words=kettle").content.decode()
    for page in (empty, asked(client, ""), asked(client, " . ! ")):
        assert 'role="search"' in page
        assert "kettle" not in page
        assert "Nothing was found" not in page
        assert "What was found" not in page
    assert 'role="search"' in client.get("/story").content.decode()


def test_no_words_break_it(ilse: Viewer) -> None:
    client = signed_in("ilse@example.org")
    told(ilse, "a kettle (hot) [a] \\d+ .* ^$")
    hostile = [
        "x" * 10_000,
        "kettle " * 3_000,
        '"' * 999,
        '"a" ' * 500,
        ".*",
        "(((((((((",
        "[a-",
        "\\",
        "%s %(x)s {0}",
        "\0",
        "kettle\0",
        "\x1fk\x1fo",
        "\n\r\t",
        "<mark>kettle</mark><script>",
        "1/1/0000 9999-99-99 99/99/99",
        "0" * 400,
        "\u202e\u200d\ufeff",
        "aaaaaaaab" * 40,
    ]
    for words in hostile:
        page = asked(client, words)
        assert "<script>" not in page
        assert "<mark>kettle</mark><script" not in page
    assert "a kettle" not in asked(client, "\x1fk")
    raw = client.post("/find", b"words=%ED%A0%80&page=-1", content_type="application/x-www-form-urlencoded")
    assert raw.status_code == 200
    assert finding.find(ilse, "\ud800 \udfff") is None
    assert finding.find(ilse, "kettle\ud800") is not None


@pytest.mark.full
def test_every_naughty_string_finds_itself_or_nothing(ilse: Viewer) -> None:
    source = SAMPLES / "text" / "naughty-strings.txt"
    if not source.exists():
        pytest.skip("the sample strings are not here")
    client = signed_in("ilse@example.org")
    strings = [line for line in source.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    for text in (one for one in strings if "\0" not in one):
        asked(client, text)
        key = told(ilse, text if text.strip() else f"x{text}x")
        if len(folding.sequence(text)) in range(1, 16) and '"' not in text:
            answer = finding.find(ilse, text)
            assert answer is not None
            assert answer.more or key in [one.card.id for one in answer.cards], text
        actions.bin_moment(by=ilse, moment=key)

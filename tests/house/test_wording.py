"""Every page and every letter, in three people's words: each finds their own there, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from django.test import Client
from tests.factories.people import guardian, parent, partner, signed_in
from tests.factories.sharing import Shared, mark, open_link, ready, share, shared_moment
from tests.factories.words import leave, worked
from tests.house.desk import DESK
from tests.house.reading import READING
from tests.house.test_access import SEEN, TABLE, addresses_of
from tests.house.test_letters import letters_of, rooms_with_letters
from tests.house.wording import SPEAKERS, Speaker, around, heard, others_words, value

from myosotis.design import saying
from myosotis.guestbook import actions as desk
from myosotis.guestbook import queries as words
from myosotis.people import wording_changes
from myosotis.people.viewer import Viewer
from myosotis.people.views.wording import QUESTIONS
from myosotis.people.wording import befores, vocabulary
from myosotis.story import actions as story
from myosotis.story import queries
from myosotis.story.actions import things as keeping
from myosotis.story.baby_questions import BABY, PAGE, PREGNANCY
from myosotis.story.models import Baby, Pregnancy
from myosotis.story.values import BabyValue, PregnancyValue

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

#: Addresses that are no page: bytes, files of the look, a word for machines.
NO_PAGE = {"styles", "script", "robots", "picture-bytes", "reading-bytes", "second-step-square"}
OF_A_LINK = {name for name, row in READING.items() if row.outside[0] != SEEN and row.outside[1] != SEEN}
#: What ends something the others need comes last.
ENDS = (
    "bin",
    "out",
    "close",
    "end",
    "away",
    "undo",
    "refuse",
    "aside",
    "through",
    "first",
    "back",
    "sign-out",
)
#: An address that is several pages, by what its place may say.
SEVERAL = {
    "wording-question": ("baby", [*QUESTIONS]),
    "sheet": ("own", ["own", "family"]),
    "baby-fact": ("name", [*BABY, *PAGE]),
    "pregnancy-fact": ("name", [*PREGNANCY]),
}


def speak(viewer: Viewer, speaker: Speaker) -> None:
    said = value(speaker)
    wording_changes.change(by=viewer, **{one.name: getattr(said, one.name) for one in fields(said)})


class Family:
    """A parent who speaks so, the other who said nothing, a guardian, and somebody with a link."""

    def __init__(self, speaker: Speaker) -> None:
        self.ilse = parent()
        self.joost, self.maria = partner(self.ilse), guardian(self.ilse)
        for who in (self.ilse, self.maria):
            speak(who, Speaker({"faith": "Fridays"}, ()))
            speak(who, speaker)
        desk.let_guardians_read(by=self.ilse)
        self.moment = shared_moment(self.ilse, pictures=1)
        story.set_date(by=self.ilse, moment=self.moment, date="2021")
        ready()
        (self.picture,) = queries.pictures_of(self.ilse, [self.moment])
        self.link: Shared = share(signed_in("ilse@example.org"), self.moment)
        signed_in("joost@example.org").post(f"/links/{self.link.id}/yes", {"picture": [self.picture]})
        leave(self.ilse, self.moment)
        worked()
        self.pregnancy = str(
            keeping.keep(by=self.ilse, sort=Pregnancy, value=PregnancyValue(ended="2021-05"))
        )
        told = {"pregnancy": self.pregnancy, "born": "2021-05-04"}
        self.babies = [
            keeping.keep(by=self.ilse, sort=Baby, value=BabyValue(**told, **one))
            for one in ({"died": "2021-05-06"}, {"outcome": "lives"})
        ]
        self.things = {
            "moment": str(self.moment),
            "picture": self.picture,
            "version": str(queries.versions(self.ilse, self.moment)[0].id),
            "before": befores(self.ilse)[0].id,
            "link": self.link.id,
            "words": str(words.desk(self.maria).cards[0].id),
            "member": str(self.maria.membership_id),
            "baby": str(self.babies[0]),
            "pregnancy": self.pregnancy,
        }

    def pages(self, client: Client, *, visitor: bool = False) -> Iterator[tuple[str, str]]:
        """Every page this browser is shown, by its address's name: what one opens, then what a form gets."""
        found = addresses_of(self.things)
        known = {
            name: at
            for name, at in found.items()
            # Whoever has a link finds the rest of the house as somebody at the door does.
            if name not in NO_PAGE and (name.startswith("reading") or not visitor)
        }
        for name, at in known.items():
            place, others = SEVERAL.get(name, ("", [""]))
            for other in others:
                yield from self._page(name, client.get(at.replace(f"/{place}", f"/{other}") if place else at))
        form = {"csrfmiddlewaretoken": mark(client, f"/r/{self.link.id}/")} if visitor else {}
        acts = sorted(known, key=lambda name: any(name.endswith(end) for end in ENDS))
        for name in acts:
            if name.startswith("reading") == visitor:
                yield from self._page(name, client.post(known[name], form))

    @staticmethod
    def _page(name: str, answer: object) -> Iterator[tuple[str, str]]:
        if "html" in answer.headers.get("Content-Type", "") and answer.content:  # type: ignore[attr-defined]
            yield name, answer.content.decode()  # type: ignore[attr-defined]


def read(family: Family, client: Client, speaker: Speaker, *, visitor: bool = False) -> tuple[set[str], str]:
    """The names of the pages that were read, and all they said; none says anybody else's word."""
    names, everything, wrong = set(), [], []
    for name, page in family.pages(client, visitor=visitor):
        text = heard(page, name)
        # The door of all links, and a page that does not open, know of no link and speak to everybody.
        whose = SPEAKERS["nothing said"] if visitor and name not in OF_A_LINK else speaker
        names.add(name)
        everything.append(text)
        wrong += [(name, around(text, word)) for word in others_words(text, whose)]
    assert wrong == []
    return names, " ".join(everything)


@pytest.mark.parametrize("said", SPEAKERS)
def test_a_parent_reads_their_own_words_on_every_page(said: str) -> None:
    family, speaker = Family(SPEAKERS[said]), SPEAKERS[said]
    names, everything = read(family, signed_in("ilse@example.org"), speaker)
    assert [own for own in speaker.says if own not in everything] == []
    shown = {name for name, row in TABLE.items() if row[1][0] == SEEN} | {"link"}
    shown |= {name for name, row in DESK.items() if row[1][0] == SEEN}
    assert shown - names - NO_PAGE == set()


@pytest.mark.parametrize("said", SPEAKERS)
def test_a_guardian_reads_their_own_words_on_every_page(said: str) -> None:
    family, speaker = Family(SPEAKERS[said]), SPEAKERS[said]
    names, _everything = read(family, signed_in("maria@example.org"), speaker)
    assert {name for name, row in DESK.items() if row[2][0] == SEEN} - names == set()


@pytest.mark.parametrize("said", SPEAKERS)
def test_the_other_parent_and_somebody_at_the_door_find_none_of_them(said: str) -> None:
    family, nobody = Family(SPEAKERS[said]), SPEAKERS["nothing said"]
    for client in (signed_in("joost@example.org"), Client()):
        _names, everything = read(family, client, nobody)
        assert [own for own in SPEAKERS[said].says if own not in nobody.says and own in everything] == []


@pytest.mark.parametrize("said", SPEAKERS)
def test_a_visitor_reads_the_words_of_whoever_made_the_link(said: str) -> None:
    family, speaker = Family(SPEAKERS[said]), SPEAKERS[said]
    for gate in ("", "open", "words"):
        reader, _page = open_link(family.link.token, gate=gate)
        names, everything = read(family, reader, speaker, visitor=True)
        assert {name for name, row in READING.items() if row.inside[0] == SEEN} - names - NO_PAGE == set()
        if not gate:
            assert speaker.says[0] in everything


@pytest.mark.parametrize("said", SPEAKERS)
def test_no_letter_says_any_of_these_words(said: str) -> None:
    speaker = SPEAKERS[said]
    with saying.speaking(lambda: vocabulary(value(speaker))):
        for room in rooms_with_letters():
            for letter in letters_of(room):
                text = letter.words(**letter.example)
                everybodys = Speaker({}, (), avoided=(*speaker.avoided, *speaker.theirs, *speaker.says))
                assert others_words(text, everybodys) == [], letter.name


def test_the_test_hears_what_a_page_says() -> None:
    nobody, chosen = SPEAKERS["nothing said"], SPEAKERS["chosen words"]
    page = "<p title='the Mum'>Your <b>baby</b>’s day</p><img alt='stillborn'><textarea>died</textarea>"
    assert set(others_words(heard(page), nobody)) == {"Mum", "stillborn"}
    assert set(others_words(heard("<p>Your baby died</p>"), chosen)) == {"baby", "died"}
    assert set(others_words(heard("<p>Your little one was born still</p>"), nobody)) >= {"little one"}

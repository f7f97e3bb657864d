"""What the demonstration family says of its story: kinds, chapters, people, letters, keepsakes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from myosotis.ops.demo import ELIN, TOMAS
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.story import things
from myosotis.story.actions import things as keeping
from myosotis.story.actions.pregnancies import tell_due
from myosotis.story.models import Baby, Chapter, Person, Pregnancy
from myosotis.story.pregnancies import ENDED
from myosotis.story.values import ChapterValue, PersonValue, PregnancyValue

PEOPLE = (
    PersonValue(name="Vera", who="Tomas’s mother", note="Soup on Thursdays."),
    PersonValue(name="Jonas", who="Elin’s brother"),
    PersonValue(name="Hanne", who="at number nine, the green door"),
)
CHAPTERS = (
    ChapterValue(name="Before", ends="2023-09"),
    ChapterValue(
        name="The winter with you", begins="2023-10", ends="2024-03-08", line="Five months and some days."
    ),
    ChapterValue(name="Three days", begins="2024-03-09", ends="2024-03-11"),
    ChapterValue(name="After", begins="2024-03-12"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of a kind: what it says, and what is said of it."""

    by: str
    date: str
    title: str
    paragraphs: tuple[str, ...]
    said: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[str, ...] = ()


ENTRIES = (
    Told(
        TOMAS,
        "2024-03-16",
        "We are home",
        (
            "Alma was born on Saturday morning and died that evening. We are at home, the three of us. "
            "Nothing is needed. The soup is good, thank you.",
        ),
        {"kind": "update"},
    ),
    Told(
        ELIN,
        "2024-06-21",
        "For a day when you would be eighteen",
        (
            "I am writing this at the kitchen table, with the window open, and the blackbird is at it again. "
            "You should know that the table was too small for four, and that we had already said so, and "
            "were glad.",
            "By the time anybody opens this I will be quite old. I do not think I will have stopped.",
        ),
        {"kind": "letter", "opens": "2042-03-09"},
    ),
    Told(
        TOMAS,
        "2024-12-24",
        "On the stairs",
        (
            "Everybody is asleep. I came down to put the candle out and sat with it instead. "
            "Otto says goodnight to you by name, in case you wondered who that is.",
        ),
        {"kind": "letter"},
    ),
    Told(
        ELIN,
        "2024-03-10",
        "The small blanket",
        (
            "A woman on the ward had knitted it. She never met you and she never met us. There is one "
            "stitch dropped near the corner, and I would not have it otherwise.",
        ),
        {
            "kind": "keepsake",
            "keepsake": {"what": "blanket", "made": "somebody on the ward", "lies": "the linen box"},
            "places": ["The ward"],
        },
    ),
    Told(
        TOMAS,
        "2024-03-09",
        "",
        (),
        {
            "kind": "keepsake",
            "keepsake": {"what": "band", "lies": "the linen box", "has": "Elin and Tomas"},
        },
    ),
    Told(
        ELIN,
        "2024-03-11",
        "The other bear",
        ("There were two, alike. One is here. One is with you.",),
        {"kind": "keepsake", "keepsake": {"what": "bear", "given": "Jonas", "went": "yes"}},
        ("Jonas",),
    ),
    Told(
        TOMAS,
        "2024-10-19",
        "The day the stone was set",
        (),
        {"kind": "milestone", "places": ["The hill"]},
        ("Vera",),
    ),
)


#: What stands on the page for children.
FOR_CHILDREN = ("How you got your name", "The small blanket", "The pear tree")


def tell(parents: Mapping[str, Viewer], kept: Mapping[str, UUID]) -> None:
    """Say all of it. `kept` are the moments that stand already, by title."""
    elin = parents[ELIN]
    for sort, values in ((Person, PEOPLE), (Chapter, CHAPTERS)):
        for value in values:
            keeping.keep(by=elin, sort=sort, value=value)
    people = {one.value.name: str(one.id) for one in things.persons(elin)}
    alma = _alma(elin)
    named = dict(kept)
    for entry in ENTRIES:
        by = parents[entry.by]
        key = story.keep_moment(by=by, date=entry.date, title=entry.title, paragraphs=entry.paragraphs)
        story.tell(
            by=by, moment=key, people=[people[one] for one in entry.people], babies=[alma], **entry.said
        )
        named[entry.title] = key
    story.tell(by=elin, moment=kept["Snow"], people=[people["Jonas"]], places=["The road to the hospital"])
    for title in FOR_CHILDREN:
        story.tell(by=elin, moment=named[title], children="words")


def _alma(by: Viewer) -> str:
    """Alma's days, and the due date a scan gave; returns her id."""
    key = keeping.keep(by=by, sort=Pregnancy, value=PregnancyValue(status=ENDED, ended="2024-03-09"))
    tell_due(by=by, pregnancy=key, due=datetime.date(2024, 7, 13), basis="scan")
    (alma,) = things.babies(by)
    said = replace(
        alma.value,
        pregnancy=str(key),
        born="2024-03-09T06:10",
        died="2024-03-09Tevening",
        outcome="died",
        line="As light as a loaf of bread.",
    )
    keeping.keep(by=by, sort=Baby, key=alma.id, value=said)
    return str(alma.id)

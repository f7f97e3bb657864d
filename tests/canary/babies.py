"""Babies and pregnancies: every fact of them said, answered twice, put on a page, and told to children."""

from __future__ import annotations

from tests.canary.lists import again, named
from tests.visitor import Visitor

BABY_WORDS = {
    "pregnancy": "The winter of the magpies",
    "pregnancy own": "When the harbour froze over",
    "due": "17 October 1993",
    "due from": "11 February 1994",
    "ended": "about 3 March 1994",
    "twin": "Evangeline Saltmarsh",
    "twin later": "Evangelina Saltmarsh",
    "also": "Эвангелина Солтмарш",
    "sex": "a girl with copper hair",
    "outcome": "she went ahead of us",
    "born": "26 January 1994",
    "died": "night of 27 January 1994",
    "line": "The tide had only turned",
    "told": "Her heart was a teaspoon full",
}


def tell_of_babies(one: Visitor, other: Visitor, moment: str, picture: str) -> None:
    """Live through all of it, as one parent; the other answers one question too."""
    words = BABY_WORDS
    one.post("/pregnancies/new", said=words["pregnancy"])
    pregnancy = named(one.get("/babies"), "pregnancies")
    one.post(f"{pregnancy}/due", basis="scan", day=words["due"])
    one.post(f"{pregnancy}/due", basis="lmp", day=words["due from"])
    one.post(f"{pregnancy}/words", said="own", own=words["pregnancy own"])
    one.post(f"{pregnancy}/ended", said=words["ended"])
    one.post(f"/babies/new?in={pregnancy.rpartition('/')[2]}", page="/babies/new", said=words["twin"])
    baby = named(one.get(pregnancy), "babies")
    for fact in ("also", "sex", "born", "died", "line", "told"):
        one.post(f"{baby}/{fact}", said=words[fact])
    one.post(f"{baby}/outcome", said="own", own=words["outcome"])
    asked = other.post(f"{baby}/name", said=words["twin later"], before="somebody else")
    assert words["twin"] in asked
    other.post(f"{baby}/name", said=words["twin later"], before=words["twin"])
    again(one, f"/things/baby/{baby.rpartition('/')[2]}")
    one.post(f"{baby}/picture", said=picture.rpartition("/")[2])
    one.post(f"{baby}/look", page=f"{baby}/page")
    one.post(f"{moment}/children", said="pictures", before="")
    assert words["line"] in one.get(f"{baby}/page")
    assert words["told"] in one.get("/children")

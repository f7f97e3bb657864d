"""In a canary's own words: every question answered, taken back, and asked again."""

from __future__ import annotations

import re

from tests.visitor import Visitor

WORDING_WORDS = {
    "own baby": "Peppercorn of the orchard",
    "own babies": "Peppercorns of the orchard",
    "own died": "followed the swallows south",
    "own me": "Mamushka Larkspur",
    "avoided": "tumbledown barometer",
    "said instead": "threadbare accordion",
    "faith": "No bells between the two moons",
    "quiet from": "from the first nightingale",
    "quiet to": "until the quinces are in",
    "before": "Gooseberry of the lane",
}


def say_in_own_words(one: Visitor) -> None:
    """Answer each question, read what it was before, and let it be so again and back."""
    words = WORDING_WORDS
    one.post("/more/wording/baby", baby="own", own_baby=words["before"])
    one.post("/more/wording/baby", baby="own", own_baby=words["own baby"], own_babies=words["own babies"])
    one.post("/more/wording/died", died="own", own_died=words["own died"])
    one.post("/more/wording/me", me="own", own_me=words["own me"])
    one.post("/more/wording/avoid", avoid=f"{words['avoided']} = {words['said instead']}")
    one.post("/more/wording/faith", faith=words["faith"])
    one.post("/more/wording/off", off="candles")
    one.post("/more/wording/weeks", weeks="yes")
    one.post("/more/wording/quiet", quiet_from=words["quiet from"], quiet_to=words["quiet to"])
    one.post("/more/wording/quiet", quiet_from="", quiet_to="")
    before = one.get("/more/wording/before")
    assert words["before"] in before
    assert words["quiet to"] in before
    for back in re.findall(r'"(/more/wording/before/[0-9a-f]{8}/back)"', before)[:2]:
        one.post(back, page="/more/wording/before")
    assert words["own baby"] in one.get("/baby")

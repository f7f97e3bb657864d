"""Kinds of entries, a closed letter, people, chapters, keepsakes: said, changed, binned, taken back."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.visitor import Visitor

LIST_WORDS = {
    "letter": "What the lighthouse never told",
    "letter title": "For the year of the comet",
    "letter day": "4 May 2061",
    "thing": "A thimble of blue enamel",
    "thing made": "Great-aunt Perpetua",
    "thing given": "Cornelius of the ferry",
    "thing lies": "behind the juniper clock",
    "thing has": "Philippa Rookwood",
    "person": "Barnaby Thistlewood",
    "person later": "Barnabas Thistlewood",
    "who": "our piano tuner",
    "person note": "He brought quails in aspic",
    "place": "Under the viaduct at Rushmere",
    "tag": "marzipan weather",
    "chapter": "When the geese stayed",
    "chapter later": "While the geese stayed",
    "chapter line": "Forty nights and a harmonica",
    "chapter day": "17 October 1971",
    "day said": "the week of the paper lanterns",
    "writer": "Wilhelmina Oakapple",
    "writer email": "wilhelmina.oakapple@example.org",
    "writer password": "ninety slow barges",
    "their letter": "The pram came down the weir",
    "their title": "From the house with the weathervane",
    "their draft": "Perhaps I shall not send this",
}


def tell_of_lists(one: Visitor) -> None:
    """Live through all of it, as one parent."""
    words = LIST_WORDS
    letter = f"/moments/{uuid4()}"
    one.post(
        f"{letter}/write", title=words["letter title"], revision="0", more=words["letter"], **{"as": "letter"}
    )
    one.post(f"{letter}/opens", opens="day", day=words["letter day"])
    assert words["letter"] not in one.get(letter)
    one.post(f"{letter}/when", date="spring 1987", said=words["day said"])
    thing = f"/moments/{uuid4()}"
    one.post(f"{thing}/kind", kind="keepsake")
    told = {name: words[f"thing {name}"] for name in ("made", "given", "lies", "has")}
    one.post(f"{thing}/keepsake", what="other", own=words["thing"], **told)
    one.post(f"{thing}/about", others=words["person"], places=words["place"], tags=words["tag"])
    person = named(one.get("/persons"), "persons")
    one.post(person, name=words["person later"], who=words["who"], note=words["person note"], revision="1")
    again(one, f"/things/person/{person.rpartition('/')[2]}")
    one.post("/chapters/new", name=words["chapter"], begins=words["chapter day"], ends="", line="")
    chapter = named(one.get("/chapters"), "chapters")
    line = words["chapter line"]
    one.post(
        chapter, name=words["chapter later"], begins=words["chapter day"], ends="", line=line, revision="1"
    )
    again(one, f"/things/chapter/{chapter.rpartition('/')[2]}")
    assert words["thing"] in one.get("/keepsakes")
    receive_a_letter(one)


def receive_a_letter(one: Visitor) -> None:
    """Ask somebody in who writes two letters, and gives one."""
    words = LIST_WORDS
    code = re.search(r'data-code="([0-9A-Z]+)"', one.post("/letters/ask"))
    assert code is not None
    writer = Visitor(one.url)
    known = {"name": words["writer"], "email": words["writer email"]}
    secret = {"password": words["writer password"], "again": words["writer password"]}
    writer.post("/join", code=code[1], **known, **secret)
    draft, letter = f"/letters/{uuid4()}", f"/letters/{uuid4()}"
    writer.post(draft, title="", words=words["their draft"])
    writer.post(letter, title=words["their title"], words=words["their letter"])
    writer.post(f"{letter}/give", opens="now", day="")
    assert words["their title"] in one.get("/story")


def named(page: str, lists: str) -> str:
    """The address of the one thing on a list."""
    found = re.search(rf'href="(/{lists}/[0-9a-f-]{{36}})"', page)
    assert found is not None
    return found[1]


def again(one: Visitor, thing: str) -> None:
    """Let a thing say what it said before, put it into the bin, and take it back."""
    found = re.search(r'name="before" value="([0-9a-f-]{36})"', one.get(f"{thing}/before"))
    assert found is not None
    one.post(f"{thing}/before", before=found[1])
    one.post(f"{thing}/bin", page="/persons")
    one.post(f"{thing}/restore", page="/bin")

"""The desk as a canary's family uses it: one parent reads first, then a friend, who is told by letter."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from uuid import uuid4

from tests.canary.links import make
from tests.factories.post_office import PostOffice
from tests.visitor import Visitor

DESK_WORDS = {
    "guardian": "Euphemia Larkspur",
    "guardian email": "euphemia.larkspur@example.org",
    "guardian password": "lichen under the stairs",
    "second reader": "Barnaby Thistlewick",
    "second words": "He rowed across to say it",
    "third words": "The heron stood there all winter",
    "moment of words": "We painted the boat blue",
}
#: Codes a test's letters carry: the newest, once so many arrived.
CodeIn = Callable[[PostOffice, int], str]


def read_first(parent: Visitor, office: PostOffice, code_in: CodeIn) -> list[str]:
    """What a parent does at the desk, then a guardian; returns further words that must stand nowhere."""
    at_the_desk(parent)
    guardian, made = come_in(parent, office, code_in)
    moment, reader, page = shared(parent, made)
    told = len(office.received)
    leave(reader, page, "second words")
    (second,) = waiting(guardian)
    while len(office.received) == told:
        time.sleep(0.2)
    assert office.received[-1].to == [DESK_WORDS["guardian email"]]
    act(guardian, second, "through", "through")
    assert DESK_WORDS["second words"] in parent.get(moment)
    leave(reader, page, "third words")
    (third,) = waiting(guardian)
    act(guardian, third, "refuse", "refused")
    assert DESK_WORDS["third words"] in guardian.get("/desk/refused")
    assert DESK_WORDS["third words"] not in parent.get("/words")
    proofs = [one.value or "" for one in (*guardian.jar, *reader.jar) if one.name in ("myosotis", "reading")]
    assert len(proofs) == 2
    return [*made, *proofs]


def at_the_desk(parent: Visitor) -> None:
    """A parent who took the desk sets aside, refuses, undoes, lets through, puts away and takes back."""
    (words,) = waiting(parent)
    act(parent, words, "aside", "aside")
    act(parent, words, "refuse", "refused")
    parent.post(f"/desk/{words}/undo", "/desk", done="refused")
    act(parent, words, "through", "through")
    parent.post(f"/words/{words}/away", "/words")
    parent.post(f"/words/{words}/back", "/words/away")


def come_in(parent: Visitor, office: PostOffice, code_in: CodeIn) -> tuple[Visitor, list[str]]:
    """A friend is asked in, comes, and lets letters arrive; with the codes they needed."""
    asked = re.search(r'data-code="([0-9A-Z]{12})"', parent.post("/words/first", who="guardian"))
    assert asked is not None
    guardian, password = Visitor(parent.url), DESK_WORDS["guardian password"]
    who = {"name": DESK_WORDS["guardian"], "email": DESK_WORDS["guardian email"]}
    guardian.post("/join", code=asked[1], password=password, again=password, **who)
    before = len(office.received)
    guardian.post("/more/letters")
    code = code_in(office, before + 1)
    guardian.post("/more/letters/code", code=code)
    return guardian, [asked[1], code, code.replace("-", "")]


def shared(parent: Visitor, made: list[str]) -> tuple[str, Visitor, str]:
    """A moment of words alone, a reader who opened its link, and the reader's page."""
    moment = f"/moments/{uuid4()}"
    parent.post(f"{moment}/write", title="", revision="0", more=DESK_WORDS["moment of words"])
    link = make(parent, moment, made, "")
    reader, page = Visitor(parent.url), f"/r/{link}/"
    reader.say("/r/open", code=made[-1])
    reader.post(f"{page}gate", page, choice="open")
    reader.forget_mark()
    return moment, reader, page


def leave(reader: Visitor, page: str, which: str) -> None:
    """Leave a name and words."""
    left = reader.post(f"{page}words", page, name=DESK_WORDS["second reader"], words=DESK_WORDS[which])
    assert "Your words are kept." in left


def waiting(keeper: Visitor) -> list[str]:
    """The ids of what waits at the desk, once the worker brought it."""
    for _ in range(240):
        found = re.findall(r'action="/desk/([0-9a-f-]{36})/through"', keeper.get("/desk"))
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError("no words came to the desk")


def act(keeper: Visitor, words: str, how: str, done: str) -> None:
    """Do one thing with words, and see that it was done."""
    page = keeper.post(f"/desk/{words}/{how}", "/desk")
    assert f'name="done" value="{done}"' in page

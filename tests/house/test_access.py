"""The access table: every address × method × kind of visitor. An address without a line here fails."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.factories.people import parent, partner, signed_in, stranger
from tests.house.desk import DESK
from tests.house.reading import LINKS, READING

from myosotis.media.arriving import arrive
from myosotis.people import wording, wording_changes
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.story import queries
from myosotis.story.actions import things
from myosotis.story.models import Baby, Chapter, Person, Pregnancy
from myosotis.story.values import BabyValue, ChapterValue, PersonValue, PregnancyValue

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

DOOR, HOME, SEEN, NO, NOT_SO, MADE = "→ /sign-in", "→ /", "200", "404", "405", "302"
SIGNING, WORDING = "→ /more/signing-in", "→ /more/wording"

#: Enough of a JPEG to be taken for one at the door.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)

#: Address name: (GET, POST) for somebody signed out, for a parent, and for everybody whose it is not: the
#: other parent asking for what this one keeps alone, and a parent of another family. The third is left out
#: where the address names nothing of anybody's. 400: the form was empty or came without what it carries.
Told = tuple[str, str]
TABLE: dict[str, tuple[Told, Told] | tuple[Told, Told, Told]] = {
    "home": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "begin": ((DOOR, DOOR), (DOOR, DOOR)),
    "sign-in": ((SEEN, SEEN), (HOME, SEEN)),
    "sign-out": ((NOT_SO, DOOR), (NOT_SO, DOOR)),
    "forgotten": ((SEEN, SEEN), (SEEN, SEEN)),
    "forgotten-sheet": ((SEEN, SEEN), (SEEN, SEEN)),
    "forgotten-letter": (("→ /forgotten", "→ /forgotten"), ("→ /forgotten", "→ /forgotten")),
    "forgotten-code": ((SEEN, SEEN), (SEEN, SEEN)),
    "join": ((SEEN, SEEN), (SEEN, SEEN)),
    "sheet": ((DOOR, DOOR), (SEEN, SEEN)),
    "sheet-paper": ((NOT_SO, DOOR), (NOT_SO, "400")),
    "more": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "password": ((DOOR, DOOR), (SEEN, SEEN)),
    "invite": ((DOOR, DOOR), (SEEN, SEEN)),
    "change-name": ((DOOR, DOOR), (SEEN, SEEN)),
    "name-family": ((DOOR, DOOR), (SEEN, SEEN)),
    "change-place": ((DOOR, DOOR), (SEEN, SEEN)),
    "wording": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "wording-question": ((DOOR, DOOR), (SEEN, SEEN)),
    "wording-before": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    # What one said before can be named by nobody else: it is looked for in one's own words alone.
    "wording-back": ((NOT_SO, DOOR), (NOT_SO, WORDING), (NOT_SO, NO)),
    "letters": ((DOOR, DOOR), (SIGNING, SIGNING)),
    "letters-code": ((DOOR, DOOR), (SEEN, SEEN)),
    "end-invitation": ((NOT_SO, DOOR), (NOT_SO, "→ /more")),
    "end-others": ((NOT_SO, DOOR), (NOT_SO, SIGNING)),
    "end-device": ((NOT_SO, DOOR), (NOT_SO, SIGNING)),
    "sign-in-passkey": ((NOT_SO, SEEN), (NOT_SO, SEEN)),
    "sign-in-second": ((DOOR, DOOR), (HOME, HOME)),
    "sign-in-paper": ((DOOR, DOOR), (HOME, HOME)),
    "signing-in": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "signing-in-known": ((NOT_SO, DOOR), (NOT_SO, SIGNING)),
    "open-family": ((NOT_SO, DOOR), (NOT_SO, NO)),
    "passkey-new": ((DOOR, DOOR), (SEEN, SEEN)),
    "passkey-end": ((NOT_SO, DOOR), (NOT_SO, SIGNING)),
    "second-step": ((DOOR, DOOR), (SEEN, SEEN)),
    "second-step-app": ((DOOR, DOOR), ("→ /more/second-step", "→ /more/second-step")),
    "second-step-square": ((DOOR, NOT_SO), (NO, NOT_SO)),
    "second-step-codes": ((DOOR, DOOR), (SIGNING, SIGNING)),
    "styles": ((NO, NOT_SO), (NO, NOT_SO)),
    "script": ((NO, NOT_SO), (NO, NOT_SO)),
    "story": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "find": ((DOOR, DOOR), (SEEN, SEEN)),
    "bin": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "baby": ((DOOR, DOOR), (SEEN, SEEN)),
    "babies": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "baby-new": ((DOOR, DOOR), (SEEN, SEEN)),
    "baby-sheet": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "baby-fact": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "baby-page": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "baby-look": ((NOT_SO, DOOR), (NOT_SO, NO), (NOT_SO, NO)),
    "baby-cover": ((NOT_SO, DOOR), (NOT_SO, NO), (NOT_SO, NO)),
    "children": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "moment-children": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "pregnancy-new": ((DOOR, DOOR), (SEEN, SEEN)),
    "pregnancy": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "pregnancy-fact": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "pregnancy-due": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "write": ((DOOR, NOT_SO), ("→ /moments/…/write", NOT_SO)),
    "write-as": ((DOOR, NOT_SO), ("→ /moments/…/write", NOT_SO)),
    "moment": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "moment-write": ((DOOR, DOOR), (SEEN, "409"), (NO, NO)),
    "moment-keep": ((NOT_SO, DOOR), (NOT_SO, "409"), (NOT_SO, NO)),
    "moment-when": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-who": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-kind": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-opens": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-keepsake": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-about": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "moment-read": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "moment-pictures": ((DOOR, DOOR), (SEEN, "400"), (NO, NO)),
    "moment-look": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "moment-cover": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "moment-before": ((DOOR, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "moment-version": ((DOOR, DOOR), (SEEN, "→ /moments/…"), (NO, NO)),
    "moment-bin": ((NOT_SO, DOOR), (NOT_SO, "→ /story"), (NOT_SO, NO)),
    "moment-restore": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    # Letters are written by whoever was asked in for that: tests/house/test_writer.py.
    "letters-mine": ((DOOR, NOT_SO), (NO, NOT_SO)),
    "letter-new": ((DOOR, NOT_SO), (NO, NOT_SO)),
    "letter": ((DOOR, DOOR), (NO, NO), (NO, NO)),
    "letter-give": ((DOOR, DOOR), (NO, NO), (NO, NO)),
    "letters-ask": ((DOOR, DOOR), (SEEN, SEEN)),
    "writer-end": ((NOT_SO, DOOR), (NOT_SO, NO)),
    "keepsakes": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "persons": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "person-new": ((DOOR, DOOR), (SEEN, SEEN)),
    "person": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "chapters": ((DOOR, NOT_SO), (SEEN, NOT_SO)),
    "chapter-new": ((DOOR, DOOR), (SEEN, SEEN)),
    "chapter": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "chapter-look": ((NOT_SO, DOOR), (NOT_SO, "→ /chapters/…"), (NOT_SO, NO)),
    "chapter-cover": ((NOT_SO, DOOR), (NOT_SO, "→ /chapters/…"), (NOT_SO, NO)),
    "thing-before": ((DOOR, DOOR), (SEEN, NO), (NO, NO)),
    "thing-bin": ((NOT_SO, DOOR), (NOT_SO, "→ /persons"), (NOT_SO, NO)),
    "thing-restore": ((NOT_SO, DOOR), (NOT_SO, "→ /persons"), (NOT_SO, NO)),
    "picture": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "picture-look": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "picture-cover": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "picture-stand": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "picture-out": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "picture-back": ((NOT_SO, DOOR), (NOT_SO, "→ /moments/…"), (NOT_SO, NO)),
    "picture-bytes": ((NO, NOT_SO), (SEEN, NOT_SO), (NO, NOT_SO)),
    "share": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO)),
    "robots": ((SEEN, NOT_SO), (SEEN, NOT_SO)),
}
ENDS = ("end-others", "end-device", "sign-out")
FILLED = {
    "which": "own",
    "before": str(uuid4()),
    "asked": "baby",
    "kind": "letter",
    "sort": "person",
    "thing": str(uuid4()),
    "person": str(uuid4()),
    "chapter": str(uuid4()),
    "fingerprint": "0",
    "device": str(uuid4()),
    "invitation": str(uuid4()),
    "passkey": str(uuid4()),
    "place": str(uuid4()),
    "moment": str(uuid4()),
    "letter": str(uuid4()),
    "version": str(uuid4()),
    "picture": str(uuid4()),
    "rendition": "original",
    "link": str(uuid4()),
    "words": str(uuid4()),
    "member": str(uuid4()),
    "baby": str(uuid4()),
    "pregnancy": str(uuid4()),
    "fact": "name",
}


def addresses() -> dict[str, str]:
    """Every address of the house by name, its places filled."""
    found: dict[str, str] = {}

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            text = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, text)
            else:
                assert pattern.name, f"{text} has no name"
                found[pattern.name] = "/" + re.sub(r"<\w+:(\w+)>", lambda place: FILLED[place[1]], text)

    walk(get_resolver().url_patterns, "")
    return found


def addresses_of(things: dict[str, str]) -> dict[str, str]:
    """The same, with the ids of things that are there."""
    found = addresses()
    for name, there in things.items():
        found = {key: address.replace(FILLED[name], there) for key, address in found.items()}
    return found


def theirs(viewer: Viewer) -> dict[str, str]:
    """A moment this parent keeps alone, with a picture in it and a version of before."""
    moment = story.keep_moment(by=viewer, title="Mine", paragraphs=["a lantern"], private=True)
    story.set_date(by=viewer, moment=moment, date="2021")
    picture = story.add_picture(by=viewer, moment=moment, arrived=arrive("a.jpg", [JPEG]))
    version = queries.versions(viewer, moment)[0].id
    wording_changes.change(by=viewer, faith="no candles on a Friday")
    wording_changes.change(by=viewer, faith="")
    before = wording.befores(viewer)[0].id
    person = things.keep(by=viewer, sort=Person, value=PersonValue(name="Wim"), private=True)
    chapter = things.keep(by=viewer, sort=Chapter, value=ChapterValue(name="Then"), private=True)
    lists = {"person": str(person), "thing": str(person), "chapter": str(chapter)}
    baby = things.keep(by=viewer, sort=Baby, value=BabyValue(name="Wren"), private=True)
    pregnancy = things.keep(by=viewer, sort=Pregnancy, value=PregnancyValue(), private=True)
    lists |= {"baby": str(baby), "pregnancy": str(pregnancy)}
    return lists | {"moment": str(moment), "picture": str(picture), "version": str(version), "before": before}


def told(client: Client, method: str, address: str) -> str:
    answer = getattr(client, method)(address)
    if answer.status_code in (301, 302, 303):
        # Random ids are not what the table is about, nor what follows them.
        place = re.sub(r"[?#].*", "", answer.headers["Location"])
        return "→ " + re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", place)
    return str(answer.status_code)


def test_every_address_stands_in_the_table_and_no_line_is_stale() -> None:
    tables: tuple[dict[str, object], ...] = (TABLE, READING, LINKS, DESK)  # type: ignore[assignment]
    assert sorted(addresses()) == sorted(name for table in tables for name in table)


def test_each_visitor_gets_what_the_table_says() -> None:
    ilse = parent()
    partner(ilse)
    stranger()
    outside = Client()
    inside, *others = (signed_in(f"{who}@example.org") for who in ("ilse", "joost", "vera"))
    found = {}
    # Whatever ends a session comes last.
    for name in sorted(TABLE, key=lambda name: (name in ENDS, name)):
        address = addresses_of(theirs(ilse))[name]
        answers = [
            {(told(client, "get", address), told(client, "post", address)) for client in clients}
            for clients in ((outside,), others if len(TABLE[name]) > 2 else (), (inside,))
        ]
        found[name] = tuple(one for at in (0, 2, 1) for one in sorted(answers[at]))
    assert found == TABLE


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_address_answers_other_methods(method: str) -> None:
    parent()
    inside = signed_in("ilse@example.org")
    for name, address in addresses().items():
        assert told(inside, method, address) in ("405", DOOR), name


def test_a_form_from_elsewhere_is_refused_everywhere() -> None:
    parent()
    inside = signed_in("ilse@example.org")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    forms = [name for name, row in TABLE.items() if row[1][1] != NOT_SO]
    answers = {name: strict.post(addresses()[name], {"password": "x"}).status_code for name in forms}
    assert answers == dict.fromkeys(forms, 403)


def test_every_answer_carries_the_headers() -> None:
    parent()
    inside = signed_in("ilse@example.org")
    for client in (Client(), inside):
        for address in addresses().values():
            answer = client.get(address)
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
            assert answer.headers["Cache-Control"] == "no-store, private"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "noindex" in answer.headers["X-Robots-Tag"]

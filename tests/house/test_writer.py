"""Somebody who was asked in to write letters reaches their own letters and their account, nothing else."""

from __future__ import annotations

import pytest
from tests.factories.people import guardian, parent, partner, signed_in, stranger, writer
from tests.factories.words import told
from tests.house.test_access import FILLED, addresses, addresses_of
from tests.house.test_access import told as answer

from myosotis.story import actions, queries
from myosotis.story.actions import things
from myosotis.story.models import Moment, Person
from myosotis.story.values import PersonValue
from myosotis.vault.errors import KeyMissing

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

#: A writer's addresses. Whatever else answers them is an account's, or nobody's.
LETTERS = {"letters-mine", "letter-new", "letter", "letter-give"}
#: Addresses by which a family's things are reached.
OF_A_FAMILY = ("story", "moment", "picture", "write", "bin", "baby", "find", "keepsakes", "person", "chapter")
BEGINNINGS = (
    *OF_A_FAMILY,
    "thing",
    "pregnan",
    "desk",
    "words",
    "share",
    "link",
    "guardian",
    "children",
    "letters-ask",
)


def test_nothing_of_a_family_answers_a_writer() -> None:
    ilse = parent()
    writer(ilse)
    moment = told(ilse)
    person = things.keep(by=ilse, sort=Person, value=PersonValue(name="Wim"))
    client = signed_in("wilma@example.org")
    there = addresses_of({"moment": str(moment), "person": str(person), "thing": str(person)})
    asked = [name for name in there if name.startswith(BEGINNINGS) and name not in LETTERS]
    assert len(asked) > 50
    for name in asked:
        for method in ("get", "post"):
            # The desk of a guardian who does not read now says so, to whoever is signed in.
            assert answer(client, method, there[name]) in ("404", "405"), (name, method)
    assert answer(client, "get", "/") == "→ /letters"


def test_a_letter_is_its_writers_until_it_is_given_and_then_the_familys() -> None:
    ilse = parent()
    joost = partner(ilse)
    wilma = writer(ilse)
    stranger()
    guardian(ilse)
    client = signed_in("wilma@example.org")
    at = client.get("/letters/new").headers["Location"]
    sent = {"title": "From your grandmother", "words": "The pram was bought.\n\nIt is blue."}
    assert client.post(at, sent).headers["Location"] == "/letters"
    key = Moment.objects.get().pk
    assert "From your grandmother" in client.get("/letters").content.decode()
    assert "It is blue." in client.get(at).content.decode()
    for name in ("ilse", "joost", "vera", "maria"):
        other = signed_in(f"{name}@example.org")
        for page in ("/story", at, f"{at}/give", f"/moments/{key}", "/letters"):
            assert "grandmother" not in other.get(page, follow=True).content.decode()
    # Two windows of one writer: nothing is overwritten.
    client.post(at, {**sent, "words": "It was blue.", "revision": 1})
    behind = client.post(at, {**sent, "words": "Red.", "revision": 1}).content.decode()
    assert "Somebody changed this meanwhile" in behind
    assert "Red." in behind
    assert client.post(at, {**sent, "words": "x\0", "revision": 2}).status_code == 200
    given = client.post(f"{at}/give", {"opens": "day", "day": "4 May 2061"})
    assert given.headers["Location"] == "/letters?given=yes"
    assert client.get(at).status_code == 404
    assert "grandmother" not in client.get("/letters").content.decode()
    for viewer in (ilse, joost):
        card = queries.moment(viewer, key)
        assert (card.head.title, card.head.kind, card.closed) == ("From your grandmother", "letter", True)
        with pytest.raises(actions.Refusal):
            actions.tell(by=viewer, moment=key, opens="")
    assert "Wilma" in signed_in("joost@example.org").get(f"/moments/{key}").content.decode()
    with pytest.raises(KeyMissing):
        wilma.keys[ilse.family_space]


def test_another_writers_letter_is_nowhere() -> None:
    ilse = parent()
    writer(ilse)
    writer(ilse, name="Ana", email="ana@example.org")
    one, other = signed_in("wilma@example.org"), signed_in("ana@example.org")
    at = addresses()["letter"]
    one.post(at, {"title": "Mine", "words": "x"})
    for page in (at, f"{at}/give"):
        assert other.get(page).status_code == 404
        assert other.post(page, {"title": "", "words": "y", "opens": "now"}).status_code == 404
    assert FILLED["letter"] in at
    assert "Mine" in one.get(at).content.decode()


def test_a_parent_asks_somebody_in_and_ends_their_place() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    assert "data-code" in client.post("/letters/ask").content.decode()
    wilma = writer(ilse)
    theirs = signed_in("wilma@example.org")
    at = theirs.get("/letters/new").headers["Location"]
    theirs.post(at, {"title": "Given", "words": "x"})
    theirs.post(f"{at}/give", {"opens": "now", "day": ""})
    assert "Wilma" in client.get("/letters/ask").content.decode()
    client.post(f"/letters/writers/{wilma.membership_id}/end")
    assert "Wilma" not in client.get("/letters/ask").content.decode()
    assert theirs.get("/letters").status_code == 302
    assert "Given" in client.get("/story").content.decode()
    assert client.post(f"/letters/writers/{ilse.membership_id}/end").status_code == 404

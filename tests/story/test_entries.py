"""Kinds of entries: changed without loss, each shown in its way; and a letter that opens on its day."""

from __future__ import annotations

from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.factories.people import parent, partner, signed_in
from tests.factories.sharing import mark, open_link, share, shared_moment
from tests.factories.words import reader

from myosotis.guestbook.models import Incoming
from myosotis.media.arriving import arrive
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries, shared, things
from myosotis.story.kinds import KINDS
from myosotis.story.models import Moment, Picture, Version

pytestmark = pytest.mark.django_db(transaction=True)
#: Enough of a JPEG to be taken for one at the door.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)
SECRET = "The tide was out when you came"


def inside_of(viewer: Viewer) -> Client:
    return signed_in(f"{viewer.name.lower()}@example.org")


def letter(by: Viewer, *, opens: str, private: bool = False) -> UUID:
    key = actions.keep_moment(
        by=by, title="To you", date="2026-03-01", paragraphs=["It was early. " + SECRET], private=private
    )
    actions.tell(by=by, moment=key, kind="letter")
    picture = actions.add_picture(
        by=by, moment=key, arrived=arrive("a.jpg", [JPEG]), description="A shore in fog"
    )
    actions.look(by=by, moment=key, pictures=[str(picture)])
    actions.write(
        by=by,
        moment=key,
        title="To you",
        blocks=[*queries.moment(by, key).blocks, {"kind": "paragraph", "runs": [{"t": "More"}]}],
        revision=queries.moment(by, key).head.revision,
    )
    actions.tell(by=by, moment=key, opens=opens)
    return key


def everywhere(client: Client, key: UUID, picture: UUID) -> str:
    """Every page a parent could look for a letter's words on, as one text."""
    at = f"/moments/{key}"
    pages = [
        "/",
        "/story",
        "/bin",
        at,
        *(f"{at}/{one}" for one in ("write", "when", "who", "kind", "opens", "about", "keepsake")),
        *(f"{at}/{one}" for one in ("before", "read", "pictures")),
        f"/pictures/{picture}",
    ]
    return " ".join(client.get(page, follow=True).content.decode("utf-8", "replace") for page in pages)


@pytest.mark.parametrize("kind", KINDS)
def test_changing_the_kind_loses_nothing(kind: str) -> None:
    ilse = parent()
    key = actions.keep_moment(by=ilse, title="Wool", paragraphs=["It was early. Knitted in a week"])
    actions.tell(by=ilse, moment=key, keepsake={"what": "blanket", "lies": "the blue box"}, places=["Home"])
    client = inside_of(ilse)
    assert client.post(f"/moments/{key}/kind?to=read", {"kind": kind}).status_code == 302
    page = client.get(f"/moments/{key}").content.decode()
    assert "Wool" in page
    assert "Knitted in a week" in page
    assert str(KINDS[kind].word) in page
    story = client.get("/story").content.decode()
    assert "Wool" in story
    client.post(f"/moments/{key}/kind", {"kind": "keepsake"})
    assert "the blue box" in client.get(f"/moments/{key}").content.decode()


def test_a_closed_letter_shows_its_title_alone_and_opens_on_its_day() -> None:
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False) as clock:
        ilse = parent()
        joost = partner(ilse)
        key = letter(ilse, opens="2026-03-09")
        picture = Picture.objects.get(moment=key).pk
        for viewer in (ilse, joost):
            client = inside_of(viewer)
            told = everywhere(client, key, picture)
            assert client.get(f"/pictures/{picture}/original").status_code == 404
            assert SECRET not in told
            assert "A shore in fog" not in told
            assert "To you" in told
            assert "closed until 9 March 2026" in told
            assert queries.versions(viewer, key) == []
            assert not queries.may_open(viewer, picture)
            assert not queries.may_see(viewer, picture)
        clock.move_to("2026-03-08T23:59:59Z")
        assert queries.moment(ilse, key).closed
        clock.move_to("2026-03-09T00:00:01Z")
        client = inside_of(joost)
        told = everywhere(client, key, picture)
        assert client.get(f"/pictures/{picture}/original").status_code == 200
        assert SECRET in told
        assert "It is closed until" not in told
        assert queries.may_see(ilse, picture)


def test_who_reads_by_a_link_waits_until_the_day_has_come_everywhere() -> None:
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False) as clock:
        ilse = parent()
        key = letter(ilse, opens="2026-03-09")
        clock.move_to("2026-03-09T11:59:00Z")
        with pytest.raises(Moment.DoesNotExist):
            shared.moment(key, ilse.family_space, ilse.keys)
        clock.move_to("2026-03-09T12:00:00Z")
        assert shared.moment(key, ilse.family_space, ilse.keys).head.title == "To you"


def test_a_link_to_a_letter_that_was_closed_leads_nowhere_until_it_opens() -> None:
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False) as clock:
        ilse = parent()
        key = actions.keep_moment(by=ilse, title="To you", paragraphs=["It was early. " + SECRET])
        actions.tell(by=ilse, moment=key, kind="letter")
        inside = inside_of(ilse)
        client, page = open_link(share(inside, key).token)
        assert SECRET in client.get(page).content.decode()
        actions.tell(by=ilse, moment=key, opens="2026-03-09")
        assert SECRET not in client.get(page).content.decode()
        assert inside.get("/").status_code == 200
        assert inside.get(f"/moments/{key}/share").headers["Location"] == f"/moments/{key}"
        clock.move_to("2026-03-09T12:00:00Z")
        assert SECRET in client.get(page).content.decode()


def test_only_whoever_wrote_a_closed_letter_opens_it_early() -> None:
    ilse = parent()
    joost = partner(ilse)
    key = letter(ilse, opens="never")
    for told in ({"opens": ""}, {"kind": "moment"}):
        with pytest.raises(actions.Refusal):
            actions.tell(by=joost, moment=key, **told)
    client = inside_of(joost)
    page = client.post(f"/moments/{key}/opens", {"opens": "now", "day": ""}).content.decode()
    assert "they alone can open it" in page
    page = client.post(f"/moments/{key}/kind", {"kind": "moment"}).content.decode()
    assert "they alone can open it" in page
    assert SECRET not in client.get(f"/moments/{key}").content.decode()
    actions.tell(by=ilse, moment=key, opens="")
    assert SECRET in client.get(f"/moments/{key}").content.decode()


def test_a_closed_letter_takes_no_words_and_loses_none() -> None:
    ilse = parent()
    key = letter(ilse, opens="never")
    head = queries.moment(ilse, key).head
    client = inside_of(ilse)
    sent = {"more": "A late thought", "revision": head.revision, "title": head.title}
    page = client.post(f"/moments/{key}/write", sent)
    # The words stay on the page, on a sheet of their own; nothing of the letter changed.
    assert page.status_code == 404
    assert "A late thought" in page.content.decode()
    assert client.post(f"/moments/{key}/keep", {**sent, "blocks": "[]"}).status_code == 404
    with pytest.raises(actions.Refusal):
        actions.add_picture(by=ilse, moment=key, arrived=arrive("b.jpg", [JPEG + b"x"]))
    with pytest.raises(Version.DoesNotExist):
        actions.restore_version(by=ilse, moment=key, version=Version.objects.filter(moment=key)[0].pk)
    actions.tell(by=ilse, moment=key, opens="")
    assert SECRET in client.get(f"/moments/{key}").content.decode()


def test_a_day_that_cannot_be_read_keeps_what_was_typed() -> None:
    ilse = parent()
    key = actions.keep_moment(by=ilse, paragraphs=["x"])
    page = inside_of(ilse).post(f"/moments/{key}/opens", {"opens": "day", "day": "spring 2031"})
    assert "spring 2031" in page.content.decode()
    assert "We could not read a whole date there" in page.content.decode()
    assert not queries.moment(ilse, key).head.opens


def test_a_sheet_begun_as_a_letter_is_one() -> None:
    ilse = parent()
    client = inside_of(ilse)
    url = client.get("/write/letter").headers["Location"]
    page = client.get(url).content.decode()
    assert "A letter" in page
    assert "It is open" in page
    sent = {"title": "To you", "more": SECRET, "as": "letter", "then": "opens"}
    there = client.post(url.partition("?")[0], sent).headers["Location"]
    assert there.endswith("/opens")
    assert [card.head.kind for card in queries.page(ilse).moments] == ["letter"]
    assert client.get("/write/song").status_code == 404


def test_names_that_are_new_come_onto_the_list_of_whoever_may_read_the_entry() -> None:
    ilse = parent()
    joost = partner(ilse)
    shared_one = actions.keep_moment(by=ilse, paragraphs=["At the shore"])
    own = actions.keep_moment(by=ilse, paragraphs=["Alone"], private=True)
    client = inside_of(ilse)
    client.post(
        f"/moments/{shared_one}/about", {"others": "Wim\nAna\nWim", "places": "The shore", "tags": ""}
    )
    client.post(f"/moments/{own}/about", {"others": "Dr Moss", "places": "Room 4", "tags": "rain"})
    assert [one.value.name for one in things.persons(joost)] == ["Ana", "Wim"]
    assert [one.value.name for one in things.persons(ilse)] == ["Ana", "Dr Moss", "Wim"]
    page = client.get(f"/moments/{shared_one}").content.decode()
    assert "Wim; Ana; The shore" in page
    # Somebody the other parent cannot see stays named when they change who was there.
    actions.set_audience(by=ilse, moment=own, private=False)
    theirs = inside_of(joost)
    assert "Dr Moss" not in theirs.get(f"/moments/{own}").content.decode()
    wim = str(things.persons(joost)[1].id)
    theirs.post(f"/moments/{own}/about", {"people": [wim], "others": "", "places": "", "tags": ""})
    assert set(queries.moment(ilse, own).head.people) > {wim}


def test_an_update_asks_for_no_answer() -> None:
    ilse = parent()
    reader(ilse)
    key = shared_moment(ilse)
    inside = inside_of(ilse)
    client, page = open_link(share(inside, key).token)
    assert "Leave a few words" in client.get(page).content.decode()
    form = {"csrfmiddlewaretoken": mark(client, page), "name": "Wim", "words": "I think of you."}
    actions.tell(by=ilse, moment=key, kind="update")
    shown = client.get(page).content.decode()
    assert "No reply is needed." in shown
    assert "Leave a few words" not in shown
    # What somebody typed before they could see it stays in sight, and goes nowhere.
    assert "I think of you." in client.post(page + "words", form).content.decode()
    assert not Incoming.objects.exists()

"""People, chapters, keepsakes, places and words of a story: their pages, through the door."""

from __future__ import annotations

import datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.factories.people import parent, partner, signed_in, stranger
from tests.factories.sharing import Shared, ready

from myosotis.kit import clock
from myosotis.story import actions, gathered, queries, things
from myosotis.story.actions import things as keeping
from myosotis.story.models import Before, Chapter
from myosotis.story.values import ChapterValue

pytestmark = pytest.mark.django_db(transaction=True)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_somebody_is_listed_named_changed_binned_and_taken_back() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    assert "Nothing here, and that is fine." in page(client, "/persons")
    client.post("/persons/new", {"name": "Wim", "who": "our neighbour", "note": ""})
    (wim,) = things.persons(ilse)
    moment = actions.keep_moment(by=ilse, title="The snow", paragraphs=["It snowed."])
    client.post(f"/moments/{moment}/about", {"people": [str(wim.id)], "others": "", "places": "", "tags": ""})
    at = f"/persons/{wim.id}"
    assert "The snow" in page(client, at)
    client.post(at, {"name": "Willem", "who": "our neighbour", "note": "", "revision": 1})
    assert "Willem" in page(client, f"/moments/{moment}")
    before = page(client, f"/things/person/{wim.id}/before")
    assert "Wim · our neighbour" in before
    (key, _was) = things.befores(ilse, wim.id)[0]
    client.post(f"/things/person/{wim.id}/before", {"before": str(key)})
    assert [one.value.name for one in things.persons(ilse)] == ["Wim"]
    gone = client.post(f"/things/person/{wim.id}/bin").headers["Location"]
    told = page(client, gone)
    assert f"/things/person/{wim.id}/restore" in told
    assert "Wim" not in page(client, f"/moments/{moment}")
    assert "Wim" in page(client, "/bin")
    client.post(f"/things/person/{wim.id}/restore")
    assert "Wim" in page(client, f"/moments/{moment}")
    assert "/restore" not in page(client, gone)


def test_two_who_change_one_person_at_once_lose_nothing() -> None:
    ilse = parent()
    partner(ilse)
    one, other = signed_in("ilse@example.org"), signed_in("joost@example.org")
    one.post("/persons/new", {"name": "Wim", "who": "", "note": ""})
    at = f"/persons/{things.persons(ilse)[0].id}"
    one.post(at, {"name": "Willem", "who": "", "note": "", "revision": 1})
    told = other.post(at, {"name": "Pim", "who": "", "note": "", "revision": 1}).content.decode()
    assert "Somebody changed this meanwhile" in told
    assert 'value="Pim"' in told
    assert 'name="revision" value="2"' in told
    other.post(at, {"name": "Pim", "who": "", "note": "", "revision": 2})
    key = things.persons(ilse)[0].id
    assert [was.value["name"] for _key, was in things.befores(ilse, key)] == ["Willem", "Wim"]


def test_a_chapter_stands_before_its_first_entry() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    for date in ("2020-01-05", "2021-03-04", "2021-06-01"):
        actions.keep_moment(by=ilse, date=date, title=f"Of {date}")
    client.post(
        "/chapters/new", {"name": "The hospital", "begins": "2021", "ends": "May 2021", "line": "Room 4"}
    )
    client.post("/chapters/new", {"name": "Later", "begins": "2030", "ends": "", "line": ""})
    client.post("/chapters/new", {"name": "Before", "begins": "", "ends": "2020", "line": ""})
    assert [(value.name) for value, _key in gathered.chapters(ilse)] == ["Before", "The hospital"]
    story = page(client, "/story")
    assert story.index("Of 2020-01-05") < story.index("Room 4") < story.index("Of 2021-03-04")
    assert "Later" not in story
    assert "2021 to May 2021" in page(client, "/chapters")


def test_a_chapter_that_ends_before_it_begins_is_asked_about() -> None:
    parent()
    client = signed_in("ilse@example.org")
    told = client.post("/chapters/new", {"name": "x", "begins": "2022", "ends": "2020", "line": ""})
    assert "This lies before the beginning" in told.content.decode()
    told = client.post("/chapters/new", {"name": "", "begins": "soon", "ends": "", "line": "kept"})
    assert "A chapter needs a name" in told.content.decode()
    assert "kept" in told.content.decode()
    assert not Chapter.objects.exists()


def test_the_register_of_keepsakes_needs_no_picture() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    assert "Nothing here, and that is fine." in page(client, "/keepsakes")
    key = actions.keep_moment(by=ilse)
    sent = {"what": "blanket", "own": "", "made": "Aunt Jo", "given": "", "lies": "the blue box", "has": ""}
    actions.tell(by=ilse, moment=key, kind="keepsake")
    client.post(f"/moments/{key}/keepsake", sent)
    told = page(client, "/keepsakes")
    assert "A blanket" in told
    assert "the blue box" in told
    assert "Aunt Jo" in page(client, f"/moments/{key}")
    client.post(f"/moments/{key}/keepsake", {**sent, "own": "Her first hat", "went": "on"})
    told = page(client, "/keepsakes")
    assert "Her first hat" in told
    assert "It went along." in told


def test_what_one_parent_keeps_alone_is_in_no_list_of_anybody_else() -> None:
    ilse = parent()
    partner(ilse)
    stranger()
    own = actions.keep_moment(by=ilse, title="Alone", private=True)
    actions.tell(
        by=ilse, moment=own, kind="keepsake", keepsake={"what": "A key"}, places=["The pier"], tags=["rain"]
    )
    keeping.keep(by=ilse, sort=Chapter, value=ChapterValue(name="Mine"), private=True)
    mine = signed_in("ilse@example.org")
    for address, word in (("/keepsakes", "A key"), ("/persons", "The pier"), ("/persons", "rain")):
        assert word in page(mine, address) or "Alone" in page(mine, address)
    for who in ("joost", "vera"):
        client = signed_in(f"{who}@example.org")
        told = "".join(
            page(client, one) for one in ("/keepsakes", "/persons", "/chapters", "/story", "/bin", "/")
        )
        for word in ("Alone", "A key", "The pier", "rain", "Mine"):
            assert word not in told


def test_nobody_reaches_a_thing_by_another_sort() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    client.post("/persons/new", {"name": "Wim", "who": "", "note": ""})
    key: UUID = things.persons(ilse)[0].id
    for sort in ("chapter", "baby", "pregnancy", "moment"):
        assert client.get(f"/things/{sort}/{key}/before").status_code == 404
        assert client.post(f"/things/{sort}/{key}/bin").status_code == 404
    assert [one.id for one in things.persons(ilse)] == [key]


def test_what_a_picture_was_said_to_show_stays_where_it_was_written() -> None:
    ilse = parent()
    joost = partner(ilse)
    mine, his = signed_in("ilse@example.org"), signed_in("joost@example.org")
    moment = actions.keep_moment(by=ilse, title="Alone", private=True)
    picture = Shared.add_picture(ilse, moment)
    at = f"/pictures/{picture}"
    for words in ("A draft of mine", "A shore", "A shore in fog"):
        mine.post(at, {"description": words})
    told = page(mine, at)
    assert (
        told.index("A shore in fog") < told.index('value="A shore"') < told.index('value="A draft of mine"')
    )
    mine.post(at, {"description": "A shore", "before": "A shore in fog"})
    assert queries.pictures_of(ilse, [moment])[str(picture)].description == "A shore"
    # Handing a moment over does not hand over its drafts.
    actions.set_audience(by=ilse, moment=moment, private=False)
    his.post(at, {"description": "A beach"})
    told = page(his, at)
    assert 'value="A shore"' in told
    assert "A draft of mine" not in told
    assert "A draft of mine" in page(mine, at)
    assert queries.pictures_of(joost, [moment])[str(picture)].description == "A beach"
    with time_machine.travel(clock.now(), tick=False) as travel:
        actions.bin_moment(by=ilse, moment=moment)
        travel.shift(datetime.timedelta(days=31))
        assert actions.empty_bins() >= 1
    assert not Before.objects.exists()


def test_the_pictures_of_a_chapter_are_looked_at_and_covered_by_hand_for_oneself() -> None:
    ilse = parent()
    joost = partner(ilse)
    client = signed_in("ilse@example.org")
    inside = actions.keep_moment(by=ilse, date="2021-03-04", title="In")
    letter = actions.keep_moment(by=ilse, date="2021-04", title="Folded")
    outside = actions.keep_moment(by=ilse, date="2021-07", title="After")
    picture, folded, other = (Shared.add_picture(ilse, moment) for moment in (inside, letter, outside))
    ready()
    actions.tell(by=ilse, moment=letter, kind="letter", opens="never")
    client.post("/chapters/new", {"name": "Then", "begins": "2021", "ends": "May 2021", "line": ""})
    at = f"/chapters/{things.chapters(ilse)[0].id}"
    assert "Look at all of them" in page(client, at)
    assert not queries.may_see(ilse, picture)
    assert "is uncovered for you" in client.post(f"{at}/look", follow=True).content.decode()
    assert [queries.may_see(ilse, one) for one in (picture, folded, other)] == [True, False, False]
    assert not queries.may_see(joost, picture)
    client.post(f"{at}/cover")
    assert not queries.may_see(ilse, picture)

"""The access table of links: every address of a reader × method × how somebody stands to that link."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.factories.people import guardian, parent, partner, signed_in, stranger
from tests.factories.sharing import Shared, mark, open_link, ready, share, shared_moment
from tests.house.reading import LINKS, NO, NOT_SO, READING
from tests.house.test_access import addresses, told

from myosotis.people.viewer import Viewer
from myosotis.story import queries

pytestmark = [pytest.mark.house, pytest.mark.django_db(transaction=True)]

EVENING, LATER = "2026-03-01T20:00:00+00:00", "2026-06-01T20:00:00+00:00"


class House:
    """A family of two, a guardian, another family, and a link both parents said yes to."""

    def __init__(self, **link: str) -> None:
        self.ilse = parent()
        self.joost = partner(self.ilse)
        guardian(self.ilse)
        stranger()
        self.moment = shared_moment(self.ilse, pictures=1)
        ready()
        (self.picture,) = queries.pictures_of(self.ilse, [self.moment])
        self.link: Shared = share(signed_in("ilse@example.org"), self.moment, **link)
        agree(self.joost, self.link, self.picture)

    def address(self, name: str) -> str:
        """An address of this link and this picture."""
        filled = addresses()[name]
        parts = filled.split("/")
        if len(parts) > 2 and parts[1] == "r":
            parts[2] = self.link.id if parts[2] != "open" else "open"
        if "pictures" in parts:
            parts[4] = self.picture
            parts[5] = "webp-480" if name == "reading-bytes" else parts[5]
        return "/".join(parts)


def agree(viewer: Viewer, link: Shared, picture: str) -> None:
    assert viewer.name == "Joost"
    signed_in("joost@example.org").post(f"/links/{link.id}/yes", {"picture": [picture]})


def answers(house: House, client: Client) -> dict[str, tuple[str, str]]:
    """What every address of a reader tells this browser, without and with a form's mark."""
    form = marked(house, client)
    # GET before POST; uncovering first, covering last, so that the bytes are asked for while they may flow.
    return {
        name: (told(client, "get", house.address(name)), told_form(client, house.address(name), form))
        for name in sorted(READING, key=lambda one: (one == "reading-cover", one != "reading-look"))
    }


def told_form(client: Client, address: str, form: dict[str, str]) -> str:
    answer = client.post(address, form)
    return str(answer.status_code) if answer.status_code not in (302, 303) else "→"


def marked(house: House, client: Client) -> dict[str, str]:
    page = f"/r/{house.link.id}/"
    if client.get(page).status_code != 200 or b"csrfmiddlewaretoken" not in client.get(page).content:
        return {}
    return {"csrfmiddlewaretoken": mark(client, page)}


def test_every_address_of_a_reader_stands_in_the_table() -> None:
    assert {name for name in addresses() if name.startswith("reading")} == READING.keys()


def test_with_a_good_link_each_address_does_what_the_table_says() -> None:
    house = House()
    reader, _page = open_link(house.link.token, gate="open")
    assert answers(house, reader) == {name: row.inside for name, row in READING.items()}


def test_before_the_password_and_after_a_wrong_one_nothing_of_it_is_there() -> None:
    house = House(password="blackbird")
    reader, page = open_link(house.link.token)
    told_before = answers(house, reader)
    assert told_before == {name: row.before for name, row in READING.items()}
    reader.post(page + "password", {**marked(house, reader), "password": "swallow"})
    assert answers(house, reader) == told_before


def outside() -> list[tuple[str, Callable[[House], Client]]]:
    def somebody(who: str) -> Callable[[House], Client]:
        return lambda _house: signed_in(f"{who}@example.org")

    def wrong(_house: House) -> Client:
        client = Client()
        client.cookies["reading"] = "A" * 43
        client.post("/r/open", {"code": "0000 0000 0000"})
        return client

    return [
        ("signed out", lambda _house: Client()),
        ("parent", somebody("ilse")),
        ("other parent", somebody("joost")),
        ("guardian", somebody("maria")),
        ("other family", somebody("vera")),
        ("code wrong", wrong),
    ]


@pytest.mark.parametrize(("who", "browser"), outside(), ids=[who for who, _ in outside()])
def test_without_the_link_an_address_opens_to_nobody(who: str, browser: Callable[[House], Client]) -> None:
    house = House()
    assert answers(house, browser(house)) == {name: row.outside for name, row in READING.items()}, who


def test_over_and_closed_look_like_never_there() -> None:
    with time_machine.travel(EVENING, tick=False):
        house = House(length="week")
        reader, _page = open_link(house.link.token, gate="open")
        reader.post(house.address("reading-look"), marked(house, reader))
    nobody = {name: row.outside for name, row in READING.items()}
    with time_machine.travel(LATER, tick=False):
        assert answers(house, reader) == nobody
    with time_machine.travel(EVENING, tick=False):
        assert reader.get(house.address("reading-bytes")).status_code == 200
        signed_in("ilse@example.org").post(f"/links/{house.link.id}/close")
        assert answers(house, reader) == nobody


def test_a_link_leads_to_nothing_of_another_link() -> None:
    house = House()
    reader, _page = open_link(house.link.token, gate="open")
    other = shared_moment(house.ilse, pictures=1)
    ready()
    (strange,) = queries.pictures_of(house.ilse, [other])
    form = marked(house, reader)
    for act in ("look", "cover"):
        assert reader.post(f"/r/{house.link.id}/pictures/{strange}/{act}", form).status_code == 404
    reader.cookies["looked"] = f"open.{UUID(strange).hex}"
    assert reader.get(f"/r/{house.link.id}/pictures/{strange}/webp-480").status_code == 404


@pytest.mark.parametrize("who", ["ilse", "joost", "maria", "vera", ""])
def test_the_pages_of_a_link_are_for_every_parent_of_its_family(who: str) -> None:
    house = House()
    client = signed_in(f"{who}@example.org") if who else Client()
    for name, row in LINKS.items():
        address = addresses()[name].replace(addresses()["link"].rpartition("/")[2], house.link.id)
        got = (told(client, "get", address), told_form(client, address, {}))
        if who in ("ilse", "joost"):
            assert got == row, name
        elif who:
            assert got == tuple(one if one == NOT_SO else NO for one in row), name
        else:
            assert told(client, "post" if row[0] == NOT_SO else "get", address) == "→ /sign-in", name

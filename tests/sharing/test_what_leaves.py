"""What leaves the story, or comes into it unseen, is never on a reader's page by an old yes."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in
from tests.factories.sharing import Shared, open_link, ready, share, shared_moment

from myosotis.people.viewer import Viewer
from myosotis.sharing import queries as links
from myosotis.story import actions as story
from myosotis.story import queries

pytestmark = pytest.mark.django_db(transaction=True)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def pictures_of(viewer: Viewer, moment: UUID) -> list[str]:
    return list(queries.pictures_of(viewer, [moment]))


def test_a_moment_kept_alone_for_a_while_opens_to_nobody_with_a_link_from_before() -> None:
    ilse = parent()
    partner(ilse)
    moment = shared_moment(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token)
    assert "lantern" in text(reader, page)
    story.set_audience(by=ilse, moment=moment, private=True)
    story.set_audience(by=ilse, moment=moment, private=False)
    assert reader.get(page).status_code == 404
    assert links.links_to(ilse, moment) == []


def test_a_moment_taken_back_from_the_bin_is_as_it_was_with_its_link() -> None:
    ilse = parent()
    moment = shared_moment(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token)
    story.bin_moment(by=ilse, moment=moment)
    assert reader.get(page).status_code == 404
    story.restore_moment(by=ilse, moment=moment)
    assert "lantern" in text(reader, page)


def test_a_picture_that_was_taken_out_and_put_back_asks_every_parent_anew() -> None:
    ilse = parent()
    joost = partner(ilse)
    moment = shared_moment(ilse, pictures=1)
    ready()
    (picture,) = pictures_of(ilse, moment)
    link = share(signed_in("ilse@example.org"), moment)
    other = signed_in("joost@example.org")
    other.post(f"/links/{link.id}/yes", {"picture": [picture]})
    reader, page = open_link(link.token, gate="open")
    assert picture in text(reader, page)
    story.take_out_picture(by=joost, picture=UUID(picture))
    story.put_back_picture(by=ilse, picture=UUID(picture))
    assert picture not in text(reader, page)
    assert reader.post(f"{page}pictures/{picture}/look").status_code == 403
    for who in ("ilse", "joost"):
        assert "May these be shared?" in text(signed_in(f"{who}@example.org"), f"/links/{link.id}")
        assert picture not in text(reader, page)
        signed_in(f"{who}@example.org").post(f"/links/{link.id}/yes", {"picture": [picture]})
    assert picture in text(reader, page)


def test_the_makers_yes_is_to_the_pictures_they_saw() -> None:
    ilse = parent()
    joost = partner(ilse)
    moment = shared_moment(ilse, pictures=1)
    (seen,) = pictures_of(ilse, moment)
    later = str(Shared.add_picture(joost, moment))
    inside = signed_in("ilse@example.org")
    inside.post(f"/moments/{moment}/share", {"length": "open", "picture": [seen]})
    (made,) = links.links_to(ilse, moment)
    signed_in("joost@example.org").post(f"/links/{made.id}/yes", {"picture": [seen, later]})
    assert "May these be shared?" in text(inside, f"/links/{made.id}")

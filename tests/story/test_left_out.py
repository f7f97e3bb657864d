"""What somebody leaves out is left out: each switch of "In your words" turns off what there is of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in
from tests.factories.sharing import ready, share, shared_moment
from tests.factories.words import leave, told, worked

from myosotis.guestbook import actions as desk
from myosotis.people import wording_changes
from myosotis.people.viewer import Viewer
from myosotis.people.wording_choices import SWITCHES
from myosotis.story import actions, keepsakes, queries

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ilse() -> Viewer:
    return parent()


def left_out(by: Viewer, *features: str) -> Client:
    wording_changes.change(by=by, off=list(features))
    return signed_in("ilse@example.org")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_without_photographs_nothing_offers_to_add_one_and_what_is_there_stays(ilse: Viewer) -> None:
    moment = shared_moment(ilse, pictures=1)
    ready()
    (picture,) = queries.pictures_of(ilse, [moment])
    offers = {
        f"/moments/{moment}": f'href="/moments/{moment}/pictures"',
        f"/moments/{moment}/write": 'value="pictures"',
        f"/moments/{moment}/pictures": 'type="file"',
        f"/pictures/{picture}": 'name="stands"',
    }
    open_one = signed_in("ilse@example.org")
    assert [path for path, offer in offers.items() if offer not in page(open_one, path)] == []
    client = left_out(ilse, "pictures")
    assert [path for path, offer in offers.items() if offer in page(client, path)] == []
    assert f"/pictures/{picture}/look" in page(client, f"/moments/{moment}")
    assert client.post(f"/pictures/{picture}/look").status_code == 302
    actions.choose_cover(by=ilse, picture=UUID(picture), stands=True)
    assert 'value="no"' in page(client, f"/pictures/{picture}")


def test_what_one_leaves_out_the_other_parent_finds(ilse: Viewer) -> None:
    partner(ilse)
    moment = shared_moment(ilse)
    left_out(ilse, *SWITCHES)
    assert f'href="/moments/{moment}/pictures"' in page(signed_in("joost@example.org"), f"/moments/{moment}")


def test_without_names_pages_say_the_persons_own_word(ilse: Viewer) -> None:
    actions.name_baby(by=ilse, name="Wren")
    assert "Wren’s story" in page(signed_in("ilse@example.org"), "/story")
    story = page(left_out(ilse, "names"), "/story")
    assert "Wren" not in story
    assert "Your story" in story


@pytest.mark.parametrize("feature", keepsakes.NOT_OFFERED)
def test_keepsakes_of_what_is_left_out_are_not_offered(ilse: Viewer, feature: str) -> None:
    moment = told(ilse)
    client = signed_in("ilse@example.org")
    client.post(f"/moments/{moment}/kind", {"kind": "keepsake"})
    path = f"/moments/{moment}/keepsake"
    things = sorted(keepsakes.NOT_OFFERED[feature])
    assert [one for one in things if f'value="{one}"' not in page(client, path)] == []
    client = left_out(ilse, feature)
    assert [one for one in things if f'value="{one}"' in page(client, path)] == []
    assert 'value="blanket"' in page(client, path)


def test_a_keepsake_that_is_kept_stays_what_it_is(ilse: Viewer) -> None:
    moment = told(ilse)
    client = signed_in("ilse@example.org")
    client.post(f"/moments/{moment}/kind", {"kind": "keepsake"})
    client.post(f"/moments/{moment}/keepsake", {"what": "ashes"})
    client = left_out(ilse, "burial")
    shown = page(client, f"/moments/{moment}/keepsake")
    assert 'value="ashes" selected' in shown
    assert 'value="grave"' not in shown


def test_in_a_time_of_quiet_the_first_page_tells_of_nothing_that_waits(ilse: Viewer) -> None:
    joost = partner(ilse)
    moment = shared_moment(joost, pictures=1)
    ready()
    share(signed_in("joost@example.org"), moment)
    desk.take_desk(by=joost)
    leave(joost, moment)
    worked()
    client = signed_in("ilse@example.org")
    asked = "would like to share"
    assert asked in page(client, "/")
    wording_changes.change(by=ilse, quiet_from="the evening", quiet_first="")
    assert asked not in page(client, "/")
    wording_changes.change(by=ilse, quiet_from="", quiet_to="")
    assert asked in page(client, "/")

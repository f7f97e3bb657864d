"""Several families of one person: each is closed to the others, on one device one is open."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories.people import PASSWORD, guardian, parent, partner, seen, signed_in, stranger

from myosotis.people import actions, asking_in, queries
from myosotis.people.door import COOKIE
from myosotis.people.families import families_of
from myosotis.people.models import Family, Invitation, Membership
from myosotis.people.viewer import Viewer
from myosotis.vault.errors import KeyMissing

pytestmark = pytest.mark.django_db(transaction=True)

NEW = {"password": PASSWORD, "again": PASSWORD}


def viewer_of(client: Client) -> Viewer:
    return seen(client.cookies[COOKIE].value)


def in_both() -> tuple[Client, Viewer, Viewer]:
    """Ilse, who came into Vera's family too, and has it open; and her viewer in each."""
    ilse, vera = parent(), stranger()
    client = signed_in("ilse@example.org")
    answer = client.post("/join", {"code": actions.invite(by=vera), "name": "Aunt Ilse"})
    assert answer.headers["Location"] == "/sheets/own"
    return client, ilse, viewer_of(client)


def opened(client: Client, name: str) -> None:
    """Open the family of this name, as the page More offers it."""
    page = client.get("/more").content.decode()
    found = re.search(
        rf'action="(/more/families/[^"]+/open)"[^>]*>(?:(?!</form>).)*Open {name}', page, re.DOTALL
    )
    assert found, page
    assert client.post(found[1]).headers["Location"] == "/"


def test_one_account_comes_into_a_second_family_and_goes_between_them() -> None:
    client, first, second = in_both()
    assert second.account_id == first.account_id
    assert second.family_id != first.family_id
    assert (first.name, second.name) == ("Ilse", "Aunt Ilse")
    assert "Aunt Ilse" in client.get("/more").content.decode()
    opened(client, "Heron Lane")
    assert viewer_of(client).family_id == first.family_id
    page = client.get("/more").content.decode()
    assert "Aunt Ilse" not in page
    assert "Vera" not in page
    opened(client, "Elsewhere")
    assert viewer_of(client).family_id == second.family_id


def test_a_viewer_holds_the_keys_of_the_open_family_alone() -> None:
    _client, first, second = in_both()
    for one, other in ((first, second), (second, first)):
        for space in (other.family_space, other.private_space):
            with pytest.raises(KeyMissing):
                one.keys[space]


def test_what_was_chosen_last_opens_at_the_next_sign_in_and_other_devices_stay() -> None:
    client, first, second = in_both()
    other = signed_in("ilse@example.org")
    assert viewer_of(other).family_id == second.family_id
    opened(client, "Heron Lane")
    assert viewer_of(other).family_id == second.family_id, "each device keeps what it has open"
    assert viewer_of(signed_in("ilse@example.org")).family_id == first.family_id


def test_a_page_from_before_the_change_writes_nothing_into_the_other_family() -> None:
    _client, _first, _second = in_both()
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in("ilse@example.org").cookies
    page = client.get("/more").content.decode()
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    there = re.search(r'action="(/more/families/[^"]+/open)"', page)
    assert mark
    assert there
    said = {"csrfmiddlewaretoken": mark[1]}
    assert client.post("/more/name", {**said, "name": "Ilse"}).status_code == 302
    assert client.post(there[1], said).status_code == 302
    assert client.post("/more/name", {**said, "name": "Somebody"}).status_code == 403


def test_with_one_family_there_is_nothing_to_choose() -> None:
    ilse = parent()
    partner(ilse)
    assert families_of(ilse) == []
    assert "Your families" not in signed_in("ilse@example.org").get("/more").content.decode()


def test_nobody_opens_the_place_of_somebody_else() -> None:
    ilse, vera = parent(), stranger()
    client = signed_in("ilse@example.org")
    for place in (vera.membership_id, uuid4()):
        assert client.post(f"/more/families/{place}/open").status_code == 404
    assert viewer_of(client).family_id == ilse.family_id


def test_a_code_of_ones_own_family_is_refused_and_stays_good() -> None:
    ilse = parent()
    code = actions.invite(by=ilse)
    page = signed_in("ilse@example.org").post("/join", {"code": code, "name": "Ilse"}).content.decode()
    assert "You belong to this family already." in page
    new = {"name": "Joost", "email": "joost@example.org", "code": code, **NEW}
    assert Client().post("/join", new).headers["Location"] == "/sheets/own"


def test_who_has_an_account_is_told_to_sign_in_first_and_only_with_a_good_code() -> None:
    ilse = parent()
    stranger()
    code = actions.invite(by=ilse)
    vera = {"name": "Vera", "email": "vera@example.org", **NEW}
    assert "sign in, then use the code" in Client().post("/join", {**vera, "code": code}).content.decode()
    wrong = Client().post("/join", {**vera, "code": "AAAA-AAAA-AAAA"}).content.decode()
    assert "sign in, then" not in wrong
    assert "not good" in wrong
    client = signed_in("vera@example.org")
    assert "vera@example.org" in client.get("/join").content.decode()
    assert client.post("/join", {"code": code, "name": "Vera"}).status_code == 302
    assert not Invitation.objects.exists()


def test_guesses_of_codes_are_counted_for_those_inside_too() -> None:
    parent()
    client = signed_in("ilse@example.org")
    for _ in range(101):
        page = client.post("/join", {"code": "AAAA-AAAA-AAAA", "name": "I"}).content.decode()
    assert "Please wait" in page


def test_one_guardian_reads_first_for_two_families() -> None:
    ilse, vera = parent(), stranger()
    guardian(ilse)
    client = signed_in("maria@example.org")
    answer = client.post("/join", {"code": actions.invite(by=vera, role="guardian"), "name": "Maria"})
    assert answer.headers["Location"] == "/"
    roles = {one.name: (one.role, one.open) for one in families_of(viewer_of(client))}
    assert roles == {"Heron Lane": ("Guardian", False), "Elsewhere": ("Guardian", True)}
    assert viewer_of(client).spaces == (viewer_of(client).private_space,)
    opened(client, "Heron Lane")
    assert [one.name for one in queries.members_of(viewer_of(client))] == ["Ilse", "Maria"]


def test_a_code_from_whoever_runs_the_place_begins_a_family_of_its_own() -> None:
    ilse = parent()
    code = asking_in.invite_family()
    assert queries.invitations_of(ilse) == [], "no family sees it"
    client = Client()
    new = {"name": "Tove", "email": "tove@example.org", "code": code, **NEW}
    assert client.post("/join", new).headers["Location"] == "/sheets/family"
    tove = viewer_of(client)
    assert tove.role == "parent"
    assert [one.name for one in queries.members_of(tove)] == ["Tove"]
    assert [one.name for one in queries.members_of(ilse)] == ["Ilse"]
    assert Family.objects.count() == 2
    assert client.post("/more/family", {"family": "Elm Row"}).status_code == 302
    assert queries.family_name(tove) == "Elm Row"
    assert "not good" in Client().post("/join", {**new, "email": "other@example.org"}).content.decode()


def test_a_house_whose_host_has_no_family_is_closed_to_whoever_comes_first() -> None:
    code = asking_in.invite_family()
    assert Client().get("/begin").headers["Location"] == "/sign-in"
    begun = {"step": "password", "timezone": "UTC", "name": "X", "email": "x@example.org", **NEW}
    assert Client().post("/begin", begun).headers["Location"] == "/sign-in"
    assert not Membership.objects.exists()
    new = {"name": "Tove", "email": "tove@example.org", "code": code, **NEW}
    assert Client().post("/join", new).status_code == 302
    assert asking_in.take_back_families() == 0


def test_codes_for_families_can_be_taken_back_and_leave_those_of_families_alone() -> None:
    ilse = parent()
    codes = [asking_in.invite_family() for _ in range(2)]
    own = actions.invite(by=ilse)
    assert asking_in.take_back_families() == 2
    new = {"name": "Tove", "email": "tove@example.org", **NEW}
    for code in codes:
        assert "not good" in Client().post("/join", {**new, "code": code}).content.decode()
    assert Client().post("/join", {**new, "code": own}).status_code == 302

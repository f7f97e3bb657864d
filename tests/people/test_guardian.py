"""A guardian belongs to a family and holds no key of it: of the story there is nothing for them."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import get_resolver
from tests.factories.people import guardian, parent, signed_in

from myosotis.people import actions, queries
from myosotis.people.console import NotClear, viewer_for
from myosotis.vault.errors import KeyMissing

pytestmark = pytest.mark.django_db(transaction=True)

#: What anybody has who is signed in, what a guardian's own desk has, and what is read by a link.
ACCOUNT = ("sign-", "forgotten", "join", "begin", "more", "sheets", "look/", "desk", "r/", "robots.txt")


def test_a_guardian_holds_only_the_key_of_their_own_space() -> None:
    ilse = parent()
    maria = guardian(ilse)
    assert maria.spaces == (maria.private_space,)
    with pytest.raises(KeyMissing):
        maria.keys[ilse.family_space]
    assert [one.role for one in queries.members_of(maria)] == ["parent", "guardian"]
    assert [one.name for one in queries.parents_in(ilse.family_id, ilse.keys)] == ["Ilse"]


def test_no_address_of_the_story_answers_a_guardian() -> None:
    maria = guardian(parent())
    client = signed_in("maria@example.org")
    asked = 0
    for pattern in _patterns():
        path = re.sub(r"<uuid:\w+>", str(uuid4()), pattern)
        path = re.sub(r"<\w+:\w+>", "family", path)
        if path not in ("", "r") and not path.startswith(ACCOUNT):
            asked += 1
            assert client.get("/" + path).status_code in (404, 405), path
            assert client.post("/" + path).status_code in (404, 405), path
    assert asked > 15
    assert client.get("/sheets/family").status_code == 404
    assert client.get("/more/invite").status_code == 404
    assert client.get("/more/family").status_code == 404
    assert client.get("/").headers["Location"] == "/desk"
    assert maria.name in client.get("/more").content.decode()


def test_a_guardian_can_change_their_name_and_keep_a_sheet_of_their_own() -> None:
    guardian(parent())
    client = signed_in("maria@example.org")
    assert client.post("/more/name", {"name": "Mia"}).status_code == 302
    assert "Mia" in client.get("/more").content.decode()
    assert client.get("/sheets/own").status_code == 200


def test_a_guardian_asks_nobody_in_and_is_nobody_to_bring_a_story_home_for() -> None:
    ilse = parent()
    maria = guardian(ilse)
    with pytest.raises(actions.Refusal):
        actions.invite(by=maria)
    with pytest.raises(actions.Refusal):
        actions.invite(by=ilse, role="host")
    assert viewer_for("", "").membership_id == ilse.membership_id
    with pytest.raises(NotClear):
        viewer_for("", "Maria")


def _patterns() -> list[str]:
    found = []
    for one in get_resolver().url_patterns:
        inner = getattr(one, "url_patterns", [one])
        found += [str(pattern.pattern) for pattern in inner]
    return found

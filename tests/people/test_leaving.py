"""Ending the place of somebody who is no parent; no parent's place can be ended by anybody."""

from __future__ import annotations

import pytest
from tests.factories.people import guardian, parent, partner, signed_in, stranger

from myosotis.people import actions, queries
from myosotis.people.leaving import end_place
from myosotis.people.models import Account, Membership, Session
from myosotis.people.viewer import Viewer
from myosotis.vault.models import KeyWrap, Space

pytestmark = pytest.mark.django_db(transaction=True)


def names(viewer: Viewer) -> list[str]:
    return [one.name for one in queries.members_of(viewer)]


def test_a_guardian_is_signed_out_and_can_be_asked_in_again() -> None:
    ilse = parent()
    maria = guardian(ilse)
    client = signed_in("maria@example.org")
    assert client.get("/more").status_code == 200
    end_place(by=ilse, member=maria.membership_id)
    assert names(ilse) == ["Ilse"]
    assert client.get("/more").headers["Location"].startswith("/sign-in")
    assert not Session.objects.filter(account=maria.account_id).exists()
    assert not Account.objects.filter(pk=maria.account_id).exists()
    assert not Space.objects.filter(pk=maria.private_space).exists()
    assert not KeyWrap.objects.filter(space=maria.private_space).exists()
    again = guardian(ilse)
    assert names(ilse) == ["Ilse", "Maria"]
    assert again.membership_id != maria.membership_id


def test_whoever_belongs_somewhere_else_stays_signed_in_there() -> None:
    ilse = parent()
    vera = stranger()
    maria = guardian(ilse)
    elsewhere = Membership.objects.get(pk=guardian(vera, "Mia", "mia@example.org").membership_id)
    Membership.objects.filter(pk=elsewhere.pk).update(account=maria.account_id)
    end_place(by=ilse, member=maria.membership_id)
    assert Account.objects.filter(pk=maria.account_id).exists()
    assert Session.objects.filter(account=maria.account_id).exists()
    assert names(vera) == ["Mia", "Vera"]


def test_no_parent_removes_a_parent_and_nobody_somebody_elses() -> None:
    ilse = parent()
    joost = partner(ilse)
    maria = guardian(ilse)
    vera = stranger()
    for by, member in (
        (ilse, joost.membership_id),
        (ilse, ilse.membership_id),
        (maria, joost.membership_id),
        (maria, maria.membership_id),
        (vera, maria.membership_id),
        (ilse, vera.membership_id),
        (ilse, ilse.family_id),
    ):
        with pytest.raises(actions.Refusal):
            end_place(by=by, member=member)
    assert Membership.objects.count() == 4

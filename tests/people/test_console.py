"""Who is meant at the console: found by name or address, never guessed, and nobody is listed."""

from __future__ import annotations

import pytest

from myosotis.people import actions
from myosotis.people.console import NO_SESSION, NotClear, viewer_for
from myosotis.people.models import Account, Family, FamilyValue, Membership, MembershipValue
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.vault import spaces
from myosotis.vault.errors import KeyMissing
from myosotis.vault.fields import seal_into

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "four grey stones here"


def found(family: str = "Heron Lane") -> Viewer:
    token = actions.found_house(
        language="en",
        country="IE",
        timezone="Europe/Dublin",
        family=family,
        name="Ilse Marchbanks",
        email="ilse@example.org",
        password=PASSWORD,
        browser="",
    )
    seen = viewer_of(token)
    assert seen is not None
    return seen


def joined(by: Viewer, name: str = "Tove", email: str = "tove@example.org") -> None:
    actions.join(
        code=actions.invite(by=by), name=name, email=email, password=PASSWORD, network="", browser=""
    )


def another_family(name: str, parent: str) -> None:
    """A second family in the same house, whose only parent is the account of `tove@example.org`."""
    space, keys = spaces.make()
    family = Family(space=space)
    seal_into(family, "sealed", FamilyValue(name=name), keys)
    family.save(force_insert=True)
    private, private_keys = spaces.make()
    account = Account.objects.get(email_code=actions.email_code("tove@example.org"))
    member = Membership(space=space, family=family, account=account, private_space=private)
    seal_into(member, "sealed", MembershipValue(name=parent), keys | private_keys)
    member.save(force_insert=True)


def test_an_empty_house_says_that_it_is_empty() -> None:
    with pytest.raises(NotClear, match="Nobody has set up"):
        viewer_for("", "")


def test_the_only_person_needs_no_name_and_has_their_own_keys() -> None:
    parent = found()
    seen = viewer_for("", "")
    assert (seen.membership_id, seen.name, seen.timezone) == (
        parent.membership_id,
        parent.name,
        "Europe/Dublin",
    )
    assert seen.session_id == NO_SESSION
    assert set(seen.keys.spaces) == set(parent.spaces)


@pytest.mark.parametrize("person", ["Tove", "  tove ", "TOVE@example.org"])
@pytest.mark.parametrize("family", ["", "heron  lane"])
def test_one_of_two_parents_is_found_by_name_or_address(family: str, person: str) -> None:
    first = found()
    joined(first)
    seen = viewer_for(family, person)
    assert seen.name == "Tove"
    with pytest.raises(KeyMissing):
        seen.keys[first.private_space]


@pytest.mark.parametrize(
    ("family", "person", "sentence"),
    [
        ("", "", "more than one person"),
        ("Heron Lane", "", "more than one person"),
        ("", "Nobody", "Nobody here is called that"),
        ("Elsewhere", "", "No family here has this name"),
        ("Elsewhere", "Tove", "Nobody here is called that"),
    ],
)
def test_what_is_not_clear_is_asked_and_names_nobody(family: str, person: str, sentence: str) -> None:
    joined(found())
    with pytest.raises(NotClear, match=sentence) as asked:
        viewer_for(family, person)
    assert not any(name in str(asked.value) for name in ("Tove", "Ilse", "Heron"))


def test_of_several_families_the_name_is_asked_and_none_is_listed() -> None:
    joined(found())
    another_family("Mill House", "Tove of the mill")
    with pytest.raises(NotClear, match="more than one family") as asked:
        viewer_for("", "")
    assert not any(name in str(asked.value) for name in ("Heron", "Mill", "Tove"))
    assert viewer_for("Mill House", "").name == "Tove of the mill"
    assert viewer_for("Mill House", "tove@example.org").name == "Tove of the mill"
    with pytest.raises(NotClear, match="more than one family"):
        viewer_for("", "tove@example.org")

"""Families and their parents: an owner, a partner, and somebody of another family who must find nothing."""

from __future__ import annotations

from django.test import Client

from myosotis.people import actions
from myosotis.people.door import COOKIE
from myosotis.people.models import Family, FamilyValue
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.vault import spaces
from myosotis.vault.fields import seal_into

PASSWORD = "four grey stones here"


def parent(name: str = "Ilse", email: str = "ilse@example.org", family: str = "Heron Lane") -> Viewer:
    """Found the house and return its first parent."""
    token = actions.found_house(
        language="en",
        country="IE",
        timezone="Europe/Dublin",
        family=family,
        name=name,
        email=email,
        password=PASSWORD,
        browser="",
    )
    return seen(token)


def partner(of: Viewer, name: str = "Joost", email: str = "joost@example.org") -> Viewer:
    """Another parent of the same family."""
    code = actions.invite(by=of)
    token = actions.join(code=code, name=name, email=email, password=PASSWORD, network="", browser="")
    return seen(token)


def guardian(of: Viewer, name: str = "Maria", email: str = "maria@example.org") -> Viewer:
    """A friend who reads first what others write to the family."""
    code = actions.invite(by=of, role="guardian")
    token = actions.join(code=code, name=name, email=email, password=PASSWORD, network="", browser="")
    return seen(token)


def writer(of: Viewer, name: str = "Wilma", email: str = "wilma@example.org") -> Viewer:
    """Somebody who was asked in to write letters."""
    code = actions.invite(by=of, role="writer")
    token = actions.join(code=code, name=name, email=email, password=PASSWORD, network="", browser="")
    return seen(token)


def stranger(name: str = "Vera", email: str = "vera@example.org") -> Viewer:
    """A parent of another family in the same house."""
    space, keys = spaces.make()
    family = Family(space=space)
    seal_into(family, "sealed", FamilyValue(name="Elsewhere"), keys)
    family.save(force_insert=True)
    # The house founds one family so far, so a second one invites its own first parent.
    host = Viewer(
        account_id=family.pk,
        session_id=family.pk,
        membership_id=family.pk,
        family_id=family.pk,
        family_space=space.pk,
        private_space=space.pk,
        keys=keys,
        name=name,
        language="en",
        timezone="UTC",
    )
    return partner(host, name, email)


def seen(token: str) -> Viewer:
    """The viewer behind a session's token."""
    viewer = viewer_of(token)
    assert viewer is not None
    return viewer


def signed_in(email: str) -> Client:
    """A browser of somebody who comes in with their address."""
    client = Client()
    client.cookies[COOKIE] = actions.sign_in(email=email, password=PASSWORD, network="", browser="").token
    return client

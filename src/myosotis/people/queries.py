"""Asking who: viewer first, plain cards out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from myosotis.people.models import Account, Family, House, Membership, Session
from myosotis.people.viewer import Viewer
from myosotis.vault import spaces
from myosotis.vault.models import KeyWrap


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device that is signed in."""

    id: UUID
    browser: str
    began: str
    this_one: bool


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A person of the family."""

    id: UUID
    name: str
    role: str


def is_founded() -> bool:
    """Whether somebody set this house up."""
    return House.objects.exists()


def devices_of(viewer: Viewer) -> list[DeviceCard]:
    """The devices this account is signed in on, the newest first."""
    rows = Session.objects.filter(account=viewer.account_id)
    keys = spaces.open_spaces({row.space_id for row in rows})
    opened = [(row.pk, row.sealed.open(keys)) for row in rows]
    cards = [DeviceCard(pk, value.browser, value.began, pk == viewer.session_id) for pk, value in opened]
    return sorted(cards, key=lambda card: card.began, reverse=True)


def members_of(viewer: Viewer) -> list[MemberCard]:
    """The people of the viewer's family."""
    rows = Membership.objects.filter(family=viewer.family_id)
    opened = [(row.pk, row.sealed.open(viewer.keys)) for row in rows]
    return sorted((MemberCard(pk, v.name, v.role) for pk, v in opened), key=lambda card: card.name)


def family_name(viewer: Viewer) -> str:
    """What the family calls itself."""
    return str(Family.objects.get(pk=viewer.family_id).sealed.open(viewer.keys).name)


def sheet_is_kept(space: UUID) -> bool:
    """Whether somebody typed back words of a sheet of this space."""
    return KeyWrap.objects.filter(space=space, holder=KeyWrap.SHEET, confirmed=True).exists()


def address_of(viewer: Viewer) -> str:
    """The e-mail address the viewer signs in with."""
    row = Account.objects.get(pk=viewer.account_id)
    return str(row.sealed.open(spaces.open_spaces([row.space_id])).email)

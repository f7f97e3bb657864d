"""Asking who: viewer first, plain cards out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from myosotis.environment import environment
from myosotis.kit import clock
from myosotis.people import news
from myosotis.people.models import (
    Account,
    AccountValue,
    Family,
    House,
    Invitation,
    Membership,
    PaperCode,
    Passkey,
    SecondStep,
    Session,
)
from myosotis.people.roles import Parent
from myosotis.people.rules import is_reached
from myosotis.people.viewer import Viewer, keys_for_names
from myosotis.vault import rootkey, spaces
from myosotis.vault.errors import VaultError
from myosotis.vault.keys import Keyring
from myosotis.vault.models import KeyWrap


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device that is signed in."""

    id: UUID
    browser: str
    began: str
    this_one: bool


@dataclass(frozen=True, slots=True)
class PasskeyCard:
    """One way in by a device, as its owner calls it."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SecondStepCard:
    """Whether a second step is asked, and how many codes on paper are left."""

    on: bool
    codes: int


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A person of the family."""

    id: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """A place kept for somebody: as what, who keeps it, the last day its code is good, and its letter.

    `letter` is empty for a code handed over, else "waiting", "sent" or "refused".
    """

    id: UUID
    by: str
    ends: date
    role: str = "parent"
    letter: str = ""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """How somebody signs in and where they are; `reached` says whether letters may open a way back."""

    email: str
    country: str
    timezone: str
    reached: bool


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


def passkeys_of(viewer: Viewer) -> list[PasskeyCard]:
    """The passkeys of this account, by name."""
    rows = Passkey.objects.filter(account=viewer.account_id)
    keys = spaces.open_spaces({row.space_id for row in rows})
    cards = [PasskeyCard(row.pk, row.sealed.open(keys).name) for row in rows]
    return sorted(cards, key=lambda card: (card.name.casefold(), card.id))


def second_step_of(viewer: Viewer) -> SecondStepCard:
    """The second step of this account."""
    row = SecondStep.objects.filter(account=viewer.account_id).first()
    on = row is not None and row.sealed.open(spaces.open_spaces([row.space_id])).confirmed
    return SecondStepCard(on, PaperCode.objects.filter(account=viewer.account_id).count() if on else 0)


def news_of(viewer: Viewer) -> list[str]:
    """What other devices changed about signing in, until it was read on this one."""
    row = Session.objects.filter(pk=viewer.session_id).first()
    return news.sentences(row.sealed.open(spaces.open_spaces([row.space_id])).news) if row else []


def members_of(viewer: Viewer) -> list[MemberCard]:
    """The people of the viewer's family."""
    return members_in(viewer.family_id, keys_for_names(viewer))


def members_in(family: UUID, keys: Keyring) -> list[MemberCard]:
    """The people of a family, by name, for a caller that holds the key of its space."""
    opened = [(row.pk, row.sealed.open(keys)) for row in Membership.objects.filter(family=family)]
    return sorted((MemberCard(pk, v.name, v.role) for pk, v in opened), key=lambda card: card.name)


def parents_in(family: UUID, keys: Keyring) -> list[MemberCard]:
    """The parents who have come in, by name. Somebody who was asked in and did not come yet is none."""
    return [one for one in members_in(family, keys) if one.role == Parent.name]


def family_name(viewer: Viewer) -> str:
    """What the family calls itself."""
    return str(Family.objects.get(pk=viewer.family_id).sealed.open(keys_for_names(viewer)).name)


def sheet_is_kept(space: UUID) -> bool:
    """Whether somebody typed back words of a sheet of this space."""
    return KeyWrap.objects.filter(space=space, holder=KeyWrap.SHEET, confirmed=True).exists()


def invitations_of(viewer: Viewer) -> list[InvitationCard]:
    """The places kept open in the viewer's family, the oldest first."""
    names = {str(member.id): member.name for member in members_of(viewer)}
    rows = Invitation.objects.filter(family=viewer.family_id)
    opened = [(row.pk, row.sealed.open(viewer.keys)) for row in rows]
    cards = [
        InvitationCard(pk, names.get(v.by, ""), date.fromisoformat(v.ends), v.role, v.letter)
        for pk, v in opened
    ]
    today = clock.now().date()
    return sorted((card for card in cards if card.ends >= today), key=lambda card: card.ends)


def account_of(viewer: Viewer) -> AccountCard:
    """How the viewer signs in, and where they are."""
    row = Account.objects.get(pk=viewer.account_id)
    value: AccountValue = row.sealed.open(spaces.open_spaces([row.space_id]))
    return AccountCard(value.email, value.country, value.timezone, is_reached(value.email, value.reached))


def root_key_lies_open() -> bool:
    """Whether the root key lies on this machine without a start passphrase."""
    try:
        return not rootkey.is_locked(environment().root_key_file)
    except (VaultError, OSError):
        # It is elsewhere now, on a stick that was drawn out perhaps; then a thief finds nothing here.
        return False

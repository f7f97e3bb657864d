"""The viewer: who looks, in which family, with which opened keys. Made once per request."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from myosotis.kit import clock
from myosotis.people.models import Membership, Session
from myosotis.people.roles import Permission, permissions_of
from myosotis.vault import blindindex, spaces
from myosotis.vault.keys import Keyring


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person, in one family, now.

    `keys` opens a parent's two spaces: the family's and their own. Whoever is no parent holds only their own.
    """

    account_id: UUID
    session_id: UUID
    membership_id: UUID
    family_id: UUID
    family_space: UUID
    private_space: UUID
    keys: Keyring
    name: str
    language: str
    timezone: str
    role: str = "parent"

    @property
    def spaces(self) -> tuple[UUID, ...]:
        """For a parent the family's space, then their own; for anybody else their own alone."""
        if self.may(Permission.STORY):
            return self.family_space, self.private_space
        return (self.private_space,)

    def may(self, permission: Permission) -> bool:
        """Whether this person's role lets them do something."""
        return permission in permissions_of(self.role)


def token_code(token: str) -> bytes:
    """The keyed code under which a session's token is kept."""
    return blindindex.code("session", token)


def viewer_of(token: str) -> Viewer | None:
    """The viewer behind a session's token, or None: no such session, ended, or no family."""
    if not token:
        return None
    session = Session.objects.select_related("account").filter(token_code=token_code(token)).first()
    if session is None:
        return None
    house = spaces.open_spaces([session.space_id])
    if session.sealed.open(house).ends < clock.now().date().isoformat():
        session.delete()
        return None
    membership = _open_now(session)
    return None if membership is None else viewer_as(membership, session.pk)


def _open_now(session: Session) -> Membership | None:
    """The family this device has open; where it has none, any the account belongs to, the same each time."""
    mine = Membership.objects.select_related("account").filter(account=session.account)
    chosen = mine.filter(pk=session.membership_id).first() if session.membership_id else None
    return chosen or mine.order_by("pk").first()


def viewer_as(membership: Membership, session: UUID) -> Viewer:
    """The viewer who is this membership, with the keys of its spaces. The caller knows it is them."""
    keys = spaces.open_spaces([membership.space_id, membership.private_space_id])
    account = membership.account
    about = account.sealed.open(spaces.open_spaces([account.space_id]))
    who = membership.sealed.open(keys)
    if Permission.STORY not in permissions_of(who.role):
        keys = spaces.open_spaces([membership.private_space_id])
    return Viewer(
        account_id=account.pk,
        session_id=session,
        membership_id=membership.pk,
        family_id=membership.family_id,
        family_space=membership.space_id,
        private_space=membership.private_space_id,
        keys=keys,
        name=who.name,
        language=about.language,
        timezone=about.timezone,
        role=who.role,
    )


def keys_for_names(viewer: Viewer) -> Keyring:
    """What opens the names of the viewer's family: whoever belongs to one knows who is in it.

    Only people.queries and people.changing use it; no guardian carries this key about.
    """
    return viewer.keys if viewer.may(Permission.STORY) else spaces.open_spaces([viewer.family_space])

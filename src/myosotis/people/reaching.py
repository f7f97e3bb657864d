"""Where a letter reaches somebody, if they said that letters may."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from myosotis.people.models import AccountValue, Membership
from myosotis.people.rules import is_reached
from myosotis.vault import spaces


@dataclass(frozen=True, slots=True)
class ReachCard:
    """An address that answered a letter, and the language and time zone of its owner."""

    email: str
    language: str
    timezone: str


def reach(membership: UUID) -> ReachCard | None:
    """Where a letter reaches this person; None for an address that never answered one."""
    row = Membership.objects.select_related("account").filter(pk=membership).first()
    if row is None:
        return None
    value: AccountValue = row.account.sealed.open(spaces.open_spaces([row.account.space_id]))
    if not is_reached(value.email, value.reached):
        return None
    return ReachCard(value.email, value.language, value.timezone)

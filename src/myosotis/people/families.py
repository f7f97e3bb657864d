"""Several families of one person: which one is open on a device."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from myosotis.people.actions import Refusal
from myosotis.people.models import Account, Membership, Session
from myosotis.people.roles import ROLES
from myosotis.people.viewer import Viewer
from myosotis.vault import spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A family the viewer belongs to, by its name and what they are in it."""

    id: UUID
    name: str
    role: str
    open: bool


def families_of(viewer: Viewer) -> list[FamilyCard]:
    """Every family of the viewer, by name. Whoever belongs to one knows what it is called."""
    rows = list(Membership.objects.select_related("family").filter(account=viewer.account_id))
    if len(rows) < 2:
        return []
    keys = spaces.open_spaces({row.space_id for row in rows} | {row.private_space_id for row in rows})
    cards = [_card(row, keys, viewer) for row in rows]
    return sorted(cards, key=lambda card: (card.name.casefold(), card.id))


@transaction.atomic
def open_family(*, by: Viewer, membership: UUID) -> None:
    """Open another of the viewer's families on this device, and where they sign in from now on."""
    row = Membership.objects.filter(pk=membership, account=by.account_id).first()
    if row is None:
        raise Refusal(_("There is nothing at this address."))
    Session.objects.filter(pk=by.session_id).update(membership=row)
    account = Account.objects.select_for_update().get(pk=by.account_id)
    house = spaces.open_spaces([account.space_id])
    seal_into(account, "sealed", replace(account.sealed.open(house), opens=str(row.pk)), house)
    account.save(update_fields=["sealed"])


def _card(row: Membership, keys: Keyring, viewer: Viewer) -> FamilyCard:
    role = ROLES.get(row.sealed.open(keys).role)
    word = str(role.word) if role else ""
    return FamilyCard(row.pk, row.family.sealed.open(keys).name, word, row.pk == viewer.membership_id)

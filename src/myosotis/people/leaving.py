"""Ending somebody's place in a family. Never a parent's: no parent can remove another."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from myosotis.people.actions import Refusal
from myosotis.people.models import Membership
from myosotis.people.roles import Parent, Permission
from myosotis.people.viewer import Viewer
from myosotis.vault import journal, spaces
from myosotis.vault.models import Space


@transaction.atomic
def end_place(*, by: Viewer, member: UUID) -> None:
    """Let somebody who is no parent belong to the viewer's family no more.

    Whoever belongs nowhere else is signed out everywhere, and their account goes with the place, so that
    they can be asked in again. Raises `Refusal` for a parent, somebody of another family, and nobody.
    """
    row = Membership.objects.select_for_update().filter(pk=member, family=by.family_id).first()
    if not by.may(Permission.INVITE) or row is None or row.sealed.open(by.keys).role == Parent.name:
        raise Refusal(_("There is nothing at this address."))
    account, own = row.account, row.private_space_id
    row.delete()
    spaces.touch(by.family_space)
    if not Membership.objects.filter(account=account).exists():
        account.delete()
    _let_go(own)
    journal.write("place-ended", space=by.family_space, about=member, by=by.membership_id, keys=by.keys)


def _let_go(space: UUID) -> None:
    """Drop the space that was theirs alone, with its keys, unless something still lies in it."""
    try:
        with transaction.atomic():
            Space.objects.filter(pk=space).delete()
    except ProtectedError:
        return

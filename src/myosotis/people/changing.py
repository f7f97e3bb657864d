"""Changing what was said when the house was set up: one's name, where one is, what the family is called."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from myosotis.people.models import Account, Family, Membership
from myosotis.people.viewer import Viewer, keys_for_names
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into


@transaction.atomic
def change_name(*, by: Viewer, name: str) -> None:
    """What the viewer is called in this family."""
    row = Membership.objects.select_for_update().get(pk=by.membership_id)
    keys = keys_for_names(by)
    seal_into(row, "sealed", replace(row.sealed.open(keys), name=name.strip()), keys)
    row.save(update_fields=["sealed"])
    spaces.touch(by.family_space)
    journal.write(
        "name-changed", space=by.family_space, about=by.membership_id, by=by.membership_id, keys=keys
    )


@transaction.atomic
def name_family(*, by: Viewer, name: str) -> None:
    """What the family calls itself here."""
    row = Family.objects.select_for_update().get(pk=by.family_id)
    seal_into(row, "sealed", replace(row.sealed.open(by.keys), name=name.strip()), by.keys)
    row.save(update_fields=["sealed"])
    spaces.touch(by.family_space)
    journal.write("family-named", space=by.family_space, about=row.pk, by=by.membership_id, keys=by.keys)


@transaction.atomic
def change_place(*, by: Viewer, country: str, timezone: str) -> None:
    """Where the viewer is: a country from the list and a time zone."""
    row = Account.objects.select_for_update().get(pk=by.account_id)
    house = spaces.open_spaces([row.space_id])
    seal_into(row, "sealed", replace(row.sealed.open(house), country=country, timezone=timezone), house)
    row.save(update_fields=["sealed"])

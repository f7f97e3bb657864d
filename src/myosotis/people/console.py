"""Who is meant at the console of the house, for commands that bring something into one person's story.

Whoever runs a command here holds the root key. These words still never list who is here: a host who does
not know the name of a family learns none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from myosotis.people.actions import email_code
from myosotis.people.models import Family, Membership
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer, viewer_as
from myosotis.vault import spaces

#: The session of somebody who is at the console and signed in nowhere.
NO_SESSION = UUID(int=0)


class NotClear(Exception):
    """It is not clear who is meant; the text is a kind sentence that names nobody."""


def viewer_for(family: str, person: str) -> Viewer:
    """The viewer of a person, by the names the family uses or by the e-mail address they sign in with.

    An empty name means the only one there is. Raises `NotClear` for none and for several.
    """
    if not Family.objects.exists():
        raise NotClear(_("Nobody has set up this house yet. Start ./myosotis once and open its page."))
    # Who is no parent has no story to bring anything into.
    found = [(row, viewer_as(row, NO_SESSION)) for row in _members(family, person)]
    parents = [(row, viewer) for row, viewer in found if viewer.may(Permission.STORY)]
    if len(parents) == 1:
        return parents[0][1]
    raise NotClear(_none(family, person) if not parents else _several([row for row, _viewer in parents]))


def _members(family: str, person: str) -> Iterable[Membership]:
    rows = Membership.objects.select_related("account").order_by("pk")
    if family:
        rows = rows.filter(family__in=_families(family))
    if not person:
        if rows.values("family").distinct().count() > 1:
            raise NotClear(_which_family())
        return rows
    by_address = rows.filter(account__email_code=email_code(person))
    return by_address if by_address.exists() else _named(rows, person)


def _families(name: str) -> list[UUID]:
    rows = list(Family.objects.all())
    keys = spaces.open_spaces(row.space_id for row in rows)
    return [row.pk for row in rows if _same(row.sealed.open(keys).name, name)]


def _named(rows: Iterable[Membership], name: str) -> list[Membership]:
    members = list(rows)
    keys = spaces.open_spaces({row.space_id for row in members})
    return [row for row in members if _same(row.sealed.open(keys).name, name)]


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _none(family: str, person: str) -> str:
    if family and not person:
        return _("No family here has this name. It is spelt as on the family's own page.")
    return _("Nobody here is called that. It is the name on the page More, or the e-mail address.")


def _several(members: list[Membership]) -> str:
    if len({member.family_id for member in members}) > 1:
        return _which_family()
    return _("This could be more than one person. Say whose story it is with --person.")


def _which_family() -> str:
    return _("This could be more than one family. Say which with --family and --person.")

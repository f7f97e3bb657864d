"""Who keeps the desk. The only place that opens its space, once it is decided that somebody may."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from myosotis.guestbook.models import Desk
from myosotis.people import queries as people
from myosotis.people.queries import MemberCard
from myosotis.people.roles import Permission, permissions_of
from myosotis.people.viewer import Viewer
from myosotis.vault import spaces
from myosotis.vault.keys import Keyring


def desk_of(viewer: Viewer) -> Desk:
    """The desk this viewer reads at now. Raises `Desk.DoesNotExist` for everybody who does not."""
    desk = Desk.objects.select_related("family").get(family=viewer.family_id, open=True)
    reads = viewer.may(Permission.READ_FIRST) if desk.taken_by_id is None else _took(viewer, desk)
    if not reads:
        raise Desk.DoesNotExist
    return desk


def keys_of(desk: Desk) -> Keyring:
    """What opens the desk; its keeper's own keys never do."""
    return spaces.open_spaces([desk.space_id])


def keys_for_both(desk: Desk) -> Keyring:
    """What opens the desk and the family's space: to seal anew what passes from one to the other."""
    return spaces.open_spaces([desk.space_id, desk.family.space_id])


def read_desk(family: UUID) -> Desk | None:
    """The desk of a family if somebody reads first now, else None."""
    desk = Desk.objects.select_related("family__space").filter(family=family, open=True).first()
    if desk is None or (desk.taken_by_id is None and not guardians(desk)):
        return None
    return desk


def guardians(desk: Desk) -> tuple[MemberCard, ...]:
    """Those who came in to read first, by name."""
    space = desk.family.space
    return _guardians(desk.family_id, space.pk, space.generation)


@lru_cache(maxsize=256)
def _guardians(family: UUID, space: UUID, _generation: int) -> tuple[MemberCard, ...]:
    """The same, remembered until something changes in the family: every visitor's words ask for it."""
    members = people.members_in(family, spaces.open_spaces([space]))
    return tuple(one for one in members if Permission.READ_FIRST in permissions_of(one.role))


def _took(viewer: Viewer, desk: Desk) -> bool:
    return viewer.may(Permission.STORY) and desk.taken_by_id == viewer.membership_id

"""Who keeps the desk. The only place that opens its space, once it is decided that somebody may."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from myosotis.guestbook import rules
from myosotis.guestbook.models import Desk, News
from myosotis.kit import clock
from myosotis.people import queries as people
from myosotis.people.queries import MemberCard
from myosotis.people.roles import Permission, permissions_of
from myosotis.people.viewer import Viewer
from myosotis.story.models import Moment
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


def can_take_back(desk: Desk, words: UUID, by: Viewer, keys: Keyring) -> bool:
    """Whether this viewer let these words through a short while ago; the parents' words are theirs else."""
    recent = News.objects.get(space=desk.family.space_id).sealed.open(keys).recent
    told = [one for one in recent if one["id"] == str(words)]
    return any(rules.may_take_back(one, str(by.membership_id), clock.now()) for one in told)


@dataclass(frozen=True, slots=True)
class Box:
    """Where words beside one moment are put: the desk's id and its public key, 32 bytes."""

    desk: UUID
    moment: UUID
    public: bytes


def box_beside(family: UUID, moment: UUID) -> Box | None:
    """The letter-box beside a family's moment; None where nobody reads first, or the moment is not theirs.

    It holds until something changes in the family's space: closing the desk counts as a change too.
    """
    desk = Desk.objects.select_related("family").filter(family=family, open=True).first()
    if desk is None or (desk.taken_by_id is None and not guardians(desk)):
        return None
    if not Moment.objects.filter(pk=moment, space=desk.family.space_id).exists():
        return None
    return Box(desk.pk, moment, bytes(desk.public))


def guardians(desk: Desk) -> list[MemberCard]:
    """Those who came in to read first, by name."""
    members = people.members_in(desk.family_id, spaces.open_spaces([desk.family.space_id]))
    return [one for one in members if Permission.READ_FIRST in permissions_of(one.role)]


def _took(viewer: Viewer, desk: Desk) -> bool:
    return viewer.may(Permission.STORY) and desk.taken_by_id == viewer.membership_id

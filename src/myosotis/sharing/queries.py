"""Asking: the links a parent sees. Viewer first, plain cards out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from myosotis.kit import clock
from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.sharing import rules
from myosotis.sharing.models import Link, LinkValue, Yes
from myosotis.story import shared
from myosotis.story.models import Moment
from myosotis.vault.keys import Keyring


@dataclass(frozen=True, slots=True)
class LinkCard:
    """One link as a parent sees it. `waits` are the names of those whose yes is missing.

    `open` says whether somebody with the link can read now; `mine` whether this parent said yes; `asks`
    whether there is a picture they were not asked about; `ends` is its last day, None for no end.
    """

    id: UUID
    moment: UUID
    value: LinkValue
    by: str
    ends: datetime.date | None
    over: bool
    waits: tuple[str, ...]
    mine: bool
    asks: bool
    password: bool

    @property
    def open(self) -> bool:
        """Whether it opens now."""
        return not self.over and not self.waits


def links_to(viewer: Viewer, moment: UUID) -> list[LinkCard]:
    """The links to one moment, the newest last; none to a moment that is not shared by the parents."""
    rows = list(Link.objects.filter(moment=moment, space=viewer.family_space))
    return _cards(viewer, rows)


def link(viewer: Viewer, key: UUID) -> LinkCard:
    """One link. Raises `Link.DoesNotExist`: another family's, closed, or its moment stands no more."""
    cards = _cards(viewer, [Link.objects.get(pk=key, space=viewer.family_space)])
    if not cards:
        raise Link.DoesNotExist
    return cards[0]


def asked(viewer: Viewer) -> list[tuple[LinkCard, shared.SharedMoment]]:
    """The links that wait for this parent's yes, with what they lead to."""
    rows = list(
        Link.objects.filter(space=viewer.family_space).exclude(yeses__membership=viewer.membership_id)
    )
    cards = [card for card in _cards(viewer, rows) if not card.over and not card.mine and card.waits]
    return [(card, shared.moment(card.moment, viewer.family_space, viewer.keys)) for card in cards]


def yeses_of(links: Iterable[UUID], keys: Keyring) -> dict[UUID, dict[str, set[str]]]:
    """What each parent said yes to, by link and membership."""
    found: dict[UUID, dict[str, set[str]]] = {}
    for row in Yes.objects.filter(link__in=list(links)):
        said = found.setdefault(row.link_id, {})
        said[str(row.membership_id)] = set(row.sealed.open(keys).pictures)
    return found


def _cards(viewer: Viewer, rows: Sequence[Link]) -> list[LinkCard]:
    if not rows:
        return []
    parents = {str(one.id): one.name for one in people.parents_in(viewer.family_id, viewer.keys)}
    yeses = yeses_of([row.pk for row in rows], viewer.keys)
    cards = []
    for row in rows:
        try:
            found = shared.moment(row.moment_id, viewer.family_space, viewer.keys)
        except Moment.DoesNotExist:
            continue
        cards.append(_card(viewer, row, list(found.pictures), yeses.get(row.pk, {}), parents))
    return sorted(cards, key=lambda card: (card.value.made, str(card.id)))


def _card(
    viewer: Viewer, row: Link, pictures: list[str], yeses: dict[str, set[str]], parents: dict[str, str]
) -> LinkCard:
    value, me = row.sealed.open(viewer.keys), str(viewer.membership_id)
    return LinkCard(
        id=row.pk,
        moment=row.moment_id,
        value=value,
        by=parents.get(value.by, ""),
        ends=_last_day(value.ends),
        over=rules.has_ended(value.ends, clock.now()),
        waits=tuple(parents[one] for one in rules.missing(pictures, yeses, parents)),
        mine=me in yeses,
        asks=bool(pictures) and rules.unseen(pictures, yeses, me),
        password=bool(row.password),
    )


def _last_day(ends: str) -> datetime.date | None:
    if not ends:
        return None
    return timezone.localdate(datetime.datetime.fromisoformat(ends) - datetime.timedelta(seconds=1))

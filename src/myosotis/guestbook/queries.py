"""Asking about words: viewer first, plain cards out.

What a parent is told comes from the family's space alone; only `desk` and `letters` open the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from myosotis.design.cards import DateCard
from myosotis.guestbook import keeping, rules, values
from myosotis.guestbook.keeping import Box
from myosotis.guestbook.models import Desk, News, Seen, Words
from myosotis.guestbook.values import WordsValue
from myosotis.people import queries as people
from myosotis.people.queries import MemberCard
from myosotis.people.reaching import reach
from myosotis.people.roles import Permission, permissions_of
from myosotis.people.viewer import Viewer
from myosotis.story import queries as story
from myosotis.story.cards import shown_date
from myosotis.vault.fields import open_many
from myosotis.vault.keys import Keyring
from myosotis.work import post

#: Letters on one page.
PAGE = 20


@dataclass(frozen=True, slots=True)
class WordsCard:
    """Words somebody left. `opening` is how they begin, where they are long; `beside` is what they saw.

    `moment` is None where it was let go for good meanwhile: the words stay.
    """

    id: UUID
    moment: UUID | None
    state: str
    name: str
    words: str
    opening: str
    beside: str
    day: DateCard
    at: str

    @property
    def longer(self) -> bool:
        """Whether there is more than the opening."""
        return self.opening != self.words


@dataclass(frozen=True, slots=True)
class WordsPage:
    """One page of words, its number, and the numbers of the pages beside it (0: there is none)."""

    cards: tuple[WordsCard, ...]
    number: int
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class FirstCard:
    """Who reads first. `who` is "nobody", "asked" (nobody came in yet), "guardian", "you" or "parent"."""

    who: str
    names: tuple[str, ...]
    guardians: tuple[MemberCard, ...]
    #: Whether there ever was a desk: then something may lie there, or not.
    was: bool


@dataclass(frozen=True, slots=True)
class LettersCard:
    """Whether letters can be sent at all, reach this person, and are wanted."""

    set_up: bool
    reached: bool
    wanted: bool


def box_beside(family: UUID, moment: UUID) -> Box | None:
    """Where words beside this moment are put, if somebody reads first now."""
    return keeping.box_beside(family, moment)


def keeps_desk(viewer: Viewer) -> bool:
    """Whether the viewer is who reads first now."""
    try:
        keeping.desk_of(viewer)
    except Desk.DoesNotExist:
        return False
    return True


def desk(viewer: Viewer, *, page: int = 1, state: str = values.HELD) -> WordsPage:
    """What lies at the viewer's desk in one state, the oldest first. Raises `Desk.DoesNotExist`."""
    row = keeping.desk_of(viewer)
    found = _opened(Words.objects.filter(space=row.space_id, state=state), keeping.keys_of(row))
    return _paged(_cards(viewer, found, state), page)


def at_the_desk(viewer: Viewer, words: UUID) -> WordsCard | None:
    """One card of the viewer's desk as it stands now; None for any other id.

    Words that were let through count as long as this viewer can take them back.
    """
    row = keeping.desk_of(viewer)
    keys = keeping.keys_for_both(row)
    here = Words.objects.filter(pk=words, space__in=(row.space_id, row.family.space_id))
    state = here.values_list("state", flat=True).first()
    if state == values.THROUGH and not keeping.can_take_back(row, words, viewer, keys):
        return None
    cards = _cards(viewer, _opened(here, keys), state or "")
    return cards[0] if cards else None


def page_with(viewer: Viewer, words: UUID) -> int:
    """The number of the page of its list on which these words of the viewer's desk stand."""
    row = keeping.desk_of(viewer)
    here = Words.objects.filter(pk=words, space=row.space_id)
    state = here.values_list("state", flat=True).first()
    rows = Words.objects.filter(space=row.space_id, state=state)
    order = [key for key, _moment, _value in _opened(rows, keeping.keys_of(row))]
    return order.index(words) // PAGE + 1 if words in order else 1


def letters(viewer: Viewer) -> LettersCard:
    """How it is with letters to this keeper of the desk. Raises `Desk.DoesNotExist`."""
    row = keeping.desk_of(viewer)
    quiet = row.sealed.open(keeping.keys_of(row)).quiet
    reached = reach(viewer.membership_id) is not None
    return LettersCard(post.is_set_up(), reached, str(viewer.membership_id) not in quiet)


def beside(viewer: Viewer, moment: UUID) -> list[WordsCard]:
    """The words that stand beside a moment this parent can open, the oldest first."""
    if not viewer.may(Permission.STORY) or not story.is_visible(viewer, moment):
        return []
    rows = Words.objects.filter(space=viewer.family_space, moment=moment)
    return [card for card, away in _let_through(viewer, rows) if not away]


def all_words(viewer: Viewer, *, page: int = 1, away: bool = False) -> WordsPage:
    """What was let through to the parents, the newest first; or what they put away."""
    found = _let_through(viewer, Words.objects.filter(space=viewer.family_space))
    cards = [card for card, was_put_away in found if was_put_away == away]
    return _paged([card for card in reversed(cards) if _is_found(viewer, card.moment)], page)


def words(viewer: Viewer, key: UUID) -> WordsCard:
    """Words a parent can find, put away or not. Raises `Words.DoesNotExist`."""
    rows = Words.objects.filter(pk=key, space=viewer.family_space)
    found = _let_through(viewer, rows) if viewer.may(Permission.STORY) else []
    if not found or not _is_found(viewer, found[0][0].moment):
        raise Words.DoesNotExist
    return found[0][0]


def lately_away(viewer: Viewer, asked: str) -> UUID | None:
    """The id in `asked` if it is of words that the parents put away, so that they can be put back."""
    try:
        rows = Words.objects.filter(pk=UUID(asked), space=viewer.family_space)
    except ValueError:
        return None
    return next((card.id for card, away in _let_through(viewer, rows) if away), None)


def news(viewer: Viewer) -> str:
    """A sentence for the first page, if somebody let words through since this parent last looked; or nothing.

    Never a count, and nothing of what was not let through.
    """
    row = News.objects.filter(space=viewer.family_space).first()
    if row is None or not viewer.may(Permission.STORY):
        return ""
    seen = Seen.objects.filter(space=viewer.private_space).first()
    since = seen.sealed.open(viewer.keys).at if seen else ""
    own = str(viewer.membership_id)
    fresh = [one for one in row.sealed.open(viewer.keys).recent if one["at"] > since and one["by"] != own]
    rows = Words.objects.filter(space=viewer.family_space, pk__in=[one["id"] for one in fresh])
    homes = {str(key): moment for key, moment in rows.values_list("pk", "moment_id")}
    fresh = [one for one in fresh if one["id"] in homes and _is_found(viewer, homes[one["id"]])]
    if not fresh:
        return ""
    names = {str(one.id): one.name for one in people.members_of(viewer)}
    name = names.get(fresh[-1]["by"])
    if not name:
        return _("There are some words for you, whenever you like.")
    said = _("%(name)s read what came in. There are some words for you, whenever you like.")
    return said % {"name": name}


def first(viewer: Viewer) -> FirstCard:
    """Who reads first, as the parents chose."""
    row = Desk.objects.filter(family=viewer.family_id).first()
    members = people.members_of(viewer)
    guardians = tuple(one for one in members if Permission.READ_FIRST in permissions_of(one.role))
    if row is None or not row.open:
        return FirstCard("nobody", (), guardians, row is not None)
    if row.taken_by_id is not None:
        names = tuple(one.name for one in members if one.id == row.taken_by_id)
        return FirstCard(
            "you" if row.taken_by_id == viewer.membership_id else "parent", names, guardians, True
        )
    names = tuple(one.name for one in guardians)
    return FirstCard("guardian" if names else "asked", names, guardians, True)


def _is_found(viewer: Viewer, moment: UUID | None) -> bool:
    """Whether a parent finds words that stand beside this moment, or stood beside one that is gone."""
    return moment is None or story.is_visible(viewer, moment)


def _opened(rows: Iterable[Words], keys: Keyring) -> list[tuple[UUID, UUID | None, WordsValue]]:
    """Key, moment and value of some words, in the order they were left."""
    found = list(rows.values_list("pk", "moment_id", "space_id", "sealed"))  # type: ignore[attr-defined]
    homes = {key: moment for key, moment, _space, _sealed in found}
    triples = [(key, space, sealed) for key, _moment, space, sealed in found]
    opened = [
        (key, homes[key], value) for key, value in open_many(Words, "sealed", WordsValue, triples, keys)
    ]
    return sorted(opened, key=lambda one: (one[2].at, one[0]))


def _let_through(viewer: Viewer, rows: Iterable[Words]) -> list[tuple[WordsCard, bool]]:
    found = _opened(rows, viewer.keys)
    cards = _cards(viewer, found, values.THROUGH)
    return [(card, value.away) for card, (_key, _moment, value) in zip(cards, found, strict=True)]


def _cards(
    viewer: Viewer, found: Iterable[tuple[UUID, UUID | None, WordsValue]], state: str
) -> list[WordsCard]:
    return [
        WordsCard(
            id=key,
            moment=moment,
            state=state,
            name=value.name or _("Somebody"),
            words=value.words,
            opening=rules.opening(value.words),
            beside=value.beside,
            day=_day(value.at, viewer.timezone),
            at=value.at,
        )
        for key, moment, value in found
    ]


def _day(at: str, zone: str) -> DateCard:
    return shown_date(datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).date().isoformat())


def _paged(cards: list[WordsCard], page: int) -> WordsPage:
    last = max(1, -(-len(cards) // PAGE))
    page = min(max(1, page), last)
    shown = cards[(page - 1) * PAGE : page * PAGE]
    return WordsPage(tuple(shown), page, page - 1, page + 1 if page < last else 0)

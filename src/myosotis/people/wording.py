"""In your words: how pages speak to one person. It lies in that person's own space; no other key opens it.

`of` and `of_member` answer with the vocabulary itself; `design.saying` lets it hold for a request.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from myosotis.design.cards import Fact
from myosotis.design.saying import GAP, Vocabulary, apart, plain
from myosotis.kit import clock
from myosotis.people.models import Membership, Wording, WordingValue
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer
from myosotis.people.wording_choices import BABY, BORN, DIED, ME, OWN, SWITCHES
from myosotis.vault import spaces
from myosotis.vault.errors import VaultError
from myosotis.vault.keys import Keyring

_LONG = 120


@dataclass(frozen=True, slots=True)
class BeforeCard:
    """What was otherwise before one change, and until when. Nothing, where pages spoke the same."""

    id: str
    until: str
    facts: tuple[Fact, ...]


def of(viewer: Viewer | None) -> Vocabulary:
    """How pages speak to this viewer; to somebody without an account in the house's own words."""
    return plain() if viewer is None else _of(viewer.private_space, viewer.keys)


def of_member(membership: UUID | str) -> Vocabulary:
    """How this person speaks, for a page they share or a letter to them; plainly for one who left."""
    space = Membership.objects.filter(pk=membership).values_list("private_space_id", flat=True).first()
    return plain() if space is None else _of(space, spaces.open_spaces([space]))


def of_account(account: UUID | None) -> Vocabulary:
    """For a letter about signing in: how somebody is spoken to in a family of theirs."""
    member = Membership.objects.filter(account=account).order_by("pk").values_list("pk", flat=True).first()
    return plain() if member is None else of_member(member)


def value_of(viewer: Viewer) -> WordingValue:
    """What the viewer said of their words."""
    row = Wording.objects.defer("before").filter(space=viewer.private_space).first()
    return row.sealed.open(viewer.keys) if row else WordingValue()


def befores(viewer: Viewer) -> list[BeforeCard]:
    """What the viewer said before, the newest first."""
    row = Wording.objects.filter(space=viewer.private_space).first()
    if row is None:
        return []
    cards, after = [], lines(row.sealed.open(viewer.keys), viewer)
    for one in row.before.open(viewer.keys).kept:
        said = lines(WordingValue.unpack(json.dumps(one["value"]).encode()), viewer)
        other = tuple(fact for fact in said if fact not in after)
        cards.append(BeforeCard(one["id"], _until(one["at"]), other))
        after = said
    return cards


def lines(value: WordingValue, viewer: Viewer, *, change_at: str = "") -> list[Fact]:
    """What somebody said, a line each; with `change_at` each leads to its question."""
    say = vocabulary(value)
    parent = viewer.may(Permission.STORY)
    avoided = "; ".join(f"{word} = {other}" if other else word for word, other in value.avoid.items())
    quiet = " – ".join(filter(None, (value.quiet_from, value.quiet_to)))
    off = " ".join(str(SWITCHES[one]) for one in value.off if one in SWITCHES)
    nothing = _("nothing")
    found = [
        ("baby", _("Pages say"), say.your_baby),
        ("died", _("Of that day"), _("Your %(baby)s %(died)s.") % {"baby": say.baby, "died": say.died}),
        ("me", _("You are called"), say.me or viewer.name),
        ("avoid", _("Words not said"), avoided or nothing),
        ("faith", _("Faith and culture"), _short(value.faith, change_at) or nothing),
        ("off", _("Left out"), off or nothing),
        ("quiet", _("A time of quiet"), quiet or _("none")),
        ("weeks", _("Weeks in the story"), _("yes") if value.weeks else _("no")),
    ]
    return [
        Fact(term, detail, change_url=f"{change_at}/{key}" if change_at else "")
        for key, term, detail in found
        if parent or key not in ("me", "weeks")
    ]


def vocabulary(value: WordingValue) -> Vocabulary:
    """The vocabulary of what somebody said. Their own words stand; ours give way to what they avoid."""
    said = replace(plain(), instead=value.avoid)
    singles = {key: one for key, (one, _many) in BABY.items()}
    baby = _chosen(said, value.baby, singles)
    babies = _chosen(said, value.baby, {key: many for key, (_one, many) in BABY.items()})
    return replace(
        said,
        baby=apart(value.own_baby) if value.baby == OWN else baby,
        babies=apart(value.own_babies or value.own_baby) if value.baby == OWN else babies,
        died=apart(value.own_died) if value.died == OWN else _chosen(said, value.died, DIED),
        born=_chosen(said, "", BORN),
        me=apart(value.own_me) if value.me == OWN else _called(said, value.me),
        weeks=value.weeks,
        quiet=_is_quiet(value, clock.now().date().isoformat()),
        off=frozenset(value.off),
    )


def _short(words: str, change_at: str) -> str:
    """Long words by their beginning, where the whole stands one page further."""
    return words if not change_at or len(words) <= _LONG else words[:_LONG].rsplit(" ", 1)[0] + " …"


def _until(at: str) -> str:
    there = timezone.localtime(datetime.datetime.fromisoformat(at))
    day, time = date_format(there, "j F Y"), date_format(there, "H:i")
    return _("Until %(day)s, %(time)s") % {"day": day, "time": time}


def _of(space: UUID, keys: Keyring) -> Vocabulary:
    row = Wording.objects.defer("before").filter(space=space).first()
    try:
        return vocabulary(row.sealed.open(keys)) if row else plain()
    except VaultError:
        # The doctor tells of a seal that does not open. Until then the pages speak, in the house's words.
        return plain()


def _is_quiet(value: WordingValue, today: str) -> bool:
    if not (value.quiet_from or value.quiet_to):
        return False
    return value.quiet_first <= today <= (value.quiet_last or today)


def _called(said: Vocabulary, key: str) -> str:
    word = said.told(str(ME[key])) if key in ME else ""
    return "" if GAP in word else word


def _chosen(said: Vocabulary, key: str, words: Mapping[str, Promise]) -> str:
    """The word of a choice; where it is one to avoid, what to say instead, or the next that may be said."""
    order: Sequence[str] = [key, *words] if key in words else list(words)
    told = [said.told(str(words[one])) for one in order]
    return next((word for word in told if GAP not in word), GAP)

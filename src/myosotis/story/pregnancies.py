"""Pregnancies as pages speak of them: due dates as they were told, and the family's words for what happened.

A due date is written down as it came. It is worked out by plain arithmetic alone (`kit.gestation`), it is
never put right, and none is ever taken out; which one counts is for a parent to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.story.babies import BabyCard, card, names_of, on, together
from myosotis.story.cards import said_date
from myosotis.story.things import Known
from myosotis.story.values import BabyValue, PregnancyValue

ONGOING, ENDED = "ongoing", "ended"

#: Words some families use for what happened (domain notes 2.3). We choose none; own words stand beside them.
LOSSES: Mapping[str, Promise] = {
    "miscarriage": gettext_lazy("Miscarriage"),
    "stillbirth": gettext_lazy("Stillbirth"),
    "after-birth": gettext_lazy("After birth"),
    "medical": gettext_lazy("Ended the pregnancy for medical reasons"),
    "ectopic": gettext_lazy("Ectopic pregnancy"),
    "molar": gettext_lazy("Molar pregnancy"),
    "one-of-more": gettext_lazy("One of twins or more"),
}

#: How each way of knowing a due date is asked for, and what it was worked out from.
BASES: Mapping[str, tuple[Promise, Promise]] = {
    "scan": (gettext_lazy("A scan"), gettext_lazy("As a scan said")),
    "clinician": (gettext_lazy("A midwife or doctor"), gettext_lazy("As a midwife or doctor said")),
    "lmp": (
        gettext_lazy("The first day of the last period"),
        gettext_lazy("Worked out from the first day of the last period, %(day)s"),
    ),
    "ovulation": (gettext_lazy("The day of ovulation"), gettext_lazy("Worked out from ovulation, %(day)s")),
    "retrieval": (
        gettext_lazy("The day of egg retrieval"),
        gettext_lazy("Worked out from egg retrieval, %(day)s"),
    ),
    "iui": (
        gettext_lazy("The day of insemination"),
        gettext_lazy("Worked out from insemination, %(day)s"),
    ),
    "transfer-3": (
        gettext_lazy("A transfer on day 3"),
        gettext_lazy("Worked out from a transfer on day 3, %(day)s"),
    ),
    "transfer-5": (
        gettext_lazy("A transfer on day 5"),
        gettext_lazy("Worked out from a transfer on day 5, %(day)s"),
    ),
    "transfer-6": (
        gettext_lazy("A transfer on day 6"),
        gettext_lazy("Worked out from a transfer on day 6, %(day)s"),
    ),
}


@dataclass(frozen=True, slots=True)
class DueCard:
    """A due date as it was told. `counts`: it is the one a parent chose, or the newest where nobody chose."""

    id: str
    words: str
    basis: str
    told: str
    counts: bool


@dataclass(frozen=True, slots=True)
class PregnancyCard:
    """A pregnancy on a page: sentences, and the babies in it."""

    id: UUID
    title: str
    lines: tuple[str, ...]
    babies: tuple[BabyCard, ...]
    private: bool

    @property
    def url(self) -> str:
        """Where everything that is known of it stands."""
        return f"/pregnancies/{self.id}"


def within(babies: Sequence[Known[BabyValue]], key: UUID) -> list[Known[BabyValue]]:
    """The babies of one pregnancy."""
    return [one for one in babies if one.value.pregnancy == str(key)]


def pregnancy_card(one: Known[PregnancyValue], babies: Sequence[Known[BabyValue]]) -> PregnancyCard:
    """A pregnancy as a passage."""
    inside = within(babies, one.id)
    return PregnancyCard(
        id=one.id,
        title=title(one.value, inside),
        lines=_lines(one.value),
        babies=tuple(card(baby, babies) for baby in inside),
        private=one.private,
    )


def title(value: PregnancyValue, inside: Sequence[Known[BabyValue]]) -> str:
    """What the family calls it, else by the babies in it, else by nothing."""
    if value.name:
        return value.name
    names = names_of(one.value for one in inside)
    if names and not any(one.value.apart for one in inside):
        return _("The pregnancy with %(names)s") % {"names": together(names)}
    return _("A pregnancy")


def loss_words(words: str) -> str:
    """The family's words for what happened, whichever way they gave them."""
    return str(LOSSES.get(words, words))


def counting(value: PregnancyValue) -> dict[str, str] | None:
    """The due date that counts now: the one a parent chose, else the newest."""
    chosen = [one for one in value.due if one["id"] == value.counts]
    return (chosen or value.due or [None])[-1]  # type: ignore[list-item]


def due_cards(value: PregnancyValue, members: Mapping[str, str]) -> list[DueCard]:
    """Every due date that was told, the newest first."""
    counts = counting(value)
    return [_due_card(one, members, counts=one is counts) for one in reversed(value.due)]


def difference(value: PregnancyValue) -> int:
    """How many days lie between the earliest and the latest due date that was told."""
    told = sorted(one["due"] for one in value.due)
    if not told:
        return 0
    return (datetime.date.fromisoformat(told[-1]) - datetime.date.fromisoformat(told[0])).days


def _lines(value: PregnancyValue) -> tuple[str, ...]:
    """What a passage says of it. The due date of one that ended stands on its own page alone."""
    told, due = [], counting(value)
    if value.ended:
        told.append(_("Ended %(day)s") % {"day": on(value.ended)})
    elif value.status == ENDED:
        told.append(_("Ended"))
    elif due is not None and value.status == ONGOING:
        told.append(_("Due %(day)s") % {"day": on(due["due"])})
    if value.words:
        told.append(loss_words(value.words))
    return tuple(told)


def _due_card(one: Mapping[str, str], members: Mapping[str, str], *, counts: bool) -> DueCard:
    basis = str(BASES[one["basis"]][1]) if one["basis"] in BASES else ""
    written = timezone.localdate(datetime.datetime.fromisoformat(one["at"]))
    when, who = said_date(written.isoformat()), members.get(one["by"], "")
    told = _("Written down by %(name)s, %(day)s") if who else _("Written down %(day)s")
    return DueCard(
        id=one["id"],
        words=said_date(one["due"]),
        basis=basis % {"day": said_date(one["from"])} if one["from"] else basis,
        told=told % {"name": who, "day": when},
        counts=counts,
    )

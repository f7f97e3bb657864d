"""How far a pregnancy was on the day of an entry: `20w3d`, for a parent who wishes to see weeks.

Shown only where the day is known and lies within one pregnancy, and only before that pregnancy ended or a
baby in it was born or died. From that day on nothing is ever worked out, for no baby: not for one who died,
and not for one who lives. Where something ended and nobody said when, no day is known to lie before it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from myosotis.design import saying
from myosotis.kit import gestation
from myosotis.kit.edtf import FuzzyDate, Precision, parse_edtf
from myosotis.people.viewer import Viewer
from myosotis.story import babies, pregnancies, things
from myosotis.story.things import Known
from myosotis.story.values import BabyValue, MomentHead, PregnancyValue

#: A date that is not sure may lie earlier than it says; so much room is left before it.
UNSURE = datetime.timedelta(days=14)
_DAYS = (Precision.DAY, Precision.PART, Precision.MINUTE)


@dataclass(frozen=True, slots=True)
class Span:
    """One pregnancy: its due date, and the first day on which no week is shown, where there is one."""

    babies: frozenset[str]
    due: datetime.date
    until: datetime.date | None

    def age(self, day: datetime.date) -> gestation.Age | None:
        """How far it was on a day; nothing outside of it."""
        if self.until is not None and day >= self.until:
            return None
        return gestation.age(day, self.due)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks one viewer can see, made once for a page."""

    spans: tuple[Span, ...] = ()

    def of(self, head: MomentHead) -> str:
        """The age on the day of an entry, in words for its margin; nothing where there is none to show."""
        days = _days_of(head.date) if self.spans else None
        if days is None:
            return ""
        found = [
            ages for span in self._asked(head) if (ages := [span.age(day) for day in days]) and all(ages)
        ]
        if len(found) != 1:
            return ""  # in none, or in more than one: we do not choose
        first, *more = (age for age in found[0] if age is not None)
        if not more:
            return gestation.say(first)
        return _("%(weeks)s weeks") % {"weeks": first.weeks} if more[0].weeks == first.weeks else ""

    def _asked(self, head: MomentHead) -> list[Span]:
        named = set(head.babies)
        return [span for span in self.spans if not named or named & span.babies]


def of(viewer: Viewer) -> Weeks:
    """The weeks this viewer sees; none unless they wished for them (`saying`, "In your words")."""
    if not saying.now().weeks:
        return Weeks()
    every = things.babies(viewer)
    spans = [_span(one, pregnancies.within(every, one.id)) for one in things.pregnancies(viewer)]
    return Weeks(tuple(span for span in spans if span is not None))


def _span(one: Known[PregnancyValue], inside: Sequence[Known[BabyValue]]) -> Span | None:
    due = pregnancies.counting(one.value)
    if due is None:
        return None
    ends = [one.value.ended, *(day for baby in inside for day in (baby.value.born, baby.value.died))]
    known = [_earliest(parse_edtf(day)) for day in ends if day]
    dead = [baby.value for baby in inside if babies.has_died(baby.value)]
    over = bool(dead) or one.value.status == pregnancies.ENDED
    undated = len(inside) > 1 and any(not (baby.died or baby.born) for baby in dead)
    if None in known or undated or (over and not known):
        return None
    until = min((day for day in known if day is not None), default=None)
    return Span(frozenset(str(baby.id) for baby in inside), datetime.date.fromisoformat(due["due"]), until)


def _earliest(date: FuzzyDate) -> datetime.date | None:
    first = date.earliest
    if first is None or not (date.approximate or date.uncertain):
        return first
    return first - UNSURE if first - datetime.date.min > UNSURE else first


def _days_of(edtf: str) -> tuple[datetime.date, ...] | None:
    """The day of an entry, or the first and last of a short while; None where it is not known so well."""
    date = parse_edtf(edtf)
    if date.approximate or date.uncertain or date.members or date.precision not in _DAYS:
        return None
    if date.is_single:
        return None if date.earliest is None else (date.earliest,)
    if date.earliest is None or date.latest is None or (date.latest - date.earliest).days > 6:
        return None
    return date.earliest, date.latest

"""How far a pregnancy was on a day, counted from its due date. Days alone; no clock and no time zone.

A due date is told by a family; nothing here corrects one, chooses between two or works one out from a
measurement. The rules, with their sources:

* Age in days is 280 less the days that are left until the due date (HealthIT.gov, USCDI submission
  "gestational age"). It is written `20w3d`: whole weeks, and the days that have begun the next one.
* From a first day to the due date, in days: `BASES`. The first day of the last period + 280; ovulation,
  retrieval and insemination + 266; a transfer on the third, fifth or sixth day + 263, + 261, + 260, frozen
  or fresh alike, as if the period had begun 17, 19 or 20 days before it (clinics' tables; that such a date
  is fixed: ACOG Committee Opinion 700, SMFM). Always days: the rule of thumb "less three months and seven
  days" is up to three days off. What a scan or a clinician gives is the due date itself.
* Before the first day and beyond 300 days there is no age to show.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

#: What a due date can be told by, and how many days later than that day it lies.
BASES: Mapping[str, int] = MappingProxyType(
    {
        "lmp": 280,
        "ovulation": 266,
        "retrieval": 266,
        "iui": 266,
        "transfer-3": 263,
        "transfer-5": 261,
        "transfer-6": 260,
        "scan": 0,
        "clinician": 0,
    }
)
#: The length of a pregnancy by the calendar, and the longest age that is shown.
WHOLE, LONGEST = 280, 300

_WRITTEN = re.compile(
    r"([0-9]{1,2}) ?(?:w|wk|wks|weeks?)(?:,? ?(?:and )?([0-6]) ?(?:d|days?))?"
    r"|([0-9]{1,2}) ?\+ ?([0-6])"
    r"|([0-9]{1,2})(?: |,? and )([0-6])/7",
    re.IGNORECASE,
)


class NotAnAge(ValueError):
    """This is not an age we can read. An age looks like 20w3d, 20+3 or 20 3/7."""

    def __str__(self) -> str:
        return str(self.__doc__)


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """Whole weeks, and days of the week that has begun: 20w3d. Prints without them, as dates do."""

    weeks: int
    days: int = 0

    def __repr__(self) -> str:
        return "<Age>"

    @property
    def total(self) -> int:
        """The same in days."""
        return self.weeks * 7 + self.days


def due_date(basis: str, on: date) -> date:
    """The due date, where `on` is the day that `basis` (a key of `BASES`) names.

    Raises `KeyError` for another basis and `OverflowError` past the last day of the calendar.
    """
    return on + timedelta(days=BASES[basis])


def age(on: date, due: date) -> Age | None:
    """How far it was on a day, None before its first day and beyond 300 days."""
    total = WHOLE - (due - on).days
    return Age(*divmod(total, 7)) if 0 <= total <= LONGEST else None


def day_of(age: Age, due: date) -> date:
    """The day on which it was so far. Raises `OverflowError` outside the calendar."""
    return due - timedelta(days=WHOLE - age.total)


def say(age: Age) -> str:
    """`20w3d`, as maternity notes write it."""
    return f"{age.weeks}w{age.days}d"


def parse(text: str) -> Age:
    """The age in `20w3d`, `20w`, `20+3`, `20 3/7` or "20 weeks and 3 days". Raises `NotAnAge`."""
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if not found:
        raise NotAnAge
    weeks, days = (part for part in found.groups() if part) if found.lastindex != 1 else (found[1], "0")
    read = Age(int(weeks), int(days))
    if read.total > LONGEST:
        raise NotAnAge
    return read

"""A date as exactly as it is known: what it holds, which days it can be, and where it stands in a story."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from myosotis.kit.edtf import days
from myosotis.kit.edtf.days import DayNumber

UNKNOWN = "XXXX"
PARTS = ("morning", "afternoon", "evening", "night")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

SortKey = tuple[int, int, int, int, str]

_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_PART_STARTS = {"morning": 6 * 60, "afternoon": 12 * 60, "evening": 18 * 60, "night": 22 * 60}
_LAST = (1, 0, 0, 0, UNKNOWN)
#: Later than the last day of any year that is read.
_FOREVER = 10**21


class NotADate(ValueError):
    """This is not a date we can read. A date looks like 2021-05-04, 2021-05 or 2021."""

    def __str__(self) -> str:
        return str(self.__doc__)


class Precision(StrEnum):
    """How exactly a date is known. Of an interval or a set: as exactly as the vaguest of its known dates.

    `YEARS` is some stretch of years that is no decade. Of a date whose digits are not all known, the
    precision is that of the parts before the first that is not: `2004-XX` is known to the year.
    """

    UNKNOWN = "unknown"
    YEARS = "years"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    PART = "part"
    MINUTE = "minute"


COARSE_FIRST = tuple(Precision)


@dataclass(frozen=True, slots=True, repr=False)
class FuzzyDate:
    """A date as exactly as it is known. Made by `parse_edtf`; two are equal if their canonical text is.

    `year`, `month` and `day` are set as far as `precision` goes; `year` of a stretch of years is its first.
    `season` is 21 to 41, as in EDTF. `start` and `end` are set of an interval only (one of them None: open or
    not known on that side), `members` of a set only, and then the single fields are None. `approximate` and
    `uncertain` say that some part of it is. Prints without its date.
    """

    edtf: str
    precision: Precision = field(compare=False)
    approximate: bool = field(default=False, compare=False)
    uncertain: bool = field(default=False, compare=False)
    year: int | None = field(default=None, compare=False)
    season: int | None = field(default=None, compare=False)
    month: int | None = field(default=None, compare=False)
    day: int | None = field(default=None, compare=False)
    hour: int | None = field(default=None, compare=False)
    minute: int | None = field(default=None, compare=False)
    #: The zone of the clock: "Z", "+02:00" or nothing.
    zone: str = field(default="", compare=False)
    part: str | None = field(default=None, compare=False)
    #: The mark ("", "~", "?", "%") of each part that is written: year; month or season; day.
    marks: tuple[str, ...] = field(default=(), compare=False)
    #: Year, month and day as written, where some digit of them is not known (a decade's year alone apart).
    mask: tuple[str, str, str] | None = field(default=None, compare=False)
    #: How many digits of the year are sure, where not all are; and the first and last year it can be.
    significant: int = field(default=0, compare=False)
    years: tuple[int, int] | None = field(default=None, compare=False)
    start: "FuzzyDate | None" = field(default=None, compare=False)
    end: "FuzzyDate | None" = field(default=None, compare=False)
    #: Of a set: its dates, and intervals among them; `every` tells all of them from one of them.
    members: tuple["FuzzyDate", ...] = field(default=(), compare=False)
    every: bool = field(default=False, compare=False)

    def __repr__(self) -> str:
        return f"<FuzzyDate: {'set' if self.is_set else 'interval' if self.is_interval else self.precision}>"

    @property
    def is_known(self) -> bool:
        """False for the one date that says nothing."""
        return self.precision is not Precision.UNKNOWN

    @property
    def is_interval(self) -> bool:
        """True where it runs from one date to another, or is open on one side."""
        return self.start is not None or self.end is not None

    @property
    def is_set(self) -> bool:
        """True where it is one of several dates, or all of them."""
        return bool(self.members)

    @property
    def is_single(self) -> bool:
        """True for one known date: no interval, no set."""
        return self.is_known and not self.is_interval and not self.is_set

    @property
    def no_year(self) -> bool:
        """True where no digit of its year is known: some 25 December."""
        return self.mask is not None and not self.mask[0].strip("-X")

    @property
    def earliest(self) -> date | None:
        """The first day it can be (seasons northern); None if not known or open at its beginning."""
        return self.bounds()[0]

    @property
    def latest(self) -> date | None:
        """The last day it can be (seasons northern); None if not known or open at its end."""
        return self.bounds()[1]

    def bounds(self, *, southern: bool = False) -> tuple[date | None, date | None]:
        """First and last day it can be, both included. "About" does not widen them.

        What lies before year 1 or after 9999 is the first or last day that `date` can hold.
        """
        first, last = _numbers(self, southern)
        if first is not None and last is not None:
            last = max(first, last)  # "from June to spring" ends first where spring is in March
        return (
            None if first is None else days.as_date(first),
            None if last is None else days.as_date(last),
        )

    def sort_key(self, *, southern: bool = False) -> SortKey:
        """A total order for a timeline; keys of unequal dates differ.

        A date stands where it begins; of those that begin on one day the longer comes first, so a decade
        before its first year, a year before its months, a month before its first day, and a day before
        its hours. Within a day: by the clock on the wall, with morning at 6, afternoon at 12, evening at
        18, night at 22. An interval stands at its beginning, or, if that is open, where its end begins; a
        set where the first of its dates stands. What has no year comes behind all that has one, and what is
        not known last of all. Ties are settled by the canonical text (so the plain one, then "%", "?", "~").
        """
        if self.is_set:
            keys = [one.sort_key(southern=southern) for one in self.members]
            return (0, keys[0][1], keys[0][2], min(key[3] for key in keys), self.edtf)
        if self.start is not None:
            head = self.start.sort_key(southern=southern)
            if self.end is None:
                return (0, head[1], head[2], -_FOREVER, self.edtf)
            tail = max(-self.end.sort_key(southern=southern)[3], -head[3])
            return (0, head[1], head[2], -tail, self.edtf)
        if self.end is not None:
            tail_key = self.end.sort_key(southern=southern)
            return (0, tail_key[1], tail_key[2], tail_key[3], self.edtf)
        if self.year is None:
            return _LAST
        if self.no_year:
            return (1, -1, 0, 0, self.edtf)
        first, last = days_of(self, southern)
        return (0, first, minute_of_day(self), -last, self.edtf)


def _numbers(one: FuzzyDate, southern: bool) -> tuple[DayNumber | None, DayNumber | None]:
    """First and last day, None on a side that is open or not known."""
    if one.is_set:
        each = [_numbers(member, southern) for member in one.members]
        firsts = [first for first, _ in each if first is not None]
        lasts = [last for _, last in each if last is not None]
        return (
            min(firsts) if len(firsts) == len(each) else None,
            max(lasts) if len(lasts) == len(each) else None,
        )
    if one.is_interval:
        return (
            _numbers(one.start, southern)[0] if one.start else None,
            _numbers(one.end, southern)[1] if one.end else None,
        )
    if one.year is None or one.no_year:
        return None, None
    first, last = days_of(one, southern)
    return first, last + (one.part == "night")


def days_of(one: FuzzyDate, southern: bool = False) -> tuple[DayNumber, DayNumber]:
    """First and last day of a single known date; a night counts as the day it belongs to."""
    year = one.year or 0
    if one.mask is not None:
        return days.masked(*one.mask) or (0, 0)
    if one.season is not None:
        return days.span(year, *_months_of(one.season, southern))
    if one.month is None:
        first, last = years_of(one)
        return days.number(first, 1, 1), days.number(last, 12, 31)
    if one.day is None:
        return days.span(year, one.month)
    day = days.number(year, one.month, one.day)
    return day, day


def years_of(one: FuzzyDate) -> tuple[int, int]:
    """The first and the last year a single known date can be of; a season is of the year it begins in."""
    year = one.year or 0
    return one.years or (year, year + 9 * (one.precision is Precision.DECADE))


def minute_of_day(one: FuzzyDate) -> int:
    """Minutes after midnight at which it stands in a day; -1 for whatever is a day or longer."""
    if one.part:
        return _PART_STARTS[one.part]
    return -1 if one.hour is None else one.hour * 60 + (one.minute or 0)


def _months_of(season: int, southern: bool) -> tuple[int, int]:
    """The first month of a season or part of a year, and how many it has."""
    if season >= 40:
        return 1 + 6 * (season - 40), 6
    if season >= 37:
        return 1 + 4 * (season - 37), 4
    if season >= 33:
        return 1 + 3 * (season - 33), 3
    southern = season >= 29 or (southern and season <= 24)
    month = _FIRST_MONTH[(season - 21) % 4 + 21]
    return (month + 5) % 12 + 1 if southern else month, 3

"""Dates that may be unsure of themselves: the part of EDTF a family needs.

EDTF (Extended Date/Time Format, ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) writes each date
as one short text. What is read here, and written back in one canonical spelling:

=====================  ================================================================================
`XXXX`                 not known (also read: the empty text, `unknown`, `XXXX-XX-XX`, `../..`)
`199X`                 a decade
`2021`                 a year (also read: `2021-XX`, `2021-XX-XX`)
`2021-23`              a season: 21 spring, 22 summer, 23 autumn, 24 winter
`2021-05`              a month (also read: `2021-05-XX`)
`2021-05-04`           a day (also read: `20210504`, as in ISO 8601's basic format)
`2021-05-04T03:10`     a minute, by the clock on the wall (seconds are read and let go; a zone is refused)
`2021-05-04Tnight`     ours, not EDTF: a part of a day, one of `morning`, `afternoon`, `evening`, `night`
`2021~` `2021?`        about; perhaps; `2021%` is both. (On a time of day this is ours: EDTF has it on dates)
`2021/2022-05`         from one to the other; either side may carry its own `~`, `?`, `%`
`2021/..` `../2021`    open: since, until. A blank side (EDTF: end not known) is read as open
=====================  ================================================================================

**Night** belongs to the day in whose evening it begins: `2024-03-03Tnight` is the night of 3 to 4 March.
**Seasons** are the meteorological ones, northern unless asked for southern. **Winter** belongs to the year in
which it begins: northern `2020-24` is December 2020 to February 2021; so does the southern summer.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

UNKNOWN = "XXXX"
PARTS = ("morning", "afternoon", "evening", "night")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

SortKey = tuple[int, int, int, int, str]

_POINT = re.compile(
    r"(?P<year>[0-9]{3}[0-9X])(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?:(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"|(?P<part>morning|afternoon|evening|night)))?)?)?(?P<mark>\?~|~\?|[~?%]?)"
)
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([~?%]?)")
_NOTHING = frozenset({"", "unknown", UNKNOWN, "XXXX-XX", "XXXX-XX-XX", "/", "../", "/..", "../.."})
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_PART_STARTS = {"morning": 6 * 60, "afternoon": 12 * 60, "evening": 18 * 60, "night": 22 * 60}
_LAST = (1, 0, 0, 0, UNKNOWN)


class NotADate(ValueError):
    """This is not a date we can read. A date looks like 2021-05-04, 2021-05 or 2021."""

    def __str__(self) -> str:
        return str(self.__doc__)


class Precision(StrEnum):
    """How exactly a date is known. Of an interval: as exactly as the vaguer of its known ends."""

    UNKNOWN = "unknown"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    PART = "part"
    MINUTE = "minute"


_COARSE_FIRST = tuple(Precision)


@dataclass(frozen=True, slots=True, repr=False)
class FuzzyDate:
    """A date as exactly as it is known. Made by `parse_edtf`; two are equal if their canonical text is.

    `year` of a decade is its first. `season` is 21 to 24, as in EDTF. `start` and `end` are set of
    an interval only (one of them None: open on that side), and then the single fields are None. For an
    interval, `approximate` and `uncertain` say that one of its ends is. Prints without its date.
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
    part: str | None = field(default=None, compare=False)
    start: "FuzzyDate | None" = field(default=None, compare=False)
    end: "FuzzyDate | None" = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"<FuzzyDate: {'interval' if self.is_interval else self.precision}>"

    @property
    def is_known(self) -> bool:
        """False for the one date that says nothing."""
        return self.precision is not Precision.UNKNOWN

    @property
    def is_interval(self) -> bool:
        """True where it runs from one date to another, or is open on one side."""
        return self.start is not None or self.end is not None

    @property
    def earliest(self) -> date | None:
        """The first day it can be (seasons northern); None if not known or open at its beginning."""
        return self.bounds()[0]

    @property
    def latest(self) -> date | None:
        """The last day it can be (seasons northern); None if not known or open at its end."""
        return self.bounds()[1]

    def bounds(self, *, southern: bool = False) -> tuple[date | None, date | None]:
        """First and last day it can be, both included. "About" does not widen them."""
        if self.is_interval:
            return (
                self.start.bounds(southern=southern)[0] if self.start else None,
                self.end.bounds(southern=southern)[1] if self.end else None,
            )
        if self.year is None:
            return None, None
        first, last = _days_of(self, southern)
        if self.part == "night" and last < date.max:
            last += timedelta(days=1)
        return first, last

    def sort_key(self, *, southern: bool = False) -> SortKey:
        """A total order for a timeline; keys of unequal dates differ.

        A date stands where it begins; of those that begin on one day the longer comes first, so a decade
        before its first year, a year before its months, a month before its first day, and a day before
        its hours. Within a day: by the clock, with morning at 6, afternoon at 12, evening at 18, night
        at 22. An interval stands at its beginning, or, if that is open, where its end begins. What is
        not known comes last of all. Ties are settled by the canonical text (so the plain one, then "%",
        "?", "~").
        """
        if self.start is not None:
            head = self.start.sort_key(southern=southern)
            if self.end is None:
                return (0, head[1], head[2], -date.max.toordinal(), self.edtf)
            tail = max(-self.end.sort_key(southern=southern)[3], -head[3])
            return (0, head[1], head[2], -tail, self.edtf)
        if self.end is not None:
            tail_key = self.end.sort_key(southern=southern)
            return (0, tail_key[1], tail_key[2], tail_key[3], self.edtf)
        if self.year is None:
            return _LAST
        first, last = _days_of(self, southern)
        return (0, first.toordinal(), _minute_of_day(self), -last.toordinal(), self.edtf)


def parse_edtf(text: str) -> FuzzyDate:
    """The date `text` writes in EDTF (see the head of this file). Raises `NotADate` without repeating it."""
    text = text.strip()
    if text in _NOTHING:
        return FuzzyDate(UNKNOWN, Precision.UNKNOWN)
    if "/" not in text:
        return _point(text)
    left, _, right = text.partition("/")
    start = None if left in ("", "..") else _point(left)
    end = None if right in ("", "..") else _point(right)
    return _interval(start, end)


def between(start: FuzzyDate | None, end: FuzzyDate | None) -> FuzzyDate:
    """The interval from `start` to `end`, None being open. Raises `NotADate` if it would run backwards."""
    return parse_edtf(f"{start.edtf if start else '..'}/{end.edtf if end else '..'}")


def sort_key_of(edtf: str, *, southern: bool = False) -> SortKey:
    """`FuzzyDate.sort_key` of a canonical text, by a short way for days and minutes. Raises `NotADate`."""
    size = len(edtf)
    if (size == 10 or size == 16) and edtf[4] == edtf[7] == "-":
        try:
            if size == 10:
                day = date.fromisoformat(edtf).toordinal()
                return (0, day, -1, -day, edtf)
            if edtf[10] == "T" and edtf[13] == ":":
                moment = datetime.fromisoformat(edtf)
                day = moment.toordinal()
                return (0, day, moment.hour * 60 + moment.minute, -day, edtf)
        except ValueError:
            pass  # not a plain day after all: the long way says what it is, or that it is no date
    return parse_edtf(edtf).sort_key(southern=southern)


def _point(text: str) -> FuzzyDate:
    """One date without a slash."""
    basic = _BASIC.fullmatch(text)
    found = _POINT.fullmatch("{}-{}-{}{}".format(*basic.groups()) if basic else text)
    if not found:
        raise NotADate
    mark = found["mark"] if len(found["mark"]) < 2 else "%"
    return _checked(found, mark)


def _checked(found: re.Match[str], mark: str) -> FuzzyDate:
    """The date of a match, if it is on the calendar."""
    year, month, day = found["year"], _number(found["month"]), _number(found["day"])
    timed = bool(found["hour"] or found["part"])
    if (month is None and day is not None) or (timed and day is None) or year < "0001":
        raise NotADate
    if year.endswith("X"):
        if found["month"] or year < "001":
            raise NotADate
        return _made(year, mark, Precision.DECADE, int(year[:3]) * 10)
    if month is None:
        return _made(year, mark, Precision.YEAR, int(year))
    if month in SEASONS and not found["day"]:
        return _made(f"{year}-{month}", mark, Precision.SEASON, int(year), season=month)
    if not 1 <= month <= 12:
        raise NotADate
    if day is None:
        return _made(f"{year}-{month:02}", mark, Precision.MONTH, int(year), month=month)
    return _day(found, (int(year), month, day), mark)


def _day(found: re.Match[str], ymd: tuple[int, int, int], mark: str) -> FuzzyDate:
    """A day, or a minute or part of it, if it is on the calendar."""
    year, month, day = ymd
    if not 1 <= day <= monthrange(year, month)[1]:
        raise NotADate
    text = f"{year:04}-{month:02}-{day:02}"
    if found["part"]:
        edtf = f"{text}T{found['part']}"
        return _made(edtf, mark, Precision.PART, year, month=month, day=day, part=found["part"])
    if not found["hour"]:
        return _made(text, mark, Precision.DAY, year, month=month, day=day)
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise NotADate
    edtf = f"{text}T{hour:02}:{minute:02}"
    return _made(edtf, mark, Precision.MINUTE, year, month=month, day=day, hour=hour, minute=minute)


def _made(
    text: str,
    mark: str,
    precision: Precision,
    year: int,
    *,
    season: int | None = None,
    month: int | None = None,
    day: int | None = None,
    hour: int | None = None,
    minute: int | None = None,
    part: str | None = None,
) -> FuzzyDate:
    """A single date with what its mark says."""
    return FuzzyDate(
        text + mark,
        precision,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        year=year,
        season=season,
        month=month,
        day=day,
        hour=hour,
        minute=minute,
        part=part,
    )


def _interval(start: FuzzyDate | None, end: FuzzyDate | None) -> FuzzyDate:
    """From start to end; a span whose ends are the same text is that date itself."""
    ends = [one for one in (start, end) if one is not None]
    if start is not None and end is not None:
        if start == end:
            return start
        if _backwards(start, end):
            raise NotADate
    return FuzzyDate(
        f"{start.edtf if start else '..'}/{end.edtf if end else '..'}",
        min((one.precision for one in ends), key=_COARSE_FIRST.index),
        any(one.approximate for one in ends),
        any(one.uncertain for one in ends),
        start=start,
        end=end,
    )


def _backwards(start: FuzzyDate, end: FuzzyDate) -> bool:
    """Whether the interval ends before it begins."""
    if start.season or end.season:  # which months a season has depends on where one lives
        return (start.year or 0) > (end.year or 0) + (9 if end.precision is Precision.DECADE else 0)
    first, last = _days_of(start, southern=False)[0], _days_of(end, southern=False)[1]
    if first != last:
        return first > last
    return 0 <= _minute_of_day(end) < _minute_of_day(start)


def _days_of(one: FuzzyDate, southern: bool) -> tuple[date, date]:
    """First and last day of a single known date; a night counts as the day it belongs to."""
    year = one.year or 1
    if one.precision is Precision.DECADE:
        return date(year, 1, 1), date(year + 9, 12, 31)
    if one.season is not None:
        return _season_days(year, one.season, southern)
    if one.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if one.day is None:
        return date(year, one.month, 1), date(year, one.month, monthrange(year, one.month)[1])
    day = date(year, one.month, one.day)
    return day, day


def _season_days(year: int, season: int, southern: bool) -> tuple[date, date]:
    """Three whole months, beginning in `year`."""
    month = (_FIRST_MONTH[season] + (6 if southern else 0) - 1) % 12 + 1
    last_year, last_month = (year + 1, 2) if month == 12 else (year, month + 2)
    if last_year > date.max.year:
        return date(year, month, 1), date.max
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _minute_of_day(one: FuzzyDate) -> int:
    """Minutes after midnight at which it stands in a day; -1 for whatever is a day or longer."""
    if one.part:
        return _PART_STARTS[one.part]
    return -1 if one.hour is None else one.hour * 60 + (one.minute or 0)


def _number(text: str | None) -> int | None:
    """The two digits, or None for nothing and for XX."""
    return None if text in (None, "XX") else int(text or "")

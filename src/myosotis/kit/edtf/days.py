"""Days of any year, as whole numbers: the calendar of `datetime`, carried on past both of its ends."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

#: A day; `date.toordinal` of those that `datetime` knows.
DayNumber = int

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """How many days a month has; ISO's year 0 is a leap year."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _LENGTHS[month - 1]


def number(year: int, month: int, day: int) -> DayNumber:
    """The day as a number."""
    past = year - 1
    before = past * 365 + past // 4 - past // 100 + past // 400
    return before + sum(month_length(year, one) for one in range(1, month)) + day


def span(year: int, month: int, months: int = 1) -> tuple[DayNumber, DayNumber]:
    """First and last day of so many whole months; `month` may lie past December."""
    first_year, first = divmod(month - 1, 12)
    last_year, last = divmod(month + months - 2, 12)
    end = year + last_year
    return number(year + first_year, first + 1, 1), number(end, last + 1, month_length(end, last + 1))


def as_date(day: DayNumber) -> date:
    """The day for `datetime`; what lies outside its years 1 to 9999 is its first or last day."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


def years(mask: str, *, latest_first: bool = False) -> Iterator[int]:
    """The years that `mask` can be (`19XX`, `-1X84`), in order."""
    before, known = mask.startswith("-"), mask.removeprefix("-")
    digits = "9876543210" if latest_first != before else "0123456789"
    for drawn in product(*(digits if one == "X" else one for one in known)):
        yield int("".join(drawn)) * (-1 if before else 1)


def masked(year: str, month: str, day: str) -> tuple[DayNumber, DayNumber] | None:
    """First and last day that fit the masks (an empty one fits all), or None where no day does."""
    months, days = _fitting(month, 12), _fitting(day, 31)
    first = next(_each(years(year), months, days), None)
    last = next(_each(years(year, latest_first=True), months[::-1], days[::-1]), None)
    return None if first is None or last is None else (first, last)


def _each(years: Iterator[int], months: Sequence[int], days: Sequence[int]) -> Iterator[DayNumber]:
    for year in years:
        for month in months:
            yield from (number(year, month, day) for day in days if day <= month_length(year, month))


def _fitting(mask: str, last: int) -> list[int]:
    return [
        one
        for one in range(1, last + 1)
        if not mask or all(a in ("X", b) for a, b in zip(mask, f"{one:02}", strict=True))
    ]

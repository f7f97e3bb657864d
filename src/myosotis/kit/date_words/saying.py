"""Saying a date in words: "about spring 2019", "the night of 3 May 2021", "3:10 a.m., 4 May 2021"."""

from datetime import date

from myosotis.kit.date_words.names import MONTHS, NOT_KNOWN, WEEKDAYS
from myosotis.kit.edtf import SEASONS, FuzzyDate, Precision

_WINTER, _SUMMER = 24, 22
_MARKS = {
    (False, False): "",
    (True, False): "about ",
    (False, True): "perhaps ",
    (True, True): "perhaps about ",
}


def say(date: FuzzyDate, *, southern: bool = False, weekday: bool = False) -> str:
    """The date as a family says it; "date not known" for the one that says nothing.

    `southern` tells where the seasons are, which matters only for the one that crosses the new year.
    `weekday` puts the day of the week before a day known for sure: "Saturday, 9 March 2024".
    """
    if date.is_interval:
        return _interval(date, southern)
    if not date.is_known:
        return NOT_KNOWN
    mark = _MARKS[date.approximate, date.uncertain]
    return mark + _weekday(date, wanted=weekday and not mark) + _point(date, southern)


def _interval(span: FuzzyDate, southern: bool) -> str:
    """From one date to another, or open on one side."""
    start, end = span.start, span.end
    if start is None or end is None:
        word, one = ("since", start) if start else ("until", end)
        return f"{word} {say(one, southern=southern)}" if one else NOT_KNOWN
    first = _shared(start, end) or say(start, southern=southern)
    return f"from {first} to {say(end, southern=southern)}"


def _shared(start: FuzzyDate, end: FuzzyDate) -> str:
    """The beginning of a span without the month and year that its end says anyway, or an empty text."""
    marked = start.approximate or start.uncertain or end.approximate or end.uncertain
    if marked or start.year != end.year or start.precision is not end.precision:
        return ""
    if start.precision is Precision.MONTH and start.month:
        return MONTHS[start.month - 1]
    if start.precision is Precision.DAY and start.month:
        return f"{start.day}" if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return ""


def _weekday(one: FuzzyDate, *, wanted: bool) -> str:
    if not wanted or one.precision is not Precision.DAY:
        return ""
    return f"{WEEKDAYS[date(one.year or 1, one.month or 1, one.day or 1).weekday()]}, "


def _point(one: FuzzyDate, southern: bool) -> str:
    """A single known date without its mark."""
    if one.precision is Precision.DECADE:
        return f"the {one.year:04}s"
    if one.season is not None:
        return f"{SEASONS[one.season]} {_season_year(one.year or 1, one.season, southern)}"
    if one.month is None:
        return f"{one.year:04}"
    if one.day is None:
        return f"{MONTHS[one.month - 1]} {one.year:04}"
    day = f"{one.day} {MONTHS[one.month - 1]} {one.year:04}"
    if one.part:
        return f"the {one.part} of {day}"
    return day if one.hour is None else _time(one.hour, one.minute or 0, day)


def _season_year(year: int, season: int, southern: bool) -> str:
    """The season that crosses the new year names both years: "winter 2020/21"."""
    crosses = season == (_SUMMER if southern else _WINTER)
    return f"{year:04}/{(year + 1) % 100:02}" if crosses else f"{year:04}"


def _time(hour: int, minute: int, day: str) -> str:
    """A time by the clock, then its day."""
    if (hour, minute) == (0, 0):
        return f"midnight at the start of {day}"
    if (hour, minute) == (12, 0):
        return f"noon, {day}"
    minutes = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes} {'a.m.' if hour < 12 else 'p.m.'}, {day}"

"""Saying a date in words: "about spring 2019", "the night of 3 May 2021", "3:10 a.m., 4 May 2021"."""

from collections.abc import Sequence
from datetime import date

from myosotis.kit.date_words.clock_words import zone_words
from myosotis.kit.date_words.names import MONTHS, NOT_KNOWN, WEEKDAYS
from myosotis.kit.date_words.rare_words import as_written, say_rare, side_of, year_words
from myosotis.kit.edtf import SEASONS, FuzzyDate, Precision

_WINTER, _SUMMER = 24, 22
_MARKS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def say(date: FuzzyDate, *, southern: bool = False, weekday: bool = False) -> str:
    """The date as a family says it; "date not known" for the one that says nothing.

    `southern` tells where the seasons are, which matters only for the one that crosses the new year.
    `weekday` puts the day of the week before a day known for sure: "Saturday, 9 March 2024".
    """
    if date.is_set:
        return _set(date, southern)
    if date.is_interval:
        return _interval(date, southern)
    if not date.is_known:
        return NOT_KNOWN
    words = say_rare(date) or _point(date, southern)
    if words == as_written(date):
        return words
    if len(set(date.marks)) > 1:
        return f"{words} ({_marked_parts(date)})"
    mark = _MARKS[date.marks[0]]
    return mark + _weekday(date, wanted=weekday and not mark) + words


def _interval(span: FuzzyDate, southern: bool) -> str:
    """From one date to another, or open or not known on one side."""
    if span.start is None and span.end is not None:
        unknown = span.edtf.startswith("/")
        return f"until {say(span.end, southern=southern)}" + (", beginning not known" if unknown else "")
    if span.end is None and span.start is not None:
        first = say(span.start, southern=southern)
        return f"from {first}, end not known" if span.edtf.endswith("/") else f"since {first}"
    return f"from {_from_to(span, southern)}"


def _from_to(span: FuzzyDate, southern: bool) -> str:
    """ "4 to 6 May 2021"."""
    start, end = span.start, span.end
    if start is None or end is None:
        return NOT_KNOWN
    first = _shared([start, end]) or [say(start, southern=southern)]
    return f"{first[0]} to {say(end, southern=southern)}"


def _set(one: FuzzyDate, southern: bool) -> str:
    """One of several dates, or all of them."""
    members = one.members
    if len(members) == 1:
        return _stretch(members[0], southern, every=one.every)
    alone = not any(member.is_interval for member in members)
    said = (_shared(members) if alone else []) or [
        _member(member, southern, every=one.every) for member in members[:-1]
    ]
    last = _member(members[-1], southern, every=one.every)
    first = ", ".join(said)
    if not one.every:
        return f"either {first} or {last}"
    return f"{'both ' if len(said) == 1 else ''}{first} and {last}"


def _member(one: FuzzyDate, southern: bool, *, every: bool) -> str:
    """A date of a set; of a stretch that is open, its side."""
    if not one.is_interval:
        return say(one, southern=southern)
    if one.start is not None and one.end is not None:
        return _from_to(one, southern)
    return _stretch(one, southern, every=every)


def _stretch(one: FuzzyDate, southern: bool, *, every: bool) -> str:
    """One day (month, year) out of a stretch, or every one of it."""
    noun = str(one.precision)
    if one.start is not None and one.end is not None:
        return f"{f'every {noun}' if every else f'one of the {noun}s'} from {_from_to(one, southern)}"
    edge, way = (one.end, "before") if one.end else (one.start, "after")
    if edge is None:
        return NOT_KNOWN
    return f"{say(edge, southern=southern)} {f'and every {noun}' if every else f'or some {noun}'} {way}"


def _shared(dates: Sequence[FuzzyDate]) -> list[str]:
    """All dates but the last, without the month and year that the last says anyway; or nothing."""
    last = dates[-1]
    for one in dates:
        plain = one.mask is None and not any(one.marks) and 0 < (one.year or 0) < 10_000
        if not plain or one.year != last.year or one.precision is not last.precision:
            return []
    if last.precision is Precision.MONTH:
        return [MONTHS[(one.month or 1) - 1] for one in dates[:-1]]
    if last.precision is not Precision.DAY:
        return []
    if all(one.month == last.month for one in dates):
        return [str(one.day) for one in dates[:-1]]
    return [f"{one.day} {MONTHS[(one.month or 1) - 1]}" for one in dates[:-1]]


def _marked_parts(one: FuzzyDate) -> str:
    """Which parts are "about" or "perhaps": "the year perhaps, the day about"."""
    parts = part_names(one)
    said: dict[str, list[str]] = {}
    for name, mark in zip(parts, one.marks, strict=True):
        if mark:
            said.setdefault(mark, []).append(name)
    return ", ".join(f"the {' and '.join(names)} {_MARKS[mark].strip()}" for mark, names in said.items())


def part_names(one: FuzzyDate) -> list[str]:
    """What the parts of a date are called, as many as are written."""
    second = "month" if one.season is None else "season" if one.season < 33 else "part"
    return ["year", second, "day"][: len(one.marks)]


def _weekday(one: FuzzyDate, *, wanted: bool) -> str:
    if not wanted or one.precision is not Precision.DAY or not 0 < (one.year or 0) < 10_000:
        return ""
    return f"{WEEKDAYS[date(one.year or 1, one.month or 1, one.day or 1).weekday()]}, "


def _point(one: FuzzyDate, southern: bool) -> str:
    """A single known date without its mark."""
    year = one.year or 0
    if one.precision is Precision.DECADE:
        return f"the {year:04}s"
    if one.season is not None:
        side, season = side_of(one.season)
        return f"{side}{SEASONS[season]} {_season_year(year, season, side == 'southern ' or southern)}"
    if one.month is None:
        return year_words(year)
    if one.day is None:
        return f"{MONTHS[one.month - 1]} {year_words(year)}"
    day = f"{one.day} {MONTHS[one.month - 1]} {year_words(year)}"
    if one.part:
        return f"the {one.part} of {day}"
    return day if one.hour is None else _time(one.hour, one.minute or 0, zone_words(one.zone), day)


def _season_year(year: int, season: int, southern: bool) -> str:
    """The season that crosses the new year names both years: "winter 2020/21"."""
    crosses = season == (_SUMMER if southern else _WINTER) and year > 0
    return f"{year:04}/{(year + 1) % 100:02}" if crosses else year_words(year)


def _time(hour: int, minute: int, zone: str, day: str) -> str:
    """A time by the clock, then its day."""
    if (hour, minute) == (0, 0):
        return f"midnight{zone} at the start of {day}"
    if (hour, minute) == (12, 0):
        return f"noon{zone}, {day}"
    minutes = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes} {'a.m.' if hour < 12 else 'p.m.'}{zone}, {day}"

"""The day, month, season, year or decade in what a person typed, without its time of day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from myosotis.kit.date_words.names import MONTH_NUMBERS, MONTHS, NUMBERS, SEASON_NUMBERS, WEEKDAY_NUMBERS
from myosotis.kit.date_words.rare_words import before_christ, find_rare, in_year
from myosotis.kit.edtf import FuzzyDate, NotADate, Precision, parse_edtf

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the reader stands: the day it is, whether "4/5" is the fourth of May, and what weeks count to."""

    today: date
    day_first: bool
    due: date | None = None


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_WEEKDAY = rf"(?:(?:on )?(?:{_any(WEEKDAY_NUMBERS)})\.?,? (?:the )?)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_any(MONTH_NUMBERS)})\.?"
_YEAR = r"(?:(?P<year>[0-9]{4})|'?(?P<short>[0-9]{2}))"
_SEASON = rf"(?P<season>{_any(SEASON_NUMBERS)})"
_LEAD = re.compile(r"^(?:(?:on|in|during|sometime in|some time in) )?(?:the (?!year))?")
_AGO = re.compile(r"\b(?:day|week|month|year)s? ago$")
_FULL_YEAR = re.compile(r"[0-9]{4}")
#: Seasons and parts of a year, each in its round.
_GROUPS = (range(21, 25), range(25, 29), range(29, 33), range(33, 37), range(37, 40), range(40, 42))
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{_any(NUMBERS)})"


def find(typed: str, setting: Setting) -> FuzzyDate | None:
    """The date `typed` says, or None where it is no date."""
    typed = _LEAD.sub("", typed)
    try:
        ancient = before_christ(typed)
        if ancient:
            one = find(ancient[0], setting)
            return in_year(one, ancient[1]) if one else None
        for pattern, make in _WAYS:
            found = pattern.fullmatch(typed)
            if found:
                return parse_edtf(make(found, setting))
        rare = find_rare(typed, setting.today)
        return parse_edtf(rare) if rare else None
    except (NotADate, OverflowError):
        return None


def completed(left: str, right: str, last: FuzzyDate | None) -> Iterator[str]:
    """The beginning of a list or span with what it leaves to its last: "4" of "4 to 6 May 2021".

    `last` is the date of `right`. In "3 to 4 weeks ago" it is those words that are left to the last.
    """
    ago = _AGO.search(right)
    if ago:
        yield f"{left} {ago[0]}"
    elif last is not None and 0 < (last.year or 0) < 10_000 and not _FULL_YEAR.search(left):
        if last.month:
            yield f"{left} {month_name(last.month)} {last.year:04}"
        yield f"{left} {last.year:04}"
    yield left


def month_name(month: int) -> str:
    """How a month is typed, in small letters; 1 is January."""
    return MONTHS[month - 1].casefold()


def neighbour(point: FuzzyDate, step: int) -> FuzzyDate:
    """The date of the same kind beside this one: `step` 1 is the next, -1 the one before."""
    if point.hour is not None or point.part:
        return point
    year = point.year or 0
    if not 0 < year < 10_000 or point.mask or point.significant or len(set(point.marks)) > 1:
        raise NotADate
    found = _beside(point, year, step)
    if not 0 < (found.year or 0) < 10_000:
        raise NotADate
    return parse_edtf(found.edtf + point.marks[0])


def _beside(point: FuzzyDate, year: int, step: int) -> FuzzyDate:
    if point.precision is Precision.DAY:
        day = date(year, point.month or 1, point.day or 1)
        if day in (date.min, date.max):
            raise NotADate
        return parse_edtf((day + timedelta(days=step)).isoformat())
    if point.precision is Precision.DECADE:
        return parse_edtf(f"{(year + 10 * step) // 10:03}X")
    if point.precision is Precision.MONTH:
        return parse_edtf(_month(year, (point.month or 1) + step))
    if point.season:
        group = next(one for one in _GROUPS if point.season in one)
        years, season = divmod(point.season - group[0] + step, len(group))
        return parse_edtf(f"{year + years:04}-{group[0] + season}")
    return parse_edtf(f"{year + step:04}")


def _month(year: int, month: int) -> str:
    """The month as EDTF; `month` may lie outside 1 to 12 and is then of another year."""
    years, month = divmod(month - 1, 12)
    return f"{year + years:04}-{month + 1:02}"


def _full_year(found: Match, setting: Setting) -> int | None:
    """The year of a match. Two digits are the latest such year that is not in the future."""
    if found["year"]:
        return int(found["year"])
    if not found["short"]:
        return None
    year = setting.today.year // 100 * 100 + int(found["short"])
    return year if year <= setting.today.year else year - 100


def _named_day(found: Match, setting: Setting) -> str:
    return _day(_full_year(found, setting), MONTH_NUMBERS[found["month"]], int(found["day"]), setting)


def _numbers(found: Match, setting: Setting) -> str:
    """Numbers alone; where only one order makes a day, that one is meant."""
    first, second = int(found["first"]), int(found["second"])
    day, month = (first, second) if setting.day_first else (second, first)
    if month > 12:
        day, month = month, day
    return _day(_full_year(found, setting), month, day, setting)


def _day(year: int | None, month: int, day: int, setting: Setting) -> str:
    """The day as EDTF; without a year, the latest one that is not in the future."""
    if year is not None:
        return f"{year:04}-{month:02}-{day:02}"
    for back in range(9):  # 29 February may lie eight years back
        text = f"{setting.today.year - back:04}-{month:02}-{day:02}"
        try:
            if date.fromisoformat(text) <= setting.today:
                return text
        except ValueError:
            continue
    raise NotADate


def _numbered_day(found: Match, setting: Setting) -> str:
    """The latest such day of a month that is not in the future: "the 4th"."""
    day, today = int(found["day"]), setting.today
    for back in range(1 - (day <= today.day), 13):
        text = f"{_month(today.year, today.month - back)}-{day:02}"
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            continue
    raise NotADate


def _named_month(found: Match, setting: Setting) -> str:
    month = MONTH_NUMBERS[found["month"]]
    year = _full_year(found, setting)
    if year is None:
        year = setting.today.year - (month > setting.today.month)
    return f"{year:04}-{month:02}"


def _named_season(found: Match, setting: Setting) -> str:
    """A season. Its second year, where one is said, must be the next."""
    year = _full_year(found, setting) or 0
    second = found["second"]
    if second and int(second) not in ((year + 1) % 100, year + 1):
        raise NotADate
    return f"{year:04}-{SEASON_NUMBERS[found['season']]}"


def _decade(found: Match, setting: Setting) -> str:
    year = _full_year(found, setting)
    if year is None or year % 10:
        raise NotADate
    return f"{year // 10:03}X"


def _weekday(found: Match, setting: Setting) -> str:
    """The latest such weekday; "last" leaves today out."""
    back = (setting.today.weekday() - WEEKDAY_NUMBERS[found["weekday"]]) % 7
    if found["last"] and back == 0:
        back = 7
    return (setting.today - timedelta(days=back)).isoformat()


def _ago(found: Match, setting: Setting) -> str:
    """So many days, weeks, months or years ago, as exactly as such words are meant."""
    count = int(found["count"]) if found["count"].isdigit() else NUMBERS[found["count"]]
    today = setting.today
    return {
        "day": lambda: (today - timedelta(days=count)).isoformat(),
        "week": lambda: (today - timedelta(weeks=count)).isoformat() + "~",
        "month": lambda: _month(today.year, today.month - count) + "~",
        "year": lambda: f"{today.year - count:04}~",
    }[found["unit"]]()


def _relative(found: Match, setting: Setting) -> str:
    """Words that count from today."""
    today = setting.today
    monday = today - timedelta(days=today.weekday())
    week = timedelta(days=7)
    return {
        "today": lambda: today.isoformat(),
        "yesterday": lambda: (today - timedelta(days=1)).isoformat(),
        "day before yesterday": lambda: (today - timedelta(days=2)).isoformat(),
        "tomorrow": lambda: (today + timedelta(days=1)).isoformat(),
        "this week": lambda: f"{monday}/{monday + timedelta(days=6)}",
        "last week": lambda: f"{monday - week}/{monday - timedelta(days=1)}",
        "this month": lambda: _month(today.year, today.month),
        "last month": lambda: _month(today.year, today.month - 1),
        "this year": lambda: f"{today.year:04}",
        "last year": lambda: f"{today.year - 1:04}",
    }[found[0]]()


_RELATIVE = r"today|yesterday|day before yesterday|tomorrow|(?:this|last) (?:week|month|year)"
_WAYS: tuple[tuple[re.Pattern[str], Callable[[Match, Setting], str]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (_RELATIVE, _relative),
        (r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)", _numbered_day),
        (rf"(?P<last>last )?(?P<weekday>{_any(WEEKDAY_NUMBERS)})", _weekday),
        (rf"{_COUNT} (?P<unit>day|week|month|year)s? ago", _ago),
        (rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?", _named_day),
        (rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?", _named_day),
        (rf"(?P<year>[0-9]{{4}}),? {_MONTH} {_DAY}(?P<short>)", _named_day),
        (rf"{_WEEKDAY}(?P<first>[0-9]{{1,2}})([./-]) ?(?P<second>[0-9]{{1,2}})\2 ?{_YEAR}", _numbers),
        (rf"{_WEEKDAY}(?P<first>[0-9]{{1,2}})[./](?P<second>[0-9]{{1,2}})(?P<year>)(?P<short>)", _numbers),
        (r"(?P<year>[0-9]{4})([./-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", lambda f, _: _iso(f)),
        (r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})", lambda f, _: f"{f['year']}-{f['month']:0>2}"),
        (r"(?P<year>[0-9]{4})[./-](?P<month>[0-9]{1,2})", lambda f, _: f"{f['year']}-{f['month']:0>2}"),
        (rf"{_MONTH}(?:,? (?:of )?(?:(?P<year>[0-9]{{4}})|'(?P<short>[0-9]{{2}})))?", _named_month),
        (rf"(?P<year>[0-9]{{4}}),? {_MONTH}(?P<short>)", _named_month),
        (rf"{_SEASON},? (?:of )?{_YEAR}(?: ?[/-] ?(?P<second>[0-9]{{2}}|[0-9]{{4}}))?", _named_season),
        (rf"(?P<year>[0-9]{{4}}),? {_SEASON}(?P<short>)(?P<second>)", _named_season),
        (rf"{_YEAR}'?s", _decade),
        (r"(?:the year |year )?(?P<year>[0-9]{4})", lambda f, _: f["year"]),
    )
)


def _iso(found: Match) -> str:
    return f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"

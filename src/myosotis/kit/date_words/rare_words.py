"""What few families say and EDTF holds: digits that are not known, parts of a year, years long ago.

Each is said and read back here side by side. What has no plain English is said as "a date written 1984-X1".
"""

import re
from datetime import date

from myosotis.kit.date_words.names import MONTH_NUMBERS, MONTHS, SEASON_NUMBERS
from myosotis.kit.edtf import FuzzyDate, parse_edtf
from myosotis.kit.edtf.days import month_length
from myosotis.kit.edtf.points import year_text

_ORDINALS = ("first", "second", "third", "fourth")
#: Parts of a year: what one is called, the code of the first, and how many there are.
_PARTS = (("quarter", 33, 4), ("third", 37, 3), ("half", 40, 2))
_SIDES = {"northern": 4, "southern": 8}
_WRITTEN = "a date written "


def year_words(year: int) -> str:
    """A year as it is said: "2019", "44 BC", "the year 170000002"."""
    if year > 9999:
        return f"the year {year}"
    return f"{year:04}" if year > 0 else f"{1 - year} BC"


def say_rare(one: FuzzyDate) -> str:
    """A single date that only this file can say, or an empty text. Its marks are said elsewhere."""
    if one.significant:
        return _say_significant(one)
    if one.mask is not None:
        return _say_masked(one, *one.mask)
    if one.season is not None and one.season > 32:
        name, first, _ = next(part for part in reversed(_PARTS) if one.season >= part[1])
        return f"the {_ORDINALS[one.season - first]} {name} of {year_words(one.year or 0)}"
    return ""


def as_written(one: FuzzyDate) -> str:
    """The date as EDTF, marks included, for what has no plain English."""
    return _WRITTEN + one.edtf


def side_of(season: int) -> tuple[str, int]:
    """In which half of the world a season is, if EDTF says so, and its number from 21 to 24."""
    if season >= 29:
        return "southern ", season - 8
    return ("northern ", season - 4) if season >= 25 else ("", season)


def _say_significant(one: FuzzyDate) -> str:
    """The year and those it can be; `1950S2` is said "about 1950 (from 1900 to 1999)"."""
    year = int(one.edtf.removeprefix("Y").partition("S")[0])
    if one.years is None or year < 1:
        return as_written(one)
    return f"about {year_words(year)} (from {one.years[0]:04} to {one.years[1]:04})"


def _say_masked(one: FuzzyDate, year: str, month: str, day: str) -> str:
    within = _years_said(year)
    if not within or (day and not month):
        return as_written(one)
    if not month:
        return within
    of_year = f" in {within}"
    if month == "XX" and day in ("", "XX"):
        return f"some {'day' if day else 'month'}{of_year}"
    if "X" in month:
        months = {"0X": "January to September", "1X": "October to December"}.get(month)
        return (
            f"some month from {months} {year}" if months and not day and "X" not in year else as_written(one)
        )
    name = MONTHS[int(month) - 1]
    if day == "XX":
        return f"some day in {name}" + (of_year if "X" in year else f" {year}")
    if "X" in year:
        return as_written(one) if "X" in day else f"{day.lstrip('0')} {name}{of_year}".strip()
    first, last = _tens(int(year), int(month), day)
    return f"some day from {first} to {last} {name} {year}" if first < last else as_written(one)


def _years_said(mask: str) -> str:
    """The years of a mask whose last digits alone are not known; an empty text for others."""
    known = mask.rstrip("X")
    if "X" in known or "-" in known:
        return ""
    unknown = len(mask) - len(known)
    if unknown < 2:
        return f"the {known}0s" if unknown else known
    if unknown == 2:
        return f"the {ordinal(int(known) + 1)} century"
    return f"the years {known}000 to {known}999" if known else "some year"


def _tens(year: int, month: int, day: str) -> tuple[int, int]:
    """The first and last day of a mask like `1X`; the same day twice for another mask."""
    if day[1] != "X":
        return 1, 1
    first = int(day[0]) * 10
    return max(first, 1), min(first + 9, month_length(year, month))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
_WITHIN = (
    r"(?:(?P<year>[0-9]{4})|(?:the )?(?P<decade>[0-9]{3})0s"
    r"|(?:the )?(?P<century>[0-9]{1,3})(?:st|nd|rd|th) century"
    r"|(?:the )?years (?P<thousand>[0-9])000 to (?P=thousand)999|(?P<some>some year))"
)
_CENTURIES = re.compile(_WITHIN)
_SOME = re.compile(rf"some (?P<what>month|day) (?:in|of|during) {_WITHIN}")
_SOME_DAY = re.compile(rf"some day in {_MONTH}(?: (?:in |of )?{_WITHIN})?")
_IN_YEARS = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?)?{_MONTH} in {_WITHIN}")
_MONTHS_FROM = re.compile(
    r"some month from (?P<from>january to september|october to december) (?P<year>[0-9]{4})"
)
_DAYS_FROM = re.compile(
    rf"some day from (?P<first>[0-9]{{1,2}}) to (?P<last>[0-9]{{1,2}}) {_MONTH} (?P<year>[0-9]{{4}})"
)
_PART = re.compile(
    r"(?P<at>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) (?P<part>quarter|third|half)"
    r" of (?:the year )?(?P<year>[0-9]{4})"
)
_QUARTER = re.compile(r"q(?P<at>[1-4]),? (?P<year>[0-9]{4})")
_SIDED = re.compile(
    rf"(?P<side>northern|southern) (?P<season>{'|'.join(SEASON_NUMBERS)}) (?:of )?(?P<year>[0-9]{{4}})"
    r"(?:/(?P<second>[0-9]{2}))?"
)
_LONG = re.compile(r"(?:the )?year (?P<long>[0-9]{5,18})")
_SIGNIFICANT = re.compile(
    r"about (?:the year )?(?P<year>[0-9]{4,18}) \(from (?P<low>[0-9]{4,18}) to (?P<high>[0-9]{4,18})\)"
)
_BC = re.compile(r"(?P<rest>|.*\D)(?P<bc>[0-9]{1,18}) ?b\.?c\.?e?")


def written(typed: str) -> FuzzyDate | None:
    """What is said with its marks inside: "a date written 1984-X1~" and "about 1950 (from 1900 to 1999)"."""
    if typed.startswith(_WRITTEN):
        return parse_edtf(typed.removeprefix(_WRITTEN).upper())
    found = _SIGNIFICANT.fullmatch(typed)
    if not found:
        return None
    for sure in range(1, len(found["year"])):
        one = parse_edtf(f"{year_text(int(found['year']))}S{sure}")
        if one.years == (int(found["low"]), int(found["high"])):
            return one
    return None


def find_rare(typed: str, today: date) -> str:
    """The date as EDTF, or an empty text. `typed` comes without a leading "in" or "the"."""
    if found := _SOME.fullmatch(typed):
        return f"{_mask(found)}-XX" + ("-XX" if found["what"] == "day" else "")
    if found := _SOME_DAY.fullmatch(typed):
        month = MONTH_NUMBERS[found["month"]]
        year = _mask(found) or f"{today.year - (month > today.month):04}"
        return f"{year}-{month:02}-XX"
    if found := _IN_YEARS.fullmatch(typed):
        return f"{_mask(found)}-{MONTH_NUMBERS[found['month']]:02}" + (
            f"-{found['day']:0>2}" if found["day"] else ""
        )
    if found := _MONTHS_FROM.fullmatch(typed):
        return f"{found['year']}-{'0X' if found['from'].startswith('j') else '1X'}"
    if found := _LONG.fullmatch(typed):
        return f"Y{found['long']}"
    found = _CENTURIES.fullmatch(typed)
    if found and not found["year"] and not found["some"]:
        return _mask(found)
    return _part_of_year(typed) or _tens_of_month(typed)


def _mask(found: re.Match[str]) -> str:
    """The year of a match with X for what is not known; an empty text where none is said."""
    if found["century"]:
        century = int(found["century"])
        return f"{century - 1:02}XX" if 1 <= century <= 100 else ""
    if found["decade"]:
        return f"{found['decade']}X"
    if found["thousand"]:
        return f"{found['thousand']}XXX"
    return "XXXX" if found["some"] else found["year"] or ""


def _part_of_year(typed: str) -> str:
    """A quarter, third or half, or a season of one half of the world."""
    if found := _QUARTER.fullmatch(typed):
        return f"{found['year']}-{32 + int(found['at'])}"
    if found := _PART.fullmatch(typed):
        first, count = next((first, count) for name, first, count in _PARTS if name == found["part"])
        said = found["at"]
        at = count if said == "last" else int(said[0]) if said[0].isdigit() else _ORDINALS.index(said) + 1
        return f"{found['year']}-{first + at - 1}" if at <= count else ""
    if found := _SIDED.fullmatch(typed):
        if found["second"] and int(found["second"]) != (int(found["year"]) + 1) % 100:
            return ""
        return f"{found['year']}-{SEASON_NUMBERS[found['season']] + _SIDES[found['side']]}"
    return ""


def _tens_of_month(typed: str) -> str:
    """ "Some day from 10 to 19 July 2004"; other stretches of days are no mask."""
    found = _DAYS_FROM.fullmatch(typed)
    if not found:
        return ""
    year, month, mask = int(found["year"]), MONTH_NUMBERS[found["month"]], f"{int(found['first']) // 10}X"
    if _tens(year, month, mask) != (int(found["first"]), int(found["last"])):
        return ""
    return f"{year:04}-{month:02}-{mask}"


def before_christ(typed: str) -> tuple[str, int] | None:
    """The text with a year of the same length in place of one "BC", and the year meant; or None."""
    found = _BC.fullmatch(typed)
    if not found or found["bc"].strip("0") == "":
        return None
    year = 1 - int(found["bc"])
    return f"{found['rest']}{2000 + year % 400:04}", year


def in_year(one: FuzzyDate, year: int) -> FuzzyDate:
    """The same date in another year. Raises `NotADate` where there is no such date."""
    return parse_edtf(year_text(year) + one.edtf[4:])

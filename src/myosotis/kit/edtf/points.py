"""One date of EDTF without a slash, a bracket or a brace."""

import re

from myosotis.kit.edtf import days
from myosotis.kit.edtf.fuzzy import FuzzyDate, NotADate, Precision

_MARK = r"[?~%]?"
_POINT = re.compile(
    rf"(?P<year_left>{_MARK})(?P<year>-?[0-9X]{{4}})(?P<year_right>{_MARK})"
    rf"(?:-(?P<month_left>{_MARK})(?P<month>[0-9X]{{2}})(?P<month_right>{_MARK})"
    rf"(?:-(?P<day_left>{_MARK})(?P<day>[0-9X]{{2}})"
    r"(?:T(?:(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
    r"|(?P<part>morning|afternoon|evening|night)))?)?)?(?P<mark>\?~|~\?|[~?%]?)"
)
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([~?%]?)")
#: A year by itself: with the letter, times a power of ten, with some digits sure.
_YEAR = re.compile(
    r"(?:Y(?P<long>-?[0-9]{1,18})(?:E(?P<power>[0-9]{1,2}))?|(?P<short>-?[0-9]{4})(?=S))"
    r"(?:S(?P<sure>[0-9]{1,2}))?(?P<mark>[~?%]?)"
)
#: Years are read up to here: far more than anybody can mean, and quickly reckoned with.
_FARTHEST = 10**18
_SEASONS = range(21, 42)
_FARTHEST_ZONE = 14


def point(text: str) -> FuzzyDate:
    """The date. Raises `NotADate`."""
    basic = _BASIC.fullmatch(text)
    found = _POINT.fullmatch("{}-{}-{}{}".format(*basic.groups()) if basic else text)
    if found:
        return _masked(found) if "X" in text else _written(found)
    year = _YEAR.fullmatch(text)
    if not year:
        raise NotADate
    return _year_alone(year)


def year_text(year: int) -> str:
    """A year as EDTF writes it: `0033`, `-0043`, `Y170000002`."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def written(parts: list[str], marks: tuple[str, ...]) -> str:
    """Parts and their marks in the shortest spelling: one for all, one for the first parts, then one each."""
    if len(set(marks)) == 1:
        return "-".join(parts) + marks[0]
    together = 2 if marks[0] == marks[1] != "" else 1
    left = "-".join(parts[:together]) + marks[0]
    return "-".join(
        [left, *(mark + part for mark, part in zip(marks[together:], parts[together:], strict=True))]
    )


def marked(edtf: str, marks: tuple[str, ...]) -> FuzzyDate:
    """A single date (no time of day) with the marks of its parts as given, as many as it has parts."""
    minus, plain = edtf[:1] == "-", re.sub(r"[?~%]", "", edtf)
    parts = plain.removeprefix("-").split("-")
    if len(parts) != len(marks):
        raise NotADate
    return point(written([("-" if minus else "") + parts[0], *parts[1:]], marks))


def _marks(found: re.Match[str]) -> tuple[str, ...]:
    """The mark of each part that is written: what stands right of a part counts for all to its left too."""
    whole = found["mark"]
    month_right = (found["month_right"] or "") + whole
    each = [(found["year_left"] + found["year_right"] + month_right, found["year"])]
    each += [((found["month_left"] or "") + month_right, found["month"])]
    each += [((found["day_left"] or "") + whole, found["day"])]
    return tuple(_one_mark(marks) for marks, part in each if part)


def _one_mark(marks: str) -> str:
    about, perhaps = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    return {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, perhaps), "")


def _written(found: re.Match[str]) -> FuzzyDate:
    """A date all of whose digits are known, if it is on the calendar."""
    marks = _marks(found)
    year = int(found["year"])
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    if month is None:
        return _made([year_text(year)], marks, Precision.YEAR, year=year)
    parts = [year_text(year), f"{month:02}"]
    if month in _SEASONS and day is None:
        return _made(parts, marks, Precision.SEASON, year=year, season=month)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= days.month_length(year, month)):
        raise NotADate
    if day is None:
        return _made(parts, marks, Precision.MONTH, year=year, month=month)
    parts.append(f"{day:02}")
    if found["hour"] or found["part"]:
        return _timed(found, parts, marks, (year, month, day))
    return _made(parts, marks, Precision.DAY, year=year, month=month, day=day)


def _timed(
    found: re.Match[str], parts: list[str], marks: tuple[str, ...], ymd: tuple[int, int, int]
) -> FuzzyDate:
    """A minute or part of a day. Its mark is of the whole."""
    if len(set(marks)) > 1:
        raise NotADate
    year, month, day = ymd
    if found["part"]:
        parts[-1] += f"T{found['part']}"
        part: str = found["part"]
        return _made(parts, marks, Precision.PART, year=year, month=month, day=day, part=part)
    hour, minute, zone = int(found["hour"]), int(found["minute"]), _zone(found["zone"] or "")
    if hour > 23 or minute > 59:
        raise NotADate
    parts[-1] += f"T{hour:02}:{minute:02}{zone}"
    return _made(
        parts,
        marks,
        Precision.MINUTE,
        year=year,
        month=month,
        day=day,
        hour=hour,
        minute=minute,
        zone=zone,
    )


def _zone(text: str) -> str:
    """The zone in one spelling: `+02` is `+02:00`, and no difference is `Z`."""
    if text in ("", "Z"):
        return text
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > _FARTHEST_ZONE or int(digits[2:]) > 59:
        raise NotADate
    return "Z" if digits == "0000" else f"{text[0]}{digits[:2]}:{digits[2:]}"


def _masked(found: re.Match[str]) -> FuzzyDate:
    """A date some of whose digits are not known, if some day of the calendar fits it."""
    parts = [found["year"], *(found[part] for part in ("month", "day") if found[part])]
    mask = (found["year"], found["month"] or "", found["day"] or "")
    seen = days.masked(*mask)
    if seen is None or found["hour"] or found["part"] or not "".join(mask).strip("-X"):
        raise NotADate
    first, last = next(days.years(mask[0])), next(days.years(mask[0], latest_first=True))
    marks = _marks(found)
    if len(parts) == 1 and last - first == 9 and first >= 0:
        return _made(parts, marks, Precision.DECADE, year=first)
    precision, month = Precision.YEARS, None
    if first == last:
        precision = Precision.YEAR
        if "X" not in mask[1]:
            precision, month = Precision.MONTH, int(mask[1])
    elif last - first == 9:
        precision = Precision.DECADE
    return _made(parts, marks, precision, year=first, month=month, mask=mask, years=(first, last))


def _year_alone(found: re.Match[str]) -> FuzzyDate:
    """A year of many digits, or one whose first digits alone are sure."""
    year = int(found["long"] or found["short"]) * 10 ** int(found["power"] or 0)
    if abs(year) >= _FARTHEST:
        raise NotADate
    if not found["sure"]:
        return _made([year_text(year)], (found["mark"],), Precision.YEAR, year=year)
    sure, width = int(found["sure"]), max(4, len(str(abs(year))))
    if not 1 <= sure <= width or found["mark"] or (found["long"] and abs(year) < 1000):
        raise NotADate
    if sure == width:
        return _made([year_text(year)], ("",), Precision.YEAR, year=year)
    size: int = 10 ** (width - sure)
    low = abs(year) // size * size
    high = low + size - 1
    first, last = (low, high) if year >= 0 else (-high, -low)
    text = f"{year_text(year)}S{sure}"
    return _made([text], ("",), Precision.YEARS, year=first, significant=sure, years=(first, last))


def _made(
    parts: list[str],
    marks: tuple[str, ...],
    precision: Precision,
    *,
    year: int,
    season: int | None = None,
    month: int | None = None,
    day: int | None = None,
    hour: int | None = None,
    minute: int | None = None,
    zone: str = "",
    part: str | None = None,
    mask: tuple[str, str, str] | None = None,
    significant: int = 0,
    years: tuple[int, int] | None = None,
) -> FuzzyDate:
    """A single date with what its marks say."""
    every = "".join(marks)
    return FuzzyDate(
        written(parts, marks),
        precision,
        approximate="~" in every or "%" in every,
        uncertain="?" in every or "%" in every,
        year=year,
        season=season,
        month=month,
        day=day,
        hour=hour,
        minute=minute,
        zone=zone,
        part=part,
        marks=marks,
        mask=mask,
        significant=significant,
        years=years,
    )

"""Reading the date a person typed: "4.5.2021", "last Tuesday", "around 3 a.m., 2 March 2024", "autumn 2020".

Every way of typing is turned into EDTF text, and `parse_edtf` alone decides whether that is a date. What has
no year is taken as the latest such day that is not in the future; of two-digit years, likewise.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from myosotis.kit.date_words import calendar_words
from myosotis.kit.date_words.clock_words import split_time
from myosotis.kit.date_words.names import NOT_KNOWN
from myosotis.kit.edtf import UNKNOWN, FuzzyDate, NotADate, Precision, parse_edtf

_LONGEST = 120
_UNKNOWN = frozenset(
    {
        "",
        NOT_KNOWN,
        "unknown",
        "not known",
        "some day",
        "someday",
        "i don't know",
        "i do not know",
        "don't know",
    }
    | {"we don't know", "we do not know", "no idea", "not sure", "unsure", "?", "-"}
)
_ABOUT = (
    r"(?:about|around|roughly|approximately|approx\.?|circa|ca?\.|ca?(?= )|~"
    r"|(?:the )?(?:early|late|middle|beginning|start|end)(?: in| of)?|mid)(?:[ -]|(?<=[.~]))"
)
_PERHAPS = r"(?:perhaps|maybe|possibly|probably|i think|i believe|we think)(?:,? )"
_BEFORE = re.compile(rf"(?:(?P<about>{_ABOUT})|(?P<perhaps>{_PERHAPS})) *")
_BEHIND = re.compile(
    r"(?:(?P<about>-ish|,? or so|,? or thereabouts| ?~)|(?P<both> ?%)"
    r"|(?P<perhaps> ?\(?\?\)?|,? (?:perhaps|maybe|i think|we think)))$"
)
_FROM_TO = (
    re.compile(r"between (?P<rest>.+)"),
    re.compile(r"from (?P<rest>.+)"),
    re.compile(r"(?P<rest>.+)"),
)
_TO = re.compile(r" (?:and|to|till|until|through) | ?[-–—] ?| ?/ ?")
_OPEN = (
    (re.compile(r"(?:since|from) (.+?)(?: on| onwards?)?"), "{}/.."),
    (re.compile(r"(?:until|till|up to|by|to) (.+)"), "../{}"),
)
_STRICTLY = (
    (re.compile(r"(?:some time |sometime )?after (.+)"), 1),
    (re.compile(r"(?:some time |sometime )?before (.+)"), -1),
)


def read(text: str, *, today: date, day_first: bool = True) -> FuzzyDate:
    """The date `text` says, as seen from `today`; `day_first` tells what "4/5/2021" means.

    Raises `NotADate`, which does not repeat the text.
    """
    try:
        return parse_edtf(text)
    except NotADate:
        pass
    typed = _plain(text)
    if typed in _UNKNOWN:
        return parse_edtf(UNKNOWN)
    setting = calendar_words.Setting(today, day_first)
    for way in (_point, _open, _strictly, _span):
        found = way(typed, setting)
        if found is not None:
            return found
    raise NotADate


def _plain(text: str) -> str:
    """What was typed in one spelling: small letters, single spaces, no full stop at the end."""
    if len(text) > _LONGEST:
        raise NotADate
    typed = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    typed = " ".join(typed.split())
    return typed if re.search(r"\b[ap]\.m\.$", typed) else typed.rstrip(".")


def _point(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """One date with its marks, or None."""
    rest, about, perhaps = _without_marks(typed)
    day_text, clock = split_time(rest)
    if clock:
        day_text, more, unsure = _without_marks(day_text)
        about, perhaps = about or more, perhaps or unsure
    found = calendar_words.find(day_text, setting)
    if found is None:
        return None
    if clock:
        if found.precision is not Precision.DAY:
            return None
        found = parse_edtf(f"{found.edtf}T{clock}")
    return _marked(found, about, perhaps)


def _without_marks(typed: str) -> tuple[str, bool, bool]:
    """The text without "about" and "perhaps", and whether they were there."""
    about = perhaps = False
    while found := _BEFORE.match(typed) or _BEHIND.search(typed):
        both = bool(found.groupdict().get("both"))
        about = about or both or bool(found["about"])
        perhaps = perhaps or both or bool(found["perhaps"])
        typed = (typed[: found.start()] + typed[found.end() :]).strip()
    return typed, about, perhaps


def _marked(found: FuzzyDate, about: bool, perhaps: bool) -> FuzzyDate:
    if found.is_interval:
        return found
    about, perhaps = about or found.approximate, perhaps or found.uncertain
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, perhaps), "")
    return parse_edtf(found.edtf.rstrip("~?%") + mark)


def _open(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """Since or until a date."""
    for pattern, edtf in _OPEN:
        found = pattern.fullmatch(typed)
        point = _point(found[1], setting) if found else None
        if point is not None and point.is_known and not point.is_interval:
            return parse_edtf(edtf.format(point.edtf))
    return None


def _strictly(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """Before or after a date, that date left out: "before 2021" is until 2020."""
    for pattern, step in _STRICTLY:
        found = pattern.fullmatch(typed)
        point = _point(found[1], setting) if found else None
        if point is not None and point.is_known and not point.is_interval:
            beside = calendar_words.neighbour(point, step).edtf
            return parse_edtf(f"{beside}/.." if step > 0 else f"../{beside}")
    return None


def _span(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """From one date to another. A beginning that lacks a month or year has those of the end."""
    for pattern in _FROM_TO:
        found = pattern.fullmatch(typed)
        for left, right in _halves(found["rest"]) if found else ():
            span = _between(left, right, setting)
            if span is not None:
                return span
    return None


def _halves(typed: str) -> Iterator[tuple[str, str]]:
    for cut in _TO.finditer(typed):
        yield typed[: cut.start()].strip(), typed[cut.end() :].strip()


def _between(left: str, right: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    if re.fullmatch(r"[0-9]{4}", left) and re.fullmatch(r"[0-9]{2}", right):
        right = left[:2] + right
    end = _point(right, setting)
    if end is None or not end.is_known or end.is_interval:
        return None
    for candidate in _completed(left, end):
        start = _point(candidate, setting)
        if start is not None and start.is_known and not start.is_interval:
            return parse_edtf(f"{start.edtf}/{end.edtf}")
    return None


def _completed(left: str, end: FuzzyDate) -> Iterator[str]:
    """The beginning of a span with what it leaves to its end: "4" of "4 to 6 May 2021"."""
    if not re.search(r"[0-9]{4}", left):
        if end.month:
            yield f"{left} {calendar_words.month_name(end.month)} {end.year:04}"
        yield f"{left} {end.year:04}"
    yield left

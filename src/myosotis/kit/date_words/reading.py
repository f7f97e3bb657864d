"""Reading the date a person typed: "4.5.2021", "last Tuesday", "around 3 a.m., 2 March 2024", "autumn 2020".

Every way of typing is turned into EDTF text, and `parse_edtf` alone decides whether that is a date. What has
no year is taken as the latest such day that is not in the future; of two-digit years, likewise.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from myosotis.kit.date_words import calendar_words, rare_words, week_words
from myosotis.kit.date_words.calendar_words import completed
from myosotis.kit.date_words.clock_words import split_time, take_zone
from myosotis.kit.date_words.names import NOT_KNOWN
from myosotis.kit.date_words.saying import part_names
from myosotis.kit.date_words.set_words import find_set
from myosotis.kit.edtf import UNKNOWN, FuzzyDate, NotADate, Precision, parse_edtf
from myosotis.kit.edtf.points import marked

_LONGEST = 400
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
    (re.compile(r"from (.+), end not known"), "{}/"),
    (re.compile(r"until (.+), beginning not known"), "/{}"),
    (re.compile(r"(?:since|from) (.+?)(?: on| onwards?)?"), "{}/.."),
    (re.compile(r"(?:until|till|up to|by|to) (.+)"), "../{}"),
)
_STRICTLY = (
    (re.compile(r"(?:some time |sometime )?after (.+)"), 1),
    (re.compile(r"(?:some time |sometime )?before (.+)"), -1),
)


#: "the year perhaps, the day about"
_OF_PARTS = re.compile(r"(?P<rest>.+) \((?P<marks>the (?:year|month|season|part|day)\b[a-z, ]*)\)")
_ONE_MARK = re.compile(r"the (?P<names>[a-z]+(?: and [a-z]+)*) (?P<mark>perhaps about|perhaps|about)(?:, |$)")
_MARKS = {"about": "~", "perhaps": "?", "perhaps about": "%"}
_NIGHT = re.compile(
    r"(?:(?:in|during) )?(?:the )?night (?:from|between) (?P<first>.+) (?:to|and) (?P<last>.+)"
)


def read(text: str, *, today: date, day_first: bool = True, due: date | None = None) -> FuzzyDate:
    """The date `text` says, as seen from `today`; `day_first` tells what "4/5/2021" means.

    "At 20 weeks" is counted from the due date; without one it raises `NoDueDate`. Raises `NotADate`, which
    does not repeat the text.
    """
    try:
        return parse_edtf(text)
    except NotADate:
        pass
    typed = _plain(text)
    if typed in _UNKNOWN:
        return parse_edtf(UNKNOWN)
    setting = calendar_words.Setting(today, day_first, due)
    for way in (_point, _weeks, _night, _open, _strictly, _set, _span):
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
    try:
        return rare_words.written(typed) or _with_marked_parts(typed, setting) or _plain_point(typed, setting)
    except NotADate:
        return None


def _plain_point(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """One date whose marks, if any, are of the whole."""
    typed, zone = take_zone(typed)
    rest, about, perhaps = _without_marks(typed)
    day_text, clock = split_time(rest)
    if clock:
        day_text, more, unsure = _without_marks(day_text)
        about, perhaps = about or more, perhaps or unsure
    found = calendar_words.find(day_text, setting)
    if found is None or (zone and ":" not in clock):
        return None
    if clock:
        if found.precision is not Precision.DAY:
            return None
        found = parse_edtf(f"{found.edtf}T{clock}{zone}")
    return _marked(found, about, perhaps)


def _with_marked_parts(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """One date that says of each part how sure it is: "11 June 2004 (the year perhaps, the day about)"."""
    said = _OF_PARTS.fullmatch(typed)
    one = _plain_point(said["rest"], setting) if said else None
    if said is None or one is None or not one.is_single or any(one.marks):
        return None
    of_part = {
        name: _MARKS[mark["mark"]]
        for mark in _ONE_MARK.finditer(said["marks"])
        for name in mark["names"].split(" and ")
    }
    names = part_names(one)
    if not of_part.keys() <= set(names):
        return None
    return marked(one.edtf, tuple(of_part.get(name, "") for name in names))


def _weeks(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """A day or a week counted from the due date."""
    rest, about, perhaps = _without_marks(typed)
    edtf = week_words.find(rest, setting.due) or week_words.find(typed, setting.due)
    return _marked(parse_edtf(edtf), about, perhaps) if edtf else None


def _night(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """ "The night from 3 to 4 May": it belongs to the day in whose evening it begins."""
    found = _NIGHT.fullmatch(typed)
    span = _between(found["first"], found["last"], setting) if found else None
    if span is None or span.start is None or span.end is None or span.precision is not Precision.DAY:
        return None
    follows = calendar_words.neighbour(span.start, 1) == span.end
    return parse_edtf(f"{span.start.edtf}Tnight") if follows and not any(span.start.marks) else None


def _set(typed: str, setting: calendar_words.Setting) -> FuzzyDate | None:
    """One of several dates, or all of them."""
    return find_set(typed, lambda text: _point(text, setting))


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
    if found.start is not None and found.end is not None:
        start, end = (_marked(one, about, perhaps) for one in (found.start, found.end))
        return parse_edtf(f"{start.edtf}/{end.edtf}")
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
    for candidate in completed(left, right, end):
        start = _point(candidate, setting)
        if start is not None and start.is_known and not start.is_interval:
            if right.endswith(" ago"):  # "3 to 4 weeks ago" counts backwards
                start, end = sorted((start, end), key=FuzzyDate.sort_key)
            return parse_edtf(f"{start.edtf}/{end.edtf}")
    return None

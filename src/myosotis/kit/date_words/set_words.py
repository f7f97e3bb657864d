"""Several dates at once: "either the 3rd or the 4th of May", "every day from 4 to 6 May 2021"."""

import re
from collections.abc import Callable

from myosotis.kit.date_words.calendar_words import completed
from myosotis.kit.edtf import FuzzyDate, parse_edtf

Point = Callable[[str], FuzzyDate | None]
#: The words of the last date of a list, and that date if they are a single one.
Last = tuple[str, FuzzyDate | None]

_MOST = 12
_ONE_OF = re.compile(r"(?:either|one of(?: the (?:days|months|years))?|any of) (?P<rest>.+)")
_ALL_OF = re.compile(r"(?:both|all of|each of) (?P<rest>.+)")
_CUT = re.compile(r",? (?:or|and) |, ")
_ONE_FROM = re.compile(r"(?:one of the|some|any) (?:day|month|year)s? (?:from|between) (?P<rest>.+)")
_ALL_FROM = re.compile(r"(?:every|each|all the) (?:day|month|year)s? (?:from|between) (?P<rest>.+)")
_TO = re.compile(r" (?:to|and|till|until|through) | ?[-–—] ?")
_OR_SOME = re.compile(r"(?P<edge>.+) or some (?P<noun>day|month|year) (?P<way>before|after)")
_AND_EVERY = re.compile(r"(?P<edge>.+) and every (?P<noun>day|month|year) (?P<way>before|after)")


def find_set(typed: str, point: Point) -> FuzzyDate | None:
    """The set that `typed` says, its single dates read by `point`; None for what is no set."""
    for pattern, edtf in ((_ONE_FROM, "[{}]"), (_ALL_FROM, "{{{}}}")):
        found = pattern.fullmatch(typed)
        stretch = _stretch(found["rest"], point) if found else ""
        if stretch:
            return parse_edtf(edtf.format(stretch))
    for pattern, every in ((_ONE_OF, False), (_ALL_OF, True)):
        found = pattern.fullmatch(typed)
        if found:
            return _listed(found["rest"], point, every=every)
    return _bare(typed, point)


def _bare(typed: str, point: Point) -> FuzzyDate | None:
    """A list that only its last "or" or "and" tells from other dates, or a date and what lies beyond it."""
    cuts = _CUT.findall(typed)
    words = [cut.strip(" ,") for cut in cuts if cut.strip(" ,")]
    if not words:
        return None
    every = words[-1] == "and"
    if len(cuts) == 1:
        stretch = _open(typed, point, every=every)
        if stretch:
            return parse_edtf(f"{{{stretch}}}" if every else f"[{stretch}]")
        if every:
            return None  # "4 and 6 May" without "both" is from one to the other
    return _listed(typed, point, every=every)


def _listed(typed: str, point: Point, *, every: bool) -> FuzzyDate | None:
    """Dates one after the other; those that lack a month or year have those of the last.

    A comma may also stand inside a date ("3 a.m., 4 May 2021"), so every way to cut is tried.
    """
    cuts = list(_CUT.finditer(typed))
    if not cuts or len(cuts) > _MOST:
        return None
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(typed)]
    for at in range(len(starts) - 1, 0, -1):
        right = typed[starts[at] :]
        item = _item(right, point, None, every=every)
        last = right, point(right)
        first = _before(typed, starts[:at], ends[:at], point, last, every=every) if item else None
        if first:
            inner = ",".join([*first, item])
            return parse_edtf(f"{{{inner}}}" if every else f"[{inner}]")
    return None


def _before(
    typed: str, starts: list[int], ends: list[int], point: Point, last: Last, *, every: bool
) -> list[str] | None:
    """The dates before the last as EDTF, the fewest words to each; None where no way to cut makes dates."""
    known: list[list[str] | None] = [[]]
    for end in range(len(ends)):
        found = None
        for start in range(end, -1, -1):
            before = known[start]
            if before is None:
                continue
            item = _item(typed[starts[start] : ends[end]], point, last, every=every)
            if item:
                found = [*before, item]
                break
        known.append(found)
    return known[-1]


def _item(text: str, point: Point, last: Last | None, *, every: bool) -> str:
    """One date of a list, or a stretch, as EDTF; an empty text for what is neither."""
    for candidate in completed(text, *(last or ("", None))):
        one = point(candidate)
        if one is not None and one.is_single:
            return one.edtf
    return _open(text, point, every=every) or _stretch(text, point)


def _open(text: str, point: Point, *, every: bool) -> str:
    """ "1984 or some year before" as EDTF."""
    found = (_AND_EVERY if every else _OR_SOME).fullmatch(text)
    edge = point(found["edge"]) if found else None
    if found is None or edge is None or str(edge.precision) != found["noun"]:
        return ""
    return f"..{edge.edtf}" if found["way"] == "before" else f"{edge.edtf}.."


def _stretch(text: str, point: Point) -> str:
    """ "4 to 6 May 2021" as EDTF writes it in a set."""
    for cut in _TO.finditer(text):
        last = point(text[cut.end() :])
        if last is None or not last.is_single:
            continue
        for candidate in completed(text[: cut.start()], text[cut.end() :], last):
            first = point(candidate)
            if first is not None and first.is_single and first.precision is last.precision:
                return f"{first.edtf}..{last.edtf}"
    return ""

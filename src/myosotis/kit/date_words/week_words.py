"""Dates told by the weeks of a pregnancy: "at 20 weeks", "20w3d", "a week after her due date"."""

import re
from datetime import date, timedelta

from myosotis.kit import gestation
from myosotis.kit.date_words.names import NUMBERS
from myosotis.kit.edtf import NotADate

_COUNT = rf"[0-9]{{1,2}}|{'|'.join(NUMBERS)}"
_WEEK = re.compile(rf"({_COUNT}) ?(?:w|wks?|weeks?)")
_BEHIND = r"(?:,? pregnant| along| of (?:the )?pregnancy| (?:of )?gestation)?"
_AT = re.compile(rf"(?:(?:at|in|when|with) )?(?P<age>.+?){_BEHIND}")
_FROM_TO = re.compile(
    rf"(?:(?:between|from) )?(?P<first>.+?)(?: (?:and|to|till|until) | ?[-–—] ?)(?P<last>.+?){_BEHIND}"
)
_DUE = re.compile(
    rf"(?:on )?(?:(?P<count>{_COUNT}) (?P<unit>day|week)s? (?P<way>before|after|past) )?"
    r"(?:the|her|his|their|our|my|your) due (?:date|day)"
)

#: First and last day of something, counted from the first day of a pregnancy.
Span = tuple[int, int]


class NoDueDate(NotADate):
    """To read weeks we need a due date."""


def find(typed: str, due: date | None) -> str:
    """The day, or the seven days of a week, as EDTF; an empty text for what tells no weeks.

    Raises `NoDueDate` where weeks are told and `due` is None.
    """
    span = _beside_due(typed) or _at(typed) or _from_to(typed)
    if span is None:
        return ""
    if due is None:
        raise NoDueDate
    try:
        first, last = (due + timedelta(days=one - gestation.WHOLE) for one in span)
    except OverflowError:
        raise NotADate from None
    return first.isoformat() if first == last else f"{first}/{last}"


def _at(typed: str) -> Span | None:
    found = _AT.fullmatch(typed)
    return _age(found["age"]) if found else None


def _from_to(typed: str) -> Span | None:
    """ "Between 20 and 22 weeks": the first may leave the word to the last."""
    found = _FROM_TO.fullmatch(typed)
    last = _age(found["last"]) if found else None
    if found is None or last is None:
        return None
    first = _age(found["first"]) or _age(f"{found['first']}w")
    return (first[0], last[1]) if first else None


def _beside_due(typed: str) -> Span | None:
    found = _DUE.fullmatch(typed)
    if not found:
        return None
    count = _number(found["count"]) if found["count"] else 0
    days = count * (7 if found["unit"] == "week" else 1) * (-1 if found["way"] == "before" else 1)
    return gestation.WHOLE + days, gestation.WHOLE + days


def _age(text: str) -> Span | None:
    """A week is its seven days; weeks and days are a day."""
    week = _WEEK.fullmatch(text)
    if week:
        first = _number(week[1]) * 7
        return (first, first + 6) if first < gestation.LONGEST else None
    try:
        day = gestation.parse(text).total
    except gestation.NotAnAge:
        return None
    return day, day


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]

"""Reading EDTF: one date, an interval or a set, and the shortest way to a sort key."""

from datetime import date, datetime

from myosotis.kit.edtf.fuzzy import (
    COARSE_FIRST,
    SEASONS,
    UNKNOWN,
    FuzzyDate,
    NotADate,
    Precision,
    SortKey,
    days_of,
    minute_of_day,
    years_of,
)
from myosotis.kit.edtf.points import point

_NOTHING = frozenset({"", "unknown", UNKNOWN, "XXXX-XX", "XXXX-XX-XX", "/", "../", "/..", "../.."})
_LONGEST = 400
#: What "all between" can be said of.
_COUNTED = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def parse_edtf(text: str) -> FuzzyDate:
    """The date `text` writes in EDTF (see the head of this room). Raises `NotADate` without repeating it."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise NotADate
    if text in _NOTHING:
        return FuzzyDate(UNKNOWN, Precision.UNKNOWN)
    if text[0] + text[-1] in ("[]", "{}"):
        return _set(text[1:-1].split(","), every=text[0] == "{")
    if "/" not in text:
        return point(text)
    left, _, right = text.partition("/")
    return _interval(left, right)


def between(start: FuzzyDate | None, end: FuzzyDate | None) -> FuzzyDate:
    """The interval from `start` to `end`, None being open. Raises `NotADate` if it would run backwards."""
    return parse_edtf(f"{start.edtf if start else '..'}/{end.edtf if end else '..'}")


def sort_key_of(edtf: str, *, southern: bool = False) -> SortKey:
    """`FuzzyDate.sort_key` of a canonical text, by a short way for days and minutes. Raises `NotADate`."""
    size = len(edtf)
    if (size == 10 or size == 16) and edtf[4] == edtf[7] == "-":
        try:
            if size == 10:
                day = date.fromisoformat(edtf).toordinal()
                return (0, day, -1, -day, edtf)
            if edtf[10] == "T" and edtf[13] == ":":
                moment = datetime.fromisoformat(edtf)
                day = moment.toordinal()
                return (0, day, moment.hour * 60 + moment.minute, -day, edtf)
        except ValueError:
            pass  # not a plain day after all: the long way says what it is, or that it is no date
    return parse_edtf(edtf).sort_key(southern=southern)


def _interval(left: str, right: str) -> FuzzyDate:
    """From start to end; a span whose ends are the same text is that date itself."""
    start = None if left in ("", "..") else _with_year(left)
    end = None if right in ("", "..") else _with_year(right)
    if start is not None and end is not None:
        if start == end:
            return start
        if _backwards(start, end):
            raise NotADate
    return _joined(f"{start.edtf if start else left}/{end.edtf if end else right}", start, end)


def _joined(edtf: str, start: FuzzyDate | None, end: FuzzyDate | None) -> FuzzyDate:
    """A stretch with what its known ends say of it."""
    ends = [one for one in (start, end) if one is not None]
    return FuzzyDate(
        edtf,
        min((one.precision for one in ends), key=COARSE_FIRST.index),
        any(one.approximate for one in ends),
        any(one.uncertain for one in ends),
        start=start,
        end=end,
    )


def _set(texts: list[str], *, every: bool) -> FuzzyDate:
    """One of some dates, or all of them, in their order; a set of one plain date is that date itself."""
    last = len(texts) - 1
    found = {
        one.edtf: one
        for one in (_member(text.strip(), first=at == 0, last=at == last) for at, text in enumerate(texts))
    }
    members = tuple(sorted(found.values(), key=_place))
    if len(members) == 1 and not members[0].is_interval:
        return members[0]
    inner = ",".join(one.edtf for one in members)
    return FuzzyDate(
        f"{{{inner}}}" if every else f"[{inner}]",
        min((one.precision for one in members), key=COARSE_FIRST.index),
        any(one.approximate for one in members),
        any(one.uncertain for one in members),
        members=members,
        every=every,
    )


def _member(text: str, *, first: bool, last: bool) -> FuzzyDate:
    """A date of a set, or all from one to another: open before the first alone, and after the last."""
    left, dots, right = text.partition("..")
    if not dots:
        return _with_year(text)
    if (not left and not first) or (not right and not last):
        raise NotADate
    start, end = (_counted(one) if one else None for one in (left, right))
    if start is not None and end is not None:
        if start == end:
            return start
        if start.precision is not end.precision or _backwards(start, end):
            raise NotADate
    if start is None and end is None:
        raise NotADate
    return _joined(f"{start.edtf if start else ''}..{end.edtf if end else ''}", start, end)


def _place(one: FuzzyDate) -> tuple[int, SortKey]:
    """Where a date stands in its set: what is open before comes first, what is open after comes last."""
    side = -1 if one.is_interval and one.start is None else int(one.is_interval and one.end is None)
    return side, one.sort_key()


def _counted(text: str) -> FuzzyDate:
    one = _with_year(text)
    if one.precision not in _COUNTED or one.mask or any(one.marks):
        raise NotADate
    return one


def _with_year(text: str) -> FuzzyDate:
    """A date that can stand beside others: something of its year is known."""
    one = point(text)
    if one.no_year:
        raise NotADate
    return one


def _backwards(start: FuzzyDate, end: FuzzyDate) -> bool:
    """Whether the interval ends before it begins."""
    if start.season in SEASONS or end.season in SEASONS:  # their months depend on where one lives
        return years_of(start)[0] > years_of(end)[1]
    first, last = days_of(start)[0], days_of(end)[1]
    if first != last:
        return first > last
    return 0 <= minute_of_day(end) < minute_of_day(start)

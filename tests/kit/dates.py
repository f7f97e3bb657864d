"""Every kind of date that EDTF can write, for properties to be tried on."""

from datetime import date

from hypothesis import strategies as st

_MARK = st.sampled_from(["", "", "", "~", "?", "%"])
_YEAR = st.one_of(
    st.integers(1, 9999).map("{:04}".format),
    st.integers(1990, 2030).map(str),
    st.integers(0, 9999).map("-{:04}".format).filter("-0000".__ne__),
    st.just("0000"),
)
_MONTH = st.integers(1, 12).map("{:02}".format)
_DAYS = st.dates().map(date.isoformat)
_ZONE = st.sampled_from(["", "", "Z", "+02:00", "-04", "+0530", "-09:30", "+14:00"])
_TIME = st.one_of(
    st.builds("{:%H:%M}{}".format, st.times(), _ZONE),
    st.builds("{}{}".format, st.sampled_from(["00:00", "12:00"]), _ZONE),
    st.sampled_from(["morning", "afternoon", "evening", "night"]),
)
_SEASON = st.integers(21, 41).map(str)


def _some_digits(digits: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("X0123"), min_size=digits, max_size=digits)


_MASKED_YEAR = st.one_of(
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    st.integers(0, 9).map("{}XXX".format),
    _some_digits(4),
    _some_digits(4).map("-{}".format),
)
_PART = st.one_of(st.just("XX"), _some_digits(2), _MONTH)
_LONG = st.one_of(
    st.integers(-(10**17), 10**17).map("Y{}".format),
    st.builds("Y{}E{}".format, st.integers(-99, 99), st.integers(1, 9)),
    st.builds("{:04}S{}".format, st.integers(0, 9999), st.integers(1, 4)),
    st.builds("-{:04}S{}".format, st.integers(1, 9999), st.integers(1, 4)),
    st.builds("Y{}S{}".format, st.integers(-(10**12), 10**12), st.integers(1, 12)),
)


@st.composite
def _marked_parts(draw: st.DrawFn) -> str:
    """A year, month or day with marks on any of its parts, on either side."""
    parts = draw(
        st.one_of(
            _DAYS.map(lambda day: day.split("-")),
            st.tuples(_YEAR, _MONTH).map(list),
            st.tuples(_YEAR, _SEASON).map(list),
            st.tuples(_MASKED_YEAR, _PART).map(list),
            st.tuples(_MASKED_YEAR, _PART, _PART).map(list),
        )
    )
    return "-".join(f"{draw(_MARK)}{part}{draw(_MARK)}" for part in parts)


POINTS = st.one_of(
    st.builds(
        "{}{}".format,
        st.one_of(
            _YEAR,
            st.builds("{}-{}".format, _YEAR, _MONTH | _SEASON),
            _DAYS,
            st.builds("-{:04}-{}-{}".format, st.integers(1, 999), _MONTH, st.integers(1, 28)),
            st.builds("{}T{}".format, _DAYS, _TIME),
            _MASKED_YEAR,
            st.builds("{}-{}".format, _MASKED_YEAR | _YEAR, _PART),
            st.builds("{}-{}-{}".format, _MASKED_YEAR | _YEAR, _PART, _PART),
            _LONG,
        ),
        _MARK,
    ),
    _marked_parts(),
)
#: Days, months and years that lie near each other, so that words may be shared between them.
_NEAR = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(date.isoformat)
_NEAR_TOGETHER = st.sampled_from([10, 7, 4]).flatmap(
    lambda size: st.lists(_NEAR.map(lambda day: day[:size]), min_size=2, max_size=5, unique=True).map(sorted)
)


@st.composite
def _sets(draw: st.DrawFn) -> str:
    """One of, or all of: dates far apart or near, stretches among them, open before or behind."""
    members = draw(st.one_of(_NEAR_TOGETHER, st.lists(POINTS | _NEAR, min_size=1, max_size=4)))
    if draw(st.booleans()):
        members[-1:] = ["..".join(draw(_NEAR_TOGETHER)[:2])]
    if draw(st.integers(0, 3)) == 0:
        members[0] = "..".join(["", members[0]])
    if draw(st.integers(0, 3)) == 0:
        members[-1] += ".."
    inner = ",".join(members)
    return draw(st.sampled_from([f"[{inner}]", f"{{{inner}}}"]))


_INTERVALS = st.one_of(
    st.builds("{}/{}".format, POINTS, POINTS),
    _NEAR_TOGETHER.map(lambda dates: "/".join(dates[:2])),
    st.builds("{}{}".format, POINTS, st.sampled_from(["/..", "/"])),
    st.builds("{}{}".format, st.sampled_from(["../", "/"]), POINTS),
)

#: Texts that are EDTF, and some that are only nearly so (a day no month has, an interval that ends first).
EDTF = st.one_of(POINTS, POINTS, _INTERVALS, _sets(), st.just("XXXX"))

"""Dates in words: what is said is read back as itself, and what families type is understood."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.kit.date_words import read, say
from myosotis.kit.edtf import NotADate, parse_edtf

TODAY = date(2021, 5, 6)  # a Thursday
NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "samples" / "text" / "naughty-strings.txt"

_YEARS = st.integers(1, 9999).map("{:04}".format)
_DAYS = st.dates().map(date.isoformat)
_TIMES = st.times().map("{:%H:%M}".format) | st.sampled_from(["morning", "afternoon", "evening", "night"])
_POINTS = st.builds(
    "{}{}".format,
    st.one_of(
        st.integers(1, 999).map("{:03}X".format),
        _YEARS,
        st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12) | st.integers(21, 24)),
        _DAYS,
        st.builds("{}T{}".format, _DAYS, _TIMES),
    ),
    st.sampled_from(["", "", "~", "?", "%"]),
)
_NEAR = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(date.isoformat)


@st.composite
def _edtf(draw: st.DrawFn) -> str:
    """Any date this EDTF can hold, spans of neighbouring days and months among them."""
    kind = draw(st.sampled_from(["point", "span", "near", "months", "since", "until", "unknown"]))
    one, two = draw(_POINTS), draw(_POINTS)
    near = sorted([draw(_NEAR), draw(_NEAR)])
    return {
        "point": one,
        "span": f"{one}/{two}",
        "near": "/".join(near),
        "months": "/".join(day[:7] for day in near),
        "since": f"{one}/..",
        "until": f"../{one}",
        "unknown": "XXXX",
    }[kind]


@given(_edtf(), st.booleans(), st.booleans(), st.booleans(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_what_is_said_is_read_back_as_the_same_date(
    text: str, southern: bool, weekday: bool, day_first: bool, today: date
) -> None:
    try:
        when = parse_edtf(text)
    except NotADate:  # a span that ends before it begins
        return
    said = say(when, southern=southern, weekday=weekday)
    assert read(said, today=today, day_first=day_first) == when
    assert read(said[:1].upper() + said[1:], today=today) == when


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("XXXX", "date not known"),
        ("199X", "the 1990s"),
        ("2019", "2019"),
        ("2019-21", "spring 2019"),
        ("2019-24", "winter 2019/20"),
        ("2019-22?", "perhaps summer 2019"),
        ("2021-05", "May 2021"),
        ("2021-05-04", "4 May 2021"),
        ("2021-05-04~", "about 4 May 2021"),
        ("2021-05-04%", "perhaps about 4 May 2021"),
        ("2021-05-04T03:10", "3:10 a.m., 4 May 2021"),
        ("2021-05-04T15:00~", "about 3 p.m., 4 May 2021"),
        ("2021-05-04T12:00", "noon, 4 May 2021"),
        ("2021-05-04T00:00", "midnight at the start of 4 May 2021"),
        ("2021-05-03Tnight", "the night of 3 May 2021"),
        ("2021-05-04/2021-05-06", "from 4 to 6 May 2021"),
        ("2021-05-04/2021-06-02", "from 4 May to 2 June 2021"),
        ("2020-12-30/2021-01-02", "from 30 December 2020 to 2 January 2021"),
        ("2021-05/2021-07", "from May to July 2021"),
        ("2020/2021-05~", "from 2020 to about May 2021"),
        ("2021-05/..", "since May 2021"),
        ("../2021", "until 2021"),
    ],
)
def test_a_date_is_said_as_a_family_says_it(edtf: str, words: str) -> None:
    assert say(parse_edtf(edtf)) == words


def test_the_hemisphere_tells_which_season_crosses_the_new_year() -> None:
    assert say(parse_edtf("2020-24"), southern=True) == "winter 2020"
    assert say(parse_edtf("2020-22"), southern=True) == "summer 2020/21"


def test_the_weekday_is_said_of_a_sure_day_alone() -> None:
    assert say(parse_edtf("2024-03-09"), weekday=True) == "Saturday, 9 March 2024"
    assert say(parse_edtf("2024-03-09~"), weekday=True) == "about 9 March 2024"
    assert say(parse_edtf("2024-03"), weekday=True) == "March 2024"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("4.5.2021", "2021-05-04"),
        ("4/5/21", "2021-05-04"),
        ("4/5/22", "1922-05-04"),
        ("04-05-2021", "2021-05-04"),
        ("4/25/2021", "2021-04-25"),
        ("4/5", "2021-05-04"),
        ("4/6", "2020-06-04"),
        ("2021-05-04", "2021-05-04"),
        ("2021/5/4", "2021-05-04"),
        ("5/2021", "2021-05"),
        ("May 4, 2021", "2021-05-04"),
        ("May 4th 2021", "2021-05-04"),
        ("the 4th of May 2021", "2021-05-04"),
        ("Tuesday, 4 May 2021", "2021-05-04"),
        ("on Tues 4 may 2021.", "2021-05-04"),
        ("2021 May 4", "2021-05-04"),
        ("4 May '21", "2021-05-04"),
        ("4 May", "2021-05-04"),
        ("7 May", "2020-05-07"),
        ("29 February", "2020-02-29"),
        ("May", "2021-05"),
        ("Sept 2020", "2020-09"),
        ("in December", "2020-12"),
        ("today", "2021-05-06"),
        ("Yesterday", "2021-05-05"),
        ("the day before yesterday", "2021-05-04"),
        ("Tuesday", "2021-05-04"),
        ("last Tuesday", "2021-05-04"),
        ("Thursday", "2021-05-06"),
        ("last Thursday", "2021-04-29"),
        ("Tuesday evening", "2021-05-04Tevening"),
        ("this morning", "2021-05-06Tmorning"),
        ("tonight", "2021-05-06Tnight"),
        ("last night", "2021-05-05Tnight"),
        ("yesterday afternoon", "2021-05-05Tafternoon"),
        ("last week", "2021-04-26/2021-05-02"),
        ("three days ago", "2021-05-03"),
        ("2 weeks ago", "2021-04-22~"),
        ("five months ago", "2020-12~"),
        ("a year ago", "2020~"),
        ("last year", "2020"),
        ("autumn 2020", "2020-23"),
        ("fall of 2020", "2020-23"),
        ("Winter 2019/20", "2019-24"),
        ("winter 2019-2020", "2019-24"),
        ("early May 2021", "2021-05~"),
        ("mid-May 2021", "2021-05~"),
        ("the end of 2020", "2020~"),
        ("late autumn 2020", "2020-23~"),
        ("around 4 May 2021", "2021-05-04~"),
        ("circa 1998", "1998~"),
        ("c. 1998", "1998~"),
        ("c.1998", "1998~"),
        ("ca 1998", "1998~"),
        ("2019 or so", "2019~"),
        ("maybe 2019", "2019?"),
        ("2019?", "2019?"),
        ("May 2019 (?)", "2019-05?"),
        ("maybe around May 2019", "2019-05%"),
        ("the 90s", "199X"),
        ("in the 1990s", "199X"),
        ("the 2010s", "201X"),
        ("in 2019", "2019"),
        ("the year 2019", "2019"),
        ("between 4 and 6 May 2021", "2021-05-04/2021-05-06"),
        ("from 4 May to 2 June 2021", "2021-05-04/2021-06-02"),
        ("4–6 May 2021", "2021-05-04/2021-05-06"),
        ("4 May - 2 June 2021", "2021-05-04/2021-06-02"),
        ("2019–2021", "2019/2021"),
        ("2019–21", "2019/2021"),
        ("May to July 2021", "2021-05/2021-07"),
        ("spring to autumn 2020", "2020-21/2020-23"),
        ("since May 2021", "2021-05/.."),
        ("from May 2021 on", "2021-05/.."),
        ("until 2021", "../2021"),
        ("before 2021", "../2020"),
        ("before spring 2021", "../2020-24"),
        ("before 1 May 2021", "../2021-04-30"),
        ("after May 2020", "2020-06/.."),
        ("after the 1990s", "200X/.."),
        ("3:10 am, 4 May 2021", "2021-05-04T03:10"),
        ("4 May 2021, 3.10 p.m.", "2021-05-04T15:10"),
        ("4 May 2021 at 3", "2021-05-04T03:00"),
        ("4.5.2021 15:10", "2021-05-04T15:10"),
        ("ten past three, 4 May 2021", "2021-05-04T03:10"),
        ("quarter to one in the afternoon on 4 May 2021", "2021-05-04T12:45"),
        ("yesterday at 11 at night", "2021-05-05T23:00"),
        ("about 3 a.m., 2 March 2021", "2021-03-02T03:00~"),
        ("2 March 2021, about 3 a.m.", "2021-03-02T03:00~"),
        ("the night of 3 May 2021", "2021-05-03Tnight"),
        ("", "XXXX"),
        ("unknown", "XXXX"),
        ("I don’t know", "XXXX"),
        ("some day", "XXXX"),
        ("2021-05-04T03:10~", "2021-05-04T03:10~"),
        ("2021/2022-05", "2021/2022-05"),
    ],
)
def test_what_families_type_is_understood(typed: str, edtf: str) -> None:
    assert read(typed, today=TODAY).edtf == edtf


def test_where_the_month_comes_first_numbers_are_read_so() -> None:
    assert read("4/5/2021", today=TODAY, day_first=False).edtf == "2021-04-05"
    assert read("25/4/2021", today=TODAY, day_first=False).edtf == "2021-04-25"


@pytest.mark.parametrize(
    "typed",
    [
        "at 20 weeks",
        "31 June 2021",
        "29 February 2021",
        "4.13.2021, 3:75",
        "winter 2019/22",
        "the 1994s",
        "next Tuesday",
        "4",
        "at 3",
        "3:10 am",
        "13 pm, 4 May 2021",
        "from 2021 to 2019",
        "before 0001",
        "after 31 December 9999",
        "999 years ago years ago",
        "since unknown",
        "between and",
        "4 May 2021 " * 100,
        "a name nobody should see again",
    ],
)
def test_what_is_no_date_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(NotADate) as refused:
        read(typed, today=TODAY)
    assert str(refused.value) == str(NotADate())


@given(st.text(st.sampled_from("0123456789/-.~?%:, abcdefmnoprstwy'"), max_size=40), st.booleans())
def test_nothing_typed_does_more_than_be_refused(typed: str, day_first: bool) -> None:
    try:
        when = read(typed, today=TODAY, day_first=day_first)
    except NotADate:
        return
    assert parse_edtf(when.edtf) == when


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the samples are not on this machine")
def test_naughty_strings_are_dates_or_refused() -> None:
    for typed in NAUGHTY.read_text("utf-8").splitlines():
        for today in (TODAY, date.min, date.max, TODAY + timedelta(days=300)):
            try:
                read(typed, today=today)
            except NotADate:
                continue

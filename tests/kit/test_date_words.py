"""Dates in words: what is said is read back as itself, and what families type is understood."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kit.dates import EDTF

from myosotis.kit.date_words import NoDueDate, read, say
from myosotis.kit.edtf import NotADate, parse_edtf

TODAY = date(2021, 5, 6)  # a Thursday
NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "samples" / "text" / "naughty-strings.txt"


@settings(max_examples=400, deadline=None)
@given(EDTF, st.booleans(), st.booleans(), st.booleans(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
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
        ("2021-05/", "from May 2021, end not known"),
        ("2021-05-04T03:10+02:00", "3:10 a.m. (UTC+2), 4 May 2021"),
        ("2021-05-04T00:00Z", "midnight (UTC) at the start of 4 May 2021"),
        ("2021-05-04T12:00-03:30", "noon (UTC−3:30), 4 May 2021"),
        ("2021-27", "northern autumn 2021"),
        ("2021-30", "southern summer 2021/22"),
        ("2021-41", "the second half of 2021"),
        ("[2021-05-03,2021-05-04]", "either 3 or 4 May 2021"),
        ("[2021-05-03..2021-05-06]", "one of the days from 3 to 6 May 2021"),
        ("{2021-05-04,2021-05-06}", "both 4 and 6 May 2021"),
        ("{2021-05-04,2021-05-06,2021-06-09}", "4 May, 6 May and 9 June 2021"),
        ("{2021-05-04..2021-05-06}", "every day from 4 to 6 May 2021"),
        ("[2021-05-03Tnight,2021-05-04]", "either the night of 3 May 2021 or 4 May 2021"),
        ("2021-05-1X", "some day from 10 to 19 May 2021"),
        ("1984-X1", "a date written 1984-X1"),
        ("2021?-23", "autumn 2021 (the year perhaps)"),
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
        ("night of the 4th", "2021-05-04Tnight"),
        ("the night of the 7th", "2021-04-07Tnight"),
        ("the 31st", "2021-03-31"),
        ("the night from 3 to 4 May", "2021-05-03Tnight"),
        ("the night between 30 April and 1 May 2021", "2021-04-30Tnight"),
        ("either the 3rd or the 4th of May", "[2021-05-03,2021-05-04]"),
        ("the 3rd or 4th of May 2021", "[2021-05-03,2021-05-04]"),
        ("Monday or Tuesday", "[2021-05-03,2021-05-04]"),
        ("May or June 2020", "[2020-05,2020-06]"),
        ("3 a.m., 4 May 2021 or 5 May 2021", "[2021-05-04T03:00,2021-05-05]"),
        ("one of the days between 3 and 6 May", "[2021-05-03..2021-05-06]"),
        ("4, 6 and 9 May 2021", "{2021-05-04,2021-05-06,2021-05-09}"),
        ("each of 2019, 2020 and 2021", "{2019,2020,2021}"),
        ("some day in May", "2021-05-XX"),
        ("the first half of 2020", "2020-40"),
        ("Q2 2020", "2020-34"),
        ("the last third of 2020", "2020-39"),
        ("20th century", "19XX"),
        ("15 March 44 B.C.", "-0043-03-15"),
        ("3:10 am UTC+2, 4 May 2021", "2021-05-04T03:10+02:00"),
        ("around last week", "2021-04-26~/2021-05-02~"),
        ("3 to 4 weeks ago", "2021-04-08~/2021-04-15~"),
        ("3 or 4 days ago", "[2021-05-02,2021-05-03]"),
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


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("at 20 weeks", "2026-05-30/2026-06-05"),
        ("20 weeks pregnant", "2026-05-30/2026-06-05"),
        ("twenty weeks", "2026-05-30/2026-06-05"),
        ("20w", "2026-05-30/2026-06-05"),
        ("20w3d", "2026-06-02"),
        ("20+3", "2026-06-02"),
        ("20 3/7", "2026-06-02"),
        ("At 20 weeks and 3 days.", "2026-06-02"),
        ("about 20w3d", "2026-06-02~"),
        ("around 20 weeks", "2026-05-30~/2026-06-05~"),
        ("between 20 and 22 weeks", "2026-05-30/2026-06-19"),
        ("from 20w to 22w3d", "2026-05-30/2026-06-16"),
        ("on her due date", "2026-10-17"),
        ("a week after the due date", "2026-10-24"),
        ("two days before our due date", "2026-10-15"),
    ],
)
def test_weeks_are_counted_from_the_due_date(typed: str, edtf: str) -> None:
    assert read(typed, today=TODAY, due=date(2026, 10, 17)).edtf == edtf
    with pytest.raises(NoDueDate) as refused:
        read(typed, today=TODAY)
    assert str(refused.value) == str(NoDueDate())


@pytest.mark.parametrize("typed", ["45 weeks", "43w0d", "20w7d", "between 22 and 20 weeks"])
def test_weeks_that_no_pregnancy_has_are_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        read(typed, today=TODAY, due=date(2026, 10, 17))


def test_weeks_ago_are_no_weeks_of_a_pregnancy() -> None:
    assert read("20 weeks ago", today=TODAY, due=date(2026, 10, 17)).edtf == "2020-12-17~"


def test_where_the_month_comes_first_numbers_are_read_so() -> None:
    assert read("4/5/2021", today=TODAY, day_first=False).edtf == "2021-04-05"
    assert read("25/4/2021", today=TODAY, day_first=False).edtf == "2021-04-25"


@pytest.mark.parametrize(
    "typed",
    [
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

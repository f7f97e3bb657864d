"""EDTF: the examples of its specification, one canonical text, the days a date can be, and its order."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.kit.dates import EDTF

from myosotis.kit.date_words import read, say
from myosotis.kit.edtf import FuzzyDate, NotADate, Precision, between, parse_edtf, sort_key_of

TODAY = date(2021, 5, 6)

#: Every example of the specification (Library of Congress, 4 February 2019), level by level: its canonical
#: text, the first and the last day it can be, and how it is said. The page gives `Y171010000S3` a narrower
#: stretch than its own rule does; here the rule stands.
SPEC = [
    # Level 0
    ("1985-04-12", "1985-04-12", "1985-04-12", "1985-04-12", "12 April 1985"),
    ("1985-04", "1985-04", "1985-04-01", "1985-04-30", "April 1985"),
    ("1985", "1985", "1985-01-01", "1985-12-31", "1985"),
    ("1985-04-12T23:20:30", "1985-04-12T23:20", "1985-04-12", "1985-04-12", "11:20 p.m., 12 April 1985"),
    (
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20Z",
        "1985-04-12",
        "1985-04-12",
        "11:20 p.m. (UTC), 12 April 1985",
    ),
    (
        "1985-04-12T23:20:30-04",
        "1985-04-12T23:20-04:00",
        "1985-04-12",
        "1985-04-12",
        "11:20 p.m. (UTC−4), 12 April 1985",
    ),
    (
        "1985-04-12T23:20:30+04:30",
        "1985-04-12T23:20+04:30",
        "1985-04-12",
        "1985-04-12",
        "11:20 p.m. (UTC+4:30), 12 April 1985",
    ),
    ("1964/2008", "1964/2008", "1964-01-01", "2008-12-31", "from 1964 to 2008"),
    ("2004-06/2006-08", "2004-06/2006-08", "2004-06-01", "2006-08-31", "from June 2004 to August 2006"),
    (
        "2004-02-01/2005-02-08",
        "2004-02-01/2005-02-08",
        "2004-02-01",
        "2005-02-08",
        "from 1 February 2004 to 8 February 2005",
    ),
    (
        "2004-02-01/2005-02",
        "2004-02-01/2005-02",
        "2004-02-01",
        "2005-02-28",
        "from 1 February 2004 to February 2005",
    ),
    ("2004-02-01/2005", "2004-02-01/2005", "2004-02-01", "2005-12-31", "from 1 February 2004 to 2005"),
    ("2005/2006-02", "2005/2006-02", "2005-01-01", "2006-02-28", "from 2005 to February 2006"),
    # Level 1
    ("Y170000002", "Y170000002", "9999-12-31", "9999-12-31", "the year 170000002"),
    ("Y-170000002", "Y-170000002", "0001-01-01", "0001-01-01", "170000003 BC"),
    ("2001-21", "2001-21", "2001-03-01", "2001-05-31", "spring 2001"),
    ("1984?", "1984?", "1984-01-01", "1984-12-31", "perhaps 1984"),
    ("2004-06~", "2004-06~", "2004-06-01", "2004-06-30", "about June 2004"),
    ("2004-06-11%", "2004-06-11%", "2004-06-11", "2004-06-11", "perhaps about 11 June 2004"),
    ("201X", "201X", "2010-01-01", "2019-12-31", "the 2010s"),
    ("20XX", "20XX", "2000-01-01", "2099-12-31", "the 21st century"),
    ("2004-XX", "2004-XX", "2004-01-01", "2004-12-31", "some month in 2004"),
    ("1985-04-XX", "1985-04-XX", "1985-04-01", "1985-04-30", "some day in April 1985"),
    ("1985-XX-XX", "1985-XX-XX", "1985-01-01", "1985-12-31", "some day in 1985"),
    ("1985-04-12/..", "1985-04-12/..", "1985-04-12", None, "since 12 April 1985"),
    ("1985-04/..", "1985-04/..", "1985-04-01", None, "since April 1985"),
    ("1985/..", "1985/..", "1985-01-01", None, "since 1985"),
    ("../1985-04-12", "../1985-04-12", None, "1985-04-12", "until 12 April 1985"),
    ("../1985-04", "../1985-04", None, "1985-04-30", "until April 1985"),
    ("../1985", "../1985", None, "1985-12-31", "until 1985"),
    ("1985-04-12/", "1985-04-12/", "1985-04-12", None, "from 12 April 1985, end not known"),
    ("1985-04/", "1985-04/", "1985-04-01", None, "from April 1985, end not known"),
    ("1985/", "1985/", "1985-01-01", None, "from 1985, end not known"),
    ("/1985-04-12", "/1985-04-12", None, "1985-04-12", "until 12 April 1985, beginning not known"),
    ("/1985-04", "/1985-04", None, "1985-04-30", "until April 1985, beginning not known"),
    ("/1985", "/1985", None, "1985-12-31", "until 1985, beginning not known"),
    ("-1985", "-1985", "0001-01-01", "0001-01-01", "1986 BC"),
    # Level 2
    ("Y-17E7", "Y-170000000", "0001-01-01", "0001-01-01", "170000001 BC"),
    ("1950S2", "1950S2", "1900-01-01", "1999-12-31", "about 1950 (from 1900 to 1999)"),
    (
        "Y171010000S3",
        "Y171010000S3",
        "9999-12-31",
        "9999-12-31",
        "about the year 171010000 (from 171000000 to 171999999)",
    ),
    (
        "Y3388E2S3",
        "Y338800S3",
        "9999-12-31",
        "9999-12-31",
        "about the year 338800 (from 338000 to 338999)",
    ),
    ("2001-34", "2001-34", "2001-04-01", "2001-06-30", "the second quarter of 2001"),
    (
        "[1667,1668,1670..1672]",
        "[1667,1668,1670..1672]",
        "1667-01-01",
        "1672-12-31",
        "either 1667, 1668 or 1670 to 1672",
    ),
    ("[..1760-12-03]", "[..1760-12-03]", None, "1760-12-03", "3 December 1760 or some day before"),
    ("[1760-12..]", "[1760-12..]", "1760-12-01", None, "December 1760 or some month after"),
    (
        "[1760-01,1760-02,1760-12..]",
        "[1760-01,1760-02,1760-12..]",
        "1760-01-01",
        None,
        "either January 1760, February 1760 or December 1760 or some month after",
    ),
    ("[1667,1760-12]", "[1667,1760-12]", "1667-01-01", "1760-12-31", "either 1667 or December 1760"),
    ("[..1984]", "[..1984]", None, "1984-12-31", "1984 or some year before"),
    (
        "{1667,1668,1670..1672}",
        "{1667,1668,1670..1672}",
        "1667-01-01",
        "1672-12-31",
        "1667, 1668 and 1670 to 1672",
    ),
    ("{1960,1961-12}", "{1960,1961-12}", "1960-01-01", "1961-12-31", "both 1960 and December 1961"),
    ("{..1984}", "{..1984}", None, "1984-12-31", "1984 and every year before"),
    ("2004-06~-11", "2004-06~-11", "2004-06-11", "2004-06-11", "11 June 2004 (the year and month about)"),
    ("2004?-06-11", "2004?-06-11", "2004-06-11", "2004-06-11", "11 June 2004 (the year perhaps)"),
    (
        "?2004-06-~11",
        "2004?-06-~11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (the year perhaps, the day about)",
    ),
    (
        "2004-%06-11",
        "2004-%06-11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (the month perhaps about)",
    ),
    ("156X-12-25", "156X-12-25", "1560-12-25", "1569-12-25", "25 December in the 1560s"),
    ("15XX-12-25", "15XX-12-25", "1500-12-25", "1599-12-25", "25 December in the 16th century"),
    ("XXXX-12-XX", "XXXX-12-XX", None, None, "some day in December in some year"),
    ("1XXX-XX", "1XXX-XX", "1000-01-01", "1999-12-31", "some month in the years 1000 to 1999"),
    ("1XXX-12", "1XXX-12", "1000-12-01", "1999-12-31", "December in the years 1000 to 1999"),
    ("1984-1X", "1984-1X", "1984-10-01", "1984-12-31", "some month from October to December 1984"),
    (
        "2004-06-~01/2004-06-~20",
        "2004-06-~01/2004-06-~20",
        "2004-06-01",
        "2004-06-20",
        "from 1 June 2004 (the day about) to 20 June 2004 (the day about)",
    ),
    (
        "2004-06-XX/2004-07-03",
        "2004-06-XX/2004-07-03",
        "2004-06-01",
        "2004-07-03",
        "from some day in June 2004 to 3 July 2004",
    ),
]


@pytest.mark.parametrize(("text", "canonical", "first", "last", "words"), SPEC, ids=[one[0] for one in SPEC])
def test_the_examples_of_the_specification(
    text: str, canonical: str, first: str | None, last: str | None, words: str
) -> None:
    when = parse_edtf(text)
    assert when.edtf == canonical
    assert when.is_known
    assert [one and one.isoformat() for one in (when.earliest, when.latest)] == [first, last]
    assert say(when) == words
    assert read(words, today=TODAY) == when


def test_the_examples_of_the_specification_stand_in_order() -> None:
    in_order = sorted({one[1] for one in SPEC}, key=sort_key_of)
    assert in_order[0] == "Y-170000002"
    assert in_order[-2:] == ["Y171010000S3", "XXXX-12-XX"]
    begins = [parse_edtf(one).earliest for one in in_order]
    known = [one for one in begins if one is not None]
    assert known == sorted(known)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        (25, "2001-03-01", "2001-05-31"),
        (26, "2001-06-01", "2001-08-31"),
        (27, "2001-09-01", "2001-11-30"),
        (28, "2001-12-01", "2002-02-28"),
        (29, "2001-09-01", "2001-11-30"),
        (30, "2001-12-01", "2002-02-28"),
        (31, "2001-03-01", "2001-05-31"),
        (32, "2001-06-01", "2001-08-31"),
        (33, "2001-01-01", "2001-03-31"),
        (36, "2001-10-01", "2001-12-31"),
        (37, "2001-01-01", "2001-04-30"),
        (39, "2001-09-01", "2001-12-31"),
        (40, "2001-01-01", "2001-06-30"),
        (41, "2001-07-01", "2001-12-31"),
    ],
)
@pytest.mark.parametrize("southern", [False, True])
def test_a_part_of_a_year_has_its_months_wherever_one_lives(
    code: int, first: str, last: str, southern: bool
) -> None:
    bounds = parse_edtf(f"2001-{code}").bounds(southern=southern)
    assert bounds == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", "XXXX"),
        ("unknown", "XXXX"),
        ("XXXX-XX-XX", "XXXX"),
        ("../..", "XXXX"),
        ("20210504", "2021-05-04"),
        ("2021-05-04T03:10:59.5", "2021-05-04T03:10"),
        ("2021-05-04T03:10+00:00", "2021-05-04T03:10Z"),
        ("2021-05-04T03:10+0530~", "2021-05-04T03:10+05:30~"),
        ("2021-05-04~?", "2021-05-04%"),
        ("?2004-?06-?11", "2004-06-11?"),
        ("?2004-?06-11", "2004-06?-11"),
        ("2004?-06~-11", "2004%-~06-11"),
        ("?1984", "1984?"),
        ("Y1984", "1984"),
        ("Y17E2", "1700"),
        ("-0000", "0000"),
        ("1950S4", "1950"),
        ("2021/2021", "2021"),
        ("[1984]", "1984"),
        ("{1984,1984}", "1984"),
        ("[1668, 1667]", "[1667,1668]"),
        ("{1670..1670}", "1670"),
        ("2021-05-04Tnight~", "2021-05-04Tnight~"),
    ],
)
def test_every_spelling_has_one_canonical_text(text: str, canonical: str) -> None:
    assert parse_edtf(text).edtf == canonical
    assert parse_edtf(canonical).edtf == canonical


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-29",
        "2021-13",
        "2021-42",
        "2021-00",
        "21-05-04",
        "2021-5-4",
        "XXXX-02-30",
        "2021-02-3X",
        "2021-2X",
        "XXXX~",
        "2021-05-04T24:00",
        "2021-05-04T03:10+15:00",
        "2021-05-04T03:10+02:60",
        "2021-05-XXT03:10",
        "2021-~05-04T03:10",
        "2022/2021",
        "2021-05-04T03:10/2021-05-04T03:00",
        "2021//2022",
        "XXXX-12-25/2020",
        "[]",
        "[..]",
        "{}",
        "[1984",
        "[1984}",
        "[1984,[1985]]",
        "[1984..1985-05]",
        "[1985..1984]",
        "[1984..,1985]",
        "[1984,..1985]",
        "[XXXX]",
        "[1984~..1985]",
        "[2001-21..2001-23]",
        "1950S0",
        "1950S5",
        "1950S2~",
        "Y10S1",
        "Y1E99",
        "Y" + "9" * 19,
        "Y12345-05",
        "٢٠٢١",
        "[" + "1984," * 100 + "1985]",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_edtf(text)
    assert str(refused.value) == str(NotADate())


def _read_or_none(text: str) -> FuzzyDate | None:
    try:
        return parse_edtf(text)
    except NotADate:
        return None


@settings(deadline=None)
@given(EDTF, st.booleans())
def test_a_canonical_text_reads_as_itself_and_its_days_are_in_order(text: str, southern: bool) -> None:
    when = _read_or_none(text)
    assume(when is not None)
    assert when is not None
    again = parse_edtf(when.edtf)
    assert again.edtf == when.edtf
    assert (again.members, again.start, again.end) == (when.members, when.start, when.end)
    first, last = when.bounds(southern=southern)
    assert first is None or last is None or first <= last
    assert sort_key_of(when.edtf, southern=southern) == when.sort_key(southern=southern)
    assert not any(part in repr(when) for part in when.edtf.split("-") if len(part) > 2)


@settings(deadline=None)
@given(st.lists(EDTF, min_size=2, max_size=8))
def test_dates_stand_in_one_order(texts: list[str]) -> None:
    dates = {one.edtf: one for text in texts if (one := _read_or_none(text))}
    keys = [one.sort_key() for one in dates.values()]
    assert len(set(keys)) == len(dates)
    for key, one in zip(keys, dates.values(), strict=True):
        if one.is_known and one.earliest is not None and one.start is None and not one.is_set:
            assert one.earliest.toordinal() == min(max(key[1], 1), date.max.toordinal())
    assert all(key < parse_edtf("XXXX").sort_key() for key in keys if key[4] != "XXXX")


def test_the_order_of_a_story() -> None:
    story = [
        "-0043-03-15",
        "199X",
        "[1990,1991]",
        "1990",
        "2021/..",
        "2021/2022",
        "2021",
        "2021-XX",
        "2021-40",
        "2021-05",
        "2021-05-04",
        "2021-05-04T03:10",
        "2021-05-04T03:10+02:00",
        "2021-05-04T03:10Z",
        "2021-05-04Tmorning",
        "2021-05-04Tnight",
        "Y12021",
        "XXXX-12-25",
        "XXXX",
    ]
    shuffled = story[::2] + story[1::2]
    assert sorted(shuffled, key=sort_key_of) == story


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("19XX", Precision.YEARS),
        ("1950S2", Precision.YEARS),
        ("156X-12-25", Precision.DECADE),
        ("2004-XX-XX", Precision.YEAR),
        ("2004-06-XX", Precision.MONTH),
        ("2001-34", Precision.SEASON),
        ("2004-06~-11", Precision.DAY),
        ("[2004,2005-06]", Precision.YEAR),
        ("2021-05-04T03:10Z", Precision.MINUTE),
    ],
)
def test_a_date_is_as_exact_as_what_is_known_of_it(text: str, precision: Precision) -> None:
    assert parse_edtf(text).precision is precision


def test_an_interval_is_made_of_its_ends() -> None:
    start, end = parse_edtf("2021-05~"), parse_edtf("2022")
    assert between(start, end).edtf == "2021-05~/2022"
    assert between(start, None).edtf == "2021-05~/.."
    assert between(None, None).edtf == "XXXX"
    with pytest.raises(NotADate):
        between(end, start)


def test_a_season_ends_no_sooner_than_it_begins_wherever_one_lives() -> None:
    assert parse_edtf("2020-24/2020-03").edtf == "2020-24/2020-03"
    with pytest.raises(NotADate):
        parse_edtf("2021-21/2020-23")

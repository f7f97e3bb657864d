"""Weeks of a pregnancy: the vectors that were worked out by hand, and that counting there and back agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myosotis.kit.gestation import BASES, LONGEST, Age, NotAnAge, age, day_of, due_date, parse, say

DUE = date(2026, 10, 17)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        ("2026-01-10", "0w0d"),
        ("2026-05-30", "20w0d"),
        ("2026-06-02", "20w3d"),
        ("2026-06-26", "23w6d"),
        ("2026-06-27", "24w0d"),
        ("2026-07-25", "28w0d"),
        ("2026-10-17", "40w0d"),
        ("2026-11-06", "42w6d"),
    ],
)
def test_the_weeks_of_a_pregnancy_counted_from_its_last_period(on: str, written: str) -> None:
    assert due_date("lmp", date(2026, 1, 10)) == DUE
    found = age(date.fromisoformat(on), DUE)
    assert found is not None
    assert say(found) == written


@pytest.mark.parametrize(
    ("basis", "due", "that_day"),
    [
        ("transfer-3", "2026-10-22", "2w3d"),
        ("transfer-5", "2026-10-20", "2w5d"),
        ("transfer-6", "2026-10-19", "2w6d"),
        ("retrieval", "2026-10-25", "2w0d"),
        ("ovulation", "2026-10-25", "2w0d"),
        ("iui", "2026-10-25", "2w0d"),
        ("lmp", "2026-11-08", "0w0d"),
        ("scan", "2026-02-01", "40w0d"),
        ("clinician", "2026-02-01", "40w0d"),
    ],
)
def test_every_basis_leads_to_its_due_date(basis: str, due: str, that_day: str) -> None:
    on = date(2026, 2, 1)
    assert due_date(basis, on).isoformat() == due
    found = age(on, due_date(basis, on))
    assert found is not None
    assert say(found) == that_day


@pytest.mark.parametrize(
    ("last_period", "due"),
    [
        # Across 29 February, and without one: by days, not by months.
        ("2023-05-25", "2024-02-29"),
        ("2023-06-10", "2024-03-16"),
        ("2024-02-29", "2024-12-05"),
        ("2025-02-28", "2025-12-05"),
        ("1999-06-01", "2000-03-07"),
        ("1899-06-01", "1900-03-08"),
    ],
)
def test_leap_years_have_their_day(last_period: str, due: str) -> None:
    first = date.fromisoformat(last_period)
    assert due_date("lmp", first).isoformat() == due
    assert age(first, date.fromisoformat(due)) == Age(0)


def test_there_is_no_age_before_the_first_day_or_beyond_three_hundred() -> None:
    first = DUE - timedelta(days=280)
    assert age(first - timedelta(days=1), DUE) is None
    assert age(first + timedelta(days=300), DUE) == Age(42, 6)
    assert age(first + timedelta(days=301), DUE) is None


@pytest.mark.parametrize(
    "text",
    [
        "20w3d",
        "20+3",
        "20 + 3",
        "20 3/7",
        " 20w 3d ",
        "20W3D",
        "20 weeks 3 days",
        "20 weeks and 3 days",
        "20 and 3/7",
    ],
)
def test_an_age_is_read_as_notes_write_it(text: str) -> None:
    assert parse(text) == Age(20, 3)


def test_weeks_alone_are_read_and_one_day_is_one_day() -> None:
    assert parse("20w") == parse("20 weeks") == Age(20)
    assert parse("1 week and 1 day") == Age(1, 1)


@pytest.mark.parametrize(
    "text", ["", "20", "20+7", "20w7d", "20 8/7", "43w0d", "99w", "-1w", "w3d", "٢٠w٣d", "a name"]
)
def test_what_is_no_age_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(NotAnAge) as refused:
        parse(text)
    assert str(refused.value) == str(NotAnAge())


@given(st.integers(0, LONGEST), st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_counting_there_and_back_agrees(total: int, due: date) -> None:
    one = Age(*divmod(total, 7))
    assert age(day_of(one, due), due) == one
    assert parse(say(one)) == one
    assert one.total == total


def test_no_basis_of_ours_is_unknown_and_an_age_prints_without_itself() -> None:
    assert set(BASES) >= {"lmp", "ovulation", "transfer-3", "transfer-5", "transfer-6", "retrieval"}
    with pytest.raises(KeyError):
        due_date("moon", DUE)
    assert repr(Age(20, 3)) == "<Age>"

"""The clock answers in UTC, and knows which day it is elsewhere."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from myosotis.kit import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2024, 3, 2)),
        ("Europe/Berlin", date(2024, 3, 3)),
        ("Pacific/Auckland", date(2024, 3, 3)),
        ("America/New_York", date(2024, 3, 2)),
    ],
)
def test_the_day_depends_on_the_place(zone: str, day: date) -> None:
    with time_machine.travel(datetime(2024, 3, 2, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today(zone) == day


@pytest.mark.parametrize("zone", ["Nowhere/Atall", "", "../etc/passwd", "/etc/localtime", "Europe", "a\0b"])
def test_an_unknown_place_is_said_kindly(zone: str) -> None:
    with pytest.raises(clock.UnknownZone, match="time zone is not known"):
        clock.today(zone)

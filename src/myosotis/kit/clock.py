"""The only place that reads the clock, so that everything else can be told what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(ValueError):
    """This time zone is not known. A zone looks like "Europe/Berlin" or "UTC"."""

    def __str__(self) -> str:
        return str(self.__doc__)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The calendar day it is now in `zone`, an IANA name such as "Europe/Berlin".

    Raises `UnknownZone` where the machine knows no zone of that name.
    """
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as why:
        raise UnknownZone from why
    return datetime.now(place).date()

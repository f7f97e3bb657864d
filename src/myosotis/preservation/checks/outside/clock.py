"""The clock: sessions end by it, and the bin counts its days."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.kit import clock
from myosotis.preservation.findings import Asked, Finding, care, good

#: No Myosotis ran before the first, and a clock beyond the last is a flat battery's.
FIRST, LAST = 2026, 2126
_HINT = "Set the clock of this machine: timedatectl set-ntp true"


def look(asked: Asked) -> Iterator[Finding]:
    """D-CLOCK, D-ZONES."""
    now, key = clock.now(), asked.env.root_key_file
    behind = key.is_file() and key.stat().st_mtime > now.timestamp() + 86_400
    if behind or not FIRST <= now.year <= LAST:
        yield care("D-CLOCK", "The clock of this machine cannot be right.", _HINT)
    else:
        yield good("D-CLOCK", "The clock of this machine can be right.")
    try:
        clock.today("Pacific/Auckland")
    except clock.UnknownZone:
        yield care("D-ZONES", "This machine knows no time zones.", "sudo apt install -y tzdata")

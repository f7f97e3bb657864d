"""Letters in a desk's letter-box that do not open. Nothing is said of those that do, nor how many came."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.guestbook.actions import letters_that_do_not_open
from myosotis.preservation.findings import Asked, Finding, care, good

_HINT = "They are kept as they came. A copy of the database from before may still hold them whole."


def look(_: Asked) -> Iterator[Finding]:
    """D-LETTERS."""
    shut = letters_that_do_not_open()
    if shut:
        yield care("D-LETTERS", f"Letters to a desk that do not open: {shut:,}.", _HINT)
    else:
        yield good("D-LETTERS", "No letter to a desk is damaged.")

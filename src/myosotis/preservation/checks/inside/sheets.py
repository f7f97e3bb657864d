"""How many families and parents have a sheet that was typed back. A count, and never whose."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.people.models import Family, Membership
from myosotis.preservation.findings import Asked, Finding, good, note
from myosotis.vault.models import KeyWrap

_HINT = "Without a sheet only the root key opens what is theirs. A sheet is made on the page More."


def look(_: Asked) -> Iterator[Finding]:
    """D-SHEETS-FAMILY, D-SHEETS-OWN."""
    kept = KeyWrap.objects.filter(holder=KeyWrap.SHEET, confirmed=True).values("space")
    for name, what, every, safe in (
        ("D-SHEETS-FAMILY", "families", Family.objects.all(), Family.objects.filter(space__in=kept)),
        (
            "D-SHEETS-OWN",
            "parents",
            Membership.objects.all(),
            Membership.objects.filter(private_space__in=kept),
        ),
    ):
        said = f"{safe.count():,} of {every.count():,} {what} have a sheet that was typed back."
        yield good(name, said) if safe.count() == every.count() else note(name, said, _HINT)

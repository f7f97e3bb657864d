"""The journal: what was done in a space, written in the same transaction and sealed."""

from __future__ import annotations

from uuid import UUID

from myosotis.kit import clock
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.vault.models import JournalLine, JournalValue


def write(act: str, *, space: UUID, about: UUID | None, by: UUID | None, keys: Keyring) -> None:
    """Write one line: `act` (a permanent lower-case name), what it is about and who did it, as plain ids."""
    line = JournalLine(space_id=space)
    value = JournalValue(
        act=act,
        about=str(about or ""),
        by=str(by or ""),
        at=clock.now().isoformat(timespec="seconds"),
    )
    seal_into(line, "sealed", value, keys)
    line.save(force_insert=True)

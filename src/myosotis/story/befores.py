"""What something was before it was changed: one way for pictures, babies, pregnancies, people, chapters."""

from __future__ import annotations

import json
from uuid import UUID

from myosotis.kit import clock
from myosotis.people.viewer import Viewer
from myosotis.story.models import Baby, Before, Chapter, Person, Picture, Pregnancy
from myosotis.story.values import BeforeValue
from myosotis.vault.fields import open_many, seal_into
from myosotis.vault.values import SealedValue


def befores(viewer: Viewer, key: UUID) -> list[tuple[UUID, BeforeValue]]:
    """What one of them was before, the newest first; only what was written in the viewer's spaces."""
    rows = Before.objects.filter(about=key, space__in=viewer.spaces).values_list("pk", "space_id", "sealed")
    found = open_many(Before, "sealed", BeforeValue, rows, viewer.keys)
    return sorted(found, key=lambda pair: pair[1].at, reverse=True)


def keep_before(row: Baby | Pregnancy | Person | Chapter | Picture, now: SealedValue, by: Viewer) -> None:
    """Keep what `row` says now, in the space it lies in. It stays there, also where the row is moved."""
    before = Before(space_id=row.space_id, about=row.pk)
    value = BeforeValue(
        value=json.loads(now.pack()),
        by=str(by.membership_id),
        at=clock.now().isoformat(timespec="microseconds"),
    )
    seal_into(before, "sealed", value, by.keys)
    before.save(force_insert=True)

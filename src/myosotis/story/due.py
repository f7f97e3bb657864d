"""From which due date the weeks of an entry are counted. Nothing is worked out: the family told it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from myosotis.kit import gestation
from myosotis.people.viewer import Viewer
from myosotis.story import pregnancies, things


def for_entry(viewer: Viewer, babies: Sequence[str], today: date) -> date | None:
    """The due date of the pregnancy an entry belongs to; None where none was told.

    That of the babies it is about (ids), else the newest pregnancy that had begun by today.
    """
    told = {str(one.id): pregnancies.counting(one.value) for one in things.pregnancies(viewer)}
    known = {key: date.fromisoformat(one["due"]) for key, one in told.items() if one}
    if babies and len(known) > 1:
        theirs = {one.value.pregnancy for one in things.babies(viewer) if str(one.id) in babies}
        known = {key: due for key, due in known.items() if key in theirs} or known
    begun = [due for due in known.values() if due <= today + timedelta(days=gestation.WHOLE)]
    return max(begun or known.values(), default=None)

"""Checks inside the opened house, in the order they are made."""

from myosotis.preservation.checks.inside import database, leftovers, letters, manifests, sheets, tasks
from myosotis.preservation.findings import Check

CHECKS: tuple[Check, ...] = (
    database.look,
    manifests.look,
    leftovers.look,
    tasks.look,
    letters.look,
    sheets.look,
)

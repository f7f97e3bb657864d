"""Later work that was tried many times and waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, care, good
from myosotis.work.models import Task


def look(_: Asked) -> Iterator[Finding]:
    """D-TASKS."""
    stuck = Counter(Task.objects.filter(given_up=True).values_list("action", "error"))
    for (action, error), count in sorted(stuck.items()):
        said = f"{count:,} times “{action}” was put away after many tries ({error})."
        yield care("D-TASKS", said, "docs/operate/doctor.md says what each word means, and how to ask anew.")
    if not stuck:
        yield good("D-TASKS", f"No later work is stuck; {Task.objects.count():,} things wait their turn.")

"""Room on the disk for what is still to come."""

from __future__ import annotations

import os
from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, care, good, note

#: Below the first there is no room for one film; below the second not for an evening of pictures. In bytes.
TIGHT, LITTLE = 2 * 1024**3, 200 * 1024**2
#: A disk also runs out of names.
FEWEST_NAMES = 5_000


def look(asked: Asked) -> Iterator[Finding]:
    """D-ROOM."""
    place = asked.env.data if asked.env.data.is_dir() else asked.env.data.anchor
    disk = os.statvfs(place)
    free = disk.f_bavail * disk.f_frsize
    said = f"There are {free / 1_000_000_000:,.1f} GB free where the pictures lie."
    hint = "Make room on this disk, or move the home to a larger one. What is kept is safe when it fills up."
    if free < LITTLE or (disk.f_files and disk.f_favail < FEWEST_NAMES):
        yield care("D-ROOM", said, hint)
    elif free < TIGHT:
        yield note("D-ROOM", said, hint)
    else:
        yield good("D-ROOM", said)

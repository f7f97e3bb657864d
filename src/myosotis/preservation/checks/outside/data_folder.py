"""The data folder: there, ours to write, and closed to others."""

from __future__ import annotations

import os
from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, care, good


def look(asked: Asked) -> Iterator[Finding]:
    """D-DATA."""
    data = asked.env.data
    if not data.is_dir():
        yield care(
            "D-DATA", f"There is no data folder at {data}.", "Is MYOSOTIS_HOME right? Is a disk missing?"
        )
    elif data.stat().st_mode & 0o077:
        yield care("D-DATA", "Others may look into the data folder.", f"chmod 700 {data}")
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield care(
            "D-DATA", "Whoever runs this may not write there.", f"Run it as Myosotis runs; see {data}."
        )
    else:
        yield good("D-DATA", "The data folder is closed to others.")

"""Files that no row names: what an interrupted upload left, and what is arriving now."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.preservation.findings import Asked, Finding, good, note
from myosotis.vault import files


def look(_: Asked) -> Iterator[Finding]:
    """D-ORPHANS, D-ARRIVING."""
    orphans = sum(1 for _path in files.orphans())
    if orphans:
        said = f"{orphans:,} sealed files are named by no row: an upload was interrupted, or is arriving."
        yield note("D-ORPHANS", said, "Nobody can read them, and nothing that was kept is among them.")
    else:
        yield good("D-ORPHANS", "Every sealed file is named by a row.")
    arriving = len(list(files.arriving().iterdir())) if files.arriving().is_dir() else 0
    if arriving:
        said = f"{arriving:,} files are half arrived: on their way now, or left by an interruption."
        yield note("D-ARRIVING", said, "Nothing that was kept is among them.")

"""The chained list of every space holds, and every sealed file on it is there as it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from myosotis.preservation.findings import Asked, Finding, care, good
from myosotis.preservation.rows import one_moment
from myosotis.preservation.target import digest_of
from myosotis.vault import files, manifest, spaces
from myosotis.vault.errors import SealBroken, VaultError
from myosotis.vault.manifest import Kept
from myosotis.vault.models import Blob, Space

_HINT = "Keep everything as it is. A backup has these: its myosotis-open.py brings them out with a sheet."
#: Random ids of this many things are named; the rest are counted.
NAMED = 5


@dataclass
class _Tally:
    files: int = 0
    unopened: list[UUID] = field(default_factory=list)
    broken: list[UUID] = field(default_factory=list)
    missing: list[UUID] = field(default_factory=list)
    changed: list[UUID] = field(default_factory=list)


def look(asked: Asked) -> Iterator[Finding]:
    """D-SPACES, D-MANIFEST, D-FILES-THERE, D-FILES-WHOLE."""
    tally, of = _Tally(), Blob.objects.count()
    every = list(Space.objects.order_by("pk").values_list("pk", flat=True))
    for space in every:
        _look_at(space, asked, tally, of)
    yield _said(
        "D-SPACES", tally.unopened, f"The keys of all {len(every):,} spaces open.", "spaces do not open"
    )
    holds = "The list of files holds in every space."
    yield _said("D-MANIFEST", tally.broken, holds, "spaces have a list of files that was changed")
    there = f"All {tally.files:,} sealed files are there."
    yield _said("D-FILES-THERE", tally.missing, there, "sealed files are not there")
    how = "Each was read whole." if asked.read else "Each has its length; --read reads every byte."
    yield _said("D-FILES-WHOLE", tally.changed, how, "sealed files are not as they were kept")


def _look_at(space: UUID, asked: Asked, tally: _Tally, of: int) -> None:
    try:
        # One moment, or somebody who keeps a file meanwhile would look like a broken list.
        with one_moment():
            held = manifest.present(space, spaces.open_spaces([space]))
            named = set(Blob.objects.filter(space=space).values_list("pk", flat=True))
    except SealBroken as problem:
        (tally.broken if "manifest" in problem.detail else tally.unopened).append(space)
        return
    except VaultError:
        tally.unopened.append(space)
        return
    if held.keys() != named:
        tally.broken.append(space)
    for kept in held.values():
        tally.files += 1
        _look_at_file(kept, asked, tally)
        asked.progress(tally.files, of)


def _look_at_file(kept: Kept, asked: Asked, tally: _Tally) -> None:
    path = files.path_of(kept.blob)
    try:
        as_kept = path.stat().st_size == kept.length and (not asked.read or digest_of(path) == kept.digest)
    except FileNotFoundError:
        # Let go while we looked? Then its row is gone too, and all is well.
        if Blob.objects.filter(pk=kept.blob).exists():
            tally.missing.append(kept.blob)
        return
    except OSError:
        as_kept = False
    if not as_kept:
        tally.changed.append(kept.blob)


def _said(name: str, found: list[UUID], well: str, what: str) -> Finding:
    if not found:
        return good(name, well)
    named = ", ".join(str(one) for one in found[:NAMED])
    more = ", …" if len(found) > NAMED else ""
    return care(name, f"{len(found):,} {what}: {named}{more}", _HINT)

"""A cold backup: sealed files as they are, the rows of one moment, and the keys object.

People may write meanwhile. The snapshot's index is written last, in a folder that is renamed into place
whole: whatever stops a run, nothing there looks finished that is not.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db.migrations.loader import MigrationLoader

from myosotis import __version__
from myosotis.environment import environment
from myosotis.kit import gentle_words
from myosotis.people.models import House
from myosotis.preservation import rows
from myosotis.preservation.errors import BackupStopped, NothingYet, speaking
from myosotis.preservation.rows import Expected, Part
from myosotis.preservation.target import (
    ARRIVING,
    INDEX,
    Target,
    checked,
    digest_of,
    line_of,
    shelf,
    write_new,
)
from myosotis.vault import files, keys, spaces
from myosotis.vault.errors import VaultError
from myosotis.vault.models import Blob, KeyWrap, Space

#: How often the rows are read when somebody lets a file go while it is being copied.
ROUNDS = 3
#: Files in hand at once: while one waits for the disk to confirm, others are read and proved. On two busy
#: cores of 2026 and one disk, 825 MB in 600 files took 14 s with one, 10 s with four, 7 s with eight.
COPIERS = 8
#: What lies beside the sealed things in every backup: its name there, its place here.
_ROOM = Path(__file__).parent
BESIDE = {
    "README.txt": _ROOM / "readme.txt",
    "myosotis-open.py": _ROOM / "myosotis_open.py",
    "gentle-words.txt": Path(gentle_words.__file__).with_name("gentle_words.txt"),
}

#: Called with files done and files in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How a backup went. Bytes are sealed bytes."""

    snapshot: str
    number: int
    rows: int
    files: int
    copied: int
    copied_bytes: int
    #: Files that could not be copied whole, by random id: their rows are in the snapshot, not their bytes.
    missing: list[str] = field(default_factory=list)
    #: Files that somebody let go while the backup was written.
    let_go: list[str] = field(default_factory=list)
    #: Spaces whose key did not open here, so that the index carries no code for them.
    unopened: int = 0
    #: Families and parents without a sheet that was typed back: only the root key opens what is theirs.
    without_sheet: int = 0

    @property
    def whole(self) -> bool:
        return not self.missing and not self.unopened

    def as_json(self) -> dict[str, Any]:
        """Plain things for `--json`."""
        return {**asdict(self), "whole": self.whole}


def back_up(folder: Path, *, read_again: bool = False, progress: Progress = lambda done, of: None) -> Report:
    """Write a backup into `folder`; raises `BackupStopped` or `VaultError`.

    Only files that are not there yet are copied. `read_again` also reads every file that is there already,
    and copies anew what is not as it was.
    """
    target = Target(folder, environment())
    house = House.objects.values_list("space_id", flat=True).first()
    if house is None:
        raise NothingYet
    with target:
        target.claim(house, {name: path.read_bytes() for name, path in BESIDE.items()})
        return _Run(target, house, read_again, progress).go()


class _LetGo(Exception):
    """A file was let go while the backup ran."""


class _Run:
    """One run into one target."""

    def __init__(self, target: Target, house: UUID, read_again: bool, progress: Progress) -> None:
        self.target, self.house, self.read_again, self.progress = target, house, read_again, progress
        self.copied = self.copied_bytes = 0
        self.missing: list[str] = []
        self.let_go: list[str] = []

    def go(self) -> Report:
        for left in reversed(range(ROUNDS)):
            name = uuid4().hex
            beside = self.target.folder / ARRIVING / name
            with speaking():
                shelf(beside)
            with rows.one_moment():
                parts, wraps = rows.write_all(beside), rows.wraps()
            try:
                self._files(beside, parts, last_round=not left)
            except _LetGo:
                continue
            return self._finish(name, beside, parts, wraps)
        raise BackupStopped

    def _files(self, beside: Path, parts: list[Part], *, last_round: bool) -> None:
        total = next(part.rows for part in parts if part.name == Blob._meta.label)
        self.missing, self.let_go = [], []
        for done, (wanted, came) in enumerate(_side_by_side(self._bring, rows.expected(beside)), 1):
            if came is None:
                kept = Blob.objects.filter(pk=wanted.blob).exists()
                if not kept and not last_round:
                    raise _LetGo
                (self.missing if kept else self.let_go).append(str(wanted.blob))
            elif came:
                self.copied += 1
                self.copied_bytes += came
            self.progress(done, total)
        self.target.settle()

    def _bring(self, wanted: Expected) -> int | None:
        """Have one file in the target: bytes copied, 0 where it was there, None where it could not be."""
        if self._have(wanted):
            return 0
        return wanted.length if self._copy(wanted) else None

    def _have(self, wanted: Expected) -> bool:
        home = self.target.path_of(wanted.blob)
        with speaking():
            if not home.exists() or home.stat().st_size != wanted.length:
                return False
            return not self.read_again or digest_of(home) == wanted.digest

    def _copy(self, wanted: Expected) -> bool:
        """Copy one file and prove it by the manifest. False: it is not here, or not as it was."""
        try:
            digest = self.target.copy_blob(files.path_of(wanted.blob), wanted.blob)
        except OSError:
            return False  # of the source: what the target says is a BackupStopped
        if digest != wanted.digest:
            return False
        self.target.keep_blob(wanted.blob)
        return True

    def _finish(self, name: str, beside: Path, parts: list[Part], wraps: list[dict[str, Any]]) -> Report:
        target, number = self.target, self.target.next_number()
        body = {
            "format": "myosotis-snapshot",
            "version": 1,
            "number": number,
            "house": str(self.house),
            "written_by": __version__,
            "schema": _schema(),
            "tables": [asdict(part) for part in parts],
            "missing": self.missing,
            "let_go": self.let_go,
        }
        codes = _codes(line_of(body), wraps)
        every = {row["id"] for row in rows.lines(beside / f"{Space._meta.label}.jsonl")}
        unopened = every - codes.keys()
        target.put_keys([*wraps, *(old for old in target.wraps() if old["space"] in unopened)])
        write_new(beside / INDEX, [checked(body, codes)])
        target.finish_snapshot(beside, name)
        counts = {part.name: part.rows for part in parts}
        return Report(
            snapshot=name,
            number=number,
            rows=sum(counts.values()),
            files=counts[Blob._meta.label],
            copied=self.copied,
            copied_bytes=self.copied_bytes,
            missing=self.missing,
            let_go=self.let_go,
            unopened=len(unopened),
            without_sheet=_without_sheet(self.house, wraps),
        )


def _side_by_side(
    work: Callable[[Expected], int | None], things: Iterable[Expected]
) -> Iterator[tuple[Expected, int | None]]:
    """Each thing with what `work` made of it, in order, while the next ones are in hand."""
    waiting: deque[tuple[Expected, Future[int | None]]] = deque()
    with ThreadPoolExecutor(COPIERS) as pool:
        try:
            for thing in things:
                waiting.append((thing, pool.submit(work, thing)))
                if len(waiting) > 2 * COPIERS:
                    first, answer = waiting.popleft()
                    yield first, answer.result()
            while waiting:
                first, answer = waiting.popleft()
                yield first, answer.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _codes(line: bytes, wraps: list[dict[str, Any]]) -> dict[str, str]:
    """For each space a keyed code over the index: whoever opens the space sees that no row was taken out."""
    digest, codes = hashlib.sha256(line).digest(), {}
    for space in {UUID(wrap["space"]) for wrap in wraps if wrap["holder"] == KeyWrap.ROOT}:
        try:
            key = spaces.open_spaces([space])[space]
        except VaultError:
            continue  # counted as unopened: one family's broken wrap must not keep all others from a backup
        code = keys.keyed_digest(key.purpose("manifest"), b"myosotis/snapshot/1", digest)
        codes[str(space)] = code.hex()
    return codes


def _without_sheet(house: UUID, wraps: list[dict[str, Any]]) -> int:
    every = {wrap["space"] for wrap in wraps} - {str(house)}
    return len(every - {w["space"] for w in wraps if w["holder"] == KeyWrap.SHEET and w["confirmed"]})


def _schema() -> dict[str, str]:
    """The newest migration of each app, so that a restore knows which tables these rows fit."""
    known = MigrationLoader(None, ignore_no_migrations=True)
    return dict(sorted(known.graph.leaf_nodes()))

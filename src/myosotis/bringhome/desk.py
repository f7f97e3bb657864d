"""The desk: the only place that writes what a source found, one thing in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from django.db import OperationalError, transaction

from myosotis.bringhome.found import Found, Passed, Source
from myosotis.bringhome.tally import Tally
from myosotis.kit.edtf import UNKNOWN, NotADate, Precision, parse_edtf
from myosotis.media import kinds
from myosotis.media import queries as media
from myosotis.media.arriving import Arrived, TooLarge, arrive
from myosotis.media.decoder import NotIsolated, Prepared, Unopenable, Workshop
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story
from myosotis.story import queries
from myosotis.story.rules import MOST_PICTURES
from myosotis.vault.errors import NoRoom, StoreFailed, VaultError

KEPT, THERE = "", "there"

Told = Callable[[Tally], None]


def bring_home(
    source: Source,
    parcel: Path,
    *,
    by: Viewer,
    tally: Tally,
    private: bool = False,
    told: Told = lambda _: None,
) -> None:
    """Bring everything in a parcel into the story of one person's family, or into their own.

    `tally` counts, and `told` hears of each step. What cannot be kept for want of room ends the run with its
    sentence; every thing brought before is safe, and another run goes on from there.
    """
    space = by.private_space if private else by.family_space
    with Workshop(space) as workshop:
        desk = Desk(source.name, by, private, workshop, tally)
        for thing in source.unpack(parcel):
            if isinstance(thing, Passed):
                tally.pass_over(thing.shown, thing.code)
                continue
            try:
                desk.bring(thing)
            except (VaultError, NotIsolated) as problem:
                tally.stopped = str(problem)
                break
            told(tally)


class Desk:
    """Brings found things into one viewer's story and counts them."""

    def __init__(self, source: str, by: Viewer, private: bool, workshop: Workshop, tally: Tally) -> None:
        self._source, self._by, self._private = source, by, private
        self._workshop, self._tally = workshop, tally
        #: For each day the number of its moment that is not full yet.
        self._number: dict[str, int] = {}

    def bring(self, found: Found) -> None:
        """Bring one thing, or note why not. Raises `VaultError` where nothing more can be kept."""
        try:
            outcome = self._bring(found)
        except OSError as problem:
            outcome = _trouble(problem)
        except OperationalError as problem:
            raise (NoRoom if "full" in str(problem) else StoreFailed) from None
        if outcome == KEPT:
            self._tally.kept += 1
        elif outcome == THERE:
            self._tally.there += 1
        else:
            self._tally.pass_over(found.shown, outcome)
        self._tally.bytes_done += found.size

    def _bring(self, found: Found) -> str:
        """What became of it: KEPT, THERE, or the code of a refusal."""
        head, digest = _first_look(found)
        code = kinds.refusal(head)
        if code:
            return code
        if self._is_there(digest):
            return THERE
        reading = _Reading(found)
        arrived = arrive(found.name, reading)
        try:
            if reading.problem is not None:
                raise reading.problem
            return self._keep(found, arrived)
        finally:
            arrived.close()

    def _is_there(self, digest: bytes) -> bool:
        """Whether the viewer has this very file, in the story or in the bin."""
        return any(media.same_file(digest, space, self._by.keys) for space in self._by.spaces)

    def _keep(self, found: Found, arrived: Arrived) -> str:
        if isinstance(arrived.problem, TooLarge):
            return "too-large"
        if arrived.problem is not None:
            raise arrived.problem
        try:
            prepared = self._workshop.prepare(arrived.open())
        except Unopenable as problem:
            return problem.code
        day = day_of(prepared.taken)
        about = f"{self._source}/{day or found.key}"
        try:
            return self._put(found, arrived, prepared, day, about)
        except story.Refusal:
            # Pictures that a parent put back can fill a moment whose words do not show them all.
            self._number[about] = self._number.get(about, 1) + 1
        try:
            return self._put(found, arrived, prepared, day, about)
        except story.Refusal:
            return "not-taken"

    def _put(self, found: Found, arrived: Arrived, prepared: Prepared, day: str, about: str) -> str:
        """The moment, the picture and what was made from it, all in one transaction."""
        with transaction.atomic():
            if self._is_there(arrived.digest):
                return THERE
            moment = self._moment(day, about, found.group)
            story.add_picture(by=self._by, moment=moment, arrived=arrived, prepared=prepared)
        return KEPT

    def _moment(self, day: str, about: str, group: str) -> UUID:
        """The moment of a day, or of a folder where the day is not known, with room for one more picture."""
        number = self._number.get(about, 1)
        while True:
            source = about if number == 1 else f"{about}/{number}"
            card = queries.moment_with_source(self._by, source)
            if card is None or (card.private == self._private and card.picture_count < MOST_PICTURES):
                break
            number += 1
        self._number[about] = number
        if card is not None:
            return card.id
        return story.keep_moment(
            by=self._by,
            date=day or UNKNOWN,
            title="" if day else group,
            private=self._private,
            source=source,
        )


class _Reading:
    """The bytes of a found thing; trouble on the way is noted, so that the sealed beginning can be let go."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self.problem: OSError | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._found.read()
        except OSError as problem:
            self.problem = problem


def day_of(taken: str) -> str:
    """The camera's date as exactly as a day at most, as EDTF; an empty text where it says nothing."""
    try:
        date = parse_edtf(taken)
    except NotADate:
        return ""
    if date.precision in (Precision.PART, Precision.MINUTE) and date.is_single:
        return date.edtf[:10]
    return date.edtf if date.is_known else ""


def _first_look(found: Found) -> tuple[bytes, bytes]:
    """The first bytes of a file, and its SHA-256 if they begin a picture (else an empty text)."""
    digest, head = hashlib.sha256(), b""
    for piece in found.read():
        if not head:
            head = piece[: kinds.HEAD]
            if kinds.refusal(head):
                return head, b""
        digest.update(piece)
    return head, digest.digest()


def _trouble(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "gone"
    return "closed" if isinstance(problem, PermissionError) else "unreadable"

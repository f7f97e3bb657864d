"""What a source answers with: plain things, and the promise every source keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Promise:
    """How much a parcel holds, told before anything is read: files, and their bytes."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A file that may be a picture. `read` opens it anew and yields its bytes; it may raise `OSError`.

    `shown` is its place for the eyes of whoever runs the command, `name` its own name, `group` what it is in
    (the title of a moment if nothing else is known), and `key` that group's permanent name in this source.
    """

    shown: str
    name: str
    group: str
    key: str
    size: int
    read: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, repr=False)
class Passed:
    """Something a source left where it was; `code` is one of `tally.LEFT_OUT` or of its refusals."""

    shown: str
    code: str


class Source(Protocol):
    """One kind of place a family kept things. It only looks and reads."""

    name: str

    def look(self, parcel: Path) -> Promise | None:
        """How much is there, quickly; None where this is no parcel of this kind."""

    def unpack(self, parcel: Path) -> Iterator[Found | Passed]:
        """Everything in it, one after another, in the same order each time."""

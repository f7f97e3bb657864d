"""Opening pictures in a process of its own. What comes back from there is checked like a stranger's word.

A `Workshop` serves one family's space. Behind it stands one isolated process (`isolated/`), which opens at
most a hundred files and is then replaced; one that dies, hangs or asks for too much is replaced at once, and
only the file it had in hand is refused.
"""

from __future__ import annotations

import atexit
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from uuid import UUID

from myosotis.environment import environment
from myosotis.media import answers, kinds
from myosotis.media.isolated import locks
from myosotis.media.isolated.line import ANSWER, Line, Silent
from myosotis.media.isolated.room import PATIENCE
from myosotis.vault.chunked import Opener

#: Bytes a second in which even a slow machine passes a file on.
_SLOWEST = 10_000_000


class Unopenable(Exception):
    """This file could not be opened as a picture; `code` is one of `media.reasons`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotIsolated(Exception):
    """This machine cannot keep a decoder away from the network, so no picture is opened here."""

    def __str__(self) -> str:
        return str(self.__doc__)


@dataclass(frozen=True)
class Prepared:
    """What is known of a picture, and its renditions by name. `width` and `height` are upright points.

    `taken` is EDTF, the camera's local time, "" when it did not say. It prints nothing of what it holds.
    """

    kind: str
    width: int
    height: int
    taken: str = ""
    camera: str = ""
    has_position: bool = False
    damaged: bool = False
    renditions: dict[str, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "<Prepared>"


class Workshop:
    """Opens pictures of one space. Use it in a `with` block, from one thread at a time."""

    def __init__(self, space: UUID) -> None:
        self.space = space
        self._line: Line | None = None
        self._opened = 0
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def prepare(self, opener: Opener) -> Prepared:
        """Open one file and make its renditions. Raises `Unopenable`, `NotIsolated` or a `VaultError`."""
        code = kinds.refusal(b"".join(opener.read(0, kinds.HEAD)))
        if code:
            raise Unopenable(code)
        if opener.size > locks.LARGEST_FILE:
            raise Unopenable("too-large")
        line = self._ready()
        try:
            return self._ask(line, opener)
        except Unopenable:
            raise
        except Silent as silence:
            self.close()
            raise Unopenable("too-hard" if silence.too_hard else "damaged") from None
        except BaseException as trouble:
            # Somewhere between two words: nothing sensible can be said on this line any more.
            self.close()
            if isinstance(trouble, answers.Nonsense):
                raise Unopenable("damaged") from None
            raise

    def close(self) -> None:
        """End the process behind it; the next file gets a new one."""
        line, self._line = self._line, None
        if line is not None:
            line.end()

    def _ask(self, line: Line, opener: Opener) -> Prepared:
        deadline = time.monotonic() + ANSWER + opener.size / _SLOWEST
        line.send(opener.size, opener.read(), deadline)
        word = line.hear(deadline)
        self._last = time.monotonic()
        if code := answers.refusal(word):
            raise Unopenable(code)
        facts, sizes = answers.facts(word), answers.sizes(word)
        taken = {name: line.take(size, deadline) for name, size in sizes.items()}
        return Prepared(
            **facts, renditions={name: answers.rendition(name, data) for name, data in taken.items()}
        )

    def _ready(self) -> Line:
        rested = time.monotonic() - self._last > PATIENCE / 2
        if self._line is None or rested or self._opened >= locks.PICTURES or not self._line.is_alive():
            self.close()
            self._line, self._opened = _start(), 0
        self._opened += 1
        return self._line


_standing: list[Workshop] = []
_one_at_a_time = threading.Lock()


def prepare(space: UUID, opener: Opener) -> Prepared:
    """Like `Workshop.prepare`, in a workshop that stays open for the next picture of the same space."""
    with _one_at_a_time:
        if _standing and _standing[0].space != space:
            _standing.pop().close()
        if not _standing:
            _standing.append(Workshop(space))
        return _standing[0].prepare(opener)


@atexit.register
def rest() -> None:
    """Close the workshop that `prepare` left open."""
    with _one_at_a_time:
        while _standing:
            _standing.pop().close()


def layers() -> dict[str, bool]:
    """Which layers of the isolation take on this machine, by name; all False where no process starts."""
    try:
        line = Line()
    except (Silent, OSError):
        return dict.fromkeys(locks.LAYERS, False)
    line.end()
    return {name: line.layers.get(name, False) for name in locks.LAYERS}


def _start() -> Line:
    try:
        line = Line()
    except (Silent, OSError):
        raise NotIsolated from None
    if not line.layers.get("network") and not environment().decode_without_network_isolation:
        line.end()
        raise NotIsolated
    return line

"""What runs inside: lock, say hello, then open one file after another until the pipe closes.

A word goes out as four bytes of length, that much JSON, and then the bytes it announces. Work comes in as
eight bytes of length and the file. The other side treats every word as a stranger's.
"""

from __future__ import annotations

import io
import json
import os
import select
from collections.abc import Callable
from typing import Any

from myosotis.media.isolated import locks

#: Seconds without work after which the process ends by itself. The other side stops trusting it earlier.
PATIENCE = 20


def main(work: Callable[[], None] | None = None) -> None:
    """The process's whole life; `work` is what it does once locked."""
    locks.close_everything_else()
    libc = locks.c_library()
    took = locks.leave_the_house(libc)
    from myosotis.media.isolated import drawing  # noqa: PLC0415 (namespaces come before the libraries' threads)

    took = locks.lock_the_door(libc, took)
    say({"layers": took})
    (work or (lambda: serve(drawing.draw)))()
    os._exit(0)


def serve(draw: Callable[[bytes], tuple[dict[str, Any], list[bytes]]]) -> None:
    """Take files until there are no more."""
    while select.select([0], [], [], PATIENCE)[0]:
        head = _take(8)
        if head is None:
            return
        size = int.from_bytes(head, "big")
        locks.limit_one_picture(size)
        data = _take(size)
        if data is None:
            return
        word, parts = draw(data)
        del data
        say(word, parts)


def say(word: dict[str, Any], parts: list[bytes] | None = None) -> None:
    """Send one word and the bytes it announces."""
    text = json.dumps(word).encode()
    for piece in (len(text).to_bytes(4, "big"), text, *(parts or ())):
        view = memoryview(piece)
        while view:
            view = view[os.write(1, view) :]


def _take(size: int) -> bytes | None:
    """Exactly `size` bytes, or None when the pipe closed."""
    held = bytearray(size)
    view, pipe = memoryview(held), io.FileIO(0, closefd=False)
    while view:
        count = pipe.readinto(view)
        if not count:
            return None
        view = view[count:]
    return bytes(held)

"""The line to one isolated process, from the side that sends work. What comes back is a stranger's word."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: Seconds by the clock on the wall in which a process must be ready, and must have answered.
READY, ANSWER = 30.0, 30.0
#: The longest word, in bytes; announced bytes are bounded by whoever asks.
_LONGEST_WORD = 16 * 1024
_PIPE = 1024 * 1024
_LIBRARIES = ("myosotis", "pyvips", "_libvips", "pi_heif", "PIL", "cffi", "_cffi_backend")
_BEGIN = (
    "import sys; words = sys.argv[1:]; sys.path += words[2:]; "
    "from importlib import import_module; getattr(import_module(words[0]), words[1])()"
)
#: What begins the process: a module and a function in it, which must end in `room.main`.
ENTRY = ("myosotis.media.isolated.room", "main")
OUT_OF_TIME = int(signal.SIGXCPU)


class Silent(Exception):
    """The process ended, hung, or said what makes no sense. `too_hard` where it was stopped by a limit."""

    def __init__(self, *, too_hard: bool = False) -> None:
        super().__init__()
        self.too_hard = too_hard


class Line:
    """One process, started and locked. Use it from one thread at a time; `end` it in any case."""

    def __init__(self, entry: tuple[str, str] = ENTRY, folders: Iterable[str] = ()) -> None:
        begin = [sys.executable, "-I", "-S", "-B", "-c", _BEGIN, *entry, *_folders(), *folders]
        self._process = subprocess.Popen(
            begin,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
            pipesize=_PIPE,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process without pipes")
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        for pipe in (self._to, self._from):
            os.set_blocking(pipe, False)
        try:
            self.layers = _layers(self.hear(time.monotonic() + READY))
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        """The process's id; it leads a group of its own."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, size: int, pieces: Iterable[bytes], deadline: float) -> None:
        """Send one file of `size` bytes. Raises `Silent`."""
        self._put(size.to_bytes(8, "big"), deadline)
        for piece in pieces:
            self._put(piece, deadline)

    def hear(self, deadline: float) -> dict[str, Any]:
        """One word. Raises `Silent`."""
        length = int.from_bytes(self.take(4, deadline), "big")
        if length > _LONGEST_WORD:
            raise Silent
        try:
            word = json.loads(self.take(length, deadline))
        except (ValueError, RecursionError):
            raise Silent from None
        if not isinstance(word, dict):
            raise Silent
        return word

    def take(self, size: int, deadline: float) -> bytes:
        """Exactly `size` bytes. Raises `Silent`."""
        held = bytearray(size)
        view = memoryview(held)
        while view:
            self._wait([self._from], [], deadline)
            with contextlib.suppress(BlockingIOError):
                count = os.readv(self._from, [view])
                if count == 0:
                    raise Silent(too_hard=self._was_stopped())
                view = view[count:]
        return bytes(held)

    def end(self) -> None:
        """Stop the process, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _put(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait([], [self._to], deadline)
            try:
                view = view[os.write(self._to, view) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise Silent(too_hard=self._was_stopped()) from None

    def _wait(self, read: list[int], write: list[int], deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(read, write, [], left)):
            raise Silent(too_hard=True)

    def _was_stopped(self) -> bool:
        """Whether a limit ended it: its time was up, or the system stopped it to save memory."""
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return False
        return code in (OUT_OF_TIME, -signal.SIGXCPU, -signal.SIGKILL, 256 - signal.SIGKILL)


def _layers(word: dict[str, Any]) -> dict[str, bool]:
    layers = word.get("layers")
    if not isinstance(layers, dict):
        raise Silent
    return {str(name): took is True for name, took in layers.items()}


def _folders() -> list[str]:
    """Where the process finds our code and its libraries; by itself it knows the standard ones alone."""
    found: list[str] = []
    for name in _LIBRARIES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            origin = Path(spec.origin)
            folder = str(origin.parent.parent if spec.submodule_search_locations else origin.parent)
            found += [folder] if folder not in found else []
    return found

"""Files on their way in: sealed as they arrive, whether from a form or from a folder.

Django's own upload handlers write plain temporary files. Ours replaces them all: each piece of a request's
body is sealed before it touches the disk, and what nobody kept is gone when the request ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from myosotis.vault.chunked import Opener
from myosotis.vault.errors import VaultError
from myosotis.vault.files import Incoming

#: The largest original, in bytes.
LIMIT = 1024**3


class Arrived(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that is sealed and safe on the disk, waiting to be kept. Closing it lets it go unless kept.

    `problem` is set instead when it could not be sealed (no room, too large); then there is nothing to keep.
    """

    def __init__(
        self, name: str, incoming: Incoming | None, digest: bytes, problem: Exception | None = None
    ) -> None:
        super().__init__(file=None, name=name, content_type="", size=incoming.size if incoming else 0)
        self.incoming, self.digest, self.problem = incoming, digest, problem

    def open(self, mode: object = None) -> Opener:  # type: ignore[override]  # a sealed file is no stream
        """Read what arrived before it is kept, such as to prepare it first. Raises its `problem`."""
        if self.incoming is None:
            raise self.problem or ValueError("nothing arrived")
        return self.incoming.open()

    def close(self) -> None:
        """Let it go unless a row names it by now."""
        if self.incoming is not None:
            self.incoming.__exit__(None, None, None)


class TooLarge(Exception):
    """This file is larger than one gibibyte, the most Myosotis keeps as one thing."""


class _Arrival:
    """One file being sealed; the same for a form and for a folder."""

    def __init__(self) -> None:
        self.incoming = Incoming()
        self._digest = hashlib.sha256()
        self.problem: Exception | None = None

    def take(self, data: bytes) -> None:
        if self.problem is not None:
            return
        try:
            if self.incoming.size + len(data) > LIMIT:
                raise TooLarge
            self._digest.update(data)
            self.incoming.write(data)
        except (VaultError, TooLarge) as problem:
            self._stop(problem)

    def finish(self, name: str) -> Arrived:
        if self.problem is None:
            try:
                self.incoming.land()
            except VaultError as problem:
                self._stop(problem)
        kept = self.incoming if self.problem is None else None
        return Arrived(name, kept, self._digest.digest(), self.problem)

    def _stop(self, problem: Exception) -> None:
        self.problem = problem
        self.drop()

    def drop(self) -> None:
        self.incoming.__exit__(None, None, None)


def arrive(name: str, pieces: Iterable[bytes]) -> Arrived:
    """Seal a file that comes in pieces, such as one read from a folder. Look at `.problem` before keeping."""
    arrival = _Arrival()
    for piece in pieces:
        arrival.take(piece)
    return arrival.finish(name)


class SealingUploadHandler(FileUploadHandler):
    """Seals each file of a form while its body is read. Only for somebody who is signed in."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if getattr(self.request, "viewer", None) is None:
            raise StopUpload(connection_reset=True)
        self._arrival = _Arrival()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._arrival.take(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        return self._arrival.finish(self.file_name or "")

    def upload_interrupted(self) -> None:
        if hasattr(self, "_arrival"):
            self._arrival.drop()

"""The one door bytes leave by: ranges of a sealed file, opened as they go, and asked about while they go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator
from threading import BoundedSemaphore

from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from myosotis.vault.chunked import Opener

#: A stream asks at least this often, in seconds, whether it may go on.
ASK_EVERY = 0.25
#: With each stream a thread of the server waits for its reader. So many may; what comes beyond them and has
#: no more bytes than this is handed to the server whole, so that slow readers never hold every thread.
FLOWING, SMALL = 16, 4 * 1024 * 1024
_places = BoundedSemaphore(FLOWING)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def answer(
    request: HttpRequest, opener: Opener, *, kind: str, name: str, still: Callable[[], bool], download: bool
) -> HttpResponseBase:
    """The file, or the range the browser asked for (RFC 9110 §14). `still` is asked while it flows.

    `name` is ours and neutral: no name a person gave a file travels in a header. A range that cannot be
    given is a 416; several ranges at once are answered with the whole file, as the standard allows.
    """
    wanted = _range(request.headers.get("Range", ""), opener.size)
    if wanted is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{opener.size}"})
    start, stop, partial = wanted
    status = 206 if partial else 200
    has_place = _places.acquire(blocking=False)
    response: HttpResponseBase
    if has_place or stop - start > SMALL:
        flow = _Flow(_pieces(opener, start, stop, still), has_place=has_place)
        response = StreamingHttpResponse(flow, status=status, content_type=kind)
    else:
        response = HttpResponse(b"".join(opener.read(start, stop)), status=status, content_type=kind)
    response["Content-Length"] = str(stop - start)
    response["Accept-Ranges"] = "bytes"
    # A proxy that gathers pieces would still hand them out after `still` said no.
    response["X-Accel-Buffering"] = "no"
    if partial:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{opener.size}"
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    return response


class _Flow:
    """Pieces on their way, which give their place back at their end, however that comes."""

    def __init__(self, pieces: Generator[bytes], *, has_place: bool) -> None:
        self._pieces, self._has_place = pieces, has_place

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back. A server that loses its reader may say nothing at all: then `__del__` does."""
        self._pieces.close()
        if self._has_place:
            self._has_place = False
            _places.release()

    __del__ = close


def _pieces(opener: Opener, start: int, stop: int, still: Callable[[], bool]) -> Generator[bytes]:
    # Whoever waits for a slow reader holds no connection of a database that has few: between two questions
    # it is given back. A file's own connection stays with its thread, and this does nothing.
    close_old_connections()
    asked = time.monotonic()
    for piece in opener.read(start, stop):
        if time.monotonic() - asked > ASK_EVERY:
            going_on = still()
            close_old_connections()
            if not going_on:
                # Cut short on purpose: the length promised is not kept, so no browser takes it for whole.
                return
            asked = time.monotonic()
        yield piece


def _range(header: str, size: int) -> tuple[int, int, bool] | None:
    """(start, stop, partial) of a Range header; None where nothing of it can be given."""
    found = _RANGE.fullmatch(header.strip())
    if not found or (not found[1] and not found[2]):
        return 0, size, False
    if not found[1]:
        length = min(int(found[2]), size)
        return (size - length, size, True) if length else None
    start = int(found[1])
    stop = min(int(found[2]) + 1, size) if found[2] else size
    return (start, stop, True) if start < stop else None

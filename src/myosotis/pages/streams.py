"""The one door bytes leave by: ranges of a sealed file, opened as they go, and asked about while they go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from myosotis.vault.chunked import Opener

#: A stream asks at least this often, in seconds, whether it may go on.
ASK_EVERY = 0.25
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
    response = StreamingHttpResponse(
        _flow(opener, start, stop, still), status=206 if partial else 200, content_type=kind
    )
    response["Content-Length"] = str(stop - start)
    response["Accept-Ranges"] = "bytes"
    # A proxy that gathers pieces would still hand them out after `still` said no.
    response["X-Accel-Buffering"] = "no"
    if partial:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{opener.size}"
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    return response


def _flow(opener: Opener, start: int, stop: int, still: Callable[[], bool]) -> Iterator[bytes]:
    asked = time.monotonic()
    for piece in opener.read(start, stop):
        if time.monotonic() - asked > ASK_EVERY:
            if not still():
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

"""How far the bytes of a picture may run ahead of whoever reads them.

A page that is closed closes for somebody in the middle of a picture too, because a stream asks again while
it flows. But what server and kernel took from it before goes on its way, and by itself the kernel takes
megabytes for a slow reader. So each is given little room, and so is nginx (`sndbuf` in deploy/nginx.conf).
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

#: Room for one connection, in the server and in the kernel each; fast readers are as fast with it.
BYTES = 16 * 1024
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def held(application: Application, port: int) -> Application:
    """The application, served at this port of this machine. Connections after the first are given `BYTES`.

    The server opens its door after it has loaded the application, so the first request is the first
    moment at which the door can be found.
    """
    if sys.platform != "linux":
        return application
    found = False

    def asked(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        nonlocal found
        if not found:
            found = True
            _narrow(port)
        return application(environ, start_response)

    return asked


def _narrow(port: int) -> None:
    """Tell every socket of this process at this port. Connections take it over from the door."""
    for name in os.listdir("/proc/self/fd"):
        with suppress(OSError), socket.socket(fileno=os.dup(int(name))) as one:
            if one.family == socket.AF_INET and one.getsockname()[1] == port:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BYTES)

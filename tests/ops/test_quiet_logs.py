"""No log of the shipped nginx says who asked, or for what: in good times, in bad ones, and at its end."""

from __future__ import annotations

import http.client
import os
import signal
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from tests.ops.front import Front, ask, line, needs_nginx, opened, reached
from tests.visitor import House, family

pytestmark = [pytest.mark.full, needs_nginx]

#: What must stand in no log, wherever it was said.
TOLD = {
    "path": "wisteria-on-the-path",
    "query": "clementine-in-the-query",
    "token": "QUINCEMARMALADETOKEN",
    "agent": "Zephyrine-Browser/7",
    "referer": "hollyhock-referer",
    "form": "lanterns over marmalade",
}
ADDRESS = "127.0.0.77"


def ask_in_every_way(front: Front) -> None:
    """Say each of `TOLD` where it could come into a log, from `ADDRESS`, whatever is answered."""
    said = {"User-Agent": TOLD["agent"], "Referer": f"https://{TOLD['referer']}.example/"}
    form = urllib.parse.urlencode({"token": TOLD["token"], "words": TOLD["form"]})
    for method, path, body in (
        ("GET", f"/r/{TOLD['path']}?q={TOLD['query']}", None),
        ("POST", f"/r/{TOLD['path']}", form),
        ("POST", f"/sign-in?{TOLD['query']}", form),
        ("GET", f"/static/../../{TOLD['path']}%00?{TOLD['query']}", None),
        ("GET", f"/%zz{TOLD['path']}", None),
        ("BREW", f"/{TOLD['path']}", None),
        ("GET", "/" + TOLD["path"] * 2000, None),
    ):
        with line(front, ADDRESS) as connection, suppress(OSError, http.client.HTTPException):
            connection.request(method, path, body, headers=said)
            connection.answer()


def told(front: Front) -> list[str]:
    """What of all that stands in a log."""
    held = front.written()
    return [what for what, word in {**TOLD, "address": ADDRESS}.items() if word.encode() in held]


@contextmanager
def standing_still(house: House) -> Iterator[None]:
    """Every process of the house stands still meanwhile: whoever asks waits."""
    assert house.process is not None
    pids = family(house.process.pid)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def test_no_log_holds_who_asked_or_for_what(tmp_path: Path) -> None:
    house, front = reached(tmp_path)
    with opened(house, front):
        ask_in_every_way(front)
        # In the middle of a request the house hangs, somebody leaves, and then the house is gone.
        with ExitStack() as waiting, standing_still(house):
            for _ in range(3):
                connection = waiting.enter_context(line(front, ADDRESS))
                connection.request("GET", f"/{TOLD['path']}?{TOLD['query']}")
            time.sleep(0.5)
            connection.end()
            house.kill()
            time.sleep(0.5)
        ask_in_every_way(front)
        closed = ask(front, "/")
        assert closed.status == 503
        assert "Everything that was kept is still kept." in closed.words
        assert closed.headers["Strict-Transport-Security"] == "max-age=31536000"
        house.start()
        assert ask(front, "/begin").status == 200
    assert told(front) == []
    assert (front.log / "myosotis.log").read_bytes() == b""


def test_nor_when_nginx_itself_is_at_its_end(tmp_path: Path) -> None:
    """Even an alert of nginx carries the request; with few connections allowed, it has something to say."""
    house, front = reached(tmp_path)
    statuses = set()
    few = opened(house, front, worker_connections="30", worker_processes="1")
    with few, ExitStack() as waiting, standing_still(house):
        held = [waiting.enter_context(line(front, ADDRESS)) for _ in range(28)]
        for connection in held:
            with suppress(OSError):
                connection.request("GET", f"/{TOLD['path']}?{TOLD['query']}")
        for connection in held:
            if connection.sock is not None:
                connection.sock.settimeout(0.2)
                with suppress(OSError, http.client.HTTPException):
                    statuses.add(connection.answer().status)
    assert statuses == {500}, "nginx did not come to its end, so this says nothing"
    assert told(front) == []

"""A small counter that plays the server's part of what scripts ask for, and a browser in its own thread.

The pages are the real templates, styles and scripts under the real content policy; the counter answers as
`docs/look.md` says a server answers, and can be told to answer otherwise.
"""

from __future__ import annotations

import json
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, sync_playwright

from myosotis.design import scripts, stylesheet
from myosotis.design.gallery import gallery_context
from myosotis.pages.middleware.headers import CONTENT_POLICY

PICTURE = "11111111-1111-4111-8111-111111111111"
BLOCKS = [
    {"id": "aaaaaaaa", "kind": "paragraph",
     "runs": [{"t": "The car on "}, {"t": "her", "em": True}, {"t": " shelf."}]},
    {"id": "bbbbbbbb", "kind": "picture", "picture": PICTURE},
    {"id": "cccccccc", "kind": "quote", "runs": [{"t": "She can have it."}]},
]  # fmt: skip
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


class _Picture:
    id = PICTURE
    description = "The shelf with the car on it."


def _part(source: str) -> str:
    return engines["django"].from_string(source).render({}, RequestFactory().get("/"))


LOOK = '{% part "veil" description="Light" url="/veil/look" width=3 height=2 %}'
COVER = '{% part "picture" jpeg="/static/design/flower.svg" width=8 height=11 alt="Light" cover_url="/c" %}'
PAGES: dict[str, Callable[[], str]] = {
    "/gallery": lambda: _layout("gallery", **gallery_context()),
    "/question": lambda: _layout(
        "question",
        question="What is she called?",
        why="So that we can say it.",
        form=gallery_context()["form"],
    ),
    "/pause": lambda: _layout("error"),
    "/sheet": lambda: _sheet(json.dumps(BLOCKS)),
    "/blank": lambda: _sheet("[]"),
    "/veil": lambda: _wrapped(LOOK),
    "/pictures": lambda: _wrapped('{% part "pictures" url="/up" %}'),
    "/code": lambda: _wrapped('{% part "codebox" code="7QK2M9XWB4TD" %}'),
}


def _layout(name: str, **context: Any) -> str:
    return render_to_string(f"design/{name}.html", context, RequestFactory().get("/"))


def _sheet(blocks: str) -> str:
    return _layout("sheet", autosave_url="/keep", blocks_json=blocks, revision=3, pictures=[_Picture()])


def _wrapped(source: str) -> str:
    return _part(
        '{% extends "design/page.html" %}{% block content %}<h1>A page</h1>' + source + "{% endblock %}"
    )


@dataclass
class Counter:
    """What came in, and how to answer the next time: a status, or `None` for the usual."""

    url: str = ""
    sent: list[dict[str, str]] = field(default_factory=list)
    status: int | None = None

    def blocks(self) -> list[dict[str, Any]]:
        """The blocks of the last sheet that came in."""
        found: list[dict[str, Any]] = json.loads(self.sent[-1]["blocks"])
        return found

    def answer(self, path: str, body: dict[str, str]) -> tuple[int, str, bytes]:
        """Status, type and body for a POST."""
        self.sent.append(body)
        if self.status is not None:
            return self.status, "text/html", b"<p>Not now.</p>"
        if path == "/keep":
            return (
                200,
                "application/json",
                json.dumps({"kept": True, "revision": 3 + len(self.sent)}).encode(),
            )
        if path == "/up" and body["picture"].endswith(".txt"):
            return 422, "application/json", json.dumps({"refused": "This is no picture."}).encode()
        if path == "/up":
            return 200, "application/json", b'{"kept": true, "html": ""}'
        return 200, "text/html; charset=utf-8", _part(COVER if path.endswith("look") else LOOK).encode()

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a GET."""
        if path.startswith("/look/"):
            css = path.endswith("css")
            body = stylesheet.sheet() if css else scripts.script()
            return 200, f"text/{'css' if css else 'javascript'}; charset=utf-8", body
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "font/woff2"
            return 200, kind, (stylesheet.HERE / path[1:]).read_bytes()
        if path in PAGES:
            return 200, "text/html; charset=utf-8", PAGES[path]().encode()
        return 404, "text/html", b""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "POST":
            status, kind, content = self.answer(path, _form(environ))
        else:
            status, kind, content = self.get(path)
        headers = [("Content-Type", kind), ("Content-Security-Policy", CONTENT_POLICY)]
        start(f"{status} x", [*headers, ("Content-Length", str(len(content)))])
        return [content]


def _form(environ: dict[str, Any]) -> dict[str, str]:
    """Names and values of a form; of a file its name."""
    raw = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
    message = BytesParser(policy=policy.HTTP).parsebytes(
        b"Content-Type: " + environ["CONTENT_TYPE"].encode() + b"\r\n\r\n" + raw
    )
    found = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        found[name] = part.get_filename() or bytes(content if isinstance(content, bytes) else b"").decode()
    return found


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """The tests speak; the counter does not."""


@pytest.fixture
def counter() -> Iterator[Counter]:
    """The counter, open on a port of its own."""
    app = Counter()
    server: WSGIServer = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    app.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def in_browser() -> Callable[[Callable[[Browser], None]], None]:
    """Runs a function with Debian's Chromium, in a thread of its own: Playwright wants one for itself."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing. One command brings it: sudo apt install -y chromium")

    def run(steps: Callable[[Browser], None]) -> None:
        def inside() -> None:
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
                try:
                    steps(browser)
                finally:
                    browser.close()

        with ThreadPoolExecutor(1) as alone:
            alone.submit(inside).result()

    return run

"""What a link leaves behind, through nginx as shipped: nothing elsewhere and in no log; and how it closes."""

from __future__ import annotations

import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Request, expect
from tests.factories.pictures import picture as drawn
from tests.factories.sharing import Shared
from tests.journeys.steps import Visit
from tests.ops.front import NAME, Front, ask, found, needs_nginx, opened, parent, reached
from tests.visitor import House, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.full, needs_nginx]

GATE = "This page holds a photograph of our daughter."
NOTE = "Cousin Odalys of the ferry"
NAMED, WROTE = "Odalys Featherstonehaugh", "I hear the ferry and think of her."
TOLD, SEEN = "There was a lantern in the window.", "lantern in the window"
HEADERS = {
    "cache-control": "no-store, private",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "referrer-policy": "no-referrer",
}
#: A reader on a poor line, in bytes a second, and the most that is on its way to them when a page is closed.
POOR, UNDER_WAY = 600_000, 640 * 1024


@dataclass
class Place:
    """A house at its own address, a parent in it, and a moment with a large picture."""

    house: House
    front: Front
    parent: Visitor
    moment: str
    picture: str

    def share(self) -> Shared:
        """A new link to the moment, as its maker sees it once."""
        before = self._links()
        form = {"note": NOTE, "gate": GATE, "length": "open", "password": "", "picture": self.picture}
        page = self.parent.post(f"{self.moment}/share", **form)
        address, code = re.findall(r'data-code="([^"]+)"', page)
        assert address.startswith(f"{self.front.url}/r#")
        assert "on this machine alone" not in page
        (made,) = self._links() - before
        return Shared(made, UUID(self.moment.rpartition("/")[2]), address.rpartition("#")[2], code)

    def close(self, link: Shared) -> None:
        """Close a link."""
        self.parent.post(f"/links/{link.id}/close", self.moment)

    def reader(self, link: Shared) -> Visitor:
        """Somebody with the link who uncovered the picture."""
        visitor, at = self.front.visitor(), f"/r/{link.id}/"
        visitor.say("/r/open", token=link.token)
        visitor.post(f"{at}gate", at, choice="open")
        visitor.post(f"{at}pictures/{self.picture}/look", at)
        return visitor

    def address(self, link: Shared) -> str:
        """Of the large picture, for somebody with the link."""
        return f"/r/{link.id}/pictures/{self.picture}/webp-1920"

    def _links(self) -> set[str]:
        return set(re.findall(r"/links/([0-9a-f-]{36})", self.parent.get(f"{self.moment}/share")))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("shared")
    house, front = reached(folder)
    house.said = folder / "said.txt"
    with opened(house, front):
        found(front)
        inside, moment = parent(front), f"/moments/{uuid4()}"
        inside.post(f"{moment}/write", "/more", title="The snow", revision="0", more=TOLD)
        told = inside.send(f"{moment}/pictures", moment, [("a.jpg", drawn(6))])
        picture = re.search(r"p-([0-9a-f-]{36})", told["html"])
        assert picture is not None
        deadline = time.monotonic() + 60
        while "data-veil" not in inside.get(moment):
            assert time.monotonic() < deadline, "the picture was not prepared"
            time.sleep(0.5)
        inside.post("/words/first", who="me")
        yield Place(house, front, inside, moment, picture[1])


def come_in(visitor: Visit, link: Shared) -> Iterator[str]:
    """Open what was handed over, by link or, without scripts, by code. Gives each page on the way."""
    page = visitor.page
    if visitor.scripts:
        with page.expect_navigation(url=re.compile(r"/r/[0-9a-f-]{36}/$")):
            visitor.go(f"/r#{link.token}")
    else:
        visitor.go(f"/r#{link.token}")
        yield page.content()
        page.get_by_label("The code you were given").fill(link.code)
        visitor.press("Open the page")
    expect(page.get_by_text(GATE)).to_be_visible()
    yield page.content()


def read_and_write(visitor: Visit) -> Iterator[str]:
    """Open the page, look at its picture, leave words. Gives each page on the way."""
    page = visitor.page
    visitor.press("Open the page")
    expect(page.get_by_text(SEEN)).to_be_visible()
    yield page.content()
    veil = page.locator("[data-veil] button, button[data-veil]").first
    veil.click()
    expect(page.locator("figure.picture img")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    yield page.content()
    page.get_by_label("Your name, as they know you").fill(NAMED)
    page.get_by_label("Your words").fill(WROTE)
    visitor.press("Leave these words")
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    yield page.content()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_reading_leaves_nothing_elsewhere_and_nothing_in_a_log(
    browser: Browser, place: Place, scripts: bool
) -> None:
    link = place.share()
    visitor = Visit(browser, place.front.url, 390, "light", scripts)
    asked: list[Request] = []
    visitor.context.on("request", lambda request: asked.append(request))
    pages = [*come_in(visitor, link), *read_and_write(visitor)]
    ours = [one for one in asked if urlsplit(one.url).path.startswith("/r")]
    assert {one.resource_type for one in ours} >= {"document", "image"}
    for request in asked:
        answer = request.response()
        assert answer is not None, request.url
        for secret in (link.token, link.code, link.code.replace("-", "")):
            assert secret not in request.url.partition("#")[0]
            assert secret not in str(request.all_headers())
            assert secret not in str(answer.all_headers())
            assert secret not in (request.post_data or "") or request.url.endswith("/r/open")
            assert not [page for page in pages if secret in page]
        # A stylesheet says that it asks for its fonts; no page says anything.
        assert urlsplit(request.all_headers().get("referer", "")).path in ("", *looks(asked))
    for request in ours:
        answer = request.response()
        assert answer is not None
        said = {name: answer.all_headers().get(name) for name in HEADERS}
        assert said == HEADERS, request.url
    kept = "[document.referrer, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    assert not scripts or visitor.page.evaluate(kept) == [""]
    cookies = [cookie["value"] for cookie in visitor.context.cookies()]
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in visitor.context.cookies())
    visitor.close()
    assert place.house.said is not None
    logs = place.house.said.read_bytes() + place.front.written()
    assert b"Myosotis is open" in logs
    for word in (link.token, link.code, link.id, *cookies, NOTE, NAMED, WROTE, GATE, SEEN, "/r/", "/r#"):
        assert word.encode() not in logs


def looks(asked: list[Request]) -> list[str]:
    """The addresses of every stylesheet among what was asked for."""
    return [urlsplit(one.url).path for one in asked if one.resource_type == "stylesheet"]


@dataclass(frozen=True)
class Answer:
    """What somebody was answered, but for the moment it was said at."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(visitor: Visitor, path: str) -> Answer:
    """Whatever stands at an address, good or not."""
    try:
        came = visitor.open(visitor.url + path, timeout=30)
    except urllib.error.HTTPError as refused:
        came = refused
    with came:
        headers = tuple(one for one in sorted(came.headers.items()) if one[0] not in ("Date", "Expires"))
        return Answer(came.status, headers, came.read())


def test_what_was_closed_is_unknown_at_once(place: Place) -> None:
    link = place.share()
    visitor = place.reader(link)
    page, picture = f"/r/{link.id}/", place.address(link)
    assert SEEN in visitor.get(page)
    assert visitor.bytes(picture).startswith(b"RIFF")
    place.close(link)
    closed_at, never = time.monotonic(), str(uuid4())
    closed = [answer(visitor, path) for path in (page, picture)]
    assert time.monotonic() - closed_at < 1
    assert closed == [answer(visitor, path.replace(link.id, never)) for path in (page, picture)]
    assert [one.status for one in closed] == [404, 404]
    for one in closed:
        said = {name.lower(): value for name, value in one.headers}
        assert {name: said.get(name) for name in HEADERS} == HEADERS
    with pytest.raises(urllib.error.HTTPError) as spent:
        visitor.say("/r/open", token=link.token)
    with spent.value as refused:
        assert refused.status == 404


def test_readers_who_take_nothing_keep_nobody_waiting(place: Place) -> None:
    link = place.share()
    visitor, waited = place.reader(link), []
    with ExitStack() as stuck:
        for _ in range(100):
            stuck.enter_context(slow(place, visitor, place.address(link), 1))
        for _ in range(20):
            began = time.monotonic()
            assert ask(place.front, "/sign-in", "127.0.0.3").status == 200
            waited.append(time.monotonic() - began)
    assert sorted(waited)[18] < 1


def test_a_picture_that_is_on_its_way_is_cut(place: Place) -> None:
    # Those who took nothing are gone, and with them whatever they kept busy.
    # Once of four is enough: somebody else's work on this machine is not the house's delay.
    tries = (cut(place, POOR) for _ in range(4))
    assert any(seconds < 1 and further < UNDER_WAY for seconds, further in tries)
    # On a line as poor as there are, what is under way takes longer to arrive, and is no more.
    _seconds, further = cut(place, POOR // 6)
    assert further < UNDER_WAY


def cut(place: Place, pace: int) -> tuple[float, int]:
    """Close a link under somebody who takes so many bytes of a picture a second.

    Returns how many seconds, and how many bytes, still came.
    """
    link = place.share()
    visitor = place.reader(link)
    whole = len(visitor.bytes(place.address(link)))
    assert whole > 1_500_000, "too small a picture to be on its way for long"
    with slow(place, visitor, place.address(link), pace) as coming:
        came = 0
        while came < pace / 2:
            came += next(coming)
        place.close(link)
        closed_at = time.monotonic()
        further = sum(coming)
        took = time.monotonic() - closed_at
    assert came + further < whole, "it came whole"
    return took, further


@contextmanager
def slow(place: Place, visitor: Visitor, path: str, pace: int) -> Iterator[Iterator[int]]:
    """How many bytes come, piece by piece, to somebody who takes so many a second."""
    port, cookies = place.front.https, "; ".join(f"{one.name}={one.value}" for one in visitor.jar)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
        line.connect(("127.0.0.1", port))
        with place.front.certificate.believed().wrap_socket(line, server_hostname=NAME) as closed_line:
            head = (f"GET {path} HTTP/1.1", f"Host: {NAME}:{port}", f"Cookie: {cookies}", "Connection: close")
            closed_line.sendall("\r\n".join((*head, "", "")).encode())
            yield pieces(closed_line, pace)


def pieces(line: ssl.SSLSocket, pace: int) -> Iterator[int]:
    """The length of each piece, taken no faster than `pace` bytes a second, until the line ends."""
    began, came = time.monotonic(), 0
    while True:
        try:
            got = len(line.recv(16 * 1024))
        except OSError:
            return
        if not got:
            return
        came += got
        yield got
        time.sleep(max(0.0, began + came / pace - time.monotonic()))

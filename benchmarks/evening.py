"""One evening over HTTP: what a reader's page weighs, and how many words can be left while somebody reads.

A real house (web and worker, SQLite, fsync) on this machine; the senders are processes of their own and share
its cores. At the end every letter that was acknowledged is counted at the desk.
"""

from __future__ import annotations

import gzip
import http.client
import multiprocessing
import os
import re
import statistics
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.visitor import House, Visitor  # noqa: E402 (the house's own browser, once its place is known)

SECONDS, SENDERS = 20, 4
TEXT = "I think of you when I open the window in the morning. I will bring bread on Thursday. " * 4
SECRET = "four grey stones"  # noqa: S105 (an invented family's, in a folder that goes with it)
FORM = "application/x-www-form-urlencoded"


def set_up(house: House) -> tuple[str, str]:
    """A family with a guardian who reads first, and a link to a moment; its page and its cookie."""
    first = Visitor(house.url)
    who = {"timezone": "UTC", "name": "Ilse", "email": "ilse@example.org", "family": "", "country": ""}
    first.post("/begin", **who, password=SECRET, again=SECRET, step="password")
    os.environ.update(MYOSOTIS_HOME=str(house.home), DJANGO_SETTINGS_MODULE="myosotis.settings")
    import django  # noqa: PLC0415 (the home must be known first)

    django.setup()
    from myosotis.guestbook import actions as guestbook  # noqa: PLC0415
    from myosotis.people import actions as people  # noqa: PLC0415
    from myosotis.people.console import viewer_for  # noqa: PLC0415
    from myosotis.sharing import actions as sharing  # noqa: PLC0415
    from myosotis.story import actions as story  # noqa: PLC0415

    ilse = viewer_for("", "")
    code = people.invite(by=ilse, role="guardian")
    people.join(
        code=code,
        name="Maria",
        email="maria@example.org",
        password=SECRET,
        network="",
        browser="",
    )
    guestbook.let_guardians_read(by=ilse)
    moment = story.keep_moment(by=ilse, title="What the snow did", paragraphs=[TEXT] * 6)
    made = sharing.make(by=ilse, moment=moment, note="", gate="", password="", days=None)
    reader = Visitor(house.url)
    reader.open(house.url + "/r/open", urllib.parse.urlencode({"token": made.token}).encode())
    (cookie,) = [one for one in reader.jar if one.name == "reading"]
    return cookie.path, f"reading={cookie.value}"


def weigh(house: House, page: str, cookie: str) -> None:
    """What a reader's page weighs as it goes over the line; the page itself as nginx would pack it."""
    at = http.client.HTTPConnection("127.0.0.1", house.port)
    html = get(at, page, cookie)
    total = len(gzip.compress(html))
    for path in re.findall(rb'(?:href|src)="(/look/[^"]+)"', html):
        total += len(get(at, path.decode(), cookie, {"Accept-Encoding": "gzip"}))
    print(f"reader's page, compressed, without pictures and fonts: {total / 1000:.1f} kB (bar 60)")


def get(at: http.client.HTTPConnection, path: str, cookie: str, more: dict[str, str] | None = None) -> bytes:
    at.request("GET", path, headers={"Cookie": cookie, **(more or {})})
    answer = at.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return body


def send(port: int, page: str, cookie: str, mark: str, number: int, acks: multiprocessing.Queue[int]) -> None:
    """Leave words as fast as they are taken, each from a network of its own."""
    at = http.client.HTTPConnection("127.0.0.1", port)
    fields = {"csrfmiddlewaretoken": mark, "name": "Berit", "words": TEXT}
    body = urllib.parse.urlencode(fields).encode()
    ends, kept = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends:
        far = f"10.{number}.{kept // 250 % 250}.{kept % 250}"
        headers = {"Cookie": cookie, "Content-Type": FORM, "X-Forwarded-For": far}
        at.request("POST", page + "words", body, headers)
        answer = at.getresponse()
        answer.read()
        kept += answer.status == 302
    acks.put(kept)


def read(port: int, page: str, cookie: str) -> list[float]:
    """How long a reader waits, in seconds, again and again."""
    at = http.client.HTTPConnection("127.0.0.1", port)
    waits, ends = [], time.monotonic() + SECONDS
    while time.monotonic() < ends:
        began = time.monotonic()
        get(at, page, cookie)
        waits.append(time.monotonic() - began)
        time.sleep(0.1)
    return waits


def at_the_desk() -> int:
    from myosotis.guestbook.models import Incoming, Words  # noqa: PLC0415

    return int(Words.objects.count() + Incoming.objects.count())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "home")
        house.env["MYOSOTIS_TRUSTED_PROXY"] = "127.0.0.1"
        house.start()
        try:
            page, cookie = set_up(house)
            weigh(house, page, cookie)
            html = get(http.client.HTTPConnection("127.0.0.1", house.port), page, cookie).decode()
            (mark,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', html))
            alone = statistics.median(read_for(house, page, cookie, 20))
            acks: multiprocessing.Queue[int] = multiprocessing.Queue()
            senders = [
                multiprocessing.Process(target=send, args=(house.port, page, cookie, mark, number, acks))
                for number in range(SENDERS)
            ]
            for one in senders:
                one.start()
            waits = read(house.port, page, cookie)
            kept = sum(acks.get() for _ in senders)
            for one in senders:
                one.join()
            p95 = statistics.quantiles(waits, n=20)[-1]
            print(f"words left: {kept / SECONDS:.0f} a second over {SECONDS} s, {SENDERS} senders (bar 200)")
            middle = statistics.median(waits)
            print(f"a reader meanwhile: median {middle * 1000:.0f} ms, alone {alone * 1000:.0f} ms")
            print(f"a reader meanwhile: p95 {p95 * 1000:.0f} ms (bar 1000)")
            print(f"acknowledged {kept}, at the desk {at_the_desk()}")
        finally:
            house.stop()


def read_for(house: House, page: str, cookie: str, times: int) -> list[float]:
    at = http.client.HTTPConnection("127.0.0.1", house.port)
    waits = []
    for _ in range(times):
        began = time.monotonic()
        get(at, page, cookie)
        waits.append(time.monotonic() - began)
    return waits


if __name__ == "__main__":
    main()

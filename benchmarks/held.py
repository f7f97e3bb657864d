"""Whether a parent could tell by time that words wait: their pages with 0 and with 200 words at the desk.

In each of many short rounds the pages are read with none, with 200 and with none again, in an order of
chance, so whatever else the machine does falls on all. What counts is the median over the rounds of the
difference within a round; none against none is the noise. It is measured twice: as the processor's time that
answering takes, which a busy machine changes less, and as the wait of a browser before a real house (web and
worker, SQLite), which says something on an idle machine alone. Words: `held.py [processor | browser]`.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.visitor import House, Visitor  # noqa: E402 (the house's own browser, once its place is known)

ROUNDS, READINGS, HELD = 120, 5, 200
NONE, AGAIN, WAITS = "0 held", "0 held again", f"{HELD} held"
TEXT = "I think of you when I open the window in the morning. I will bring bread on Thursday. " * 4
SECRET = "four grey stones"  # noqa: S105 (an invented family's, in a folder that goes with it)


def set_up(house: House) -> tuple[str, dict[str, str], list[Any]]:
    """A family with a guardian, a moment with words beside it; her cookie, her pages, and what can wait."""
    ilse = Visitor(house.url)
    who = {"timezone": "UTC", "name": "Ilse", "email": "ilse@example.org", "family": "", "country": ""}
    ilse.post("/begin", **who, password=SECRET, again=SECRET, step="password")
    os.environ.update({**house.env, "DJANGO_SETTINGS_MODULE": "myosotis.settings"})
    import django  # noqa: PLC0415 (the home must be known first)

    django.setup()
    from myosotis.guestbook import actions, queries  # noqa: PLC0415
    from myosotis.guestbook.models import Desk, Words  # noqa: PLC0415
    from myosotis.people import actions as people  # noqa: PLC0415
    from myosotis.people.console import viewer_for  # noqa: PLC0415
    from myosotis.people.viewer import viewer_of  # noqa: PLC0415
    from myosotis.story import actions as story  # noqa: PLC0415

    parent = viewer_for("", "")
    code = people.invite(by=parent, role="guardian")
    token = people.join(
        code=code, name="Maria", email="maria@example.org", password=SECRET, network="", browser=""
    )
    actions.let_guardians_read(by=parent)
    guardian = viewer_of(token)
    assert guardian is not None
    moment = story.keep_moment(by=parent, title="What the snow did", paragraphs=[TEXT] * 6)
    box = queries.box_beside(parent.family_id, moment)
    desk = Desk.objects.get()
    for number in range(HELD + 5):
        actions.leave(box=box, name=f"Visitor {number}", words=TEXT, beside="What the snow did")
    actions.open_letters(desk=desk.pk)
    for card in queries.desk(guardian).cards[:5]:
        actions.let_through(by=guardian, words=card.id)
    waiting = list(Words.objects.filter(space=desk.space_id))
    assert len(waiting) == HELD
    pages = {"home": "/", "words": "/words", "moment": f"/moments/{moment}", "story": "/story"}
    (cookie,) = [one for one in ilse.jar if one.name == "myosotis"]
    return f"myosotis={cookie.value}", pages, waiting


def state(waiting: list[Any], which: str) -> None:
    """Bring the desk into a state; each of them writes, so that each is read from a database as fresh."""
    from myosotis.guestbook.models import Words  # noqa: PLC0415

    Words.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    Words.objects.bulk_create(waiting)
    if which != WAITS:
        Words.objects.filter(pk__in=[one.pk for one in waiting]).delete()


#: Answers one address of the house, and says how long that took, in seconds.
Ask = Callable[[str], float]


def by_browser(port: int, cookie: str) -> Ask:
    """The wait of a browser."""
    at = http.client.HTTPConnection("127.0.0.1", port)

    def ask(path: str) -> float:
        began = time.perf_counter()
        at.request("GET", path, headers={"Cookie": cookie})
        answer = at.getresponse()
        answer.read()
        waited = time.perf_counter() - began
        assert answer.status == 200, (path, answer.status)
        return waited

    return ask


def by_processor(port: int, cookie: str) -> Ask:
    """The time a processor works on an answer, in this process, on the database of the house."""
    from django.test import Client  # noqa: PLC0415 (once Django is set up)

    client = Client(headers={"host": f"127.0.0.1:{port}", "cookie": cookie})

    def ask(path: str) -> float:
        began = time.thread_time()
        answer = client.get(path)
        worked = time.thread_time() - began
        assert answer.status_code == 200, (path, answer.status_code)
        return worked

    return ask


def read(ask: Ask, pages: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Each page some times, in an order of chance, in ms; the first of each is not counted."""
    for path in pages.values():
        ask(path)
    for name in random.sample([*pages] * READINGS, len(pages) * READINGS):
        yield name, ask(pages[name]) * 1000


def one_round(ask: Ask, pages: dict[str, str], waiting: list[Any]) -> dict[str, dict[str, float]]:
    """For each page the median, in ms, in each of the three states."""
    told: dict[str, dict[str, float]] = {name: {} for name in pages}
    for which in random.sample((NONE, AGAIN, WAITS), 3):
        state(waiting, which)
        times: dict[str, list[float]] = {}
        for name, took in read(ask, pages):
            times.setdefault(name, []).append(took)
        for name, found in times.items():
            told[name][which] = statistics.median(found)
    return told


def say(title: str, rounds: list[dict[str, dict[str, float]]]) -> None:
    for name in rounds[0]:
        found = [one[name] for one in rounds]
        usual = statistics.median(one[NONE] for one in found)
        differs = statistics.median(one[WAITS] - (one[NONE] + one[AGAIN]) / 2 for one in found)
        noise = statistics.median(one[AGAIN] - one[NONE] for one in found)
        print(f"{title}, {name}: {usual:.1f} ms; {HELD} held: {differs:+.2f} (bar 0.5); noise {noise:+.2f}")


def main() -> None:
    ways = {"processor": by_processor, "browser": by_browser}
    wanted = sys.argv[1:] or [*ways]
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "home")
        house.start()
        try:
            cookie, pages, waiting = set_up(house)
            for way in wanted:
                ask = ways[way](house.port, cookie)
                say(way, [one_round(ask, pages, waiting) for _ in range(ROUNDS)])
        finally:
            house.stop()


if __name__ == "__main__":
    main()

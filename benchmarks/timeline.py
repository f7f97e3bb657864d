"""The story of 100 and of 10,000 moments, warm and cold, through Django's own door (views and templates too).

    PYTHONPATH=src:. .venv/bin/python benchmarks/timeline.py [moments]

A home of its own is made and removed. Times are medians; the ratio of the two sizes is what counts.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="myosotis-timeline-"))
os.environ["MYOSOTIS_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
(HOME / "data").mkdir()

WORDS = (
    "It had begun to snow before midnight and by three the car park under the window had no lines in it "
    "any more. I lay and watched the lamps hold their small circles. "
)


def main() -> None:
    """Fill a story, then time its pages."""
    from myosotis.vault import root, rootkey  # noqa: PLC0415 (the home must be named first)

    root.hold(rootkey.make(HOME / "key" / "root.key"))
    import django  # noqa: PLC0415

    django.setup()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # as `ops.serving.load_web` does
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    small = measure(100, 0)
    large = measure(many, 100)
    print(f"warm page of {many} / warm page of 100: {large['warm'] / small['warm']:.2f} (bar 1.5)")


def measure(many: int, already: int) -> dict[str, float]:
    """Bring the story to `many` moments and time its first page and one in the middle."""
    from django.db import transaction  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from tests.factories.people import parent, signed_in  # noqa: PLC0415

    from myosotis.people.models import Account  # noqa: PLC0415
    from myosotis.people.viewer import viewer_of  # noqa: PLC0415
    from myosotis.story import actions, heads, queries  # noqa: PLC0415

    if not Account.objects.exists():
        parent()
    client: Client = signed_in("ilse@example.org")
    viewer = viewer_of(client.cookies["myosotis"].value)
    assert viewer is not None
    draw = random.Random(5)
    with transaction.atomic():
        for _ in range(many - already):
            date = f"{draw.randint(1990, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            actions.keep_moment(by=viewer, date=date, title="What the snow did", paragraphs=[WORDS * 2])
    middle = queries.page(viewer).years[-1][1]
    times = {
        "warm": timed(lambda: client.get("/story"), 30),
        "middle": timed(lambda: client.get(f"/story?from={middle}"), 30),
        "cold, before a worker packed it": timed(lambda: client.get("/story"), 5, before=heads.forget),
    }
    heads.pack(space=viewer.family_space)
    times["cold"] = timed(lambda: client.get("/story"), 5, before=heads.forget)
    for name, seconds in times.items():
        print(f"{many} moments, {name}: {seconds * 1000:.1f} ms")
    return times


def timed(what: object, times: int, before: object = None) -> float:
    """The median of some runs, in seconds."""
    taken = []
    for _ in range(times):
        if callable(before):
            before()
        began = time.perf_counter()
        answer = what()  # type: ignore[operator]
        taken.append(time.perf_counter() - began)
        assert answer.status_code == 200
    return statistics.median(taken)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(HOME, ignore_errors=True)

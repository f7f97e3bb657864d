"""The story of 100 entries and of many, warm and cold, through Django's own door (views and templates too).

    PYTHONPATH=src:. .venv/bin/python benchmarks/timeline.py [entries …]

A home of its own is made and removed. Times are medians; the ratio of the two sizes is what counts.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.stories import Language, Time, family, fill, held, house, timed

if TYPE_CHECKING:
    from django.test import Client

    from myosotis.people.viewer import Viewer

SMALL = 100


def main() -> None:
    """Fill a story, then time its pages."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 50_000]
    with house():
        viewer, client = family()
        language, already = Language(), SMALL
        fill(viewer, language, SMALL)
        small = measure(viewer, client, SMALL)
        for many in sorted(sizes):
            fill(viewer, language, many - already)
            already = many
            large = measure(viewer, client, many)
            ratios = large.clock / small.clock, large.processor / small.processor
            print(f"warm page of {many} / of {SMALL}: {ratios[0]:.2f}, processor {ratios[1]:.2f} (bar 1.5)")


def measure(viewer: Viewer, client: Client, many: int) -> Time:
    """Time the first page, one in the middle, and the page of one entry; return the first, warm."""
    from myosotis.story import heads, queries  # noqa: PLC0415

    page = queries.page(viewer)
    middle, entry = page.years[-1][1], page.moments[0].id
    warm = timed(lambda: client.get("/story"), 30)
    times = {
        "the first page": warm,
        "a page in the middle": timed(lambda: client.get(f"/story?from={middle}"), 30),
        "the page of one entry": timed(lambda: client.get(f"/moments/{entry}"), 30),
        "first page, cold, before a worker packed it": timed(
            lambda: client.get("/story"), 3, before=heads.forget
        ),
    }
    heads.pack(space=viewer.family_space)
    times["first page, cold"] = timed(lambda: client.get("/story"), 5, before=heads.forget)
    times["page of one entry, cold"] = timed(lambda: client.get(f"/moments/{entry}"), 5, before=heads.forget)
    for name, taken in times.items():
        print(f"{many} entries, {name}: {taken}")
    heads.forget()
    print(f"{many} entries: the heads hold {held(lambda: queries.page(viewer)):.0f} MB")
    return warm


if __name__ == "__main__":
    main()

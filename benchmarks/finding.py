"""Finding among many entries, warm and cold, through Django's own door (views and templates too).

    PYTHONPATH=src:. .venv/bin/python benchmarks/finding.py [entries …]

A home of its own is made and removed. Entries are of 300 to 1500 characters, of an invented language.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.stories import Language, family, fill, held, house, timed

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from myosotis.people.viewer import Viewer


def main() -> None:
    """Fill a story, then look for things in it."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 50_000]
    with house():
        viewer, client = family()
        language, already = Language(), 0
        for many in sorted(sizes):
            fill(viewer, language, many - already)
            already = many
            measure(viewer, client, language, many)


def measure(viewer: Viewer, client: Client, language: Language, many: int) -> None:
    """Time cold and warm searches, and say what they hold in memory and in the pack."""
    from myosotis.story import actions, heads, queries  # noqa: PLC0415
    from myosotis.story.finding import shelves  # noqa: PLC0415
    from myosotis.story.models import FindPack  # noqa: PLC0415

    def find(words: str) -> HttpResponse:
        return client.post("/find", {"words": words})

    def forget() -> None:
        heads.forget()
        shelves.forget()

    rare = next(word for word in language.words[20_000:] if len(word) >= 9)
    heads.pack(space=viewer.family_space)
    print(f"{many} entries, cold, not packed: {timed(lambda: find(rare), 1, before=forget)}")
    packing = timed(lambda: shelves.pack(space=viewer.family_space), 1)
    print(f"{many} entries, the worker packs them: {packing}")
    size = len(FindPack.objects.get(space=viewer.family_space).sealed.__bytes__())
    print(f"{many} entries, the pack: {size / 1e6:.1f} MB")
    print(f"{many} entries, cold, packed: {timed(lambda: find(rare), 5, before=forget)}")
    forget()
    heads_hold = held(lambda: queries.page(viewer))
    tokens_hold = held(lambda: shelves.of(viewer.family_space, viewer.keys))
    print(f"{many} entries: the heads hold {heads_hold:.0f} MB, what finds {tokens_hold:.0f} MB")
    words, slipped = language.words, rare[:3] + rare[4] + rare[3] + rare[5:]
    questions = {
        "a rare word": rare,
        "the commonest word": words[0],
        "three common words": " ".join(words[2:5]),
        "the beginning of many words": "sta",
        "one slip": words[40] + " " + slipped,
        "two slips": slipped[:-2] + slipped[-1],
        "three words, a slip in each": " ".join(word[:2] + "q" + word[3:] for word in words[2000:2003]),
        "a season": "spring 2019",
        "half of all dates": "since 2008",
        "a word of no entry": "qxqxqxqxq",
        "a phrase of common words": f'"{words[2]} {words[3]}"',
    }
    for name, typed in questions.items():
        print(f"{many} entries, warm, {name}: {timed(partial(find, typed), 10)}")
    entry = queries.page(viewer).moments[0].id
    draw = iter(range(2000, 2020))

    def change() -> None:
        actions.set_date(by=viewer, moment=entry, date=str(next(draw)))

    taking_in = timed(lambda: void(shelves.of(viewer.family_space, viewer.keys)), 10, before=change)
    print(f"{many} entries, taking in a change: {taking_in}")


def void(_: object) -> None:
    """Let go of an answer that is no page."""


if __name__ == "__main__":
    main()

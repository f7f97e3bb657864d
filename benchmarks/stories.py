"""Invented stories of any length for the benchmarks: a home of its own, a family, and entries of many words.

Words are made of syllables and drawn as in a language: few of them often, most of them hardly ever.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import tempfile
import time
import tracemalloc
from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.test import Client

    from myosotis.people.viewer import Viewer

#: How many different words the invented language has.
WORDS = 60_000
_OPENING = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "br", "sh", "")
_MIDDLE = ("a", "e", "i", "o", "u", "ea", "oo", "ai", "ou")
_CLOSING = ("", "", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "m")


@contextmanager
def house() -> Iterator[None]:
    """A home that is made and removed, with a database and a root key, as a web process has it."""
    home = Path(tempfile.mkdtemp(prefix="myosotis-story-"))
    os.environ["MYOSOTIS_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
    (home / "data").mkdir()
    try:
        from myosotis.vault import root, rootkey  # noqa: PLC0415 (the home must be named first)

        root.hold(rootkey.make(home / "key" / "root.key"))
        import django  # noqa: PLC0415

        django.setup()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)  # as `ops.serving.load_web` does
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        yield
    finally:
        shutil.rmtree(home, ignore_errors=True)


def family() -> tuple[Viewer, Client]:
    """A parent of an invented family, and their browser."""
    from tests.factories.people import parent, signed_in  # noqa: PLC0415

    viewer = parent()
    client = signed_in("ilse@example.org")
    client.defaults["HTTP_HOST"] = "localhost"
    return viewer, client


class Language:
    """Invented words, and texts of them."""

    def __init__(self, seed: int = 5) -> None:
        self.draw = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < WORDS:
            syllables = self.draw.choice((1, 1, 2, 2, 3, 4)) if len(words) > 300 else 1
            words["".join(self._syllable() for _ in range(syllables))] = None
        self.words = list(words)
        self.often = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def _syllable(self) -> str:
        return self.draw.choice(_OPENING) + self.draw.choice(_MIDDLE) + self.draw.choice(_CLOSING)

    def text(self, characters: int) -> str:
        """Sentences of about so many characters."""
        parts, length = [], 0
        while length < characters:
            word = self.words[bisect(self.often, self.draw.random() * self.often[-1])]
            parts.append(word)
            length += len(word) + 1
        return " ".join(parts) + "."


def fill(viewer: Viewer, language: Language, many: int) -> None:
    """Put so many entries of 300 to 1500 characters into the family's story, as `put` would seal them."""
    from django.db import transaction  # noqa: PLC0415

    from myosotis.story import blocks  # noqa: PLC0415
    from myosotis.story.models import Moment  # noqa: PLC0415
    from myosotis.story.values import MomentBody, MomentHead  # noqa: PLC0415
    from myosotis.vault import spaces  # noqa: PLC0415
    from myosotis.vault.fields import seal_into  # noqa: PLC0415

    draw, by = language.draw, [str(viewer.membership_id)]
    for begin in range(0, many, 1000):
        rows = []
        with transaction.atomic():
            generation = spaces.touch(viewer.family_space)
            for number in range(begin, min(many, begin + 1000)):
                length = draw.randint(300, 1500)
                body = blocks.paragraphs([language.text(length // 2), language.text(length // 2)])
                start, longer = blocks.opening(body)
                date = f"{draw.randint(1990, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
                head = MomentHead(
                    date=date,
                    title=language.text(18),
                    opening=start,
                    longer=longer,
                    by=by,
                    written=f"2026-01-01T00:00:00.{number:06}+00:00",
                    changed=f"2026-01-01T00:00:00.{number:06}+00:00",
                    revision=1,
                )
                row = Moment(space_id=viewer.family_space, generation=generation)
                seal_into(row, "head", head, viewer.keys)
                seal_into(row, "body", MomentBody(blocks=body), viewer.keys)
                rows.append(row)
            Moment.objects.bulk_create(rows)


class Time(NamedTuple):
    """Medians of some runs, in milliseconds: by the clock, and of the processor (steadier)."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} ms (processor {self.processor:.1f})"


def timed(what: Callable[[], Any], times: int, before: Callable[[], Any] | None = None) -> Time:
    """Time some runs; each must answer with a page, where it answers with anything."""
    clock, processor = [], []
    for _ in range(times):
        if before is not None:
            before()
        began, worked = time.perf_counter(), time.process_time()
        answer = what()
        processor.append((time.process_time() - worked) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
        assert answer is None or answer.status_code == 200
    return Time(statistics.median(clock), statistics.median(processor))


def held(what: Callable[[], Any]) -> float:
    """Megabytes that stay behind after doing something."""
    gc.collect()
    tracemalloc.start()
    try:
        what()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()

"""Finding as a canary's family does it, and the packs a worker makes for it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from uuid import UUID, uuid4

from tests.visitor import House, Visitor

FIND_WORDS = {
    "looked for": "Peppermint scaffolding",
    "looked for on the next page": "Gooseberry turnstile",
}


def find(who: Visitor, words: str, slipped: str) -> None:
    """Look for what is there, for what is nearly there, and for what is not."""
    assert "<mark>" in who.post("/find", words=words)
    assert "<mark>" in who.post("/find", "/story", words=slipped)
    assert "Nothing was found" in who.post("/find", words=FIND_WORDS["looked for"])
    assert "Nothing was found" in who.post(
        "/find", words=f'"{FIND_WORDS["looked for on the next page"]}"', page="1"
    )


def pack(house: House) -> None:
    """Have the worker make every pack, as it does for a long story."""
    with closing(sqlite3.connect(house.home / "data" / "myosotis.sqlite3", timeout=60)) as database:
        spaces = [row[0] for row in database.execute("SELECT DISTINCT space_id FROM story_moment")]
        with database:
            database.executemany(
                "INSERT INTO work_task (id, action, ids, attempts, pause, error, given_up)"
                " VALUES (?, ?, ?, 0, 0, '', 0)",
                [
                    (uuid4().hex, action, f'{{"space": "{UUID(space)}"}}')
                    for space in spaces
                    for action in ("story.pack", "story.find-pack")
                ],
            )
        made = "SELECT (SELECT count(*) FROM story_headpack), (SELECT count(*) FROM story_findpack)"
        deadline = time.monotonic() + 60
        while database.execute(made).fetchone() != (len(spaces), len(spaces)):
            assert time.monotonic() < deadline, "the worker made no packs"
            time.sleep(0.5)

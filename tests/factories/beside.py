"""Two people at once: what one does waits in the database until the other is done, as in a real house."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction

#: How long somebody may take to reach the door the other one holds, in seconds.
PATIENCE = 20


class Beside:
    """Somebody who does one thing on a thread and a database connection of their own."""

    def __init__(self, does: Callable[[], object]) -> None:
        self._does = does
        self._said: object = None
        self._failed: BaseException | None = None
        self._pid = 0
        self._knocked, self._here = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)

    def begin(self) -> None:
        """Begin, and come back once they wait for what this thread holds (or are done without waiting)."""
        self._thread.start()
        assert self._here.wait(PATIENCE)
        for _ in range(PATIENCE * 50):
            if self._waits() or not self._thread.is_alive():
                return
            time.sleep(0.02)
        raise AssertionError("it neither waited nor ended")

    def end(self) -> object:
        """What they were told in the end; raises what was raised to them."""
        self._thread.join(PATIENCE * 3)
        assert not self._thread.is_alive(), "it waits for ever"
        if self._failed is not None:
            raise self._failed
        return self._said

    def _run(self) -> None:
        try:
            connection.ensure_connection()
            if connection.vendor == "postgresql":
                self._pid = connection.connection.info.backend_pid
            self._here.set()
            with connection.execute_wrapper(self._listen):
                self._said = self._does()
        except BaseException as failure:
            self._failed = failure
        finally:
            self._here.set()
            connection.close()

    def _listen(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """SQLite tells nobody who waits for it; whoever asks to write while somebody does, waits."""
        if sql.startswith("BEGIN"):
            self._knocked.set()
        return execute(sql, params, many, context)

    def _waits(self) -> bool:
        if connection.vendor == "sqlite":
            return self._knocked.is_set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [self._pid])
            return cursor.fetchone() is not None


def at_once(first: Callable[[], object], second: Callable[[], object]) -> Beside:
    """Do `first`; before it is confirmed, let `second` begin beside it and run into it."""
    other = Beside(second)
    with transaction.atomic():
        first()
        other.begin()
    return other


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """The database as a house has it. The tests' SQLite lies in memory, where no two can wait for each other.

    On PostgreSQL nothing changes. Call it inside a test that may write, outside of every transaction.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path, in_memory = folder / "beside.sqlite3", connections["default"]
    settings = in_memory.settings_dict
    before = settings["NAME"]
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    del connections["default"]
    settings["NAME"] = path
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = before
        connections["default"] = in_memory

"""A process started by `serving`: it reads the root key from its pipe, then prepares or works."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from uuid import UUID

from myosotis.vault import root
from myosotis.vault.rootkey import RootKey


def main() -> int:
    """`prepare` brings the database up to date; `work` does tasks until the pipe closes."""
    root.hold(RootKey(os.read(0, 32)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "myosotis.settings")
    import django  # noqa: PLC0415 (the key must be held before Django starts)

    django.setup()
    return {"prepare": prepare, "work": work, "demo": demo}[sys.argv[1]]()


def prepare() -> int:
    """Bring the database up to date."""
    from django.core.management import call_command  # noqa: PLC0415 (Django is set up by now)

    call_command("migrate", verbosity=0, interactive=False)
    return 0


def demo() -> int:
    """Fill an empty house with the invented story."""
    from myosotis.ops.demo import filling  # noqa: PLC0415 (Django is set up by now)

    return filling.fill()


def work() -> int:
    """Do tasks, one after another; look after rests and dead workers once a minute."""
    from django.db import close_old_connections  # noqa: PLC0415

    from myosotis.vault import files  # noqa: PLC0415
    from myosotis.work import actions  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = actions.arrive()
    seen: dict[UUID, int] = {}
    next_minute = next_sweep = next_day = time.monotonic()
    while not _asked_to_stop(0):
        close_old_connections()
        if time.monotonic() >= next_minute:
            seen = actions.minute(worker, seen)
            next_minute = time.monotonic() + 60
        if time.monotonic() >= next_sweep:
            files.sweep()
            next_sweep = time.monotonic() + 3600
        if time.monotonic() >= next_day:
            actions.ask_anew()
            actions.once("story.empty-bins")
            next_day = time.monotonic() + 24 * 3600
        task = actions.claim(worker)
        if task is not None:
            actions.perform(task)
        elif _asked_to_stop(1):
            break
    actions.leave(worker)
    return 0


def _asked_to_stop(seconds: float) -> bool:
    """Whether the launcher closed the pipe (or is gone)."""
    readable, _, _ = select.select([0], [], [], seconds)
    return bool(readable) and os.read(0, 1) == b""


if __name__ == "__main__":
    sys.exit(main())

"""A PostgreSQL of our own for the length of a test run: a folder, a socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def find() -> Path:
    """The newest installed PostgreSQL's programs; installs Debian's where that is allowed."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "postgresql"], check=True, stdout=subprocess.DEVNULL
        )
        found = _installed()
    if found is None:
        raise SystemExit("PostgreSQL is missing. One command brings it: sudo apt install -y postgresql")
    return found


def _installed() -> Path | None:
    shelves = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return shelves[-1].parent if shelves else None


@contextmanager
def server() -> Iterator[str]:
    """Run a server and give its `DATABASE_URL`; socket only, nothing reachable from outside."""
    programs = find()
    base = Path(tempfile.mkdtemp(prefix="myosotis-pg-"))
    as_user = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(base, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), *words], check=True, cwd=base, stdout=subprocess.DEVNULL
        )

    run("initdb", "-D", f"{base}/data", "-U", "myo", "-A", "trust", "--no-sync", "--locale=C.UTF-8")
    run("pg_ctl", "-D", f"{base}/data", "-w", "-o", f"-k {base} -h '' -F", "-l", f"{base}/log", "start")
    try:
        run("createdb", "-h", str(base), "-U", "myo", "myo")
        yield f"postgresql://myo@/myo?host={quote(str(base), safe='')}"
    finally:
        run("pg_ctl", "-D", f"{base}/data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)

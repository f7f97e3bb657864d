"""What ./check runs: a list of parts, each a command, read aloud as they go.

Exit code 0 only when every part asked for held. `full` adds the suite on a PostgreSQL of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
sys.path.insert(0, str(ROOT))

from tools import postgres, programs  # noqa: E402 (the project's root must be on the path first)


def run(*command: str, **extra: str) -> bool:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1", **extra}
    return (
        subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, env=env, check=False).returncode == 0
    )


def lint(_: list[str]) -> bool:
    places = ("src", "tests", "tools", "benchmarks")
    return run("ruff", "check", "-q", *places) & run("ruff", "format", "-q", "--check", *places)


def types(_: list[str]) -> bool:
    return run("mypy", "--no-error-summary")


def imports(_: list[str]) -> bool:
    return run("lint-imports", "--no-cache")


def migrations(_: list[str]) -> bool:
    return run("python", "-m", "django", "makemigrations", "--check", "--dry-run", "-v0", **_django())


def tests(paths: list[str]) -> bool:
    programs.ensure("chromium", "strace")
    return _pytest(paths or ["tests"], "not full")


def house(_: list[str]) -> bool:
    return _pytest(["tests/house"], "not full")


def canary(_: list[str]) -> bool:
    programs.ensure("strace")
    return _pytest(["tests/canary"], "canary", workers="0")


def journeys(_: list[str]) -> bool:
    programs.ensure("chromium")
    return _pytest(["tests/journeys"], "journey", workers="1")


def everything(_: list[str]) -> bool:
    programs.ensure("chromium", "strace", "nginx")
    return _pytest(["tests"], "full or not full")


def on_postgres(_: list[str]) -> bool:
    with postgres.server() as url:
        return _pytest(["tests"], "not full and not journey and not canary", DATABASE_URL=url)


def _pytest(paths: list[str], marks: str, workers: str = "2", **extra: str) -> bool:
    return run("python", "-m", "pytest", "-n", workers, "-m", marks, *paths, **extra)


def _django() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "myosotis.settings"}


Part = Callable[[list[str]], bool]
PARTS: dict[str, Part] = {
    "lint": lint,
    "types": types,
    "imports": imports,
    "migrations": migrations,
    "tests": tests,
    "journeys": journeys,
    "house": house,
    "canary": canary,
    "everything": everything,
    "postgres": on_postgres,
}
QUICK = ("lint", "types", "imports", "migrations", "tests")
FULL = ("lint", "types", "imports", "migrations", "everything", "postgres")


def main(words: list[str]) -> int:
    name, rest = (words[0], words[1:]) if words else ("quick", [])
    suites = {"quick": QUICK, "full": FULL, "release": FULL}
    if name not in suites and name not in PARTS:
        print(f"./check knows: full, release, {', '.join(PARTS)}")
        return 2
    failed = []
    for part in suites.get(name, (name,)):
        began = time.monotonic()
        held = PARTS[part](rest)
        print(f"{'held' if held else 'FAILED':>7}  {part}  ({time.monotonic() - began:.0f} s)", flush=True)
        if not held:
            failed.append(part)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

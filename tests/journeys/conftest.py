"""A real house on a real port, and a real browser at its door."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A house behind nginx has this name; here it leads to this machine.
    "--host-resolver-rules=MAP house.example 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing. One command brings it: sudo apt install -y chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[str]:
    """Start Myosotis as a new user would, in an empty home; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MYOSOTIS_", "DATABASE_"))}
    env = {
        **kept,
        "PYTHONPATH": str(ROOT / "src"),
        "MYOSOTIS_HOME": str(tmp_path / "home"),
        "MYOSOTIS_PORT": str(port),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "myosotis"], env=env, cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait_for(url: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url + "/sign-in", timeout=2).read()  # noqa: S310 (our own address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("Myosotis did not open its door in thirty seconds")

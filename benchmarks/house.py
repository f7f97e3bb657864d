"""Idle memory of launcher, web and worker together, and the time to the first page of a later start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8917


def start(home: str) -> tuple[subprocess.Popen[bytes], float]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "MYOSOTIS_HOME": home, "MYOSOTIS_PORT": str(PORT)}
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "myosotis"], env=env, stdout=subprocess.DEVNULL)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/begin", timeout=1).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
        else:
            return process, time.monotonic() - began


def memory(parent: int) -> tuple[float, float]:
    """The process and all below it, in MB: resident, and proportional (shared pages once)."""
    family = {parent}
    grown = True
    while grown:
        found = set()
        for stat in Path("/proc").glob("[0-9]*/stat"):
            fields = stat.read_text().rsplit(")", 1)[1].split()
            if int(fields[1]) in family:
                found.add(int(stat.parent.name))
        grown = not found <= family
        family |= found
    totals = [0, 0]
    for pid in family:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            for at, name in enumerate(("Rss:", "Pss:")):
                if line.startswith(name):
                    totals[at] += int(line.split()[1])
    return totals[0] / 1024, totals[1] / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        process, first = start(home)
        process.send_signal(signal.SIGINT)
        process.wait()
        later = []
        for _ in range(3):
            process, seconds = start(home)
            later.append(seconds)
            time.sleep(3)
            resident, proportional = memory(process.pid)
            process.send_signal(signal.SIGINT)
            process.wait()
        print(f"first start {first:.1f} s; later starts {', '.join(f'{s:.1f}' for s in later)} s")
        print(f"idle memory: resident {resident:.0f} MB, proportional {proportional:.0f} MB")


if __name__ == "__main__":
    main()

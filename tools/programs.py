"""Programs of the system the tests need: installed where that is allowed, else named with the one command."""

from __future__ import annotations

import os
import shutil
import subprocess


def find(name: str) -> str | None:
    """Where this program lies: also among those that a shell shows to root alone."""
    return shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin")


def ensure(*names: str) -> None:
    """Have these Debian packages' programs of the same name on the machine, or stop with a sentence."""
    missing = [name for name in names if find(name) is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)} for the tests. This takes a minute or two, once.", flush=True)
        quiet = {"check": False, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], **quiet)
        missing = [name for name in names if find(name) is None]
    if missing:
        raise SystemExit(f"The tests need: sudo apt install -y {' '.join(missing)}")

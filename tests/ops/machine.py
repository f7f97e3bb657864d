"""A machine beside this one: its own systemd, files, processes and network, all of it gone afterwards.

It is this machine's system once more, in namespaces, so it needs root and a kernel that allows that.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.visitor import ROOT, children

HERE = Path(__file__).parent
NEW_NETWORK = 0x40000000
UP = (b"running", b"degraded")
#: Where the machine finds the project, this Python, and what the project is built on.
SHOWN = {"project": ROOT, "python": Path(sys.base_prefix), "packages": Path(sys.prefix)}


@cache
def missing() -> str:
    """Why no machine can be made here, or nothing."""
    if os.geteuid() != 0:
        return "a machine beside this one can be made by root alone"
    for program in ("systemctl", "unshare", "nsenter", "ip"):
        if shutil.which(program) is None:
            return f"{program} is not on this machine"
    return "" if _overlays() else "this kernel lays no folder over another in a namespace"


def _overlays() -> bool:
    over = "mount -t overlay x -o lowerdir=/,upperdir=/mnt/a,workdir=/mnt/b /mnt/c"
    lay = f"mount -t tmpfs x /mnt && mkdir /mnt/a /mnt/b /mnt/c && {over}"
    alone = ("unshare", "--mount", "--pid", "--fork", "--net", "--uts", "--ipc", "--cgroup", "sh", "-c", lay)
    return subprocess.run(alone, check=False, capture_output=True).returncode == 0


class Machine:
    """One of them; `folder` is empty and its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups = _groups() / f"myosotis-tests-{os.getpid()}"
        self.pid = 0
        self.outer: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Boot it, and wait until systemd says it is up."""
        self.groups.mkdir()
        spaces = ("--mount", "--pid", "--fork", "--kill-child", "--net", "--uts", "--ipc", "--cgroup")
        shown = [f"{name}={path}" for name, path in SHOWN.items()]
        enter = f'echo $$ > "{self.groups}/cgroup.procs"; exec "$@"'
        boot = ("sh", "-c", enter, "sh", "unshare", *spaces, "sh", str(HERE / "boot.sh"), str(self.folder))
        with (self.folder.parent / "boot.txt").open("wb") as said:
            self.outer = subprocess.Popen([*boot, *shown], stdout=said, stderr=said)
        for _ in range(300):
            time.sleep(0.1)
            inner = children(self.outer.pid)
            self.pid = inner[0] if inner else 0
            if self.pid and self.say("systemctl", "is-system-running").stdout.strip() in UP:
                return
        raise AssertionError((self.folder.parent / "boot.txt").read_text())

    def stop(self) -> None:
        """Cut its current; nothing of it stays."""
        if self.outer is not None:
            self.outer.kill()
            self.outer.wait(timeout=30)
        for _ in range(100):
            try:
                for group in sorted(self.groups.glob("**/"), key=lambda one: -len(one.parts)):
                    group.rmdir()
            except OSError:
                time.sleep(0.1)
            else:
                return

    def say(self, *words: str, **more: bytes) -> subprocess.CompletedProcess[bytes]:
        """One command in it, as its root."""
        enter = ("nsenter", "-t", str(self.pid), "-m", "-p", "-n", "-u", "-i", "-C", "-r", "-w")
        clean = ("env", "-i", "PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root")
        return subprocess.run([*enter, *clean, *words], check=False, capture_output=True, timeout=120, **more)

    def done(self, script: str) -> str:
        """What a script of the shell says in it, which must go well."""
        ended = self.say("sh", "-ec", script)
        assert ended.returncode == 0, (script, ended.stdout.decode(), ended.stderr.decode())
        return ended.stdout.decode()

    def path(self, inside: str) -> Path:
        """Where a file of it lies, seen from here."""
        return Path(f"/proc/{self.pid}/root") / inside.lstrip("/")

    @contextmanager
    def network(self) -> Iterator[None]:
        """Connections opened meanwhile, by this thread, are opened in it."""
        libc = ctypes.CDLL(None, use_errno=True)
        with Path("/proc/thread-self/ns/net").open() as own, Path(f"/proc/{self.pid}/ns/net").open() as its:
            assert libc.setns(its.fileno(), NEW_NETWORK) == 0, os.strerror(ctypes.get_errno())
            try:
                yield
            finally:
                assert libc.setns(own.fileno(), NEW_NETWORK) == 0


def _groups() -> Path:
    """The folder of this process's own group of processes, in the newer kind of them."""
    mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    top = next(Path(fields[4]) for fields in mounts if fields[fields.index("-") + 1] == "cgroup2")
    own = next(
        line[3:] for line in Path("/proc/self/cgroup").read_text().splitlines() if line.startswith("0::")
    )
    return top / own.strip("/")

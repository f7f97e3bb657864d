"""Runs inside the isolated process, in the place of the work: tries what must not succeed, and reports."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from myosotis.media.isolated import room


def main() -> None:
    """Begin like the real one, and then try."""
    room.main(_try_everything)


def _try_everything() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    tries: dict[str, Callable[[], object]] = {
        "a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "a local socket": lambda: socket.socket(socket.AF_UNIX),
        "a netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "reading a file": lambda: os.open("/etc/passwd", os.O_RDONLY),
        "reading its own memory": lambda: os.open("/proc/self/mem", os.O_RDONLY),
        "listing a folder": lambda: os.listdir("/"),
        "writing a file": lambda: os.open("/tmp/written", os.O_WRONLY | os.O_CREAT),  # noqa: S108
        "a file in memory": lambda: os.memfd_create("held"),
        "another program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606
        "another process": os.fork,
        "a signal to its parent": lambda: os.kill(os.getppid() or 1, signal.SIGTERM),
        "new namespaces": lambda: _called(libc.unshare, 0x10000000),
        "tracing": lambda: _called(libc.ptrace, 0, 0, 0, 0),
        "another's memory": lambda: _called(libc.process_vm_readv, 1, None, 0, None, 0, 0),
        "mounting": lambda: _called(libc.mount, b"none", b"/", b"tmpfs", 0, None),
        "running what was written": lambda: _called_pointer(libc.mmap, None, 4096, 7, 0x22, -1, 0),
        "a process by the new call": lambda: _called(libc.syscall, 435, None, 0),
        "io_uring": lambda: _called(libc.syscall, 425, 1, None),
        "keeping privileges": lambda: _called(libc.prctl, 23, 21, 0, 0, 0) or Path("/proc").stat(),
    }
    room.say({"tried": {name: _outcome(attempt) for name, attempt in tries.items()}})


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as refusal:
        return errno.errorcode.get(refusal.errno or 0, "?")
    return "done"


def _called(call: Callable[..., int], *words: object) -> int:
    answer = call(*words)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "")
    return answer


def _called_pointer(call: Callable[..., int], *words: object) -> None:
    call.restype = ctypes.c_void_p  # type: ignore[attr-defined]
    call.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]  # type: ignore[attr-defined]
    if call(*words) in (None, ctypes.c_void_p(-1).value):
        raise OSError(ctypes.get_errno(), "")


def hang() -> None:
    """Answer nothing, and use all the time there is."""
    from myosotis.media.isolated import locks  # noqa: PLC0415

    def work() -> None:
        locks.SECONDS = 0
        locks.limit_one_picture(0)
        while True:
            pass

    room.main(work)


def devour() -> None:
    """Ask for more memory than there may be, and tell whether it came."""

    def work() -> None:
        from myosotis.media.isolated import locks  # noqa: PLC0415

        locks.limit_one_picture(0)
        try:
            bytearray(1200 * 1024 * 1024)
        except MemoryError:
            room.say({"memory": "refused"})
        else:
            room.say({"memory": "given"})

    room.main(work)


def lie() -> None:
    """Answer every file with what a process would say that was taken over."""
    room.main(lambda: room.serve(_lies))


def _lies(data: bytes) -> tuple[dict[str, object], list[bytes]]:
    facts = {"kind": "jpeg", "width": 1, "height": 1, "taken": "", "camera": ""}
    wide = {**facts, "renditions": {"webp-480": 64}}
    script = b"<script>" + bytes(56)
    answers: dict[bytes, tuple[dict[str, object], list[bytes]]] = {
        b"a script": (wide, [script]),
        b"too much": ({**facts, "renditions": {"webp-480": 10**12}}, []),
        b"a path": ({**facts, "renditions": {"../../etc": 1}}, [b"x"]),
        b"a code": ({"code": "<b>anything</b>"}, []),
        b"a size": ({**wide, "width": -1}, [script]),
        b"a truth": ({**wide, "width": True}, [script]),
        b"a camera": ({**wide, "camera": "x" * 5000}, [script]),
        b"a kind": ({**wide, "kind": ["jpeg"]}, [script]),
        b"the truth": ({"code": "film"}, []),
        b"nothing": ({**facts, "renditions": {}}, []),
    }
    return answers[data.split(b"|")[1]]

"""The locks of the isolated process, in the order they are turned. Each says whether it took.

`leave_the_house` comes first, while the process has one thread and before anything is imported: it moves into
namespaces of its own. `lock_the_door` comes after the imports and before the first strange byte.
Everything is done through the C library by ctypes; no other program takes part.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from myosotis.media.isolated import landlock, seccomp

#: Seconds of processor time for one picture, over all threads.
SECONDS = 10
#: How many pictures one process opens before another takes its place.
PICTURES = 100
#: Bytes of address space beyond what the libraries take, and beyond twice the file itself: the file is held
#: once as it came and once by the decoder. Address space is what the kernel can refuse; real memory is less.
MEMORY = 1024**3
LARGEST_FILE = 1024**3

_NEW_USER, _NEW_MOUNT, _NEW_IPC, _NEW_NET = 0x10000000, 0x00020000, 0x08000000, 0x40000000
_NEW_PROCESSES = 0x20000000
_NAMESPACES = {"network": _NEW_NET, "mounts": _NEW_MOUNT, "ipc": _NEW_IPC, "processes": _NEW_PROCESSES}
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES, _DROP_BOUNDING = 1, 38, 24
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63
_READ_ONLY_NO_PROGRAMS = 1 | 2 | 4 | 8
_ARENAS, _ARENA_MAX = 2, -8

#: Every layer, by the name under which `doctor` shows it.
LAYERS = (
    "user",
    "network",
    "mounts",
    "ipc",
    "processes",
    "empty root",
    "limits",
    "privileges",
    "landlock",
    "seccomp",
)


def c_library() -> ctypes.CDLL:
    """The C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def leave_the_house(libc: ctypes.CDLL) -> dict[str, bool]:
    """Move into namespaces of one's own. Where process ids get one too, what returns is its first process."""
    libc.prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
    outside = (os.getuid(), os.getgid())
    took = {"user": libc.unshare(_NEW_USER) == 0}
    if took["user"]:
        _be_nobody(*outside)
    for name, flag in _NAMESPACES.items():
        took[name] = libc.unshare(flag) == 0
    if took["processes"]:
        _become_the_first_process(libc)
    # Few pools of memory, so that the bound on address space is spent on pictures.
    libc.mallopt(_ARENA_MAX, _ARENAS)
    return took


def _be_nobody(user: int, group: int) -> None:
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"65534 {user} 1")
        Path("/proc/self/gid_map").write_text(f"65534 {group} 1")


def _become_the_first_process(libc: ctypes.CDLL) -> None:
    """Fork; the one outside waits, and ends as the one inside ended."""
    child = os.fork()
    if child == 0:
        libc.prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
        return
    for pipe in (0, 1):
        os.close(pipe)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def lock_the_door(libc: ctypes.CDLL, took: dict[str, bool]) -> dict[str, bool]:
    """Take away everything but memory, threads, time and the two pipes. One thread may exist, no more."""
    if len(os.listdir("/proc/self/task")) != 1:
        raise RuntimeError("a thread began before the door was locked")
    _end_when_time_is_up(libc)
    took["limits"] = _limit()
    took["empty root"] = took["mounts"] and _stand_in_an_empty_room(libc)
    took["privileges"] = libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _drop_capabilities(libc)
    took["landlock"] = landlock.close_files(libc)
    took["seccomp"] = seccomp.close_calls(libc)
    return {name: took[name] for name in LAYERS}


def _end_when_time_is_up(libc: ctypes.CDLL) -> None:
    # The first process of a namespace ignores signals it has no handler for, and a handler in Python would
    # wait for the decoder to return. So the handler is the C library's own way out; its argument, the
    # signal's number, becomes the exit code.
    libc.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
    libc.signal(int(signal.SIGXCPU), ctypes.cast(libc["_exit"], ctypes.c_void_p))


def _limit() -> bool:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    global _libraries
    _libraries = pages * resource.getpagesize()
    most = _libraries + MEMORY + 2 * LARGEST_FILE
    seconds = PICTURES * (SECONDS + 1)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))
    except (OSError, ValueError):
        return False
    return True


_libraries = 0


def limit_one_picture(size: int) -> None:
    """Bound time and memory for one file of `size` bytes; called before each."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (min(_libraries + MEMORY + 2 * size, most), most))


def _stand_in_an_empty_room(libc: ctypes.CDLL) -> bool:
    """Make an empty, read-only file system the root. It helps kernels without Landlock most."""
    place = b"/tmp"  # always there; it is covered in this namespace alone
    apart = libc.mount(None, b"/", None, 0x40000 | 0x4000, None) == 0
    made = apart and libc.mount(b"none", place, b"tmpfs", _READ_ONLY_NO_PROGRAMS, b"size=4k") == 0
    if not made or libc.chroot(place) != 0:
        return False
    os.chdir("/")
    return True


def _drop_capabilities(libc: ctypes.CDLL) -> bool:
    """Even inside one's own namespaces, be allowed nothing."""
    number = _CAPSET.get(os.uname().machine)
    if number is None:
        return False
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_DROP_BOUNDING, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    took: bool = libc.syscall(number, header, nothing) == 0
    return took


def close_everything_else() -> None:
    """Close what was not meant for this process: all but the two pipes and where errors vanish."""
    os.closerange(3, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 65536))
    sys.stdin = sys.stdout = sys.stderr = None

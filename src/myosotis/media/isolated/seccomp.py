"""The list of system calls a locked decoder may still make. Every other one answers "not permitted".

It is a list of what is allowed, because the kernel's own list grows. Memory, threads, clocks and the two
pipes are all that drawing needs: no call here opens, connects, runs, forks, traces or signals anything.
"""

from __future__ import annotations

import ctypes
import platform
import struct
from collections.abc import Iterator

#: Number of each allowed call on x86_64 and on aarch64; None where that machine has no such call.
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "poll": (7, None),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "times": (100, 153),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "set_tid_address": (218, 96),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "pselect6": (270, 72),
    "ppoll": (271, 73),
    "set_robust_list": (273, 99),
    "getcpu": (309, 168),
    "getrandom": (318, 278),
    "membarrier": (324, 283),
    "rseq": (334, 293),
}
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_MMAP = (9, 222)
_MPROTECT = (10, 226)
_PRCTL = (157, 167)
_PRLIMIT = (302, 261)
_SECCOMP = (317, 277)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_FIRST_OF_THE_OTHER_X86 = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NOT_PERMITTED, _NO_SUCH_CALL = _ERROR | 1, _ERROR | 38
_AT_NUMBER, _AT_ARCHITECTURE, _AT_ARGUMENTS = 0, 4, 16
_A_THREAD = 0x00010000
_EXECUTABLE = 0x4
_NAME_A_THREAD, _NAME_MEMORY = 15, 0x53564D41
_ALL_THREADS = 1

Instruction = tuple[int, int, int, int]


def close_calls(libc: ctypes.CDLL) -> bool:
    """Hold every thread of this process to the list. True if it took. Needs `no_new_privs` before."""
    machine = _ARCHITECTURES.get(platform.machine())
    if machine is None:
        return False
    program = b"".join(struct.pack("HBBI", *step) for step in _program(*machine))
    held = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    took: int = libc.syscall(_SECCOMP[machine[0]], 1, _ALL_THREADS, header)
    return took == 0


def _program(column: int, architecture: int) -> Iterator[Instruction]:
    yield (_LOAD, 0, 0, _AT_ARCHITECTURE)
    yield (_EQUAL, 1, 0, architecture)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _AT_NUMBER)
    if column == 0:
        yield (_AT_LEAST, 0, 1, _FIRST_OF_THE_OTHER_X86)
        yield (_RETURN, 0, 0, _NOT_PERMITTED)
    for numbers in _ALLOWED.values():
        number = numbers[column]
        if number is not None:
            yield (_EQUAL, 0, 1, number)
            yield (_RETURN, 0, 0, _ALLOW)
    # Answered as an old kernel would, so that the C library falls back to `clone`, whose flags can be read.
    yield (_EQUAL, 0, 1, _CLONE3[column])
    yield (_RETURN, 0, 0, _NO_SUCH_CALL)
    yield from _when(_CLONE[column], 0, (_ANY_BIT, 0, 1, _A_THREAD))
    for call in (_MMAP, _MPROTECT):
        yield from _when(call[column], 2, (_ANY_BIT, 1, 0, _EXECUTABLE))
    yield from _when(_PRLIMIT[column], 0, (_EQUAL, 0, 1, 0))
    yield from _when(_PRCTL[column], 0, (_EQUAL, 1, 0, _NAME_A_THREAD), (_EQUAL, 0, 1, _NAME_MEMORY))
    yield (_RETURN, 0, 0, _NOT_PERMITTED)


def _when(number: int, argument: int, *tests: Instruction) -> Iterator[Instruction]:
    """Allow one call if its argument (the low half) passes; the last test skips `allow` when it fails."""
    yield (_EQUAL, 0, len(tests) + 3, number)
    yield (_LOAD, 0, 0, _AT_ARGUMENTS + 8 * argument)
    yield from tests
    yield (_RETURN, 0, 0, _ALLOW)
    yield (_RETURN, 0, 0, _NOT_PERMITTED)

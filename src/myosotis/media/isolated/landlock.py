"""Landlock: from here on no path in the file system opens, whatever the process may otherwise do.

https://docs.kernel.org/userspace-api/landlock.html; the three system calls have one number everywhere.
"""

from __future__ import annotations

import ctypes
import os

_CREATE, _RESTRICT = 444, 446
_VERSION = 1
#: How many file rights each version of the kernel's interface knows: every one of them is taken away.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_FILE_RIGHTS_SINCE_5 = 16
_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


def close_files(libc: ctypes.CDLL) -> bool:
    """Take every right to files, TCP and signals from this thread and those it starts. True if it took."""
    version = libc.syscall(_CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    rules = libc.syscall(_CREATE, *_wanted(version), 0)
    if rules < 0:
        return False
    took: bool = libc.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return took


def _wanted(version: int) -> tuple[ctypes.Array[ctypes.c_uint64], ctypes.c_size_t]:
    rights = _FILE_RIGHTS.get(version, _FILE_RIGHTS_SINCE_5)
    words = [(1 << rights) - 1]
    if version >= 4:
        words.append(_BIND_AND_CONNECT)
    if version >= 6:
        words.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    return (ctypes.c_uint64 * len(words))(*words), ctypes.c_size_t(8 * len(words))

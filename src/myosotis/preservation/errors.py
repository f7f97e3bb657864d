"""Why a backup did not come about, each named for what happened. The docstring is the message."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class BackupStopped(Exception):
    """The backup was not written. What is kept here, and every earlier backup, is as it was."""

    exit_code = 50

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        sentence = " ".join((self.__class__.__doc__ or "").split())
        return f"{sentence} ({self.detail})" if self.detail else sentence


class NotAPlace(BackupStopped):
    """The backup cannot go there. Choose a folder on another disk, away from pictures and root key."""

    exit_code = 51


class HoldsOtherThings(BackupStopped):
    """This folder holds other things. Name an empty folder, or one that is not there yet."""

    exit_code = 52


class AnotherHouse(BackupStopped):
    """This folder holds the backup of another Myosotis. It was left as it is; choose another folder."""

    exit_code = 53


class Busy(BackupStopped):
    """Another backup is being written into this folder now. It was left to finish."""

    exit_code = 54


class NoRoomThere(BackupStopped):
    """There is no room left where the backup goes. What is here is safe, and so are earlier backups."""

    exit_code = 55


class TargetRefused(BackupStopped):
    """The place of the backup did not take a file. Everything here is safe. Is the disk still connected?"""

    exit_code = 56


class NothingYet(BackupStopped):
    """Nobody has set up this house yet, so there is nothing to back up."""

    exit_code = 57


class TargetDamaged(BackupStopped):
    """A file of the backup folder was changed. It was left as it is; use another folder and keep this one."""

    exit_code = 58


@contextmanager
def speaking() -> Iterator[None]:
    """Turns what the other disk answers into sentences."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoRoomThere from None
        raise TargetRefused(errno.errorcode.get(problem.errno or 0, "unknown")) from None

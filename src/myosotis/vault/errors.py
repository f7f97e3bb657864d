"""What can go wrong in the vault, each named for what happened. The docstring is the message."""

from __future__ import annotations


class VaultError(Exception):
    """Something in the vault did not go as it must."""

    exit_code = 30

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        sentence = (self.__class__.__doc__ or "").strip().splitlines()[0]
        return f"{sentence} ({self.detail})" if self.detail else sentence


class SealBroken(VaultError):
    """This was changed after it was sealed, or belongs somewhere else. Restore it from a backup."""

    exit_code = 31


class KeyMissing(VaultError):
    """The key of this space is not at hand here."""

    exit_code = 32


class RootKeyMissing(VaultError):
    """The root key file is not there. Without it only the recovery sheets open what is kept."""

    exit_code = 33


class RootKeyLocked(VaultError):
    """The root key is locked with a start passphrase, and this one does not open it."""

    exit_code = 34


class RootKeyMisplaced(VaultError):
    """The root key must lie outside the data folder, with no one else able to read it."""

    exit_code = 35


class NoRoom(VaultError):
    """There is no room left on this machine. Everything kept before is safe."""

    exit_code = 36


def is_full(problem: Exception) -> bool:
    """Whether a database says that it has no room left (SQLite's and PostgreSQL's own words for it)."""
    said = str(problem)
    return "is full" in said or "No space left" in said


class StoreFailed(VaultError):
    """The disk did not confirm that it kept the file, so it does not count as kept."""

    exit_code = 37


class BlobMissing(VaultError):
    """A sealed file is not where it belongs. Restore it from a backup."""

    exit_code = 38


class SelfTestFailed(VaultError):
    """The ciphers of this machine do not answer as they must. Nothing was opened."""

    exit_code = 39


class UnknownFormat(VaultError):
    """This was written by a newer Myosotis than this one."""

    exit_code = 40

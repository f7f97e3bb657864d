"""The installation's opened root key, given to this process once and kept in memory only."""

from __future__ import annotations

from myosotis.environment import environment
from myosotis.vault import rootkey
from myosotis.vault.rootkey import RootKey

_held: list[RootKey] = []


def hold(key: RootKey) -> None:
    """Give this process the opened root key. The launcher does this before Django starts."""
    _held[:] = [key]


def root_key() -> RootKey:
    if not _held:
        env = environment()
        passphrase = None
        if env.start_passphrase_file:
            passphrase = env.start_passphrase_file.read_text("utf-8").rstrip("\n")
        hold(rootkey.read(env.root_key_file, passphrase=passphrase))
    return _held[0]


def is_held() -> bool:
    """Whether this process holds the root key already."""
    return bool(_held)


def let_go() -> None:
    """Forget the key (tests, and a process that has nothing left to open)."""
    _held.clear()

"""What a passkey signs, so that its answer is of this hour and serves once.

A challenge is random and carries its quarter of an hour and a keyed code of both, so that asking writes
nothing: a page of the door can be opened as often as one likes. Only one that was answered leaves a row.
"""

from __future__ import annotations

import os

from myosotis.kit import clock
from myosotis.people import spent
from myosotis.vault import blindindex, keys

#: Quarters of an hour a page may stand open.
GOOD_FOR = 4
_RANDOM, _QUARTER, _CODE = 16, 4, 16


def make(purpose: str) -> bytes:
    """A new challenge for one purpose, such as the door, or a new passkey of one account."""
    head = os.urandom(_RANDOM) + _now().to_bytes(_QUARTER, "big")
    return head + _code(purpose, head)


def is_good(purpose: str, challenge: bytes) -> bool:
    """Whether this house made it, for this, not long ago."""
    head, code = challenge[: _RANDOM + _QUARTER], challenge[_RANDOM + _QUARTER :]
    if not keys.same(code, _code(purpose, head)):
        return False
    return 0 <= _now() - int.from_bytes(head[_RANDOM:], "big") <= GOOD_FOR


def use(purpose: str, challenge: bytes) -> bool:
    """Whether it is good and used for the first time now."""
    return is_good(purpose, challenge) and spent.once("challenge", challenge.hex())


def _now() -> int:
    return int(clock.now().timestamp()) // spent.QUARTER


def _code(purpose: str, head: bytes) -> bytes:
    return blindindex.code("challenge", f"{purpose}|{head.hex()}")[:_CODE]

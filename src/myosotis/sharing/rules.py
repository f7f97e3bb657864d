"""Rules of sharing: pure functions about what is open to whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Set

#: How long what is typed may be: the note for oneself, the words before the pictures, a password.
NOTE, GATE, PASSWORD = 200, 1000, 200
SHORTEST_PASSWORD = 4
#: How many characters a code has (Crockford's base 32, five bits each) and how many bits a token.
CODE_LENGTH, TOKEN_BITS = 12, 192
#: Links to one moment.
MOST_LINKS = 50

Yeses = Mapping[str, Set[str]]


def has_ended(ends: str, now: datetime.datetime) -> bool:
    """Whether a link whose first instant of not being good is `ends` (ISO 8601, UTC; "" is never) is over."""
    return bool(ends) and datetime.datetime.fromisoformat(ends) <= now


def missing(pictures: Iterable[str], yeses: Yeses, parents: Iterable[str]) -> list[str]:
    """The parents whose yes a link still waits for: none where the moment has no picture."""
    return [one for one in parents if one not in yeses] if any(True for _ in pictures) else []


def agreed(pictures: Iterable[str], yeses: Yeses, parents: Iterable[str]) -> frozenset[str]:
    """The pictures every parent said yes to. One that came into the moment later waits."""
    everyone = list(parents)
    return frozenset(
        one for one in pictures if everyone and all(one in yeses.get(parent, ()) for parent in everyone)
    )


def unseen(pictures: Iterable[str], yeses: Yeses, parent: str) -> bool:
    """Whether there is a picture this parent was not asked about yet."""
    return any(one not in yeses.get(parent, ()) for one in pictures)

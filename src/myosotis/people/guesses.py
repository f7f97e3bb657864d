"""Counting guesses in rows, so that every process of the house counts together and a restart forgets nothing.

A guess is counted before anybody looks whether it is right, and given back if it was: many that come at the
same moment get no more tries than those that come one after the other.

A row's key is a keyed code of what is guessed, from where, and in which quarter of an hour, so it tells
nothing. Rows of past quarters are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from myosotis.kit import clock
from myosotis.people.errors import TooMany
from myosotis.people.models import GuessCount
from myosotis.vault import blindindex

QUARTER = 15 * 60
#: In a quarter of an hour: for one account from one network, for one account from anywhere, from one network.
PAIR, ACCOUNT, NETWORK = 10, 100, 100
#: Letters are counted when they are asked for, and few are enough. Words that visitors leave are counted
#: by network alone (0: not counted): many people may mourn behind one address, and more wait a little.
BOUNDS = {"letter": (3, 3, 10), "words": (0, 0, 60)}


#: One statement for a row that is there or not: at a wake many count in the same second.
_ONE_MORE = (
    "INSERT INTO people_guesscount (key, slot, count) VALUES (%s, %s, 1) "
    "ON CONFLICT (key) DO UPDATE SET count = people_guesscount.count + 1 RETURNING count"
)


@contextmanager
def one(kind: str, account: str, network: str) -> Iterator[None]:
    """Around looking at one guess: it counts unless the block ends well. Raises `TooMany` before the block.

    Not inside a transaction: a refusal would take the count back with everything else.
    """
    spend(kind, account, network)
    yield
    _give_back(kind, account, network)


def spend(kind: str, account: str, network: str) -> None:
    """Count one, right or wrong. Raises `TooMany`, and counts nothing, where it is beyond its bounds."""
    with transaction.atomic():
        if not one_more(kind, account, network):
            transaction.set_rollback(True)
            too_many = True
        else:
            too_many = False
    if too_many:
        raise TooMany(wait_a_while())


def one_more(kind: str, account: str, network: str) -> bool:
    """Count one, and say whether it still is within its bounds. Part of the caller's transaction, which is
    given up where it is not: then nothing was counted either."""
    now = _quarter()
    _drop_what_ran_out(now)
    within = True
    with connection.cursor() as cursor:
        for key, bound in _keys(kind, account, network):
            cursor.execute(_ONE_MORE, (key, now % 8))
            within &= cursor.fetchone()[0] <= bound
    return within


def _give_back(kind: str, account: str, network: str) -> None:
    keys = [key for key, _bound in _keys(kind, account, network)]
    GuessCount.objects.filter(pk__in=keys, count__gt=0).update(count=F("count") - 1)


def wait_a_while() -> str:
    """The sentence for somebody who tried many times."""
    return _("There were many tries. Please wait %(minutes)s minutes, then once more.") % {
        "minutes": minutes_left()
    }


def minutes_left() -> int:
    """How many minutes until the quarter ends, at least one."""
    return max(1, (QUARTER - int(clock.now().timestamp()) % QUARTER + 59) // 60)


def _drop_what_ran_out(now: int) -> None:
    """Once a quarter and process; it costs little, and words would ask for it with each letter."""
    if _dropped.get("at") != now:
        GuessCount.objects.exclude(slot__in=[now % 8, (now - 1) % 8]).delete()
        _dropped["at"] = now


_dropped: dict[str, int] = {}


def _quarter() -> int:
    return int(clock.now().timestamp()) // QUARTER


def _keys(kind: str, account: str, network: str) -> list[tuple[bytes, int]]:
    quarter = str(_quarter())
    pair, whole, one_network = BOUNDS.get(kind, (PAIR, ACCOUNT, NETWORK))
    subjects = [(f"{account}|{network}", pair)]
    # What is empty is shared by everybody: a bound on it would let a stranger shut all others out.
    if account:
        subjects.append((account, whole))
    if network:
        subjects.append((f"from|{network}", one_network))
    counted = [(f"{kind}|{subject}|{quarter}", bound) for subject, bound in subjects if bound]
    return [(blindindex.code("guess", subject), bound) for subject, bound in counted]

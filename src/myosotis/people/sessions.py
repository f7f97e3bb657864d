"""Sessions: a device that is signed in; and half of the way, where a second step is still to come.

Whoever calls `begin` or `enter` has looked at the right to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from myosotis.kit import clock, ids
from myosotis.people.models import (
    Account,
    AccountValue,
    Halfway,
    HalfwayValue,
    Membership,
    Passkey,
    SecondStep,
    Session,
    SessionValue,
)
from myosotis.people.viewer import Viewer, token_code
from myosotis.vault import blindindex, spaces
from myosotis.vault.fields import seal_into

DAYS = 365
#: No session.
NONE = UUID(int=0)
HALFWAY_FOR = datetime.timedelta(minutes=30)


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What a browser gets at the door: a session's token, or one that stands for half of the way."""

    token: str
    halfway: bool = False


@transaction.atomic
def begin(account: Account, browser: str, *, knew: bool = True) -> str:
    """A new session of an account; returns its token. It opens the family that was chosen last.

    It is told what no session that ended had read. Who came in without having known something (`knew`), by a
    passkey, is told too, and so is the next one: the passkey may be what the news is about.
    """
    token = ids.new_token()
    house = spaces.open_spaces([account.space_id])
    unread = _unread(account.pk, forget=knew)
    chosen = account.sealed.open(house).opens
    row = Session(
        space_id=account.space_id,
        account=account,
        token_code=token_code(token),
        membership=Membership.objects.filter(account=account, pk=chosen).first() if chosen else None,
    )
    today = clock.now().date()
    ends = today + datetime.timedelta(days=DAYS)
    value = SessionValue(browser=browser[:80], began=today.isoformat(), ends=ends.isoformat(), news=unread)
    seal_into(row, "sealed", value, house)
    row.save(force_insert=True)
    return token


def enter(account: Account, browser: str) -> Entry:
    """A session for whoever knew the password; half of the way where a second step is kept."""
    if not asks_second_step(account):
        return Entry(begin(account, browser))
    token, house = ids.new_token(), spaces.open_spaces([account.space_id])
    with transaction.atomic():
        _drop_ended()
        row = Halfway(space_id=account.space_id, account=account, token_code=_halfway_code(token))
        ends = (clock.now() + HALFWAY_FOR).isoformat(timespec="seconds")
        seal_into(row, "sealed", HalfwayValue(ends=ends), house)
        row.save(force_insert=True)
    return Entry(token, halfway=True)


def asks_second_step(account: Account) -> bool:
    """Whether a password alone does not let this account in."""
    step = SecondStep.objects.filter(account=account).first()
    return step is not None and bool(step.sealed.open(spaces.open_spaces([step.space_id])).confirmed)


def halfway(token: str) -> Halfway | None:
    """The row behind a token that stands for half of the way, while it is good."""
    row = Halfway.objects.select_related("account").filter(token_code=_halfway_code(token)).first()
    return None if row is None or _has_ended(row) else row


def tell_others(account: UUID, what: str, *, but: UUID = NONE) -> None:
    """Let the devices of an account but one know of a change (`news.SENTENCES`); call it inside of it."""
    for row in Session.objects.select_for_update().filter(account=account).exclude(pk=but):
        house = spaces.open_spaces([row.space_id])
        value: SessionValue = row.sealed.open(house)
        if what not in value.news:
            seal_into(row, "sealed", replace(value, news=[*value.news, what]), house)
            row.save(update_fields=["sealed"])


@transaction.atomic
def forget_news(*, by: Viewer) -> None:
    """What was told to this device was read."""
    row = Session.objects.select_for_update().get(pk=by.session_id)
    house = spaces.open_spaces([row.space_id])
    seal_into(row, "sealed", replace(row.sealed.open(house), news=[]), house)
    row.save(update_fields=["sealed"])


@transaction.atomic
def end(account: UUID, *, session: UUID) -> None:
    """End one session of an account; one that is not theirs is left alone."""
    _end(account, Session.objects.filter(account=account, pk=session))


@transaction.atomic
def end_all(account: UUID, *, but: UUID = NONE) -> None:
    """End every session of an account but one, and whatever is halfway."""
    _end(account, Session.objects.filter(account=account).exclude(pk=but))
    Halfway.objects.filter(account=account).delete()


@transaction.atomic
def end_for_new_password(account: UUID) -> None:
    """End all of them, as somebody came back who had lost a password; passkeys stay, and that is told."""
    end_all(account)
    if Passkey.objects.filter(account=account).exists():
        _keep_unread(account, ["passkeys-stay"])


def _end(account: UUID, rows: QuerySet[Session]) -> None:
    """End sessions; what they were told and had not read is kept for the next one."""
    ending = list(rows.select_for_update())
    house = spaces.open_spaces({row.space_id for row in ending})
    _keep_unread(account, [one for row in ending for one in row.sealed.open(house).news])
    rows.delete()


def _keep_unread(account: UUID, news: Iterable[str]) -> None:
    row = Account.objects.select_for_update().filter(pk=account).first()
    if row is None:
        return
    house = spaces.open_spaces([row.space_id])
    value: AccountValue = row.sealed.open(house)
    unread = list(dict.fromkeys([*value.unread, *news]))
    if unread != value.unread:
        seal_into(row, "sealed", replace(value, unread=unread), house)
        row.save(update_fields=["sealed"])


def _unread(account: UUID, *, forget: bool) -> list[str]:
    """What no session had read when it ended; the account keeps it no more where it is forgotten."""
    row = Account.objects.select_for_update().get(pk=account)
    house = spaces.open_spaces([row.space_id])
    value: AccountValue = row.sealed.open(house)
    if value.unread and forget:
        seal_into(row, "sealed", replace(value, unread=[]), house)
        row.save(update_fields=["sealed"])
    return list(value.unread)


def _halfway_code(token: str) -> bytes:
    return blindindex.code("halfway", token)


def _has_ended(row: Halfway) -> bool:
    ends = row.sealed.open(spaces.open_spaces([row.space_id])).ends
    return datetime.datetime.fromisoformat(ends) <= clock.now()


def _drop_ended() -> None:
    Halfway.objects.filter(pk__in=[row.pk for row in Halfway.objects.all() if _has_ended(row)]).delete()

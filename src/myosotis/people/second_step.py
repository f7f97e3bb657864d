"""The second step: six digits from an app, asked after the password; and ten codes on paper beside it.

It is asked of whoever knows the password, after a letter too. A passkey stands for both, and so do the words
of somebody's own sheet. Whoever runs the house can turn it off at its console.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from myosotis.kit import clock, ids
from myosotis.people import guesses, queries, sessions, spent
from myosotis.people.actions import email_code, prove
from myosotis.people.errors import Refusal
from myosotis.people.models import Account, Halfway, PaperCode, SecondStep, SecondStepValue
from myosotis.people.rules import plain_digits
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex, journal, onetime, spaces
from myosotis.vault.fields import seal_into

CODES = 10
#: Characters of a code on paper, five bits each.
LENGTH = 8
#: Digits that do not fit, one after another, until only the other ways in are open. A guess meets three sets
#: of digits in a million, so that somebody who knows the password comes in with a chance of 1 in 3,000.
MOST_TRIES = 100


class Gone(Exception):
    """Nobody is halfway with this token, or not any more: the door begins anew."""


def begin(*, by: Viewer, password: str) -> None:
    """Make a secret for the viewer's app. It is asked of nobody before `confirm`."""
    prove(by=by, password=password)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.account_id)
        if sessions.asks_second_step(account):
            raise Refusal(_("The second step is on already."))
        SecondStep.objects.filter(account=account).delete()
        row = SecondStep(space_id=account.space_id, account=account)
        _seal(row, SecondStepValue(secret=onetime.new_secret()))
        row.save(force_insert=True)


def waiting(viewer: Viewer) -> str:
    """The secret an app may take now, or nothing: once it is in use it is shown nowhere."""
    row = SecondStep.objects.filter(account=viewer.account_id).first()
    value = _open(row) if row else None
    return value.secret if value and not value.confirmed else ""


def square(viewer: Viewer) -> bytes | None:
    """The same as a picture for the app's camera (SVG), or None."""
    secret = waiting(viewer)
    return onetime.square(secret, queries.account_of(viewer).email) if secret else None


def confirm(*, by: Viewer, digits: str) -> list[str]:
    """Turn it on with digits from the app; every other device is signed out. Returns the codes for paper."""
    subject, secret = by.account_id.hex, waiting(by)
    if not secret:
        raise Gone
    with guesses.one("second-step", subject, ""):
        if not _fits(secret, digits, subject):
            raise Refusal(not_these_digits())
    with transaction.atomic():
        row = SecondStep.objects.select_for_update().get(account=by.account_id)
        _seal(row, replace(_open(row), confirmed=True))
        row.save(update_fields=["sealed"])
        sessions.end_all(by.account_id, but=by.session_id)
        _journal("second-step-on", by)
        return _new_codes(row.account)


def turn_off(*, by: Viewer, password: str) -> None:
    """Ask it no more; the codes on paper are good no more. Other devices are told."""
    prove(by=by, password=password)
    with transaction.atomic():
        if _drop(Account.objects.get(pk=by.account_id)):
            sessions.tell_others(by.account_id, "second-step-off", but=by.session_id)
            _journal("second-step-off", by)


def make_codes(*, by: Viewer, password: str) -> list[str]:
    """Ten new codes for paper; the ones before are good no more. Other devices are told."""
    prove(by=by, password=password)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.account_id)
        if not sessions.asks_second_step(account):
            raise Gone
        sessions.tell_others(by.account_id, "paper-codes-made", but=by.session_id)
        _journal("paper-codes-made", by)
        return _new_codes(account)


def is_halfway(token: str) -> bool:
    """Whether somebody is halfway with this token."""
    return bool(token) and sessions.halfway(token) is not None


def go_on(*, token: str, digits: str, network: str, browser: str) -> str:
    """From halfway to a session, by digits from the app; return its token. Raises `Gone` or `Refusal`."""
    account = _halfway(token)
    row = SecondStep.objects.get(account=account)
    value = _open(row)
    if value.tries >= MOST_TRIES:
        raise Refusal(
            _(
                "Many digits that did not fit came with your password, so they are taken no more. "
                "A code from your paper, a passkey or your own sheet lets you in. "
                "Then choose another password, and set the second step up anew."
            )
        )
    with guesses.one("second-step", account.pk.hex, network):
        if not _fits(value.secret, digits, account.pk.hex):
            _count_try(account)
            raise Refusal(not_these_digits())
    with transaction.atomic():
        _let_through(token)
        _forget_tries(account)
        return sessions.begin(account, browser)


def go_on_by_paper(*, token: str, code: str, network: str, browser: str) -> str:
    """From halfway to a session, by a code on paper, once; return its token. Other devices are told."""
    account = _halfway(token)
    found = PaperCode.objects.filter(account=account, code_code=_code_code(account, code))
    with guesses.one("second-step", account.pk.hex, network), transaction.atomic():
        if not found.delete()[0]:
            raise Refusal(_("This code is not on your newest paper, or was used before. Each is good once."))
        _let_through(token)
        _forget_tries(account)
        sessions.tell_others(account.pk, "paper-code-used")
        return sessions.begin(account, browser)


def is_asked_of(email: str) -> bool:
    """Whether whoever signs in with this address is asked a second step. For the console of the house."""
    account = Account.objects.filter(email_code=email_code(email)).first()
    return account is not None and sessions.asks_second_step(account)


@transaction.atomic
def drop_for(*, email: str) -> None:
    """Turn it off from the console of the house."""
    account = Account.objects.filter(email_code=email_code(email)).first()
    if account is not None:
        _drop(account)


def not_these_digits() -> str:
    """The sentence for digits that do not fit now."""
    return _(
        "These digits do not fit now. They change every half minute, and each set serves once. "
        "Please type the next ones; the phone's clock has to be right."
    )


def _fits(secret: str, typed: str, subject: str) -> bool:
    step = onetime.step_of(secret, plain_digits(typed), clock.now().timestamp())
    return step is not None and spent.once("second-step", f"{subject}|{step}")


def _halfway(token: str) -> Account:
    row = sessions.halfway(token)
    if row is None or not sessions.asks_second_step(row.account):
        raise Gone
    return row.account


def _let_through(token: str) -> None:
    """Whoever takes the row away is the one who goes on, should two come at the same moment."""
    row = sessions.halfway(token)
    if row is None or not Halfway.objects.filter(pk=row.pk).delete()[0]:
        raise Gone


@transaction.atomic
def _count_try(account: Account) -> None:
    row = SecondStep.objects.select_for_update().get(account=account)
    value = _open(row)
    _seal(row, replace(value, tries=value.tries + 1))
    row.save(update_fields=["sealed"])


def _forget_tries(account: Account) -> None:
    row = SecondStep.objects.select_for_update().get(account=account)
    value = _open(row)
    if value.tries:
        _seal(row, replace(value, tries=0))
        row.save(update_fields=["sealed"])


def _new_codes(account: Account) -> list[str]:
    PaperCode.objects.filter(account=account).delete()
    codes = [ids.new_code(LENGTH) for _ in range(CODES)]
    PaperCode.objects.bulk_create(
        PaperCode(account=account, code_code=_code_code(account, code)) for code in codes
    )
    return [ids.group_code(code) for code in codes]


def _code_code(account: Account, code: str) -> bytes:
    try:
        plain = ids.normalise_code(code)
    except ids.NotACode:
        plain = ""
    return blindindex.code("paper-code", f"{account.pk.hex}|{plain}")


def _drop(account: Account) -> int:
    PaperCode.objects.filter(account=account).delete()
    Halfway.objects.filter(account=account).delete()
    return SecondStep.objects.filter(account=account).delete()[0]


def _open(row: SecondStep) -> SecondStepValue:
    value: SecondStepValue = row.sealed.open(spaces.open_spaces([row.space_id]))
    return value


def _seal(row: SecondStep, value: SecondStepValue) -> None:
    seal_into(row, "sealed", value, spaces.open_spaces([row.space_id]))


def _journal(act: str, by: Viewer) -> None:
    journal.write(act, space=by.private_space, about=None, by=by.membership_id, keys=by.keys)

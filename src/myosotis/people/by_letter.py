"""Codes that go by letter: a way back for somebody who forgot a password, and the yes to such letters.

Asking writes a row and looks nobody up, so that the answer, and the time it takes, are the same for every
address. The worker looks, decides once more whether the letter should go, sends it and forgets the address.
A letter opens a way back only to an address that once answered one: somebody else may own a misspelt one.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from myosotis.design import saying
from myosotis.kit import clock, ids
from myosotis.people import address, guesses, queries, sessions, wording
from myosotis.people.actions import email_code, give_password
from myosotis.people.errors import Refusal
from myosotis.people.letters import REACH, WAY_BACK
from myosotis.people.models import Account, AccountValue, House, MailedCode, MailedCodeValue
from myosotis.people.rules import is_reached, same_address
from myosotis.people.sessions import Entry
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex, spaces
from myosotis.vault.fields import seal_into
from myosotis.work import actions as work
from myosotis.work import post

GOOD_FOR = datetime.timedelta(hours=1)
#: Letters on their way to one account, or unanswered, at any time.
AT_ONCE = 3
#: What a code is for, with its letter and the page its link opens.
PURPOSES = {"way-back": (WAY_BACK, "/forgotten/code"), "reach": (REACH, "/more/letters/code")}


def ask_way_back(*, email: str, network: str) -> None:
    """Ask for a letter to an address, whosever it is. Refuses many letters, and a house without mail."""
    if not post.is_set_up():
        raise Refusal(_("No letters can be sent from here. Your sheet lets you back in."))
    _ask(MailedCodeValue(purpose="way-back", email=email.strip()), None, same_address(email), network)


def ask_to_reach(*, by: Viewer) -> None:
    """Send a code to the viewer's own address, to see that letters arrive there."""
    if not post.is_set_up():
        raise Refusal(_("No letters can be sent from here."))
    _ask(
        MailedCodeValue(purpose="reach", email=queries.account_of(by).email),
        by.account_id,
        by.account_id.hex,
        "",
    )


def let_letters_reach(*, by: Viewer, code: str) -> None:
    """Take the code from the letter: from now on a letter may open a way back."""
    with guesses.one("mailed-code", by.account_id.hex, ""):
        row = _find(code, "reach")
        if row is None or row.account_id != by.account_id:
            raise Refusal(_not_good())
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.account_id)
        house = spaces.open_spaces([account.space_id])
        value = account.sealed.open(house)
        seal_into(account, "sealed", replace(value, reached=value.email), house)
        account.save(update_fields=["sealed"])
        row.delete()


def look_at(*, code: str, network: str) -> None:
    """Refuse a code that opens no way back; a good one stays good. Wrong ones are counted."""
    with guesses.one("mailed-code", "", network):
        if _find(code, "way-back") is None:
            raise Refusal(_not_good())


def reset_by_letter(*, code: str, new: str, network: str, browser: str) -> Entry:
    """Back in with the code of a letter, once; every device is signed out.

    A letter stands for the password alone: where a second step is kept, it is still asked.
    """
    look_at(code=code, network=network)
    with transaction.atomic():
        row = _find(code, "way-back")
        # Whoever takes the row away is the one who may use it, should two come at the same moment.
        if row is None or row.account is None or not MailedCode.objects.filter(pk=row.pk).delete()[0]:
            raise Refusal(_not_good())
        account = row.account
        give_password(account, new)
        sessions.end_for_new_password(account.pk)
        return sessions.enter(account, browser)


@work.background("people.send-code")
def send_code(*, code: UUID) -> None:
    """Send one letter if it should still go. At least once: a second copy says the same as the first."""
    row = MailedCode.objects.filter(pk=code).first()
    if row is None:
        return
    house = spaces.open_spaces([row.space_id])
    value: MailedCodeValue = row.sealed.open(house)
    if not value.email:
        return
    account = _whose(row, value)
    told = account.sealed.open(house) if account else None
    if told is None or not _should_go(row, value, told, account):
        row.delete()
        return
    row.account = account
    row.save(update_fields=["account"])
    try:
        _send(row, value, told)
    except post.LetterRefused:
        row.delete()
        raise
    seal_into(row, "sealed", replace(value, email="", code=""), house)
    row.save(update_fields=["sealed"])


def _ask(value: MailedCodeValue, account: UUID | None, subject: str, network: str) -> None:
    guesses.spend("letter", subject, network)
    code = ids.new_code()
    with transaction.atomic():
        house = House.objects.get().space_id
        _drop_ended()
        row = MailedCode(space_id=house, account_id=account, code_code=blindindex.code("mailed-code", code))
        ends = (clock.now() + GOOD_FOR).isoformat(timespec="seconds")
        seal_into(row, "sealed", replace(value, code=code, ends=ends), spaces.open_spaces([house]))
        row.save(force_insert=True)
        work.later("people.send-code", code=row.pk)


def _send(row: MailedCode, value: MailedCodeValue, told: AccountValue) -> None:
    letter, page = PURPOSES[value.purpose]
    with translation.override(told.language), saying.speaking(lambda: wording.of_account(row.account_id)):
        post.send(
            letter,
            to=told.email,
            mark=blindindex.code("message-id", row.pk.hex).hex()[:32],
            link=address.link(page, value.code),
            code=ids.group_code(value.code),
        )


def _whose(row: MailedCode, value: MailedCodeValue) -> Account | None:
    if row.account_id is not None:
        return row.account
    return Account.objects.filter(email_code=email_code(value.email)).first()


def _should_go(row: MailedCode, value: MailedCodeValue, told: AccountValue, account: Account | None) -> bool:
    if _has_ended(value) or same_address(told.email) != same_address(value.email):
        return False
    if value.purpose == "way-back" and not is_reached(told.email, told.reached):
        return False
    return MailedCode.objects.filter(account=account).exclude(pk=row.pk).count() < AT_ONCE


def _find(code: str, purpose: str) -> MailedCode | None:
    """The row of a code that is good now for this purpose."""
    try:
        wanted = blindindex.code("mailed-code", ids.normalise_code(code))
    except ids.NotACode:
        return None
    row = MailedCode.objects.select_related("account").filter(code_code=wanted, account__isnull=False).first()
    if row is None:
        return None
    value: MailedCodeValue = row.sealed.open(spaces.open_spaces([row.space_id]))
    return row if value.purpose == purpose and not _has_ended(value) else None


def _drop_ended() -> None:
    rows = list(MailedCode.objects.all())
    keys = spaces.open_spaces({row.space_id for row in rows})
    ended = [row.pk for row in rows if _has_ended(row.sealed.open(keys))]
    MailedCode.objects.filter(pk__in=ended).delete()


def _has_ended(value: MailedCodeValue) -> bool:
    return datetime.datetime.fromisoformat(value.ends) <= clock.now()


def _not_good() -> str:
    return _(
        "This code is not good, or not any more. It is good for one hour, and once. Ask for another letter."
    )

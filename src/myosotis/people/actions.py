"""Coming in and what follows: founding the house, signing in and out, passwords, sheets, a second parent.

Every action is one transaction with its journal line inside. A `Refusal` carries a sentence for people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from myosotis.kit import ids
from myosotis.people import guesses, places, queries, sessions
from myosotis.people.errors import Refusal as Refusal  # part of what an action says
from myosotis.people.models import (
    Account,
    AccountValue,
    Family,
    FamilyValue,
    House,
    Invitation,
    InvitationValue,
    MailedCode,
    Membership,
    MembershipValue,
)
from myosotis.people.roles import ROLES, Parent, Permission
from myosotis.people.rules import password_problem, same_address
from myosotis.people.sessions import Entry
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex, journal, passwords, sheets, spaces
from myosotis.vault.errors import SealBroken
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.vault.models import KeyWrap

T = TypeVar("T")


def email_code(email: str) -> bytes:
    """The keyed code an account is found by."""
    return blindindex.code("e-mail", same_address(email))


@transaction.atomic
def found_house(
    *,
    language: str,
    country: str,
    timezone: str,
    family: str,
    name: str,
    email: str,
    password: str,
    browser: str,
) -> str:
    """Set up the house with its first family and parent; return the token of a new session."""
    if House.objects.exists():
        raise Refusal(_("This house is set up already."))
    _check_password(password, email)
    space, _keys = spaces.make()
    try:
        House.objects.create(space=space)
    except IntegrityError:
        raise Refusal(_("This house is set up already.")) from None
    account = _make_account(
        AccountValue(email=email.strip(), language=language, country=country, timezone=timezone), password
    )
    kin = _make_family(family)
    _make_member(account, kin, name, spaces.open_spaces([kin.space_id]))
    return sessions.begin(account, browser)


def sign_in(*, email: str, password: str, network: str, browser: str) -> Entry:
    """Let somebody in, or half of the way where a second step is kept.

    Refuses without saying which of the two was wrong.
    """
    subject = same_address(email)
    with guesses.one("password", subject, network):
        account = Account.objects.filter(email_code=email_code(email)).first()
        if not passwords.fits(password, account.password if account else "") or account is None:
            raise Refusal(
                _("This address and this password do not belong together. Please look at both once more.")
            )
    return sessions.enter(account, browser)


@transaction.atomic
def sign_out(*, by: Viewer, device: UUID) -> None:
    """End one session of the viewer's account; one that is not theirs is left alone."""
    sessions.end(by.account_id, session=device)


@transaction.atomic
def sign_out_everywhere_else(*, by: Viewer) -> None:
    """End every session of the viewer's account but this one."""
    sessions.end_all(by.account_id, but=by.session_id)
    journal.write(
        "signed-out-elsewhere", space=by.private_space, about=None, by=by.membership_id, keys=by.keys
    )


def change_password(*, by: Viewer, old: str, new: str) -> None:
    """Choose another password; every other device is signed out."""
    prove(by=by, password=old)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.account_id)
        give_password(account, new)
        sessions.end_all(account.pk, but=by.session_id)
        journal.write(
            "password-changed", space=by.private_space, about=None, by=by.membership_id, keys=by.keys
        )


def prove(*, by: Viewer, password: str) -> None:
    """Refuse a password that is not the viewer's. What keeps others out is changed with the password only.

    Call it outside of a transaction: a refusal would take the count back with everything else.
    """
    with guesses.one("old-password", by.account_id.hex, ""):
        if not passwords.fits(password, Account.objects.get(pk=by.account_id).password):
            raise Refusal(_("That is not your password now. Please type it once more."))


@transaction.atomic
def set_password_for(*, email: str, new: str) -> None:
    """A new password from the console of the house; all devices are signed out."""
    account = Account.objects.filter(email_code=email_code(email)).first()
    if account is None:
        raise Refusal(_("Nobody here signs in with this address."))
    give_password(account, new)
    sessions.end_for_new_password(account.pk)


def reset_by_sheet(*, email: str, words: str, new: str, network: str, browser: str) -> str:
    """Back in by the words of one's own sheet; return the token of a new session.

    Only the parent's own sheet serves, never the family's: both parents hold that one, and it must not let
    one of them into what the other keeps alone. It opens what is theirs without this house, so no second
    step is asked after it.
    """
    subject = same_address(email)
    secret = sheets.from_words(words)
    with guesses.one("sheet", subject, network):
        account = Account.objects.filter(email_code=email_code(email)).first()
        # For an address nobody has, the same questions are asked of ids that are nobody's: it takes as long.
        member = Membership.objects.filter(account=account.pk if account else ids.new_id())
        owned = list(member.values_list("private_space_id", flat=True)) or [ids.new_id()]
        if account is None or not any(_opens(space, secret) for space in owned):
            raise Refusal(
                _("These words do not open what belongs here. Your own sheet is the one that is needed.")
            )
    with transaction.atomic():
        give_password(account, new)
        sessions.end_for_new_password(account.pk)
        return sessions.begin(account, browser)


def make_sheet(*, by: Viewer, space: UUID, password: str = "") -> list[str]:
    """Make a new sheet for one of the viewer's spaces and return its sixteen words, once.

    Sheets that were confirmed earlier stay good; an unconfirmed one stops being good. A sheet opens more than
    the password does, so another one than the first asks for it. Other devices are told.
    """
    _must_own(by, space)
    if queries.sheet_is_kept(space):
        prove(by=by, password=password)
    with transaction.atomic():
        _row, secret = spaces.add_sheet(space, by.keys)
        made = "own-sheet-made" if space == by.private_space else "family-sheet-made"
        sessions.tell_others(by.account_id, made, but=by.session_id)
        journal.write("sheet-made", space=space, about=None, by=by.membership_id, keys=by.keys)
    return sheets.to_words(secret)


@transaction.atomic
def confirm_sheet(*, by: Viewer, space: UUID) -> None:
    """Take the newest sheet of a space as kept, once its owner typed some words back."""
    _must_own(by, space)
    KeyWrap.objects.filter(space=space, holder=KeyWrap.SHEET, confirmed=False).update(confirmed=True)
    journal.write("sheet-kept", space=space, about=None, by=by.membership_id, keys=by.keys)


@transaction.atomic
def invite(*, by: Viewer, role: str = Parent.name) -> str:
    """Keep a place for somebody; return the code to hand over. It is shown once and used once.

    Raises `Refusal` for a role nobody is asked in as, and for somebody who may ask nobody in.
    """
    asked = InvitationValue(role=role, by=str(by.membership_id))
    _row, code = keep_place(by=by, asked=asked)
    return code


def keep_place(*, by: Viewer, asked: InvitationValue) -> tuple[Invitation, str]:
    """Keep a place in the viewer's family; part of the caller's transaction."""
    if asked.role not in ROLES or not by.may(Permission.INVITE):
        raise Refusal(_("There is nothing at this address."))
    places.drop_ended(by.family_id, by.keys)
    row, code = places.keep(by.family_id, by.family_space, by.keys, asked)
    journal.write("invited", space=by.family_space, about=row.pk, by=by.membership_id, keys=by.keys)
    return row, code


@transaction.atomic
def take_back_invitation(*, by: Viewer, invitation: UUID) -> None:
    """Let the code of an open invitation be good no more; one of another family is left alone."""
    gone, _kinds = Invitation.objects.filter(pk=invitation, family=by.family_id).delete()
    if gone:
        journal.write(
            "invitation-taken-back",
            space=by.family_space,
            about=invitation,
            by=by.membership_id,
            keys=by.keys,
        )


def join(*, code: str, name: str, email: str, password: str, network: str, browser: str) -> str:
    """Come in with the code somebody handed over, as what they said; return a session's token.

    A code from whoever runs the place begins a family of its own.
    """
    _check_password(password, email)

    def come(place: places.Place) -> str:
        account = _make_account(AccountValue(email=email.strip()), password)
        _come_into(place, account, name)
        return sessions.begin(account, browser)

    try:
        return _with_code(code, network, come)
    except IntegrityError:
        raise Refusal(
            _("Somebody signs in with this address already. If it is you, sign in, then use the code.")
        ) from None


def join_as(*, by: Viewer, code: str, name: str, network: str) -> UUID:
    """Come into a further family with a code, as oneself; return the new membership."""

    def come(place: places.Place) -> UUID:
        account = Account.objects.select_for_update().get(pk=by.account_id)
        return _come_into(place, account, name).pk

    try:
        return _with_code(code, network, come)
    except IntegrityError:
        raise Refusal(
            _("You belong to this family already. The code stays good for somebody else.")
        ) from None


def _with_code(code: str, network: str, come: Callable[[places.Place], T]) -> T:
    try:
        with guesses.one("invitation", "", network), transaction.atomic():
            return come(places.take(code))
    except places.NoSuchCode:
        raise Refusal(
            _("This code is not good, or not any more. Whoever gave it to you can make another.")
        ) from None


def _come_into(place: places.Place, account: Account, name: str) -> Membership:
    family = place.family or _make_family("")
    keys = spaces.open_spaces([family.space_id])
    member = _make_member(account, family, name, keys, role=place.role)
    journal.write("joined", space=family.space_id, about=member.pk, by=member.pk, keys=keys)
    return member


def _make_family(name: str) -> Family:
    space, keys = spaces.make()
    family = Family(space=space)
    seal_into(family, "sealed", FamilyValue(name=name.strip()), keys)
    family.save(force_insert=True)
    return family


def _make_account(value: AccountValue, password: str) -> Account:
    house = House.objects.get()
    account = Account(
        space_id=house.space_id, email_code=email_code(value.email), password=passwords.protect(password)
    )
    seal_into(account, "sealed", value, spaces.open_spaces([house.space_id]))
    account.save(force_insert=True)
    return account


def _make_member(
    account: Account, family: Family, name: str, keys: Keyring, *, role: str = Parent.name
) -> Membership:
    private, private_keys = spaces.make()
    member = Membership(space_id=family.space_id, family=family, account=account, private_space=private)
    seal_into(member, "sealed", MembershipValue(name=name.strip(), role=role), keys | private_keys)
    member.save(force_insert=True)
    spaces.touch(family.space_id)
    journal.write("came", space=family.space_id, about=member.pk, by=member.pk, keys=keys)
    return member


def give_password(account: Account, new: str) -> None:
    """Keep a new password, or refuse it; codes on their way to this account are good no more."""
    email = account.sealed.open(spaces.open_spaces([account.space_id])).email
    _check_password(new, email)
    account.password = passwords.protect(new)
    account.save(update_fields=["password"])
    MailedCode.objects.filter(account=account).delete()


def _check_password(password: str, email: str) -> None:
    problem = password_problem(password, email)
    if problem:
        raise Refusal(problem)


def _opens(space: UUID, secret: bytes) -> bool:
    try:
        spaces.open_with_sheet(space, secret)
    except SealBroken:
        return False
    return True


def _must_own(by: Viewer, space: UUID) -> None:
    if space not in by.spaces:
        raise Refusal(_("There is nothing at this address."))

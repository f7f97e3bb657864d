"""Asking somebody in by letter, and a family's first parent by whoever runs the place.

A letter is less sure than a code handed over: whoever reads that mailbox can come in with it, once, within
its days. The page says so. Address and code are forgotten as soon as the letter is sent.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from myosotis.kit import ids
from myosotis.people import address, guesses, places
from myosotis.people.actions import keep_place
from myosotis.people.errors import Refusal
from myosotis.people.letters import ASKED_IN
from myosotis.people.models import House, Invitation, InvitationValue, Membership
from myosotis.people.roles import Parent
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex, spaces
from myosotis.vault.fields import seal_into
from myosotis.vault.keys import Keyring
from myosotis.work import actions as work
from myosotis.work import post

WAITING, SENT, REFUSED = "waiting", "sent", "refused"


def ask_by_letter(*, by: Viewer, email: str, role: str = Parent.name) -> None:
    """Keep a place in the viewer's family and send its code to an address. Refuses many in a short while."""
    if not post.is_set_up():
        raise Refusal(_("No letters can be sent from here. Hand over a code instead."))
    guesses.spend("asked-in", by.family_id.hex, "")
    asked = InvitationValue(role=role, by=str(by.membership_id), letter=WAITING, email=email.strip())
    with transaction.atomic():
        row, _code = keep_place(by=by, asked=asked)
        work.later("people.send-invitation", invitation=row.pk)


@transaction.atomic
def invite_family(*, email: str = "") -> str:
    """Keep a place for the first parent of a new family; return its code. With an address a letter goes.

    For the console. In a house nobody set up it does so too, without a family of the host's own.
    """
    if email and not post.is_set_up():
        raise Refusal(_("No letters can be sent from here. docs/operate/mail.md says how it is set up."))
    house = House.objects.first() or House.objects.create(space=spaces.make()[0])
    keys = spaces.open_spaces([house.space_id])
    places.drop_ended(None, keys)
    asked = InvitationValue(letter=WAITING if email else "", email=email.strip())
    row, code = places.keep(None, house.space_id, keys, asked)
    if email:
        work.later("people.send-invitation", invitation=row.pk)
    return code


@transaction.atomic
def take_back_families() -> int:
    """Let every open code for a new family be good no more; return how many there were."""
    return Invitation.objects.filter(family=None).delete()[0]


@work.background("people.send-invitation")
def send_invitation(*, invitation: UUID) -> None:
    """Send one letter if it should still go. At least once: a second copy says the same as the first."""
    row = Invitation.objects.filter(pk=invitation).first()
    if row is None:
        return
    keys = spaces.open_spaces([row.space_id])
    value: InvitationValue = row.sealed.open(keys)
    if value.letter != WAITING or places.has_ended(value):
        return
    try:
        _send(row, value)
    except post.LetterRefused:
        _settle(row, keys, REFUSED)
        raise
    _settle(row, keys, SENT)


def _send(row: Invitation, value: InvitationValue) -> None:
    with translation.override(_language(value)):
        post.send(
            ASKED_IN,
            to=value.email,
            mark=blindindex.code("message-id", row.pk.hex).hex()[:32],
            link=address.link("/join", value.code),
            code=ids.group_code(value.code),
        )


@transaction.atomic
def _settle(row: Invitation, keys: Keyring, letter: str) -> None:
    """Forget address and code, unless the place was taken, or taken back, meanwhile."""
    still = Invitation.objects.select_for_update().filter(pk=row.pk).first()
    if still is not None:
        seal_into(still, "sealed", replace(still.sealed.open(keys), letter=letter, email="", code=""), keys)
        still.save(update_fields=["sealed"])


def _language(value: InvitationValue) -> str:
    """The language of whoever asks; whom they ask has said none yet."""
    member = Membership.objects.select_related("account").filter(pk=value.by).first() if value.by else None
    if member is None:
        return "en"
    account = member.account
    return str(account.sealed.open(spaces.open_spaces([account.space_id])).language)

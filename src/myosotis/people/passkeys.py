"""Passkeys: added by somebody who is in and knows the password, and one tap at the door from then on.

A passkey that knows its owner stands for the password and the second step together. Its id is kept as a
keyed code; its public key, its id and the name its owner gave it are sealed. When it was used is not kept.
"""

from __future__ import annotations

import base64
import ipaddress
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from myosotis.environment import environment
from myosotis.people import challenges, guesses, queries, sessions
from myosotis.people.actions import prove
from myosotis.people.errors import Refusal
from myosotis.people.models import Account, Passkey, PasskeyValue
from myosotis.people.viewer import Viewer
from myosotis.vault import blindindex, journal, spaces
from myosotis.vault import passkeys as vault
from myosotis.vault.fields import seal_into
from myosotis.vault.passkeys import NotThisPasskey, Place

#: More than anybody has devices.
MOST = 20
_DOOR = "door"


def place() -> Place | None:
    """The house as passkeys know it, or None where its address lets browsers make none.

    They want a name, not a number, and a connection nobody listens to. A house on this machine alone is
    "localhost" to them.
    """
    house = environment()
    if house.only_here:
        parts = urlsplit(house.url)
        return Place("localhost", f"{parts.scheme}://localhost" + (f":{parts.port}" if parts.port else ""))
    if not house.https or _is_number(house.host):
        return None
    return Place(house.host, house.url)


def to_add(*, by: Viewer, password: str) -> str:
    """What the browser is asked for a new passkey, as JSON, for whoever knows the password.

    What comes back within the hour, on this device, needs no password once more: only here are such
    challenges made.
    """
    there = _place()
    prove(by=by, password=password)
    known = [_kept(row) for row in Passkey.objects.filter(account=by.account_id)]
    if len(known) >= MOST:
        raise Refusal(_("There are many passkeys already. Please remove one that is not used any more."))
    return vault.to_make(
        there,
        challenge=challenges.make(_adding(by)),
        handle=by.account_id.bytes,
        name=queries.account_of(by).email,
        known=[vault.id_of(one) for one in known],
    )


def add(*, by: Viewer, name: str, answer: str) -> None:
    """Keep a passkey the viewer's browser made. Other devices are told."""
    there = _place()
    try:
        challenge = vault.challenge_in(answer)
        made = vault.made(there, challenge=challenge, answer=answer)
    except NotThisPasskey:
        raise Refusal(_("This device made no passkey we can read. Nothing has changed.")) from None
    if not challenges.use(_adding(by), challenge):
        raise Refusal(_stood_open())
    try:
        _keep(by, name, made)
    except IntegrityError:
        raise Refusal(_("This passkey is known here already.")) from None


@transaction.atomic
def remove(*, by: Viewer, passkey: UUID) -> None:
    """Let one of the viewer's passkeys be good no more; one of somebody else is left alone."""
    gone, _kinds = Passkey.objects.filter(pk=passkey, account=by.account_id).delete()
    if gone:
        sessions.tell_others(by.account_id, "passkey-removed", but=by.session_id)
        _journal("passkey-removed", passkey, by)


def is_any() -> bool:
    """Whether somebody here has a passkey, so that the door offers to take one."""
    return Passkey.objects.exists()


def to_enter(there: Place) -> str:
    """What the browser is asked at the door, as JSON. Asking writes nothing."""
    return vault.to_show(there, challenge=challenges.make(_DOOR))


def enter(*, answer: str, network: str, browser: str) -> str:
    """In by a passkey; return the token of a new session."""
    there = _place()
    try:
        with guesses.one("passkey", "", network):
            shown = vault.read(answer)
            account, kept = _owner(shown.id, shown.handle)
            vault.check(there, challenge=shown.challenge, kept=kept, shown=shown)
    except NotThisPasskey:
        raise Refusal(
            _("This passkey is not known here, or not any more. Your password lets you in as before.")
        ) from None
    if not challenges.use(_DOOR, shown.challenge):
        raise Refusal(_stood_open())
    return sessions.begin(account, browser, knew=False)


def _keep(by: Viewer, name: str, made: vault.Made) -> None:
    with transaction.atomic():
        account = Account.objects.get(pk=by.account_id)
        row = Passkey(space_id=account.space_id, account=account, id_code=_id_code(made.id))
        value = PasskeyValue(name=name.strip(), kept=base64.b64encode(made.kept).decode())
        seal_into(row, "sealed", value, spaces.open_spaces([account.space_id]))
        row.save(force_insert=True)
        sessions.tell_others(account.pk, "passkey-added", but=by.session_id)
        _journal("passkey-added", row.pk, by)


def _owner(shown: bytes, handle: bytes) -> tuple[Account, bytes]:
    row = Passkey.objects.select_related("account").filter(id_code=_id_code(shown)).first()
    if row is None or (handle and handle != row.account_id.bytes):
        raise NotThisPasskey
    return row.account, _kept(row)


def _kept(row: Passkey) -> bytes:
    return base64.b64decode(row.sealed.open(spaces.open_spaces([row.space_id])).kept)


def _journal(act: str, about: UUID, by: Viewer) -> None:
    journal.write(act, space=by.private_space, about=about, by=by.membership_id, keys=by.keys)


def _place() -> Place:
    there = place()
    if there is None:
        raise Refusal(_("Passkeys cannot be used at this address."))
    return there


def _id_code(shown: bytes) -> bytes:
    return blindindex.code("passkey", shown.hex())


def _adding(viewer: Viewer) -> str:
    return f"add|{viewer.account_id.hex}|{viewer.session_id.hex}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _stood_open() -> str:
    return _("This page stood open for a long while, or was sent twice. Please do it once more.")

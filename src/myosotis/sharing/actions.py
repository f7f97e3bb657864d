"""Making a link, saying yes to one, holding a yes back, closing. Each is one transaction, journal inside."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from myosotis.environment import environment
from myosotis.kit import clock, ids
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer
from myosotis.sharing import rules
from myosotis.sharing.models import Link, LinkValue, Yes, YesValue
from myosotis.story import shared
from myosotis.story.models import Moment
from myosotis.vault import blindindex, journal, passwords, spaces
from myosotis.vault.fields import seal_into


class Refusal(Exception):
    """Something cannot be done; the text is a kind sentence for whoever asked."""


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A link, at the only time it is known: its row, the token of its address, the code to type."""

    id: UUID
    token: str
    code: str

    @property
    def address(self) -> str:
        """What is handed over. The token stands behind the `#`, which no browser sends to any server."""
        return f"{self.door}#{self.token}"

    @property
    def door(self) -> str:
        """Where the code is typed."""
        return f"{environment().url}/r"


def token_code(token: str) -> bytes:
    """The keyed code a link is found by, from the token of its address."""
    return blindindex.code("link-token", token)


def code_code(code: str) -> bytes:
    """The keyed code a link is found by, from the code somebody typed."""
    return blindindex.code("link-code", code)


def make(
    *,
    by: Viewer,
    moment: UUID,
    note: str,
    gate: str,
    password: str,
    days: int | None,
    pictures: Sequence[str] = (),
) -> Made:
    """Make a link to a moment of the family; the maker's yes to `pictures`, those they saw, stands with it.

    `days` is how many whole days it is good for after today where the maker lives, or None for no end.
    Raises `Moment.DoesNotExist`, also for what somebody keeps alone, and `Refusal`.
    """
    if password and len(password) < rules.SHORTEST_PASSWORD:
        raise Refusal(_("A word of four letters or more, please, so that it can’t be guessed at once."))
    # Before the transaction: a slow hash must not hold the database.
    kept = passwords.protect(password) if password else ""
    with transaction.atomic():
        found = _shared(by, moment)
        if Link.objects.filter(moment=moment).count() >= rules.MOST_LINKS:
            raise Refusal(_("There are many links to this moment already. Close one, then make another."))
        token, code = ids.new_token(rules.TOKEN_BITS), ids.new_code(rules.CODE_LENGTH)
        row = Link(
            space_id=by.family_space,
            moment_id=moment,
            token_code=token_code(token),
            code_code=code_code(code),
            password=kept,
        )
        value = LinkValue(
            note=note.strip(),
            gate=gate.strip(),
            ends=_ends(days),
            by=str(by.membership_id),
            made=clock.now().date().isoformat(),
        )
        seal_into(row, "sealed", value, by.keys)
        row.save(force_insert=True)
        _say_yes(by, row, [one for one in pictures if one in found.pictures])
        _note("link-made", row.pk, by)
    return Made(row.pk, token, code)


@transaction.atomic
def agree(*, by: Viewer, link: UUID, pictures: list[str]) -> None:
    """Say yes to a link with the pictures that were shown in the question, and no others.

    Raises `Link.DoesNotExist`: another family's, closed, or its moment stands no more.
    """
    row = _link(by, link)
    standing = _shared(by, row.moment_id).pictures
    _say_yes(by, row, [one for one in pictures if one in standing])
    _note("link-agreed", row.pk, by)


@transaction.atomic
def hold_back(*, by: Viewer, link: UUID) -> None:
    """Take one's own yes back; a link with pictures then waits. Raises `Link.DoesNotExist`."""
    row = _link(by, link)
    Yes.objects.filter(link=row, membership=by.membership_id).delete()
    _note("link-held-back", row.pk, by)


@transaction.atomic
def close(*, by: Viewer, link: UUID) -> UUID:
    """Close a link, for good and at once; any parent may. Gives back its moment. `Link.DoesNotExist`."""
    row = _link(by, link)
    row.delete()
    _note("link-closed", link, by)
    return row.moment_id


def close_all(*, by: Viewer, moment: UUID) -> None:
    """Close every link to a moment that its parent keeps alone from now on: they would lead nowhere, and
    open again with other words on the day it is handed back. Part of the caller's transaction."""
    for key in list(Link.objects.filter(moment=moment).values_list("pk", flat=True)):
        close(by=by, link=key)


def forget_picture(*, by: Viewer, moment: UUID, picture: UUID) -> None:
    """Take a picture out of every yes to its moment's links; put back, it is asked about anew."""
    for row in Yes.objects.filter(link__moment=moment).select_for_update():
        value = row.sealed.open(by.keys)
        if str(picture) in value.pictures:
            left = [one for one in value.pictures if one != str(picture)]
            seal_into(row, "sealed", replace(value, pictures=left), by.keys)
            row.save(update_fields=["sealed"])
            spaces.touch(row.space_id)


def _shared(by: Viewer, moment: UUID) -> shared.SharedMoment:
    if not by.may(Permission.SHARE):
        raise Moment.DoesNotExist
    return shared.moment(moment, by.family_space, by.keys)


def _link(by: Viewer, link: UUID) -> Link:
    if not by.may(Permission.SHARE):
        raise Link.DoesNotExist
    return Link.objects.select_for_update().get(pk=link, space=by.family_space)


def _note(act: str, link: UUID, by: Viewer) -> None:
    """The journal's line, and a count of the change: what was opened for readers before is opened anew."""
    spaces.touch(by.family_space)
    journal.write(act, space=by.family_space, about=link, by=by.membership_id, keys=by.keys)


def _say_yes(by: Viewer, link: Link, pictures: list[str]) -> None:
    row = Yes.objects.filter(link=link, membership=by.membership_id).first()
    before = row.sealed.open(by.keys).pictures if row else []
    row = row or Yes(space_id=link.space_id, link=link, membership_id=by.membership_id)
    value = YesValue(pictures=sorted({*before, *pictures}), day=clock.now().date().isoformat())
    seal_into(row, "sealed", value, by.keys)
    row.save()


def _ends(days: int | None) -> str:
    """The first instant, in UTC, at which a link is no longer good: the midnight after its last day."""
    if days is None:
        return ""
    # The time zone of whoever asks is active while they ask, so "today" is theirs.
    last = timezone.localdate() + datetime.timedelta(days=days)
    midnight = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min)
    return midnight.replace(tzinfo=timezone.get_current_timezone()).astimezone(datetime.UTC).isoformat()

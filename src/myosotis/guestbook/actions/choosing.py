"""The parents choose who reads first. Whoever it is, and whatever waits: choosing shows nothing of it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from myosotis.guestbook.models import Desk, News
from myosotis.guestbook.rules import Refusal
from myosotis.guestbook.values import DeskValue, NewsValue
from myosotis.people import actions as people
from myosotis.people.roles import Guardian, Permission
from myosotis.people.viewer import Viewer
from myosotis.vault import journal, letterbox, spaces
from myosotis.vault.fields import seal_into


@transaction.atomic
def choose_guardian(*, by: Viewer) -> str:
    """Ask a friend to read first; return the code to hand over, shown once and good once.

    Until they come in nobody reads, and nobody can leave words.
    """
    let_guardians_read(by=by)
    return people.invite(by=by, role=Guardian.name)


@transaction.atomic
def let_guardians_read(*, by: Viewer) -> None:
    """Whoever was asked in to read first reads (again); a parent who had the desk gives it up."""
    _set(by, is_open=True, taken=False)
    journal.write("guardians-read", space=by.family_space, about=None, by=by.membership_id, keys=by.keys)


@transaction.atomic
def take_desk(*, by: Viewer) -> None:
    """The viewer, a parent, reads first. Guardians read no more."""
    _set(by, is_open=True, taken=True)
    journal.write("desk-taken", space=by.family_space, about=None, by=by.membership_id, keys=by.keys)


@transaction.atomic
def close(*, by: Viewer) -> None:
    """Nobody reads: words are off again. What lies at the desk stays there, sealed."""
    _set(by, is_open=False, taken=False)
    journal.write("words-off", space=by.family_space, about=None, by=by.membership_id, keys=by.keys)


def _set(by: Viewer, *, is_open: bool, taken: bool) -> None:
    if not by.may(Permission.STORY):
        raise Refusal(_("There is nothing at this address."))
    desk = _locked_or_made(by)
    desk.open = is_open
    desk.taken_by_id = by.membership_id if taken else None
    desk.save(update_fields=["open", "taken_by"])
    # What readers' pages remember of the desk is asked anew.
    spaces.touch(by.family_space)


def _locked_or_made(by: Viewer) -> Desk:
    found = Desk.objects.select_for_update().filter(family=by.family_id).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return _make(by)
    except IntegrityError:
        return Desk.objects.select_for_update().get(family=by.family_id)  # the other parent was as quick


def _make(by: Viewer) -> Desk:
    space, keys = spaces.make()
    private, public = letterbox.new_pair()
    desk = Desk(space=space, family_id=by.family_id, public=public)
    seal_into(desk, "sealed", DeskValue(private=private.hex()), keys)
    desk.save(force_insert=True)
    news = News(space_id=by.family_space)
    seal_into(news, "sealed", NewsValue(), by.keys)
    news.save(force_insert=True)
    return desk

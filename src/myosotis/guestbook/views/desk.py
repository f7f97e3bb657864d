"""The reading desk: what came in, and what is done with it, each with its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from myosotis.guestbook import actions, queries
from myosotis.guestbook.access import at_the_desk
from myosotis.guestbook.queries import WordsCard, WordsPage
from myosotis.guestbook.values import ASIDE, HELD, REFUSED, THROUGH
from myosotis.people import queries as people
from myosotis.people.roles import Parent, Permission
from myosotis.people.viewer import Viewer

#: The three lists of the desk and their addresses.
LISTS = {HELD: "/desk", ASIDE: "/desk/aside", REFUSED: "/desk/refused"}


@dataclass(frozen=True, slots=True)
class Row:
    """One letter on the page: which one to go on with after it, and whether one goes on with this one now.

    `described` is the id of the line that says what was done before one came to it, or nothing.
    """

    card: WordsCard
    then: UUID | None
    current: bool
    described: str = ""


@require_safe
@at_the_desk
def desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What waits to be read. A guardian who does not read now finds that said."""
    if not queries.keeps_desk(viewer) and viewer.may(Permission.READ_FIRST):
        return render(request, "guestbook/rest.html")
    return _list(request, viewer, HELD)


@require_safe
@at_the_desk
def aside(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What was set aside."""
    return _list(request, viewer, ASIDE)


@require_safe
@at_the_desk
def refused(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What was refused."""
    return _list(request, viewer, REFUSED)


@require_POST
@at_the_desk
def let_through(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Let words through to the parents."""
    return _act(request, viewer, words, actions.let_through, THROUGH)


@require_POST
@at_the_desk
def set_aside(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Set words aside."""
    return _act(request, viewer, words, actions.set_aside, ASIDE)


@require_POST
@at_the_desk
def refuse(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Refuse words; nobody is told."""
    return _act(request, viewer, words, actions.refuse, REFUSED)


@require_POST
@at_the_desk
def undo(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Take the last act back; the words are where they were, and one stands before them."""
    actions.undo(by=viewer, words=words, done=request.POST.get("done", ""))
    card = queries.at_the_desk(viewer, words)
    home = LISTS.get(card.state, "/desk") if card else "/desk"
    return HttpResponseRedirect(f"{home}?page={queries.page_with(viewer, words)}&then={words}#w-{words}")


@require_POST
@at_the_desk
def letters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whether a letter may say that something came in."""
    actions.want_letters(by=viewer, wanted=request.POST.get("wanted") == "yes")
    return HttpResponseRedirect("/desk#letters")


def _act(
    request: HttpRequest, viewer: Viewer, words: UUID, act: Callable[..., bool], state: str
) -> HttpResponse:
    done = act(by=viewer, words=words)
    home = LISTS.get(request.POST.get("list", ""), "/desk")
    page, then = _number(request.POST.get("page", "")), _id(request.POST.get("then", ""))
    said = f"&did={words}&done={state}" if done else ""
    return HttpResponseRedirect(f"{home}?page={page}{said}&then={then or ''}#done")


def _list(request: HttpRequest, viewer: Viewer, state: str) -> HttpResponse:
    found = queries.desk(viewer, page=_number(request.GET.get("page", "")), state=state)
    done = _done(request, viewer)
    words = {
        "state": state,
        "name": viewer.name,
        "parents": [one.name for one in people.members_of(viewer) if one.role == Parent.name],
        "guardian": viewer.may(Permission.READ_FIRST),
        "letters": queries.letters(viewer),
        "done": done,
        "said": _said(done[1]) if done else "",
        **_drawn(found, _id(request.GET.get("then", "")), "done" if done else ""),
        "number": found.number,
        "earlier": f"{LISTS[state]}?page={found.earlier}" if found.earlier else "",
        "later": f"{LISTS[state]}?page={found.later}" if found.later else "",
    }
    return render(request, "guestbook/desk.html", words)


def _drawn(found: WordsPage, then: UUID | None, said: str) -> dict[str, Any]:
    """The letters of a page; the current one is `then`, where it is there, or the first."""
    ids = [card.id for card in found.cards]
    current = then if then in ids else next(iter(ids), None)
    rows = []
    for card, after in zip(found.cards, [*ids[1:], None], strict=False):
        here = card.id == current
        rows.append(Row(card, after, here, said if here else ""))
    return {"rows": rows, "moved": then in ids}


def _done(request: HttpRequest, viewer: Viewer) -> tuple[UUID, str] | None:
    """What was done last, if it is still so."""
    words, state = _id(request.GET.get("did", "")), request.GET.get("done", "")
    card = queries.at_the_desk(viewer, words) if words else None
    return (card.id, state) if card and card.state == state and state != HELD else None


def _said(state: str) -> str:
    return {
        THROUGH: _("Let through. They find it when they like."),
        ASIDE: _("Set aside. It lies there as long as you like."),
        REFUSED: _("Refused. Nobody is told."),
    }[state]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

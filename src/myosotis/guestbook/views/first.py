"""Who reads first: the parents choose, ask a friend in, and end a friend's place."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from myosotis.environment import environment
from myosotis.guestbook import actions, queries
from myosotis.guestbook.forms import ANOTHER, GUARDIAN, ME, NOBODY, FirstForm
from myosotis.kit import ids
from myosotis.people.actions import Refusal
from myosotis.people.leaving import end_place as end
from myosotis.people.viewer import Viewer
from myosotis.story.access import found
from myosotis.story.cards import names

_NOW = {"guardian": GUARDIAN, "you": ME}


@require_http_methods(["GET", "POST"])
@found
def first(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One question. Whatever is chosen, nothing is shown of what came in."""
    card = queries.first(viewer)
    known = {str(one.id): one.name for one in card.guardians}
    friends = names(list(known), known)
    form = FirstForm(request.POST or None, friends=friends, initial={"who": _NOW.get(card.who)})
    if request.method == "POST" and form.is_valid():
        return _choose(request, viewer, form.cleaned_data["who"], friends)
    return render(request, "guestbook/first.html", {"form": form, "small": _small(friends)})


@require_http_methods(["GET", "POST"])
@found
def end_place(request: HttpRequest, viewer: Viewer, member: UUID) -> HttpResponse:
    """A friend reads no more and belongs here no more."""
    known = {one.id: one.name for one in queries.first(viewer).guardians}
    if member not in known:
        raise Http404
    if request.method == "POST":
        try:
            end(by=viewer, member=member)
        except Refusal:
            raise Http404 from None
        return HttpResponseRedirect("/words")
    return render(request, "guestbook/end.html", {"name": known[member]})


def _choose(request: HttpRequest, viewer: Viewer, who: str, friends: str) -> HttpResponse:
    if who == ANOTHER or (who == GUARDIAN and not friends):
        return _asked(request, actions.choose_guardian(by=viewer))
    {GUARDIAN: actions.let_guardians_read, ME: actions.take_desk, NOBODY: actions.close}[who](by=viewer)
    return HttpResponseRedirect("/words")


def _asked(request: HttpRequest, code: str) -> HttpResponse:
    house = environment()
    words = {
        "code": code,
        "link": f"{house.url}/join#{ids.group_code(code)}",
        "only_here": house.only_here,
    }
    return render(request, "guestbook/asked.html", words)


def _small(friends: str) -> dict[str, str]:
    friend = _("Sees what others write before you do, and nothing of your story.")
    return {
        GUARDIAN: _("As it was asked.") if friends else friend,
        ANOTHER: friend,
        ME: _("You see everything that comes in, as it came."),
        NOBODY: _("Nobody can leave words. Whatever may lie there stays sealed, and is shown to nobody."),
    }

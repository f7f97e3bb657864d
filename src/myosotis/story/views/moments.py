"""One moment: say when it was and who can read it, look at its pictures or cover them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.access import found
from myosotis.story.cards import proposals, said_date
from myosotis.story.forms import WhenForm, WhoForm


@require_http_methods(["GET", "POST"])
@found
def when(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """When it was."""
    date, taken = _date_of(viewer, moment), queries.taken_dates(viewer, moment)
    form = WhenForm(request.POST or None, initial={"date": said_date(date)})
    if request.method == "POST" and request.POST.get("taken") in taken:
        actions.set_date(by=viewer, moment=moment, date=request.POST["taken"])
        return HttpResponseRedirect(_back_to(request, moment))
    if request.method == "POST" and form.is_valid():
        actions.set_date(by=viewer, moment=moment, date=form.cleaned_data["date"])
        return HttpResponseRedirect(_back_to(request, moment))
    words = {
        "form": form,
        "question": _("When was it?"),
        "why": _("As you know it. A season, a year or “about” is enough, and it can stay open."),
        "back_url": f"/moments/{moment}/write",
        "proposals": proposals(date, taken),
    }
    return render(request, "story/when.html", words)


@require_http_methods(["GET", "POST"])
@found
def who(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Who can read it."""
    _date_of(viewer, moment)
    private = queries.is_own(viewer, moment)
    form = WhoForm(request.POST or None, initial={"who": "me" if private else "parents"})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_audience(by=viewer, moment=moment, private=form.cleaned_data["who"] == "me")
        except actions.Refusal as refusal:
            form.add_error("who", str(refusal))
        else:
            return HttpResponseRedirect(_back_to(request, moment))
    words = {
        "form": form,
        "question": _("Who can read it?"),
        "why": _("What you keep for yourself, the other parent cannot find."),
        "small": {
            "me": _("It opens with your own sheet, not with the family’s. Links to it close for good.")
        },
        "back_url": f"/moments/{moment}/write",
    }
    return render(request, "story/question.html", words)


@require_POST
@found
def look(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Uncover every picture of a moment, for this viewer."""
    card = queries.moment(viewer, moment)
    ready = [key for key, one in card.pictures.items() if one.state == "ready"]
    actions.look(by=viewer, moment=moment, pictures=ready)
    return HttpResponseRedirect(f"/moments/{moment}")


@require_POST
@found
def cover(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Cover every picture of a moment again."""
    actions.cover(by=viewer, moment=moment, pictures=queries.moment(viewer, moment).pictures)
    return HttpResponseRedirect(f"/moments/{moment}")


def _date_of(viewer: Viewer, moment: UUID) -> str:
    """The date of a moment, today's where it is not begun yet; a 404 where it is somebody else's."""
    return queries.head_or_new(viewer, moment).date


def _back_to(request: HttpRequest, moment: UUID) -> str:
    return f"/moments/{moment}" if request.GET.get("to") == "read" else f"/moments/{moment}/write"

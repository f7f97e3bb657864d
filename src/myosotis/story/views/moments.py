"""One moment: say who can read it, look at its pictures or cover them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.access import found
from myosotis.story.forms import WhoForm


@require_http_methods(["GET", "POST"])
@found
def who(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Who can read it."""
    queries.head_or_new(viewer, moment)
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


def _back_to(request: HttpRequest, moment: UUID) -> str:
    return f"/moments/{moment}" if request.GET.get("to") == "read" else f"/moments/{moment}/write"

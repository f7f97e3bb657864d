"""A parent's side: the links to a moment, making one, saying yes to one, closing one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.environment import environment
from myosotis.kit import ids
from myosotis.people.viewer import Viewer
from myosotis.sharing import actions, queries
from myosotis.sharing.forms import LinkForm
from myosotis.story import queries as story
from myosotis.story.access import found
from myosotis.story.cards import shown_date


@require_http_methods(["GET", "POST"])
@found
def share(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """The links to one moment, and making one."""
    card = story.moment(viewer, moment)
    words: dict[str, object] = {"card": card, "only_here": environment().only_here}
    if card.closed:
        # A link would open nothing before the letter does.
        return HttpResponseRedirect(f"/moments/{moment}")
    if card.private:
        return render(request, "sharing/own.html", words)
    form = LinkForm(request.POST or None, pictures=bool(card.pictures))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(
                by=viewer,
                moment=moment,
                note=form.cleaned_data["note"],
                gate=form.cleaned_data["gate"],
                password=form.cleaned_data["password"],
                days=form.days,
                pictures=request.POST.getlist("picture"),
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "sharing/made.html", words | _handed(viewer, made))
    words |= {"form": form, "links": queries.links_to(viewer, moment), "unfolded": bool(form.errors)}
    return render(request, "sharing/share.html", words, status=400 if form.errors else 200)


@require_safe
@found
def link(request: HttpRequest, viewer: Viewer, link: UUID) -> HttpResponse:
    """One link: how it stands, and for a parent whose yes it waits for, the question."""
    card = queries.link(viewer, link)
    moment = story.moment(viewer, card.moment)
    words = {
        "link": card,
        "title": moment.head.title or shown_date(moment.head.date, moment.head.said).words,
        "moment": moment.id,
        "pictures": list(moment.pictures.values()),
    }
    return render(request, "sharing/link.html", words)


@require_POST
@found
def yes(request: HttpRequest, viewer: Viewer, link: UUID) -> HttpResponse:
    """Say yes, to the pictures the question showed."""
    actions.agree(by=viewer, link=link, pictures=request.POST.getlist("picture"))
    return HttpResponseRedirect(f"/links/{link}")


@require_POST
@found
def back(request: HttpRequest, viewer: Viewer, link: UUID) -> HttpResponse:
    """Take one's yes back."""
    actions.hold_back(by=viewer, link=link)
    return HttpResponseRedirect(f"/links/{link}")


@require_POST
@found
def close(request: HttpRequest, viewer: Viewer, link: UUID) -> HttpResponse:
    """Close a link for good."""
    return HttpResponseRedirect(f"/moments/{actions.close(by=viewer, link=link)}/share")


def _handed(viewer: Viewer, made: actions.Made) -> dict[str, object]:
    """What is handed over: shown once, kept nowhere."""
    card = queries.link(viewer, made.id)
    return {
        "link": card,
        "address": made.address,
        "door": made.door,
        "code": ids.group_code(made.code),
    }

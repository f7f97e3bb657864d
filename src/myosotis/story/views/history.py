"""What a moment was before, and the bin."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries, things
from myosotis.story.access import found
from myosotis.story.cards import binned_row, names, passages, picture_row, shown_date, version_row
from myosotis.story.thing_cards import binned_row as thing_row


@require_safe
@found
def versions(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """The list of what it was."""
    queries.moment(viewer, moment)
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    rows = [version_row(card, moment, members) for card in queries.versions(viewer, moment)]
    return render(request, "story/versions.html", {"rows": rows, "moment": moment})


@require_http_methods(["GET", "POST"])
@found
def version(request: HttpRequest, viewer: Viewer, moment: UUID, version: UUID) -> HttpResponse:
    """One of them, to read; a POST lets the moment say this again."""
    card = queries.version(viewer, moment, version)
    now = queries.moment(viewer, moment)
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    if request.method == "POST":
        actions.restore_version(by=viewer, moment=moment, version=version)
        return HttpResponseRedirect(f"/moments/{moment}")
    words = {
        "title": card.value.title,
        "date": shown_date(card.value.date, str(card.value.rest.get("said", ""))),
        "by": names([card.value.by], members),
        "passages": passages(card.value.blocks, now.pictures),
        "moment": moment,
    }
    return render(request, "story/version.html", words)


@require_POST
@found
def to_bin(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Into the bin; the story then offers to take it back."""
    actions.bin_moment(by=viewer, moment=moment)
    return HttpResponseRedirect(f"/story?gone={moment}")


@require_POST
@found
def restore(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Out of the bin."""
    actions.restore_moment(by=viewer, moment=moment)
    return HttpResponseRedirect(f"/moments/{moment}")


@require_safe
@found
def kept_in_bin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is in the bin, and the way back for each."""
    words = {
        "moments": [binned_row(card) for card in queries.in_bin(viewer)],
        "pictures": [picture_row(*one) for one in queries.binned_pictures(viewer)],
        "things": [thing_row(*one) for one in things.binned(viewer)],
    }
    return render(request, "story/bin.html", words)

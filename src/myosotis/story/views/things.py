"""What a baby, a pregnancy, a person or a chapter was before; the bin, and the way back out of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import things
from myosotis.story.access import found
from myosotis.story.actions import things as keeping
from myosotis.story.models import Before, Moment
from myosotis.story.thing_cards import SORTS, before_row, words_of
from myosotis.story.things import Thing

#: Where the list of each sort stands.
LISTS = {"baby": "/babies", "pregnancy": "/babies", "person": "/persons", "chapter": "/chapters"}


@require_http_methods(["GET", "POST"])
@found
def before(request: HttpRequest, viewer: Viewer, sort: str, thing: UUID) -> HttpResponse:
    """What it was; a POST lets it say that again."""
    value = things.one(viewer, _sort(sort), thing).value
    if request.method == "POST":
        keeping.restore_before(by=viewer, sort=_sort(sort), key=thing, before=_id(request))
        return HttpResponseRedirect(LISTS[sort])
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    rows = [before_row(sort, thing, key, was, members) for key, was in things.befores(viewer, thing)]
    words = {"rows": rows, "title": words_of(sort, value), "back_url": LISTS[sort]}
    return render(request, "story/thing_before.html", words)


@require_POST
@found
def to_bin(request: HttpRequest, viewer: Viewer, sort: str, thing: UUID) -> HttpResponse:
    """Into the bin; the list then offers to take it back."""
    keeping.bin_thing(by=viewer, sort=_sort(sort), key=thing)
    return HttpResponseRedirect(f"{LISTS[sort]}?gone={thing}")


@require_POST
@found
def restore(request: HttpRequest, viewer: Viewer, sort: str, thing: UUID) -> HttpResponse:
    """Out of the bin."""
    keeping.restore_thing(by=viewer, sort=_sort(sort), key=thing)
    return HttpResponseRedirect(LISTS[sort])


def gone(request: HttpRequest, viewer: Viewer, sort: str) -> str:
    """Where a form takes back what went into the bin a moment ago, if the address names it."""
    asked = request.GET.get("gone", "")
    binned = {str(key) for thing, key, _value in things.binned(viewer) if thing is SORTS[sort]}
    return f"/things/{sort}/{asked}/restore" if asked in binned else ""


def _sort(name: str) -> type[Thing]:
    if name not in SORTS:
        raise Moment.DoesNotExist
    return SORTS[name]


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("before", ""))
    except ValueError:
        raise Before.DoesNotExist from None

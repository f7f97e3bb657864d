"""The page for the baby, and its picture: looked at and covered there, by this viewer for themselves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from myosotis.people.viewer import Viewer
from myosotis.story import actions, babies, baby_page, things
from myosotis.story.access import found
from myosotis.story.models import Baby, Picture


@require_safe
@found
def page(request: HttpRequest, viewer: Viewer, baby: UUID) -> HttpResponse:
    """A page of a book, and what can be chosen for it."""
    one = things.one(viewer, Baby, baby)
    words = {
        "card": babies.card(one, things.babies(viewer)),
        "line": one.value.line,
        "picture": baby_page.picture_of(viewer, one),
        "back_url": f"/babies/{baby}",
    }
    return render(request, "story/baby_page.html", words)


@require_POST
@found
def look(request: HttpRequest, viewer: Viewer, baby: UUID) -> HttpResponse:
    """Uncover the picture of the page, for this viewer."""
    return _change(request, viewer, baby, actions.look)


@require_POST
@found
def cover(request: HttpRequest, viewer: Viewer, baby: UUID) -> HttpResponse:
    """Cover it again."""
    return _change(request, viewer, baby, actions.cover)


def _change(request: HttpRequest, viewer: Viewer, baby: UUID, act: Callable[..., None]) -> HttpResponse:
    one = things.one(viewer, Baby, baby)
    row = baby_page.picture_row(viewer, one.value)
    if row is None:
        raise Picture.DoesNotExist
    act(by=viewer, moment=row.moment_id, pictures=[str(row.pk)])
    if request.headers.get("X-Requested-With") != "fetch":
        return HttpResponseRedirect(f"/babies/{baby}/page")
    return render(request, "story/picture_fragment.html", {"picture": baby_page.picture_of(viewer, one)})

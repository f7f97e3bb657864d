"""What the parents find: the words that were let through, and what they put away of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from myosotis.guestbook import actions, queries
from myosotis.people.viewer import Viewer
from myosotis.story.access import found


@require_safe
@found
def words(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every word that was let through, the newest first; and who reads first."""
    page = queries.all_words(viewer, page=_number(request))
    if queries.news(viewer):
        actions.have_seen(by=viewer)
    away = _away(request, viewer)
    told = {
        "first": queries.first(viewer),
        "page": page,
        "away": away,
        "put_away": bool(queries.all_words(viewer, away=True).cards),
        "earlier": f"/words?page={page.later}" if page.later else "",
        "later": f"/words?page={page.earlier}" if page.earlier else "",
    }
    return render(request, "guestbook/words.html", told)


@require_safe
@found
def put_away_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the parents put away, and the way back for each."""
    page = queries.all_words(viewer, page=_number(request), away=True)
    told = {
        "page": page,
        "earlier": f"/words/away?page={page.later}" if page.later else "",
        "later": f"/words/away?page={page.earlier}" if page.earlier else "",
    }
    return render(request, "guestbook/put_away.html", told)


@require_POST
@found
def put_away(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Put words away, from beside a moment or from the page of words."""
    moment = queries.words(viewer, words).moment
    actions.put_away(by=viewer, words=words)
    home = f"/moments/{moment}" if moment and request.POST.get("from") == "moment" else "/words"
    return HttpResponseRedirect(f"{home}?away={words}#words")


@require_POST
@found
def put_back(request: HttpRequest, viewer: Viewer, words: UUID) -> HttpResponse:
    """Put words back beside their moment, or among the others if it is gone."""
    moment = queries.words(viewer, words).moment
    actions.put_back(by=viewer, words=words)
    return HttpResponseRedirect(f"/moments/{moment}#w-{words}" if moment else f"/words#w-{words}")


def _away(request: HttpRequest, viewer: Viewer) -> UUID | None:
    return queries.lately_away(viewer, request.GET.get("away", ""))


def _number(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1

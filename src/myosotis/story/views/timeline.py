"""The story from its beginning, and the baby's name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.access import found
from myosotis.story.cards import story_entry
from myosotis.story.forms import BabyForm


@require_safe
@found
def story(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One page of it. `?from=` and `?to=` name a moment; a name that is none opens the beginning."""
    page = queries.page(viewer, first=_id(request, "from"), last=_id(request, "to"))
    members = {str(card.id): card.name for card in people.members_of(viewer)}
    gone = _id(request, "gone")
    words = {
        "names": queries.baby_names(viewer),
        "entries": [story_entry(card, members) for card in page.moments],
        "earlier": f"/story?to={page.earlier}" if page.earlier else "",
        "later": f"/story?from={page.later}" if page.later else "",
        "years": [(year, f"/story?from={key}") for year, key in page.years],
        "gone": gone if gone and queries.is_in_bin(viewer, gone) else None,
    }
    return render(request, "story/story.html", words)


@require_http_methods(["GET", "POST"])
@found
def baby(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The baby's name: given, changed, or left."""
    known = queries.baby_names(viewer)
    if known and request.method == "GET" and request.GET.get("first"):
        # The other parent has answered this already, so nobody is asked twice.
        return HttpResponseRedirect("/")
    form = BabyForm(request.POST or None, initial={"name": known[0] if known else ""})
    if request.method == "POST" and form.is_valid():
        actions.name_baby(by=viewer, name=form.cleaned_data["name"])
        return HttpResponseRedirect("/")
    words = {
        "form": form,
        "question": _("Does your baby have a name?"),
        "why": _("Pages here then use it. Without one, they say “your baby”."),
        "back_url": "/more",
        "not_now_url": "/",
    }
    return render(request, "story/question.html", words)


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None

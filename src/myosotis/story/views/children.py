"""The page for children, and the question whether an entry stands there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.people.viewer import Viewer
from myosotis.story import actions, children, queries
from myosotis.story.access import found
from myosotis.story.baby_forms import ChoiceForm


@require_safe
@found
def view(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What a parent reads aloud, or hands over."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    told, more = children.entries(viewer, page)
    words = {
        "beginning": children.beginning(viewer) if not page else (),
        "entries": told,
        "earlier": f"/children?page={page - 1}" if page else "",
        "later": f"/children?page={page + 1}" if more else "",
    }
    return render(request, "story/children.html", words)


@require_http_methods(["GET", "POST"])
@found
def mark(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Whether an entry stands in the page for children."""
    card = queries.moment(viewer, moment)
    form = ChoiceForm(
        request.POST or None,
        now=card.head.children,
        label=_("For the children"),
        options=[(key, str(words)) for key, words in children.CHOICES],
    )
    if request.method == "POST" and form.is_valid():
        actions.tell(by=viewer, moment=moment, children=form.told())
        return HttpResponseRedirect(f"/moments/{moment}")
    why = _(
        "You read that page aloud, or hand it over. A picture shows there only while you have it uncovered."
    )
    alone = _("While only you read this, it does not stand there.")
    words = {
        "form": form,
        "question": _("Shall this stand in the page for children?"),
        "why": alone if card.private else why,
        "back_url": f"/moments/{moment}",
        "not_now_url": f"/moments/{moment}",
    }
    return render(request, "story/question.html", words)

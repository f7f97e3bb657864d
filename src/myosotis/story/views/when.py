"""When was it? One question a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from myosotis.people.viewer import Viewer
from myosotis.story import actions, due, queries
from myosotis.story.access import found
from myosotis.story.cards import proposals
from myosotis.story.date_forms import WhenForm


@require_http_methods(["GET", "POST"])
@found
def when(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """When it was, and what that day is called."""
    head, taken = queries.head_or_new(viewer, moment), queries.taken_dates(viewer, moment)
    back = f"/moments/{moment}" if request.GET.get("to") == "read" else f"/moments/{moment}/write"
    if request.method == "POST" and request.POST.get("taken") in taken:
        actions.set_date(by=viewer, moment=moment, date=request.POST["taken"])
        return HttpResponseRedirect(back)
    today = timezone.localdate()
    counted_to = due.for_entry(viewer, head.babies, today)
    form = WhenForm(request.POST or None, now=head.date, said=head.said, today=today, due=counted_to)
    if request.method == "POST" and form.is_valid():
        actions.tell(by=viewer, moment=moment, **form.told)
        return HttpResponseRedirect(back)
    words = {
        "form": form,
        "question": _("When was it?"),
        "why": _("As you know it. A season, a year or “about” is enough, and it can stay open."),
        "back_url": back,
        "proposals": proposals(head.date, taken),
    }
    return render(request, "story/when.html", words)

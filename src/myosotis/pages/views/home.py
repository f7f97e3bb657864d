"""The first page: the top of a letter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from myosotis.design import saying
from myosotis.guestbook import queries as guestbook
from myosotis.people import queries
from myosotis.people.gate import with_viewer
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer
from myosotis.sharing import queries as sharing
from myosotis.story import queries as story
from myosotis.story.cards import shown_date, story_entry


@require_safe
@with_viewer
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The day, the name, and what is here for this person today. Others have a first page of their own."""
    if viewer.may(Permission.WRITE_LETTERS):
        return HttpResponseRedirect("/letters")
    if not viewer.may(Permission.STORY):
        return HttpResponseRedirect("/desk")
    today = timezone.localdate()
    last = story.last_kept(viewer)
    # In a time of quiet nothing here tells that something waits; it stands where it always does.
    quiet = saying.now().quiet
    members = {str(one.id): one.name for one in queries.members_of(viewer)}
    words = {
        "last": story_entry(last, members) if last else None,
        "asked": [
            (link, moment.head.title or shown_date(moment.head.date, moment.head.said).words)
            for link, moment in ([] if quiet else sharing.asked(viewer))
        ],
        "news": "" if quiet else guestbook.news(viewer),
        "name": viewer.name,
        "day": date_format(today, "l, j F"),
        "machine_day": today.isoformat(),
        "family_sheet": queries.sheet_is_kept(viewer.family_space),
        "own_sheet": queries.sheet_is_kept(viewer.private_space),
    }
    return render(request, "pages/home.html", words)

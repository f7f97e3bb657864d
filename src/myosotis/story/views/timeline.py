"""The story from its beginning."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import babies, gathered, queries, weeks
from myosotis.story.access import found
from myosotis.story.cards import story_entry


@require_safe
@found
def story(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One page of it. `?from=` and `?to=` name a moment; a name that is none opens the beginning."""
    page = queries.page(viewer, first=_id(request, "from"), last=_id(request, "to"))
    members = {str(card.id): card.name for card in people.members_of(viewer)}
    ages = weeks.of(viewer)
    gone = _id(request, "gone")
    chapters = gathered.chapters(viewer)
    heads = {key: [(one.name, one.line) for one, first in chapters if first == key] for _one, key in chapters}
    words = {
        "names": babies.names_of_story(viewer),
        "entries": [
            story_entry(card, members, heads.get(card.id, ()), age=ages.of(card.head))
            for card in page.moments
        ],
        "earlier": f"/story?to={page.earlier}" if page.earlier else "",
        "later": f"/story?from={page.later}" if page.later else "",
        "years": [(year, f"/story?from={key}") for year, key in page.years],
        "chapters": [(one.name, f"/story?from={key}") for one, key in chapters],
        "gone": gone if gone and queries.is_in_bin(viewer, gone) else None,
    }
    return render(request, "story/story.html", words)


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None

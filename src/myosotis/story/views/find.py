"""Finding. What somebody looks for is sent as a form, so that it stands in no address, log or history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story.access import found
from myosotis.story.cards import StoryEntry, story_entry
from myosotis.story.finding import queries
from myosotis.story.finding.passages import Piece
from myosotis.story.forms import FindForm


@require_http_methods(["GET", "POST"])
@found
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The box, and a page of what was found. An empty box is a box and nothing else."""
    form = FindForm(request.POST)
    form.is_valid()
    # What cannot be read as words stands in no entry either.
    words, page = form.cleaned_data.get("words"), form.cleaned_data.get("page") or 0
    answer = queries.Found() if words is None else queries.find(viewer, words, page=page)
    shown = {"words": words or ""} if answer is None else _shown(viewer, answer, words or "", page)
    return render(request, "story/find.html", shown)


def _shown(viewer: Viewer, answer: queries.Found, words: str, page: int) -> dict[str, Any]:
    members = {str(card.id): card.name for card in people.members_of(viewer)}
    return {
        "words": words,
        "asked": True,
        "found": [_with_way(story_entry(one.card, members), one.line) for one in answer.cards],
        "before": page - 1 if page else None,
        "after": page + 1 if answer.more else None,
    }


def _with_way(entry: StoryEntry, line: tuple[Piece, ...]) -> tuple[StoryEntry, tuple[Piece, ...], str]:
    """An entry, its line, and where there is more: always where a line was taken out of it."""
    return entry, line, entry.url if line else entry.more_url

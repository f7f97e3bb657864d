"""Chapters: stretches of the story with a name."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.people.viewer import Viewer
from myosotis.story import actions, gathered, queries, things
from myosotis.story.access import found
from myosotis.story.actions import things as keeping
from myosotis.story.models import Chapter
from myosotis.story.thing_cards import chapter_row
from myosotis.story.thing_forms import ChapterForm
from myosotis.story.values import ChapterValue
from myosotis.story.views.things import gone


@require_safe
@found
def chapters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list."""
    rows = [chapter_row(one) for one in things.chapters(viewer)]
    return render(request, "story/chapters.html", {"rows": rows, "gone": gone(request, viewer, "chapter")})


@require_http_methods(["GET", "POST"])
@found
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A chapter more."""
    form = ChapterForm(request.POST or None, value=ChapterValue())
    if request.method == "POST" and form.is_valid():
        keeping.keep(by=viewer, sort=Chapter, value=_told(ChapterValue(), form))
        return HttpResponseRedirect("/chapters")
    why = _("Its name stands in the story before the first entry of that time.")
    words = {"form": form, "question": _("Which part of the story?"), "why": why, "back_url": "/chapters"}
    return render(request, "story/question.html", words)


@require_http_methods(["GET", "POST"])
@found
def chapter(request: HttpRequest, viewer: Viewer, chapter: UUID) -> HttpResponse:
    """A chapter, to be changed or let go."""
    value = things.one(viewer, Chapter, chapter).value
    form = ChapterForm(request.POST or None, value=value)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.keep(
                by=viewer,
                sort=Chapter,
                key=chapter,
                value=_told(value, form),
                revision=form.cleaned_data["revision"],
            )
        except actions.Conflict:
            form = form.with_news(value.revision)
        else:
            return HttpResponseRedirect("/chapters")
    words = {
        "form": form,
        "sort": "chapter",
        "thing": chapter,
        "name": value.name,
        "changed": bool(things.befores(viewer, chapter)),
        "pictures": bool(gathered.pictured(viewer, value)),
        "looked": request.GET.get("looked") == "yes",
    }
    return render(request, "story/chapter.html", words)


@require_POST
@found
def look(request: HttpRequest, viewer: Viewer, chapter: UUID) -> HttpResponse:
    """Uncover every picture of a chapter, for this viewer."""
    for moment, ready in _pictures(viewer, chapter).items():
        actions.look(by=viewer, moment=moment, pictures=ready)
    return HttpResponseRedirect(f"/chapters/{chapter}?looked=yes")


@require_POST
@found
def cover(request: HttpRequest, viewer: Viewer, chapter: UUID) -> HttpResponse:
    """Cover every picture of a chapter again."""
    for moment, ready in _pictures(viewer, chapter).items():
        actions.cover(by=viewer, moment=moment, pictures=ready)
    return HttpResponseRedirect(f"/chapters/{chapter}")


def _pictures(viewer: Viewer, chapter: UUID) -> dict[UUID, list[str]]:
    """What can be looked at in a chapter, by entry."""
    held = gathered.pictured(viewer, things.one(viewer, Chapter, chapter).value)
    by_entry = {key: queries.pictures_of(viewer, [key]) for key in held}
    found = {
        key: [one.id for one in drawn.values() if one.state == "ready"] for key, drawn in by_entry.items()
    }
    return {key: ready for key, ready in found.items() if ready}


def _told(value: ChapterValue, form: ChapterForm) -> ChapterValue:
    told = {name: form.cleaned_data[name] for name in ("name", "begins", "ends", "line")}
    return replace(value, **told)

"""The family's own people: a list, and a page for each."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.people.viewer import Viewer
from myosotis.story import actions, gathered, things
from myosotis.story.access import found
from myosotis.story.actions import things as keeping
from myosotis.story.models import Person
from myosotis.story.thing_cards import entry_row, person_row
from myosotis.story.thing_forms import PersonForm
from myosotis.story.values import PersonValue
from myosotis.story.views.things import gone


@require_safe
@found
def persons(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list, and the places and words of the story beside it."""
    places, tags = gathered.places_and_tags(viewer)
    words = {
        "rows": [person_row(one) for one in things.persons(viewer)],
        "gone": gone(request, viewer, "person"),
        "places": places,
        "tags": tags,
    }
    return render(request, "story/persons.html", words)


@require_http_methods(["GET", "POST"])
@found
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Somebody more."""
    form = PersonForm(request.POST or None, value=PersonValue(), new=True)
    if request.method == "POST" and form.is_valid():
        keeping.keep(
            by=viewer, sort=Person, value=_told(PersonValue(), form), private=form.cleaned_data["private"]
        )
        return HttpResponseRedirect("/persons")
    words = {"form": form, "question": _("Who is it?"), "why": "", "back_url": "/persons"}
    return render(request, "story/question.html", words)


@require_http_methods(["GET", "POST"])
@found
def person(request: HttpRequest, viewer: Viewer, person: UUID) -> HttpResponse:
    """Somebody: what is known of them, and the entries that name them."""
    known = things.one(viewer, Person, person)
    value = known.value
    form = PersonForm(request.POST or None, value=value)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.keep(
                by=viewer,
                sort=Person,
                key=person,
                value=_told(value, form),
                revision=form.cleaned_data["revision"],
            )
        except actions.Conflict:
            form = form.with_news(value.revision)
        else:
            return HttpResponseRedirect("/persons")
    words = {
        "form": form,
        "sort": "person",
        "thing": person,
        "name": value.name,
        "rows": [entry_row(card) for card in gathered.naming(viewer, str(person))],
        "changed": bool(things.befores(viewer, person)),
    }
    return render(request, "story/person.html", words)


def _told(value: PersonValue, form: PersonForm) -> PersonValue:
    return replace(value, **{name: form.cleaned_data[name].strip() for name in ("name", "who", "note")})

"""What an entry is and whom it is about: one question a page; and the page to read it in peace."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries, things
from myosotis.story.access import found
from myosotis.story.cards import names, passages, shown_date
from myosotis.story.entry_forms import AboutForm, KeepsakeForm, KindForm, OpensForm
from myosotis.story.kinds import KINDS, kind_of
from myosotis.story.models import Moment


@require_http_methods(["GET", "POST"])
@found
def kind(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """What it is."""
    head = queries.head_or_new(viewer, moment)
    form = KindForm(request.POST or None, initial={"kind": kind_of(head.kind).name})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["kind"]
        try:
            actions.tell(by=viewer, moment=moment, kind=chosen)
        except actions.Refusal as refusal:
            form.add_error("kind", str(refusal))
        else:
            then = "/keepsake" if chosen == "keepsake" and not head.keepsake else ""
            return HttpResponseRedirect(_then(request, moment, then))
    why = _("Whatever it was before, nothing of it goes.")
    small = {one.name: one.sentence for one in KINDS.values()}
    return _question(request, moment, form, _("What is it?"), why, small=small)


@require_http_methods(["GET", "POST"])
@found
def opens(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """When a letter may be opened."""
    head = queries.head_or_new(viewer, moment)
    form = OpensForm(request.POST or None, now=head.opens)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell(by=viewer, moment=moment, opens=form.cleaned_data["told"])
        except actions.Refusal as refusal:
            form.add_error("opens", str(refusal))
        else:
            # What is closed has no sheet any more, so one comes back to where it lies folded.
            return HttpResponseRedirect(f"/moments/{moment}")
    small = {
        "now": _("Whoever may read it reads it."),
        "day": _("It opens by itself, quietly. Nobody is told, and links to it wait."),
        "never": _("Whoever wrote it can change that here, on any day."),
    }
    why = _("A closed letter lies folded in the story, with its title and its date.")
    return _question(request, moment, form, _("When may it be opened?"), why, small=small)


@require_http_methods(["GET", "POST"])
@found
def keepsake(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """What is known of a thing."""
    head = queries.head_or_new(viewer, moment)
    form = KeepsakeForm(request.POST or None, told=head.keepsake)
    if request.method == "POST" and form.is_valid():
        actions.tell(by=viewer, moment=moment, keepsake=form.told())
        return HttpResponseRedirect(_back_to(request, moment))
    why = _("Say what you know. Each line can stay empty.")
    return _question(request, moment, form, _("What is this thing?"), why)


@require_http_methods(["GET", "POST"])
@found
def about(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Whom it is about, and where it was."""
    head = queries.head_or_new(viewer, moment)
    form = AboutForm(
        request.POST or None,
        known_babies=[(str(one.id), things.baby_words(one.value)) for one in things.babies(viewer)],
        known_people=[(str(one.id), one.value.name) for one in things.persons(viewer)],
        now={"babies": head.babies, "people": head.people, "places": head.places, "tags": head.tags},
    )
    if request.method == "POST" and form.is_valid():
        actions.tell_about(
            by=viewer,
            moment=moment,
            babies=form.cleaned_data.get("babies", []),
            people=form.cleaned_data.get("people", []),
            others=form.lines("others"),
            places=form.lines("places"),
            tags=form.lines("tags"),
        )
        return HttpResponseRedirect(_back_to(request, moment))
    why = _("As much as you like. It helps to find this again.")
    return _question(request, moment, form, _("Who and where?"), why, template="story/about.html")


@require_safe
@found
def read(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """An entry as the page of a book, with nothing around it."""
    card = queries.moment(viewer, moment)
    if card.closed:
        raise Moment.DoesNotExist
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    words = {
        "title": card.head.title or kind_of(card.head.kind).word,
        "date": shown_date(card.head.date, card.head.said),
        "by": names(card.head.by, members),
        "passages": passages(card.blocks, card.pictures),
        "back_url": f"/moments/{moment}",
    }
    return render(request, "story/read.html", words)


def _question(
    request: HttpRequest,
    moment: UUID,
    form: Any,
    question: str,
    why: str,
    *,
    small: dict[str, Any] | None = None,
    template: str = "story/question.html",
) -> HttpResponse:
    back = f"/moments/{moment}" if request.GET.get("to") == "read" else f"/moments/{moment}/write"
    words = {"form": form, "question": question, "why": why, "small": small or {}, "back_url": back}
    return render(request, template, words)


def _then(request: HttpRequest, moment: UUID, then: str) -> str:
    if not then:
        return _back_to(request, moment)
    return f"/moments/{moment}{then}" + ("?to=read" if request.GET.get("to") == "read" else "")


def _back_to(request: HttpRequest, moment: UUID) -> str:
    return f"/moments/{moment}" if request.GET.get("to") == "read" else f"/moments/{moment}/write"

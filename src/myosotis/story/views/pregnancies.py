"""Pregnancies: a sheet for each, one question for each fact, and due dates as they were told."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.kit import gestation
from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions, baby_questions, pregnancies, rules, things
from myosotis.story.access import found
from myosotis.story.actions import things as keeping
from myosotis.story.baby_forms import BasisForm, DueForm, TextForm
from myosotis.story.models import Pregnancy
from myosotis.story.values import PregnancyValue
from myosotis.story.views.babies import facts_of, question_words


@require_http_methods(["GET", "POST"])
@found
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Another pregnancy: what it is called, or nothing, and then a sheet of its own."""
    form = TextForm(request.POST or None, now="", label=_("In your own words"), most=rules.NAME)
    if request.method == "POST" and form.is_valid():
        key = keeping.keep(by=viewer, sort=Pregnancy, value=PregnancyValue(name=form.told()))
        return HttpResponseRedirect(f"/pregnancies/{key}")
    words = {
        "form": form,
        "question": _("What do you call this pregnancy?"),
        "why": _("“The winter”, “our second”, or nothing. Without one, the names in it name it."),
        "back_url": "/babies",
        "not_now_url": "/babies",
    }
    return render(request, "story/question.html", words)


@require_safe
@found
def one(request: HttpRequest, viewer: Viewer, pregnancy: UUID) -> HttpResponse:
    """What is known of one pregnancy, and what else can be said."""
    known = things.one(viewer, Pregnancy, pregnancy)
    asked = {fact: ask(viewer, known) for fact, ask in baby_questions.PREGNANCY.items()}
    if len(known.value.due) < 2:
        del asked["counts"]
    url = f"/pregnancies/{pregnancy}"
    members = {str(each.id): each.name for each in people.members_of(viewer)}
    words = {
        "card": pregnancies.pregnancy_card(known, things.babies(viewer)),
        "facts": facts_of(asked, url),
        "open": [(each.term, f"{url}/{fact}") for fact, each in asked.items() if not each.shown],
        "due": pregnancies.due_cards(known.value, members),
        "differ": pregnancies.difference(known.value),
        "before": bool(things.befores(viewer, pregnancy)),
        "back_url": "/babies",
    }
    return render(request, "story/pregnancy.html", words)


@require_http_methods(["GET", "POST"])
@found
def fact(request: HttpRequest, viewer: Viewer, pregnancy: UUID, fact: str) -> HttpResponse:
    """One question about a pregnancy."""
    return _ask(request, viewer, pregnancy, fact)


def _ask(request: HttpRequest, viewer: Viewer, pregnancy: UUID, fact: str) -> HttpResponse:
    if fact not in baby_questions.PREGNANCY:
        raise Http404
    known = things.one(viewer, Pregnancy, pregnancy)
    asked = baby_questions.PREGNANCY[fact](viewer, known)
    form, back = asked.ask(request.POST or None), f"/pregnancies/{pregnancy}"
    if request.method == "POST" and form.is_valid():
        value = replace(known.value, **{fact: form.told()})
        try:
            keeping.keep(by=viewer, sort=Pregnancy, key=pregnancy, value=value, revision=known.value.revision)
        except actions.Conflict:
            return _ask(request, viewer, pregnancy, fact)
        return HttpResponseRedirect(back)
    return render(request, "story/question.html", question_words(asked, form, back))


@require_http_methods(["GET", "POST"])
@found
def due(request: HttpRequest, viewer: Viewer, pregnancy: UUID) -> HttpResponse:
    """A due date: first, how it is known; then, the day. How it is known stands in no address."""
    things.one(viewer, Pregnancy, pregnancy)
    options = [(basis, asked) for basis, (asked, _said) in pregnancies.BASES.items()]
    form = BasisForm(request.POST or None, options=options)
    if request.method == "POST" and form.is_valid():
        return _due_day(request, viewer, pregnancy, form.cleaned_data["basis"])
    words = {
        "form": form,
        "question": _("How do you know the due date?"),
        "why": _("Where you know a day it is counted from, the date is worked out from that day."),
        "back_url": f"/pregnancies/{pregnancy}",
        "not_now_url": f"/pregnancies/{pregnancy}",
    }
    return render(request, "story/question.html", words)


def _due_day(request: HttpRequest, viewer: Viewer, pregnancy: UUID, basis: str) -> HttpResponse:
    itself = gestation.BASES[basis] == 0
    form = DueForm(request.POST if "day" in request.POST else None, basis=basis)
    if form.is_valid():
        due, day = form.cleaned_data["day"]
        since = None if itself else day
        actions.tell_due(by=viewer, pregnancy=pregnancy, due=due, basis=basis, since=since)
        return HttpResponseRedirect(f"/pregnancies/{pregnancy}")
    words = {
        "form": form,
        "question": _("Which due date were you told?") if itself else _("Which day was it?"),
        "why": pregnancies.BASES[basis][0],
        "back_url": f"/pregnancies/{pregnancy}/due",
        "not_now_url": f"/pregnancies/{pregnancy}",
        "after": _("Dates told before stay as they are. You can say later which one counts."),
    }
    return render(request, "story/question.html", words)

"""Babies: the page that tells of them all, each one's own sheet, and one question for each fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.design import saying
from myosotis.design.cards import Fact
from myosotis.people.viewer import Viewer
from myosotis.story import actions, babies, baby_questions, pregnancies, rules, things
from myosotis.story.access import found
from myosotis.story.actions import things as keeping
from myosotis.story.baby_forms import TextForm
from myosotis.story.baby_questions import Question
from myosotis.story.models import Baby
from myosotis.story.values import BabyValue
from myosotis.story.views.things import gone


@require_safe
@found
def letter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every pregnancy with its babies, and the babies of none, as passages of a letter."""
    every = things.babies(viewer)
    told = [pregnancies.pregnancy_card(one, every) for one in things.pregnancies(viewer)]
    inside = {baby.id for one in told for baby in one.babies}
    words = {
        "pregnancies": told,
        "babies": [card for card in babies.cards(every) if card.id not in inside],
        "gone": gone(request, viewer, "baby") or gone(request, viewer, "pregnancy"),
    }
    return render(request, "story/babies.html", words)


@require_http_methods(["GET", "POST"])
@found
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Another baby: a name, or none, and then a sheet of their own. `?in=` names the pregnancy."""
    inside = _pregnancy(viewer, request.GET.get("in", ""))
    form = TextForm(request.POST or None, now="", label=_("The name"), most=rules.NAME)
    if request.method == "POST" and form.is_valid():
        value = BabyValue(name=form.told(), pregnancy=inside)
        key = keeping.keep(by=viewer, sort=Baby, value=value)
        return HttpResponseRedirect(f"/babies/{key}")
    back = f"/pregnancies/{inside}" if inside else "/babies"
    words = {
        "form": form,
        "question": _("Does your %(baby)s have a name?") % {"baby": saying.now().baby},
        "why": _("Any name, a short name, in any script. It can stay empty, and it can change."),
        "back_url": back,
        "not_now_url": back,
    }
    return render(request, "story/question.html", words)


@require_safe
@found
def one(request: HttpRequest, viewer: Viewer, baby: UUID) -> HttpResponse:
    """What is known of one baby, and what else can be said."""
    known = things.one(viewer, Baby, baby)
    asked = {fact: ask(viewer, known) for fact, ask in baby_questions.BABY.items()}
    every = things.babies(viewer)
    hidden = {
        "apart": babies.is_alone(known, every),
        "pregnancy": not things.pregnancies(viewer),
        "name": not saying.now().shows("names"),
        "also": not saying.now().shows("names"),
    }
    asked = {fact: one for fact, one in asked.items() if not hidden.get(fact)}
    words = {
        "card": babies.card(known, every),
        "facts": facts_of(asked, f"/babies/{baby}"),
        "open": [(one.term, f"/babies/{baby}/{fact}") for fact, one in asked.items() if not one.shown],
        "before": bool(things.befores(viewer, baby)),
        "back_url": "/babies",
    }
    return render(request, "story/baby.html", words)


@require_http_methods(["GET", "POST"])
@found
def fact(request: HttpRequest, viewer: Viewer, baby: UUID, fact: str) -> HttpResponse:
    """One question about a baby."""
    return _ask(request, viewer, baby, fact)


def _ask(request: HttpRequest, viewer: Viewer, baby: UUID, fact: str) -> HttpResponse:
    """Ask, and keep the answer; who answers in the same instant as somebody else is asked once more."""
    known, every = things.one(viewer, Baby, baby), {**baby_questions.BABY, **baby_questions.PAGE}
    if fact not in every:
        raise Http404
    asked = every[fact](viewer, known)
    form = asked.ask(request.POST or None)
    back = f"/babies/{baby}/page" if fact in baby_questions.PAGE else f"/babies/{baby}"
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {fact: bool(form.told()) if fact == "apart" else form.told()}
        value = replace(known.value, **told)
        try:
            keeping.keep(by=viewer, sort=Baby, key=baby, value=value, revision=known.value.revision)
        except actions.Conflict:
            return _ask(request, viewer, baby, fact)
        return HttpResponseRedirect(back)
    return render(request, "story/question.html", question_words(asked, form, back))


def facts_of(asked: dict[str, Question], url: str) -> list[Fact]:
    """What was answered, each a word one can tap to change."""
    return [Fact(one.term, one.shown, "", f"{url}/{fact}") for fact, one in asked.items() if one.shown]


def question_words(asked: Question, form: object, back: str) -> dict[str, object]:
    """What a page with one question knows."""
    return {
        "form": form,
        "question": asked.question,
        "why": asked.why,
        "small": asked.small,
        "back_url": back,
        "not_now_url": back,
    }


def _pregnancy(viewer: Viewer, key: str) -> str:
    """The id of a pregnancy a page names, if this viewer has it."""
    return key if key in {str(each.id) for each in things.pregnancies(viewer)} else ""

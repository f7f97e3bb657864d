"""Setting up: four questions, one a page. Answers travel in the page; nothing is written before the last."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from myosotis.people import actions, queries
from myosotis.people.door import browser_of, let_in
from myosotis.people.forms import FamilyForm, NewPasswordForm, PlaceForm, YouForm


@dataclass(frozen=True)
class Step:
    """One question."""

    name: str
    form: type[forms.Form]
    question: Promise
    why: Promise


STEPS = (
    Step(
        "place",
        PlaceForm,
        _("Where are you?"),
        _("So that dates and telephone numbers are right. You can change it on any day."),
    ),
    Step(
        "family",
        FamilyForm,
        _("What is this place called?"),
        _("It stands at the top of your story. Nobody else sees it."),
    ),
    Step(
        "you",
        YouForm,
        _("Who are you?"),
        _("Another parent can join later, as an equal. Each of you also has a place of your own."),
    ),
    Step(
        "password",
        NewPasswordForm,
        _("Choose a password"),
        _("Forgetting it loses nothing. In the next step you print a sheet that always lets you back in."),
    ),
)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Walk through `STEPS`; the last one founds the house and signs the first parent in."""
    if queries.is_founded():
        return HttpResponseRedirect("/sign-in")
    at = _position(request)
    if request.method != "POST":
        return _show(request, 0, STEPS[0].form())
    if "back" in request.POST:
        at = max(at - 1, 0)
        return _show(request, at, STEPS[at].form(initial=request.POST.dict()))
    form = STEPS[at].form(request.POST)
    if not form.is_valid():
        return _show(request, at, form)
    if at + 1 < len(STEPS):
        return _show(request, at + 1, STEPS[at + 1].form(initial=request.POST.dict()))
    return _found(request, form)


def _found(request: HttpRequest, last: forms.Form) -> HttpResponse:
    answers = {}
    for number, step in enumerate(STEPS):
        form = step.form(request.POST)
        if not form.is_valid():
            return _show(request, number, form)
        answers.update(form.cleaned_data)
    try:
        token = actions.found_house(
            language="en",
            country=answers["country"],
            timezone=answers["timezone"],
            family=answers["family"],
            name=answers["name"],
            email=answers["email"],
            password=answers["password"],
            browser=browser_of(request),
        )
    except actions.Refusal as refusal:
        last.add_error(None, str(refusal))
        return _show(request, len(STEPS) - 1, last)
    return let_in(request, HttpResponseRedirect("/sheets/family"), token)


def _position(request: HttpRequest) -> int:
    names = [step.name for step in STEPS]
    name = request.POST.get("step", names[0])
    return names.index(name) if name in names else 0


def _show(request: HttpRequest, at: int, form: forms.Form) -> HttpResponse:
    here = set(form.fields)
    carried = {
        name: request.POST[name]
        for step in STEPS
        for name in step.form.base_fields
        if name in request.POST and name not in here and name not in ("password", "again")
    }
    step = STEPS[at]
    words = {
        "form": form,
        "question": step.question,
        "why": step.why,
        "step": step.name,
        "carried": carried,
        "first": at == 0,
    }
    return render(request, "people/begin.html", words)

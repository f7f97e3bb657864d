"""Changing what was said when the house was set up, one question a page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from myosotis.people import actions, by_letter, changing, queries
from myosotis.people.forms import FamilyForm, LetterCodeForm, NameForm, PlaceForm
from myosotis.people.gate import with_parent, with_viewer
from myosotis.people.viewer import Viewer
from myosotis.work import post


@require_http_methods(["GET", "POST"])
@with_viewer
def name(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What one is called."""
    form = NameForm(request.POST or None, initial={"name": viewer.name})
    if request.method == "POST" and form.is_valid():
        changing.change_name(by=viewer, **form.cleaned_data)
        return HttpResponseRedirect("/more")
    return _ask(request, form, _("What are you called here?"), _("It stands beside what you write."))


@require_http_methods(["GET", "POST"])
@with_parent
def family(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the family calls itself."""
    form = FamilyForm(request.POST or None, initial={"family": queries.family_name(viewer)})
    if request.method == "POST" and form.is_valid():
        changing.name_family(by=viewer, name=form.cleaned_data["family"])
        return HttpResponseRedirect("/more")
    question = _("What is this place called?")
    return _ask(request, form, question, _("It stands at the top of your story. Nobody else sees it."))


@require_http_methods(["GET", "POST"])
@with_viewer
def place(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Country and time zone."""
    account = queries.account_of(viewer)
    known = {"country": account.country, "timezone": account.timezone}
    form = PlaceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        changing.change_place(by=viewer, **form.cleaned_data)
        return HttpResponseRedirect("/more")
    return _ask(request, form, _("Where are you?"), _("So that dates and telephone numbers are right."))


@require_http_methods(["GET", "POST"])
@with_viewer
def letters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whether a letter may open a way back: one is sent to see."""
    if not post.is_set_up():
        return HttpResponseRedirect("/more/signing-in")
    page = {"address": queries.account_of(viewer).email}
    if request.method == "POST":
        try:
            by_letter.ask_to_reach(by=viewer)
        except actions.Refusal as refusal:
            page["said"] = str(refusal)
        else:
            return HttpResponseRedirect("/more/letters/code")
    return render(request, "people/letters.html", page)


@require_http_methods(["GET", "POST"])
@with_viewer
def letters_code(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The code that letter brought. Its link leads here."""
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by_letter.let_letters_reach(by=viewer, code=form.cleaned_data["code"])
        except actions.Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return HttpResponseRedirect("/more/signing-in")
    return render(request, "people/letters_code.html", {"form": form})


def _ask(request: HttpRequest, form: forms.Form, question: str, why: str) -> HttpResponse:
    words = {"form": form, "question": question, "why": why}
    return render(request, "people/change.html", words)

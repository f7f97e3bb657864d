"""Back in for somebody who forgot a password: by a letter, where there are letters, or by one's own sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from myosotis.kit.gentle_words import WordsDoNotFit
from myosotis.people import actions, by_letter
from myosotis.people.door import browser_of, let_in, network_of
from myosotis.people.forms import ForgottenForm, LetterCodeForm, LetterForm, NewPasswordForm
from myosotis.people.views.door import enter, landing
from myosotis.work import post


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The two ways; where no letters can be sent there is one, and it stands here at once."""
    if post.is_set_up() and request.method == "GET":
        return render(request, "people/forgotten.html")
    return sheet(request)


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Back in by the words of one's own sheet."""
    form, new = ForgottenForm(request.POST or None), NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and new.is_valid():
        try:
            token = actions.reset_by_sheet(
                email=form.cleaned_data["email"],
                words=form.cleaned_data["words"],
                new=new.cleaned_data["password"],
                network=network_of(request),
                browser=browser_of(request),
            )
        except WordsDoNotFit as refusal:
            form.add_error("words", str(refusal))
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return let_in(request, HttpResponseRedirect(landing("/", token)), token)
    words = {"form": form, "new": new, "letters": post.is_set_up()}
    return render(request, "people/forgotten_sheet.html", words)


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Ask for a letter. The answer is the same for every address."""
    if not post.is_set_up():
        return HttpResponseRedirect("/forgotten")
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by_letter.ask_way_back(email=form.cleaned_data["email"], network=network_of(request))
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "people/letter_sent.html")
    return render(request, "people/forgotten_letter.html", {"form": form})


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code from the letter, then a new password. The link of the letter leads here."""
    form = LetterCodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/letter_code.html", {"form": form})
    try:
        by_letter.look_at(code=form.cleaned_data["code"], network=network_of(request))
    except actions.Refusal as refusal:
        form.add_error("code", str(refusal))
        return render(request, "people/letter_code.html", {"form": form})
    return _new_password(request, form.cleaned_data["code"])


def _new_password(request: HttpRequest, typed: str) -> HttpResponse:
    form = NewPasswordForm(request.POST if "password" in request.POST else None)
    if form.is_valid():
        try:
            entry = by_letter.reset_by_letter(
                code=typed,
                new=form.cleaned_data["password"],
                network=network_of(request),
                browser=browser_of(request),
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return enter(request, entry, "/")
    return render(request, "people/letter_password.html", {"form": form, "code": typed})

"""Signing in and out, coming back by a sheet, joining."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.kit.gentle_words import WordsDoNotFit
from myosotis.people import actions, queries
from myosotis.people.door import browser_of, let_in, let_out, network_of
from myosotis.people.forms import ForgottenForm, JoinForm, NewPasswordForm, SignInForm
from myosotis.people.gate import viewer_or_none, with_viewer
from myosotis.people.viewer import Viewer


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door."""
    if not queries.is_founded():
        return HttpResponseRedirect("/begin")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.sign_in(
                **form.cleaned_data, network=network_of(request), browser=browser_of(request)
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return let_in(HttpResponseRedirect("/"), token)
    if request.method != "POST" and viewer_or_none(request):
        return HttpResponseRedirect("/")
    return render(request, "people/sign_in.html", {"form": form})


@require_POST
@with_viewer
def sign_out(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Out, on this device."""
    actions.sign_out(by=viewer, device=viewer.session_id)
    return let_out(HttpResponseRedirect("/sign-in"))


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
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
            return let_in(HttpResponseRedirect("/"), token)
    return render(request, "people/forgotten.html", {"form": form, "new": new})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """A second parent comes in with a code."""
    form, new = JoinForm(request.POST or None), NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and new.is_valid():
        try:
            token = actions.join(
                **form.cleaned_data,
                password=new.cleaned_data["password"],
                network=network_of(request),
                browser=browser_of(request),
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return let_in(HttpResponseRedirect("/sheets/own"), token)
    words = {"form": form, "new": new, "question": _("Come in as a parent")}
    return render(request, "people/join.html", words)

"""Signing in and out, joining."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.people import actions, queries
from myosotis.people.door import browser_of, let_in, let_out, network_of
from myosotis.people.forms import JoinForm, NewPasswordForm, SignInForm
from myosotis.people.gate import viewer_or_none, way_back, with_viewer
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer, viewer_of


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door."""
    if not queries.is_founded():
        return HttpResponseRedirect("/begin")
    wanted = way_back((request.POST if request.method == "POST" else request.GET).get("next", ""))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.sign_in(
                **form.cleaned_data, network=network_of(request), browser=browser_of(request)
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return let_in(HttpResponseRedirect(wanted), token)
    if request.method != "POST" and viewer_or_none(request):
        return HttpResponseRedirect(wanted)
    return render(request, "people/sign_in.html", {"form": form, "next": wanted})


@require_POST
@with_viewer
def sign_out(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Out, on this device."""
    actions.sign_out(by=viewer, device=viewer.session_id)
    return let_out(HttpResponseRedirect("/sign-in"))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Somebody who was asked in comes in with a code."""
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
            came = viewer_of(token)
            story = came is not None and came.may(Permission.STORY)
            return let_in(HttpResponseRedirect("/sheets/own" if story else "/"), token)
    words = {"form": form, "new": new, "question": _("Come in")}
    return render(request, "people/join.html", words)

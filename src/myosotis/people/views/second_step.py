"""The second step: setting it up, one question a page; and the page of the door that asks for it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from myosotis.people import actions, queries, second_step
from myosotis.people.door import HALFWAY, browser_of, let_in, network_of, not_halfway
from myosotis.people.gate import viewer_or_none, way_back, with_viewer
from myosotis.people.signing_forms import DigitsForm, PaperCodeForm, PasswordNowForm
from myosotis.people.viewer import Viewer
from myosotis.people.views.door import landing
from myosotis.people.views.signing import PAGE


@require_http_methods(["GET", "POST"])
@with_viewer
def second(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Turn it on or off, with the password."""
    on = queries.second_step_of(viewer).on
    form = PasswordNowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        do = second_step.turn_off if on else second_step.begin
        try:
            do(by=viewer, password=form.cleaned_data["password"])
        except actions.Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            return HttpResponseRedirect(PAGE if on else "/more/second-step/app")
    return render(request, "people/second_step.html", {"form": form, "on": on})


@require_http_methods(["GET", "POST"])
@with_viewer
def app(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The square for the app, and the first digits it shows."""
    secret = second_step.waiting(viewer)
    if not secret:
        return HttpResponseRedirect("/more/second-step")
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_step.confirm(by=viewer, digits=form.cleaned_data["digits"])
        except second_step.Gone:
            return HttpResponseRedirect("/more/second-step")
        except actions.Refusal as refusal:
            form.add_error("digits", str(refusal))
        else:
            return render(request, "people/paper_codes.html", {"codes": codes, "first": True})
    return render(request, "people/second_step_app.html", {"form": form, "secret": secret})


@require_safe
@with_viewer
def square(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the app's camera reads; only until the first digits came."""
    drawn = second_step.square(viewer)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
@with_viewer
def codes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ten new codes for paper, with the password; shown once."""
    if not queries.second_step_of(viewer).on:
        return HttpResponseRedirect(PAGE)
    form = PasswordNowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = second_step.make_codes(by=viewer, password=form.cleaned_data["password"])
        except second_step.Gone:
            return HttpResponseRedirect(PAGE)
        except actions.Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            return render(request, "people/paper_codes.html", {"codes": made})
    return render(request, "people/paper_codes_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def digits(request: HttpRequest) -> HttpResponse:
    """The door, halfway: the six digits."""
    return _go_on(request, DigitsForm, second_step.go_on, "people/second_digits.html")


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """The door, halfway: a code from the paper instead."""
    return _go_on(request, PaperCodeForm, second_step.go_on_by_paper, "people/second_paper.html")


def _go_on(
    request: HttpRequest, kind: type[forms.Form], do: Callable[..., str], template: str
) -> HttpResponse:
    wanted = way_back((request.POST if request.method == "POST" else request.GET).get("next", ""))
    token = request.COOKIES.get(HALFWAY, "")
    if viewer_or_none(request):
        return HttpResponseRedirect(wanted)
    if not second_step.is_halfway(token):
        return not_halfway(HttpResponseRedirect("/sign-in?" + urlencode({"next": wanted})))
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            come = do(
                token=token, **form.cleaned_data, network=network_of(request), browser=browser_of(request)
            )
        except second_step.Gone:
            return not_halfway(HttpResponseRedirect("/sign-in"))
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return not_halfway(let_in(request, HttpResponseRedirect(landing(wanted, come)), come))
    return render(request, template, {"form": form, "next": wanted})

"""The door of a link: one neutral page for everybody, a token or a code, a password if there is one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from myosotis.people.door import network_of
from myosotis.people.errors import TooMany
from myosotis.sharing import reading as door
from myosotis.sharing.forms import CodeForm, PasswordForm
from myosotis.sharing.reading import NotOpen, Reading
from myosotis.sharing.visiting import COOKIE, Visit, closed, keep, quiet, show, with_visit


@require_safe
@quiet
def door_page(request: HttpRequest) -> HttpResponse:
    """The page every link leads to first. It says nothing of anybody: what opens it lies behind the #."""
    return render(request, "sharing/door.html", {"form": CodeForm()})


@require_POST
@quiet
def open_it(request: HttpRequest) -> HttpResponse:
    """Take a token or a code, and send its browser on to the page with a cookie of that page alone."""
    if "token" in request.POST:
        try:
            return _come_in(door.by_token(request.POST["token"]))
        except NotOpen:
            return closed(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            return _come_in(door.by_code(form.cleaned_data["code"], network=network_of(request)))
        except TooMany as problem:
            form.add_error("code", str(problem))
        except NotOpen:
            form.add_error(
                "code",
                _("This code opens nothing now. Look at it once more, or ask for another."),
            )
    return render(request, "sharing/door.html", {"form": form})


@require_POST
@with_visit
def password(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the password of a link."""
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            fits = door.password_fits(
                visit.reading, form.cleaned_data["password"], network=network_of(request)
            )
        except TooMany as problem:
            form.add_error("password", str(problem))
        else:
            if fits:
                return _step(visit.reading, door.IN)
            form.add_error("password", _("That is not the password of this page. Please type it once more."))
    return show(request, visit, "sharing/password.html", {"form": form})


def _come_in(reading: Reading) -> HttpResponse:
    return _step(reading, door.first_stage(reading))


def _step(reading: Reading, stage: str) -> HttpResponse:
    response = HttpResponseRedirect(reading.page)
    # 303: whatever sent the form, the page is then asked for with GET.
    response.status_code = 303
    return keep(response, COOKIE, reading.proofs[stage], reading)

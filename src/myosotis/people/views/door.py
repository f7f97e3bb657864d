"""Signing in and out, joining."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.people import actions, families, passkeys, queries
from myosotis.people.door import COOKIE, browser_of, let_in, let_in_halfway, let_out, network_of
from myosotis.people.forms import JoinAsForm, JoinForm, NewPasswordForm, SignInForm
from myosotis.people.gate import viewer_or_none, way_back, with_viewer
from myosotis.people.roles import Permission
from myosotis.people.sessions import Entry
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
            entry = actions.sign_in(
                **form.cleaned_data, network=network_of(request), browser=browser_of(request)
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return enter(request, entry, wanted)
    if request.method != "POST" and viewer_or_none(request):
        return HttpResponseRedirect(wanted)
    return show_door(request, wanted, form)


def show_door(
    request: HttpRequest, wanted: str, form: SignInForm | None = None, said: str = ""
) -> HttpResponse:
    """The page of the door; it takes passkeys where somebody has one and the browser came by our address."""
    there = passkeys.place() if passkeys.is_any() else None
    here = there is not None and request.get_host() == there.origin.partition("://")[2]
    words = {
        "form": form or SignInForm(),
        "next": wanted,
        "said": said,
        "passkey": passkeys.to_enter(there) if there and here else "",
    }
    return render(request, "people/sign_in.html", words)


def enter(request: HttpRequest, entry: Entry, wanted: str) -> HttpResponse:
    """Let somebody in, or on to the second step."""
    if not entry.halfway:
        return let_in(request, HttpResponseRedirect(landing(wanted, entry.token)), entry.token)
    onwards = "/sign-in/second" + ("" if wanted == "/" else "?" + urlencode({"next": wanted}))
    return let_in_halfway(HttpResponseRedirect(onwards), entry.token)


def landing(wanted: str, token: str) -> str:
    """Where a new session begins: where it has news of signing in, and nothing else was wanted, with them."""
    came = viewer_of(token) if wanted == "/" else None
    return "/more/signing-in" if came is not None and queries.news_of(came) else wanted


@require_POST
@with_viewer
def sign_out(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Out, on this device."""
    actions.sign_out(by=viewer, device=viewer.session_id)
    return let_out(request, HttpResponseRedirect("/sign-in"))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Somebody who was asked in comes in with a code: as themselves where they are signed in."""
    viewer = viewer_or_none(request)
    if viewer is not None:
        return _join_as(request, viewer)
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
            return let_in(request, HttpResponseRedirect(_after_joining(token)), token)
    words = {"form": form, "new": new, "question": _("Come in")}
    return render(request, "people/join.html", words)


def _join_as(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = JoinAsForm(request.POST or None, initial={"name": viewer.name})
    if request.method == "POST" and form.is_valid():
        try:
            place = actions.join_as(by=viewer, **form.cleaned_data, network=network_of(request))
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            families.open_family(by=viewer, membership=place)
            rotate_token(request)
            return HttpResponseRedirect(_after_joining(request.COOKIES.get(COOKIE, "")))
    words = {"form": form, "email": queries.account_of(viewer).email, "question": _("Come in")}
    return render(request, "people/join.html", words)


def _after_joining(token: str) -> str:
    """The sheet a new parent prints first: the family's too, where nobody came before them."""
    came = viewer_of(token)
    if came is None or not came.may(Permission.STORY):
        return "/"
    return "/sheets/own" if len(queries.members_of(came)) > 1 else "/sheets/family"

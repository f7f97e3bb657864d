"""How somebody signs in: the page of all ways, and passkeys."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.people import actions, passkeys, queries, sessions
from myosotis.people.door import browser_of, let_in, network_of
from myosotis.people.gate import way_back, with_viewer
from myosotis.people.signing_forms import PasskeyForm
from myosotis.people.viewer import Viewer
from myosotis.people.views.door import show_door
from myosotis.work import post

PAGE = "/more/signing-in"


@require_safe
@with_viewer
def signing_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Every way in, and where one is signed in."""
    words = {
        "account": queries.account_of(viewer),
        "letters": post.is_set_up(),
        "passkeys": queries.passkeys_of(viewer),
        "step": queries.second_step_of(viewer),
        "devices": queries.devices_of(viewer),
        "news": queries.news_of(viewer),
    }
    return render(request, "people/signing_in.html", words)


@require_POST
@with_viewer
def known(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What other devices changed was read."""
    sessions.forget_news(by=viewer)
    return HttpResponseRedirect(PAGE)


@require_http_methods(["GET", "POST"])
@with_viewer
def passkey_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A passkey for this device: its name and the password, then a script asks the device itself."""
    there = passkeys.place()
    if there is None:
        return render(request, "people/passkey_nowhere.html")
    if request.get_host() != there.origin.partition("://")[2]:
        return render(request, "people/passkey_nowhere.html", {"elsewhere": there.origin})
    if "answer" in request.POST:
        return _keep_passkey(request, viewer)
    form = PasskeyForm(request.POST or None, initial={"name": browser_of(request)})
    if request.method == "POST" and form.is_valid():
        try:
            options = passkeys.to_add(by=viewer, password=form.cleaned_data["password"])
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            words = {"options": options, "name": form.cleaned_data["name"]}
            return render(request, "people/passkey_make.html", words)
    return render(request, "people/passkey_new.html", {"form": form})


def _keep_passkey(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    name = request.POST.get("name", "")[:100].replace("\0", "")
    try:
        passkeys.add(by=viewer, name=name, answer=request.POST["answer"])
    except actions.Refusal as refusal:
        words = {"form": PasskeyForm(initial={"name": name}), "said": str(refusal)}
        return render(request, "people/passkey_new.html", words)
    return HttpResponseRedirect(PAGE)


@require_POST
@with_viewer
def passkey_end(request: HttpRequest, viewer: Viewer, passkey: UUID) -> HttpResponse:
    """Let a passkey be good no more."""
    passkeys.remove(by=viewer, passkey=passkey)
    return HttpResponseRedirect(PAGE)


@require_POST
def by_passkey(request: HttpRequest) -> HttpResponse:
    """In by a passkey; the button stands on the page of the door."""
    wanted = way_back(request.POST.get("next", ""))
    try:
        token = passkeys.enter(
            answer=request.POST.get("answer", ""), network=network_of(request), browser=browser_of(request)
        )
    except actions.Refusal as refusal:
        return show_door(request, wanted, said=str(refusal))
    return let_in(request, HttpResponseRedirect(wanted), token)

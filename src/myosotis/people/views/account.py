"""The page "More": who is here, where one is signed in, the password, the sheets, another parent."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.people import actions, queries
from myosotis.people.forms import ChangePasswordForm
from myosotis.people.gate import with_viewer
from myosotis.people.viewer import Viewer


@require_safe
@with_viewer
def more(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that is not the story."""
    words = {
        "devices": queries.devices_of(viewer),
        "members": queries.members_of(viewer),
        "address": queries.address_of(viewer),
        "family_sheet": queries.sheet_is_kept(viewer.family_space),
        "own_sheet": queries.sheet_is_kept(viewer.private_space),
    }
    return render(request, "people/more.html", words)


@require_http_methods(["GET", "POST"])
@with_viewer
def password(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose another password."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(
                by=viewer, old=form.cleaned_data["old"], new=form.cleaned_data["password"]
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect("/more")
    return render(request, "people/password.html", {"form": form})


@require_POST
@with_viewer
def end_device(request: HttpRequest, viewer: Viewer, device: UUID) -> HttpResponse:
    """Sign one device out."""
    actions.sign_out(by=viewer, device=device)
    return HttpResponseRedirect("/more")


@require_POST
@with_viewer
def end_others(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Sign out everywhere else."""
    actions.sign_out_everywhere_else(by=viewer)
    return HttpResponseRedirect("/more")


@require_http_methods(["GET", "POST"])
@with_viewer
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A code for another parent; shown once."""
    code = actions.invite(by=viewer) if request.method == "POST" else ""
    return render(request, "people/invite.html", {"code": code})

"""The page "More": who is here, where one is signed in, the password, the sheets, another parent."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.design import saying
from myosotis.design.cards import Fact
from myosotis.environment import environment
from myosotis.kit import ids
from myosotis.people import actions, asking_in, families, queries
from myosotis.people.forms import COUNTRIES, AskedInForm, ChangePasswordForm
from myosotis.people.gate import with_parent, with_viewer
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer
from myosotis.work import post


@require_safe
@with_viewer
def more(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that is not the story."""
    account = queries.account_of(viewer)
    words = {
        "news": queries.news_of(viewer),
        "members": queries.members_of(viewer),
        "families": families.families_of(viewer),
        "invitations": queries.invitations_of(viewer) if viewer.may(Permission.INVITE) else (),
        "parent": viewer.may(Permission.STORY),
        "facts": _facts(viewer, account),
        "account": account,
        "lies_open": queries.root_key_lies_open(),
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
            return HttpResponseRedirect("/more/signing-in")
    return render(request, "people/password.html", {"form": form})


@require_POST
@with_viewer
def end_device(request: HttpRequest, viewer: Viewer, device: UUID) -> HttpResponse:
    """Sign one device out."""
    actions.sign_out(by=viewer, device=device)
    return HttpResponseRedirect("/more/signing-in")


@require_POST
@with_viewer
def end_others(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Sign out everywhere else."""
    actions.sign_out_everywhere_else(by=viewer)
    return HttpResponseRedirect("/more/signing-in")


@require_http_methods(["GET", "POST"])
@with_parent
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A code for another parent, and a link that carries it, shown once; or a letter that brings both."""
    mail = post.is_set_up()
    form = AskedInForm(request.POST if "email" in request.POST else None)
    if "email" in request.POST:
        return _invite_by_letter(request, viewer, form)
    if request.method != "POST":
        return render(request, "people/invite.html", {"form": form, "mail": mail})
    code = actions.invite(by=viewer)
    house = environment()
    words = {
        "code": code,
        "link": f"{house.url}/join#{ids.group_code(code)}",
        "only_here": house.only_here,
    }
    return render(request, "people/invite.html", words)


def _invite_by_letter(request: HttpRequest, viewer: Viewer, form: AskedInForm) -> HttpResponse:
    if form.is_valid():
        try:
            asking_in.ask_by_letter(by=viewer, email=form.cleaned_data["email"])
        except actions.Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            return render(request, "people/invite.html", {"sent_to": form.cleaned_data["email"]})
    return render(request, "people/invite.html", {"form": form, "mail": post.is_set_up()})


@require_POST
@with_viewer
def open_family(request: HttpRequest, viewer: Viewer, place: UUID) -> HttpResponse:
    """Open another family of one's own on this device.

    Pages that stand open from before belong to the other one: their forms are good no more, so that nothing
    written there lands here.
    """
    try:
        families.open_family(by=viewer, membership=place)
    except actions.Refusal:
        raise Http404 from None
    rotate_token(request)
    return HttpResponseRedirect("/")


@require_POST
@with_parent
def end_invitation(request: HttpRequest, viewer: Viewer, invitation: UUID) -> HttpResponse:
    """Take a code back."""
    actions.take_back_invitation(by=viewer, invitation=invitation)
    return HttpResponseRedirect("/more")


def _facts(viewer: Viewer, account: queries.AccountCard) -> list[Fact]:
    """What was said when the house was set up, each line a way to change it."""
    countries = dict(COUNTRIES)
    place = _("not said") if not account.country else str(countries.get(account.country, account.country))
    home = "/more/family" if viewer.may(Permission.STORY) else ""
    return [
        Fact(_("This place"), queries.family_name(viewer) or _("has no name"), change_url=home),
        Fact(_("Your name"), viewer.name, saying.now().me, change_url="/more/name"),
        Fact(_("Country"), place, change_url="/more/place"),
        Fact(_("Time zone"), account.timezone.replace("_", " "), change_url="/more/place"),
    ]

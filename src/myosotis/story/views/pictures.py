"""Pictures of moments: bringing them in, describing them, looking, covering, taking out and putting back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.media.arriving import Arrived, TooLarge
from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.access import found
from myosotis.story.befores import befores
from myosotis.story.forms import DescriptionForm
from myosotis.story.thing_cards import picture_before
from myosotis.vault.errors import VaultError


@require_http_methods(["GET", "POST"])
@found
def add(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """Bring pictures into a moment: one a request where scripts run, several at once where they do not."""
    queries.head_or_new(viewer, moment)
    refused: list[str] = []
    if request.method == "POST":
        arrived = [one for one in request.FILES.getlist("picture") if isinstance(one, Arrived)]
        kept, refused = _keep_each(viewer, moment, arrived)
        if request.headers.get("X-Requested-With") == "fetch":
            return _told(request, viewer, kept, refused)
        if not refused and kept:
            return HttpResponseRedirect(f"/moments/{moment}")
        refused = refused or [_("No picture came. Choose one, then send it.")]
    there = queries.is_visible(viewer, moment)
    words = {
        "moment": moment,
        "refused": refused,
        "done": f"/moments/{moment}" if there else f"/moments/{moment}/write",
        "kept": list(queries.pictures_of(viewer, [moment]).values()),
    }
    return render(request, "story/pictures.html", words, status=400 if refused else 200)


@require_http_methods(["GET", "POST"])
@found
def picture(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """What a picture shows in words, whether it stands in the story, its original, and taking it out."""
    row, value = queries.picture(viewer, picture)
    form = DescriptionForm(request.POST or None, now=value.description)
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    if request.method == "POST" and form.is_valid():
        actions.describe_picture(by=viewer, picture=picture, description=form.cleaned_data["description"])
        return HttpResponseRedirect(f"/moments/{row.moment_id}#p-{picture}")
    words = {
        "form": form,
        "card": queries.pictures_of(viewer, [row.moment_id])[str(picture)],
        "picture": picture,
        "moment": row.moment_id,
        "befores": [picture_before(was, members) for _key, was in befores(viewer, picture)],
        "now": value.description,
        "stands": queries.moment(viewer, row.moment_id).head.cover == str(picture),
    }
    return render(request, "story/picture.html", words)


@require_POST
@found
def look(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """Uncover one picture, for this viewer."""
    row, _value = queries.picture(viewer, picture)
    actions.look(by=viewer, moment=row.moment_id, pictures=[str(picture)])
    return _in_place(request, viewer, row.moment_id, picture)


@require_POST
@found
def cover(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """Cover one picture again."""
    row, _value = queries.picture(viewer, picture)
    actions.cover(by=viewer, moment=row.moment_id, pictures=[str(picture)])
    return _in_place(request, viewer, row.moment_id, picture)


@require_POST
@found
def stand(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """Let a picture stand in the story, covered, or no longer."""
    row, _value = queries.picture(viewer, picture)
    actions.choose_cover(by=viewer, picture=picture, stands=request.POST.get("stands") == "yes")
    return HttpResponseRedirect(f"/moments/{row.moment_id}#p-{picture}")


@require_POST
@found
def out(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """Take a picture out of its moment."""
    row, _value = queries.picture(viewer, picture)
    actions.take_out_picture(by=viewer, picture=picture)
    return HttpResponseRedirect(f"/moments/{row.moment_id}?out={picture}")


@require_POST
@found
def back(request: HttpRequest, viewer: Viewer, picture: UUID) -> HttpResponse:
    """Put a picture back that was taken out."""
    return HttpResponseRedirect(f"/moments/{actions.put_back_picture(by=viewer, picture=picture)}")


def _keep_each(viewer: Viewer, moment: UUID, arrived: list[Arrived]) -> tuple[list[UUID], list[str]]:
    kept, refused = [], []
    for one in arrived:
        try:
            kept.append(actions.add_picture(by=viewer, moment=moment, arrived=one))
        except (actions.Refusal, VaultError, TooLarge) as problem:
            sentence = str(problem) if not isinstance(problem, TooLarge) else str(TooLarge.__doc__)
            refused.append(_(sentence))
    return kept, refused


def _told(request: HttpRequest, viewer: Viewer, kept: list[UUID], refused: list[str]) -> HttpResponse:
    if refused or not kept:
        sentence = refused[0] if refused else _("No picture came. Choose one, then send it.")
        return JsonResponse({"refused": sentence}, status=400)
    row, _value = queries.picture(viewer, kept[0])
    card = queries.pictures_of(viewer, [row.moment_id])[str(kept[0])]
    html = render_to_string("story/picture_fragment.html", {"picture": card}, request)
    return JsonResponse({"kept": True, "html": html})


def _in_place(request: HttpRequest, viewer: Viewer, moment: UUID, picture: UUID) -> HttpResponse:
    if request.headers.get("X-Requested-With") != "fetch":
        return HttpResponseRedirect(f"/moments/{moment}#p-{picture}")
    card = queries.pictures_of(viewer, [moment])[str(picture)]
    return render(request, "story/picture_fragment.html", {"picture": card})

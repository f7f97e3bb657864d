"""The writing sheet: a blank page that keeps itself."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.kit import ids
from myosotis.people.gate import with_parent
from myosotis.people.viewer import Viewer
from myosotis.story import actions, blocks, keepsakes, queries
from myosotis.story.access import found
from myosotis.story.cards import opening_words, plain_fields, said_date
from myosotis.story.kinds import KINDS, kind_of
from myosotis.story.models import Moment


@require_safe
@with_parent
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A new sheet has an address at once; it exists only when something stands on it."""
    return HttpResponseRedirect(f"/moments/{ids.new_id()}/write")


@require_safe
@found
def begin_as(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponse:
    """A new sheet for one kind of entry. A kind that is none has no sheet."""
    if kind not in KINDS:
        raise Moment.DoesNotExist
    return HttpResponseRedirect(f"/moments/{ids.new_id()}/write?as={kind}")


@require_http_methods(["GET", "POST"])
@found
def sheet(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """The sheet; a POST is a page without scripts that keeps its words."""
    if request.method == "GET" and queries.is_visible(viewer, moment) and not queries.is_open(viewer, moment):
        # A closed letter has no sheet; its page says when it opens.
        return HttpResponseRedirect(f"/moments/{moment}")
    said, status = "", 200
    if request.method == "POST":
        try:
            _keep(request, viewer, moment)
        except blocks.NotWords as problem:
            said, status = str(problem), 400
        except actions.Conflict:
            said, status = _both(), 409
        except Moment.DoesNotExist:
            # It went into the bin or out of reach while one wrote: the words stay, on a sheet of their own.
            moment, said, status = ids.new_id(), _gone(), 404
        else:
            return HttpResponseRedirect(_onwards(request, viewer, moment))
    return render(request, "story/sheet.html", _sheet(request, viewer, moment, said), status=status)


@require_POST
@found
def keep(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """What the page sends while one types."""
    try:
        revision = _keep(request, viewer, moment)
    except blocks.NotWords as problem:
        return JsonResponse({"refused": str(problem)}, status=400)
    except actions.Conflict:
        return JsonResponse({"refused": _conflict()}, status=409)
    return JsonResponse({"kept": True, "revision": revision})


def _onwards(request: HttpRequest, viewer: Viewer, moment: UUID) -> str:
    """Where a sheet without scripts goes after keeping: the word that was pressed, else the moment."""
    then = request.POST.get("then", "")
    if then in ("kind", "when", "who", "about", "opens", "keepsake", "pictures"):
        return f"/moments/{moment}/{then}"
    return f"/moments/{moment}" if queries.is_visible(viewer, moment) else "/story"


def _keep(request: HttpRequest, viewer: Viewer, moment: UUID) -> int:
    return actions.write(
        by=viewer,
        moment=moment,
        title=request.POST.get("title", ""),
        blocks=_blocks(request, viewer, moment),
        revision=_number(request.POST.get("revision", "")),
        page=request.POST.get("page", "")[:40],
        turn=_number(request.POST.get("turn", "")),
        date=timezone.localdate().isoformat(),
        kind=request.POST.get("as", ""),
    )


def _blocks(request: HttpRequest, viewer: Viewer, moment: UUID) -> object:
    """The blocks of the page: JSON from the script, or the plain fields of a page without."""
    if "blocks" in request.POST:
        try:
            return json.loads(request.POST["blocks"])
        except (ValueError, RecursionError):
            raise blocks.NotWords(_("We could not read what came. Your words stay on this page.")) from None
    typed = {name[2:]: text for name, text in request.POST.items() if name.startswith("b-")}
    now = queries.moment(viewer, moment).blocks if queries.is_open(viewer, moment) else ()
    return blocks.with_plain(
        now, {key: str(text) for key, text in typed.items()}, request.POST.get("more", "")
    )


def _sheet(request: HttpRequest, viewer: Viewer, moment: UUID, said: str) -> dict[str, Any]:
    there = queries.is_visible(viewer, moment)
    head = queries.head_or_new(viewer, moment)
    card = queries.moment(viewer, moment) if there else None
    kept = card.blocks if card else ()
    pictures = card.pictures if card else {}
    typed = {name[2:]: str(text) for name, text in request.POST.items() if name.startswith("b-")}
    asked = request.POST.get("as") or request.GET.get("as", "")
    kind = kind_of(head.kind if there else asked)
    # A paragraph that is not there any more keeps its words at the end.
    homeless = [text for key, text in typed.items() if key not in {block["id"] for block in kept}]
    return {
        "moment": moment,
        "whose": viewer.membership_id,
        "there": there,
        "said": said,
        "back_url": f"/moments/{moment}" if there else "/story",
        "autosave_url": f"/moments/{moment}/keep",
        "form_url": f"/moments/{moment}/write",
        "blocks_json": json.dumps(list(kept), ensure_ascii=False),
        "revision": head.revision,
        "title": request.POST.get("title", head.title),
        "pictures": list(pictures.values()),
        "date": head.said or said_date(head.date) or _("some day"),
        "kind": kind,
        "as": kind.name,
        "is_letter": kind.name == "letter",
        "is_keepsake": kind.name == "keepsake",
        "thing": keepsakes.what(head.keepsake),
        "opens": opening_words(head),
        "private": bool(card and card.private),
        "fields": plain_fields(kept, pictures, typed),
        "more_words": "\n\n".join(filter(None, [*homeless, request.POST.get("more", "")])),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _gone() -> str:
    return _(
        "What you wrote in is not here any more: it may lie in the bin. Your words stay on this page, "
        "and are kept as a moment of their own when you say so."
    )


def _both() -> str:
    return _(
        "This was changed somewhere else in the meantime. Your words stand here, and so does what is new. "
        "Read it once more, then keep it. What it said until now is kept too."
    )


def _conflict() -> str:
    return _(
        "This was changed somewhere else in the meantime. Your words stay on this page. "
        "Copy what you need, then open it again."
    )

"""Bytes of a picture for somebody with a link. Each request asks anew; never an original."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from myosotis.media import queries as media
from myosotis.media.models import Original
from myosotis.pages import streams
from myosotis.sharing.reading import NotOpen
from myosotis.sharing.visiting import Visit, visit_of


@require_safe
def shared_bytes(request: HttpRequest, link: UUID, picture: UUID, rendition: str) -> HttpResponseBase:
    """One rendition of a picture that somebody with a link uncovered."""
    visit = _visit(request, link, picture)
    if visit is None or str(picture) not in visit.choice.looked:
        # Closed, covered, not agreed to or not there: all look the same.
        raise Http404
    row, _value = visit.reading.moment.pictures[str(picture)]
    try:
        opener = media.rendition_bytes(row.original_id, rendition, visit.reading.keys)
    except (Original.DoesNotExist, media.NotReady):
        raise Http404 from None
    kind = "image/jpeg" if rendition.startswith("jpeg") else "image/webp"
    response = streams.answer(
        request,
        opener,
        kind=kind,
        name="picture",
        still=lambda: _visit(request, link, picture) is not None,
        download=False,
    )
    response["Expires"] = http_date(0)
    return response


def _visit(request: HttpRequest, link: UUID, picture: UUID) -> Visit | None:
    """The visit, while this picture may be looked at through it."""
    try:
        visit = visit_of(request, link)
    except NotOpen:
        return None
    return visit if visit.may_look and str(picture) in visit.reading.agreed else None

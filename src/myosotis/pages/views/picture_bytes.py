"""Bytes of a picture. Each request asks anew whether this viewer may have them; an address is no right."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from myosotis.media import queries as media
from myosotis.media.models import Original
from myosotis.pages import streams
from myosotis.people.door import COOKIE
from myosotis.people.gate import parent_or_none
from myosotis.people.viewer import Viewer, viewer_of
from myosotis.story import queries as story
from myosotis.story.models import Picture
from myosotis.vault.chunked import Opener

ORIGINAL = "original"
#: Ending and content type by what the file was found to be; anything else leaves as plain bytes.
KINDS = {
    "jpeg": ("jpg", "image/jpeg"),
    "png": ("png", "image/png"),
    "webp": ("webp", "image/webp"),
    "avif": ("avif", "image/avif"),
    "gif": ("gif", "image/gif"),
    "tiff": ("tif", "image/tiff"),
    "heic": ("heic", "image/heic"),
}


@require_safe
def picture_bytes(request: HttpRequest, picture: UUID, rendition: str) -> HttpResponseBase:
    """One rendition of a picture this viewer uncovered, or the original of one they may open."""
    viewer = parent_or_none(request)
    if viewer is None or not _may(viewer, picture, rendition):
        # Signed out, covered, taken out or somebody else's: all look the same.
        raise Http404
    try:
        opener, name, kind = _open(viewer, picture, rendition)
    except (Original.DoesNotExist, Picture.DoesNotExist, media.NotReady):
        raise Http404 from None
    token = request.COOKIES.get(COOKIE, "")

    def still() -> bool:
        now = viewer_of(token)
        return now is not None and _may(now, picture, rendition)

    response = streams.answer(
        request, opener, kind=kind, name=name, still=still, download=rendition == ORIGINAL
    )
    response["Expires"] = http_date(0)
    return response


def _may(viewer: Viewer, picture: UUID, rendition: str) -> bool:
    if rendition == ORIGINAL:
        return story.may_open(viewer, picture)
    return story.may_see(viewer, picture)


def _open(viewer: Viewer, picture: UUID, rendition: str) -> tuple[Opener, str, str]:
    row, _value = story.picture(viewer, picture)
    if rendition == ORIGINAL:
        about = media.about([row.original_id], viewer.keys)[row.original_id]
        ending, kind = KINDS.get(about.kind, ("bin", "application/octet-stream"))
        return media.original_bytes(row.original_id, viewer.keys), f"picture.{ending}", kind
    kind = "image/jpeg" if rendition.startswith("jpeg") else "image/webp"
    return media.rendition_bytes(row.original_id, rendition, viewer.keys), "picture", kind

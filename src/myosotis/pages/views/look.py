"""The stylesheet and the script, at addresses that change with their content; and the gallery."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from myosotis.design import scripts, stylesheet
from myosotis.design.gallery import gallery_context

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def styles(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The one stylesheet."""
    return _file(fingerprint == stylesheet.fingerprint(), stylesheet.sheet(), "text/css; charset=utf-8")


@require_safe
def script(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The one script."""
    return _file(fingerprint == scripts.fingerprint(), scripts.script(), "text/javascript; charset=utf-8")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once; only where MYOSOTIS_DEBUG is 1."""
    return render(request, "design/gallery.html", gallery_context())


def _file(current: bool, content: bytes, kind: str) -> HttpResponse:
    if not current:
        raise Http404
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": _FOR_EVER})

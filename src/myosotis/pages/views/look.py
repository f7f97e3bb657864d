"""The stylesheet and the script, at addresses that change with their content; and the gallery."""

from __future__ import annotations

import gzip
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from myosotis.design import scripts, stylesheet
from myosotis.design.gallery import gallery_context

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def styles(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """A stylesheet."""
    for name in ("house", "book"):
        if fingerprint == stylesheet.fingerprint(name):
            return _file(request, stylesheet.sheet(name), "text/css; charset=utf-8")
    raise Http404


@require_safe
def script(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """A script."""
    for name in scripts.SCRIPTS:
        if fingerprint == scripts.fingerprint(name):
            return _file(request, scripts.script(name), "text/javascript; charset=utf-8")
    raise Http404


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once; only where MYOSOTIS_DEBUG is 1."""
    return render(request, "design/gallery.html", gallery_context())


def _file(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """A file of ours, packed where the browser can unpack it: it holds no secret a length could tell of."""
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(
            _packed(content), content_type=kind, headers={**headers, "Content-Encoding": "gzip"}
        )
    return HttpResponse(content, content_type=kind, headers=headers)


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)

"""Who is asking: the viewer of a request, made once by `pages.middleware.viewer`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def viewer_or_none(request: HttpRequest) -> Viewer | None:
    """The viewer, or None for somebody who is not signed in."""
    viewer = getattr(request, "viewer", None)
    return viewer if isinstance(viewer, Viewer) else None


def with_viewer(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer; somebody who is not signed in is shown the door, and brought back after it."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_or_none(request)
        if viewer is None:
            return _the_door(request)
        return view(request, viewer, *args, **kwargs)

    return wrapped


def way_back(asked: str) -> str:
    """The page somebody wanted before signing in, if it is a page of this house; else the first page."""
    own = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked and asked.isprintable()
    return asked if own and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"


def _the_door(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"signed_out": True}, status=401)
    # Only the path: what stands behind a question mark may be words somebody typed.
    if request.method in ("GET", "HEAD") and request.path != "/":
        return HttpResponseRedirect("/sign-in?" + urlencode({"next": request.path}))
    return HttpResponseRedirect("/sign-in")

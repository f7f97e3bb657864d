"""Who is asking: the viewer of a request, made once by `pages.middleware.viewer`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def viewer_or_none(request: HttpRequest) -> Viewer | None:
    """The viewer, or None for somebody who is not signed in."""
    viewer = getattr(request, "viewer", None)
    return viewer if isinstance(viewer, Viewer) else None


def parent_or_none(request: HttpRequest) -> Viewer | None:
    """The viewer, if the story is theirs."""
    viewer = viewer_or_none(request)
    return viewer if viewer is not None and viewer.may(Permission.STORY) else None


def with_parent(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer, a parent. For anybody else who is signed in there is nothing here."""

    @wraps(view)
    def wrapped(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer.may(Permission.STORY):
            raise Http404
        return view(request, viewer, *args, **kwargs)

    return with_viewer(wrapped)


def with_writer(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer, somebody asked in to write letters. For anybody else there is nothing here."""

    @wraps(view)
    def wrapped(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer.may(Permission.WRITE_LETTERS):
            raise Http404
        return view(request, viewer, *args, **kwargs)

    return with_viewer(wrapped)


def with_viewer(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer, whatever their role; who is not signed in sees the door, then comes back."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_or_none(request)
        if viewer is None:
            return _the_door(request)
        return view(request, viewer, *args, **kwargs)

    return wrapped


def or_404(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse]:
    """A view that asks rooms for things by id. What is not there, or not this viewer's, looks the same."""

    @wraps(view)
    def wrapped(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, viewer, *args, **kwargs)
        except ObjectDoesNotExist:
            raise Http404 from None

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

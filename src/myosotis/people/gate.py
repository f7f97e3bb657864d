"""Who is asking: the viewer of a request, made once by `pages.middleware.viewer`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def viewer_or_none(request: HttpRequest) -> Viewer | None:
    """The viewer, or None for somebody who is not signed in."""
    viewer = getattr(request, "viewer", None)
    return viewer if isinstance(viewer, Viewer) else None


def with_viewer(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer; somebody who is not signed in is shown the door."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewer = viewer_or_none(request)
        if viewer is None:
            return HttpResponseRedirect("/sign-in")
        return view(request, viewer, *args, **kwargs)

    return wrapped

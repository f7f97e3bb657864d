"""Who may come to the desk: what is not there, or not this person's, is a 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from myosotis.people.gate import with_viewer
from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def at_the_desk(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for whoever keeps the desk; the queries and actions behind it ask who that is."""

    @wraps(view)
    def wrapped(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, viewer, *args, **kwargs)
        except ObjectDoesNotExist:
            raise Http404 from None

    return with_viewer(wrapped)

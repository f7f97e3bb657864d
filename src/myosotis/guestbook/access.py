"""Who may come to the desk: what is not there, or not this person's, is a 404."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from myosotis.people.gate import or_404, with_viewer
from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def at_the_desk(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for whoever keeps the desk; the queries and actions behind it ask who that is."""
    return with_viewer(or_404(view))

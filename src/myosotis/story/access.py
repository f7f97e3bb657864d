"""Who may come to the story: what is not there, or not this person's, is a 404."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from myosotis.people.gate import or_404, with_parent
from myosotis.people.viewer import Viewer

P = ParamSpec("P")


def found(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for a parent, that asks rooms for things by id."""
    return with_parent(or_404(view))

"""What a request of somebody without an account carries: a cookie of one page, and what they chose to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from myosotis.design import saying
from myosotis.people import wording
from myosotis.sharing import reading as door
from myosotis.sharing.reading import NotOpen, Reading
from myosotis.vault import keys

P = ParamSpec("P")
COOKIE, CHOICE = "reading", "looked"
OPEN, WORDS = "open", "words"
_CHOSEN = re.compile(r"(open|words)((?:\.[0-9a-f]{32}){0,50})")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose at the gate, and the pictures they uncovered. It guards them, so it is unsigned."""

    gate: str = ""
    looked: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, request: HttpRequest) -> Choice:
        """What this browser says was chosen on this page; nothing, where it says nonsense."""
        found = _CHOSEN.fullmatch(request.COOKIES.get(CHOICE, ""))
        if found is None:
            return cls()
        return cls(found[1], frozenset(str(UUID(one)) for one in found[2].split(".")[1:]))

    def __str__(self) -> str:
        return ".".join([self.gate, *(UUID(one).hex for one in sorted(self.looked))])


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """One request of somebody who reads: the reading, how far they have come, and what they chose."""

    reading: Reading
    stage: str
    cookie: str
    choice: Choice

    @property
    def is_in(self) -> bool:
        """Whether they may read, and do not only stand before a password."""
        return self.stage == door.IN

    @property
    def may_look(self) -> bool:
        """Whether they chose to see the page with its pictures."""
        return self.is_in and self.choice.gate == OPEN


def visit_of(request: HttpRequest, link: UUID) -> Visit:
    """The visit of a request to a link's page. Raises `NotOpen`."""
    cookie = request.COOKIES.get(COOKIE, "")
    reading, stage = door.by_cookie(link, cookie)
    return Visit(reading, stage, cookie, Choice.of(request))


def quiet(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page for somebody without an account, whose forms carry no mark of Django's.

    No browser tells anybody that it came from here (`pages/middleware/headers.py`), so it sends no origin
    with a form either, and that mark would refuse each. The forms of a reading carry a mark of their own,
    and those before it only what opens a link.
    """
    return csrf_exempt(view)


def with_visit(
    view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Give a view its visit; a page that is not open says so, and so does a form without the page's mark."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, link: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            visit = visit_of(request, link)
        except NotOpen:
            return closed(request)
        if request.method == "POST" and not _is_marked(request, visit):
            return closed(request, status=403)
        # Whoever reads is spoken to in the words of the parent who made the link.
        with saying.speaking(lambda: wording.of_member(visit.reading.value.by)):
            return view(request, visit, *args, **kwargs)

    return quiet(wrapped)


def show(
    request: HttpRequest, visit: Visit, template: str, words: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of a visit, whose forms carry its mark."""
    return render(request, template, {**words, "csrf_token": door.mark_of(visit.cookie)}, status=status)


def closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    """The page for everything that does not open: it tells nobody why."""
    return render(request, "sharing/closed.html", status=status)


def keep(response: HttpResponse, name: str, value: str, reading: Reading) -> HttpResponse:
    """Give the browser a cookie of this one page. It goes when the browser is closed."""
    response.set_cookie(
        name,
        value,
        path=reading.page,
        httponly=True,
        secure=settings.CSRF_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _is_marked(request: HttpRequest, visit: Visit) -> bool:
    sent = request.POST.get("csrfmiddlewaretoken", "")
    return keys.same(sent.encode("utf-8", "replace"), door.mark_of(visit.cookie).encode())

"""The cookie that carries a session, and what a request tells about where it comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from myosotis.environment import environment
from myosotis.kit import networks

COOKIE = "myosotis"
#: Carries half of the way, between the password and the second step. It opens no page.
HALFWAY = "myosotis_halfway"
#: A year, in seconds: nobody is signed out for having stayed away some months.
LASTS = 365 * 24 * 3600

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def let_in(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Give the browser its session.

    Pages that stand open from before may be somebody else's: their forms are good no more, so that nothing
    written there lands where this session leads.
    """
    rotate_token(request)
    response.set_cookie(
        COOKIE,
        token,
        max_age=LASTS,
        httponly=True,
        secure=settings.CSRF_COOKIE_SECURE,
        samesite="Lax",
        path="/",
    )
    return response


def let_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Take the session's cookie away; forms of pages that stand open are good no more."""
    rotate_token(request)
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
    return response


def let_in_halfway(response: HttpResponse, token: str) -> HttpResponse:
    """Give the browser half of the way; it ends with the browser, or when the house says so."""
    response.set_cookie(
        HALFWAY,
        token,
        httponly=True,
        secure=settings.CSRF_COOKIE_SECURE,
        samesite="Strict",
        path="/sign-in",
    )
    return response


def not_halfway(response: HttpResponse) -> HttpResponse:
    """Take half of the way away."""
    response.delete_cookie(HALFWAY, path="/sign-in", samesite="Strict")
    return response


def browser_of(request: HttpRequest) -> str:
    """A few words for the list of devices, such as "Firefox, Android"; nothing that identifies one."""
    agent = request.headers.get("User-Agent", "")
    found = [next((word for sign, word in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(word for word in found if word)


def network_of(request: HttpRequest) -> str:
    """Where a guess comes from, for counting guesses only; kept as a keyed code and never as it is.

    Only a trusted proxy may say that it speaks for somebody else: whoever could choose could guess for ever.
    """
    meta = request.META
    peer, forwarded = str(meta.get("REMOTE_ADDR", "")), str(meta.get("HTTP_X_FORWARDED_FOR", ""))
    return networks.client(peer, forwarded, environment().trusted_proxies)

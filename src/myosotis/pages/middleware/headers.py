"""The headers of every answer: nothing from elsewhere, nothing kept, nothing indexed, nothing framed."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from myosotis.pages.middleware import Next

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PRIVATE = "no-store, private"
#: Under this lie the pages of people without an account. No browser tells anybody that it came from one.
READERS = "/r"
#: A year of nothing but https at this name. Names beneath it may belong to other things of the same host.
ONLY_HTTPS = "max-age=31536000"


class HeadersMiddleware:
    """Adds `HEADERS` to every answer, and forbids keeping any that did not say otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path == READERS or request.path.startswith(f"{READERS}/"):
            response["Referrer-Policy"] = "no-referrer"
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", PRIVATE)
        if request.is_secure():
            response.setdefault("Strict-Transport-Security", ONLY_HTTPS)
        return response

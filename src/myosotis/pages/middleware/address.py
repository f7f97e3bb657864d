"""The address a request came by: the house's own name, and whether the way here was closed to others."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from myosotis.environment import environment
from myosotis.kit import networks
from myosotis.pages.middleware import Next
from myosotis.pages.views import errors


class AddressMiddleware:
    """Believes a trusted proxy that the browser came by https, and answers to the house's own names alone."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        by = meta.pop("HTTP_X_FORWARDED_PROTO", "")
        if by == "https" and networks.is_trusted(meta.get("REMOTE_ADDR", ""), environment().trusted_proxies):
            meta["wsgi.url_scheme"] = "https"
        try:
            request.get_host()
        except DisallowedHost:
            return errors.another_address(request)
        return self.get_response(request)

"""Makes the viewer once per request, and sets the language and time zone they chose."""

from __future__ import annotations

import zoneinfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from myosotis.pages.middleware import Next
from myosotis.people.door import COOKIE
from myosotis.people.viewer import viewer_of


class ViewerMiddleware:
    """`request.viewer` is a `Viewer`, or None for somebody who is not signed in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        viewer = viewer_of(request.COOKIES.get(COOKIE, ""))
        request.viewer = viewer  # type: ignore[attr-defined]
        with translation.override(
            viewer.language if viewer else translation.get_language_from_request(request)
        ):
            if viewer and viewer.timezone in zoneinfo.available_timezones():
                timezone.activate(viewer.timezone)
            try:
                return self.get_response(request)
            finally:
                timezone.deactivate()

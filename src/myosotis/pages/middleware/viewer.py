"""Makes the viewer once per request, and sets the language, the time zone and the words they chose."""

from __future__ import annotations

import zoneinfo
from contextlib import suppress

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from myosotis.design import saying
from myosotis.pages.middleware import Next
from myosotis.people import wording
from myosotis.people.door import COOKIE
from myosotis.people.viewer import viewer_of


class ViewerMiddleware:
    """`request.viewer` is a `Viewer`, or None for somebody who is not signed in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        viewer = viewer_of(request.COOKIES.get(COOKIE, ""))
        request.viewer = viewer  # type: ignore[attr-defined]
        language = viewer.language if viewer else translation.get_language_from_request(request)
        with translation.override(language), saying.speaking(lambda: wording.of(viewer)):
            if viewer:
                # A machine may not know the zone somebody chose on another one: then it stays UTC.
                with suppress(zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                    timezone.activate(zoneinfo.ZoneInfo(viewer.timezone))
            try:
                return self.get_response(request)
            finally:
                timezone.deactivate()

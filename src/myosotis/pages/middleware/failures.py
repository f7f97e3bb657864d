"""A failure becomes a kind page and one log line that names the kind of failure and the place in our code."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from myosotis.pages.middleware import Next
from myosotis.pages.views import errors
from myosotis.vault.errors import NoRoom, VaultError, is_full

logger = logging.getLogger(__name__)
#: Django answers these itself, with the pages of `views/errors.py`.
_ANSWERED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
_PACKAGE = Path(__file__).parents[2]


def where(failure: BaseException) -> str:
    """The last place in our own code, as file:line: never an exception's text, which may hold words."""
    frames = [f for f in traceback.extract_tb(failure.__traceback__) if f.filename.startswith(str(_PACKAGE))]
    if not frames:
        return "outside"
    return f"{Path(frames[-1].filename).relative_to(_PACKAGE)}:{frames[-1].lineno}"


class FailuresMiddleware:
    """Catches what views let through."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Answer with the page that fits, and write the one line."""
        if isinstance(failure, _ANSWERED):
            return None
        logger.error("%s at %s", type(failure).__name__, where(failure))
        if isinstance(failure, NoRoom) or (isinstance(failure, OperationalError) and is_full(failure)):
            return errors.no_room(request)
        if isinstance(failure, VaultError):
            return errors.vault(request)
        return errors.server_error(request)

"""Pages for when something did not go as it should: what happened, what is safe, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(
    request: HttpRequest, status: int, *, happened: str, safe: str = "", todo: str = ""
) -> HttpResponse:
    words = {"happened": happened, "safe": safe, "todo": todo}
    return render(request, "design/error.html", words, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not this person's; the two look the same."""
    return _page(
        request,
        404,
        happened=_("There is nothing at this address."),
        todo=_("It may have been moved, or it may belong to someone else."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not do this."""
    return _page(request, 403, happened=_("This is not open to you."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request made no sense to us."""
    return _page(request, 400, happened=_("We could not read what came."))


def another_address(request: HttpRequest) -> HttpResponse:
    """400: asked for by a name that is not this house's."""
    return _page(
        request,
        400,
        happened=_("This place does not have that address."),
        todo=_("Look at the address once more, or ask whoever gave it to you."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form from another place, or from before the browser forgot its cookie."""
    return _page(
        request,
        403,
        happened=_("This form had grown too old, or came from somewhere else."),
        safe=_(
            "Everything that was kept is still kept. What you wrote last may still stand on the page before."
        ),
        todo=_("Go back, load the page once more, and send it again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake."""
    return _page(
        request,
        500,
        happened=_("We made a mistake, and this page did not open."),
        todo=_("Go back and try once more. Whoever runs this place can see where it happened."),
    )


def no_room(request: HttpRequest) -> HttpResponse:
    """507: the disk is full. A page that keeps itself is told in its own words."""
    if request.headers.get("X-Requested-With") == "fetch":
        sentence = _("There is no room left on this machine. Everything kept before is safe.")
        return JsonResponse({"refused": sentence}, status=507)
    return _page(
        request,
        507,
        happened=_("There is no room left on this machine."),
        safe=_("Everything you kept before is safe. What you sent last is not kept yet."),
        todo=_("Whoever runs this place needs to make room. Then send it once more."),
    )


def vault(request: HttpRequest) -> HttpResponse:
    """500: something sealed did not open, or was not confirmed by the disk."""
    return _page(
        request,
        500,
        happened=_("Something kept here could not be opened or stored now."),
        safe=_("Nothing was overwritten."),
        todo=_("Please tell whoever runs this place. The word to say is: doctor."),
    )

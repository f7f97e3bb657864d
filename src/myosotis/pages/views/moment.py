"""A moment with what other rooms know of it: whom it is shared with, and the words others left beside it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from myosotis.design.cards import Fact
from myosotis.guestbook import queries as guestbook
from myosotis.people.viewer import Viewer
from myosotis.sharing import queries as sharing
from myosotis.story.access import found
from myosotis.story.reading import page_of


@require_safe
@found
def moment(request: HttpRequest, viewer: Viewer, moment: UUID) -> HttpResponse:
    """The moment as a page."""
    page = page_of(viewer, moment, out=request.GET.get("out", ""))
    if not page["card"].private and not page["card"].closed:
        page["facts"] = [*page["facts"], _shared(viewer, moment)]
    page["words"] = guestbook.beside(viewer, moment)
    page["words_away"] = guestbook.lately_away(viewer, request.GET.get("away", ""))
    return render(request, "pages/moment.html", page)


def _shared(viewer: Viewer, moment: UUID) -> Fact:
    links = [one for one in sharing.links_to(viewer, moment) if not one.over]
    if not links:
        said = _("With nobody else")
    elif any(one.open for one in links):
        said = ngettext("By a link", "By links", len(links))
    else:
        said = _("By a link that waits")
    return Fact(_("Shared"), said, "", f"/moments/{moment}/share", private=True)

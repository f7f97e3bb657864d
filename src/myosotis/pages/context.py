"""What every page of a signed-in person shows around its words."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from myosotis.design.cards import NavItem
from myosotis.people.gate import viewer_or_none


def page(request: HttpRequest) -> dict[str, object]:
    """The words one can go to; nothing for somebody who is not signed in."""
    if viewer_or_none(request) is None:
        return {}
    places = (
        (_("Home"), "/", ()),
        (_("Story"), "/story", ("/moments/", "/pictures/")),
        (_("More"), "/more", ()),
    )
    return {
        "nav": [
            NavItem(label=label, url=url, current=request.path == url or request.path.startswith(inside))
            for label, url, inside in places
        ]
    }

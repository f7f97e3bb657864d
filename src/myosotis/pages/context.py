"""What every page of a signed-in person shows around its words."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from myosotis.design.cards import NavItem
from myosotis.people.gate import viewer_or_none
from myosotis.people.roles import Permission


def page(request: HttpRequest) -> dict[str, object]:
    """The words one can go to; nothing for somebody who is not signed in."""
    viewer = viewer_or_none(request)
    if viewer is None:
        return {}
    places: list[tuple[str, str, tuple[str, ...]]] = [(_("Home"), "/", ())]
    if viewer.may(Permission.STORY):
        places.append((_("Story"), "/story", ("/moments/", "/pictures/")))
    places.append((_("More"), "/more", ()))
    return {
        "nav": [
            NavItem(label=label, url=url, current=request.path == url or request.path.startswith(inside))
            for label, url, inside in places
        ]
    }

"""What every page of a signed-in person shows around its words."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from myosotis.design.cards import NavItem
from myosotis.people.gate import viewer_or_none
from myosotis.people.roles import Permission

#: A word, where it leads, and what else lies inside of that.
Place = tuple[Promise, str, tuple[str, ...]]
_MORE: Place = (_("More"), "/more", ("/more/", "/babies", "/pregnancies/"))
_PARENTS: tuple[Place, ...] = (
    (_("Story"), "/story", ("/moments/", "/pictures/")),
    (_("Words"), "/words", ("/words/", "/desk")),
    _MORE,
)
_GUARDIANS: tuple[Place, ...] = ((_("Desk"), "/desk", ("/desk/",)), _MORE)
_WRITERS: tuple[Place, ...] = ((_("Letters"), "/letters", ("/letters/",)), _MORE)


def page(request: HttpRequest) -> dict[str, object]:
    """The words one can go to; nothing for somebody who is not signed in."""
    viewer = viewer_or_none(request)
    if viewer is None:
        return {}
    others = _WRITERS if viewer.may(Permission.WRITE_LETTERS) else _GUARDIANS
    places = _PARENTS if viewer.may(Permission.STORY) else others
    return {
        "nav": [
            NavItem(label=str(label), url=url, current=request.path == url or request.path.startswith(inside))
            for label, url, inside in places
        ]
    }

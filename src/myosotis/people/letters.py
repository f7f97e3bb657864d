"""The letters this room sends, listed. Words are made when one is sent and kept nowhere.

Others may see a letter, or the screen it opens on: it says that there is something, never what.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from myosotis.work.post import Letter


def _way_back(*, link: str, code: str) -> str:
    return "\n\n".join(
        (
            _("Hello,"),
            _("somebody asked for a way back into Myosotis with this address. This page opens it:"),
            link,
            _("If the page asks for a code, it is:"),
            code,
            _("Both are good for one hour, and once."),
            _("If it was not you, leave this letter be. Nothing has changed."),
        )
    )


def _reach(*, link: str, code: str) -> str:
    return "\n\n".join(
        (
            _("Hello,"),
            _("you asked that letters from Myosotis may reach you here. This page says yes:"),
            link,
            _("If the page asks for a code, it is:"),
            code,
            _("Both are good for one hour, and once."),
            _("If it was not you, leave this letter be. Nothing has changed."),
        )
    )


def _asked_in(*, link: str, code: str) -> str:
    return "\n\n".join(
        (
            _("Hello,"),
            _("somebody you know asks you into Myosotis. They can tell you what it is. This page opens it:"),
            link,
            _("If the page asks for a code, it is:"),
            code,
            _("Both are good for 14 days, and once. Please show this letter to nobody."),
            _("If you know nothing of this, leave this letter be. Nothing happens then."),
        )
    )


_EXAMPLE = {"link": "https://myosotis.example/page#ABCD-EFGH-JKMN", "code": "ABCD-EFGH-JKMN"}

WAY_BACK = Letter("people.way-back", _way_back, _EXAMPLE)
REACH = Letter("people.reach", _reach, _EXAMPLE)
ASKED_IN = Letter("people.asked-in", _asked_in, _EXAMPLE)

LETTERS = (WAY_BACK, REACH, ASKED_IN)

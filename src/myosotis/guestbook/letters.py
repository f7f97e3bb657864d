"""The letters this room sends, listed. Words are made when one is sent and kept nowhere.

Others may see a letter, or the screen it opens on: it says that there is something, never what, nor how much.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from myosotis.work.post import Letter


def _waits(*, link: str) -> str:
    return "\n\n".join(
        (
            _("Hello,"),
            _("something waits for you in Myosotis. It can wait. It lies here:"),
            link,
            _(
                "No more than one letter like this comes in a day. "
                "On that page you can say that you want none, and it is fine."
            ),
        )
    )


WAITS = Letter("guestbook.waits", _waits, {"link": "https://myosotis.example/desk"})

LETTERS = (WAITS,)

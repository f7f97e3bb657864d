"""Why a file could not be opened as a picture: one kind sentence for each code, and nothing of the file."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SENTENCES: dict[str, str | Promise] = {
    "empty": _("There is nothing in this file."),
    "not-a-picture": _("Myosotis cannot open this as a picture."),
    "film": _("This is a film. Myosotis keeps pictures so far."),
    "damaged": _("A part of this picture is missing, and no program here can open it."),
    "too-many-pixels": _("This picture is larger than Myosotis can show, more than 200 million points."),
    "too-large": _("This file is larger than one gibibyte, the most Myosotis keeps as one thing."),
    "too-hard": _("This picture asks for more than this machine can give, so it is not shown."),
}

#: Every code there is. They are kept in sealed values, so a code never changes its meaning.
CODES = tuple(_SENTENCES)


def sentence(code: str) -> str:
    """The sentence for a code, in the reader's language; an unknown code is answered like a damaged file."""
    return str(_SENTENCES.get(code, _SENTENCES["damaged"]))

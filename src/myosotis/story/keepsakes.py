"""Things that are kept: what hospitals and charities offer, and what families keep.

The list only offers words. Nothing in it is asked for, and one's own words stand as well as these.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from myosotis.design.saying import Vocabulary
from myosotis.people.wording_choices import BODY, BURIAL, CANDLES, PICTURES

THINGS: dict[str, Promise] = {
    "prints": _("Prints of hands or feet"),
    "cast": _("A cast of hands or feet"),
    "belly-cast": _("A cast of the belly"),
    "hair": _("A lock of hair"),
    "cot-card": _("A cot card"),
    "band": _("A name band"),
    "tape": _("A tape measure"),
    "clamp": _("A cord clamp"),
    "wires": _("Wires of a monitor"),
    "clothes": _("A hat or clothes"),
    "blanket": _("A blanket"),
    "bear": _("A bear, or one of a pair"),
    "scan": _("A picture from a scan"),
    "notes": _("Notes and charts"),
    "heartbeat": _("A recording of the heartbeat"),
    "film": _("Photographs or film"),
    "details": _("A book of details"),
    "certificate": _("A certificate"),
    "blessing": _("A blessing card"),
    "candle": _("A candle"),
    "letters": _("Letters"),
    "journal": _("A journal"),
    "read": _("A story that was read"),
    "music": _("A song, or music"),
    "scent": _("A scent"),
    "along": _("A list of what was laid beside"),
    "ashes": _("Ashes"),
    "grave": _("A grave, or a place in a garden"),
    "receipt": _("A receipt of something given"),
    "cards": _("Cards that came"),
    "bracelet": _("A bracelet, or another jewel"),
    "tattoo": _("A tattoo"),
}
#: What is not offered to somebody who left a feature out (`people.wording_choices.SWITCHES`).
NOT_OFFERED: dict[str, frozenset[str]] = {
    PICTURES: frozenset({"scan", "film"}),
    BURIAL: frozenset({"along", "ashes", "grave"}),
    CANDLES: frozenset({"candle"}),
    BODY: frozenset({"prints", "cast", "hair"}),
}
#: What can be said of a keepsake, and the word each stands under.
FACTS: dict[str, Promise] = {
    "made": _("Made by"),
    "given": _("Given by"),
    "lies": _("Where it lies"),
    "has": _("Who has it"),
}


def offered(say: Vocabulary, kept: str) -> list[tuple[str, Promise]]:
    """The things this person is offered, and what is kept already, with their words."""
    left_out = frozenset[str]().union(*(things for off, things in NOT_OFFERED.items() if not say.shows(off)))
    return [(key, words) for key, words in THINGS.items() if key == kept or key not in left_out]


def what(told: Mapping[str, str]) -> str:
    """What a keepsake is, in the list's words or the family's own; nothing where nobody said."""
    said = told.get("what", "")
    return str(THINGS.get(said, said))


def went(told: Mapping[str, str]) -> bool:
    """Whether it went along and is not here any more."""
    return bool(told.get("went"))

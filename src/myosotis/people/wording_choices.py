"""The words somebody may choose between, and the features they may turn off. Each list is all there is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: The key of words somebody typed, beside the keys below.
OWN = "own"

#: The baby, after "your", "our" and "the": one, and several. The first is the house's word.
BABY: dict[str, tuple[Promise, Promise]] = {
    "baby": (pgettext_lazy("after “your”", "baby"), pgettext_lazy("after “your”", "babies")),
    "little-one": (pgettext_lazy("after “your”", "little one"), pgettext_lazy("after “your”", "little ones")),
    "pregnancy": (pgettext_lazy("after “your”", "pregnancy"), pgettext_lazy("after “your”", "pregnancies")),
    "child": (pgettext_lazy("after “your”", "child"), pgettext_lazy("after “your”", "children")),
}

#: The death, after a name. The first is the house's word.
DIED: dict[str, Promise] = {
    "died": pgettext_lazy("after a name", "died"),
    "lost": pgettext_lazy("after a name", "was lost"),
    "passed": pgettext_lazy("after a name", "passed"),
    "born-still": pgettext_lazy("after a name", "was born still"),
    "grew-wings": pgettext_lazy("after a name", "grew wings"),
    "ended": pgettext_lazy("after a name", "ended"),
    "went": pgettext_lazy("after a name", "went"),
}

#: Being born, after a name: the house's word, and one for whoever does not want to read it.
BORN: dict[str, Promise] = {
    "born": pgettext_lazy("after a name", "was born"),
    "came": pgettext_lazy("after a name", "came"),
}

#: What a parent is called. Nothing is an answer too.
ME: dict[str, Promise] = {
    "mum": pgettext_lazy("a parent", "mum"),
    "dad": pgettext_lazy("a parent", "dad"),
    "mam": pgettext_lazy("a parent", "mam"),
    "papa": pgettext_lazy("a parent", "papa"),
    "parent": pgettext_lazy("a parent", "parent"),
}

PICTURES, NAMES, BURIAL, CANDLES, BODY, QUIET = "pictures", "names", "burial", "candles", "body", "quiet"

#: What can be turned off, each with the sentence that stands beside the switch.
SWITCHES: dict[str, Promise] = {
    PICTURES: _("No photographs. No page offers to add one. What is there already stays, covered."),
    NAMES: _("Names are not written. Pages say your word instead."),
    BURIAL: _("Nothing that speaks of burial or ashes."),
    CANDLES: _("No candles."),
    BODY: _("Nothing that speaks of hair, or of prints of hands and feet."),
    QUIET: _("A time of quiet. No letter tells you that something waits here."),
}

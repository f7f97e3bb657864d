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

PICTURES, NAMES, BURIAL, CANDLES, BODY = "pictures", "names", "burial", "candles", "body"

#: What can be turned off, each with the sentence that stands beside the switch.
SWITCHES: dict[str, Promise] = {
    PICTURES: _("No photographs: no page offers to add one. What is there already stays, covered."),
    NAMES: _("No names: pages say your word instead of a name."),
    BURIAL: _("No burial and no ashes: no page speaks of them."),
    CANDLES: _("No candles: no page offers one."),
    BODY: _("No hair, and no prints of hands or feet: no page speaks of them."),
}

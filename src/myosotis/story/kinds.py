"""The kinds of entries: what each is called and what it is for. Changing the kind of an entry loses nothing.

A new kind is a class here and a line in `KINDS`; how it shows stands in `templates/story/kinds/`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind:
    """One kind of entry: its kept name, a word for it, and a sentence for whoever chooses."""

    name: str
    word: Promise
    sentence: Promise
    #: The file that draws its words in the story and on its own page.
    shown: str = "story/kinds/moment.html"
    #: Whether it is whole without a word beside its title.
    bare: bool = False


class AMoment(Kind):
    """A passage of the story; every entry is one until somebody says otherwise."""

    name, word = "moment", _("A moment")
    sentence = _("A passage of your story.")


class AnUpdate(Kind):
    """A few words that need no answer."""

    name, word = "update", _("An update")
    sentence = _("Two lines for people near you. No reply is needed, and pages say so.")


class ALetter(Kind):
    """Words to the baby, folded in the story."""

    name, word = "letter", _("A letter")
    sentence = _("It lies folded in the story. It can stay closed until a day you choose, or for ever.")
    shown = "story/kinds/letter.html"


class AnEssay(Kind):
    """A long text."""

    name, word = "essay", _("A long text")
    sentence = _("With headings, and a page to read it in peace.")


class AKeepsake(Kind):
    """A thing, whether or not there is a picture of it."""

    name, word = "keepsake", _("A keepsake")
    sentence = _("A blanket, a bear, a song: its story, who made it, where it lies. No picture is needed.")
    shown = "story/kinds/keepsake.html"


class AMilestone(Kind):
    """A day with a name."""

    name, word = "milestone", _("A day to remember")
    sentence = _("A day with a name. Nothing more has to stand there.")
    shown = "story/kinds/milestone.html"
    bare = True


KINDS: dict[str, type[Kind]] = {
    kind.name: kind for kind in (AMoment, AnUpdate, ALetter, AnEssay, AKeepsake, AMilestone)
}


def kind_of(name: str) -> type[Kind]:
    """The kind of this name; one that is not known yet shows as a moment."""
    return KINDS.get(name, AMoment)

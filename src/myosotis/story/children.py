"""The children's view: true, plain words, and the entries a parent marked for them.

No week, no fact of a body or a hospital, no picture that was not allowed and uncovered by the parent who
opens it, and nothing that one parent keeps alone. Nothing here is prettier than it is, and nobody is blamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.design import saying
from myosotis.design.cards import DateCard, PictureCard
from myosotis.people.viewer import Viewer
from myosotis.story import babies, gathered, keepsakes, queries, things
from myosotis.story.blocks import plain
from myosotis.story.cards import shown_date
from myosotis.story.queries import MomentCard
from myosotis.story.values import BabyValue

WORDS, PICTURES = "words", "pictures"
CHOICES = (
    ("", gettext_lazy("No")),
    (WORDS, gettext_lazy("The words")),
    (PICTURES, gettext_lazy("The words and the pictures")),
)
#: Entries on one page.
PAGE = 20


@dataclass(frozen=True, slots=True)
class Told:
    """An entry for children: its day, a title, and its words and pictures in their order."""

    date: DateCard
    title: str
    parts: tuple[str | PictureCard, ...]


def beginning(viewer: Viewer) -> list[str]:
    """The words at the beginning: ours for every baby who died, as somebody said, and a parent's own."""
    values = [one.value for one in things.babies(viewer) if not one.private]
    ours = [value for value in values if not value.told and babies.has_died(value)]
    own = [part for value in values for part in value.told.split("\n\n")]
    return [part for part in [*(plain_words(ours).split("\n\n") if ours else ()), *own] if part.strip()]


def plain_words(of: Sequence[BabyValue]) -> str:
    """How a child is told that somebody died, in paragraphs; the family's word stands here too."""
    say = saying.now()
    names = [value.name if value.name and say.shows("names") else say.our_baby for value in of]
    first = " ".join(_("%(name)s %(died)s.") % {"name": _upper(name), "died": say.died} for name in names)
    every = _upper(babies.together(names))
    if len(names) == 1:
        body = _("That means that the body of %(name)s stopped working. It cannot start again.") % {
            "name": names[0]
        }
    else:
        body = _("That means that their bodies stopped working. They cannot start again.")
    stays = _("%(name)s cannot come back, however much we want it.") % {"name": every}
    return "\n\n".join(
        (
            f"{first} {body} {stays}",
            _("Nobody did anything bad. Nothing that you said, did or thought made it happen."),
            _("You can be sad, or angry, or play, all on one day. Ask about it as often as you like."),
        )
    )


def entries(viewer: Viewer, page: int) -> tuple[list[Told], bool]:
    """One page of what was marked for them, and whether there is more."""
    every = gathered.for_children(viewer)
    shown = every[page * PAGE : (page + 1) * PAGE]
    return [_told(queries.moment(viewer, card.id)) for card in shown], len(every) > (page + 1) * PAGE


def _told(card: MomentCard) -> Told:
    parts: list[str | PictureCard] = []
    for block in card.blocks:
        if block["kind"] != "picture":
            parts.append(plain(block))
            continue
        picture = card.pictures.get(block["picture"])
        if card.head.children == PICTURES and picture is not None and not picture.covered:
            parts.append(picture)
    return Told(
        date=shown_date(card.head.date, card.head.said),
        title=card.head.title or keepsakes.what(card.head.keepsake),
        parts=tuple(parts),
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]

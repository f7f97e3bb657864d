"""What a page may know of the babies, pregnancies, people and chapters of a family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from myosotis.story import keepsakes, things
from myosotis.story.cards import Row, names, said_date, said_moment, short, shown_date
from myosotis.story.kinds import kind_of
from myosotis.story.models import Baby, Chapter, Person, Pregnancy
from myosotis.story.pregnancies import loss_words
from myosotis.story.queries import MomentCard
from myosotis.story.things import Known, Thing, Value
from myosotis.story.values import BabyValue, BeforeValue, ChapterValue, PersonValue

#: Their permanent names in addresses.
SORTS: dict[str, type[Thing]] = {
    "baby": Baby,
    "pregnancy": Pregnancy,
    "person": Person,
    "chapter": Chapter,
}
#: What one of them is called where it has no name.
NAMELESS: dict[str, Promise] = {
    "pregnancy": gettext_lazy("Those weeks"),
    "person": gettext_lazy("Somebody"),
    "chapter": gettext_lazy("A chapter"),
}
#: The fields of a value that a page says in words, and whether each is a date.
_SAID = {
    "name": False,
    "also": False,
    "sex": False,
    "who": False,
    "note": False,
    "begins": True,
    "ends": True,
    "born": True,
    "died": True,
    "ended": True,
    "words": False,
    "line": False,
    "told": False,
}


def sort_of(thing: type[Thing]) -> str:
    """The name of a sort."""
    return next(name for name, model in SORTS.items() if model is thing)


def words_of(sort: str, value: Value) -> str:
    """One of them in a few words."""
    if isinstance(value, BabyValue):
        return things.baby_words(value)
    return value.name or str(NAMELESS[sort])


def binned_row(thing: type[Thing], key: UUID, value: Value) -> Row:
    """One of them in the bin."""
    sort = sort_of(thing)
    small = _("since %(day)s") % {"day": said_date(value.binned)}
    return Row(words_of(sort, value), small, act_url=f"/things/{sort}/{key}/restore")


def before_row(sort: str, key: UUID, before: UUID, was: BeforeValue, members: dict[str, str]) -> Row:
    """What one of them was, in a line; its form lets it say so again."""
    words = _told(was.value) or str(NAMELESS.get(sort, _("Nothing said yet")))
    return Row(words, _until(was, members), act_url=str(before))


def picture_before(was: BeforeValue, members: dict[str, str]) -> Row:
    """What a picture was said to show, in a line."""
    return Row(str(was.value.get("description", "")), _until(was, members))


def _until(was: BeforeValue, members: dict[str, str]) -> str:
    when, who = said_moment(was.at), names([was.by], members)
    return _("until %(name)s changed it, %(day)s") % {"name": who, "day": when} if who else when


def person_row(one: Known[PersonValue]) -> Row:
    """Somebody on the list."""
    small = ", ".join(filter(None, [one.value.who, _("only on your list") if one.private else ""]))
    return Row(one.value.name, small, f"/persons/{one.id}")


def chapter_row(one: Known[ChapterValue]) -> Row:
    """A chapter on the list."""
    return Row(one.value.name, span(one.value), f"/chapters/{one.id}")


def span(value: ChapterValue) -> str:
    """From when until when, in words; nothing where both are open."""
    if value.begins and value.ends:
        return _("%(begin)s to %(end)s") % {"begin": said_date(value.begins), "end": said_date(value.ends)}
    if value.begins:
        return _("since %(day)s") % {"day": said_date(value.begins)}
    return _("until %(day)s") % {"day": said_date(value.ends)} if value.ends else ""


def entry_row(card: MomentCard) -> Row:
    """An entry in a list: its title or first words, and its date."""
    words = card.head.title or card.head.opening or str(kind_of(card.head.kind).word)
    return Row(short(words), shown_date(card.head.date).words, f"/moments/{card.id}")


def keepsake_row(card: MomentCard) -> Row:
    """A keepsake in the register: the thing, where it is, and who has it."""
    told = card.head.keepsake
    words = card.head.title or keepsakes.what(told) or card.head.opening or str(kind_of("keepsake").word)
    where = [_("It went along.")] if keepsakes.went(told) else []
    what = keepsakes.what(told) if card.head.title else ""
    small = " · ".join(filter(None, [what, *where, told.get("lies", ""), told.get("has", "")]))
    return Row(short(words), small, f"/moments/{card.id}")


def _told(value: Mapping[str, Any]) -> str:
    said: Iterable[str] = (
        said_date(value[name]) if is_date else loss_words(str(value[name]))
        for name, is_date in _SAID.items()
        if value.get(name)
    )
    return " · ".join(" ".join(one.split())[:200] for one in said)

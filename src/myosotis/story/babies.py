"""Babies as pages speak of them: what each is called, the days, and whose twin somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from myosotis.design import saying
from myosotis.people.viewer import Viewer
from myosotis.story import things
from myosotis.story.cards import said_date
from myosotis.story.things import Known
from myosotis.story.values import BabyValue

#: What `BabyValue.outcome` holds where it is not the family's own words.
DIED, LIVES = "died", "lives"
#: With more names than this, the head of the story names nobody.
MOST_NAMES = 4
#: Dates that take a small word before them in a sentence; one that is unsure, or longer, brings its own.
_PLAIN_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}")
_PLAIN_TIME = re.compile(_PLAIN_DAY.pattern + r"T[0-9]{2}:[0-9]{2}")
_PLAIN_STRETCH = re.compile(r"[0-9]{3}X|[0-9]{4}(?:-[0-9]{2})?|" + _PLAIN_DAY.pattern + r"T[a-z]+")


@dataclass(frozen=True, slots=True)
class BabyCard:
    """A baby on a page. `called` is what a sentence calls them; `days` are verbs that go on after that."""

    id: UUID
    called: str
    also: str
    days: tuple[str, ...]
    said: str
    twin: str
    private: bool

    @property
    def url(self) -> str:
        """Where everything that is known of them stands."""
        return f"/babies/{self.id}"

    @property
    def life(self) -> str:
        """The days as one sentence goes on with them after the name."""
        return together(self.days)


def cards(babies: Sequence[Known[BabyValue]]) -> list[BabyCard]:
    """Babies for a page."""
    return [card(one, babies) for one in babies]


def card(one: Known[BabyValue], beside: Iterable[Known[BabyValue]]) -> BabyCard:
    """One of them; `beside` are all there are, so that twins can be told."""
    value = one.value
    return BabyCard(
        id=one.id,
        called=things.baby_words(value),
        also=value.also if saying.now().shows("names") else "",
        days=days(value),
        said=value.outcome if value.outcome not in (DIED, LIVES) else "",
        twin=twin_of(one, beside),
        private=one.private,
    )


def names_of(values: Iterable[BabyValue]) -> list[str]:
    """Their names; none for a reader who wants none written."""
    return [value.name for value in values if value.name and saying.now().shows("names")]


def has_died(value: BabyValue) -> bool:
    """Whether somebody said so, by a word or by a day."""
    return value.outcome == DIED or bool(value.died)


def days(value: BabyValue) -> tuple[str, ...]:
    """The days of a life in the reader's words, as they go on after a name: "was born on 4 May 2021"."""
    say = saying.now()
    born, died = on(value.born), on(value.died)
    if born and born == died:
        # Whoever says "was born still" has said both with it.
        both = _("%(died)s %(day)s") if say.born in say.died else _("%(born)s and %(died)s %(day)s")
        return (both % {"born": say.born, "died": say.died, "day": died},)
    told = []
    if born:
        told.append(_("%(born)s %(day)s") % {"born": say.born, "day": born})
    if died:
        told.append(_("%(died)s %(day)s") % {"died": say.died, "day": died})
    elif value.outcome in (DIED, LIVES):
        told.append(say.died if value.outcome == DIED else _("lives"))
    return tuple(told)


def on(edtf: str) -> str:
    """A day as a sentence goes on with it: "on 4 May 2021", "in spring 2020", "about 4 May 2021"."""
    words = said_date(edtf)
    if _PLAIN_DAY.fullmatch(edtf):
        return _("on %(day)s") % {"day": words}
    if _PLAIN_TIME.fullmatch(edtf):
        return _("at %(time)s") % {"time": words}
    return _("in %(time)s") % {"time": words} if _PLAIN_STRETCH.fullmatch(edtf) else words


def twin_of(one: Known[BabyValue], beside: Iterable[Known[BabyValue]]) -> str:
    """Whose twin this is, unless a parent wished that they are not named beside each other."""
    others = [other.value for other in _siblings(one, beside)]
    if not others or one.value.apart or any(other.apart for other in others):
        return ""
    names = names_of(others)
    if len(others) == 1:
        return _("Twin of %(name)s") % {"name": names[0]} if names else _("A twin")
    return _("Together with %(names)s") % {"names": together(names)} if names else ""


def is_alone(one: Known[BabyValue], beside: Iterable[Known[BabyValue]]) -> bool:
    """Whether no other baby of this pregnancy is known."""
    return not _siblings(one, beside)


def together(names: Sequence[str]) -> str:
    """Names as a sentence says them: "Mira", "Mira and Noor", "Mira, Noor and Alma"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def names_of_story(viewer: Viewer) -> str:
    """Whose story it is: the names; nothing without any, with many, or where a parent wished them apart."""
    values = [one.value for one in things.babies(viewer) if not one.private]
    names = names_of(values)
    if len(names) > MOST_NAMES or (len(names) > 1 and any(value.apart for value in values)):
        return ""
    return together(names)


def _siblings(one: Known[BabyValue], beside: Iterable[Known[BabyValue]]) -> list[Known[BabyValue]]:
    pregnancy = one.value.pregnancy
    return [each for each in beside if pregnancy and each.id != one.id and each.value.pregnancy == pregnancy]

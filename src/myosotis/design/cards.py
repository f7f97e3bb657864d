"""What a page may know of a thing: plain, frozen, already in words.

Rooms make these from what they opened for one viewer; templates draw them. A card holds no model, no key
and no date object, so a template can neither ask the database nor decide who may see what.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NavItem:
    """One word of the navigation or of the foot; `current` is true on the page it leads to."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DateCard:
    """A date as the family says it.

    `words` is what is read ("the week of the snow"); `machine` is the value of `<time datetime>` (HTML's own
    forms: `2024-03-09`, `2024-03`, `2024`, `2024-03-09T06:10`), or empty where the date is no such thing.
    Where `words` are what the family calls that day, `small` is the date of the calendar.
    """

    words: str
    machine: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class PictureCard:
    """One picture, covered or not. `width` and `height` are pixels of the rendition, upright.

    `description` is the family's words and stands on the veil; where there are none the veil says so.
    `look_url` and `cover_url` take a POST. `webp` and `jpeg` are empty while `covered` is true: a page that
    was not asked to show a picture does not know where it lies. `state` is "ready", "arrived" (not prepared
    yet) or "refused" (kept, and no picture we can show); `said` is the sentence for the latter two.
    """

    id: str
    description: str
    width: int
    height: int
    look_url: str
    cover_url: str = ""
    covered: bool = True
    webp: str = ""
    jpeg: str = ""
    caption: str = ""
    who: str = ""
    state: str = "ready"
    said: str = ""
    has_position: bool = False


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One passage of the timeline. `age` is the gestational age in words, `by` the writer's name or names.

    `opening` is the passage itself, already plain text. `pictures` holds only what somebody chose as a cover.
    """

    id: str
    date: DateCard
    url: str
    title: str = ""
    by: str = ""
    age: str = ""
    opening: str = ""
    pictures: tuple[PictureCard, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts. With `change_url` the detail is a word to tap; a `private` one is not printed."""

    term: str
    detail: str
    small: str = ""
    change_url: str = ""
    private: bool = False

"""What the guestbook seals: the types and their permanent names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from myosotis.vault.values import SealedValue

#: Where words are: at the desk, with the parents, set aside, refused.
HELD, THROUGH, ASIDE, REFUSED = "held", "through", "aside", "refused"


@dataclass(frozen=True, kw_only=True, repr=False)
class WordsValue(SealedValue):
    """What a visitor left. `at` is UTC, ISO 8601; `beside` the moment's title or date as they saw it."""

    type_name: ClassVar[str] = "guestbook/words"

    name: str = ""
    words: str = ""
    at: str = ""
    beside: str = ""
    #: What was done with it before the last act, so that the act can be undone.
    was: str = ""
    #: Whether a parent put it away after it was let through.
    away: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class DeskValue(SealedValue):
    """The private key of the letter-box (hex), and what letters to the guardians need to know.

    `came` is when a letter was last opened; `written` has, for a membership, the day it was last written to
    and the `came` it was told of; `quiet` lists the memberships that want no such letters.
    """

    type_name: ClassVar[str] = "guestbook/desk"

    private: str = ""
    came: str = ""
    written: dict[str, list[str]] = field(default_factory=dict)
    quiet: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsValue(SealedValue):
    """What was let through lately, in the family's space: each with `id`, `by` and `at` (UTC)."""

    type_name: ClassVar[str] = "guestbook/news"

    recent: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class SeenValue(SealedValue):
    """When one parent last opened the page of words (UTC). It lies in that parent's own space."""

    type_name: ClassVar[str] = "guestbook/seen"

    at: str = ""

"""What a person says of an entry beside its words, and how a version keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from myosotis.story.values import MomentHead

#: The fields of a head that a person sets, besides date and title, which a version names itself.
SAID = ("kind", "said", "babies", "people", "places", "tags", "opens", "keepsake", "children")
_FRESH = MomentHead()


def rest_of(head: MomentHead) -> dict[str, Any]:
    """What was said of an entry, as plain data; what was not said is left out."""
    return {name: told for name in SAID if (told := getattr(head, name)) != getattr(_FRESH, name)}


def with_rest(head: MomentHead, rest: dict[str, Any]) -> MomentHead:
    """The head with what a version kept, and nothing of what is said now instead."""
    return replace(head, **{name: rest.get(name, getattr(_FRESH, name)) for name in SAID})

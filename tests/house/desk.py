"""What each address of words answers to everybody who may stand before it."""

from __future__ import annotations

Told = tuple[str, str]
NOT_SO = "405"
#: Who asks: nobody signed in; a parent of the family; the guardian; the parent who took the desk instead of
#: her, and the guardian then; a parent and the guardian of another family.
WHO = ("outside", "parent", "guardian", "taken", "resting", "stranger", "their guardian")


def page(*answers: str) -> tuple[Told, ...]:
    """An address that is read: its answers to GET, in the order of `WHO`."""
    return tuple((one, NOT_SO) for one in (DOOR, *answers))


def act(*answers: str) -> tuple[Told, ...]:
    """An address something is done at: its answers to POST."""
    return tuple((NOT_SO, one) for one in (DOOR, *answers))


DOOR, SEEN, NO = "→ /sign-in", "200", "404"
AT, WORDS, MOMENT = "→ /desk", "→ /words", "→ /moments/…"

DESK: dict[str, tuple[Told, ...]] = {
    # A guardian who does not read now, and one of another family, find a desk of their own.
    "desk": page(NO, SEEN, SEEN, SEEN, NO, SEEN),
    "desk-aside": page(NO, SEEN, SEEN, NO, NO, SEEN),
    "desk-refused": page(NO, SEEN, SEEN, NO, NO, SEEN),
    "desk-letters": act(NO, AT, AT, NO, NO, AT),
    "words-through": act(NO, AT, AT, NO, NO, NO),
    "words-aside": act(NO, AT, AT, NO, NO, NO),
    "words-refuse": act(NO, AT, AT, NO, NO, NO),
    "words-undo": act(NO, AT, AT, NO, NO, NO),
    "words": page(SEEN, NO, SEEN, NO, SEEN, NO),
    "words-put-away": page(SEEN, NO, SEEN, NO, SEEN, NO),
    # What was let through, for every parent of the family.
    "words-away": act(WORDS, NO, WORDS, NO, NO, NO),
    "words-back": act(MOMENT, NO, MOMENT, NO, NO, NO),
    "words-first": ((DOOR, DOOR), (SEEN, SEEN), (NO, NO), (SEEN, SEEN), (NO, NO), (SEEN, SEEN), (NO, NO)),
    "guardian-end": ((DOOR, DOOR), (SEEN, WORDS), (NO, NO), (SEEN, WORDS), (NO, NO), (NO, NO), (NO, NO)),
}

"""What each address of sharing answers, as (GET, POST): a reader's, and those of the parents' own links."""

from __future__ import annotations

from dataclasses import dataclass

Told = tuple[str, str]
NO, NOT_SO, SEEN, ON = "404", "405", "200", "→"
SHUT_PAGE: Told = (NO, NOT_SO)
SHUT_ACT: Told = (NOT_SO, NO)


@dataclass(frozen=True)
class Row:
    """One address: for whoever has no right to it, for who has not said the password, for who is in."""

    outside: Told
    before: Told
    inside: Told


#: The two doors are open to everybody and say nothing; what is typed there decides.
DOORS = Row((SEEN, NOT_SO), (SEEN, NOT_SO), (SEEN, NOT_SO))
READING: dict[str, Row] = {
    "reading-door": DOORS,
    "reading-open": Row((NOT_SO, SEEN), (NOT_SO, SEEN), (NOT_SO, SEEN)),
    "reading": Row(SHUT_PAGE, (SEEN, NOT_SO), (SEEN, NOT_SO)),
    "reading-password": Row(SHUT_ACT, (NOT_SO, SEEN), (NOT_SO, SEEN)),
    "reading-gate": Row(SHUT_ACT, (NOT_SO, ON), (NOT_SO, ON)),
    "reading-later": Row(SHUT_PAGE, (SEEN, NOT_SO), (SEEN, NOT_SO)),
    # Words are off until somebody reads first: the page says so, and keeps what was typed.
    "reading-words": Row(SHUT_ACT, (NOT_SO, NO), (NOT_SO, "400")),
    "reading-left": Row(SHUT_PAGE, (SEEN, NOT_SO), (SEEN, NOT_SO)),
    "reading-look": Row(SHUT_ACT, (NOT_SO, NO), (NOT_SO, ON)),
    "reading-cover": Row(SHUT_ACT, (NOT_SO, NO), (NOT_SO, ON)),
    "reading-bytes": Row((NO, NOT_SO), (NO, NOT_SO), (SEEN, NOT_SO)),
}

#: A link's own page, for any parent of its family; for anybody else who is signed in there is nothing.
LINKS: dict[str, Told] = {
    "link": (SEEN, NOT_SO),
    "link-yes": (NOT_SO, ON),
    "link-back": (NOT_SO, ON),
    "link-close": (NOT_SO, ON),
}

"""A moment as a page: what the page may know. `pages` joins it with what other rooms say of the moment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from myosotis.people import queries as people
from myosotis.people.viewer import Viewer
from myosotis.story import queries, things, weeks
from myosotis.story.blocks import plain
from myosotis.story.cards import moment_facts, names, opening_words, passages, proposals, shown_date
from myosotis.story.kinds import kind_of


def page_of(viewer: Viewer, moment: UUID, *, out: str = "") -> dict[str, Any]:
    """The words of `story/moment.html`; `out` is a picture that was taken out a moment ago, to be undone.

    Raises `Moment.DoesNotExist`: not there, not theirs, or binned.
    """
    card = queries.moment(viewer, moment)
    members = {str(one.id): one.name for one in people.members_of(viewer)}
    drawn = card.pictures.values()
    kind = kind_of(card.head.kind)
    headings = [one for one in card.blocks if one["kind"] == "heading"] if kind.name == "essay" else []
    return {
        "card": card,
        "story_url": f"/story?from={moment}",
        "date": shown_date(card.head.date, card.head.said),
        "by": names(card.head.by, members),
        "age": weeks.of(viewer).of(card.head),
        "passages": passages(card.blocks, card.pictures),
        "facts": moment_facts(card, things.known(viewer)),
        "kind": kind,
        "opens": opening_words(card.head),
        "contents": [(block["id"], plain(block)) for block in headings] if len(headings) > 1 else [],
        "proposals": proposals(card.head.date, queries.taken_dates(viewer, moment)),
        "all_can": sum(one.covered and one.state == "ready" for one in drawn) > 1,
        "all_seen": sum(not one.covered for one in drawn) > 1,
        "versions": bool(queries.versions(viewer, moment)),
        "out": out if queries.is_out(viewer, out) else "",
    }

"""Rules of the story: who may read, take back, and how long things wait. Pure functions and numbers."""

from __future__ import annotations

import datetime
from uuid import UUID

from myosotis.kit.edtf import parse_edtf
from myosotis.people.viewer import Viewer
from myosotis.story.values import MomentHead
from myosotis.vault.keys import keyed_digest

#: Pictures in one moment.
MOST_PICTURES = 50
#: Days in the bin.
BIN_DAYS = 30
#: One stretch of writing on one open page becomes one version, at most this long, in minutes.
STRETCH_MINUTES = 15
TITLE, DESCRIPTION, NAME = 300, 2000, 200
#: A letter that stays closed.
NEVER = "never"
#: Names, places and words on one entry, and how long each may be.
MOST_NAMED, NAMED = 100, 200


def is_private(space: UUID, viewer: Viewer) -> bool:
    """Whether what lies in this space is the viewer's alone."""
    return space == viewer.private_space


def may_take_back(head: MomentHead, viewer: Viewer) -> bool:
    """Whether the viewer may keep for themselves what the parents have: while nobody else wrote in it."""
    return head.by == [str(viewer.membership_id)]


def is_backwards(begins: str, ends: str) -> bool:
    """Whether what ends (EDTF) does so before it begins. Whatever is open or not known is not backwards."""
    first = parse_edtf(begins).earliest if begins else None
    last = parse_edtf(ends).latest if ends else None
    return first is not None and last is not None and last < first


def is_closed(head: MomentHead, today: datetime.date) -> bool:
    """Whether this is a letter that may not be opened yet, or stays closed. ISO days compare as texts."""
    return head.kind == "letter" and (head.opens == NEVER or head.opens > today.isoformat())


def may_choose_opening(head: MomentHead, viewer: Viewer) -> bool:
    """Whether the viewer may open or close a letter: one with a day is its writers', another anybody's."""
    return not head.opens or str(viewer.membership_id) in head.by


def is_over(binned: str, today: datetime.date) -> bool:
    """Whether something put into the bin on day `binned` (ISO) has waited its thirty days."""
    return bool(binned) and datetime.date.fromisoformat(binned) + datetime.timedelta(days=BIN_DAYS) <= today


def new_stretch(head: MomentHead, page: str, now: str) -> bool:
    """Whether what was written before becomes a version: another page writes, or a long while has passed."""
    if not page or page != head.page or not head.stretch:
        return True
    began = datetime.datetime.fromisoformat(head.stretch)
    return datetime.datetime.fromisoformat(now) - began > datetime.timedelta(minutes=STRETCH_MINUTES)


def name_mark(name: str, viewer: Viewer) -> str:
    """What a page carries to say which name it was opened with: a code only this family's key can make."""
    key = viewer.keys[viewer.family_space].purpose("index")
    return keyed_digest(key, b"story/baby-name", name.encode("utf-8", "surrogatepass")).hex()[:32]

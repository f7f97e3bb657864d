"""The heads of a space in this process's memory, in the order of their dates.

Each request compares the space's counters: where they are as before, nothing is opened; where the generation
grew, only what changed since; where something was removed for good, all of it again. A process that begins
opens the space's *pack*, one sealed value with every head in it, and then what changed since it was made.
Nothing plain is ever written, and the whole cache is bounded, so that a large house forgets the families
nobody is reading.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from myosotis.kit.edtf import SortKey, sort_key_of
from myosotis.story import packs
from myosotis.story.models import HeadPack, Moment
from myosotis.story.values import HeadPackValue, MomentHead
from myosotis.vault import spaces
from myosotis.vault.errors import KeyMissing
from myosotis.vault.fields import open_many
from myosotis.vault.keys import Keyring
from myosotis.work import actions as work

#: Bytes of opened heads one process keeps, by estimate; `finding.shelves` has the rest of 128 MB.
BOUND = 96 * 1024 * 1024
#: What a head takes beside its words, measured with CPython 3.11.
_FRAME = 600
#: So many heads opened one by one make a pack worth its while.
WORTH = 500
#: Stories of two spaces in one order, as many as one process keeps.
_MERGED = 64

#: Where a moment stands: by its date, then by when it was written, then by its id.
Order = tuple[SortKey, str, str]


class Spine(NamedTuple):
    """What stands on the back of a moment: enough to find and order it. `text` is its head, as packed."""

    id: str
    date: str
    written: str
    changed: str
    binned: str
    source: str
    text: str

    @property
    def head(self) -> MomentHead:
        """The head, opened from its text."""
        return MomentHead.unpack(self.text.encode("utf-8", "surrogatepass"))

    @property
    def key(self) -> UUID:
        """The moment's id."""
        return UUID(self.id)


@dataclass(slots=True)
class Shelf:
    """The opened heads of one space. `in_order` holds those that are not in the bin."""

    state: tuple[int, int] = (-1, -1)
    by_id: dict[str, Spine] = field(default_factory=dict)
    in_order: list[Spine] = field(default_factory=list)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


_shelves: OrderedDict[UUID, Shelf] = OrderedDict()
_merged: OrderedDict[tuple[UUID, UUID], tuple[object, object, list[Spine]]] = OrderedDict()
_lock = threading.Lock()


def order(spine: Spine) -> Order:
    """Where a moment stands in its story."""
    return sort_key_of(spine.date), spine.written, spine.id


def of(space: UUID, keys: Keyring) -> tuple[list[Spine], dict[str, Spine]]:
    """The moments of a space in order, and every one by id (the bin's too). Do not change either.

    Raises `KeyMissing` for somebody who does not hold the space's key, cached or not.
    """
    if space not in keys:
        raise KeyMissing
    shelf = _shelf(space)
    with shelf.lock:
        state = spaces.state(space)
        opened = _refresh(shelf, space, keys, state) if state != shelf.state else 0
        found = shelf.in_order, shelf.by_id
    if opened > WORTH:
        packs.ask(space)
    return found


def story(family: UUID, own: UUID, keys: Keyring) -> Sequence[Spine]:
    """The moments of two spaces in one order. Do not change the list."""
    shared, alone = of(family, keys)[0], of(own, keys)[0]
    if not alone:
        return shared
    with _lock:
        known = _merged.get((family, own))
        # The lists are replaced whenever a space changes, so the same lists mean the same story.
        if known is None or known[0] is not shared or known[1] is not alone:
            known = shared, alone, sorted([*shared, *alone], key=order)
            _merged[family, own] = known
        _merged.move_to_end((family, own))
        while len(_merged) > _MERGED:
            _merged.popitem(last=False)
        return known[2]


def forget() -> None:
    """Drop everything (tests, and measuring a cold start)."""
    with _lock:
        _shelves.clear()
        _merged.clear()


@work.background(packs.HEADS)
def pack(*, space: UUID) -> None:
    """Seal every head of a space into one value, so that the next process opens them at once."""
    keys = spaces.open_spaces([space])
    in_order, by_id = of(space, keys)
    generation, removals = spaces.state(space)
    binned = [spine for spine in by_id.values() if spine.binned]
    value = HeadPackValue(generation=generation, removals=removals, spines=[*in_order, *binned])
    # Counters read after the heads could pass over a change between the two; it is looked at again.
    if of(space, keys)[0] is not in_order:
        return
    packs.keep(HeadPack, space, value, keys)


def _shelf(space: UUID) -> Shelf:
    with _lock:
        shelf = _shelves.setdefault(space, Shelf())
        _shelves.move_to_end(space)
        held = sum(one.size for one in _shelves.values())
        while held > BOUND and len(_shelves) > 1:
            _key, dropped = _shelves.popitem(last=False)
            held -= dropped.size
        return shelf


def _refresh(shelf: Shelf, space: UUID, keys: Keyring, state: tuple[int, int]) -> int:
    """Open what changed and return how many. The lists are replaced: a reader of before keeps theirs."""
    if state[1] != shelf.state[1] or state[0] < shelf.state[0]:
        _begin_anew(shelf, space, keys, state)
    rows = Moment.objects.filter(space=space, generation__gt=shelf.state[0])
    opened = open_many(Moment, "head", MomentHead, rows.values_list("pk", "space_id", "head"), keys)
    changed = {str(key): _spine(key, head) for key, head in opened}
    by_id = {**shelf.by_id, **changed}
    if len(changed) > 50:
        in_order = sorted((spine for spine in by_id.values() if not spine.binned), key=order)
    else:
        in_order = _spliced(shelf, changed)
    shelf.size += sum(_FRAME + 2 * len(spine.text) for spine in changed.values())
    shelf.by_id, shelf.in_order, shelf.state = by_id, in_order, state
    return len(changed)


def _begin_anew(shelf: Shelf, space: UUID, keys: Keyring, state: tuple[int, int]) -> None:
    """An empty shelf, or what the pack of the space holds, where it knows every removal."""
    shelf.by_id, shelf.in_order, shelf.size, shelf.state = {}, [], 0, (-1, -1)
    value = packs.opened(HeadPack, HeadPackValue, space, keys, removals=state[1])
    if value is None:
        return
    spines = [Spine(*one) for one in value.spines]
    shelf.by_id = {spine.id: spine for spine in spines}
    shelf.in_order = [spine for spine in spines if not spine.binned]
    shelf.size = sum(_FRAME + 2 * len(spine.text) for spine in spines)
    shelf.state = value.generation, value.removals


def _spliced(shelf: Shelf, changed: dict[str, Spine]) -> list[Spine]:
    in_order = list(shelf.in_order)
    for key, spine in changed.items():
        before = shelf.by_id.get(key)
        if before is not None and not before.binned:
            del in_order[bisect_left(in_order, order(before), key=order)]
        if not spine.binned:
            insort(in_order, spine, key=order)
    return in_order


def _spine(key: UUID, head: MomentHead) -> Spine:
    text = head.pack().decode("utf-8", "surrogatepass")
    return Spine(str(key), head.date, head.written, head.changed, head.binned, head.source, text)

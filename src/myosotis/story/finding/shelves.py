"""The tokens of a space in this process's memory: opened once, kept up, and packed for the next process.

The habits are those of `heads`: each search compares the space's counters, and opens only the entries that
changed. They stand in a small layer of their own, which is made anew each time; once it is full, it is put
with the others. Where many changed, a worker seals everything as one pack, and a process with too many
layers begins anew from it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from myosotis.story import heads, packs
from myosotis.story.finding.entries import words_of
from myosotis.story.finding.layers import Field, Layer, Words
from myosotis.story.models import FindPack, Moment, Picture
from myosotis.story.values import Block, FindPackValue, MomentBody, MomentHead, PictureValue
from myosotis.vault import spaces
from myosotis.vault.errors import KeyMissing
from myosotis.vault.fields import open_many
from myosotis.vault.keys import Keyring
from myosotis.work import actions as work

#: Bytes of layers one process keeps; `heads` has the rest of 128 MB.
BOUND = 32 * 1024 * 1024
#: So many entries opened one by one make a pack worth its while.
WORTH = 500
#: Entries of the layer that is made anew at each change, and how many such layers one shelf gathers.
FRESH, MOST_LAYERS = 200, 12
#: Rows read from the database at once.
_BATCH = 500

#: An entry that changed: its tokens, or None where it lies in the bin.
Opened = tuple[str, Words | None]


@dataclass(slots=True)
class Shelf:
    """The layers of one space. `recent` is what the fresh layer, the last of them, is made of."""

    state: tuple[int, int] = (-1, -1)
    layers: tuple[Layer, ...] = ()
    recent: dict[str, Words] = field(default_factory=dict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


_shelves: OrderedDict[UUID, Shelf] = OrderedDict()
_lock = threading.Lock()


def of(space: UUID, keys: Keyring) -> tuple[Layer, ...]:
    """The layers of a space as it is now. An entry counts in one of them.

    Raises `KeyMissing` for somebody who does not hold the space's key, cached or not.
    """
    if space not in keys:
        raise KeyMissing
    shelf = _shelf(space)
    with shelf.lock:
        state = spaces.state(space)
        opened = _refresh(shelf, space, keys, state) if state != shelf.state else 0
        found = shelf.layers
    if opened > WORTH:
        packs.ask(space)
    return found


def forget() -> None:
    """Drop everything (tests, and measuring a cold start)."""
    with _lock:
        _shelves.clear()


@work.background(packs.TOKENS)
def pack(*, space: UUID) -> None:
    """Seal every token of a space into one value, so that the next process has them at once."""
    keys = spaces.open_spaces([space])
    # What changes from here on is opened once more by whoever reads the pack.
    generation, removals = spaces.state(space)
    layer = Layer.made(_noting(_opened(space, -1, keys), set()))
    value = FindPackValue(
        generation=generation,
        removals=removals,
        ids=list(layer.ids),
        over=layer.over.packed(),
        under=layer.under.packed(),
    )
    packs.keep(FindPack, space, value, keys)


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
    """Open what changed and return how many. Layers are replaced: a reader of before keeps theirs."""
    if state[0] < shelf.state[0] or len(shelf.layers) > MOST_LAYERS or not shelf.layers:
        _begin_anew(shelf, space, keys, state)
    left: set[str] = set()
    opened = _noting(_opened(space, shelf.state[0], keys), left)
    # A whole story is never held as words: it goes into a layer entry by entry.
    many = Layer.made(opened) if _changed(space, shelf.state[0]).count() > FRESH else None
    few = dict(opened)
    changed = len(left)
    if state[1] != shelf.state[1]:
        there = heads.of(space, keys)[1]
        left |= {key for layer in shelf.layers for key in layer.ids if key not in there}
    settled = shelf.layers[:-1] if shelf.recent else shelf.layers
    settled = tuple(_without(layer, left) for layer in settled)
    recent = {**{key: words for key, words in shelf.recent.items() if key not in left}, **few}
    fresh = Layer.made(sorted(recent.items())) if recent else None
    shelf.layers = settled + tuple(layer for layer in (many, fresh) if layer is not None)
    shelf.recent, shelf.state = recent if len(recent) <= FRESH else {}, state
    shelf.size = sum(layer.size for layer in shelf.layers)
    return changed


def _begin_anew(shelf: Shelf, space: UUID, keys: Keyring, state: tuple[int, int]) -> None:
    """An empty shelf, or what the pack of the space holds, where it knows every removal."""
    shelf.layers, shelf.recent, shelf.state = (), {}, (-1, -1)
    value = packs.opened(FindPack, FindPackValue, space, keys, removals=state[1])
    if value is not None:
        over, under = Field.unpacked(value.over), Field.unpacked(value.under)
        shelf.layers = (Layer(tuple(value.ids), over, under),)
        shelf.state = value.generation, value.removals


def _without(layer: Layer, left: Iterable[str]) -> Layer:
    return layer.without(number for key in left if (number := layer.number(key)) is not None)


def _noting(opened: Iterable[Opened], seen: set[str]) -> Iterator[tuple[str, Words]]:
    """Those that do not lie in the bin; `seen` comes to hold the ids of all."""
    for key, words in opened:
        seen.add(key)
        if words is not None:
            yield key, words


def _changed(space: UUID, since: int) -> QuerySet[Moment]:
    return Moment.objects.filter(space=space, generation__gt=since).order_by("pk")


def _opened(space: UUID, since: int, keys: Keyring) -> Iterator[Opened]:
    """Every entry of a space that changed since a generation, in the order of their ids."""
    rows = _changed(space, since).values_list("pk", "space_id", "head", "body")
    several = rows.iterator(chunk_size=_BATCH)
    while batch := list(islice(several, _BATCH)):
        heads_of = open_many(Moment, "head", MomentHead, ((pk, at, head) for pk, at, head, _ in batch), keys)
        bodies = open_many(Moment, "body", MomentBody, ((pk, at, body) for pk, at, _, body in batch), keys)
        described = _described([pk for pk, *_rest in batch], space, keys)
        for (key, head), (_key, body) in zip(heads_of, bodies, strict=True):
            if head.binned:
                yield str(key), None
            else:
                yield str(key), words_of(head, body.blocks, _standing(body.blocks, described))


def _described(moments: list[UUID], space: UUID, keys: Keyring) -> dict[str, str]:
    """The descriptions of the pictures of some entries, by picture."""
    rows = Picture.objects.filter(moment__in=moments, space=space).values_list("pk", "space_id", "sealed")
    opened = open_many(Picture, "sealed", PictureValue, rows, keys)
    return {str(key): value.description for key, value in opened if not value.binned}


def _standing(blocks: Iterable[Block], described: dict[str, str]) -> list[str]:
    return [described[block["picture"]] for block in blocks if block.get("picture") in described]

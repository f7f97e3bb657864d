"""Which token stands in which entries: a lookup that is built once, kept small, and never changed.

All tokens of a field lie in one text, in order, each on a line of its own; all entry numbers lie in one
array, list after list. So 50,000 entries take some 15 MB, a beginning of a word is one slice, and words that
are nearly right are looked for in that text with the quick search of the language itself.
"""

from __future__ import annotations

import base64
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

#: Entries up to here are numbered with two bytes.
_SHORT = 0xFFFF


class Words(NamedTuple):
    """The tokens of one entry, over it and under it."""

    over: frozenset[str]
    under: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """The tokens of one field of many entries. Token `n` begins at `starts[n]` and its list at `ends[n]`."""

    text: str
    starts: array[int]
    lists: array[int]
    ends: array[int]

    @classmethod
    def made(cls, lists: dict[str, array[int]], count: int) -> Field:
        """A field of these lists, by token, with the numbers of `count` entries."""
        inside = array("H" if count <= _SHORT else "I")
        ends = array("I", [0])
        names = sorted(lists)
        for name in names:
            inside.extend(iter(lists[name]))
            ends.append(len(inside))
        return cls.of("\n".join(["", *names, ""]), inside, ends)

    @classmethod
    def of(cls, text: str, lists: array[int], ends: array[int]) -> Field:
        """A field of its parts."""
        starts = array("I", accumulate((len(name) + 1 for name in text[1:-1].split("\n")), initial=1))
        return cls(text, starts, lists, ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def token(self, at: int) -> str:
        """Token number `at`."""
        return self.text[self.starts[at] : self.starts[at + 1] - 1]

    def exactly(self, token: str) -> range:
        """The one token that is this, or none."""
        at = bisect_left(range(len(self)), token, key=self.token)
        return range(at, at + (at < len(self) and self.token(at) == token))

    def beginning(self, token: str) -> range:
        """Every token that begins so."""
        first = bisect_left(range(len(self)), token, key=self.token)
        width = len(token)
        return range(first, bisect_right(range(len(self)), token, key=lambda at: self.token(at)[:width]))

    def nearly(self, token: str, most: int) -> set[int]:
        """Every token that at most so many slips of the hand (`slips`) turn into this one.

        Cut into one piece more than there are slips, a word keeps one piece whole. So each piece is looked
        for in the text, and only what has it in about the same place is compared.
        """
        if most == 0:
            return set(self.exactly(token))
        cuts = [round(len(token) * part / (most + 1)) for part in range(most + 2)]
        found: set[int] = set()
        for begin, end in pairwise(cuts):
            around = set(self._with_piece(token, begin, end, most)) - found
            found.update(at for at in around if slips(token, self.token(at), most) <= most)
        for cut in cuts[1:-1]:
            # Two letters in the wrong order on both sides of a cut would leave neither piece whole.
            swapped = token[: cut - 1] + token[cut] + token[cut - 1] + token[cut + 1 :]
            found |= self.nearly(swapped, most - 1)
        return found

    def _with_piece(self, token: str, begin: int, end: int, most: int) -> Iterator[int]:
        piece, place = token[begin:end], self.text.find(token[begin:end])
        while place >= 0:
            at = bisect_right(self.starts, place) - 1
            start, length = self.starts[at], self.starts[at + 1] - 1 - self.starts[at]
            if abs(place - start - begin) <= most and abs(length - len(token)) <= most:
                yield at
            place = self.text.find(piece, place + 1)

    def numbers(self, found: range | Iterable[int]) -> set[int]:
        """The entries in which any of these tokens stands."""
        if isinstance(found, range):
            return set(self.lists[self.ends[found.start] : self.ends[found.stop]])
        return {number for at in found for number in self.lists[self.ends[at] : self.ends[at + 1]]}

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return sys.getsizeof(self.text) + sum(
            one.itemsize * len(one) for one in (self.starts, self.lists, self.ends)
        )

    def packed(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "text": self.text,
            "wide": self.lists.typecode,
            "lists": _as_text(self.lists),
            "ends": _as_text(self.ends),
        }

    @classmethod
    def unpacked(cls, data: dict[str, Any]) -> Field:
        """What `packed` wrote. Raises `ValueError` or `KeyError` for anything else."""
        return cls.of(data["text"], _as_array(data["wide"], data["lists"]), _as_array("I", data["ends"]))


@dataclass(frozen=True, slots=True)
class Layer:
    """Some entries and their tokens. `ids` are in order; `gone` are numbers that count no more."""

    ids: tuple[str, ...]
    over: Field
    under: Field
    gone: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def made(cls, entries: Iterable[tuple[str, Words]]) -> Layer:
        """A layer of these entries, which come in the order of their ids."""
        ids: list[str] = []
        over: defaultdict[str, array[int]] = defaultdict(_numbers)
        under: defaultdict[str, array[int]] = defaultdict(_numbers)
        for key, words in entries:
            for token in words.over:
                over[token].append(len(ids))
            for token in words.under:
                under[token].append(len(ids))
            ids.append(key)
        return cls(tuple(ids), Field.made(over, len(ids)), Field.made(under, len(ids)))

    def without(self, numbers: Iterable[int]) -> Layer:
        """The same, but for some entries."""
        gone = self.gone.union(numbers)
        return self if len(gone) == len(self.gone) else Layer(self.ids, self.over, self.under, gone)

    def number(self, key: str) -> int | None:
        """The number of an entry, where it is in this layer."""
        at = bisect_left(self.ids, key)
        return at if at < len(self.ids) and self.ids[at] == key else None

    @property
    def size(self) -> int:
        """Bytes it takes; an id is a short text of its own."""
        return 93 * len(self.ids) + self.over.size + self.under.size


def _numbers() -> array[int]:
    return array("I")


def slips(one: str, other: str, most: int) -> int:
    """How many letters are too many, missing, wrong or swapped with their neighbour; beyond `most`, more."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        last, before, line = before, line, [row]
        for column, against in enumerate(other, 1):
            best = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != against))
            if last and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, last[column - 2] + 1)
            line.append(best)
        if min(line) > most:
            return most + 1
    return line[-1]


def _as_text(numbers: array[int]) -> str:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return base64.b64encode(numbers.tobytes()).decode()


def _as_array(wide: str, text: str) -> array[int]:
    numbers = array("H" if wide == "H" else "I")
    numbers.frombytes(base64.b64decode(text))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

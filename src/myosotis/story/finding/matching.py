"""Which entries answer a question, the best first.

Each term gives entries a cost: a word as typed is better than its beginning, and that better than one nearly
right; over an entry is better than under it. All terms must be there. What costs the same stands in the
order of the story.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property

from myosotis.kit import clock
from myosotis.kit.edtf import sort_key_of
from myosotis.people.viewer import Viewer
from myosotis.story import heads
from myosotis.story.finding import shelves
from myosotis.story.finding.asking import Asked, Group, Term
from myosotis.story.finding.entries import OPENS
from myosotis.story.finding.layers import Field, Layer, slips
from myosotis.story.finding.names import Name, Span, names
from myosotis.story.heads import Spine
from myosotis.story.rules import is_closed
from myosotis.story.values import MomentHead

#: Below this length, a word that stands somewhere as it was typed is not taken for another one.
SURE = 6
#: A beginning needs two letters.
_BEGINNING = 2
_OVER, _UNDER = 0, 1
_EXACT, _PREFIX, _NEAR = 0, 2, 4

#: What an entry costs, by its id.
Costs = dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Entries, the best first, and which tokens were taken for a word that was nearly right."""

    spines: list[Spine]
    near: frozenset[str]


def answer(viewer: Viewer, asked: Asked) -> Answer:
    """What the viewer may see of what was asked for. Nothing asked, nothing found."""
    return _Search(viewer).answer(asked)


@dataclass
class _Search:
    """One search: the viewer's story, the layers of their spaces, and the names things have."""

    viewer: Viewer
    near: set[str] = field(default_factory=set)

    @cached_property
    def story(self) -> Sequence[Spine]:
        return heads.story(self.viewer.family_space, self.viewer.private_space, self.viewer.keys)

    @cached_property
    def layers(self) -> list[tuple[Layer, frozenset[int]]]:
        """Each layer, and the closed letters in it."""
        found = [layer for space in self.viewer.spaces for layer in shelves.of(space, self.viewer.keys)]
        today = clock.today(self.viewer.timezone)
        return [(layer, _closed(layer, today)) for layer in found]

    @cached_property
    def names(self) -> list[Name]:
        return names(self.viewer)

    def answer(self, asked: Asked) -> Answer:
        costs: Costs | None = None
        for group in asked.groups:
            found = self._group(group)
            costs = found if costs is None else _both(costs, found)
        if not costs:
            return Answer([], frozenset())
        # The story alone decides what there is to find; its order stays among equals.
        standing = [spine for spine in self.story if spine.id in costs]
        return Answer(sorted(standing, key=lambda spine: costs[spine.id]), frozenset(self.near))

    def _group(self, group: Group) -> Costs:
        found: Costs | None = None
        for term in group.terms:
            costs = self._term(term)
            found = costs if found is None else _both(found, costs)
        found = found or {}
        if group.date is not None:
            found.update(dict.fromkeys(self._within(group.date.bounds()), _EXACT + _OVER))
        return found

    def _term(self, term: Term) -> Costs:
        costs = self._costs(_EXACT, lambda among: among.exactly(term.token), lambda one: one == term.token)
        if term.last and len(term.token) >= _BEGINNING:
            begins = self._costs(
                _PREFIX,
                lambda among: among.beginning(term.token),
                lambda one: one.startswith(term.token),
            )
            costs = {**begins, **costs}
        if term.slips and (not costs or len(term.token) >= SURE):
            costs = {**self._nearly(term), **costs}
        return costs

    def _nearly(self, term: Term) -> Costs:
        def pick(among: Field) -> set[int]:
            found = among.nearly(term.token, term.slips)
            self.near.update(map(among.token, found))
            return found

        return self._costs(_NEAR, pick, lambda one: slips(term.token, one, term.slips) <= term.slips)

    def _costs(
        self,
        cost: int,
        pick: Callable[[Field], range | set[int]],
        fits: Callable[[str], bool],
    ) -> Costs:
        """What the entries cost in which a picked token stands, or a name that fits."""
        over, under = [], []
        for layer, closed in self.layers:
            over += _ids(layer, layer.over.numbers(pick(layer.over)) - layer.gone)
            under += _ids(layer, layer.under.numbers(pick(layer.under)) - layer.gone - closed)
        for name in self.names:
            if any(map(fits, name.tokens)):
                under += self._named(name)
        return {**dict.fromkeys(under, cost + _UNDER), **dict.fromkeys(over, cost + _OVER)}

    def _named(self, name: Name) -> Iterator[str]:
        """The entries a name of something leads to."""
        if name.span is not None:
            yield from self._within(name.span)
        for layer, closed in self.layers:
            yield from _ids(layer, layer.over.numbers(layer.over.exactly(name.mark)) - layer.gone)
            under = layer.under.numbers(layer.under.exactly(name.mark)) - layer.gone - closed
            yield from _ids(layer, under)

    def _within(self, span: Span) -> Iterator[str]:
        """The entries of the story whose date lies within a span, both days included."""
        first, last = (span[0] or date.min).toordinal(), (span[1] or date.max).toordinal()
        at = bisect_left(self.story, (0, first), key=lambda spine: sort_key_of(spine.date)[:2])
        for spine in self.story[at:]:
            unknown, begins, _minute, ends, _text = sort_key_of(spine.date)
            if unknown or begins > last:
                return
            if -ends <= last:
                yield spine.id


def _closed(layer: Layer, today: date) -> frozenset[int]:
    def closed(at: int) -> bool:
        return is_closed(MomentHead(kind="letter", opens=layer.over.token(at).removeprefix(OPENS)), today)

    return frozenset(layer.over.numbers(filter(closed, layer.over.beginning(OPENS))))


def _ids(layer: Layer, numbers: Iterable[int]) -> list[str]:
    ids = layer.ids
    return [ids[number] for number in numbers]


def _both(one: Costs, other: Costs) -> Costs:
    return {key: one[key] + other[key] for key in one.keys() & other.keys()}

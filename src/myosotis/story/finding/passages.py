"""What a page shows of an entry that was found: a line around the words, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from myosotis.story.finding.asking import Asked
from myosotis.story.finding.folding import is_dense, pairs, runs, sequence, spans

#: How much of an entry stands in a line, in characters, and how much of it before the first found word.
LINE, BEFORE = 260, 90
_MORE = "…"


#: Where a word that was meant stands in a text: its first character, the one after its last, its token.
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, found or around what was found."""

    words: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """Knows which words of a text were meant."""

    tokens: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, asked: Asked, near: Iterable[str]) -> Marker:
        """For a question, and the tokens that were taken for a word of it."""
        exact = {term.token for term in asked.terms}
        begins = tuple(term.token for term in asked.terms if term.last and len(term.token) > 1)
        return cls(frozenset(exact.union(near)), begins)

    def means(self, token: str) -> bool:
        """Whether this token was meant."""
        return token in self.tokens or token.startswith(self.beginnings)

    def places(self, text: str) -> list[Place]:
        """Where words that were meant stand in a text, each with its token; in order, none over another."""
        return [place for begin, end in spans(text) for place in self._in_word(text, begin, end)]

    def _in_word(self, text: str, begin: int, end: int) -> Iterator[Place]:
        folded = runs(text[begin:end])
        if len(folded) == 1 and is_dense(folded[0]) and len(folded[0]) == end - begin:
            yield from self._in_run(folded[0], begin)
            return
        # A word that folding cuts in several is marked whole.
        meant = [token for run in folded for token in pairs(run) if self.means(token)]
        if meant:
            yield begin, end, meant[0]

    def _in_run(self, run: str, begin: int) -> Iterator[Place]:
        """The characters that were meant in a run without spaces; neighbours as one place."""
        meant = {at for at, one in enumerate(run) if one in self.tokens}
        for at in range(len(run) - 1):
            if run[at : at + 2] in self.tokens:
                meant |= {at, at + 1}
        for is_meant, several in groupby(range(len(run)), key=meant.__contains__):
            if is_meant:
                first, *rest = several
                last = rest[-1] if rest else first
                yield begin + first, begin + last + 1, run[first : last + 1]


def line(texts: Sequence[str], marker: Marker) -> tuple[Piece, ...]:
    """The line of these texts that holds the most of what was meant; nothing where none holds any."""
    best: tuple[int, str, list[Place]] = (0, "", [])
    for text in texts:
        places = marker.places(text)
        worth = len({token for _begin, _end, token in places})
        if worth > best[0]:
            best = worth, text, places
    return _cut(best[1], best[2]) if best[0] else ()


def follow(texts: Iterable[str], phrase: tuple[str, ...]) -> bool:
    """Whether these tokens follow each other in one of the texts."""
    width = len(phrase)
    for text in texts:
        all_of = sequence(text)
        if any(tuple(all_of[at : at + width]) == phrase for at in range(len(all_of) - width + 1)):
            return True
    return False


def _cut(text: str, places: list[Place]) -> tuple[Piece, ...]:
    start = max(0, _richest(places) - BEFORE)
    if start:
        # A word is not cut; where there are no spaces, it is.
        space = text.find(" ", start, start + BEFORE // 2)
        start = space + 1 if space >= 0 else start
    stop = min(len(text), start + LINE)
    if stop < len(text):
        space = text.rfind(" ", stop - BEFORE // 2, stop)
        stop = space if space >= 0 else stop
    pieces, at = [Piece(f"{_MORE} ")] if start else [], start
    for begin, end, _token in places:
        if begin >= at and end <= stop:
            pieces += [Piece(text[at:begin]), Piece(text[begin:end], found=True)]
            at = end
    pieces.append(Piece(text[at:stop] + (f" {_MORE}" if stop < len(text) else "")))
    return tuple(piece for piece in pieces if piece.words)


def _richest(places: list[Place]) -> int:
    """Where to begin, so that a line holds the most different words that were meant."""

    def worth(first: int) -> int:
        return len({token for begin, _end, token in places if first <= begin < first + LINE - BEFORE})

    return max((begin for begin, _end, _token in places[:200]), key=worth)

"""How pages speak to the one who reads them: their own words, for as long as a request lasts.

A `Vocabulary` holds the few words a person may choose, and those never to use. `speaking` lets a vocabulary
hold for a while, as Django does with a language; `now` gives it to whoever makes a sentence, `say` to every
template. `docs/words.md` tells how to write one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext, trans_real
from django.utils.translation import gettext as _

#: Stands where somebody wants a word not said, and there is no other.
GAP = "…"
#: Signs of markup and of places. What somebody wants instead of a word may stand inside of both.
_SIGNS = str.maketrans({"<": "‹", ">": "›", "&": "＆", '"': "”", "'": "’", "%": "％", "{": "(", "}": ")"})
#: What no word is looked for in: the places of a sentence, markup, entities.
_PLACES = r"%\(\w+\)[a-z]|%[a-z%]|<[^>]*>|&#?\w+;"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words pages use for one person. All of them stand in sentences written elsewhere."""

    #: After "your", "our", "the": "baby", "little one". And where there are several.
    baby: str
    babies: str
    #: After a name: "died", "was born still". There is no noun: "the day %(baby)s %(died)s" says it.
    died: str
    #: After a name too: "was born".
    born: str
    #: What the person is called: "mum"; nothing, where they said nothing.
    me: str = ""
    #: Whether the story says weeks of pregnancy.
    weeks: bool = False
    #: Whether this is a time of quiet for them: nothing tells that something waits.
    quiet: bool = False
    #: Features this person turned off (`people.wording_choices.SWITCHES`).
    off: frozenset[str] = frozenset()
    #: Words never to use, and what to say instead; nothing: leave a gap.
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def your_baby(self) -> str:
        """Speaking to a parent."""
        return _("your %(baby)s") % {"baby": self.baby}

    @property
    def our_baby(self) -> str:
        """Speaking for the parents."""
        return _("our %(baby)s") % {"baby": self.baby}

    @property
    def the_baby(self) -> str:
        """Speaking to anybody else."""
        return _("the %(baby)s") % {"baby": self.baby}

    def call(self, name: str) -> str:
        """A name where there is one and names may be said; else "your baby"."""
        return name if name and self.shows("names") else self.your_baby

    def shows(self, feature: str) -> bool:
        """Whether a feature is there for this person."""
        return feature not in self.off

    def told(self, sentence: str) -> str:
        """A sentence of ours without the words never to use. Its places are filled afterwards."""
        if self._unwanted is None:
            return sentence
        return self._unwanted.sub(self._other, sentence)

    @cached_property
    def _unwanted(self) -> re.Pattern[str] | None:
        words = sorted(map(_folded, self.instead), key=len, reverse=True)
        found = "|".join(map(_pattern, filter(None, words)))
        return re.compile(rf"({_PLACES})|(?<!\w)({found})(?!\w)", re.IGNORECASE) if found else None

    @cached_property
    def _others(self) -> dict[str, str]:
        return {_folded(word): other.translate(_SIGNS) for word, other in self.instead.items()}

    def _other(self, found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1]
        other = self._others.get(_folded(found[2])) or GAP
        return other[:1].upper() + other[1:] if found[2][:1].isupper() else other


def plain() -> Vocabulary:
    """The words for somebody who chose none, in the language that is spoken now."""
    return Vocabulary(
        baby=pgettext("after “your”, “our” and “the”", "baby"),
        babies=pgettext("after “your”, “our” and “the”", "babies"),
        died=pgettext("after a name", "died"),
        born=pgettext("after a name", "was born"),
    )


_NOW: ContextVar[Callable[[], Vocabulary]] = ContextVar("vocabulary", default=plain)


def now() -> Vocabulary:
    """The vocabulary that holds now."""
    return _NOW.get()()


@contextmanager
def speaking(vocabulary: Callable[[], Vocabulary]) -> Iterator[None]:
    """Let a vocabulary hold; it is asked for when the first sentence is made, and once."""
    once = cache(vocabulary)
    # Where Django keeps the catalogue of the language that is spoken now. It has no other door to it.
    active = vars(trans_real)["_active"]
    before = getattr(active, "value", None)
    catalogue = before or trans_real.translation(get_language() or settings.LANGUAGE_CODE)
    token = _NOW.set(once)
    active.value = _Careful(catalogue.inner if isinstance(catalogue, _Careful) else catalogue, once)
    try:
        yield
    finally:
        _NOW.reset(token)
        if before is None:
            del active.value
        else:
            active.value = before


def said(_request: HttpRequest) -> dict[str, Any]:
    """`say` for every template."""
    return {"say": now()}


class _Careful:
    """A catalogue of translations that leaves out what the reader does not want to read."""

    def __init__(self, catalogue: Any, vocabulary: Callable[[], Vocabulary]) -> None:
        self.inner = catalogue
        self._vocabulary = vocabulary
        self._asking = False

    def gettext(self, message: str) -> str:
        return self._told(self.inner.gettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self._told(self.inner.ngettext(one, many, number))

    def _told(self, sentence: str) -> str:
        # An untranslated sentence comes back with its note to translators before it.
        sentence = sentence.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        if self._asking or sentence == ":":
            # The vocabulary is being made, and its own words are looked at there; or it is the sign Django
            # puts behind the label of each field, and nobody has to be asked for their words to say it.
            return sentence
        self._asking = True
        try:
            return self._vocabulary().told(sentence)
        finally:
            self._asking = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def apart(words: str) -> str:
    """A person's own words, held apart where they run from right to left, inside any sentence."""
    runs = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)
    return f"\u2068{words}\u2069" if runs else words


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("'", "’").split())


def _pattern(word: str) -> str:
    return r"\s+".join(re.escape(part).replace("’", "['’]") for part in word.split())

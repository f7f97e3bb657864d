"""A list of 1,024 gentle words, and secrets written with them (ten bits a word).

Recovery sheets are read by people in grief, so the list holds plain, concrete words and nothing about
children, families, bodies, illness or loss. The first four letters tell each word from all others.
A sheet is sixteen words: 18 secret bytes and a 2-byte checksum, the first two bytes of
SHA-256("myosotis/sheet/1" + secret).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

SECRET, CHECKSUM, COUNT = 18, 2, 16
_LABEL = b"myosotis/sheet/1"

WORDS: tuple[str, ...] = tuple(Path(__file__).with_name("gentle_words.txt").read_text("ascii").split())
_NUMBER = {word[:4]: number for number, word in enumerate(WORDS)}


class WordsDoNotFit(ValueError):
    """The words typed are not those of a sheet. `position` is the first that is not in the list, or None."""

    def __init__(self, sentence: str, position: int | None = None) -> None:
        super().__init__(sentence)
        self.position = position


def encode(secret: bytes) -> list[str]:
    """The sixteen words of an 18-byte secret."""
    if len(secret) != SECRET:
        raise ValueError("a sheet's secret has 18 bytes")
    number = int.from_bytes(secret + _checksum(secret), "big")
    return [WORDS[number >> 10 * (COUNT - 1 - at) & 1023] for at in range(COUNT)]


def decode(words: Iterable[str]) -> bytes:
    """The secret behind sixteen words; case, punctuation and anything after four letters do not matter.

    Raises `WordsDoNotFit` with a sentence for people; it never repeats what was typed.
    """
    typed = [cleaned for word in words if (cleaned := re.sub(r"[^a-z]", "", word.casefold()))]
    for position, word in enumerate(typed, 1):
        if word[:4] not in _NUMBER:
            raise WordsDoNotFit(
                f"Word {position} is not one of the sheet's words. Please look at it once more.", position
            )
    if len(typed) != COUNT:
        raise WordsDoNotFit(f"A sheet has {COUNT} words; {len(typed)} came.")
    number = 0
    for word in typed:
        number = number << 10 | _NUMBER[word[:4]]
    data = number.to_bytes(SECRET + CHECKSUM, "big")
    secret = data[:SECRET]
    if _checksum(secret) != data[SECRET:]:
        raise WordsDoNotFit(
            "These words do not belong together. One of them may be another word of the list."
        )
    return secret


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(_LABEL + secret).digest()[:CHECKSUM]

"""Recovery sheets: sixteen gentle words (or their QR code) that open one space without the root key.

A sheet's secret has 18 random bytes (144 bits); with its 2-byte checksum it is sixteen words of a list of
1,024. Nobody can try words at any speed that matters, so no slow hash is needed in between.
"""

from __future__ import annotations

import os

from myosotis.kit import gentle_words
from myosotis.vault import keys

SECRET = 18


def new_secret() -> bytes:
    """A new sheet's secret: 18 random bytes."""
    return os.urandom(SECRET)


def sheet_key(secret: bytes) -> bytes:
    """The 32-byte key a sheet's secret stands for."""
    return keys.derive(secret, b"myosotis/sheet/1")


def to_words(secret: bytes) -> list[str]:
    """The sixteen words of a secret."""
    return gentle_words.encode(secret)


def from_words(text: str) -> bytes:
    """The secret behind words somebody typed; raises `WordsDoNotFit` with a kind sentence."""
    return gentle_words.decode(text.split())

"""Stylesheets made of small files in a written-out order; served by `pages` at `/look/<fingerprint>.css`.

There is no build: the files are read once and joined. Order matters (tokens before use, print last), which
is why it is a list and not a folder listing.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CSS = HERE / "static" / "design" / "css"
COMPONENTS = HERE / "components"

FIRST = ("faces", "tokens", "ground", "page", "words", "controls")
PARTS = (
    "flower",
    "icon",
    "button",
    "back",
    "date",
    "word",
    "field",
    "choices",
    "notice",
    "undo",
    "empty",
    "entry",
    "message",
    "veil",
    "picture",
    "folded",
    "candle",
    "facts",
    "ledger",
    "pager",
    "codebox",
    "linkbox",
    "wordgrid",
    "square",
    "passkey",
    "upload",
)
LAST = ("account", "pages", "lives", "book", "writing", "gallery", "print", "older")


#: What a reader's page never shows is left out of its sheet, and its faces are smaller.
BOOK_FIRST = ("faces-book", "tokens", "ground", "page", "words", "controls")
BOOK_PARTS = ("flower", "button", "icon", "date", "field", "notice", "veil", "picture")
BOOK_LAST = ("book", "print", "older")


def files(name: str = "house") -> list[Path]:
    """Every file of a sheet, in its order: "house" for everybody who is signed in, "book" for a reader."""
    first, parts, last = (FIRST, PARTS, LAST) if name == "house" else (BOOK_FIRST, BOOK_PARTS, BOOK_LAST)
    return [
        *(CSS / f"{one}.css" for one in first),
        *(COMPONENTS / one / f"{one}.css" for one in parts),
        *(CSS / f"{one}.css" for one in last),
    ]


@cache
def sheet(name: str = "house") -> bytes:
    """A whole stylesheet, UTF-8. Read once for each process."""
    return b"\n".join(path.read_bytes() for path in files(name))


@cache
def fingerprint(name: str = "house") -> str:
    """The first 16 hex digits of a sheet's SHA-256; a new look has a new address, so caches may keep it."""
    return hashlib.sha256(sheet(name)).hexdigest()[:16]

"""One stylesheet, made of small files in a written-out order; served by `pages` at `/look/<fingerprint>.css`.

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
    "upload",
)
LAST = ("account", "pages", "writing", "gallery", "print", "older")


def files() -> list[Path]:
    """Every style file, in the order of the sheet."""
    return [
        *(CSS / f"{name}.css" for name in FIRST),
        *(COMPONENTS / name / f"{name}.css" for name in PARTS),
        *(CSS / f"{name}.css" for name in LAST),
    ]


@cache
def sheet() -> bytes:
    """The whole stylesheet, UTF-8. Read once for each process."""
    return b"\n".join(path.read_bytes() for path in files())


@cache
def fingerprint() -> str:
    """The first 16 hex digits of the sheet's SHA-256; a new look has a new address, so caches may keep it."""
    return hashlib.sha256(sheet()).hexdigest()[:16]

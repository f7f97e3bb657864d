"""One script, made of the components' own; served by `pages` at `/look/<fingerprint>.js`.

Each file is a function that runs at once and keeps its names to itself, finds its markup by a data-
attribute, and leaves the page as it was where it finds none. Every page works without any of them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

COMPONENTS = Path(__file__).parent / "components"

SCRIPTS = (
    "veil/veil.js",
    "pictures/pictures.js",
    "codebox/copy.js",
    "field/from-link.js",
    "sheet/blocks.js",
    "sheet/toolbar.js",
    "sheet/keeping.js",
    "sheet/sheet.js",
)


def files() -> list[Path]:
    """Every script file, in the order of the whole."""
    return [COMPONENTS / name for name in SCRIPTS]


@cache
def script() -> bytes:
    """The whole script, UTF-8. Read once for each process."""
    return b"\n".join(path.read_bytes() for path in files())


@cache
def fingerprint() -> str:
    """The first 16 hex digits of the script's SHA-256."""
    return hashlib.sha256(script()).hexdigest()[:16]

"""Scripts made of the components' own files; served by `pages` at `/look/<fingerprint>.js`.

Each file is a function that runs at once and keeps its names to itself, finds its markup by a data-
attribute, and leaves the page as it was where it finds none. Every page works without any of them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

COMPONENTS = Path(__file__).parent / "components"

#: The files of each script, in order. A reader's page carries only what it can use.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "house": (
        "veil/veil.js",
        "pictures/pictures.js",
        "codebox/copy.js",
        "field/from-link.js",
        "field/says.js",
        "message/keys.js",
        "sheet/blocks.js",
        "sheet/toolbar.js",
        "sheet/keeping.js",
        "sheet/sheet.js",
        "passkey/passkey.js",
    ),
    "book": ("veil/veil.js", "field/open-link.js"),
}


def files(name: str = "house") -> list[Path]:
    """Every file of a script, in the order of the whole."""
    return [COMPONENTS / one for one in SCRIPTS[name]]


@cache
def script(name: str = "house") -> bytes:
    """A whole script, UTF-8. Read once for each process."""
    return b"\n".join(path.read_bytes() for path in files(name))


@cache
def fingerprint(name: str = "house") -> str:
    """The first 16 hex digits of a script's SHA-256."""
    return hashlib.sha256(script(name)).hexdigest()[:16]

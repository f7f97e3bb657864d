"""Looking for words in bytes: the ways a word may hide, and every write a process made."""

from __future__ import annotations

import base64
import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path


def forms_of(word: str) -> dict[str, bytes]:
    """The ways a word may hide in bytes."""
    plain = word.encode()
    forms = {
        "plain": plain,
        "lower": word.casefold().encode(),
        "utf-16": word.encode("utf-16-le"),
        "hex": plain.hex().encode(),
        "percent": urllib.parse.quote(word).encode(),
        "form": urllib.parse.quote_plus(word).encode(),
        "json": json.dumps(word)[1:-1].encode(),
    }
    for shift in range(3):
        # The middle of the word at each of the three positions base64 may give it.
        coded = base64.b64encode(b"\0" * shift + plain)
        forms[f"base64+{shift}"] = coded[4 * (1 if shift else 0) : -4]
    return forms


def _unescaped(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(rb"\x", b"").decode()) if rb"\x" in text else text


def written_to_files(traces: Path) -> Iterator[tuple[str, bytes]]:
    """Every write of every process to anything that is not a socket or a pipe between our own processes."""
    call = re.compile(rb"^(?:\w+)\((\d+)<([^>]*)>, (.*)$")
    for trace in traces.iterdir():
        for line in trace.read_bytes().splitlines():
            found = call.match(line)
            if found is None:
                continue
            where = _unescaped(found[2]).decode("utf-8", "replace")
            if where.startswith(("socket:", "pipe:", "anon_inode:", "TCP", "UNIX")):
                continue
            texts = re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', found[3])
            yield where, b"".join(_unescaped(text) for text in texts)

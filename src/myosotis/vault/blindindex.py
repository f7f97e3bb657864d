"""Finding a row by a secret value without keeping the value: a keyed code of it (HMAC-SHA-256)."""

from __future__ import annotations

from myosotis.vault import keys
from myosotis.vault.root import root_key


def code(purpose: str, value: str) -> bytes:
    """The code of `value` for one purpose of the installation, such as "e-mail". 32 bytes."""
    return keys.keyed_digest(root_key().purpose("index|" + purpose), value.encode("utf-8", "surrogatepass"))

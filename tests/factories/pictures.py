"""Pictures for tests that need one of some size, and no more of it than that."""

from __future__ import annotations

import io
from uuid import uuid4

from PIL import Image


def picture(megabytes: float) -> bytes:
    """A drawn picture of some size, no other is equal to."""
    held, side = io.BytesIO(), int((megabytes * 1_000_000 / 1.2) ** 0.5)
    Image.effect_noise((side, side), 90).convert("RGB").save(held, "JPEG", quality=98)
    return held.getvalue() + uuid4().bytes

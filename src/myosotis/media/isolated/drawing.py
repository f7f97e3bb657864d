"""The libraries that open pictures, loaded before the door is locked, and the steps they take."""

from __future__ import annotations

import os
from typing import Any

# Read by libvips when it is loaded. More than two threads a picture would only hold more memory at once; a
# picture that does not fit into memory is refused, never put on a disk.
os.environ["VIPS_CONCURRENCY"] = "2"
os.environ["VIPS_DISC_THRESHOLD"] = "8g"

from PIL import Image

from myosotis.media import steps
from myosotis.media.steps.work import Stop, Work

# Everything Pillow would import when it first meets a kind: later there are no files to import from.
Image.preinit()
for _name in ("MpoImagePlugin", "TiffImagePlugin", "WebPImagePlugin", "AvifImagePlugin"):
    __import__(f"PIL.{_name}")


def draw(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Take one file through the steps: what is known of it, and its renditions."""
    work = Work(data=data)
    try:
        for step in steps.STEPS:
            step(work)
    except Stop as stop:
        return {"code": stop.code}, []
    except MemoryError:
        return {"code": "too-hard"}, []
    return work.answer(), list(work.renditions.values())

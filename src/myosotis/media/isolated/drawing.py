"""The libraries that open pictures, loaded before the door is locked, and the steps they take."""

from __future__ import annotations

import codecs
import os
from typing import Any

# Read by libvips when it is loaded. More than two threads a picture would only hold more memory at once; a
# picture that does not fit into memory is refused, never put on a disk.
os.environ["VIPS_CONCURRENCY"] = "2"
os.environ["VIPS_DISC_THRESHOLD"] = "8g"

from PIL import Image

from myosotis.media import steps
from myosotis.media.steps.work import Stop, Work

# Everything that would be imported when it is first needed: later there are no files to import from.
for _name in ("ascii", "latin-1", "utf-16", "utf-16-be", "utf-16-le", "utf-32"):
    codecs.lookup(_name)
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
    except Exception:
        # Whatever else a library makes of a strange file; only this file is refused.
        return {"code": "damaged"}, []
    return work.answer(), list(work.renditions.values())

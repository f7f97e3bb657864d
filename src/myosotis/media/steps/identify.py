"""First step: which kind is it, by its bytes, and is it small enough to open?"""

from __future__ import annotations

from io import BytesIO

import pi_heif
import pyvips
from PIL import Image, UnidentifiedImageError

from myosotis.media import kinds
from myosotis.media.steps.work import Stop, Work

#: The most points a picture may have; a phone makes 200 million at the very most.
PIXELS = 200_000_000
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
Image.MAX_IMAGE_PIXELS = None  # the bound is ours, and is asked before anything is opened


def identify(work: Work) -> None:
    """Set the kind, and the size as it stands upright, from the file's own head."""
    work.kind = kinds.guess(work.data[: kinds.HEAD])
    if not work.kind:
        raise Stop(kinds.refusal(work.data[: kinds.HEAD]))
    work.width, work.height = _size(work)
    if work.width * work.height > PIXELS:
        raise Stop("too-many-pixels")


def _size(work: Work) -> tuple[int, int]:
    try:
        if work.kind == "heic":
            width, height = pi_heif.open_heif(work.data).size  # libheif turns it upright itself
            return int(width), int(height)
        image = pyvips.Image.new_from_buffer(work.data, "")
        turned = image.get_typeof("orientation") and image.get("orientation") in _ON_ITS_SIDE
        return (image.height, image.width) if turned else (image.width, image.height)
    except (pyvips.Error, ValueError, RuntimeError, SyntaxError, OSError, EOFError):
        return _size_by_pillow(work.data)


def _size_by_pillow(data: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            turned = image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
            return (image.height, image.width) if turned else image.size
    except (UnidentifiedImageError, ValueError, SyntaxError, OSError, EOFError, TypeError):
        raise Stop("damaged") from None


#: What Pillow may open, so that it tries nothing we do not mean.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")

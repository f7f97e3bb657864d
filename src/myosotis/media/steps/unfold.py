"""Third step: open it, no larger than the largest rendition, and turn it upright."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pi_heif
import pyvips
from PIL import Image, ImageFile, ImageOps

from myosotis.media.steps.identify import FORMATS
from myosotis.media.steps.work import Stop, Work

#: The longest side of the largest rendition, in points.
LARGEST = 1920
_FIT = {"height": LARGEST, "size": "down"}
_TROUBLE = (pyvips.Error, ValueError, RuntimeError, SyntaxError, OSError, EOFError, TypeError, IndexError)
pi_heif.options.DECODE_THREADS = 2
ImageFile.LOAD_TRUNCATED_IMAGES = True


def unfold(work: Work) -> None:
    """Set `image`, upright, with the colour profile the file brought; or raise `Stop`."""
    for way, whole in _ways(work):
        try:
            work.image = way(work)
        except _TROUBLE as trouble:
            if "out of memory" in str(trouble).lower():
                raise Stop("too-hard") from None
            continue
        work.damaged = not whole
        return
    raise Stop("damaged")


def _ways(work: Work) -> list[tuple[Callable[[Work], Any], bool]]:
    """How to open it, best first, and whether what comes is the whole picture.

    Each copies the points into memory of libvips' own: then a fault in the file speaks here and not later,
    and nothing leans on what another library frees.
    """
    if work.kind == "heic":
        return [(_heic, True)]
    if work.kind == "bmp":
        return [(_by_pillow, True)]
    return [(_strictly, True), (_leniently, False), (_by_pillow, False)]


def _strictly(work: Work) -> Any:
    return pyvips.Image.thumbnail_buffer(
        work.data, LARGEST, option_string="fail_on=truncated", **_FIT
    ).copy_memory()


def _leniently(work: Work) -> Any:
    return pyvips.Image.thumbnail_buffer(work.data, LARGEST, **_FIT).copy_memory()


def _heic(work: Work) -> Any:
    """Opened by libheif, which turns it upright itself."""
    opened = pi_heif.open_heif(work.data, convert_hdr_to_8bit=True)
    bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}.get(opened.mode.split(";")[0])
    if bands is None:
        raise ValueError("an unknown arrangement of colours")
    width, height = opened.size
    line = opened.stride // bands
    image = pyvips.Image.new_from_memory(opened.data, line, height, bands, "uchar")
    image = image.crop(0, 0, width, height) if line != width else image
    work.width, work.height = width, height
    return _fitted(image, bands, opened.info.get("icc_profile"))


def _by_pillow(work: Work) -> Any:
    with Image.open(BytesIO(work.data), formats=FORMATS) as found:
        profile = found.info.get("icc_profile")
        found.draft("RGB", (LARGEST, LARGEST))
        upright = ImageOps.exif_transpose(found)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    if plain.mode != "RGB" or found.mode not in ("RGB", "RGBA"):
        profile = profile if found.mode == plain.mode else None
    bands = len(plain.getbands())
    image = pyvips.Image.new_from_memory(plain.tobytes(), plain.width, plain.height, bands, "uchar")
    return _fitted(image, bands, profile)


def _fitted(image: Any, bands: int, profile: bytes | None) -> Any:
    image = image.copy(interpretation="srgb" if bands >= 3 else "b-w")
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", bytes(profile))
    return image.thumbnail_image(LARGEST, **_FIT).copy_memory()

"""Last step: make the pictures that pages show."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from myosotis.media.steps import likeness
from myosotis.media.steps.unfold import LARGEST
from myosotis.media.steps.work import Work

#: The longest sides, in points. Names made of them are permanent.
SIZES = (480, 960, LARGEST)
#: For browsers that do not know WebP.
JPEG = 1280
QUALITY = 80  # of WebP at least: `likeness` asks for more where it is needed
#: libwebp's effort, from 0 to 6: 2 takes a third longer and saves a tenth of the bytes or less.
EFFORT = 1


def render(work: Work) -> None:
    """Set `renditions`. A size larger than the picture is not made; the largest made one stands for it."""
    whole = work.image
    longest = max(whole.width, whole.height)
    sizes = [size for at, size in enumerate(SIZES) if at == 0 or SIZES[at - 1] < longest]
    # Two threads: writing the largest takes about as long as making and writing all the others.
    with ThreadPoolExecutor(1) as beside:
        others = beside.submit(_others, whole, sizes[:-1])
        largest = _webp(_fit(whole, sizes[-1]))
        work.renditions = {**others.result(), f"webp-{sizes[-1]}": largest}


def _others(whole: Any, sizes: list[int]) -> dict[str, bytes]:
    made = {f"jpeg-{JPEG}": bytes(_fit(whole, JPEG).jpegsave_buffer(Q=QUALITY, keep="none"))}
    made.update({f"webp-{size}": _webp(_fit(whole, size)) for size in sizes})
    return made


def _fit(image: Any, size: int) -> Any:
    if max(image.width, image.height) <= size:
        return image
    return image.thumbnail_image(size, height=size, size="down", no_rotate=True).copy_memory()


def _webp(image: Any) -> bytes:
    needed = likeness.quality(image, QUALITY, EFFORT)
    return bytes(image.webpsave_buffer(Q=needed, effort=EFFORT, keep="none"))

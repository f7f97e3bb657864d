"""How like the picture a rendition is: SSIM, structural similarity (Wang and others 2004), from 0 to 1."""

from __future__ import annotations

from math import log
from typing import Any

import pyvips

#: Every rendition is at least this like the picture made as small. The sample aims a little higher.
BOUND, _AIM = 0.97, 0.974
_TILES, _TILE = 4, 50
#: Windows of five by five points side by side: they spread as the usual Gaussian of 1.5 points does.
_WINDOW = 5
_EVEN, _CONTRAST = (0.01 * 255) ** 2, (0.03 * 255) ** 2
#: How much of the difference stays when the quality goes up by five; measured, on the cautious side.
_STAYS = 0.76
_BEST = 95


def quality(image: Any, usual: int, effort: int) -> int:
    """The WebP quality this picture needs: the usual one, or more where grain would be lost.

    It is found on small pieces from all over the picture, in a fraction of the time that writing takes.
    """
    if min(image.width, image.height) < _TILE:
        return usual
    piece = _pieces(image)
    written = piece.webpsave_buffer(Q=usual, effort=effort, keep="none")
    lost = 1 - ssim(piece, pyvips.Image.new_from_buffer(written, ""))
    allowed = 1 - _AIM
    if lost <= allowed:
        return usual
    return min(_BEST, usual + round(5 * log(allowed / lost) / log(_STAYS) + 0.5))


def ssim(one: Any, other: Any) -> float:
    """The mean over windows of the brightness of two pictures of one size."""
    a, b = (image.colourspace("b-w").extract_band(0).cast("float") for image in (one, other))
    means = a.bandjoin([b, a * a + b * b, a * b]).shrink(_WINDOW, _WINDOW)
    values = memoryview(bytes(means.write_to_memory())).cast("f")
    windows = [_alike(*values[at : at + 4]) for at in range(0, len(values), 4)]
    return sum(windows) / len(windows)


def _alike(a: float, b: float, squares: float, product: float) -> float:
    """SSIM of one window from the means of its points, of their squares and of their products."""
    even = a * a + b * b
    alike = (a * b * 2 + _EVEN) * ((product - a * b) * 2 + _CONTRAST)
    return alike / ((even + _EVEN) * (squares - even + _CONTRAST))


def _pieces(image: Any) -> Any:
    wide, high = image.width - _TILE, image.height - _TILE
    if min(wide, high) < _TILE:
        return image
    last = _TILES - 1
    places = [(wide * x // last, high * y // last) for y in range(_TILES) for x in range(_TILES)]
    tiles = [image.crop(x, y, _TILE, _TILE) for x, y in places]
    return pyvips.Image.arrayjoin(tiles, across=_TILES).copy_memory()

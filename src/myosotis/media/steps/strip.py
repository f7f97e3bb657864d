"""Fourth step: make it plain. Screen colours, eight bits, nothing see-through.

Whatever else the file carried (position, camera, owner, thumbnail, colour profile) is left behind by the
way renditions are written: only the points of the picture go on.
"""

from __future__ import annotations

from typing import Any

import pyvips

from myosotis.media.steps.work import Work

#: What shows through a picture that is see-through: white paper.
_PAPER = [255, 255, 255]


_PROFILE, _SCREEN = "icc-profile-data", "srgb"


def strip(work: Work) -> None:
    """Leave three bands of eight bits in screen colours."""
    image = _in_screen_colours(work.image)
    if image.hasalpha():
        image = image.flatten(background=_PAPER)
    if image.bands != 3:
        image = image.extract_band(0, n=3)
    image = image.cast("uchar") if image.format != "uchar" else image
    work.image = image if image is work.image else image.copy_memory()


def _in_screen_colours(image: Any) -> Any:
    # Here, after making it smaller: the same points, and a tenth of the time it takes before.
    if image.get_typeof(_PROFILE) and not _is_of_screens(image.get(_PROFILE)):
        try:
            return image.icc_transform(_SCREEN, embedded=True, depth=8)
        except pyvips.Error:
            pass  # a profile that is broken or for other colours says nothing
    return image if image.interpretation == _SCREEN else image.colourspace(_SCREEN)


def _is_of_screens(profile: bytes) -> bool:
    """Whether a profile names the very colours we want, as most do that phones write."""
    head = bytes(profile[:2048])
    return b"sRGB" in head or b"\0s\0R\0G\0B" in head

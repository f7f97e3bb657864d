"""Fourth step: make it plain. Screen colours, eight bits, nothing see-through.

Whatever else the file carried (position, camera, owner, thumbnail, colour profile) is left behind by the
way renditions are written: only the points of the picture go on.
"""

from __future__ import annotations

from myosotis.media.steps.work import Work

#: What shows through a picture that is see-through: white paper.
_PAPER = [255, 255, 255]


def strip(work: Work) -> None:
    """Leave three bands of eight bits in screen colours."""
    image = work.image
    if image.interpretation != "srgb" or image.format != "uchar":
        image = image.colourspace("srgb")
    if image.hasalpha():
        image = image.flatten(background=_PAPER)
    if image.bands != 3:
        image = image.extract_band(0, n=3)
    work.image = image.cast("uchar") if image.format != "uchar" else image

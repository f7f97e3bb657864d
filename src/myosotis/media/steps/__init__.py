"""What happens to a picture, read aloud. Runs inside the isolated process and needs no Django.

A step takes the `Work`, adds to it what it found or made, and raises `Stop` with a code of `reasons` when
the picture can go no further. Nothing needs to be tidied up: a step holds nothing outside the `Work`.
"""

from __future__ import annotations

from collections.abc import Callable

from myosotis.media.steps.identify import identify
from myosotis.media.steps.read import read
from myosotis.media.steps.render import render
from myosotis.media.steps.strip import strip
from myosotis.media.steps.unfold import unfold
from myosotis.media.steps.work import Work

Step = Callable[[Work], None]

#: In this order.
STEPS: tuple[Step, ...] = (
    identify,  # which kind is it, and is it small enough to open?
    read,  # what did the camera write down about it?
    unfold,  # open it, no larger than the largest rendition, and turn it upright
    strip,  # make it plain: screen colours, nothing see-through, nothing but the picture
    render,  # make the pictures that pages show
)

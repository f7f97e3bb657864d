"""Drawings that stand in for photographs: soft shapes on paper colours, with the grain of a film.

Each scene is an SVG of 1600 by 1200 points, made of gradients and blurred shapes, rendered in memory and
given a camera's date. Nothing here shows a person.
"""

from __future__ import annotations

import math
from io import BytesIO
from typing import Any

import pyvips
from PIL import Image

WIDTH, HEIGHT = 1600, 1200
_QUALITY = 88
_DATE_TAKEN, _EXIF_PART, _MODEL = 0x9003, 0x8769, 0x0110
_BLURS = (2, 5, 10, 18, 32, 60, 110)


def photograph(scene: str, taken: str = "") -> bytes:
    """A JPEG of a scene; `taken` is a local time as EXIF writes it ("2024:03:09 07:02:00"), or nothing."""
    image = _grained(pyvips.Image.svgload_buffer(_framed(scene).encode()))
    exif = Image.Exif()
    if taken:
        exif[_MODEL] = "A drawing"
        exif.get_ifd(_EXIF_PART)[_DATE_TAKEN] = taken
    out = BytesIO()
    plain = Image.frombytes("RGB", (image.width, image.height), image.write_to_memory())
    plain.save(out, "JPEG", quality=_QUALITY, exif=exif)
    return out.getvalue()


def fade(name: str, *colours: str, along: str = "0 0 0 1") -> str:
    """A gradient to fill with: `along` is x1 y1 x2 y2; the colours stand at equal steps."""
    x1, y1, x2, y2 = along.split()
    last = max(len(colours) - 1, 1)
    stops = "".join(f'<stop offset="{at / last:.3f}" stop-color="{c}"/>' for at, c in enumerate(colours))
    return f'<linearGradient id="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{stops}</linearGradient>'


def glow(name: str, colour: str, strength: float = 1.0) -> str:
    """Light around a point, to fill a circle with."""
    stops = "".join(
        f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{strength * part:.3f}"/>'
        for at, part in ((0, 1), (0.18, 0.62), (0.45, 0.24), (1, 0))
    )
    return f'<radialGradient id="{name}">{stops}</radialGradient>'


def ground(fill: str) -> str:
    """A fill over the whole picture."""
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{fill}"/>'


def shape(path: str, fill: str, *, soft: int = 0, opacity: float = 1.0) -> str:
    """A closed shape; `soft` is one of the blurs."""
    return f'<path d="{path}" fill="{fill}" {_look("fill", soft, opacity)}/>'


def stroke(path: str, colour: str, width: float, *, soft: int = 0, opacity: float = 1.0) -> str:
    """A line with round ends."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
        f'stroke-linejoin="round" {_look("stroke", soft, opacity)}/>'
    )


def spot(
    x: float, y: float, rx: float, fill: str, *, ry: float = 0, soft: int = 0, opacity: float = 1.0
) -> str:
    """A circle, or an ellipse where `ry` is given."""
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry or rx:.1f}" fill="{fill}" '
        f"{_look('fill', soft, opacity)}/>"
    )


def softly(soft: int, *parts: str) -> str:
    """Many small parts blurred at once: each blur costs as much as the whole picture."""
    return f'<g filter="url(#b{soft})">{"".join(parts)}</g>'


def ridge(height: float, swing: float, seed: int, *, steps: int = 40) -> str:
    """The outline of hills, filled down to the lower edge."""
    points = []
    for at in range(steps + 1):
        x = WIDTH * at / steps
        far = sum(math.sin(x / length + seed * turn) * part for length, turn, part in _SWINGS)
        points.append(f"{x:.0f} {height + swing * far:.0f}")
    return f"M0 {HEIGHT}L{'L'.join(points)}L{WIDTH} {HEIGHT}Z"


def chance(number: int, seed: int) -> float:
    """A number between 0 and 1 that looks like chance and is the same each time."""
    return math.sin(number * 12.9898 + seed * 78.233) * 43758.5453 % 1


_SWINGS = ((310, 1.7, 0.6), (127, 2.9, 0.28), (53, 4.3, 0.12))


def _look(part: str, soft: int, opacity: float) -> str:
    """Blur and opacity. The opacity of a fill or a line costs little; that of a whole element, a picture."""
    blur = f'filter="url(#b{soft})" ' if soft else ""
    return f'{blur}{part}-opacity="{opacity}"' if opacity != 1.0 else blur


def _framed(scene: str) -> str:
    blurs = "".join(
        f'<filter id="b{size}" x="-50%" y="-50%" width="200%" height="200%">'
        f'<feGaussianBlur stdDeviation="{size}"/></filter>'
        for size in _BLURS
    )
    edge = (
        '<radialGradient id="edge" cx=".5" cy=".47" r=".78"><stop offset=".55" stop-color="#2a2420" '
        'stop-opacity="0"/><stop offset="1" stop-color="#2a2420" stop-opacity=".34"/></radialGradient>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}"><defs>{blurs}{edge}</defs>{scene}{ground("url(#edge)")}</svg>'
    )


def _grained(image: Any) -> Any:
    """The picture on paper: a little uneven, with the grain of a film."""
    flat = image.flatten(background=[251, 248, 243]) if image.hasalpha() else image
    grain = pyvips.Image.gaussnoise(WIDTH, HEIGHT, mean=0, sigma=7, seed=3).gaussblur(0.7)
    cloud = pyvips.Image.perlin(WIDTH, HEIGHT, cell_size=240, seed=5) * 3.0
    return (flat + grain + cloud).cast("uchar")

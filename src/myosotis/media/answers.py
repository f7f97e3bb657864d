"""Checking what the isolated process answered. It may have been taken over by the file it opened.

Every number is bounded, every text is of a known form, and a rendition that carries anything besides the
points of a picture is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from myosotis.kit import clock
from myosotis.kit.edtf import NotADate, parse_edtf
from myosotis.media import kinds, reasons

#: The names a rendition may have, with its longest side in points.
RENDITIONS = {"webp-480": 480, "webp-960": 960, "webp-1920": 1920, "jpeg-1280": 1280}
#: The largest rendition in bytes: 1920 by 1920 points hardly ever take a tenth of it.
LARGEST = 12 * 1024 * 1024
_LARGEST_SIDE = 1_000_000
_LONGEST_CAMERA = 80
_FIRST_PHOTOGRAPH = 1826

#: JPEG segments that describe the picture itself: tables, frame, scan, and the JFIF head.
_JPEG_PARTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})


class Nonsense(Exception):
    """The answer is not one our own code would give."""


def refusal(word: dict[str, Any]) -> str:
    """The code of a refusal; "" when it is none."""
    return _one_of(word["code"], reasons.CODES) if "code" in word else ""


def facts(word: dict[str, Any]) -> dict[str, Any]:
    """What was found out about the picture, each value of the type and size it must have."""
    found = {
        "kind": _one_of(word.get("kind"), kinds.PICTURES),
        "width": _number(word.get("width"), _LARGEST_SIDE),
        "height": _number(word.get("height"), _LARGEST_SIDE),
        "camera": _line(word.get("camera")),
        "has_position": word.get("has_position") is True,
        "damaged": word.get("damaged") is True,
    }
    return {**found, "taken": _moment(word.get("taken"))}


def sizes(word: dict[str, Any]) -> dict[str, int]:
    """How many bytes of each rendition follow."""
    announced = word.get("renditions")
    if not isinstance(announced, dict) or not announced or not announced.keys() <= RENDITIONS.keys():
        raise Nonsense
    return {name: _number(size, LARGEST) for name, size in announced.items()}


def rendition(name: str, data: bytes) -> bytes:
    """The rendition, if it is what its name says and carries nothing else."""
    size = _webp_size(data) if name.startswith("webp") else _jpeg_size(data)
    if not 0 < max(size) <= RENDITIONS[name] or min(size) < 1:
        raise Nonsense
    return data


def _number(value: object, most: int) -> int:
    if type(value) is not int or not 0 < value <= most:
        raise Nonsense
    return value


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Nonsense
    return value


def _line(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_CAMERA or not (value.isprintable() or not value):
        raise Nonsense
    return value


def _moment(value: object) -> str:
    """A day and minute that can have been; anything else is left out, because cameras write nonsense too."""
    try:
        day = date.fromisoformat(str(value)[:10])
        parse_edtf(str(value))
    except (ValueError, NotADate):
        return ""
    tomorrow = clock.now().date() + timedelta(days=1)  # somewhere it is tomorrow already
    return str(value) if len(str(value)) == 16 and day.year >= _FIRST_PHOTOGRAPH and day <= tomorrow else ""


def _webp_size(data: bytes) -> tuple[int, int]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or int.from_bytes(data[4:8], "little") + 8 != len(data):
        raise Nonsense
    body = data[20:30]
    if data[12:16] != b"VP8 " or int.from_bytes(data[16:20], "little") + 20 not in (len(data), len(data) - 1):
        raise Nonsense
    if body[3:6] != b"\x9d\x01\x2a":
        raise Nonsense
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def _jpeg_size(data: bytes) -> tuple[int, int]:
    size = (0, 0)
    for kind, body in _segments(data):
        if kind not in _JPEG_PARTS:
            raise Nonsense
        if kind in (0xC0, 0xC1, 0xC2):
            size = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
    return size


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG up to its first scan."""
    if data[:2] != b"\xff\xd8" or data[-2:] != b"\xff\xd9":
        raise Nonsense
    at, kind = 2, 0
    while kind != 0xDA:
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            raise Nonsense
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        yield kind, data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)

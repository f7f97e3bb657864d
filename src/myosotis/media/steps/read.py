"""Second step: what did the camera write down? Read as a proposal; a wrong or strange note is left out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pi_heif
from PIL import Image

from myosotis.media.steps.identify import FORMATS
from myosotis.media.steps.work import Work

_MAKE, _MODEL, _DETAILS, _POSITION = 0x010F, 0x0110, 0x8769, 0x8825
_TAKEN, _DIGITISED = 0x9003, 0x9004
_LATITUDE = 2
_MOMENT = re.compile(r"(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})[ T](\d{2}):(\d{2})(?::\d{2})?")
#: What a camera says whose clock was never set.
_NEVER_SET = frozenset(f"{year}-01-01T00:00" for year in (1904, 1970, 1980, 2000))
_LONGEST_NAME = 80


def read(work: Work) -> None:
    """Set `taken` (EDTF, the clock on the camera's wall), `camera` and `has_position`."""
    try:
        exif, xmp = _notes(work)
        details = exif.get_ifd(_DETAILS)
        work.taken = _moment(details.get(_TAKEN)) or _moment(details.get(_DIGITISED))
        work.camera = _camera(exif.get(_MAKE), exif.get(_MODEL))
        work.has_position = _LATITUDE in exif.get_ifd(_POSITION) or b"GPSLatitude" in xmp
    except MemoryError:
        raise
    except Exception:  # noqa: S110 (a proposal: whatever is wrong with it, it is left out)
        pass


def _notes(work: Work) -> tuple[Image.Exif, bytes]:
    if work.kind == "heic":
        info = pi_heif.open_heif(work.data).info
        exif = Image.Exif()
        exif.load(info.get("exif") or b"")
        return exif, bytes(info.get("xmp") or b"")
    with Image.open(BytesIO(work.data), formats=FORMATS) as image:
        return image.getexif(), _bytes(image.info.get("xmp") or image.info.get("XML:com.adobe.xmp"))


def _moment(value: Any) -> str:
    found = _MOMENT.match(_text(value))
    if not found or "0000" in found.group(1) or "00" in found.group(2, 3):
        return ""
    year, month, day, hour, minute = found.groups()
    moment = f"{year}-{month}-{day}T{hour}:{minute}"
    return "" if moment in _NEVER_SET else moment


def _camera(make: Any, model: Any) -> str:
    """Maker and model as one name, the maker once."""
    maker, name = _text(make), _text(model)
    if maker and name.lower().startswith(maker.split()[0].lower()):
        maker = ""
    return f"{maker} {name}".strip()[:_LONGEST_NAME]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value.split("\0")[0]).split())


def _bytes(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value or b"")

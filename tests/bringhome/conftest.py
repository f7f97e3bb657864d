"""A house with two parents, and folders of pictures to bring home."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from myosotis.bringhome.desk import bring_home
from myosotis.bringhome.sources.folder import Folder
from myosotis.bringhome.tally import Tally
from myosotis.people import actions
from myosotis.people.viewer import Viewer, viewer_of

Bring = Callable[..., Tally]


def picture(shade: int = 0, taken: str = "", size: tuple[int, int] = (64, 48)) -> bytes:
    """A small JPEG of one colour; `taken` is the camera's time as EXIF writes it."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    out = BytesIO()
    shades = (shade * 37 % 256, shade * 101 % 256, shade * 7 % 256)
    Image.new("RGB", size, shades).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def parent() -> Viewer:
    token = actions.found_house(
        language="en",
        country="IE",
        timezone="Europe/Dublin",
        family="Heron Lane",
        name="Ilse Marchbanks",
        email="ilse@example.org",
        password="four grey stones here",
        browser="",
    )
    seen = viewer_of(token)
    assert seen is not None
    return seen


@pytest.fixture
def other_parent(parent: Viewer) -> Viewer:
    token = actions.join(
        code=actions.invite(by=parent),
        name="Tove",
        email="tove@example.org",
        password="some other words",
        network="",
        browser="",
    )
    seen = viewer_of(token)
    assert seen is not None
    return seen


@pytest.fixture
def bring(parent: Viewer) -> Bring:
    """Bring a folder home and give back the tally."""

    def brought(folder: Path, *, by: Viewer = parent, private: bool = False) -> Tally:
        tally = Tally()
        bring_home(Folder(), folder, by=by, private=private, tally=tally)
        return tally

    return brought

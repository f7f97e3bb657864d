"""What the tests of backups share: a family with pictures and words, and a Python without us."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from tests.factories.people import parent

from myosotis.media import actions as media
from myosotis.media.arriving import arrive
from myosotis.people import actions as people
from myosotis.people.viewer import Viewer
from myosotis.story import actions as story

#: All that `myosotis-open` may lean on.
NEEDED = ("cryptography", "cffi", "_cffi_backend", "pycparser")
#: Names as phones, archives and attackers give them.
NAMES = (
    "IMG_0001.JPG",
    "img_0001.jpg",
    "../../etc/passwd",
    "con.jpg",
    "ნია\u202e.png",
    "a\nb.jpg",
    "",
    "x" * 300,
)


@dataclass
class Household:
    """A family: who looks, the words of both sheets, and every original by its space."""

    viewer: Viewer
    family_words: str
    own_words: str
    family: list[bytes] = field(default_factory=list)
    own: list[bytes] = field(default_factory=list)


def household() -> Household:
    """A family with sheets typed back, originals together and alone, and moments."""
    viewer = parent()
    words = []
    for space in viewer.spaces:
        words.append(" ".join(people.make_sheet(by=viewer, space=space)))
        people.confirm_sheet(by=viewer, space=space)
    house = Household(viewer, *words)
    for number, name in enumerate(NAMES):
        content = b"\xff\xd8\xff\xe0" + os.urandom(20_000 * number)
        moment = story.keep_moment(
            by=viewer, date=f"2020-10-0{number + 1}", title="A window", paragraphs=[f"Light {number} <b>"]
        )
        arrived = arrive("a.jpg", [content])
        arrived._name = name  # as an older Myosotis, or another way in, might have let it through
        story.add_picture(by=viewer, moment=moment, arrived=arrived, description="a <blue> cup")
        house.family.append(content)
    story.name_baby(by=viewer, name="Alma")
    own = os.urandom(16_384 * 3)
    keep(viewer, viewer.private_space, "alone.jpg", own)
    house.own.append(own)
    return house


def keep(viewer: Viewer, space: UUID, name: str, content: bytes) -> UUID:
    """Keep one original; return its blob."""
    original = media.keep(arrived=arrive(name, [content]), space=space, keys=viewer.keys)
    return UUID(str(original.blob_id))


def bare_python(folder: Path) -> list[str]:
    """A Python that finds the standard library and `cryptography`, and nothing else that is installed."""
    shelf = folder / "only-cryptography"
    if not shelf.exists():
        shelf.mkdir()
        for path in Path(sysconfig.get_path("platlib")).iterdir():
            if path.name.partition(".")[0].partition("-")[0] in NEEDED:
                (shelf / path.name).symlink_to(path)
    begin = (
        "import runpy, sys; sys.path.append(sys.argv.pop(1)); sys.argv.pop(0);"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    return [sys.executable, "-I", "-S", "-c", begin, str(shelf)]


def opening(
    backup: Path, *words: str, sheet: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the backup's own `myosotis-open.py` in that Python, with an empty environment."""
    command = [*bare_python(folder or backup.parent), str(backup / "myosotis-open.py"), str(backup), *words]
    return subprocess.run(
        command, input=sheet, capture_output=True, text=True, env={}, cwd="/", timeout=120, check=False
    )


def contents(folder: Path) -> list[bytes]:
    """What lies in a folder, in an order of its own."""
    return sorted(path.read_bytes() for path in folder.iterdir())


def copied(backup: Path, to: Path) -> Path:
    """A copy of a backup somewhere else."""
    shutil.copytree(backup, to)
    return to

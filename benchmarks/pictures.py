"""Pictures in: ours (open, renditions, seal, store, fsync) against libvips, Pillow and pi-heif alone.

Each row is a rate in pictures a second and the ratio of ours to it. The others write the same renditions, at
the qualities ours finds that the picture needs (found beforehand, not timed), into memory: nothing is sealed
or stored. One row writes all at quality 80, as if no picture needed more. libvips is measured in two ways:
opening the file once and making each size from it, and opening it anew for each size.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT.parent / "shared" / "samples" / "photos"
sys.path.insert(0, str(ROOT / "src"))
HOME = tempfile.TemporaryDirectory(prefix="myosotis-bench-")
os.environ["MYOSOTIS_HOME"] = HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "myosotis.settings"
os.environ["VIPS_CONCURRENCY"] = "2"

import pi_heif  # noqa: E402 (libvips reads its settings when it is loaded)
import pyvips  # noqa: E402 (libvips reads its settings when it is loaded)
from PIL import Image  # noqa: E402

SIZES, JPEG, QUALITY = (1920, 960, 480), 1280, 80
ROUNDS, SECONDS = 3, 4.0


def effort() -> int:
    from myosotis.media.steps.render import EFFORT  # noqa: PLC0415 (after the path is set)

    return EFFORT


def photograph(seed: int) -> bytes:
    """A picture of 12 million points that is as rough as a photograph: shapes of all sizes, and grain."""
    width, height = 4032, 3024
    shapes = None
    for at, (size, depth) in enumerate(((512, 60), (128, 40), (32, 25), (8, 12))):
        wide, high = width // size + 4, height // size + 4
        rough = pyvips.Image.gaussnoise(wide, high, mean=0, sigma=depth, seed=seed * 10 + at)
        layer = rough.resize(size, kernel="cubic").crop(size, size, width, height)
        shapes = layer if shapes is None else shapes + layer
    grain = pyvips.Image.gaussnoise(width, height, mean=0, sigma=4, seed=seed * 10 + 9)
    place = pyvips.Image.xyz(width, height)
    red = shapes + place[0] * (90 / width) + 60 + grain
    green = shapes * 0.9 + place[1] * (80 / height) + 70 + grain
    whole = red.bandjoin([green, shapes * 0.8 + 110 + grain * 1.1]).cast("uchar")
    return bytes(whole.copy(interpretation="srgb").jpegsave_buffer(Q=90))


#: The quality of each size that a picture needs, by the picture.
NEEDED: dict[bytes, dict[int, int]] = {}


def find_needed(data: bytes) -> None:
    """Find out, once and untimed, which quality each size of a picture needs."""
    from myosotis.media.steps import likeness  # noqa: PLC0415 (after the path is set)

    whole = opened(data)
    NEEDED[data] = {size: likeness.quality(fit(whole, size), QUALITY, effort()) for size in SIZES}


def opened(data: bytes) -> pyvips.Image:
    """A picture as large as its largest rendition."""
    if data[4:8] != b"ftyp":
        return pyvips.Image.thumbnail_buffer(data, SIZES[0], height=SIZES[0], size="down").copy_memory()
    held = pi_heif.open_heif(data)
    image = pyvips.Image.new_from_memory(held.data, held.size[0], held.size[1], 3, "uchar")
    return fit(image.copy(interpretation="srgb"), SIZES[0])


def fit(image: pyvips.Image, size: int) -> pyvips.Image:
    return image.thumbnail_image(size, height=size, size="down").copy_memory()


def write(image: pyvips.Image, quality: int) -> None:
    image.webpsave_buffer(Q=quality, effort=effort(), keep="none")


def libvips_once(data: bytes) -> None:
    renditions(data, NEEDED[data])


def libvips_once_at_80(data: bytes) -> None:
    renditions(data, dict.fromkeys(SIZES, QUALITY))


def renditions(data: bytes, qualities: dict[int, int]) -> None:
    whole = opened(data)
    fit(whole, JPEG).jpegsave_buffer(Q=QUALITY, keep="none")
    for size in SIZES:
        write(fit(whole, size), qualities[size])


def libvips_each(data: bytes) -> None:
    for size in SIZES:
        write(pyvips.Image.thumbnail_buffer(data, size, height=size, size="down"), NEEDED[data][size])
    small = pyvips.Image.thumbnail_buffer(data, JPEG, height=JPEG, size="down")
    small.jpegsave_buffer(Q=QUALITY, keep="none")


def pillow_alone(data: bytes) -> None:
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (SIZES[0], SIZES[0]))
    image.thumbnail((SIZES[0], SIZES[0]), Image.Resampling.LANCZOS)
    small = image.copy()
    small.thumbnail((JPEG, JPEG), Image.Resampling.LANCZOS)
    small.save(io.BytesIO(), "JPEG", quality=QUALITY)
    for size in SIZES:
        small = image.copy()
        small.thumbnail((size, size), Image.Resampling.LANCZOS)
        small.save(io.BytesIO(), "WEBP", quality=NEEDED[data][size], method=effort())


def pillow_each(data: bytes) -> None:
    for size in (*SIZES, JPEG):
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (size, size))
        image.thumbnail((size, size), Image.Resampling.LANCZOS)
        if size == JPEG:
            image.save(io.BytesIO(), "JPEG", quality=QUALITY)
        else:
            image.save(io.BytesIO(), "WEBP", quality=NEEDED[data][size], method=effort())


def house() -> Callable[[bytes], None]:
    """A new house with one family, and what keeps one picture in it."""
    from myosotis.environment import environment  # noqa: PLC0415
    from myosotis.vault import root, rootkey  # noqa: PLC0415

    environment().data.mkdir(parents=True)
    root.hold(rootkey.make(environment().root_key_file))
    import django  # noqa: PLC0415 (the key must be held before Django starts)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from myosotis.media import actions  # noqa: PLC0415
    from myosotis.media.arriving import arrive  # noqa: PLC0415
    from myosotis.media.decoder import Workshop  # noqa: PLC0415
    from myosotis.vault import spaces  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    space, keys = spaces.make()
    workshop = Workshop(space.pk)

    def ours(data: bytes) -> None:
        arrived = arrive("a.jpg", [data])
        prepared = workshop.prepare(arrived.open())
        actions.keep(arrived=arrived, space=space.pk, keys=keys, prepared=prepared)

    return ours


def rate(way: Callable[[bytes], None], pictures: list[bytes]) -> float:
    """Pictures a second."""
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        way(pictures[done % len(pictures)])
        done += 1
    return done / (time.perf_counter() - began)


def compare(title: str, pictures: list[bytes], ways: dict[str, Callable[[bytes], None]]) -> None:
    """Rates in turns, so that a busy minute falls on all alike; the best round of each counts."""
    best = dict.fromkeys(ways, 0.0)
    for picture in pictures:
        find_needed(picture)
    for way in ways.values():
        way(pictures[0])
    for _ in range(ROUNDS):
        for name, way in ways.items():
            best[name] = max(best[name], rate(way, pictures))
    print(f"{title}: {len(pictures)} pictures, {sum(map(len, pictures)) / len(pictures) / 1e6:.1f} MB each")
    for name, found in best.items():
        print(f"  {name:34} {found:6.2f} a second   ours is {best['ours'] / found:5.2f} x")


def main() -> None:
    ours = house()
    ways = {
        "ours": ours,
        "libvips, opened once": libvips_once,
        "libvips, opened once, quality 80": libvips_once_at_80,
        "libvips, opened for each size": libvips_each,
        "Pillow, opened once": pillow_alone,
        "Pillow, opened for each size": pillow_each,
    }
    compare("12 million points, made here", [photograph(seed) for seed in (1, 2, 3)], ways)
    if not SAMPLES.is_dir():
        print("The samples folder is not here: its pictures and HEIC are left out.")
        return
    compare("the samples' largest JPEG", [(SAMPLES / "hdr/canon_hdr_NO.jpg").read_bytes()], ways)
    heic = [(SAMPLES / name).read_bytes() for name in ("heic/IMG_5195.HEIC", "libheif/example.heic")]
    compare(
        "HEIC",
        heic,
        {"ours": ours, "pi-heif and libvips": libvips_once, "the same, quality 80": libvips_once_at_80},
    )


if __name__ == "__main__":
    main()

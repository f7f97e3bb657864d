"""Pictures through the isolated process: upright, in their colours, without a note, or refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pi_heif
import pytest
import pyvips
from PIL import Image, ImageOps
from tests.conftest import SAMPLES
from tests.media.test_isolation import opener, picture

from myosotis.kit import clock
from myosotis.media import kinds, reasons
from myosotis.media.decoder import Prepared, Unopenable, Workshop
from myosotis.media.isolated import locks
from myosotis.media.steps import likeness

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples folder is not here")
PHOTOS = SAMPLES / "photos"
HEIC = [PHOTOS / "heic/IMG_5195.HEIC", PHOTOS / "heic/samplefilehub.heif", PHOTOS / "libheif/example.heic"]
#: EXIF: maker, model, artist, copyright, owner, serial numbers of body and lens.
PERSONAL = (0x010F, 0x0110, 0x013B, 0x8298, 0xA430, 0xA431, 0xA435)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(uuid4()) as shop:
        yield shop


def files_of(*folders: str) -> list[Path]:
    return sorted(path for name in folders for path in (SAMPLES / name).rglob("*") if path.is_file())


def opened(rendition: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(rendition))
    image.load()
    return image


def shown(rendition: bytes) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(rendition, "").copy_memory()


def check(prepared: Prepared) -> None:
    """What holds of every prepared picture."""
    longest = max(prepared.width, prepared.height)
    assert prepared.kind in kinds.PICTURES
    assert {"webp-480", "jpeg-1280"} <= prepared.renditions.keys()
    for name, data in prepared.renditions.items():
        image = opened(data)
        assert max(image.size) == min(longest, int(name.split("-")[1])), name
        assert image.mode == "RGB"
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "photoshop", "comment"} & image.info.keys()
        for mark in (b"Exif", b"http://ns.adobe", b"ICC_PROFILE", b"Photoshop", b"GPSLatitude"):
            assert mark not in data


def one_by_one(workshop: Workshop, paths: list[Path]) -> dict[str, str]:
    """Every file prepared, or refused with a code that has a sentence; which became of which."""
    became = {}
    for path in paths:
        try:
            prepared = workshop.prepare(opener(path.read_bytes()))
        except Unopenable as refusal:
            became[path.name] = refusal.code
        else:
            check(prepared)
            became[path.name] = prepared.kind
    assert set(became.values()) <= {*kinds.PICTURES, *reasons.CODES}
    return became


@needs_samples
def test_the_smallest_and_the_hostile_files_are_prepared_or_refused(workshop: Workshop) -> None:
    became = one_by_one(workshop, files_of("smallest", "hostile-images"))
    assert became["jpeg.jpg"] == "jpeg"
    assert became["png-transparent.png"] == "png"
    assert became["gif-transparent.gif"] == "gif"
    assert became["heif.heif"] == "heic"
    assert became["svg.svg"] == became["html5.html"] == became["zip.zip"] == "not-a-picture"
    assert became["Mpeg4.mp4"] == became["webm.webm"] == "film"
    assert became["decompression_bomb.gif"] in ("damaged", "too-many-pixels")


@needs_samples
@pytest.mark.full
def test_every_photograph_of_the_samples_is_prepared(workshop: Workshop) -> None:
    became = one_by_one(workshop, files_of("photos"))
    assert set(became.values()) <= set(kinds.PICTURES)


@needs_samples
@pytest.mark.full
@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_all_eight_orientations_give_the_same_upright_picture(workshop: Workshop, shape: str) -> None:
    every = [
        workshop.prepare(opener((PHOTOS / f"orientation/{shape}_{turn}.jpg").read_bytes()))
        for turn in range(1, 9)
    ]
    first = every[0]
    for one in every[1:]:
        assert (one.width, one.height) == (first.width, first.height)
        assert likeness.ssim(shown(one.renditions["webp-480"]), shown(first.renditions["webp-480"])) > 0.9


def test_a_turned_picture_comes_out_upright(workshop: Workshop) -> None:
    corner = Image.new("RGB", (60, 40), "white")
    corner.paste("black", (0, 0, 20, 20))
    for turn in range(1, 9):
        held, exif = io.BytesIO(), Image.Exif()
        exif[0x0112] = turn
        corner.save(held, "JPEG", exif=exif, quality=95)
        wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(held.getvalue())))
        prepared = workshop.prepare(opener(held.getvalue()))
        assert (prepared.width, prepared.height) == wanted.size
        assert likeness.ssim(shown(prepared.renditions["webp-480"]), _as_vips(wanted)) > 0.9, turn


def _as_vips(image: Image.Image) -> pyvips.Image:
    held = io.BytesIO()
    image.convert("RGB").save(held, "PNG")
    return pyvips.Image.new_from_buffer(held.getvalue(), "").copy_memory()


@needs_samples
def test_heic_opens_with_what_the_camera_wrote(workshop: Workshop) -> None:
    prepared = workshop.prepare(opener(HEIC[0].read_bytes()))
    check(prepared)
    assert prepared.kind == "heic"
    assert (prepared.width, prepared.height) == pi_heif.open_heif(HEIC[0]).size
    assert prepared.taken == "2021-04-11T15:47"
    assert prepared.camera == "Apple iPhone 11 Pro Max"
    assert prepared.has_position


@needs_samples
def test_nothing_personal_of_a_photograph_is_in_any_rendition(workshop: Workshop) -> None:
    for path in [*files_of("photos/gps"), *HEIC[:1], *files_of("photos/xmp"), PHOTOS / "Canon_40D.jpg"]:
        data = path.read_bytes()
        prepared = workshop.prepare(opener(data))
        check(prepared)
        everything = b"".join(prepared.renditions.values())
        for needle in _personal(data):
            assert needle not in everything, path.name
    for path in files_of("photos/gps"):
        assert workshop.prepare(opener(path.read_bytes())).has_position


def _personal(data: bytes) -> Iterator[bytes]:
    if kinds.guess(data) == "heic":
        exif = Image.Exif()
        exif.load(pi_heif.open_heif(data).info["exif"])
    else:
        exif = Image.open(io.BytesIO(data)).getexif()
    for values in (exif, exif.get_ifd(0x8769)):
        for tag in PERSONAL:
            text = str(values.get(tag) or "").strip("\0 ")
            if len(text) > 3:
                yield text.encode()
    thumbnail = data.find(b"\xff\xd8", 4)
    if thumbnail > 0:
        yield data[thumbnail + 800 : thumbnail + 832]  # behind its tables, which many files share


@needs_samples
@pytest.mark.full
def test_renditions_are_as_like_the_picture_as_promised(workshop: Workshop) -> None:
    for path in [PHOTOS / "hdr/canon_hdr_NO.jpg", *HEIC, *files_of("photos/exif-org", "photos/gps")]:
        prepared = workshop.prepare(opener(path.read_bytes()))
        for name, data in prepared.renditions.items():
            if name.startswith("webp"):
                found = _likeness(path, shown(data))
                assert found >= likeness.BOUND - 0.002, (path.name, name, found)


def _likeness(path: Path, rendition: pyvips.Image) -> float:
    if kinds.guess(path.read_bytes()) == "heic":
        held = pi_heif.open_heif(path)
        whole = pyvips.Image.new_from_memory(bytes(held.data), *held.size, 3, "uchar").copy(
            interpretation="srgb"
        )
        if held.info.get("icc_profile"):
            whole.set_type(pyvips.GValue.blob_type, "icc-profile-data", held.info["icc_profile"])
            whole = whole.icc_transform("srgb", embedded=True)
        scaled = whole.thumbnail_image(rendition.width, height=rendition.height, size="force")
    else:
        scaled = pyvips.Image.thumbnail(
            str(path), rendition.width, height=rendition.height, size="force", export_profile="srgb"
        )
    return _usual_ssim(scaled.copy_memory(), rendition)


def _usual_ssim(one: pyvips.Image, other: pyvips.Image) -> float:
    """SSIM as its authors define it: a Gaussian window of 1.5 points around every point."""

    def near(image: pyvips.Image) -> pyvips.Image:
        return image.gaussblur(1.5, precision="float", min_ampl=0.01)

    a, b = (image.colourspace("b-w").extract_band(0).cast("float") for image in (one, other))
    mean_a, mean_b = near(a), near(b)
    spread = near(a * a) - mean_a * mean_a + near(b * b) - mean_b * mean_b
    together = near(a * b) - mean_a * mean_b
    light, contrast = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    alike = (mean_a * mean_b * 2 + light) * (together * 2 + contrast)
    return float((alike / ((mean_a * mean_a + mean_b * mean_b + light) * (spread + contrast))).avg())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP"])
def test_each_kind_opens(workshop: Workshop, kind: str) -> None:
    prepared = workshop.prepare(opener(picture(kind, (1200, 700))))
    check(prepared)
    assert (prepared.kind, prepared.width, prepared.height) == (kind.lower(), 1200, 700)
    assert prepared.renditions.keys() == {"webp-480", "webp-960", "webp-1920", "jpeg-1280"}
    assert not prepared.damaged


def test_what_is_see_through_shows_white_paper(workshop: Workshop) -> None:
    held = io.BytesIO()
    Image.new("RGBA", (50, 50), (200, 0, 0, 0)).save(held, "PNG")
    prepared = workshop.prepare(opener(held.getvalue()))
    assert opened(prepared.renditions["jpeg-1280"]).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "CMYK"])
def test_other_arrangements_of_colours_open(workshop: Workshop, mode: str) -> None:
    held = io.BytesIO()
    Image.new(mode, (50, 50)).save(held, "JPEG" if mode == "CMYK" else "PNG")
    check(workshop.prepare(opener(held.getvalue())))


def test_a_picture_with_a_profile_of_its_own_comes_out_in_screen_colours(workshop: Workshop) -> None:
    plain = pyvips.Image.new_from_buffer(picture("PNG"), "")
    wide = plain.icc_transform("p3", input_profile="srgb")
    kept = workshop.prepare(opener(bytes(wide.pngsave_buffer())))
    told = opened(kept.renditions["jpeg-1280"]).resize((1, 1)).getpixel((0, 0))
    meant = opened(picture("PNG")).resize((1, 1)).getpixel((0, 0))
    assert isinstance(told, tuple)
    assert isinstance(meant, tuple)
    assert max(abs(a - b) for a, b in zip(told, meant, strict=True)) <= 4


def test_of_a_moving_picture_the_first_is_shown(workshop: Workshop) -> None:
    held = io.BytesIO()
    first, second = Image.new("RGB", (30, 30), "white"), Image.new("RGB", (30, 30), "black")
    first.save(held, "GIF", save_all=True, append_images=[second], duration=100)
    prepared = workshop.prepare(opener(held.getvalue()))
    assert (prepared.width, prepared.height) == (30, 30)
    assert opened(prepared.renditions["jpeg-1280"]).getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_that_was_cut_short_shows_what_there_is_and_says_so(workshop: Workshop) -> None:
    whole = picture("JPEG", (800, 600))
    prepared = workshop.prepare(opener(whole[: len(whole) * 2 // 3]))
    check(prepared)
    assert prepared.damaged
    with pytest.raises(Unopenable) as refusal:
        workshop.prepare(opener(whole[:100]))
    assert refusal.value.code == "damaged"


def png(width: int, height: int, body: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zeros(length: int) -> bytes:
    press, piece = zlib.compressobj(1), bytes(1 << 20)
    out = [press.compress(piece) for _ in range(length // len(piece))]
    return b"".join([*out, press.compress(bytes(length % len(piece))), press.flush()])


def most_memory(workshop: Workshop) -> int:
    """The most real memory the process had at once, in bytes."""
    assert workshop._line is not None
    pid = workshop._line.pid
    inside = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0]
    status = Path(f"/proc/{inside}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def test_a_picture_of_four_thousand_million_points_is_refused_at_its_head(workshop: Workshop) -> None:
    with Workshop(uuid4()) as fresh:
        with pytest.raises(Unopenable) as refusal:
            fresh.prepare(opener(png(65535, 65535, zeros(50_000_000))))
        assert refusal.value.code == "too-many-pixels"
        assert most_memory(fresh) < 256 * 1024 * 1024


@pytest.mark.full
def test_the_largest_picture_that_is_opened_stays_within_memory() -> None:
    with Workshop(uuid4()) as fresh:
        prepared = fresh.prepare(opener(png(14_000, 14_000, zeros(14_000 * (14_000 * 3 + 1)))))
        assert not prepared.damaged
        assert most_memory(fresh) < locks.MEMORY


def noted(**notes: object) -> bytes:
    held, exif = io.BytesIO(), Image.Exif()
    details = exif.get_ifd(0x8769)
    for name, value in notes.items():
        tag = {"taken": 0x9003, "digitised": 0x9004, "make": 0x010F, "model": 0x0110}[name]
        (exif if tag < 0x8000 else details)[tag] = value
    Image.new("RGB", (9, 9)).save(held, "JPEG", exif=exif)
    return held.getvalue()


def test_the_camera_is_believed_only_where_it_makes_sense(workshop: Workshop) -> None:
    later = clock.now() + timedelta(days=40)
    said = {
        "2021:04:11 15:47:43": "2021-04-11T15:47",
        "2021-04-11 15:47:43": "2021-04-11T15:47",
        "2021:04:11 15:47": "2021-04-11T15:47",
        "0000:00:00 00:00:00": "",
        "2021:13:45 15:47:43": "",
        "2021:02:30 15:47:43": "",
        "2021:04:11 25:99:00": "",
        "1970:01:01 00:00:00": "",
        "    :  :     :  :  ": "",
        "yesterday": "",
        "1700:01:01 10:00:00": "",
        later.strftime("%Y:%m:%d %H:%M:%S"): "",
    }
    for words, taken in said.items():
        assert workshop.prepare(opener(noted(taken=words))).taken == taken, words
    assert workshop.prepare(opener(noted(digitised="2001:02:03 04:05:06"))).taken == "2001-02-03T04:05"


def test_a_camera_is_named_once_and_without_strange_signs(workshop: Workshop) -> None:
    assert workshop.prepare(opener(noted(make="Canon", model="Canon EOS 40D"))).camera == "Canon EOS 40D"
    assert workshop.prepare(opener(noted(make="Apple\0\0", model="iPhone\x1b[31m 11"))).camera == (
        "Apple iPhone [31m 11"
    )
    assert len(workshop.prepare(opener(noted(model="x" * 3000))).camera) == 80


def test_the_head_of_a_file_tells_its_kind() -> None:
    assert kinds.guess(b"") == ""
    assert kinds.refusal(b"") == "empty"
    assert kinds.refusal(b"BMagazine of words, not a picture at all") == "not-a-picture"
    assert kinds.refusal(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom") == "film"
    assert kinds.guess(b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf") == "heic"
    assert kinds.guess(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf") == "avif"

"""Which kind of file this is, told by its first bytes alone; its name counts for nothing."""

from __future__ import annotations

#: How many bytes from the beginning are enough.
HEAD = 64
#: The kinds of pictures Myosotis opens.
PICTURES = ("jpeg", "png", "webp", "avif", "heic", "gif", "tiff", "bmp")

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
)
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF = frozenset({b"avif", b"avis"})
_STILL = frozenset({b"mif1", b"msf1"})
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})


def guess(head: bytes) -> str:
    """The kind of picture these first bytes begin, one of `PICTURES`; "" when it is none we know."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _boxed(head)
    return "bmp" if _is_bitmap(head) else ""


def refusal(head: bytes) -> str:
    """Why a file that begins like this cannot come in as a picture: a code of `reasons`, or ""."""
    if guess(head):
        return ""
    if not head:
        return "empty"
    return "film" if _is_film(head) else "not-a-picture"


def _boxed(head: bytes) -> str:
    """HEIC or AVIF, by the brands of an ISO media file; "" for a film."""
    end = min(int.from_bytes(head[:4], "big"), HEAD)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    if brands[0] in _AVIF | _STILL and _AVIF & set(brands):
        return "avif"
    return "heic" if brands[0] in _HEIC | _STILL else ""


def _is_bitmap(head: bytes) -> bool:
    header = int.from_bytes(head[14:18], "little")
    return head[:2] == b"BM" and head[6:10] == bytes(4) and header in _BITMAP_HEADERS


def _is_film(head: bytes) -> bool:
    boxed = head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")
    return boxed or head.startswith(b"\x1aE\xdf\xa3") or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")

"""A folder of files on this machine, with all the folders in it.

Links are not followed, so that nothing outside is brought and no walk goes round in circles. The time a file
shows is when it was copied, not when the picture was taken, and is never read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from myosotis.bringhome.found import Found, Passed, Promise

_PIECE = 256 * 1024
_SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "picasa.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"@eadir", "__macosx", "$recycle.bin", "system volume information", "lost+found"})
#: Notes that programs lay beside pictures.
_SIDECARS = frozenset({".xmp", ".aae", ".thm", ".json", ".ini", ".db", ".ctg", ".pp3", ".dop"})

#: Device and inode of the folders one stands in.
_Above = frozenset[tuple[int, int]]


class Folder:
    """Files in a folder, in the order of their names."""

    name = "folder"

    def look(self, parcel: Path) -> Promise | None:
        """How many files there are, without opening any; None where it is no folder one may open."""
        if not parcel.is_dir() or not os.access(parcel, os.R_OK | os.X_OK):
            return None
        files = size = 0
        for thing in self.unpack(parcel):
            if isinstance(thing, Found):
                files, size = files + 1, size + thing.size
        return Promise(files, size)

    def unpack(self, parcel: Path) -> Iterator[Found | Passed]:
        """Each file, folder after folder."""
        top = parcel.resolve()
        yield from _walk(os.fspath(top), top.name or "/", frozenset())


def _walk(folder: str, key: str, above: _Above) -> Iterator[Found | Passed]:
    """The files of a folder, then those of the folders in it. `key` is its path from the parcel on."""
    try:
        here = os.stat(folder, follow_symlinks=False)
        with os.scandir(folder) as entries:
            things = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield Passed(readable(key), "folder-closed")
        return
    above |= {(here.st_dev, here.st_ino)}
    for thing in things:
        if not _is_folder(thing):
            yield _file(thing, key)
    for thing in things:
        if _is_folder(thing):
            yield from _inner(thing, os.path.join(key, thing.name), above)


def _inner(thing: os.DirEntry[str], key: str, above: _Above) -> Iterator[Found | Passed]:
    if thing.name.startswith(".") or thing.name.casefold() in _SYSTEM_FOLDERS:
        yield Passed(readable(key), "hidden")
        return
    try:
        at = thing.stat(follow_symlinks=False)
    except OSError:
        yield Passed(readable(key), "folder-closed")
        return
    # One folder mounted inside itself would have no end.
    if (at.st_dev, at.st_ino) in above:
        yield Passed(readable(key), "link")
        return
    yield from _walk(thing.path, key, above)


def _file(thing: os.DirEntry[str], key: str) -> Found | Passed:
    shown = readable(os.path.join(key, thing.name))
    code = _left_out(thing)
    if code:
        return Passed(shown, code)
    try:
        size = thing.stat(follow_symlinks=False).st_size
    except OSError:
        size = 0
    folder = os.path.basename(key) or key
    return Found(
        shown=shown,
        name=_text(thing.name),
        group=readable(folder),
        key=_text(key),
        size=size,
        read=partial(_pieces, thing.path),
    )


def _left_out(thing: os.DirEntry[str]) -> str:
    """Why a file stays where it is without being opened, or an empty text."""
    name = thing.name.casefold()
    if thing.is_symlink():
        return "link"
    if name.startswith(".") or name in _SYSTEM_FILES:
        return "hidden"
    if os.path.splitext(name)[1] in _SIDECARS:
        return "sidecar"
    return "" if _is_file(thing) else "no-file"


def _is_file(thing: os.DirEntry[str]) -> bool:
    try:
        return thing.is_file(follow_symlinks=False)
    except OSError:
        return True  # reading it will say why not


def _is_folder(thing: os.DirEntry[str]) -> bool:
    try:
        return thing.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _pieces(path: str) -> Iterator[bytes]:
    """The bytes of a file. What became a link, a pipe or a folder meanwhile is not read."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a file any more")
        while piece := os.read(handle, _PIECE):
            yield piece
    finally:
        os.close(handle)


def _text(name: str) -> str:
    """A name as text; bytes that are no text are shown as the sign for that."""
    return os.fsencode(name).decode("utf-8", "replace")


def readable(name: str) -> str:
    """A name for a line on the terminal: no line break and nothing the terminal would obey."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in _text(name))

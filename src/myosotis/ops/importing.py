"""`./myosotis import-folder`: a folder of photographs comes into the story, by the dates of the camera."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from myosotis.ops.commands import open_current_house
from myosotis.ops.serving import say

if TYPE_CHECKING:
    from myosotis.bringhome.found import Promise
    from myosotis.bringhome.tally import Tally
    from myosotis.people.viewer import Viewer

STOPPED_BY_HAND = 130
#: How wide the progress bar is, in letters.
BAR = 30


def import_folder(words: list[str]) -> int:
    """Bring the pictures of a folder home. 0 also where some were refused: they are said."""
    asked = _asked(words)
    folder = Path(asked.folder).expanduser()
    if not folder.is_dir():
        say("There is no folder at this place. The command is: ./myosotis import-folder PATH")
        return 1
    if not open_current_house():
        return 1
    from myosotis.people.console import NotClear, viewer_for  # noqa: PLC0415 (Django is set up by now)

    try:
        viewer = viewer_for(asked.family, asked.person)
    except NotClear as question:
        say(str(question))
        return 1
    return _bring(folder, viewer, private=asked.private, as_json=asked.json)


def _bring(folder: Path, viewer: Viewer, *, private: bool, as_json: bool) -> int:
    from myosotis.bringhome.desk import bring_home  # noqa: PLC0415 (Django is set up by now)
    from myosotis.bringhome.sources.folder import Folder  # noqa: PLC0415
    from myosotis.bringhome.tally import Tally  # noqa: PLC0415

    source = Folder()
    promise = source.look(folder)
    if promise is None:
        say("This folder could not be opened. Whoever starts the command must be allowed to read it.")
        return 1
    tally, by_hand = Tally(), False
    told = _bar(promise) if sys.stderr.isatty() and not as_json else _quiet
    try:
        bring_home(source, folder, by=viewer, private=private, tally=tally, told=told)
    except KeyboardInterrupt:
        by_hand = True
    _end(tally, as_json=as_json, by_hand=by_hand)
    if by_hand:
        return STOPPED_BY_HAND
    nothing = promise.files > 0 and tally.kept == tally.there == 0
    return 1 if nothing or tally.stopped else 0


def _end(tally: Tally, *, as_json: bool, by_hand: bool) -> None:
    if as_json:
        say(json.dumps(tally.plain(), ensure_ascii=False))
        return
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    for line in tally.lines():
        say(line)
    if by_hand or tally.stopped:
        say("Everything that is kept is safe. The same command goes on from here.")


def _quiet(_: Tally) -> None:
    """Say nothing on the way."""


def _bar(promise: Promise) -> Callable[[Tally], None]:
    """A bar on the terminal that fills with the bytes that had their turn."""

    def told(tally: Tally) -> None:
        share = min(1.0, tally.bytes_done / promise.bytes) if promise.bytes else 1.0
        filled = round(share * BAR)
        line = f"{'█' * filled}{'░' * (BAR - filled)} {tally.done:,} of {promise.files:,} files"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    return told


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./myosotis import-folder",
        description="Bring the pictures of a folder, and of the folders in it, into the story.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="PATH", help="the folder; nothing in it is changed")
    parser.add_argument("--family", default="", help="whose story, where there is more than one family")
    parser.add_argument("--person", default="", help="who brings them: a name, or an e-mail address")
    parser.add_argument("--private", action="store_true", help="for this person alone")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    return parser.parse_args(words)

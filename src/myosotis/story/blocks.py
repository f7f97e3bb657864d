"""Words as blocks: reading what a page sent, and turning blocks into plain words and back.

A block is `{"id": 8 hex digits, "kind": "paragraph" | "heading" | "quote", "runs": [{"t": words, "em": true,
"strong": true, "href": address}]}` or `{"id", "kind": "picture", "picture": id}`. Marks that are not set are
left out. Pure functions; nothing here knows a table.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from myosotis.story.values import Block

TEXTS = ("paragraph", "heading", "quote")
#: More than this is not a moment any more; a whole novel has about 600,000 characters.
MOST_BLOCKS, MOST_WORDS = 5_000, 1_000_000
#: How much of a moment stands in the timeline, in characters.
OPENING = 420
_ID = re.compile(r"[0-9a-f]{8}")
_HREF = re.compile(r"(?:https?://|mailto:)[^\s]{1,2000}", re.IGNORECASE)


class NotWords(ValueError):
    """What came cannot be kept; the text is a kind sentence."""


def new_id() -> str:
    """An id for a new block."""
    return secrets.token_hex(4)


def normalise(text: str) -> str:
    """The same words, every line end a line feed. Raises `NotWords` for the character no database keeps."""
    if "\0" in text:
        raise NotWords(_("There is a character in it that cannot be kept (number zero). Without it, it can."))
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a character (a lone surrogate) can come by JSON alone, and no page could show it.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(data: object, pictures: Sequence[str]) -> list[Block]:
    """The blocks of `data` (parsed JSON), with exactly the pictures the moment has, each once.

    A picture that is missing from `data` is put at the end, an unknown one is left out: no page can lose or
    borrow a picture. Raises `NotWords`.
    """
    if not isinstance(data, list) or len(data) > MOST_BLOCKS:
        raise NotWords(_("We could not read what came. Your words stay on this page."))
    found: list[Block] = []
    waiting = dict.fromkeys(pictures)
    for block in data:
        if not isinstance(block, dict):
            raise NotWords(_("We could not read what came. Your words stay on this page."))
        if block.get("kind") == "picture":
            picture = str(block.get("picture"))
            if picture in waiting:
                del waiting[picture]
                found.append({"id": _id(block), "kind": "picture", "picture": picture})
        elif runs := _runs(block.get("runs")):
            kind = block["kind"] if block.get("kind") in TEXTS else "paragraph"
            found.append({"id": _id(block), "kind": kind, "runs": runs})
    found += [picture_block(picture) for picture in waiting]
    if sum(len(run["t"]) for block in found for run in block.get("runs", ())) > MOST_WORDS:
        raise NotWords(_("This is too long for one moment. In two moments it can be kept."))
    return found


def picture_block(picture: str) -> Block:
    """The block where a picture stands."""
    return {"id": new_id(), "kind": "picture", "picture": picture}


def paragraphs(texts: Iterable[str]) -> list[Block]:
    """Plain paragraphs as blocks; blank ones are left out."""
    return [
        {"id": new_id(), "kind": "paragraph", "runs": [{"t": normalise(text)}]}
        for text in texts
        if text.strip()
    ]


def plain(block: Block) -> str:
    """The words of a block without marks."""
    return "".join(run["t"] for run in block.get("runs", ()))


def opening(blocks: Iterable[Block]) -> tuple[str, bool]:
    """The first words of a moment for the timeline, and whether there are more."""
    texts = [plain(block) for block in blocks if block["kind"] != "picture"]
    words = " ".join(" ".join(texts[:4]).split())
    if len(words) <= OPENING:
        return words, len(texts) > 4
    cut = words[:OPENING]
    return (cut[: cut.rfind(" ")] if " " in cut[OPENING // 2 :] else cut) + " …", True


def with_plain(blocks: Iterable[Block], typed: dict[str, str], more: str) -> list[Block]:
    """Blocks after an edit without scripts: `typed` holds block id → its words, `more` new paragraphs.

    A paragraph that was not changed keeps its marks; one that was emptied is gone.
    """
    kept: list[Block] = []
    for block in blocks:
        text = typed.get(block["id"])
        if block["kind"] == "picture" or text is None or normalise(text) == plain(block):
            kept.append(block)
        elif text.strip():
            kept.append({**block, "runs": [{"t": normalise(text)}]})
    return kept + paragraphs(re.split(r"\n[ \t]*\n", normalise(more)))


def without_picture(blocks: Iterable[Block], picture: str) -> list[Block]:
    """The blocks without one picture."""
    return [block for block in blocks if block.get("picture") != picture]


def _id(block: dict[str, Any]) -> str:
    given = block.get("id")
    return given if isinstance(given, str) and _ID.fullmatch(given) else new_id()


def _runs(data: object) -> list[dict[str, Any]]:
    if not isinstance(data, list):
        return []
    runs: list[dict[str, Any]] = []
    for run in data:
        if not isinstance(run, dict) or not isinstance(run.get("t"), str) or not run["t"]:
            continue
        kept: dict[str, Any] = {"t": normalise(run["t"])}
        kept.update({mark: True for mark in ("em", "strong") if run.get(mark) is True})
        href = run.get("href")
        if isinstance(href, str) and _HREF.fullmatch(href):
            kept["href"] = normalise(href)
        runs.append(kept)
    return runs if "".join(run["t"] for run in runs).strip() else []

"""What the story seals: the types and their permanent names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from myosotis.vault.values import SealedValue

#: One block of a moment, words or a picture; `blocks.py` says how it looks.
Block = dict[str, Any]


@dataclass(frozen=True, kw_only=True, repr=False)
class MomentHead(SealedValue):
    """What a timeline shows of a moment. `date` is EDTF; `written` and `changed` are UTC, ISO 8601."""

    type_name: ClassVar[str] = "story/moment-head"

    date: str = "XXXX"
    title: str = ""
    #: The first words, plain; `longer` says whether there are more.
    opening: str = ""
    longer: bool = False
    #: Memberships of those who wrote here, the first writer first.
    by: list[str] = field(default_factory=list)
    #: Descriptions of its pictures, at most three, for a moment without words; and how many there are.
    described: list[str] = field(default_factory=list)
    pictures: int = 0
    #: The picture somebody chose to stand in the story (covered there too), or nothing.
    cover: str = ""
    written: str = ""
    changed: str = ""
    revision: int = 0
    #: A random name of the open page that wrote last, and when that stretch of writing began.
    page: str = ""
    stretch: str = ""
    #: How many changes that page had counted when it sent them.
    turn: int = 0
    #: The day it was put into the bin, or nothing.
    binned: str = ""
    #: Where an importer found it, so that a second run finds it again.
    source: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class HeadPackValue(SealedValue):
    """Every head of a space as `heads.Spine` holds it, in order, and the counters it was true at."""

    type_name: ClassVar[str] = "story/head-pack"

    generation: int = 0
    removals: int = 0
    spines: list[Any] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class MomentBody(SealedValue):
    """The words of a moment, block by block."""

    type_name: ClassVar[str] = "story/moment-body"

    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class VersionValue(SealedValue):
    """What a moment was before somebody changed it."""

    type_name: ClassVar[str] = "story/version"

    date: str = "XXXX"
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    by: str = ""
    at: str = ""
    revision: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class PictureValue(SealedValue):
    """A picture in a moment: its description in words, who brought it, and whether it was taken out."""

    type_name: ClassVar[str] = "story/picture"

    description: str = ""
    by: str = ""
    binned: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class UncoveredValue(SealedValue):
    """The pictures of one moment that one parent uncovered. It lies in that parent's own space."""

    type_name: ClassVar[str] = "story/uncovered"

    pictures: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class BabyValue(SealedValue):
    """A baby. The name may be missing, and may be given on any day."""

    type_name: ClassVar[str] = "story/baby"

    name: str = ""

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
    #: What it is (`kinds.py`): "moment", "update", "letter", "essay", "keepsake" or "milestone".
    kind: str = "moment"
    #: What the family calls that day, where they say it otherwise than a calendar: "the week of the snow".
    said: str = ""
    #: Ids of babies and of the family's own people it is about; places and tags are words.
    babies: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    #: A letter's: the day (ISO) on which it may be opened, "never" (it stays closed), nothing (it is open).
    opens: str = ""
    #: A keepsake: `what` (a key of `keepsakes.THINGS` or own words), `made`, `given`, `lies`, `has`, `went`.
    keepsake: dict[str, str] = field(default_factory=dict)
    #: Whether it stands in the children's view: "" no, "words", "pictures" (words and pictures).
    children: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class HeadPackValue(SealedValue):
    """Every head of a space as `heads.Spine` holds it, in order, and the counters it was true at."""

    type_name: ClassVar[str] = "story/head-pack"

    generation: int = 0
    removals: int = 0
    spines: list[Any] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, repr=False)
class FindPackValue(SealedValue):
    """Every token of a space as `finding.layers.Layer` holds it, and the counters it was true at."""

    type_name: ClassVar[str] = "story/find-pack"

    generation: int = 0
    removals: int = 0
    #: Ids of the entries, in order, and their two fields as `Field.packed` wrote them.
    ids: list[str] = field(default_factory=list)
    over: dict[str, Any] = field(default_factory=dict)
    under: dict[str, Any] = field(default_factory=dict)


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
    #: The rest of what a person can say of it (`versions.SAID`), as the head held it.
    rest: dict[str, Any] = field(default_factory=dict)


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
    """A baby. Everything is optional, and may be said on any day. Dates are EDTF."""

    type_name: ClassVar[str] = "story/baby"

    name: str = ""
    #: The name once more in another script, where the family writes it so.
    also: str = ""
    sex: str = ""
    #: The pregnancy it belongs to, or nothing.
    pregnancy: str = ""
    #: "" not said, "died", "lives", or the family's own words.
    outcome: str = ""
    born: str = ""
    died: str = ""
    #: A line for the baby's own page, and one picture for it (covered until somebody looks).
    line: str = ""
    picture: str = ""
    #: Whether a parent wished that twins are not named beside each other.
    apart: bool = False
    #: How the children are told, in a parent's own words; nothing: the plain words of `children.py`.
    told: str = ""
    binned: str = ""
    revision: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class PregnancyValue(SealedValue):
    """A pregnancy, with every due date it was ever given. Nothing here is worked out or put right by us."""

    type_name: ClassVar[str] = "story/pregnancy"

    #: What the family calls it; may stay empty.
    name: str = ""
    #: Every due date that was told, the newest last, none ever taken out: `{"id": 8 hex digits,
    #: "due": ISO day, "basis": one of `kit.gestation.BASES`, "from": ISO day or "", "by": membership,
    #: "at": UTC}`.
    due: list[dict[str, str]] = field(default_factory=list)
    #: The id of the one that counts now; nothing: the newest.
    counts: str = ""
    #: "" not said, "ongoing", "ended".
    status: str = ""
    #: When it ended, EDTF: from that day on no week is shown.
    ended: str = ""
    #: How the family speaks of what happened; one of `pregnancies.LOSSES` or own words.
    words: str = ""
    binned: str = ""
    revision: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class PersonValue(SealedValue):
    """Somebody of the family's own list. No account belongs to them."""

    type_name: ClassVar[str] = "story/person"

    name: str = ""
    #: Who they are to the family: "my sister", "our midwife".
    who: str = ""
    note: str = ""
    binned: str = ""
    revision: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class ChapterValue(SealedValue):
    """A stretch of the story with a name. `begins` and `ends` are EDTF; either may be open."""

    type_name: ClassVar[str] = "story/chapter"

    name: str = ""
    begins: str = ""
    ends: str = ""
    line: str = ""
    binned: str = ""
    revision: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class BeforeValue(SealedValue):
    """What a baby, pregnancy, person or chapter was: `value` is the packed value as it stood."""

    type_name: ClassVar[str] = "story/before"

    #: What it was, as JSON data; by whom (a membership) and when (UTC, ISO 8601) it was replaced.
    value: dict[str, Any] = field(default_factory=dict)
    by: str = ""
    at: str = ""

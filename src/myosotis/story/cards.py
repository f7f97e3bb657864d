"""Turning what was opened into what a page may know of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from myosotis.design.cards import DateCard, Fact, PictureCard
from myosotis.kit import date_words
from myosotis.kit.edtf import parse_edtf
from myosotis.media import reasons
from myosotis.media.models import READY, REFUSED, OriginalValue
from myosotis.story import keepsakes, rules
from myosotis.story.kinds import kind_of
from myosotis.story.values import Block, MomentHead, PictureValue

if TYPE_CHECKING:
    from myosotis.story.queries import MomentCard, VersionCard

#: HTML's own forms of a date; a less sure one has no `datetime`.
_MACHINE = re.compile(
    r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2}(?:T\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?)?)?"
)
#: The widths a page can choose from, in pixels of the longest side, and the one for older browsers.
WIDTHS = (480, 960, 1920)
JPEG = "jpeg-1280"


#: How many words open a moment in small capitals.
OPENING_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One block on a page: words in runs, or a picture. `opening`: the first words, in small capitals."""

    kind: str
    runs: tuple[Mapping[str, Any], ...] = ()
    picture: PictureCard | None = None
    opening: str = ""
    #: Where a list of parts leads to.
    id: str = ""


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A moment in the story."""

    id: str
    date: DateCard
    url: str
    title: str
    by: str
    opening: str
    longer: bool
    described: tuple[str, ...]
    pictures: int
    cover: PictureCard | None
    #: How its words are drawn (`kinds.Kind.shown`), what it is, and a quiet line about it.
    shown: str = ""
    kind: Promise | str = ""
    line: str = ""
    closed: bool = False
    chapters: tuple[tuple[str, str], ...] = ()
    #: How far the pregnancy was that day, where this viewer sees weeks: "20w3d".
    age: str = ""

    @property
    def key(self) -> str:
        """The moment's own id, as an address names it."""
        return self.id.removeprefix("m-")

    @property
    def more_url(self) -> str:
        """Where there is more of it than stands here, its own page."""
        return self.url if self.longer or self.pictures else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: words, a smaller line, where it leads, and where its form goes."""

    words: str
    small: str
    url: str = ""
    act_url: str = ""


def shown_date(edtf: str, said: str = "") -> DateCard:
    """A date as the family says it; one that is not known says so. `said` is what they call that day."""
    date = parse_edtf(edtf)
    if not date.is_known:
        return DateCard(said or _("Some day"))
    words, machine = date_words.say(date), edtf if _MACHINE.fullmatch(edtf) else ""
    words = words[:1].upper() + words[1:]
    return DateCard(said, machine, words) if said else DateCard(words, machine)


def said_date(edtf: str) -> str:
    """A date as one would type it; nothing for one that is not known."""
    date = parse_edtf(edtf)
    return date_words.say(date) if date.is_known else ""


def said_moment(at: str) -> str:
    """A moment of ours (UTC, ISO 8601) as a clock and a day of the zone the reader chose."""
    there = timezone.localtime(datetime.datetime.fromisoformat(at))
    return date_words.say(parse_edtf(there.strftime("%Y-%m-%dT%H:%M")))


def story_entry(
    card: MomentCard,
    members: dict[str, str],
    chapters: Sequence[tuple[str, str]] = (),
    *,
    age: str = "",
) -> StoryEntry:
    """A moment as a passage of the story; `chapters` are the names and lines of those that begin with it."""
    head, by = card.head, names(card.head.by, members)
    if card.private:
        by = _("%(name)s, for nobody else") % {"name": by}
    return StoryEntry(
        id=f"m-{card.id}",
        date=shown_date(head.date, head.said),
        url=f"/moments/{card.id}",
        title=head.title,
        by=by,
        opening=head.opening,
        # A letter has a way in of its own.
        longer=head.longer and head.kind != "letter",
        described=tuple(words for words in head.described if words),
        pictures=head.pictures if head.kind != "letter" else 0,
        cover=card.pictures.get(head.cover),
        shown=kind_of(head.kind).shown,
        kind=kind_of(head.kind).word,
        line=_line(head),
        closed=card.closed,
        chapters=tuple(chapters),
        age=age,
    )


def _line(head: MomentHead) -> str:
    if head.kind == "letter":
        return opening_words(head)
    return keepsake_line(head.keepsake) if head.kind == "keepsake" else ""


def opening_words(head: MomentHead) -> str:
    """When a letter may be opened, as a sentence."""
    if head.opens == rules.NEVER:
        return _("It stays closed.")
    if head.opens and rules.is_closed(head, timezone.localdate()):
        return _("It is closed until %(day)s.") % {"day": said_date(head.opens)}
    return _("It is open.")


def keepsake_line(told: Mapping[str, str]) -> str:
    """What a thing is and where it is, in one line; nothing where nobody said."""
    where = _("It went along.") if keepsakes.went(told) else told.get("lies", "")
    return " · ".join(filter(None, [keepsakes.what(told), where]))


def passages(blocks: Iterable[Block], pictures: Mapping[str, PictureCard]) -> list[Passage]:
    """The blocks of a moment for a page; a picture that was taken out is passed over."""
    found: list[Passage] = []
    for block in blocks:
        if block["kind"] != "picture":
            found.append(_words(block, first=not any(one.runs for one in found)))
        elif block["picture"] in pictures:
            found.append(Passage("picture", picture=pictures[block["picture"]]))
    return found


def _words(block: Block, *, first: bool) -> Passage:
    runs = block["runs"]
    if block["kind"] == "heading":
        return Passage("heading", tuple(runs), id=block["id"])
    if not first or block["kind"] != "paragraph" or len(runs[0]) > 1:
        return Passage(block["kind"], tuple(runs))
    words = runs[0]["t"].split(" ", OPENING_WORDS)
    if len(words) <= OPENING_WORDS:
        return Passage(block["kind"], tuple(runs))
    rest = {"t": " " + words[-1]}
    return Passage(block["kind"], (rest, *runs[1:]), opening=" ".join(words[:-1]))


def moment_facts(card: MomentCard, known: Mapping[str, str]) -> list[Fact]:
    """What it is, when, about whom and for whom, each a word one can tap to change.

    `known` are the names of babies and people this viewer may know, by id.
    """
    url, head = f"/moments/{card.id}", card.head
    day = shown_date(head.date, head.said)
    who = _("Only you") if card.private else _("The parents")
    facts = [Fact(_("What it is"), str(kind_of(head.kind).word), "", f"{url}/kind?to=read", private=True)]
    if head.kind == "keepsake":
        facts += _keepsake_facts(head.keepsake, f"{url}/keepsake?to=read")
    if head.kind == "letter":
        facts.append(Fact(_("To be read"), opening_words(head), "", f"{url}/opens?to=read", private=True))
    about = [known[key] for key in (*head.babies, *head.people) if key in known]
    said = "; ".join([*about, *head.places])
    facts += [
        Fact(_("When"), day.words, day.small, f"{url}/when?to=read"),
        Fact(
            _("Who and where"), said or _("not said"), ", ".join(head.tags), f"{url}/about?to=read", not said
        ),
        Fact(_("Read by"), who, "", f"{url}/who?to=read", private=True),
    ]
    return facts


def _keepsake_facts(told: Mapping[str, str], url: str) -> list[Fact]:
    thing = keepsakes.what(told)
    facts = [Fact(_("The thing"), thing or _("not said"), "", url, private=not thing)]
    if keepsakes.went(told):
        facts.append(Fact(_("Where it is"), _("It went along.")))
    return facts + [Fact(str(word), told[name]) for name, word in keepsakes.FACTS.items() if told.get(name)]


def proposals(date: str, taken: Sequence[str]) -> list[tuple[str, str]]:
    """What the cameras say, where it lies outside what the moment says: (EDTF, in words), one a day."""
    first, last = parse_edtf(date).bounds()
    days = {one[:10]: one for one in reversed(taken)}
    early, late = first.isoformat() if first else "", last.isoformat() if last else "9999"
    if (first or last) and any(early <= day <= late for day in days):
        return []
    return [(edtf, said_date(edtf)) for edtf in sorted(days.values())][:5]


def plain_fields(
    blocks: Iterable[Block], pictures: Mapping[str, PictureCard], typed: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The paragraphs of a sheet as fields for a page without scripts; `typed` is what was sent last."""
    fields: list[dict[str, Any]] = []
    for block in blocks:
        if block["kind"] == "picture":
            if block["picture"] in pictures:
                fields.append({"picture": pictures[block["picture"]]})
        else:
            text = typed.get(block["id"], "".join(run["t"] for run in block["runs"]))
            fields.append({"id": block["id"], "text": text, "rows": 2 + len(text) // 60})
    return fields


def version_row(card: VersionCard, moment: UUID, members: dict[str, str]) -> Row:
    """A line of what a moment was before."""
    words = card.value.title or " ".join(
        "".join(run["t"] for run in block.get("runs", ())) for block in card.value.blocks[:3]
    )
    who = names([card.value.by], members)
    when = said_moment(card.value.at)
    small = _("%(name)s, %(day)s") % {"name": who, "day": when} if who else when
    return Row(short(words) or _("No words yet"), small, f"/moments/{moment}/before/{card.id}")


def binned_row(card: MomentCard) -> Row:
    """A moment in the bin."""
    words = card.head.title or card.head.opening or ", ".join(filter(None, card.head.described))
    small = _("since %(day)s") % {"day": said_date(card.head.binned)}
    return Row(short(words) or _("A moment without words"), small, act_url=f"/moments/{card.id}/restore")


def picture_row(picture: UUID, moment: UUID, value: PictureValue) -> Row:
    """A picture that was taken out of its moment, by its words alone."""
    small = _("since %(day)s") % {"day": said_date(value.binned)}
    words = short(value.description) or _("A picture, without a description.")
    return Row(words, small, f"/moments/{moment}", f"/pictures/{picture}/back")


def short(words: str) -> str:
    """The beginning of what may be long, for a line of a list."""
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def names(by: list[str], members: dict[str, str]) -> str:
    """Who wrote, in words: "Elin and Tomas"."""
    known = [members[key] for key in by if key in members]
    if len(known) < 2:
        return "".join(known)
    return _("%(some)s and %(last)s") % {"some": ", ".join(known[:-1]), "last": known[-1]}


#: Where pictures are asked for. An address is not a right: the door asks each time.
PICTURES = "/pictures"


def draw_picture(
    key: UUID, value: PictureValue, about: OriginalValue, *, covered: bool, at: str = PICTURES
) -> PictureCard:
    """A picture for a page, asked for at `at`. A covered one knows nothing of where its renditions lie."""
    covered = covered or about.state != READY
    wide = max(about.width, about.height, 1)
    return PictureCard(
        id=str(key),
        description=value.description,
        width=about.width or 4,
        height=about.height or 3,
        look_url=f"{at}/{key}/look",
        cover_url=f"{at}/{key}/cover",
        covered=covered,
        webp="" if covered else _srcset(f"{at}/{key}", about, wide),
        jpeg="" if covered else f"{at}/{key}/{JPEG}",
        state=about.state,
        said=_said(about),
        has_position=about.has_position,
    )


def _srcset(at: str, about: OriginalValue, longest: int) -> str:
    parts = []
    for size in WIDTHS:
        if f"webp-{size}" in about.renditions:
            width = max(1, round(about.width * min(1, size / longest)))
            parts.append(f"{at}/webp-{size} {width}w")
    return ", ".join(parts)


def _said(about: OriginalValue) -> str:
    if about.state == REFUSED:
        return reasons.sentence(about.reason)
    if about.state != READY:
        return _("This picture is kept. It is being prepared, and can be looked at in a moment.")
    return ""

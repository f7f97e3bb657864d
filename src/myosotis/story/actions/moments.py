"""Writing moments: keeping words as they are typed, dates, and who may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from myosotis.kit import clock
from myosotis.kit.edtf import UNKNOWN, parse_edtf
from myosotis.media import actions as media
from myosotis.people.viewer import Viewer
from myosotis.story import blocks as words
from myosotis.story import leaving, packs, rules
from myosotis.story.kinds import kind_of
from myosotis.story.models import Moment, Picture, Uncovered, Version
from myosotis.story.values import Block, MomentBody, MomentHead, PictureValue, VersionValue
from myosotis.story.versions import SAID, rest_of
from myosotis.vault import journal, spaces
from myosotis.vault.fields import seal_into


class Refusal(Exception):
    """Something cannot be done; the text is a kind sentence for whoever asked."""


class Conflict(Exception):
    """Somebody else changed this since the page was opened. Nothing was overwritten."""


@transaction.atomic
def keep_moment(
    *,
    by: Viewer,
    date: str = UNKNOWN,
    title: str = "",
    paragraphs: Sequence[str] = (),
    private: bool = False,
    source: str = "",
) -> UUID:
    """Keep a whole moment at once, as an importer does. `date` is EDTF; returns the moment's id."""
    head = MomentHead(
        date=parse_edtf(date).edtf, title=words.normalise(title)[: rules.TITLE].strip(), source=source
    )
    row = Moment(pk=uuid4(), space_id=by.private_space if private else by.family_space)
    save(row, head, words.paragraphs(paragraphs), by=by, new=True)
    return row.pk


@transaction.atomic
def write(
    *,
    by: Viewer,
    moment: UUID,
    title: str,
    blocks: object,
    revision: int,
    page: str = "",
    turn: int = 0,
    date: str = UNKNOWN,
    kind: str = "moment",
) -> int:
    """Keep the words of a moment and return the new revision. One not there yet begins on `date`, as `kind`.

    `blocks` is what the page sent (parsed JSON), `turn` the number of that page's changes so far. Raises
    `Conflict` when another page changed it since `revision`, `blocks.NotWords` for what cannot be kept,
    `Moment.DoesNotExist` for somebody else's.
    """
    title = _titled(title)
    row = _there(by, moment)
    if row is None:
        if revision:
            # It was let go for good meanwhile, or never kept: nothing is begun anew behind somebody's back.
            raise Conflict
        kept = words.clean(blocks, ())
        if not kept and not title:
            return 0
        head = MomentHead(date=date, title=title, turn=turn, kind=kind_of(kind).name)
        try:
            with transaction.atomic():
                return save(Moment(pk=moment, space_id=by.spaces[0]), head, kept, by=by, page=page, new=True)
        except IntegrityError:
            row = locked(by, moment)  # a picture began it in the same instant
    head = row.head.open(by.keys)
    if rules.is_closed(head, clock.today(by.timezone)):
        raise Moment.DoesNotExist  # no page shows its words, so none can change them
    kept = words.clean(blocks, standing_pictures(row, by))
    same_page = bool(page) and page == head.page
    if head.revision != revision and not same_page and head.revision:
        raise Conflict
    if (same_page and turn < head.turn) or (title == head.title and kept == row.body.open(by.keys).blocks):
        # Of two answers of one page that cross, the later words stay.
        return int(head.revision)
    return save(row, replace(head, title=title, turn=turn), kept, by=by, page=page)


def set_date(*, by: Viewer, moment: UUID, date: str, said: str | None = None) -> None:
    """Say when it was, as EDTF, and what the family calls that day."""
    told = {"date": parse_edtf(date).edtf}
    tell(by=by, moment=moment, **told, **({} if said is None else {"said": words.normalise(said).strip()}))


@transaction.atomic
def tell(*, by: Viewer, moment: UUID, **told: Any) -> None:
    """Say something of an entry beside its words: its date or any of `versions.SAID`.

    The words stay at their revision: a page that is open may go on writing. What it was is a version.
    Raises `Refusal` for a letter that somebody else closed, where this would open it.
    """
    if not told.keys() <= {"date", *SAID}:
        raise TypeError("an entry knows no such thing")
    row = locked_or_begun(by, moment)
    head = row.head.open(by.keys)
    if {"kind", "opens"} & told.keys() and head.kind == "letter" and not rules.may_choose_opening(head, by):
        raise Refusal(_("Whoever wrote this letter closed it, and they alone can open it before its time."))
    after = replace(head, **told)
    if after != head:
        _keep_version(row, by)
        put(row, replace(after, changed=_now()), row.body.open(by.keys).blocks, by)


@transaction.atomic
def set_audience(*, by: Viewer, moment: UUID, private: bool) -> None:
    """Move a moment between the parents' space and the viewer's own, with its pictures.

    What it was before stays where it was written: handing a moment over does not hand over its drafts.
    Raises `Refusal` where another parent wrote in it too.
    """
    row = locked_or_begun(by, moment)
    to = by.private_space if private else by.family_space
    if row.space_id == to:
        return
    head, body = row.head.open(by.keys), row.body.open(by.keys)
    if private and not rules.may_take_back(head, by):
        raise Refusal(_("Both of you wrote here, so it stays with both of you."))
    pictures = [(one, one.sealed.open(by.keys)) for one in Picture.objects.filter(moment=row)]
    if private and any(value.by != str(by.membership_id) for _picture, value in pictures):
        raise Refusal(_("The other parent brought a picture here, so it stays with both of you."))
    for picture, value in pictures:
        media.move(original=picture.original_id, to=to, keys=by.keys)
        picture.space_id = to
        seal_into(picture, "sealed", value, by.keys)
        picture.save(update_fields=["space", "sealed"])
    spaces.touch(row.space_id, removed=1)
    packs.drop(row.space_id)
    row.space_id = to
    if private:
        # Nothing of what the other parent looked at may stay behind and point here.
        Uncovered.objects.filter(moment=row).exclude(space=by.private_space).delete()
        leaving.moment_left.send(Moment, moment=row.pk, by=by)
    put(row, head, body.blocks, by)
    journal.write("audience-changed", space=to, about=row.pk, by=by.membership_id, keys=by.keys)


def locked(by: Viewer, moment: UUID) -> Moment:
    """A moment this viewer can open and change, held until the transaction ends. The bin's are not there."""
    row = Moment.objects.select_for_update().get(pk=moment, space__in=by.spaces)
    if row.head.open(by.keys).binned:
        raise Moment.DoesNotExist
    return row


def locked_or_begun(by: Viewer, moment: UUID) -> Moment:
    """The same; where there is no moment of this id yet, an empty one is begun, dated today."""
    if Moment.objects.filter(pk=moment).exists():
        return locked(by, moment)
    now, writer = _now(), str(by.membership_id)
    today = clock.today(by.timezone).isoformat()
    row = Moment(pk=moment, space_id=by.spaces[0])
    head = MomentHead(date=today, by=[writer], written=now, changed=now, stretch=now)
    try:
        with transaction.atomic():
            put(row, head, [], by, new=True)
    except IntegrityError:
        return locked(by, moment)  # two pictures of one new sheet arrive in the same instant
    return row


def standing_pictures(row: Moment, by: Viewer) -> list[str]:
    """The ids of a moment's pictures that were not taken out."""
    rows = Picture.objects.filter(moment=row, space__in=by.spaces).order_by("pk")
    return [str(one.pk) for one in rows if not one.sealed.open(by.keys).binned]


def save(
    row: Moment, head: MomentHead, blocks: list[Block], *, by: Viewer, page: str = "", new: bool = False
) -> int:
    """Seal a moment anew with what it was kept as a version first. Returns the new revision."""
    now = _now()
    writer = str(by.membership_id)
    if new:
        head = replace(head, written=now, stretch=now, by=[writer])
    elif rules.new_stretch(head, page, now):
        _keep_version(row, by)
        head = replace(head, stretch=now)
    head = replace(
        head,
        by=head.by if writer in head.by else [*head.by, writer],
        changed=now,
        revision=head.revision + 1,
        page=page,
    )
    put(row, head, blocks, by, new=new)
    return head.revision


def put(row: Moment, head: MomentHead, blocks: list[Block], by: Viewer, *, new: bool = False) -> None:
    """Seal head and body into the row's space and save it; what the head tells of the words is made here."""
    # A letter is folded in the story: what it says stands on its own page alone, once it may be opened.
    start, longer = words.opening(blocks) if head.kind != "letter" else ("", bool(blocks))
    described = _descriptions(blocks, row, by) if head.kind != "letter" else []
    head = replace(head, opening=start, longer=longer, described=described[:3], pictures=len(described))
    if head.cover and head.cover not in {block.get("picture") for block in blocks}:
        head = replace(head, cover="")
    seal_into(row, "head", head, by.keys)
    seal_into(row, "body", MomentBody(blocks=blocks), by.keys)
    row.generation = spaces.touch(row.space_id)
    row.save(force_insert=new)


def _descriptions(blocks: list[Block], row: Moment, by: Viewer) -> list[str]:
    shown = [UUID(block["picture"]) for block in blocks if block["kind"] == "picture"]
    if not shown:
        return []
    values: dict[UUID, PictureValue] = {
        one.pk: one.sealed.open(by.keys) for one in Picture.objects.filter(moment=row, pk__in=shown)
    }
    return [values[key].description for key in shown if key in values]


def _now() -> str:
    """The moment as UTC text, fine enough that what one keeps in a row stays in that order."""
    return clock.now().isoformat(timespec="microseconds")


def _keep_version(row: Moment, by: Viewer) -> None:
    before = Moment.objects.get(pk=row.pk)
    head, body = before.head.open(by.keys), before.body.open(by.keys)
    version = Version(space_id=before.space_id, moment=row)
    value = VersionValue(
        date=head.date,
        title=head.title,
        blocks=body.blocks,
        by=head.by[-1] if head.by else "",
        at=head.changed,
        revision=head.revision,
        rest=rest_of(head),
    )
    seal_into(version, "sealed", value, by.keys)
    version.save(force_insert=True)
    journal.write("moment-changed", space=before.space_id, about=row.pk, by=by.membership_id, keys=by.keys)


def _there(by: Viewer, moment: UUID) -> Moment | None:
    return locked(by, moment) if Moment.objects.filter(pk=moment).exists() else None


def _titled(title: str) -> str:
    title = words.normalise(title).strip()
    if len(title) > rules.TITLE:
        raise words.NotWords(
            _("The title is too long to be kept. The words below it can be as long as you like.")
        )
    return title

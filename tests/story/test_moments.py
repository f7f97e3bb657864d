"""Moments: kept as they are typed, never lost, and found by nobody they are not for."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from tests.factories.people import parent, partner, stranger

from myosotis.media.arriving import arrive
from myosotis.story import actions, blocks, heads, queries
from myosotis.story.models import HeadPack, Moment, Version
from myosotis.vault.errors import KeyMissing, SealBroken
from myosotis.vault.models import JournalLine

pytestmark = pytest.mark.django_db(transaction=True)
#: Enough of a JPEG to be taken for one at the door.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)


def paragraph(text: str, **marks: Any) -> dict[str, Any]:
    return {"id": blocks.new_id(), "kind": "paragraph", "runs": [{"t": text, **marks}]}


def words_of(viewer: Any, moment: UUID) -> list[str]:
    return [blocks.plain(block) for block in queries.moment(viewer, moment).blocks]


def test_what_is_typed_is_kept_and_said_back() -> None:
    ilse = parent()
    key = uuid4()
    first = paragraph("It had begun to snow", em=True)
    assert actions.write(by=ilse, moment=key, title="Snow", blocks=[first], revision=0, page="a") == 1
    card = queries.moment(ilse, key)
    assert (card.head.title, card.head.opening, list(card.blocks)) == (
        "Snow",
        "It had begun to snow",
        [first],
    )
    assert card.head.by == [str(ilse.membership_id)]
    assert not card.private


def test_an_empty_sheet_is_not_a_moment() -> None:
    ilse = parent()
    key = uuid4()
    assert actions.write(by=ilse, moment=key, title=" ", blocks=[paragraph("  ")], revision=0) == 0
    assert not Moment.objects.exists()


def test_a_page_that_is_behind_changes_nothing() -> None:
    ilse = parent()
    joost = partner(ilse)
    key = actions.keep_moment(by=ilse, paragraphs=["one"])
    actions.write(by=joost, moment=key, title="", blocks=[paragraph("two")], revision=1, page="his")
    with pytest.raises(actions.Conflict):
        actions.write(by=ilse, moment=key, title="", blocks=[paragraph("three")], revision=1, page="hers")
    assert words_of(ilse, key) == ["two"]
    # The last words of a page that is closing carry the revision before the answer it never read.
    actions.write(by=joost, moment=key, title="", blocks=[paragraph("two, on")], revision=1, page="his")
    assert words_of(ilse, key) == ["two, on"]
    assert queries.moment(ilse, key).head.by == [str(ilse.membership_id), str(joost.membership_id)]


def test_a_stretch_of_writing_is_one_version_and_every_version_comes_back() -> None:
    ilse = parent()
    key = uuid4()
    with time_machine.travel(datetime.datetime(2026, 3, 1, 2, tzinfo=datetime.UTC), tick=False) as clock:
        revision = 0
        for text in ("a", "ab", "abc"):
            revision = actions.write(
                by=ilse, moment=key, title="", blocks=[paragraph(text)], revision=revision, page="p"
            )
        assert queries.versions(ilse, key) == []
        clock.shift(datetime.timedelta(minutes=20))
        revision = actions.write(
            by=ilse, moment=key, title="", blocks=[paragraph("z")], revision=revision, page="p"
        )
        actions.write(by=ilse, moment=key, title="", blocks=[], revision=revision, page="q")
    kept = queries.versions(ilse, key)
    assert [blocks.plain(card.value.blocks[0]) for card in kept] == ["z", "abc"]
    assert words_of(ilse, key) == []
    actions.restore_version(by=ilse, moment=key, version=kept[1].id)
    assert words_of(ilse, key) == ["abc"]
    assert len(queries.versions(ilse, key)) == 3


def test_what_a_parent_keeps_alone_the_other_cannot_find() -> None:
    ilse = parent()
    joost, vera = partner(ilse), stranger()
    key = actions.keep_moment(by=ilse, title="Mine", paragraphs=["a lantern"], private=True, source="s")
    shared = actions.keep_moment(by=ilse, title="Ours", paragraphs=["a lamp"])
    for other in (joost, vera):
        with pytest.raises(Moment.DoesNotExist):
            queries.moment(other, key)
        with pytest.raises(Moment.DoesNotExist):
            actions.set_date(by=other, moment=key, date="2020")
        with pytest.raises(Moment.DoesNotExist):
            actions.write(by=other, moment=key, title="", blocks=[paragraph("x")], revision=1)
        with pytest.raises(Moment.DoesNotExist):
            actions.bin_moment(by=other, moment=key)
        with pytest.raises(Moment.DoesNotExist):
            queries.head_or_new(other, key)
        assert queries.moment_with_source(other, "s") is None
        assert queries.versions(other, key) == []
        assert not queries.is_in_bin(other, key)
    assert [card.id for card in queries.page(joost).moments] == [shared]
    assert queries.page(vera).moments == ()
    last = queries.last_kept(joost)
    assert last is not None
    assert last.id == shared
    with pytest.raises(KeyMissing):
        heads.of(ilse.private_space, joost.keys)
    assert [card.head.title for card in queries.page(ilse).moments] == ["Mine", "Ours"]


def test_handing_over_does_not_hand_over_drafts_and_can_be_taken_back_alone() -> None:
    ilse = parent()
    joost = partner(ilse)
    key = actions.keep_moment(by=ilse, paragraphs=["a first, raw word"], private=True)
    actions.write(by=ilse, moment=key, title="", blocks=[paragraph("a calmer word")], revision=1, page="p")
    actions.set_audience(by=ilse, moment=key, private=False)
    assert words_of(joost, key) == ["a calmer word"]
    assert queries.versions(joost, key) == []
    assert len(queries.versions(ilse, key)) == 1
    actions.set_audience(by=ilse, moment=key, private=True)
    with pytest.raises(Moment.DoesNotExist):
        queries.moment(joost, key)
    assert queries.page(joost).moments == ()
    actions.set_audience(by=ilse, moment=key, private=False)
    actions.write(by=joost, moment=key, title="", blocks=[paragraph("ours")], revision=2, page="j")
    with pytest.raises(actions.Refusal, match="stays with both"):
        actions.set_audience(by=ilse, moment=key, private=True)


def test_the_bin_keeps_thirty_days_and_takes_back() -> None:
    ilse = parent()
    with time_machine.travel(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC), tick=False) as clock:
        first = actions.keep_moment(by=ilse, paragraphs=["one"])
        second = actions.keep_moment(by=ilse, paragraphs=["two"])
        actions.bin_moment(by=ilse, moment=first)
        actions.bin_moment(by=ilse, moment=second)
        assert queries.page(ilse).moments == ()
        assert queries.last_kept(ilse) is None
        assert {card.id for card in queries.in_bin(ilse)} == {first, second}
        actions.restore_moment(by=ilse, moment=first)
        assert words_of(ilse, first) == ["one"]
        clock.shift(datetime.timedelta(days=29))
        assert actions.empty_bins() == 0
        clock.shift(datetime.timedelta(days=1))
        assert actions.empty_bins() == 1
    assert set(Moment.objects.values_list("pk", flat=True)) == {first}
    assert queries.in_bin(ilse) == []
    with pytest.raises(Moment.DoesNotExist):
        actions.restore_moment(by=ilse, moment=second)


def test_the_story_runs_by_dates_and_turns_its_pages() -> None:
    ilse = parent()
    dates = ["2021-05-04", "2019", "XXXX", "2020-23~", "2021-05-04T03:10", "2020/2022"]
    kept = {date: actions.keep_moment(by=ilse, date=date, paragraphs=[date]) for date in dates}
    order = [card.head.date for card in queries.page(ilse).moments]
    assert order == ["2019", "2020/2022", "2020-23~", "2021-05-04", "2021-05-04T03:10", "XXXX"]
    actions.set_date(by=ilse, moment=kept["2019"], date="2023")
    assert [card.head.date for card in queries.page(ilse).moments][-2:] == ["2023", "XXXX"]
    many = [actions.keep_moment(by=ilse, date=f"{1950 + n}", paragraphs=["x"]) for n in range(45)]
    page = queries.page(ilse)
    walked = [card.id for card in page.moments]
    assert page.earlier is None
    while page.later is not None:
        page = queries.page(ilse, first=page.later)
        walked += [card.id for card in page.moments]
    assert len(walked) == len(set(walked)) == 51
    assert walked[:45] == many
    back = queries.page(ilse, last=page.earlier)
    assert [card.id for card in back.moments] == walked[
        -queries.PAGE - len(page.moments) : -len(page.moments)
    ]
    assert page.years[0] == ("1950", many[0])


def test_a_warm_shelf_tells_what_a_cold_one_tells() -> None:
    ilse = parent()
    keys = [actions.keep_moment(by=ilse, date=str(1990 + n % 7), paragraphs=[str(n)]) for n in range(60)]
    queries.page(ilse)
    for at, key in enumerate(keys[::3]):
        actions.set_date(by=ilse, moment=key, date=str(2000 + at % 5))
    actions.bin_moment(by=ilse, moment=keys[4])
    actions.set_audience(by=ilse, moment=keys[5], private=True)
    warm = [list(heads.of(space, ilse.keys)[0]) for space in ilse.spaces]
    heads.forget()
    assert [list(heads.of(space, ilse.keys)[0]) for space in ilse.spaces] == warm


def test_a_pack_tells_what_the_moments_tell_and_nothing_older() -> None:
    ilse = parent()
    keys = [actions.keep_moment(by=ilse, date=str(1990 + n % 7), paragraphs=[str(n)]) for n in range(9)]
    actions.bin_moment(by=ilse, moment=keys[1])
    heads.pack(space=ilse.family_space)
    actions.set_date(by=ilse, moment=keys[0], date="2024")
    actions.bin_moment(by=ilse, moment=keys[2])
    actions.restore_moment(by=ilse, moment=keys[1])
    now = [(spine.id, spine.date) for spine in heads.of(ilse.family_space, ilse.keys)[0]]
    heads.forget()
    assert [(spine.id, spine.date) for spine in heads.of(ilse.family_space, ilse.keys)[0]] == now
    # Something that left the space for good makes the pack stale as a whole.
    actions.set_audience(by=ilse, moment=keys[3], private=True)
    heads.forget()
    assert str(keys[3]) not in heads.of(ilse.family_space, ilse.keys)[1]
    assert len(heads.of(ilse.family_space, ilse.keys)[1]) == 8


def test_every_change_of_words_leaves_a_journal_line_that_prints_nothing() -> None:
    ilse = parent()
    before = JournalLine.objects.count()
    key = actions.keep_moment(by=ilse, paragraphs=["a lantern"])
    actions.write(by=ilse, moment=key, title="", blocks=[paragraph("a lamp")], revision=1, page="p")
    actions.bin_moment(by=ilse, moment=key)
    assert JournalLine.objects.count() > before
    row = Moment.objects.get()
    assert str(row.head) == str(row.body) == "sealed"
    assert "lamp" not in repr(row.head.open(ilse.keys))
    assert "lantern" not in repr(Version.objects.get().sealed.open(ilse.keys))


def test_a_picture_of_the_other_parent_is_never_taken_away_with_a_moment() -> None:
    ilse = parent()
    joost = partner(ilse)
    key = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    actions.add_picture(by=joost, moment=key, arrived=arrive("a.jpg", [JPEG]))
    with pytest.raises(actions.Refusal, match="stays with both"):
        actions.set_audience(by=ilse, moment=key, private=True)
    assert queries.moment(joost, key).picture_count == 1
    assert queries.moment(joost, key).head.by == [str(ilse.membership_id), str(joost.membership_id)]


def test_saves_of_one_page_that_cross_keep_the_later_words() -> None:
    ilse = parent()
    key = actions.keep_moment(by=ilse, paragraphs=["one"])
    for turn, text in ((3, "one two three"), (2, "one two")):
        actions.write(
            by=ilse, moment=key, title="", blocks=[paragraph(text)], revision=1, page="p", turn=turn
        )
    assert words_of(ilse, key) == ["one two three"]


def test_a_sheet_of_something_that_is_gone_for_good_begins_nothing_anew() -> None:
    ilse = parent()
    with pytest.raises(actions.Conflict):
        actions.write(by=ilse, moment=uuid4(), title="", blocks=[paragraph("x")], revision=4, page="p")
    assert not Moment.objects.exists()


def test_what_was_taken_back_or_let_go_stands_in_no_pack() -> None:
    ilse = parent()
    first, second = (actions.keep_moment(by=ilse, title=f"T{n}", paragraphs=["x"]) for n in range(2))
    heads.pack(space=ilse.family_space)
    actions.set_audience(by=ilse, moment=first, private=True)
    assert not HeadPack.objects.filter(space=ilse.family_space).exists()
    heads.pack(space=ilse.family_space)
    with time_machine.travel(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC), tick=False) as clock:
        actions.bin_moment(by=ilse, moment=second)
        clock.shift(datetime.timedelta(days=30))
        assert actions.empty_bins() == 1
    assert not HeadPack.objects.exists()


def test_a_title_that_is_too_long_is_said_and_not_cut() -> None:
    ilse = parent()
    with pytest.raises(blocks.NotWords, match="too long"):
        actions.write(by=ilse, moment=uuid4(), title="x" * 301, blocks=[paragraph("y")], revision=0)


def test_a_bin_that_does_not_open_does_not_hold_up_the_others() -> None:
    ilse = parent()
    vera = stranger()
    with time_machine.travel(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC), tick=False) as clock:
        broken = actions.keep_moment(by=ilse, paragraphs=["x"])
        over = actions.keep_moment(by=vera, paragraphs=["y"])
        actions.bin_moment(by=vera, moment=over)
        row = Moment.objects.get(pk=broken)
        Moment.objects.filter(pk=broken).update(head=bytes(row.head)[:-1] + b"\0\0")
        clock.shift(datetime.timedelta(days=31))
        with pytest.raises(SealBroken):
            actions.empty_bins()
    assert not Moment.objects.filter(pk=over).exists()
    assert Moment.objects.filter(pk=broken).exists()

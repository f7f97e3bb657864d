"""Bringing things home: by the camera's dates, byte for byte, once, and each whole or not at all."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.bringhome.conftest import Bring, picture
from tests.conftest import SAMPLES
from tests.home import HOME

from myosotis.bringhome.desk import bring_home, day_of
from myosotis.bringhome.found import Found, Passed, Promise
from myosotis.bringhome.tally import Tally
from myosotis.media.models import READY, Original
from myosotis.media.queries import about, original_bytes
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.models import Moment, Picture
from myosotis.story.queries import MomentCard

pytestmark = pytest.mark.django_db(transaction=True)


def moments(viewer: Viewer) -> dict[str, MomentCard]:
    """The viewer's moments by date and title."""
    return {f"{card.head.date} {card.head.title}".strip(): card for card in queries.page(viewer).moments}


def originals(viewer: Viewer) -> dict[str, bytes]:
    """Every original the viewer can open, by the name it came with."""
    rows = Original.objects.filter(space__in=viewer.spaces)
    known = about([row.pk for row in rows], viewer.keys)
    return {value.name: b"".join(original_bytes(pk, viewer.keys).read()) for pk, value in known.items()}


def test_pictures_of_one_day_share_a_moment_and_undated_ones_that_of_their_folder(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "on the stairs").mkdir()
    sent = {
        "a.jpg": picture(1, "2021:05:04 03:10:00"),
        "b.jpg": picture(2, "2021:05:04 23:59:59"),
        "c.jpg": picture(3, "2021:05:05 00:00:00"),
        "on the stairs/d.jpg": picture(4),
        "on the stairs/e.jpg": picture(5, "0000:00:00 00:00:00"),
    }
    for name, content in sent.items():
        (tmp_path / name).write_bytes(content)
    tally = bring(tmp_path)
    assert (tally.kept, tally.there, tally.refused) == (5, 0, [])
    cards = moments(parent)
    assert {name: card.picture_count for name, card in cards.items()} == {
        "2021-05-04": 2,
        "2021-05-05": 1,
        "XXXX on the stairs": 2,
    }
    assert originals(parent) == {name.rpartition("/")[2]: content for name, content in sent.items()}
    known = about(Original.objects.values_list("pk", flat=True), parent.keys).values()
    assert {value.state for value in known} == {READY}
    assert "2021-05-04T03:10" in {value.taken for value in known}


def test_a_second_run_keeps_nothing_twice_and_a_new_picture_joins_its_day(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1, "2021:05:04 03:10:00"))
    shutil.copy(tmp_path / "a.jpg", tmp_path / "copy of a.jpg")
    first = bring(tmp_path)
    assert (first.kept, first.there) == (1, 1)
    (tmp_path / "b.jpg").write_bytes(picture(2, "2021:05:04 09:00:00"))
    second = bring(tmp_path)
    assert (second.kept, second.there) == (1, 2)
    assert moments(parent)["2021-05-04"].picture_count == 2
    assert Moment.objects.count() == 1


def test_what_a_parent_put_into_the_bin_does_not_come_back(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1, "2021:05:04 03:10:00"))
    bring(tmp_path)
    actions.bin_moment(by=parent, moment=moments(parent)["2021-05-04"].id)
    assert bring(tmp_path).there == 1
    assert moments(parent) == {}
    (tmp_path / "b.jpg").write_bytes(picture(2, "2021:05:04 09:00:00"))
    assert bring(tmp_path).kept == 1
    assert moments(parent)["2021-05-04"].picture_count == 1


def test_what_is_brought_for_one_alone_stays_theirs(
    tmp_path: Path, parent: Viewer, other_parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1, "2021:05:04 03:10:00"))
    bring(tmp_path, private=True)
    assert moments(parent)["2021-05-04"].private
    assert moments(other_parent) == {}
    (tmp_path / "b.jpg").write_bytes(picture(2, "2021:05:04 09:00:00"))
    assert bring(tmp_path, by=other_parent).kept == 2, "the other parent's copy is their own"
    assert {card.private for card in moments(other_parent).values()} == {False}


def test_pictures_never_follow_a_moment_into_another_space(
    tmp_path: Path, parent: Viewer, other_parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1, "2021:05:04 03:10:00"))
    bring(tmp_path, private=True)
    actions.set_audience(by=parent, moment=moments(parent)["2021-05-04"].id, private=False)
    (tmp_path / "b.jpg").write_bytes(picture(2, "2021:05:04 09:00:00"))
    tally = bring(tmp_path, private=True)
    assert (tally.kept, tally.there) == (1, 1)
    assert [card.picture_count for card in moments(other_parent).values()] == [1]


@pytest.mark.full
def test_the_fifty_first_picture_of_a_day_begins_a_second_moment(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    for number in range(53):
        (tmp_path / f"{number:03}.jpg").write_bytes(picture(number, "2021:05:04 03:10:00"))
    assert bring(tmp_path).kept == 53
    assert sorted(card.picture_count for card in queries.page(parent).moments) == [3, 50]
    assert bring(tmp_path).there == 53
    assert Moment.objects.count() == 2


def test_files_that_are_no_pictures_are_refused_with_a_reason_and_the_rest_comes(
    tmp_path: Path, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1))
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"no picture " * 50)
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "film.mp4").write_bytes(b"\x00\x00\x00\x20ftypisom" + bytes(100))
    (tmp_path / "notes.txt").write_bytes(b"what we wrote that night")
    tally = bring(tmp_path)
    assert tally.kept == 1
    reasons = {one.shown.rpartition("/")[2]: one.code for one in tally.refused}
    assert reasons == {
        "broken.jpg": "damaged",
        "empty.jpg": "empty",
        "film.mp4": "film",
        "notes.txt": "not-a-picture",
    }
    said = "\n".join(tally.lines())
    assert "This is a film." in said
    assert f"{tmp_path.name}/notes.txt" in said
    assert Original.objects.count() == 1
    assert not list((HOME / "data" / "arriving").iterdir())


class Troubled:
    """A source whose files give trouble on the way."""

    name = "folder"

    def __init__(self, *trouble: OSError | None) -> None:
        self.trouble = trouble

    def look(self, parcel: Path) -> Promise | None:
        return Promise(len(self.trouble), 0)

    def unpack(self, parcel: Path) -> Iterator[Found | Passed]:
        for number, trouble in enumerate(self.trouble):
            calls: list[int] = []

            def read(
                number: int = number, trouble: OSError | None = trouble, calls: list[int] = calls
            ) -> Iterator[bytes]:
                calls.append(1)
                yield picture(number)[:600]
                if trouble is not None and (len(calls) > 1 or not isinstance(trouble, FileNotFoundError)):
                    raise trouble
                yield picture(number)[600:]

            yield Found(f"{number}", f"{number}.jpg", "here", "here", 1, read)


def test_a_file_that_vanishes_or_may_not_be_read_stops_nothing(tmp_path: Path, parent: Viewer) -> None:
    tally = Tally()
    source = Troubled(None, PermissionError(), OSError(5, "disk"), FileNotFoundError(), None)
    bring_home(source, tmp_path, by=parent, tally=tally)
    assert tally.kept == 2
    assert [one.code for one in tally.refused] == ["closed", "unreadable", "gone"]
    assert not list((HOME / "data" / "arriving").iterdir())
    assert Original.objects.count() == 2


def test_hostile_names_come_home_and_stand_nowhere_in_the_clear(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    names = [b"canary\nbreak.jpg", b"\x1b[2Jcanary.jpg", "canary 🕊.jpg".encode(), b"canary\xff\xfe.jpg"]
    names += [b"canary" + b"l" * 245 + b".jpg", b"canary%s{}.jpg", b"canary\\..jpg", b"..canary"]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(picture(number))
    tally = bring(tmp_path)
    assert tally.kept == len(names) - 1
    assert tally.left_out == {"hidden": 1}
    kept = originals(parent)
    assert {"canary\nbreak.jpg", "canary 🕊.jpg", "canary\ufffd\ufffd.jpg"} <= kept.keys()
    on_disk = b"".join(path.read_bytes() for path in (HOME / "data").rglob("*") if path.is_file())
    assert b"canary" not in on_disk
    assert all(line.isprintable() for line in tally.lines())
    in_rows = everything_in_the_database()
    assert b"canary" not in in_rows
    assert b"canary".hex().encode() not in in_rows


def everything_in_the_database() -> bytes:
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a table of our own)
            cells = [cell for row in cursor.fetchall() for cell in row]
            parts += [bytes(c) if isinstance(c, bytes | memoryview) else repr(c).encode() for c in cells]
    return b"\n".join(parts)


def test_a_full_disk_ends_the_run_with_a_sentence_and_the_next_one_goes_on(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(1))
    (tmp_path / "b.jpg").write_bytes(picture(2) + os.urandom(400_000))
    (tmp_path / "c.jpg").write_bytes(picture(3))
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        tally = bring(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert "no room" in tally.stopped
    assert tally.kept == 1
    again = bring(tmp_path)
    assert (again.kept, again.there, again.stopped) == (2, 1, "")
    assert len(originals(parent)) == 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be told how large it may grow")
def test_a_database_that_cannot_grow_ends_the_run_and_the_next_one_goes_on(
    tmp_path: Path, parent: Viewer, bring: Bring
) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.jpg").write_bytes(picture(number, f"2021:05:{number % 28 + 1:02} 10:00:00"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what other tests left free would be room
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 8}")
    try:
        tally = bring(tmp_path)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert "no room" in tally.stopped
    assert 0 < tally.kept < 40
    assert Picture.objects.count() == Original.objects.count() == tally.kept
    again = bring(tmp_path)
    assert (again.kept, again.there, again.stopped) == (40 - tally.kept, tally.kept, "")


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2021-05-04T03:10", "2021-05-04"),
        ("2021-05-04", "2021-05-04"),
        ("2021-05", "2021-05"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_the_cameras_date_is_taken_as_exactly_as_a_day(taken: str, day: str) -> None:
    assert day_of(taken) == day


@pytest.mark.full
@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not on this machine")
def test_every_real_sample_is_kept_or_refused_with_a_reason_and_a_second_run_agrees(
    parent: Viewer, bring: Bring
) -> None:
    folder = SAMPLES / "photos"
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    first = bring(folder)
    assert first.done == files
    assert first.stopped == ""
    assert first.kept >= 45
    assert Picture.objects.count() == first.kept
    second = bring(folder)
    assert (second.kept, second.there) == (0, first.kept + first.there)
    assert {(one.shown, one.code) for one in second.refused} == {
        (one.shown, one.code) for one in first.refused
    }
    sent = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert set(originals(parent).values()) <= sent

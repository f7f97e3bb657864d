"""Backups: whole or visibly not, only what is new, never near the key, nothing plain, no times."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import close_old_connections, connection
from tests.conftest import HOME
from tests.factories.people import partner
from tests.preservation.helpers import household, keep, opening

from myosotis.media import actions as media
from myosotis.media.arriving import arrive
from myosotis.people import actions as people
from myosotis.preservation import errors, myosotis_open
from myosotis.preservation.backup import Report, back_up
from myosotis.preservation.target import Target, read_checked
from myosotis.story import actions as story
from myosotis.vault import files, root
from myosotis.vault.files import STILL_TIME
from myosotis.vault.models import KeyWrap, Space

pytestmark = pytest.mark.django_db(transaction=True)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def snapshots(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "snapshots").glob("*") if (path / "index.json").exists())


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: what a full disk answers."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


def test_the_second_run_copies_only_what_is_new(tmp_path: Path) -> None:
    house = household()
    first = back_up(tmp_path / "to")
    assert (first.whole, first.number, first.copied) == (True, 1, first.files)
    before = everything(tmp_path / "to")
    keep(house.viewer, house.viewer.family_space, "new.jpg", b"one more")
    second = back_up(tmp_path / "to")
    assert (second.whole, second.number, second.copied, second.files) == (True, 2, 1, first.files + 1)
    after = everything(tmp_path / "to")
    assert {name: after[name] for name in before if name != "keys.json"} == {
        name: content for name, content in before.items() if name != "keys.json"
    }


def test_no_name_and_no_time_tells_anything(tmp_path: Path) -> None:
    house = household()
    to = tmp_path / "to"
    back_up(to)
    keep(house.viewer, house.viewer.family_space, "new.jpg", b"one more")
    back_up(to)
    assert {path.stat().st_mtime for path in (to, *to.rglob("*"))} == {STILL_TIME}
    assert {path.stat().st_mode & 0o077 for path in (to, *to.rglob("*"))} == {0}
    held = b"\n".join([*everything(to).values(), *(name.encode() for name in everything(to))])
    plain = ["Ilse", "ilse@example.org", "Heron Lane", "Alma", "A window", "Light", "IMG_0001", "2020-10"]
    for word in [*plain, house.family_words, house.own_words]:
        assert word.encode() not in held, word
    assert root.root_key().secret not in held
    for content in (*house.family, *house.own):
        assert content[:60] not in held or len(content) < 60


def test_the_root_key_is_nowhere_and_key_wraps_stand_in_one_file(tmp_path: Path) -> None:
    household()
    to = tmp_path / "to"
    back_up(to)
    key_file = (HOME / "key" / "root.key").read_text()
    secret = key_file.split("key: ")[1].split()[0]
    rows = b"".join(path.read_bytes() for path in (to / "snapshots").rglob("*.jsonl"))
    for wrap in KeyWrap.objects.all():
        assert bytes(wrap.wrapped).hex().encode() not in rows
    told = read_checked(to / "keys.json")["wraps"]
    assert len(told) == KeyWrap.objects.count()
    for content in everything(to).values():
        assert secret.encode() not in content
        assert not any(wrap["wrapped"].encode() in content for wrap in told) or b"myosotis-keys" in content


def test_a_wrap_that_is_gone_leaves_the_keys_object_and_closes_every_snapshot(tmp_path: Path) -> None:
    house = household()
    to = tmp_path / "to"
    back_up(to)
    assert opening(to, "--sheet", "-", sheet=house.own_words).returncode == 0
    KeyWrap.objects.filter(space=house.viewer.private_space, holder=KeyWrap.SHEET).delete()
    assert back_up(to).without_sheet == 1
    for number in ("1", "2"):
        ran = opening(to, "--sheet", "-", "--snapshot", number, sheet=house.own_words)
        assert (ran.returncode, "open nothing" in ran.stderr) == (2, True)


def test_a_key_that_was_damaged_here_stays_in_the_keys_object(tmp_path: Path) -> None:
    house = household()
    to = tmp_path / "to"
    back_up(to)
    KeyWrap.objects.filter(space=house.viewer.private_space, holder=KeyWrap.SHEET).delete()
    KeyWrap.objects.filter(space=house.viewer.private_space).update(wrapped=b"x" * 60)
    report = back_up(to)
    assert (report.whole, report.unopened) == (False, 1)
    assert opening(to, "--sheet", "-", "--snapshot", "1", sheet=house.own_words).returncode == 0
    assert opening(to, "--sheet", "-", sheet=house.family_words).returncode == 0


@pytest.mark.parametrize("place", ["data/backup", "data", "key", "key/backup", ".", "data/../key/x"])
def test_no_backup_goes_near_the_data_or_the_key(place: str) -> None:
    household()
    before = everything(HOME)
    with pytest.raises(errors.NotAPlace):
        back_up(HOME / place)
    assert everything(HOME) == before


def test_no_backup_goes_into_a_link_to_the_data(tmp_path: Path) -> None:
    household()
    (tmp_path / "link").symlink_to(HOME / "data")
    with pytest.raises(errors.NotAPlace):
        back_up(tmp_path / "link" / "backup")


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    household()
    (tmp_path / "thesis.odt").write_text("words")
    with pytest.raises(errors.HoldsOtherThings):
        back_up(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]
    with pytest.raises(errors.NotAPlace):
        back_up(tmp_path / "thesis.odt")


def test_another_houses_backup_keeps_its_keys(tmp_path: Path) -> None:
    household()
    to = tmp_path / "to"
    back_up(to)
    keys = (to / "keys.json").read_bytes()
    from myosotis.people.models import House  # noqa: PLC0415 (only here)

    House.objects.update(space=Space.objects.create())
    with pytest.raises(errors.AnotherHouse):
        back_up(to)
    assert (to / "keys.json").read_bytes() == keys


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    with pytest.raises(errors.NothingYet):
        back_up(tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_two_backups_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    from myosotis.environment import environment  # noqa: PLC0415 (only here)

    household()
    with Target(tmp_path / "to", environment()), pytest.raises(errors.Busy):
        back_up(tmp_path / "to")
    assert back_up(tmp_path / "to").whole


@pytest.mark.parametrize("size", [10, 500, 3_000, 70_000])
def test_a_full_disk_is_said_and_leaves_no_snapshot_that_looks_whole(tmp_path: Path, size: int) -> None:
    house = household()
    to = tmp_path / "to"
    first = back_up(to)
    before = everything(to)
    keep(house.viewer, house.viewer.family_space, "large.jpg", os.urandom(100_000))
    with disk_of(size), pytest.raises(errors.NoRoomThere, match="no room left where the backup goes"):
        back_up(to)
    assert len(snapshots(to)) == 1
    after = everything(to)
    assert {name: after[name] for name in before} == before
    assert not (to / "arriving").exists()
    assert myosotis_open.main([str(to), "--check"]) == 0
    third = back_up(to)
    assert (third.whole, third.number, third.copied) == (True, 2, 1)
    assert third.files == first.files + 1


def test_a_file_that_changed_here_is_named_and_everything_else_is_kept(tmp_path: Path) -> None:
    house = household()
    one = keep(house.viewer, house.viewer.family_space, "one.jpg", os.urandom(50_000))
    two = keep(house.viewer, house.viewer.family_space, "two.jpg", os.urandom(50_000))
    data = bytearray(files.path_of(one).read_bytes())
    data[20_000] ^= 1
    files.path_of(one).write_bytes(data)
    good = files.path_of(two).read_bytes()
    files.path_of(two).unlink()
    report = back_up(tmp_path / "to")
    assert (report.whole, set(report.missing)) == (False, {str(one), str(two)})
    ran = opening(tmp_path / "to", "--sheet", "-", sheet=house.family_words)
    assert ran.returncode == 1
    assert str(one) in ran.stderr
    # The next run tries once more.
    files.path_of(two).write_bytes(good)
    assert back_up(tmp_path / "to").missing == [str(one)]


def test_reading_again_puts_a_good_copy_in_place_of_a_changed_one(tmp_path: Path) -> None:
    household()
    to = tmp_path / "to"
    back_up(to)
    blob = max((to / "blobs").glob("*/*"), key=lambda path: path.stat().st_size)
    good = blob.read_bytes()
    blob.write_bytes(b"\0" + good[1:])
    assert back_up(to).copied == 0
    assert back_up(to, read_again=True).copied == 1
    assert blob.read_bytes() == good
    cut = blob.read_bytes()[:-1]
    blob.write_bytes(cut)
    assert back_up(to).copied == 1


def test_people_write_and_let_go_while_a_backup_runs(tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lies in memory and takes turns; test_command.py lives in a real one")
    house = household()
    viewer = house.viewer
    stop, problems = threading.Event(), []

    def live() -> None:
        try:
            while not stop.is_set():
                arrived = arrive("a.jpg", [os.urandom(30_000)])
                original = media.keep(arrived=arrived, space=viewer.family_space, keys=viewer.keys)
                story.keep_moment(by=viewer, title="Meanwhile", paragraphs=["words"])
                media.let_go(original=original.pk, keys=viewer.keys)
        except Exception as problem:
            problems.append(problem)
        finally:
            close_old_connections()
            connection.close()

    writer = threading.Thread(target=live)
    writer.start()
    try:
        reports = [back_up(tmp_path / "to") for _ in range(5)]
    finally:
        stop.set()
        writer.join()
    assert problems == []
    assert [report.number for report in reports if report.whole] == [1, 2, 3, 4, 5]
    assert [report.missing for report in reports] == [[]] * 5
    assert myosotis_open.main([str(tmp_path / "to"), "--check"]) == 0
    assert opening(tmp_path / "to", "--sheet", "-", sheet=house.family_words).returncode == 0


def test_what_an_interrupted_run_left_is_put_away(tmp_path: Path) -> None:
    household()
    to = tmp_path / "to"
    (to / "arriving" / "half").mkdir(parents=True)
    (to / "arriving" / "half" / "index.json").write_text("{}")
    report: Report = back_up(to)
    assert report.whole
    assert not (to / "arriving").exists()
    assert len(snapshots(to)) == 1


def test_a_second_parents_space_and_missing_sheets_are_counted(tmp_path: Path) -> None:
    house = household()
    other = partner(house.viewer)
    assert back_up(tmp_path / "to").without_sheet == 1
    people.make_sheet(by=other, space=other.private_space)
    assert back_up(tmp_path / "to").without_sheet == 1
    people.confirm_sheet(by=other, space=other.private_space)
    assert back_up(tmp_path / "to").without_sheet == 0


def test_the_newest_format_is_told_from_its_own(tmp_path: Path) -> None:
    house = household()
    to = tmp_path / "to"
    back_up(to)
    index = snapshots(to)[0] / "index.json"
    import hashlib  # noqa: PLC0415 (this test forges)

    lines = index.read_bytes().splitlines()[:2]
    newer = json.loads(lines[0]) | {"version": 2}
    text = json.dumps(newer).encode() + b"\n" + lines[1] + b"\n"
    index.write_bytes(text + hashlib.sha256(text).hexdigest().encode() + b"\n")
    ran = opening(to, "--sheet", "-", sheet=house.family_words)
    assert (ran.returncode, "newer Myosotis" in ran.stderr) == (2, True)
    shutil.rmtree(index.parent)
    assert "no whole snapshot" in opening(to, "--sheet", "-", sheet=house.family_words).stderr

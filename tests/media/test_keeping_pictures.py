"""Originals and their renditions: kept together, made again, moved, let go, never swept while needed."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.conftest import HOME
from tests.media.test_isolation import picture

from myosotis.media import actions, decoder, queries
from myosotis.media.arriving import arrive
from myosotis.media.decoder import Unopenable, Workshop
from myosotis.media.models import READY, REFUSED, Original
from myosotis.vault import files, manifest, spaces
from myosotis.vault.errors import BlobMissing
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Blob, Space
from myosotis.work import actions as work
from myosotis.work.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
Held = tuple[Space, Keyring]
BEFORE: set[Path] = set()


@pytest.fixture
def held() -> Iterator[Held]:
    files.sweep()
    BEFORE.clear()
    BEFORE.update(on_disk())  # the files of other tests stay, and their rows do not
    yield spaces.make()
    decoder.rest()
    files.sweep()


def kept(held: Held, content: bytes | None = None) -> Original:
    space, keys = held
    arrived = arrive("window.jpg", [content or picture(size=(1200, 800))])
    return actions.keep(arrived=arrived, space=space.pk, keys=keys)


def do_later() -> None:
    worker = work.arrive()
    while (task := work.claim(worker)) is not None:
        assert work.perform(task)


def on_disk() -> set[Path]:
    return {path for top in (files.folder(), files.arriving()) for path in top.rglob("*") if path.is_file()}


def in_order(held: Held) -> None:
    """Rows, files and manifest tell the same."""
    rows = set(Blob.objects.values_list("pk", flat=True))
    assert on_disk() - BEFORE == {files.path_of(key) for key in rows}
    mine = set(Blob.objects.filter(space=held[0]).values_list("pk", flat=True))
    assert manifest.present(held[0].pk, held[1]).keys() == mine


def test_what_arrives_is_prepared_by_the_worker(held: Held) -> None:
    original = kept(held)
    with pytest.raises(queries.NotReady):
        queries.rendition_bytes(original.pk, "webp-480", held[1])
    do_later()
    about = queries.about([original.pk], held[1])[original.pk]
    assert (about.state, about.kind, about.width, about.height) == (READY, "jpeg", 1200, 800)
    assert about.name == "window.jpg"
    small = b"".join(queries.rendition_bytes(original.pk, "webp-480", held[1]).read())
    assert small[8:12] == b"WEBP"
    in_order(held)


def test_a_size_a_small_picture_does_not_have_is_answered_by_its_largest(held: Held) -> None:
    original = kept(held, picture(size=(300, 200)))
    do_later()
    largest = b"".join(queries.rendition_bytes(original.pk, "webp-1920", held[1]).read())
    assert largest == b"".join(queries.rendition_bytes(original.pk, "webp-480", held[1]).read())
    with pytest.raises(queries.NotReady):
        queries.rendition_bytes(original.pk, "webp-9999", held[1])


def test_preparing_again_replaces_and_leaves_nothing_behind(held: Held) -> None:
    original = kept(held)
    do_later()
    first = queries.about([original.pk], held[1])[original.pk].renditions
    actions.prepare(original=original.pk)
    second = queries.about([original.pk], held[1])[original.pk].renditions
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())
    assert b"".join(queries.rendition_bytes(original.pk, "webp-480", held[1]).read())
    in_order(held)


def test_what_cannot_be_opened_is_kept_with_its_reason(held: Held) -> None:
    original = kept(held, b"words, not a picture")
    do_later()
    about = queries.about([original.pk], held[1])[original.pk]
    assert (about.state, about.reason, about.renditions) == (REFUSED, "not-a-picture", {})
    assert b"".join(queries.original_bytes(original.pk, held[1]).read()) == b"words, not a picture"
    assert not Task.objects.exists()


def test_an_original_that_was_let_go_meanwhile_is_no_fault(held: Held) -> None:
    original = kept(held)
    actions.let_go(original=original.pk, keys=held[1])
    do_later()
    assert on_disk() == BEFORE


def test_a_picture_prepared_before_it_is_kept_is_ready_at_once(held: Held) -> None:
    space, keys = held
    arrived = arrive("window.jpg", [picture(size=(1200, 800))])
    with Workshop(space.pk) as workshop:
        prepared = workshop.prepare(arrived.open())
    original = actions.keep(arrived=arrived, space=space.pk, keys=keys, prepared=prepared)
    assert queries.about([original.pk], keys)[original.pk].state == READY
    assert not Task.objects.exists()
    for name, data in prepared.renditions.items():
        assert b"".join(queries.rendition_bytes(original.pk, name, keys).read()) == data
    assert str(prepared) == "<Prepared>"
    in_order(held)


def test_a_picture_that_was_prepared_and_not_kept_leaves_nothing(held: Held) -> None:
    space, keys = held
    arrived = arrive("window.jpg", [picture()])
    with Workshop(space.pk) as workshop:
        prepared = workshop.prepare(arrived.open())
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.keep(arrived=arrived, space=space.pk, keys=keys, prepared=prepared)
        raise RuntimeError
    files.sweep()
    assert on_disk() == BEFORE
    in_order(held)


@pytest.mark.parametrize("prepared", [True, False])
def test_an_original_moves_with_all_that_was_made_of_it(held: Held, prepared: bool) -> None:
    original = kept(held)
    if prepared:
        do_later()
    content = b"".join(queries.original_bytes(original.pk, held[1]).read())
    other = spaces.make()
    digest = bytes.fromhex(queries.about([original.pk], held[1])[original.pk].digest)
    actions.move(original=original.pk, to=other[0].pk, keys=held[1] | other[1])
    do_later()
    assert queries.about([original.pk], held[1]) == {}
    assert queries.about([original.pk], other[1])[original.pk].name == "window.jpg"
    assert b"".join(queries.original_bytes(original.pk, other[1]).read()) == content
    assert b"".join(queries.rendition_bytes(original.pk, "webp-480", other[1]).read())
    assert queries.same_file(digest, other[0].pk, other[1]) == original.pk
    assert queries.same_file(digest, held[0].pk, held[1]) is None
    assert manifest.present(held[0].pk, held[1]) == {}
    in_order(other)
    actions.move(original=original.pk, to=held[0].pk, keys=held[1] | other[1])
    actions.move(original=original.pk, to=held[0].pk, keys=held[1])
    actions.let_go(original=original.pk, keys=held[1])
    assert on_disk() == BEFORE


def test_an_original_moved_while_it_was_prepared_is_prepared_again(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, other, real = kept(held), spaces.make(), decoder.prepare

    def slowly(space: UUID, opener: decoder.Opener) -> decoder.Prepared:
        prepared = real(space, opener)
        actions.move(original=original.pk, to=other[0].pk, keys=held[1] | other[1])
        return prepared

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(decoder, "prepare", slowly)
        with pytest.raises(actions.Moved):
            actions.prepare(original=original.pk)
    in_order(other)
    do_later()
    assert queries.about([original.pk], other[1])[original.pk].state == READY
    in_order(other)


def test_the_sweep_takes_what_a_dead_process_left_and_nothing_else(held: Held) -> None:
    original = kept(held)
    before = on_disk()
    left = _died_after("arriving"), _died_after("landing")
    assert len(on_disk()) == len(before) + 3  # the landed one has two names
    with Incoming() as living, Incoming() as landed:
        living.write(b"still coming")
        landed.write(b"safe, and not named yet")
        landed.land()
        assert files.sweep() == 2
        assert all(not files.path_of(one).exists() for one in left)
        assert files.path_of(landed.id).exists()
        living.land()
        assert b"".join(living.open().read()) == b"still coming"
    assert on_disk() == before
    assert files.sweep() == 0
    assert b"".join(queries.original_bytes(original.pk, held[1]).read())


def _died_after(stage: str) -> UUID:
    """Have another process die without tidying up; the id of the file it had."""
    script = (
        "import os, sys, django; django.setup(); from myosotis.vault.files import Incoming; "
        "one = Incoming(); one.write(bytes(99999)); print(one.id.hex, flush=True)\n"
        "if sys.argv[1] == 'landing': one.land()\n"
        "os.kill(os.getpid(), 9)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "myosotis.settings", "MYOSOTIS_HOME": str(HOME)}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    died = subprocess.run([sys.executable, "-c", script, stage], env=env, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL
    return UUID(hex=died.stdout.decode().strip())


def test_what_a_transaction_names_is_not_swept_before_it_ends(held: Held) -> None:
    space, keys = held
    with transaction.atomic():
        arrived = arrive("a.jpg", [b"named, not committed"])
        original = actions.keep(arrived=arrived, space=space.pk, keys=keys)
        arrived.close()
        handle = os.open(files.path_of(original.blob_id), os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
    assert list(files.arriving().iterdir()) == []
    handle = os.open(files.path_of(original.blob_id), os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)
    assert files.sweep() == 0
    in_order(held)


def test_the_sweep_keeps_a_file_whose_process_died_right_after_its_transaction(held: Held) -> None:
    original = kept(held)
    again = files.arriving() / original.blob_id.hex
    os.link(files.path_of(original.blob_id), again)
    assert files.sweep() == 0
    assert not again.exists()
    assert b"".join(queries.original_bytes(original.pk, held[1]).read())


def test_a_house_with_a_wrong_database_sweeps_nothing_that_was_kept(held: Held) -> None:
    """Files whose rows are unknown here stay: they may belong to the right database."""
    stranger = files.folder() / "ab" / uuid4().hex
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"kept by another database")
    try:
        assert files.sweep() == 0
        assert stranger.exists()
        assert stranger in set(files.orphans())
    finally:
        stranger.unlink()


def test_many_files_landed_together_are_all_whole(held: Held) -> None:
    space, keys = held
    contents = [os.urandom(size) for size in (0, 1, 16_384, 70_000)]
    every = [Incoming() for _ in contents]
    for one, content in zip(every, contents, strict=True):
        one.write(content)
    files.land(every)
    with transaction.atomic():
        blobs = [one.keep(space.pk, keys) for one in every]
    assert [b"".join(files.read_all(blob, keys)) for blob in blobs] == contents
    assert all(files.path_of(blob.pk).stat().st_mtime == files.STILL_TIME for blob in blobs)
    in_order(held)


def test_what_arrived_can_be_read_before_it_is_kept_and_not_after_it_went(held: Held) -> None:
    arrived = arrive("a.jpg", [b"some ", b"bytes"])
    assert b"".join(arrived.open().read()) == b"some bytes"
    arrived.close()
    with pytest.raises(BlobMissing):
        arrived.open()


def test_a_full_task_list_of_one_family_needs_one_process(held: Held) -> None:
    for _ in range(3):
        kept(held, picture(size=(60 + _, 40)))
    do_later()
    first = decoder._standing[0]._line
    assert first is not None
    assert decoder._standing[0]._opened == 3
    began = time.monotonic()
    decoder.rest()
    assert not first.is_alive()
    assert time.monotonic() - began < 20


def test_a_damaged_process_refuses_one_file_and_the_next_is_fine(held: Held) -> None:
    with Workshop(held[0].pk) as workshop:
        with pytest.raises(Unopenable):
            workshop.prepare(arrive("x", [b"\xff\xd8\xff" + bytes(300)]).open())
        assert workshop.prepare(arrive("y", [picture()]).open()).kind == "jpeg"

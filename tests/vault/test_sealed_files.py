"""Sealed files where disks and transactions fail, and manifests that somebody touched."""

from __future__ import annotations

import hashlib
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from myosotis.vault import files, manifest, spaces
from myosotis.vault.chunked import SEALED_CHUNK
from myosotis.vault.errors import NoRoom, SealBroken, StoreFailed
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Blob, ManifestEntry, Space

pytestmark = pytest.mark.django_db(transaction=True)
Held = tuple[Space, Keyring]


@pytest.fixture
def held() -> Held:
    return spaces.make()


def keep(held: Held, content: bytes) -> Blob:
    space, ring = held
    with Incoming() as incoming, transaction.atomic():
        incoming.write(content)
        incoming.land()
        return incoming.keep(space.pk, ring)


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: the system answers as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def everything() -> set[Path]:
    return {path for top in (files.folder(), files.arriving()) for path in top.rglob("*") if path.is_file()}


def test_a_full_disk_says_so_and_harms_nothing_kept_before(held: Held) -> None:
    earlier = keep(held, b"an earlier picture" * 1000)
    before = everything()
    with small_disk(1024 * 1024), pytest.raises(NoRoom), Incoming() as incoming:
        for _ in range(40):
            incoming.write(os.urandom(100_000))
    assert everything() == before
    with small_disk(40_000), pytest.raises(NoRoom), Incoming() as incoming:
        incoming.write(bytes(39_990))
        incoming.land()
    assert everything() == before
    assert b"".join(files.read_all(earlier, held[1])) == b"an earlier picture" * 1000
    assert Blob.objects.count() == ManifestEntry.objects.count() == 1
    assert manifest.present(held[0].pk, held[1]).keys() == {earlier.pk}


def test_a_disk_that_will_not_take_the_file_is_named(held: Held, tmp_path: Path) -> None:
    keep(held, b"x")
    aside = files.arriving().rename(tmp_path / "aside")
    files.arriving().write_bytes(b"")
    try:
        with pytest.raises(StoreFailed):
            Incoming()
    finally:
        files.arriving().unlink()
        aside.rename(files.arriving())


def test_nothing_tells_when_a_file_came_or_went(held: Held) -> None:
    blob = keep(held, b"x" * 50_000)
    place = files.path_of(blob.pk)
    for shown in (place, place.parent, files.folder(), files.arriving()):
        assert shown.stat().st_mtime == files.STILL_TIME, shown.name
    files.let_go(blob, held[1])
    assert not place.exists()
    with pytest.raises(RuntimeError), Incoming() as incoming:
        incoming.land()
        raise RuntimeError
    gone = files.path_of(incoming.id)
    assert not gone.exists()
    for shown in (place.parent, gone.parent, files.folder(), files.arriving()):
        assert shown.stat().st_mtime == files.STILL_TIME, shown.name


def test_only_the_owner_may_enter_the_folders_and_files(held: Held) -> None:
    place = files.path_of(keep(held, b"x").pk)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    for shown in (place.parent, files.folder(), files.arriving()):
        assert stat.S_IMODE(shown.stat().st_mode) == 0o700, shown.name


def test_letting_go_inside_a_transaction_that_fails_keeps_the_bytes(held: Held) -> None:
    blob = keep(held, b"a picture")
    again = Blob.objects.get(pk=blob.pk)
    with pytest.raises(RuntimeError), transaction.atomic():
        files.let_go(again, held[1])
        raise RuntimeError
    assert b"".join(files.read_all(blob, held[1])) == b"a picture"
    assert manifest.present(held[0].pk, held[1]).keys() == {blob.pk}
    assert files.path_of(blob.pk) not in set(files.orphans())


def test_a_range_of_a_kept_file_opens_alone_and_a_harmed_part_does_not(held: Held) -> None:
    content = os.urandom(20 * SEALED_CHUNK)
    blob = keep(held, content)
    place = files.path_of(blob.pk)
    with place.open("r+b") as file:
        file.seek(10 * SEALED_CHUNK)
        file.write(b"changed")
    opened = files.open_blob(blob, held[1])
    assert b"".join(opened.read(0, 100_000)) == content[:100_000]
    assert b"".join(opened.read(250_000)) == content[250_000:]
    with pytest.raises(SealBroken):
        list(opened.read(0, 200_000))
    os.truncate(place, place.stat().st_size - 1)
    with pytest.raises(SealBroken):
        files.open_blob(blob, held[1])


@pytest.mark.parametrize("table", ["vault_manifestentry", "vault_space"])
def test_a_walk_is_not_alarmed_by_a_file_that_comes_meanwhile(held: Held, table: str) -> None:
    first, came = keep(held, b"one"), []

    def after_the_first_look(execute: Any, sql: str, *rest: Any) -> Any:
        looked = execute(sql, *rest)
        if f'FROM "{table}"' in sql and not came:
            came.append(None)  # its own looks are not followed by another
            came[0] = keep(held, b"two").pk
        return looked

    with connection.execute_wrapper(after_the_first_look):
        seen = [entry.blob for _what, entry in manifest.walk(held[0].pk, held[1])]
    assert came[0] is not None
    assert seen == ([first.pk] if table == "vault_space" else [first.pk, came[0]])
    assert manifest.present(held[0].pk, held[1]).keys() == {first.pk, came[0]}


def test_a_head_that_does_not_fit_its_chain_is_noticed(held: Held) -> None:
    keep(held, b"one")
    for change in ({"manifest_head": bytes(32)}, {"manifest_length": 2}, {"manifest_length": 0}):
        sound = Space.objects.get(pk=held[0].pk)
        Space.objects.filter(pk=held[0].pk).update(**change)
        with pytest.raises(SealBroken):
            list(manifest.walk(held[0].pk, held[1]))
        sound.save()
    assert len(list(manifest.walk(held[0].pk, held[1]))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"what": "gone"},
        {"length": 1},
        {"digest": bytes(32)},
        {"code": bytes(32)},
        {"number": 9},
        {"number": 0},
    ],
)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_any_altered_column_of_any_entry_is_noticed(held: Held, at: int, change: dict[str, object]) -> None:
    for content in (b"one", b"two", b"three"):
        keep(held, content)
    assert ManifestEntry.objects.filter(space=held[0], number=at).update(**change) == 1
    with pytest.raises(SealBroken):
        list(manifest.walk(held[0].pk, held[1]))


def test_reordered_added_and_forgotten_entries_are_noticed(held: Held) -> None:
    for content in (b"one", b"two", b"three"):
        keep(held, content)
    mine = ManifestEntry.objects.filter(space=held[0])
    with transaction.atomic():
        for old, new in ((1, 8), (2, 1), (8, 2)):
            mine.filter(number=old).update(number=new)
        with pytest.raises(SealBroken):
            list(manifest.walk(held[0].pk, held[1]))
        for old, new in ((1, 8), (2, 1), (8, 2)):
            mine.filter(number=old).update(number=new)
    assert len(list(manifest.walk(held[0].pk, held[1]))) == 3
    last = mine.get(number=3)
    extra = {"number": 4, "what": "came", "blob": last.blob, "length": 1, "digest": b"", "code": b""}
    added = ManifestEntry.objects.create(space=held[0], **extra)
    with pytest.raises(SealBroken):
        list(manifest.walk(held[0].pk, held[1]))
    added.delete()
    mine.all().delete()
    with pytest.raises(SealBroken):
        list(manifest.walk(held[0].pk, held[1]))


def test_a_manifest_says_the_length_and_digest_of_the_sealed_bytes(held: Held) -> None:
    blob = keep(held, b"one" * 9999)
    sealed = files.path_of(blob.pk).read_bytes()
    kept = manifest.present(held[0].pk, held[1])[blob.pk]
    assert (kept.length, kept.digest) == (len(sealed), hashlib.sha256(sealed).digest())
    assert blob.size == len(b"one" * 9999)


def test_an_entry_of_one_space_proves_nothing_in_another(held: Held) -> None:
    other, ring = spaces.make()
    keep(held, b"one")
    ManifestEntry.objects.filter(space=held[0]).update(space=other)
    head = Space.objects.get(pk=held[0].pk)
    Space.objects.filter(pk=other.pk).update(
        manifest_length=head.manifest_length, manifest_head=head.manifest_head
    )
    with pytest.raises(SealBroken):
        list(manifest.walk(other.pk, ring))

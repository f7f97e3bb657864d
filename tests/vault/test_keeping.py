"""Root key, spaces, sheets, sealed columns, files and the manifest."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest
from django.db import transaction

from myosotis.environment import BadSetting, read_environment
from myosotis.vault import files, journal, manifest, rootkey, sheets, spaces
from myosotis.vault.errors import (
    BlobMissing,
    KeyMissing,
    RootKeyLocked,
    RootKeyMisplaced,
    RootKeyMissing,
    SealBroken,
    VaultError,
)
from myosotis.vault.files import Incoming
from myosotis.vault.keys import Keyring
from myosotis.vault.models import Blob, JournalLine, JournalValue, KeyWrap, ManifestEntry, Space


def test_a_root_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key" / "root.key"
    made = rootkey.make(path)
    assert rootkey.read(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert made.secret.hex() not in repr(made)
    with pytest.raises(FileExistsError):
        rootkey.make(path)
    path.chmod(0o644)
    with pytest.raises(RootKeyMisplaced):
        rootkey.read(path)
    with pytest.raises(RootKeyMissing):
        rootkey.read(tmp_path / "elsewhere")


def test_a_start_passphrase_locks_it_and_can_be_taken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rootkey, "ARGON2_MEMORY_KIB", 1024)
    path = tmp_path / "root.key"
    made = rootkey.make(path)
    rootkey.change_passphrase(path, old=None, new="a lamp in the hall")
    assert rootkey.is_locked(path)
    for wrong in (None, "", "a lamp in the halls"):
        with pytest.raises(RootKeyLocked):
            rootkey.read(path, passphrase=wrong)
    assert rootkey.read(path, passphrase="a lamp in the hall") == made
    rootkey.change_passphrase(path, old="a lamp in the hall", new=None)
    assert rootkey.read(path) == made


def test_a_root_key_inside_the_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="outside the data folder"):
        read_environment(
            {"MYOSOTIS_HOME": str(tmp_path), "MYOSOTIS_ROOT_KEY_FILE": str(tmp_path / "data" / "root.key")}
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MYOSOTIS_PORT", "eight"),
        ("MYOSOTIS_DEBUG", "yes"),
        ("MYOSOTIS_URL", "ftp://x"),
        ("DATABASE_URL", "mysql://x/y"),
        ("MYOSOTIS_PROT", "1"),
    ],
)
def test_nonsense_settings_are_refused_aloud(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_environment({name: value})


@pytest.mark.django_db
class TestSpaces:
    def test_the_root_key_and_its_own_sheet_open_a_space_and_no_other(self) -> None:
        one, ring = spaces.make()
        two, other = spaces.make()
        assert spaces.open_spaces([one.pk])[one.pk] == ring[one.pk]
        _row, secret = spaces.add_sheet(one.pk, ring)
        words = " ".join(sheets.to_words(secret))
        assert spaces.open_with_sheet(one.pk, sheets.from_words(words))[one.pk] == ring[one.pk]
        with pytest.raises(SealBroken):
            spaces.open_with_sheet(two.pk, secret)
        with pytest.raises(KeyMissing):
            other[one.pk]

    def test_a_sheet_nobody_confirmed_stops_being_good_with_the_next(self) -> None:
        space, ring = spaces.make()
        _row, first = spaces.add_sheet(space.pk, ring)
        _row, second = spaces.add_sheet(space.pk, ring)
        KeyWrap.objects.filter(holder="sheet").update(confirmed=True)
        _row, third = spaces.add_sheet(space.pk, ring)
        with pytest.raises(SealBroken):
            spaces.open_with_sheet(space.pk, first)
        for good in (second, third):
            assert spaces.open_with_sheet(space.pk, good).spaces == {space.pk}

    def test_a_sealed_column_prints_as_sealed_everywhere(self, caplog: pytest.LogCaptureFixture) -> None:
        space, ring = spaces.make()
        journal.write("came", space=space.pk, about=None, by=None, keys=ring)
        row = JournalLine.objects.get()
        opened = row.sealed.open(ring)
        assert opened.act == "came"
        logging.getLogger("tests").warning("%s %r", row.sealed, opened)
        assert f"{row.sealed} {row.sealed!r}" == "sealed sealed"
        assert "came" not in caplog.text + repr(opened) + str(vars(row))
        with pytest.raises(KeyMissing):
            row.sealed.open(Keyring())

    def test_a_value_of_a_newer_type_keeps_what_we_do_not_know(self) -> None:
        newer = b'{"act":"came","mood":"still","v":1}'
        value = JournalValue.unpack(newer)
        assert value.unknown == {"mood": "still"}
        assert value.pack() == newer


def kept(space: Space, ring: Keyring, content: bytes) -> Blob:
    with Incoming() as incoming, transaction.atomic():
        incoming.write(content)
        incoming.land()
        return incoming.keep(space.pk, ring)


@pytest.mark.django_db(transaction=True)
class TestFiles:
    def test_a_file_comes_back_byte_for_byte_and_shows_no_time(self) -> None:
        space, ring = spaces.make()
        content = os.urandom(100_000)
        blob = kept(space, ring, content)
        assert b"".join(files.read_all(blob, ring)) == content
        assert content[:64] not in files.path_of(blob.pk).read_bytes()
        assert files.path_of(blob.pk).stat().st_mtime == files.STILL_TIME
        assert manifest.present(space.pk, ring).keys() == {blob.pk}

    def test_what_was_not_kept_is_gone(self) -> None:
        before = set(files.arriving().iterdir()) if files.arriving().exists() else set()
        with Incoming() as incoming:
            incoming.write(b"half")
        assert set(files.arriving().iterdir()) == before
        assert not files.path_of(incoming.id).exists()

    def test_a_rolled_back_row_leaves_an_orphan_the_sweep_can_find(self) -> None:
        space, ring = spaces.make()
        with Incoming() as incoming:
            incoming.land()
            with transaction.atomic():
                incoming.keep(space.pk, ring)
                transaction.set_rollback(True)
        assert incoming.id.hex in {path.name for path in files.orphans()}
        assert not Blob.objects.filter(pk=incoming.id).exists()

    def test_letting_go_removes_bytes_and_stands_in_the_manifest(self) -> None:
        space, ring = spaces.make()
        blob = kept(space, ring, b"a picture")
        place = files.path_of(blob.pk)
        files.let_go(blob, ring)
        assert not place.exists()
        assert [what for what, _ in manifest.walk(space.pk, ring)] == ["came", "gone"]
        assert manifest.present(space.pk, ring) == {}

    def test_a_file_that_vanished_or_was_swapped_says_so(self) -> None:
        space, ring = spaces.make()
        one, two = kept(space, ring, b"one"), kept(space, ring, b"two")
        files.path_of(one.pk).write_bytes(files.path_of(two.pk).read_bytes())
        with pytest.raises(SealBroken):
            b"".join(files.read_all(one, ring))
        files.path_of(two.pk).unlink()
        with pytest.raises(BlobMissing):
            b"".join(files.read_all(two, ring))

    def test_a_key_wrapped_for_one_file_opens_no_other(self) -> None:
        space, ring = spaces.make()
        one, two = kept(space, ring, b"one"), kept(space, ring, b"two")
        one.wrapped_key = two.wrapped_key
        with pytest.raises(SealBroken):
            files.open_blob(one, ring)

    @pytest.mark.parametrize("harm", ["dropped", "altered", "swapped", "cut"])
    def test_a_changed_manifest_is_noticed(self, harm: str) -> None:
        space, ring = spaces.make()
        for content in (b"one", b"two", b"three"):
            kept(space, ring, content)
        rows = list(ManifestEntry.objects.filter(space=space).order_by("number"))
        if harm == "dropped":
            rows[1].delete()
        elif harm == "cut":
            rows[2].delete()
        elif harm == "altered":
            ManifestEntry.objects.filter(pk=rows[1].pk).update(length=1)
        else:
            ManifestEntry.objects.filter(pk=rows[1].pk).update(blob=rows[2].blob)
        with pytest.raises(SealBroken):
            list(manifest.walk(space.pk, ring))

    def test_a_file_is_kept_only_after_it_landed(self) -> None:
        space, ring = spaces.make()
        with Incoming() as incoming, pytest.raises(VaultError, match="land"):
            incoming.keep(space.pk, ring)

"""The root key file: whole or refused, for its owner alone, and the same passphrase from every keyboard."""

from __future__ import annotations

import base64
import os
import resource
import stat
from pathlib import Path

import pytest

from myosotis.environment import BadSetting, read_environment
from myosotis.vault import root, rootkey
from myosotis.vault.errors import RootKeyMissing, SealBroken, UnknownFormat


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.chmod(0o600)
    path.write_text(text.replace(old, new))


def line(path: Path, name: str) -> str:
    return next(at.split(": ")[1] for at in path.read_text().splitlines() if at.startswith(name + ": "))


def test_a_miscopied_key_is_refused_and_never_used(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    made = rootkey.make(path)
    other = base64.b64encode(bytes([made.secret[0] ^ 1]) + made.secret[1:]).decode()
    rewrite(path, line(path, "key"), other)
    with pytest.raises(SealBroken, match="check"):
        rootkey.read(path)


@pytest.mark.parametrize("key", ["", "AAAA", base64.b64encode(bytes(31)).decode(), "not base64", "ü"])
def test_a_key_of_another_length_is_refused(tmp_path: Path, key: str) -> None:
    path = tmp_path / "root.key"
    rootkey.make(path)
    rewrite(path, line(path, "key"), key)
    with pytest.raises(UnknownFormat):
        rootkey.read(path)


@pytest.mark.parametrize("text", ["", "myosotis-root-key 2\nkey: x\n", "words\n", "myosotis-root-key 1\n"])
def test_another_file_is_no_root_key(tmp_path: Path, text: str) -> None:
    path = tmp_path / "root.key"
    path.write_text(text)
    path.chmod(0o400)
    with pytest.raises(UnknownFormat):
        rootkey.read(path)


def test_the_file_says_nothing_of_the_key_when_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rootkey, "ARGON2_MEMORY_KIB", 64)
    path = tmp_path / "root.key"
    made = rootkey.make(path, passphrase="the lamp is warm")
    assert rootkey.is_locked(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert base64.b64encode(made.secret).decode() not in path.read_text()
    assert "check" not in path.read_text()
    assert rootkey.read(path, passphrase="the lamp is warm") == made


def test_an_accent_typed_on_another_keyboard_is_the_same_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rootkey, "ARGON2_MEMORY_KIB", 64)
    path = tmp_path / "root.key"
    made = rootkey.make(path, passphrase="la fen\u00eatre")
    assert rootkey.read(path, passphrase="la fene\u0302tre") == made


def test_a_disk_without_room_leaves_no_half_key(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        with pytest.raises(OSError, match="large"):
            rootkey.make(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert os.listdir(tmp_path) == []
    rootkey.make(path)


def test_a_root_key_reached_by_a_link_into_the_data_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "key").symlink_to(tmp_path / "data")
    with pytest.raises(BadSetting, match="outside the data folder"):
        read_environment({"MYOSOTIS_HOME": str(tmp_path)})


def test_each_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    made = rootkey.make(tmp_path / "root.key")
    assert len({made.purpose("wrap"), made.purpose("django"), made.purpose("check"), made.secret}) == 4


def test_a_process_that_let_go_reads_the_file_of_its_home_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held = root.root_key()
    root.let_go()
    try:
        assert not root.is_held()
        assert root.root_key() == held
    finally:
        root.hold(held)


def test_no_root_key_means_none_is_made_up(tmp_path: Path) -> None:
    with pytest.raises(RootKeyMissing):
        rootkey.is_locked(tmp_path / "root.key")
    assert os.listdir(tmp_path) == []

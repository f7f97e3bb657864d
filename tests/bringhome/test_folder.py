"""Walking a folder: what is found, in which order, and what stays where it is."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from myosotis.bringhome.found import Found, Passed
from myosotis.bringhome.sources import SOURCES
from myosotis.bringhome.sources.folder import Folder, readable


def found(folder: Path) -> list[Found]:
    return [thing for thing in Folder().unpack(folder) if isinstance(thing, Found)]


def passed(folder: Path) -> Counter[str]:
    return Counter(thing.code for thing in Folder().unpack(folder) if isinstance(thing, Passed))


def test_every_file_of_sources_is_in_the_list() -> None:
    place = Path(__file__).resolve().parents[2] / "src" / "myosotis" / "bringhome" / "sources"
    assert {file.stem for file in place.glob("*.py")} - {"__init__"} == {source.name for source in SOURCES}


def test_files_come_in_the_order_of_their_names_and_inner_folders_after(tmp_path: Path) -> None:
    for name in ("b.jpg", "a.jpg", "inner/z.jpg", "inner/deep/y.jpg", "aa/x.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"one")
    top = tmp_path.name
    things = found(tmp_path)
    assert [thing.shown for thing in things] == [
        f"{top}/a.jpg",
        f"{top}/b.jpg",
        f"{top}/aa/x.jpg",
        f"{top}/inner/z.jpg",
        f"{top}/inner/deep/y.jpg",
    ]
    assert [thing.group for thing in things] == [top, top, "aa", "inner", "deep"]
    assert b"".join(things[0].read()) == b"one"
    promise = Folder().look(tmp_path)
    assert promise is not None
    assert (promise.files, promise.bytes) == (5, 15)


def test_what_is_hidden_or_lies_beside_pictures_is_left_and_counted(tmp_path: Path) -> None:
    for name in (".hidden.jpg", "._a.jpg", ".DS_Store", "Thumbs.db", "a.xmp", "a.JPG.json", "a.AAE"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.jpg").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert found(tmp_path) == []
    assert passed(tmp_path) == {"hidden": 5, "sidecar": 3, "no-file": 1}


def test_links_are_not_followed_and_no_walk_goes_round(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(b"x")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "round").symlink_to(inside)
    (inside / "away").symlink_to(outside)
    (inside / "file.jpg").symlink_to(outside / "secret.jpg")
    (inside / "broken.jpg").symlink_to(tmp_path / "nowhere")
    assert found(inside) == []
    assert passed(inside) == {"link": 4}


def test_a_link_to_the_folder_itself_may_be_named_by_whoever_asks(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.jpg").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [thing.shown for thing in found(tmp_path / "link")] == ["real/a.jpg"]


def test_a_file_swapped_for_a_link_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    (thing,) = found(tmp_path)
    (tmp_path / "a.jpg").unlink()
    (tmp_path / "a.jpg").symlink_to("/etc/hostname")
    with pytest.raises(OSError):  # noqa: PT011 (its number differs by system)
        list(thing.read())
    (tmp_path / "a.jpg").unlink()
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(OSError):  # noqa: PT011
        list(thing.read())


def test_hostile_names_are_made_readable_and_never_obeyed(tmp_path: Path) -> None:
    names = [
        b"line\nbreak.jpg",
        b"\x1b[2Jclear.jpg",
        "🕊 heron.jpg".encode(),
        b"\xff\xfe.jpg",
        b"l" * 251 + b".jpg",
    ]
    names += ["\u202egpj.txt.jpg".encode(), b"%s{}.jpg", b"-rf.jpg", b"\\.jpg", b" "]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    things = found(tmp_path)
    assert len(things) == len(names)
    for thing in things:
        assert thing.shown.isprintable()
        assert thing.name.encode("utf-8")
        assert b"".join(thing.read()) == b"x"
    assert readable("a\x1b[31m\nb") == "a\ufffd[31m\ufffdb"


def test_a_folder_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.jpg").write_bytes(b"x")
    real = os.scandir

    def refusing(path: str) -> object:  # the tests may run as root, whom no folder refuses
        if str(path).endswith("closed"):
            raise PermissionError
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert len(found(tmp_path)) == 1
    assert passed(tmp_path) == {"folder-closed": 1}


def test_no_folder_is_no_parcel(tmp_path: Path) -> None:
    assert Folder().look(tmp_path / "missing") is None
    (tmp_path / "file").write_bytes(b"x")
    assert Folder().look(tmp_path / "file") is None

"""A backup opens with a sheet alone, in a Python that knows nothing of Myosotis."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.preservation.helpers import Household, contents, household, keep, opening

from myosotis.preservation import myosotis_open
from myosotis.preservation.backup import back_up
from myosotis.story import actions as story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Household, Path]:
    """A family and its backup."""
    house = household()
    assert back_up(tmp_path / "backup").whole
    return house, tmp_path / "backup"


def test_the_family_sheet_brings_back_every_original_and_the_words(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    to = backup.parent / "opened"
    ran = opening(backup, "--sheet", "-", "--to", str(to), sheet=house.family_words)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert contents(to / "originals") == sorted(house.family)
    page = (to / "story.html").read_text()
    assert page.index("Light 0 &lt;b&gt;") < page.index("Light 7 &lt;b&gt;")
    assert page.count("a &lt;blue&gt; cup</a>") == len(house.family)
    assert "<img" not in page
    links = set(re.findall(r'href="originals/([^"]+)"', page))
    assert len(links) == len(house.family)
    assert "Alma" in ran.stdout
    assert "Heron Lane" in ran.stdout


def test_a_letter_stays_folded_and_a_keepsake_says_where_it_lies(tmp_path: Path) -> None:
    house = household()
    letter = story.keep_moment(by=house.viewer, title="To you", paragraphs=["The tide was out"])
    story.tell(by=house.viewer, moment=letter, kind="letter", opens="2061-05-04")
    thing = story.keep_moment(by=house.viewer, title="Wool")
    story.tell(
        by=house.viewer, moment=thing, kind="keepsake", keepsake={"lies": "the blue <box>", "went": "yes"}
    )
    assert back_up(tmp_path / "backup").whole
    opening(tmp_path / "backup", "--sheet", "-", "--to", str(tmp_path / "to"), sheet=house.family_words)
    page = (tmp_path / "to" / "story.html").read_text()
    assert "<summary>A letter, closed until 2061-05-04</summary>\n<p>The tide was out</p>\n</details>" in page
    assert "<small>the blue &lt;box&gt;</small>" in page


def test_file_names_are_safe_and_near_to_the_original(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    to = backup.parent / "opened"
    opening(backup, "--sheet", "-", "--to", str(to), sheet=house.family_words)
    names = {path.name for path in (to / "originals").iterdir()}
    long = {name for name in names if set(name) == {"x"}}
    assert [len(name) for name in long] == [150]
    expected = {"IMG_0001.JPG", "img_0001 (2).jpg", "passwd", "_con.jpg", "ნია_.png", "a_b.jpg", "file"}
    assert names - long == expected
    assert not [path for path in backup.parent.rglob("passwd") if path.parent.name != "originals"]


def test_a_parents_own_sheet_opens_their_own_space_alone(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    to = backup.parent / "own"
    ran = opening(backup, "--sheet", "-", "--to", str(to), sheet=house.own_words)
    assert ran.returncode == 0, ran.stderr
    assert contents(to / "originals") == house.own
    everything = "".join(path.read_text() for path in to.iterdir() if path.is_file()) + ran.stdout
    for word in ("Alma", "Heron Lane", "A window", "Light 3"):
        assert word not in everything
    together = opening(backup, "--sheet", "-", sheet=house.family_words)
    assert "alone.jpg" in ran.stdout
    assert "alone.jpg" not in together.stdout


def test_types_nobody_knows_yet_come_out_as_json(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    to = backup.parent / "opened"
    opening(backup, "--sheet", "-", "--to", str(to), sheet=house.family_words)
    rows = [json.loads(line) for line in (to / "everything.jsonl").read_text().splitlines()]
    acts = {row["values"]["sealed"]["act"] for row in rows if row["table"] == "vault.JournalLine"}
    assert {"came", "sheet-made", "sheet-kept"} <= acts


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda words: "xylophone " + words.partition(" ")[2], "Word 1 is not one of the sheet's words"),
        (lambda words: words.rpartition(" ")[0], "A sheet has 16 words; 15 came."),
        (lambda words: " ".join(words.split()[::-1]), "do not belong together"),
        (lambda words: "", "A sheet has 16 words; 0 came."),
    ],
)
def test_words_that_do_not_fit_are_refused_kindly(
    kept: tuple[Household, Path], change: object, said: str
) -> None:
    assert callable(change)
    house, backup = kept
    to = backup.parent / "opened"
    ran = opening(backup, "--sheet", "-", "--to", str(to), sheet=change(house.family_words))
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "xylophone" not in ran.stderr
    assert not to.exists()


def test_a_sheet_of_another_family_opens_nothing(kept: tuple[Household, Path]) -> None:
    from myosotis.vault import sheets  # noqa: PLC0415 (a sheet that belongs to nobody here)

    _house, backup = kept
    ran = opening(backup, "--sheet", "-", sheet=" ".join(sheets.to_words(bytes(18))))
    assert ran.returncode == 2
    assert "open nothing in this backup" in ran.stderr


def test_capitals_commas_and_line_ends_do_not_matter(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    words = ",\n".join(word[:4].upper() for word in house.family_words.split())
    (backup.parent / "words").write_text(words)
    ran = opening(backup, "--sheet", str(backup.parent / "words"))
    assert ran.returncode == 0, ran.stderr


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)


#: Every class of file in a backup, found by a pattern.
CLASSES = {
    "mark": "backup.json",
    "keys": "keys.json",
    "words": "gentle-words.txt",
    "reader": "myosotis-open.py",
    "readme": "README.txt",
    "index": "snapshots/*/index.json",
    "rows": "snapshots/*/story.Moment.jsonl",
    "seals": "snapshots/*/vault.JournalLine.jsonl",
    "manifest": "snapshots/*/vault.ManifestEntry.jsonl",
    "files": "blobs/*/*",
}


@pytest.mark.parametrize("which", CLASSES)
def test_a_flipped_bit_is_found_without_any_sheet(kept: tuple[Household, Path], which: str) -> None:
    _house, backup = kept
    assert myosotis_open.main([str(backup), "--check"]) == 0
    for path in sorted(backup.glob(CLASSES[which])):
        for at in (3, -4, -100, path.stat().st_size // 2):
            before = path.read_bytes()
            flipped(path, at)
            found = myosotis_open.main([str(backup), "--check"])
            path.write_bytes(before)
            assert found == 1, (path.name, at)


def test_changed_bytes_are_said_and_the_rest_is_written(kept: tuple[Household, Path]) -> None:
    house, backup = kept
    blobs = sorted(backup.glob("blobs/*/*"), key=lambda path: path.stat().st_size)
    flipped(blobs[-1], 60_000)
    moments = next(backup.glob("snapshots/*/story.Moment.jsonl"))
    # One letter of one sealed value, and the end of the file.
    moments.write_bytes(moments.read_bytes()[:-9])
    to = backup.parent / "opened"
    ran = opening(backup, "--sheet", "-", "--to", str(to), sheet=house.family_words)
    assert ran.returncode == 1
    assert f"{blobs[-1].name[:8]}" in ran.stderr
    assert "story.Moment" in ran.stderr
    found = contents(to / "originals")
    assert len(found) == len(house.family) - 1
    assert set(found) < set(house.family)
    assert (to / "story.html").read_text().count("<h2>") == len(house.family) - 1
    assert not list((to / "originals").glob("*.part"))


def test_rows_that_were_taken_out_are_noticed_by_whoever_holds_a_sheet(kept: tuple[Household, Path]) -> None:
    """Somebody who writes every digest anew still lacks the key of the code."""
    import hashlib  # noqa: PLC0415 (this test forges)

    house, backup = kept
    index = next(backup.glob("snapshots/*/index.json"))
    body, codes = (json.loads(line) for line in index.read_bytes().splitlines()[:2])
    [table] = [table for table in body["tables"] if table["name"] == "story.Moment"]
    part = index.parent / table["file"]
    part.write_bytes(b"".join(part.read_bytes().splitlines(keepends=True)[1:]))
    table["sha256"] = hashlib.sha256(part.read_bytes()).hexdigest()
    text = b"".join(json.dumps(line).encode() + b"\n" for line in (body, codes))
    index.write_bytes(text + hashlib.sha256(text).hexdigest().encode() + b"\n")
    ran = opening(backup, "--sheet", "-", sheet=house.family_words)
    assert ran.returncode == 1
    assert "rows may have been taken out" in ran.stderr


def test_an_earlier_snapshot_opens_too_and_a_changed_index_falls_back_to_it(
    kept: tuple[Household, Path],
) -> None:
    house, backup = kept
    keep(house.viewer, house.viewer.family_space, "later.jpg", b"later")
    assert back_up(backup).number == 2
    newest = opening(backup, "--sheet", "-", sheet=house.family_words)
    first = opening(backup, "--sheet", "-", "--snapshot", "1", sheet=house.family_words)
    assert ("later.jpg" in newest.stdout, "later.jpg" in first.stdout) == (True, False)
    [index] = [p for p in backup.glob("snapshots/*/index.json") if b'"number":2' in p.read_bytes()]
    flipped(index, 40)
    ran = opening(backup, "--sheet", "-", sheet=house.family_words)
    assert ran.returncode == 1
    assert "Snapshot 1" in ran.stdout

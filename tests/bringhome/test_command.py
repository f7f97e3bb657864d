"""`./myosotis import-folder` as somebody at a terminal runs it, killed in the middle too."""

from __future__ import annotations

import json
import os
import pty
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.bringhome.conftest import picture

#: How often a run is ended by force, and after how many times what is there is opened and counted. What one
#: end left half made would still be there at the next look.
KILLS, LOOK_EVERY = 50, 5
ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A home, and commands run in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MYOSOTIS_")}
        kept.pop("DATABASE_URL", None)
        self.env = {**kept, "MYOSOTIS_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}

    def start(self, *words: str, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", *words]
        return subprocess.Popen(command, env=self.env, text=True, stdout=subprocess.PIPE, **more)

    def run(self, *words: str) -> tuple[int, str]:
        process = self.start(*words)
        said, _ = process.communicate(timeout=300)
        return process.returncode, said

    def bring(self, folder: Path, *words: str) -> tuple[int, str]:
        return self.run("myosotis", "import-folder", str(folder), *words)

    def inside(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run("tests.bringhome.house", "tell")[1])
        return answer


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "home")
    assert terminal.run("tests.bringhome.house", "found")[0] == 0
    return terminal


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def test_a_missing_folder_and_a_missing_house_are_said_kindly(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home")
    assert terminal.bring(tmp_path / "nowhere") == (
        1,
        "There is no folder at this place. The command is: ./myosotis import-folder PATH\n",
    )
    code, said = terminal.bring(tmp_path)
    assert code == 1
    assert "There is no house here yet." in said
    assert not terminal.home.exists()


@pytest.mark.full
def test_the_run_ends_with_a_table_and_says_why_a_file_was_refused(terminal: Terminal, photos: Path) -> None:
    (photos / "a.jpg").write_bytes(picture(1, "2021:05:04 03:10:00"))
    (photos / "notes.txt").write_bytes(b"what we wrote")
    (photos / "a.xmp").write_bytes(b"<x/>")
    code, said = terminal.bring(photos)
    assert code == 0
    assert said.splitlines()[0].split() == ["Kept", "1"]
    assert "Myosotis cannot open this as a picture.\n  photos/notes.txt" in said
    assert "1 notes that programs lay beside pictures" in said
    code, said = terminal.bring(photos, "--json", "--person", "ilse@example.org", "--family", "heron lane")
    answer = json.loads(said)
    assert (code, answer["kept"], answer["already_there"]) == (0, 0, 1)
    assert answer["refused"][0]["file"] == "photos/notes.txt"
    assert terminal.bring(photos, "--person", "nobody")[0] == 1


@pytest.mark.full
def test_where_nothing_could_be_opened_the_code_says_so(terminal: Terminal, photos: Path) -> None:
    assert terminal.bring(photos)[0] == 0, "an empty folder is no failure"
    (photos / "notes.txt").write_bytes(b"what we wrote")
    assert terminal.bring(photos)[0] == 1


@pytest.mark.full
def test_on_a_terminal_a_bar_fills(terminal: Terminal, photos: Path) -> None:
    for number in range(3):
        (photos / f"{number}.jpg").write_bytes(picture(number))
    ours, theirs = pty.openpty()
    process = terminal.start("myosotis", "import-folder", str(photos), stderr=theirs)
    said, _ = process.communicate(timeout=300)
    os.close(theirs)
    bar = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "3 of 3 files" in bar
    assert "█" * 30 in bar
    assert "█" not in said


@pytest.mark.full
def test_killed_again_and_again_a_run_leaves_nothing_half_made_and_every_picture_comes_once(
    terminal: Terminal, photos: Path
) -> None:
    sent = [picture(number, f"2021:05:{number % 5 + 1:02} 10:00:00") for number in range(160)]
    for number, content in enumerate(sent):
        (photos / f"{number:03}.jpg").write_bytes(content)
    chance = random.Random(20210504)
    before = 0
    for number in range(1, KILLS + 1):
        _kill_after(terminal, photos, chance.randint(1, 9), chance.random() / 10)
        if number % LOOK_EVERY == 0:
            inside = terminal.inside()
            assert before < inside["pictures"] == len(inside["originals"]) == sum(inside["shown"])
            assert inside["states"] == ["ready"]
            before = inside["pictures"]
    assert before < len(sent), "the last ends came too late to cut anything short"
    code, said = terminal.bring(photos, "--json")
    answer = json.loads(said)
    assert (code, answer["refused"], answer["already_there"]) == (0, [], before)
    assert answer["kept"] + before == len(sent)
    whole = terminal.inside()
    assert whole["originals"] == sorted(sha256(content).hexdigest() for content in sent)
    assert sum(whole["shown"]) == whole["pictures"] == len(sent)


def _kill_after(terminal: Terminal, photos: Path, files: int, moment: float) -> None:
    """Start a run and end it with SIGKILL when it has written so many files and a moment more."""
    blobs = terminal.home / "data" / "blobs"
    there = sum(1 for _ in blobs.rglob("*/*"))
    process = terminal.start("myosotis", "import-folder", str(photos), "--json")
    until = time.monotonic() + 120
    while sum(1 for _ in blobs.rglob("*/*")) < there + files and process.poll() is None:
        assert time.monotonic() < until
    time.sleep(moment)
    process.kill()
    process.communicate()

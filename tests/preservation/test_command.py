"""The whole way: a house in use, `./myosotis backup`, the house gone, and the backup opened with a sheet."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.preservation.helpers import opening

ROOT = Path(__file__).resolve().parents[2]


class Home:
    """A home of its own, with a process that lives in it."""

    def __init__(self, folder: Path) -> None:
        ours = ("MYOSOTIS_", "DATABASE_", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.folder = folder / "home"
        self.env = {**kept, "MYOSOTIS_HOME": str(self.folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self._living = subprocess.Popen(
            [sys.executable, "-m", "tests.preservation.living"],
            env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, umask=0o077,
        )  # fmt: skip
        assert self._living.stdout is not None
        self.told: dict[str, Any] = json.loads(self._living.stdout.readline())

    def leave(self) -> int:
        """End the process that lives here; how often it kept and let go of something."""
        told, _ = self._living.communicate(timeout=60)
        assert self._living.returncode == 0
        return int(told)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `./myosotis` with these words."""
        return subprocess.run(
            [sys.executable, "-m", "myosotis", *words],
            env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.full
def test_a_run_that_is_killed_leaves_nothing_that_looks_whole_and_the_next_goes_on(
    home: Home, tmp_path: Path
) -> None:
    home.leave()
    to = tmp_path / "to"
    quickest = _killed_after(home, to, None)
    whole = 1
    for share in (0.5, 0.8, 0.9, 0.95, 1.0):
        _killed_after(home, to, quickest * share)
        found = len(list((to / "snapshots").glob("*/index.json")))
        assert found in (whole, whole + 1)
        whole = found
        assert home.run("open", str(to), "--check").returncode == 0
    ran = home.run("backup", str(to), "--json")
    assert json.loads(ran.stdout)["number"] == whole + 1
    assert not (to / "arriving").exists()
    opened = home.run("open", str(to), "--check")
    assert (opened.returncode, opened.stderr) == (0, "")


def _killed_after(home: Home, to: Path, seconds: float | None) -> float:
    """Run a backup and kill it after some seconds, if it still runs; how long it took."""
    began = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-m", "myosotis", "backup", str(to)], env=home.env, stdout=subprocess.DEVNULL
    )
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    return time.monotonic() - began


def digests(folder: Path) -> list[str]:
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir())


def test_a_backup_of_a_house_in_use_brings_everything_back_when_the_house_is_gone(
    home: Home, tmp_path: Path
) -> None:
    to = tmp_path / "stick" / "backup"
    answers = [home.run("backup", str(to), "--json") for _ in range(3)]
    reports = [json.loads(answer.stdout) for answer in answers]
    assert [(answer.returncode, answer.stderr) for answer in answers] == [(0, "")] * 3
    assert [(report["whole"], report["number"]) for report in reports] == [(True, 1), (True, 2), (True, 3)]
    well = home.run("doctor", "--json")
    assert home.leave() > 0, "nobody lived here while the backups ran"
    looked = json.loads(well.stdout)
    assert well.returncode == 0, [one for one in looked["findings"] if one["state"] == "care"]
    said = home.run("backup", str(to), "--read")
    assert "It is whole." in said.stdout
    opened = home.run("open", str(to), "--check")
    assert opened.returncode == 0, opened.stderr

    copy = tmp_path / "years" / "later"
    shutil.copytree(to, copy)
    for gone in (to, home.folder):
        shutil.rmtree(gone)
    for words, held in (("family_words", "family"), ("own_words", "own")):
        out = tmp_path / held
        ran = opening(copy, "--sheet", "-", "--to", str(out), sheet=home.told[words], folder=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert set(home.told[held]) <= set(digests(out / "originals"))
    assert not set(home.told["own"]) & set(digests(tmp_path / "family" / "originals"))
    assert not set(home.told["family"]) & set(digests(tmp_path / "own" / "originals"))


def test_the_commands_answer_kindly_where_they_cannot_go_on(home: Home, tmp_path: Path) -> None:
    home.leave()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("words")
    for words, code, sentence in (
        (("backup", str(home.folder)), 51, "The backup cannot go there"),
        (("backup", str(tmp_path / "full")), 52, "holds other things"),
        (("open", str(tmp_path / "full"), "--check"), 2, "There is no Myosotis backup in this folder."),
    ):
        ran = home.run(*words)
        assert (ran.returncode, sentence in ran.stdout + ran.stderr) == (code, True), ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
    key = home.folder / "key" / "root.key"
    key.chmod(0o644)
    ran = home.run("doctor")
    assert ran.returncode == 1
    assert "D-KEY-RIGHTS" in ran.stdout
    assert f"chmod 400 {key}" in ran.stdout
    key.unlink()
    assert "D-HOUSE" in home.run("doctor").stdout

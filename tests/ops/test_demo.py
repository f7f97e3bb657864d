"""`./myosotis demo`: an invented story that fills an empty house, opens it, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.visitor import Visitor

from myosotis.design import words
from myosotis.kit.edtf import Precision, parse_edtf
from myosotis.ops.demo import ELIN, SIGN_IN, TOMAS, VERA, drawing, indoors
from myosotis.ops.demo.evening import GATE, WORDS
from myosotis.ops.demo.lists import ENTRIES
from myosotis.ops.demo.story import PASSAGES

ROOT = Path(__file__).resolve().parents[2]


def demo(tmp_path: Path, home: Path | None) -> tuple[subprocess.Popen[str], str]:
    """Start the demonstration; give the process and its address. Its throw-away home lies in `tmp_path`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MYOSOTIS_", "DATABASE_"))
    }
    env = {**kept, "PYTHONPATH": str(ROOT / "src"), "MYOSOTIS_PORT": str(port), "TMPDIR": str(tmp_path)}
    if home is not None:
        env["MYOSOTIS_HOME"] = str(home)
    command = [sys.executable, "-m", "myosotis", "demo"]
    return (
        subprocess.Popen(command, env=env, text=True, stdout=subprocess.PIPE, cwd=tmp_path),
        f"http://127.0.0.1:{port}",
    )


def said_until(process: subprocess.Popen[str], word: str) -> str:
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if word in line:
            break
    return said


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/sign-in", timeout=2).read()  # noqa: S310 (our own address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the demonstration did not open its door in a minute")


def signed_in(url: str, name: str) -> Visitor:
    visitor = Visitor(url)
    email, password = SIGN_IN[name]
    visitor.post("/sign-in", email=email, password=password)
    return visitor


def story_of(visitor: Visitor) -> str:
    """What the pages of the story say to one of the two parents, all of them."""
    first = visitor.get("/story")
    others = sorted(set(re.findall(r'href="(/story\?from=[0-9a-f-]+)', first)))
    return first + "".join(visitor.get(other) for other in others)


def test_the_story_has_dates_of_every_kind_and_one_moment_each_for_one_alone() -> None:
    dates = [parse_edtf(passage.date) for passage in PASSAGES]
    assert {date.precision for date in dates} == set(Precision) - {Precision.YEAR, Precision.YEARS}
    assert any(date.is_interval for date in dates)
    assert any(date.approximate for date in dates)
    assert any(date.uncertain for date in dates)
    assert sorted(passage.by for passage in PASSAGES if passage.private) == [ELIN, TOMAS]
    assert 14 <= len(PASSAGES) <= 24


def test_the_story_says_nothing_this_house_never_says() -> None:
    # A family names whom they mourn in its own words: the rules of the vocabulary are for our sentences.
    said = [text for one in (*PASSAGES, *ENTRIES) for text in (one.title, *one.paragraphs)]
    said += [shot.description for passage in PASSAGES for shot in passage.shots]
    for text in (*said, GATE, *(text for _name, text in WORDS)):
        assert not [one for one in words.forbidden_in(text, "page") if "vocabulary" not in one.why], text
        assert "!" not in text
        assert "!" not in text


def test_every_drawing_is_another_and_has_words_for_what_it_shows() -> None:
    shots = [shot for passage in PASSAGES for shot in passage.shots]
    assert len({shot.scene() for shot in shots}) == len(shots) >= 10
    assert all(len(shot.description) > 20 for shot in shots)


def test_a_drawing_is_a_jpeg_with_the_cameras_date() -> None:
    drawn = drawing.photograph(indoors.window(), "2024:03:09 07:26:00")
    with Image.open(BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("JPEG", (drawing.WIDTH, drawing.HEIGHT))
        assert image.getexif().get_ifd(0x8769)[0x9003] == "2024:03:09 07:26:00"
    assert drawing.photograph(indoors.window(), "2024:03:09 07:26:00") == drawn


def test_a_home_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    (home / "data" / "myosotis.sqlite3").write_bytes(b"a family's")
    process, _url = demo(tmp_path, home)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "leaves it alone" in said
    assert (home / "data" / "myosotis.sqlite3").read_bytes() == b"a family's"
    assert [path.name for path in home.rglob("*")] == ["data", "myosotis.sqlite3"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_draws_nothing_is_left(tmp_path: Path, how: signal.Signals) -> None:
    process, _url = demo(tmp_path, None)
    said_until(process, "Drawing 1 of")
    assert [path.name[:14] for path in tmp_path.iterdir()] == ["myosotis-demo-"]
    process.send_signal(how)
    said, _ = process.communicate(timeout=60)
    assert "The demonstration is gone." in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.full
def test_parents_vera_and_somebody_with_the_link_each_find_what_is_theirs(tmp_path: Path) -> None:
    process, url = demo(tmp_path, None)
    try:
        said = said_until(process, "Ctrl+C closes it")
        assert all(email in said and password in said for email, password in SIGN_IN.values())
        wait_for(url)
        own = {p.by: p.paragraphs[0][:30] for p in PASSAGES if p.private}
        through, *held = [text[:40] for _name, text in WORDS]
        for parent, other in ((ELIN, TOMAS), (TOMAS, ELIN)):
            inside = signed_in(url, parent)
            story, words = story_of(inside), inside.get("/words")
            assert "Alma was born at ten past six" in story
            assert own[parent] in story
            assert own[other] not in story
            assert through in words
            assert not any(text in words for text in held)
        at_the_desk = signed_in(url, VERA).get("/desk")
        assert through not in at_the_desk
        assert all(text in at_the_desk for text in held)
        gate, page = read_by_link(url, said)
        assert GATE[:40] in gate
        assert "There were four lamps down there." in page
        assert own[ELIN] not in page
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("myosotis-demo-")]


def read_by_link(url: str, said: str) -> tuple[str, str]:
    """What somebody reads who was given the link: before its page, and on it."""
    somebody = Visitor(url)
    found = re.search(r"/r#(\S+)", said)
    assert found
    somebody.open(f"{url}/r/open", urllib.parse.urlencode({"token": found[1]}).encode()).read()
    page = next(cookie.path for cookie in somebody.jar if cookie.name == "reading")
    gate = somebody.get(page)
    return gate, somebody.post(f"{page}gate", page, choice="open")

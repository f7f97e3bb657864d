"""The process that opens pictures: what it cannot reach, how it ends, and that no lie of it is believed."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from tests.media import probe

from myosotis.environment import environment
from myosotis.media import answers, decoder, reasons
from myosotis.media.decoder import NotIsolated, Unopenable, Workshop
from myosotis.media.isolated import line as lines
from myosotis.media.isolated import locks
from myosotis.media.isolated.line import Line, Silent
from myosotis.vault.chunked import Bytes, Opener, Sealer

TESTS = Path(__file__).resolve().parents[2]


def opener(content: bytes) -> Opener:
    sealer = Sealer(bytes(32), b"a test")
    return Opener(Bytes(sealer.update(content) + sealer.finish()), bytes(32), b"a test")


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    held = BytesIO()
    Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40).convert("RGB").save(held, kind)
    return held.getvalue()


def started(function: str) -> Line:
    return Line(("tests.media.probe", function), [str(TESTS)])


def test_every_layer_takes_here_and_doctor_sees_each() -> None:
    assert decoder.layers() == dict.fromkeys(locks.LAYERS, True)


def test_nothing_outside_can_be_reached() -> None:
    line = started("main")
    try:
        tried = line.hear(time.monotonic() + 20)["tried"]
    finally:
        line.end()
    assert tried.pop("a process by the new call") == "ENOSYS"
    assert len(tried) > 15
    assert {name: code for name, code in tried.items() if code not in ("EPERM", "EACCES")} == {}


def test_it_knows_nothing_of_the_world_it_was_started_in() -> None:
    os.environ["MYOSOTIS_TEST_SECRET"] = "a name"
    line = Line()
    try:
        children = Path(f"/proc/{line.pid}/task/{line.pid}/children").read_text().split()
        inside = Path(f"/proc/{children[0]}")
        assert b"a name" not in (inside / "environ").read_bytes()
        pipes = {os.readlink(inside / "fd" / n).split(":")[0] for n in os.listdir(inside / "fd")}
        assert pipes <= {"pipe", "/dev/null"}
        assert (inside / "root").readlink() != Path("/")
        for kind in ("net", "user", "mnt", "ipc"):
            assert os.readlink(inside / "ns" / kind) != os.readlink(f"/proc/self/ns/{kind}")
    finally:
        line.end()
        del os.environ["MYOSOTIS_TEST_SECRET"]


def test_one_that_takes_too_much_time_is_stopped_by_the_system() -> None:
    line = started("hang")
    with pytest.raises(Silent) as silence:
        line.hear(time.monotonic() + 25)
    line.end()
    assert silence.value.too_hard


def test_one_that_asks_for_too_much_memory_does_not_get_it() -> None:
    line = started("devour")
    assert line.hear(time.monotonic() + 20) == {"memory": "refused"}
    line.end()


def test_one_that_hangs_is_stopped_from_outside_and_the_next_file_gets_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Workshop(uuid4()) as workshop:
        assert workshop.prepare(opener(picture())).kind == "jpeg"
        first = workshop._line
        assert first is not None
        os.killpg(first.pid, signal.SIGSTOP)
        with monkeypatch.context() as patient:
            patient.setattr(decoder, "ANSWER", 0.5)
            with pytest.raises(Unopenable) as refusal:
                workshop.prepare(opener(picture()))
        assert refusal.value.code == "too-hard"
        assert workshop.prepare(opener(picture())).kind == "jpeg"
        assert workshop._line is not None
        assert workshop._line.pid != first.pid


def test_one_that_was_killed_is_followed_by_another() -> None:
    with Workshop(uuid4()) as workshop:
        workshop.prepare(opener(picture()))
        assert workshop._line is not None
        os.killpg(workshop._line.pid, signal.SIGKILL)
        workshop._line._process.wait()
        assert workshop.prepare(opener(picture())).kind == "jpeg"


def test_one_process_opens_a_hundred_files_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PICTURES", 3)
    with Workshop(uuid4()) as workshop:
        seen = []
        for _ in range(6):
            workshop.prepare(opener(picture()))
            assert workshop._line is not None
            seen.append(workshop._line.pid)
    assert [seen.count(pid) for pid in dict.fromkeys(seen)] == [3, 3]


def test_another_family_gets_another_process() -> None:
    one, other = uuid4(), uuid4()
    try:
        decoder.prepare(one, opener(picture()))
        first = decoder._standing[0]._line
        decoder.prepare(one, opener(picture()))
        assert decoder._standing[0]._line is first
        decoder.prepare(other, opener(picture()))
        assert decoder._standing[0]._line is not first
    finally:
        decoder.rest()
    assert first is not None
    assert not first.is_alive()


@pytest.mark.parametrize(
    "told",
    [
        "a script",
        "too much",
        "a path",
        "a code",
        "a size",
        "a truth",
        "a camera",
        "a kind",
        "nothing",
    ],
)
def test_no_lie_of_a_process_that_was_taken_over_is_believed(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder, "Line", lambda: started("lie"))
    with Workshop(uuid4()) as workshop:
        with pytest.raises(Unopenable) as refusal:
            workshop.prepare(opener(b"\xff\xd8\xff|" + told.encode() + b"|"))
        assert refusal.value.code == "damaged"
        assert workshop._line is None


def test_what_such_a_process_says_arrives_as_it_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "Line", lambda: started("lie"))
    with Workshop(uuid4()) as workshop:
        with pytest.raises(Unopenable) as refusal:
            workshop.prepare(opener(b"\xff\xd8\xff|the truth|"))
        assert refusal.value.code == "film"
        assert workshop._line is not None


def test_renditions_that_carry_more_than_a_picture_are_not_taken() -> None:
    noted = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "a maker"
    Image.new("RGB", (8, 8)).save(noted, "JPEG", exif=exif)
    with pytest.raises(answers.Nonsense):
        answers.rendition("jpeg-1280", noted.getvalue())
    held = BytesIO()
    Image.new("RGB", (8, 8)).save(held, "WEBP", exif=exif)
    with pytest.raises(answers.Nonsense):
        answers.rendition("webp-480", held.getvalue())
    with pytest.raises(answers.Nonsense):
        answers.rendition("webp-480", picture("WEBP", (500, 500)))
    assert answers.rendition("webp-480", picture("WEBP"))
    with pytest.raises(answers.Nonsense):
        answers.rendition("webp-480", picture("WEBP") + b"<script>")


def test_without_a_network_of_its_own_nothing_is_opened_unless_the_host_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Open(Line):
        def __init__(self) -> None:
            super().__init__()
            self.layers = {**self.layers, "network": False}

    monkeypatch.setattr(decoder, "Line", Open)
    with Workshop(uuid4()) as workshop, pytest.raises(NotIsolated):
        workshop.prepare(opener(picture()))
    allowed = replace(environment(), decode_without_network_isolation=True)
    monkeypatch.setattr(decoder, "environment", lambda: allowed)
    with Workshop(uuid4()) as workshop:
        assert workshop.prepare(opener(picture())).kind == "jpeg"


def test_a_machine_where_no_process_starts_opens_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "Line", lambda: Line(("no.such.module", "main")))
    assert decoder.layers() == dict.fromkeys(locks.LAYERS, False)
    with Workshop(uuid4()) as workshop, pytest.raises(NotIsolated):
        workshop.prepare(opener(picture()))


def test_every_code_has_a_sentence_of_its_own() -> None:
    sentences = [reasons.sentence(code) for code in reasons.CODES]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert reasons.sentence("from a newer version") == reasons.sentence("damaged")


def test_the_tests_own_way_in_is_not_the_real_one() -> None:
    assert lines.ENTRY[0] == "myosotis.media.isolated.room"
    assert probe.__name__ not in lines.ENTRY

"""The story's pages through their addresses: what is typed, what is shown, and the bytes behind one door."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.conftest import SAMPLES
from tests.factories.people import parent, partner, signed_in

from myosotis.media import actions as media
from myosotis.pages import streams
from myosotis.people.models import Session
from myosotis.people.viewer import Viewer
from myosotis.story import actions, babies, blocks, cards, queries
from myosotis.story.models import Moment, Picture

pytestmark = pytest.mark.django_db(transaction=True)


def png(tint: int = 90, size: tuple[int, int] = (320, 240)) -> bytes:
    """A small picture drawn here."""
    held = io.BytesIO()
    Image.linear_gradient("L").resize(size).point(lambda value: (value + tint) % 256).save(held, "PNG")
    return held.getvalue()


def sent(client: Client, moment: UUID, *files: tuple[str, bytes], fetch: bool = True) -> tuple[int, str]:
    parts = [SimpleUploadedFile(name, content) for name, content in files]
    headers = {"X-Requested-With": "fetch"} if fetch else {}
    answer = client.post(f"/moments/{moment}/pictures", {"picture": parts}, headers=headers)
    return answer.status_code, answer.content.decode()


def keep(client: Client, moment: UUID, **fields: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"/moments/{moment}/keep", {"revision": "0", "page": "p", **fields})
    return answer.status_code, json.loads(answer.content)


def as_blocks(*texts: str) -> str:
    return json.dumps([{"id": blocks.new_id(), "kind": "paragraph", "runs": [{"t": text}]} for text in texts])


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


@pytest.fixture
def kept(ilse: Viewer, client: Client) -> tuple[UUID, UUID]:
    """A moment with one prepared picture in it: both ids."""
    moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    status, said = sent(client, moment, ("IMG_1.png", png()))
    assert (status, json.loads(said)["kept"]) == (200, True)
    picture = Picture.objects.get()
    media.prepare(original=picture.original_id)
    return moment, picture.pk


def test_a_sheet_keeps_itself_and_says_so(client: Client) -> None:
    moment = uuid4()
    assert keep(client, moment, blocks=as_blocks("one"), title="T") == (200, {"kept": True, "revision": 1})
    status, said = keep(client, moment, blocks=as_blocks("two"), page="another", revision="0")
    assert (status, said.keys()) == (409, {"refused"})
    for wrong in ("{", "[1]", '{"a": 1}', "[" * 3000, "7"):
        status, said = keep(client, moment, blocks=wrong, revision="1")
        assert (status, list(said)) == (400, ["refused"]), wrong[:10]
    page = client.get(f"/moments/{moment}")
    assert "one" in page.content.decode()


def test_without_scripts_a_paragraph_that_was_not_touched_keeps_its_marks(client: Client) -> None:
    moment = uuid4()
    marked = [{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{"t": "soft", "em": True}, {"t": " snow"}]}]
    keep(client, moment, blocks=json.dumps([*marked, *json.loads(as_blocks("second"))]))
    second = Moment.objects.get()
    ids = [block["id"] for block in json.loads(client.get(f"/moments/{moment}/write").context["blocks_json"])]
    typed = {"b-0a0b0c0d": "soft snow", f"b-{ids[1]}": "second, changed", "more": "third\r\n\r\nfourth"}
    answer = client.post(f"/moments/{moment}/write", {"title": "", "revision": "1", **typed})
    assert answer.headers["Location"] == f"/moments/{moment}"
    shown = client.get(f"/moments/{second.pk}").content.decode()
    assert "<em>soft</em>" in shown
    for words in ("second, changed", "third", "fourth"):
        assert words in shown


def test_a_covered_picture_is_nowhere_in_the_page_and_its_address_answers_nothing(
    client: Client, kept: tuple[UUID, UUID]
) -> None:
    moment, picture = kept
    for page in (f"/moments/{moment}", "/story", "/", f"/moments/{moment}/write", f"/pictures/{picture}"):
        text = client.get(page).content.decode()
        assert "<img" not in text, page
        assert "webp-" not in text, page
    for rendition in ("webp-480", "webp-960", "webp-1920", "jpeg-1280"):
        assert client.get(f"/pictures/{picture}/{rendition}").status_code == 404
    fragment = client.post(f"/pictures/{picture}/look", headers={"X-Requested-With": "fetch"})
    assert "data-picture" in fragment.content.decode()
    assert f"/pictures/{picture}/webp-480" in fragment.content.decode()
    answer = client.get(f"/pictures/{picture}/webp-480")
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as opened:
        assert (opened.format, opened.size) == ("WEBP", (320, 240))
    client.post(f"/pictures/{picture}/cover")
    assert client.get(f"/pictures/{picture}/webp-480").status_code == 404


def test_each_parent_looks_for_themselves(ilse: Viewer, client: Client, kept: tuple[UUID, UUID]) -> None:
    moment, picture = kept
    partner(ilse)
    other = signed_in("joost@example.org")
    client.post(f"/moments/{moment}/look")
    assert client.get(f"/pictures/{picture}/webp-480").status_code == 200
    assert other.get(f"/pictures/{picture}/webp-480").status_code == 404
    assert "<img" not in other.get(f"/moments/{moment}").content.decode()
    client.post(f"/pictures/{picture}/stand", {"stands": "yes"})
    assert "<img" in client.get("/story").content.decode()
    shown = other.get("/story").content.decode()
    assert "data-veil" in shown
    assert "<img" not in shown


def test_the_original_leaves_byte_for_byte_whole_and_in_ranges(
    client: Client, kept: tuple[UUID, UUID]
) -> None:
    content, address = png(), f"/pictures/{kept[1]}/original"
    whole = client.get(address)
    assert b"".join(whole.streaming_content) == content
    assert whole.headers["Content-Disposition"] == 'attachment; filename="picture.png"'
    assert whole.headers["Cache-Control"] == "no-store, private"
    for wanted, start, stop in (
        ("bytes=5-9", 5, 10),
        ("bytes=-7", len(content) - 7, len(content)),
        ("bytes=3-", 3, len(content)),
    ):
        part = client.get(address, headers={"Range": wanted})
        assert part.status_code == 206
        assert b"".join(part.streaming_content) == content[start:stop]
        assert part.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(content)}"
    assert client.get(address, headers={"Range": f"bytes={len(content)}-"}).status_code == 416
    assert client.get(address, headers={"Range": "bytes=0-1,5-9"}).status_code == 200
    client.post(f"/pictures/{kept[1]}/out")
    assert client.get(address).status_code == 404


def test_a_stream_stops_when_its_reader_is_signed_out(ilse: Viewer, client: Client) -> None:
    moment = actions.keep_moment(by=ilse)
    large = png(size=(40, 30)) + bytes(30_000_000)
    sent(client, moment, ("large.png", large))
    flow: Iterator[bytes] = iter(
        client.get(f"/pictures/{Picture.objects.get().pk}/original").streaming_content
    )
    first = next(flow)
    Session.objects.all().delete()
    time.sleep(streams.ASK_EVERY + 0.1)
    rest = sum(map(len, flow))
    assert len(first) + rest < len(large)


def test_what_is_no_picture_is_refused_in_a_sentence_and_the_rest_is_kept(
    ilse: Viewer, client: Client
) -> None:
    moment = actions.keep_moment(by=ilse)
    status, said = sent(client, moment, ("note.txt", b"words, no picture"))
    assert (status, json.loads(said)) == (400, {"refused": "Myosotis cannot open this as a picture."})
    status, said = sent(client, moment, ("a.png", png(1)), ("b.txt", b"no"), ("c.png", png(2)), fetch=False)
    assert status == 400
    assert "cannot open this as a picture" in said
    assert queries.moment(ilse, moment).picture_count == 2
    status, said = sent(client, moment, ("again.png", png(1)))
    assert "in this moment already" in said
    status, said = sent(client, moment)
    assert "No picture came" in said


@pytest.mark.full
def test_a_moment_holds_fifty_pictures(ilse: Viewer, client: Client) -> None:
    moment = actions.keep_moment(by=ilse)
    for number in range(50):
        sent(client, moment, (f"{number}.png", png(number, (20, 15))))
    status, said = sent(client, moment, ("more.png", png(51, (20, 15))))
    assert status == 400
    assert "fifty pictures at most" in said
    assert queries.moment(ilse, moment).picture_count == 50


def test_a_picture_taken_out_waits_and_comes_back(
    client: Client, ilse: Viewer, kept: tuple[UUID, UUID]
) -> None:
    moment, picture = kept
    answer = client.post(f"/pictures/{picture}/out", follow=True)
    assert "waits in the bin for 30 days" in answer.content.decode()
    assert queries.moment(ilse, moment).picture_count == 0
    assert "Put it back" in client.get("/bin").content.decode()
    client.post(f"/pictures/{picture}/back")
    assert queries.moment(ilse, moment).picture_count == 1


@pytest.mark.full
def test_words_that_break_forms_are_kept_as_they_are_and_shown_harmless(client: Client, ilse: Viewer) -> None:
    source = SAMPLES / "text" / "naughty-strings.txt"
    if not source.exists():
        pytest.skip("the sample strings are not here")
    strings = [line for line in source.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    moment = actions.keep_moment(by=ilse)
    picture = None
    sent(client, moment, ("a.png", png()))
    picture = Picture.objects.get().pk
    revision = queries.moment(ilse, moment).head.revision
    for text in strings:
        whole = text if text.strip() else f"x{text}x"
        status, said = keep(client, moment, blocks=as_blocks(whole), title=whole, revision=str(revision))
        if "\0" in whole:
            assert status == 400
            continue
        assert status == 200, whole
        revision = int(str(said["revision"]))
        card = queries.moment(ilse, moment)
        assert blocks.plain(card.blocks[0]) == blocks.normalise(whole)
        assert card.head.title == blocks.normalise(whole)[:300].strip()
        client.post(f"/pictures/{picture}", {"description": whole})
        assert queries.picture(ilse, picture)[1].description == blocks.normalise(whole).strip()
        client.post("/baby", {"name": whole[:200]})
        assert babies.names_of_story(ilse) == name if (name := whole[:200].strip()) else True
        client.post(f"/moments/{moment}/when", {"date": whole[:200]})
        client.post(f"/moments/{moment}/when", {"said": whole[:200]})
        assert queries.moment(ilse, moment).head.said == blocks.normalise(whole[:200]).strip()
    for page in (f"/moments/{moment}", "/story", "/", f"/moments/{moment}/write"):
        text = client.get(page).content.decode()
        assert "<script>" not in text.replace('<script src="', "")
        assert "<img" not in text


def test_the_character_no_database_keeps_is_said(client: Client, kept: tuple[UUID, UUID]) -> None:
    moment, picture = kept
    status, said = keep(client, moment, blocks=as_blocks("a\0b"), revision="1")
    assert status == 400
    assert "cannot be kept" in str(said["refused"])
    for address, field in (
        (f"/pictures/{picture}", "description"),
        ("/baby", "name"),
        (f"/moments/{moment}/when", "date"),
        (f"/moments/{moment}/when", "said"),
    ):
        answer = client.post(address, {field: "a\0b"})
        assert answer.status_code == 200
        assert "cannot be kept" in answer.content.decode(), address


@pytest.mark.full
def test_every_hostile_and_every_smallest_file_is_kept_or_refused_with_a_reason(
    client: Client, ilse: Viewer
) -> None:
    folders = [SAMPLES / "smallest", SAMPLES / "hostile-images"]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip("the sample files are not here")
    files: list[Path] = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    answers = {}
    for path in files:
        moment = actions.keep_moment(by=ilse)
        status, said = sent(client, moment, (path.name, path.read_bytes()))
        answers[path.name] = status == 200 or bool(json.loads(said)["refused"])
    assert all(answers.values())
    assert client.get("/story").status_code == 200


def test_odd_addresses_and_odd_ranges_break_no_page(client: Client, kept: tuple[UUID, UUID]) -> None:
    moment = uuid4()
    run = '{"t": "a", "href": "https://a.example/\\ud800"}'
    keep(client, moment, blocks=f'[{{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{run}]}}]')
    assert client.get(f"/moments/{moment}").status_code == 200
    assert client.get(f"/moments/{moment}/write").status_code == 200
    answer = client.get(f"/pictures/{kept[1]}/original", headers={"Range": f"bytes={'9' * 5000}-"})
    assert answer.status_code == 200


def test_without_scripts_no_typed_word_is_lost_to_somebody_elses_change(ilse: Viewer, client: Client) -> None:
    moment = uuid4()
    keep(client, moment, blocks=as_blocks("first", "second"))
    ids = [block["id"] for block in queries.moment(ilse, moment).blocks]
    keep(client, moment, blocks=as_blocks("other"), page="q", revision="1")
    typed = {f"b-{ids[1]}": "second, longer", "more": "third", "revision": "1", "title": ""}
    answer = client.post(f"/moments/{moment}/write", typed)
    assert answer.status_code == 409
    assert "second, longer\n\nthird" in answer.content.decode()
    actions.bin_moment(by=ilse, moment=moment)
    answer = client.post(f"/moments/{moment}/write", typed)
    assert answer.status_code == 404
    assert "second, longer\n\nthird" in answer.content.decode()


def test_a_description_somebody_else_changed_is_not_overwritten_unasked(
    client: Client, ilse: Viewer, kept: tuple[UUID, UUID]
) -> None:
    picture = kept[1]
    client.post(f"/pictures/{picture}", {"description": "a spoon", "before": ""})
    answer = client.post(f"/pictures/{picture}", {"description": "a glove", "before": ""})
    assert "They say now: “a spoon”" in answer.content.decode()
    assert queries.picture(ilse, picture)[1].description == "a spoon"
    client.post(f"/pictures/{picture}", {"description": "a glove", "before": "a spoon"})
    assert queries.picture(ilse, picture)[1].description == "a glove"


def test_the_camera_proposes_only_what_the_moment_does_not_say_itself() -> None:
    taken = ["2023-12-14T15:20", "2023-12-14T15:25"]
    for date in ("2023-12-14", "2023-12-14T15:20", "2023", "2023-11/2023-12", "2023-12/..", "202X"):
        assert cards.proposals(date, taken) == [], date
    for date in ("XXXX", "2024-01-01", "2023-11", "../2022"):
        assert [edtf for edtf, _words in cards.proposals(date, taken)] == ["2023-12-14T15:20"], date

"""A database that cannot grow: whoever asks is told so in words, and what was kept stays as it was kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.factories.beside import on_disk
from tests.factories.people import parent, signed_in

from myosotis.media.models import Original
from myosotis.media.queries import original_bytes
from myosotis.people.viewer import Viewer
from myosotis.story import actions, blocks, queries
from myosotis.story.models import Moment, Picture, Version
from myosotis.vault.models import Blob
from myosotis.work.models import Task

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be told how large it may grow"),
]
#: Enough of a JPEG to be taken for one at the door.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)
#: More than any page of the database has left.
LONG = "snow and more snow " * 2000 + "still"
FETCH = {"X-Requested-With": "fetch"}
SENTENCE = "There is no room left on this machine."


@contextmanager
def full() -> Iterator[None]:
    """No page more than the database has."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.fixture(autouse=True)
def real(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with on_disk(tmp_path):
        yield


@pytest.fixture
def ilse() -> Viewer:
    return parent()


@pytest.fixture
def client(ilse: Viewer) -> Client:
    return signed_in("ilse@example.org")


def words_of(viewer: Viewer, moment: UUID) -> list[str]:
    return [blocks.plain(block) for block in queries.moment(viewer, moment).blocks]


def keep(client: Client, moment: UUID, text: str) -> tuple[int, dict[str, object]]:
    """What the page sends while one types, and what it is told."""
    words = json.dumps([{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{"t": text}]}])
    fields = {"blocks": words, "title": "", "revision": "1", "page": "p"}
    answer = client.post(f"/moments/{moment}/keep", fields, headers=FETCH)
    return answer.status_code, json.loads(answer.content)


def send(client: Client, moment: UUID, number: int) -> int:
    picture = SimpleUploadedFile(f"{number}.jpg", JPEG + number.to_bytes(2, "big"))
    answer = client.post(f"/moments/{moment}/pictures", {"picture": picture}, headers=FETCH)
    told = json.loads(answer.content)
    assert (answer.status_code == 200) is (told.get("kept") is True)
    if answer.status_code != 200:
        assert told == {"refused": f"{SENTENCE} Everything kept before is safe."}
    return answer.status_code


def test_a_page_that_keeps_itself_is_told_and_its_words_come_in_when_there_is_room(
    ilse: Viewer, client: Client
) -> None:
    moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    with full():
        status, said = keep(client, moment, LONG)
        assert (status, said) == (507, {"refused": f"{SENTENCE} Everything kept before is safe."})
        assert words_of(ilse, moment) == ["a lamp"]
        assert not Version.objects.exists()
        assert "a lamp" in client.get(f"/moments/{moment}").content.decode(), "reading needs no room"
        assert "a lamp" in client.get("/story").content.decode()
    assert keep(client, moment, LONG) == (200, {"kept": True, "revision": 2})
    assert words_of(ilse, moment) == [LONG]


def test_without_scripts_a_page_says_what_is_safe_and_what_to_do(ilse: Viewer, client: Client) -> None:
    moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    typed = {"title": "", "revision": "1", "more": LONG}
    with full():
        answer = client.post(f"/moments/{moment}/write", typed)
        page = answer.content.decode()
        assert (answer.status_code, SENTENCE in page) == (507, True)
        assert "Everything you kept before is safe. What you sent last is not kept yet." in page
        assert LONG[:20] not in page
        assert client.post(f"/moments/{uuid4()}/write", {**typed, "revision": "0"}).status_code == 507
        assert Moment.objects.count() == 1
        assert words_of(ilse, moment) == ["a lamp"]
    assert client.post(f"/moments/{moment}/write", typed).status_code == 302
    assert words_of(ilse, moment) == ["a lamp", LONG]


def test_pictures_are_kept_whole_or_not_at_all(ilse: Viewer, client: Client) -> None:
    moment = actions.keep_moment(by=ilse, paragraphs=["a lamp"])
    with full():
        answers = [send(client, moment, number) for number in range(40)]
    kept = answers.count(200)
    assert set(answers) <= {200, 507}
    assert 0 < kept < 40
    rows = [Picture.objects.count(), Original.objects.count(), Blob.objects.count(), Task.objects.count()]
    assert rows == [kept] * 4
    assert queries.moment(ilse, moment).picture_count == kept
    for number, status in enumerate(answers):
        if status == 507:
            assert send(client, moment, number) == 200
    whole = {b"".join(original_bytes(row.pk, ilse.keys).read()) for row in Original.objects.all()}
    assert whole == {JPEG + number.to_bytes(2, "big") for number in range(40)}

"""Whatever somebody types of an entry, a person or a chapter: kept and shown harmless, or refused."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import SAMPLES
from tests.factories.people import parent, signed_in

from myosotis.story import actions, queries, things

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.full]


def naughty() -> list[str]:
    source = SAMPLES / "text" / "naughty-strings.txt"
    if not source.exists():
        pytest.skip("the sample strings are not here")
    return [line for line in source.read_text("utf-8").split("\n") if line and not line.startswith("#")]


def harmless(client: Client, *addresses: str) -> bool:
    pages = [client.get(address).content.decode() for address in addresses]
    return not any(
        tag in page for page in pages for tag in ("<script>", "<img", "<iframe", 'href="javascript')
    )


def test_a_keepsake_and_what_an_entry_is_about_may_say_anything() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    key = actions.keep_moment(by=ilse, paragraphs=["x"])
    actions.tell(by=ilse, moment=key, kind="keepsake")
    at = f"/moments/{key}"
    for text in naughty():
        fits = "\0" not in text and len(text) <= 200
        sent = {"what": "other", "own": text, "made": text, "given": text, "lies": text, "has": text}
        kept = client.post(f"{at}/keepsake", sent)
        about = client.post(f"{at}/about", {"others": "", "places": text, "tags": text})
        head = queries.moment(ilse, key).head
        assert kept.status_code == (302 if fits else 200)
        if fits and text.strip():
            assert head.keepsake == {name: text.strip() for name in ("what", "made", "given", "lies", "has")}
        if fits:
            assert about.status_code == 302
            assert head.places == [line for line in [text.strip()] if line]
        assert harmless(client, at, "/keepsakes", "/persons", "/story", f"{at}/keepsake", f"{at}/about")


def test_a_person_and_a_chapter_may_be_called_anything() -> None:
    ilse = parent()
    client = signed_in("ilse@example.org")
    client.post("/persons/new", {"name": "Wim", "who": "", "note": ""})
    client.post("/chapters/new", {"name": "Then", "begins": "", "ends": "", "line": ""})
    actions.keep_moment(by=ilse, title="One", date="2020")
    person, chapter = things.persons(ilse)[0].id, things.chapters(ilse)[0].id
    for text in naughty():
        fits = "\0" not in text and len(text) <= 200 and bool(text.strip())
        client.post(f"/persons/{person}", {"name": text, "who": text, "note": text})
        client.post(f"/chapters/{chapter}", {"name": text, "begins": "", "ends": "", "line": text})
        if fits:
            assert things.persons(ilse)[0].value.name == text.strip()
            assert things.chapters(ilse)[0].value.name == text.strip()
        assert harmless(
            client, "/persons", f"/persons/{person}", "/chapters", f"/chapters/{chapter}", "/story"
        )
        asked = client.post(
            f"/chapters/{chapter}", {"name": "Then", "begins": text, "ends": text, "line": ""}
        )
        assert asked.status_code in (200, 302)

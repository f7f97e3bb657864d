"""The reader's page: the gate, pictures covered until somebody looks, words alone, bytes asked each time."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.factories.people import parent, partner, signed_in
from tests.factories.sharing import mark, open_link, ready, share, shared_moment

from myosotis.people.viewer import Viewer
from myosotis.sharing.visiting import Choice
from myosotis.story import actions as story
from myosotis.story import queries

pytestmark = pytest.mark.django_db(transaction=True)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def with_picture(by: Viewer) -> tuple[UUID, str]:
    """A moment with one picture that is ready, and its id."""
    moment = shared_moment(by, pictures=1)
    ready()
    (picture,) = queries.pictures_of(by, [moment])
    story.describe_picture(by=by, picture=UUID(picture), description="Light on the end of the bed.")
    return moment, picture


def act(reader: Client, page: str, what: str, **fields: str) -> int:
    form = {"csrfmiddlewaretoken": mark(reader, page), **fields}
    return reader.post(page + what, form).status_code


def test_the_gate_speaks_in_the_parents_words_and_shows_nothing_else() -> None:
    ilse = parent()
    moment, picture = with_picture(ilse)
    gate = "This page holds photographs of our daughter.\nThey are the only ones we have."
    link = share(signed_in("ilse@example.org"), moment, gate=gate)
    reader, page = open_link(link.token)
    words = text(reader, page)
    assert "This page holds photographs of our daughter.\nThey are the only ones we have." in words
    assert "Ilse" in words
    for hidden in ("lantern", "The snow", picture, "Light on the end"):
        assert hidden not in words
    assert "Another day, then." in text(reader, page + "later")
    assert reader.cookies.get("looked") is None


def test_words_alone_show_no_trace_of_a_picture_and_the_way_to_them_stays() -> None:
    ilse = parent()
    moment, picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token, gate="words")
    words = text(reader, page)
    assert "lantern" in words
    assert picture not in words
    assert "Light on the end" not in words
    assert reader.get(f"{page}pictures/{picture}/webp-480").status_code == 404
    assert act(reader, page, f"pictures/{picture}/look") == 404
    assert act(reader, page, "gate", choice="open") == 302
    assert "Light on the end of the bed." in text(reader, page)


def test_each_picture_is_covered_until_this_browser_looks_and_can_be_covered_again() -> None:
    ilse = parent()
    moment, picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token, gate="open")
    words = text(reader, page)
    assert "<img" not in words
    assert "webp-480" not in words
    bytes_of = f"{page}pictures/{picture}/webp-480"
    assert reader.get(bytes_of).status_code == 404
    assert act(reader, page, f"pictures/{picture}/look") == 302
    assert bytes_of in text(reader, page)
    answer = reader.get(bytes_of)
    assert b"".join(answer).startswith(b"RIFF")  # type: ignore[arg-type]
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    part = reader.get(bytes_of, headers={"range": "bytes=0-3"})
    assert (part.status_code, b"".join(part)) == (206, b"RIFF")  # type: ignore[arg-type]
    assert act(reader, page, f"pictures/{picture}/cover") == 302
    assert reader.get(bytes_of).status_code == 404
    # Nobody else's browser uncovered anything by it.
    other, page = open_link(link.token, gate="open")
    assert other.get(bytes_of).status_code == 404


def test_the_original_never_leaves_by_a_link_nor_what_is_not_its_own() -> None:
    ilse = parent()
    moment, picture = with_picture(ilse)
    _other, strange = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token, gate="open")
    act(reader, page, f"pictures/{picture}/look")
    for name in ("original", "webp-9999", "jpeg", "tiff", "x"):
        assert reader.get(f"{page}pictures/{picture}/{name}").status_code == 404, name
    reader.cookies["looked"] = f"open.{UUID(strange).hex}"
    assert reader.get(f"{page}pictures/{strange}/webp-480").status_code == 404
    assert act(reader, page, f"pictures/{strange}/look") == 404
    assert act(reader, page, f"pictures/{uuid4()}/look") == 404
    assert reader.get(f"/pictures/{picture}/webp-480").status_code == 404


def test_a_yes_taken_back_shuts_the_page_and_its_pictures() -> None:
    ilse = parent()
    joost = partner(ilse)
    moment, picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    other = signed_in("joost@example.org")
    other.post(f"/links/{link.id}/yes", {"picture": list(queries.pictures_of(joost, [moment]))})
    reader, page = open_link(link.token, gate="open")
    act(reader, page, f"pictures/{picture}/look")
    bytes_of = f"{page}pictures/{picture}/webp-480"
    assert reader.get(bytes_of).status_code == 200
    other.post(f"/links/{link.id}/back")
    assert reader.get(bytes_of).status_code == 404
    assert reader.get(page).status_code == 404


def test_a_picture_taken_out_of_the_moment_is_out_of_the_page() -> None:
    ilse = parent()
    moment, picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token, gate="open")
    act(reader, page, f"pictures/{picture}/look")
    story.take_out_picture(by=ilse, picture=UUID(picture))
    assert picture not in text(reader, page)
    assert reader.get(f"{page}pictures/{picture}/webp-480").status_code == 404


def test_no_page_of_a_reader_sets_any_other_cookie_or_names_another_host() -> None:
    ilse = parent()
    moment, _picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token)
    for address in ("/r", page, page + "later", page + "left"):
        answer = reader.get(address)
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        words = answer.content.decode()
        assert link.token not in words
        assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", words) == []
    assert set(reader.cookies) == {"reading"}


@pytest.mark.parametrize(
    "said",
    ["", "open;", "open.zz", "OPEN", "words.", "open." + "0" * 31, "open" + ".0" * 99, "\x00", "open.é"],
)
def test_nonsense_in_the_cookie_of_choices_chooses_nothing(said: str) -> None:
    ilse = parent()
    moment, _picture = with_picture(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token)
    reader.cookies["looked"] = said
    assert "Only the words" in text(reader, page)


def test_fifty_pictures_fit_into_what_a_browser_keeps() -> None:
    chosen = Choice("open", frozenset(str(uuid4()) for _ in range(50)))
    assert len(str(chosen)) < 2000

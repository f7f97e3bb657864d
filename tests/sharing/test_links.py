"""Links through the pages: made by a parent, opened by a browser that knows nobody, agreed to, closed."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver
from tests.factories.people import guardian, parent, partner, signed_in, stranger
from tests.factories.sharing import Shared, open_link, share, shared_moment

from myosotis.sharing.models import Link, Yes
from myosotis.story import actions as story
from myosotis.story import queries

pytestmark = pytest.mark.django_db(transaction=True)

NOT_OPEN = "This page is not open now."


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_link_opens_one_moment_and_nothing_else() -> None:
    ilse = parent()
    other = story.keep_moment(by=ilse, title="Another", paragraphs=["not this one"])
    link = share(signed_in("ilse@example.org"), shared_moment(ilse))
    reader, page = open_link(link.token)
    assert re.fullmatch(r"/r/[0-9a-f-]{36}/", page)
    words = text(reader, page)
    assert "The snow" in words
    assert "lantern in the window" in words
    assert "not this one" not in words
    assert "Ilse" in words
    # The cookie belongs to this page alone, and no door of the house knows it.
    cookie = reader.cookies["reading"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        page,
        True,
        "Lax",
        "",
    )
    assert reader.get(f"/moments/{other}").headers["Location"].startswith("/sign-in")


def test_the_address_alone_opens_nothing_and_a_cookie_of_one_page_no_other() -> None:
    ilse = parent()
    inside = signed_in("ilse@example.org")
    first, second = (share(inside, shared_moment(ilse)) for _ in range(2))
    reader, page = open_link(first.token)
    assert NOT_OPEN in text(Client(), page)
    assert Client().get(page).status_code == 404
    elsewhere = f"/r/{second.id}/"
    stolen = Client()
    stolen.cookies["reading"] = reader.cookies["reading"].value
    assert stolen.get(elsewhere).status_code == 404
    assert stolen.get(page).status_code == 200


def test_the_first_page_of_every_link_is_the_same_and_says_nothing() -> None:
    ilse = parent()
    before = Client().get("/r")
    share(signed_in("ilse@example.org"), shared_moment(ilse))
    after = Client().get("/r")
    assert before.content == after.content
    assert not any(word in after.content.decode() for word in ("Ilse", "snow", "Heron", "og:"))
    assert "<title>A page for you · Myosotis</title>" in after.content.decode()
    assert after.headers["Referrer-Policy"] == "no-referrer"
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_a_typed_code_opens_it_too_and_wrong_ones_run_out() -> None:
    ilse = parent()
    link = share(signed_in("ilse@example.org"), shared_moment(ilse))
    reader = Client()
    answer = reader.post("/r/open", {"code": link.code.lower().replace("-", " ")})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/r/{link.id}/")
    assert "The snow" in text(reader, f"/r/{link.id}/")
    other = Client()
    for _ in range(10):
        assert "opens nothing now" in other.post("/r/open", {"code": "0000-0000-0000"}).content.decode()
    for _ in range(95):
        other.post("/r/open", {"code": "0000-0000-0000"})
    assert "There were many tries" in other.post("/r/open", {"code": link.code}).content.decode()
    # Another network is not shut out by it.
    far = Client(REMOTE_ADDR="198.51.100.7")
    assert far.post("/r/open", {"code": link.code}).status_code == 303


@pytest.mark.parametrize("wrong", ["", "x", "0" * 32, "A" * 5000, "\x00", "🙂" * 40])
def test_a_token_that_fits_nothing_is_met_kindly(wrong: str) -> None:
    parent()
    answer = Client().post("/r/open", {"token": wrong})
    assert (answer.status_code, NOT_OPEN in answer.content.decode()) == (404, True)
    assert Client().post("/r/open", {"code": wrong}).status_code == 200


def test_a_password_is_asked_before_anything_and_guesses_run_out() -> None:
    ilse = parent()
    link = share(signed_in("ilse@example.org"), shared_moment(ilse), password="blackbird")
    reader, page = open_link(link.token)
    assert "has a password" in text(reader, page)
    assert "The snow" not in text(reader, page)
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(reader, page))
    assert mark
    form = {"csrfmiddlewaretoken": mark[1]}
    assert (
        "not the password" in reader.post(page + "password", {**form, "password": "swallow"}).content.decode()
    )
    assert "has a password" in text(reader, page)
    assert reader.post(page + "password", {**form, "password": "blackbird"}).status_code == 303
    assert "The snow" in text(reader, page)
    late, page = open_link(link.token)
    for _ in range(10):
        late.post(page + "password", {**form, "password": "swallow"})
    answer = late.post(page + "password", {**form, "password": "blackbird"})
    assert "There were many tries" in answer.content.decode()


def test_with_a_password_no_act_of_the_page_is_open_before_it() -> None:
    ilse = parent()
    link = share(signed_in("ilse@example.org"), shared_moment(ilse, pictures=1), password="blackbird")
    reader, page = open_link(link.token)
    picture = next(iter(queries.pictures_of(ilse, [link.moment])))
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(reader, page))
    assert mark
    form = {"csrfmiddlewaretoken": mark[1]}
    assert reader.post(page + "gate", {**form, "choice": "open"}).headers["Location"] == page
    assert reader.post(f"{page}pictures/{picture}/look", form).status_code == 404
    assert reader.get(f"{page}pictures/{picture}/webp-480").status_code == 404
    assert reader.post(page + "words", {**form, "words": "hello"}).status_code == 404
    assert "The snow" not in text(reader, page)


def test_a_form_from_elsewhere_does_nothing() -> None:
    ilse = parent()
    link = share(signed_in("ilse@example.org"), shared_moment(ilse, pictures=1))
    reader, page = open_link(link.token)
    for act in ("gate", "words", "password", f"pictures/{UUID(int=0)}/look", f"pictures/{UUID(int=0)}/cover"):
        assert reader.post(page + act, {"choice": "open"}).status_code == 403, act
        assert reader.post(page + act, {"csrfmiddlewaretoken": "x" * 43}).status_code == 403, act
    assert "looked" not in reader.cookies


def test_a_link_is_over_at_the_end_of_its_last_day_where_it_was_made() -> None:
    ilse = parent()
    with time_machine.travel("2026-03-01T23:30:00+00:00", tick=False):
        link = share(signed_in("ilse@example.org"), shared_moment(ilse), length="week")
        reader, page = open_link(link.token)
        assert reader.get(page).status_code == 200
    # Dublin: the week after 1 March ends with 8 March.
    with time_machine.travel("2026-03-08T23:59:59+00:00", tick=False):
        assert reader.get(page).status_code == 200
        assert "open until 8 March 2026" in text(signed_in("ilse@example.org"), f"/links/{link.id}")
    with time_machine.travel("2026-03-09T00:00:00+00:00", tick=False):
        assert reader.get(page).status_code == 404
        assert Client().post("/r/open", {"token": link.token}).status_code == 404
        assert "its time is over" in text(signed_in("ilse@example.org"), f"/links/{link.id}")


def test_closing_shuts_it_for_everybody_at_once() -> None:
    ilse = parent()
    inside = signed_in("ilse@example.org")
    link = share(inside, shared_moment(ilse))
    reader, page = open_link(link.token)
    assert inside.post(f"/links/{link.id}/close").headers["Location"] == f"/moments/{link.moment}/share"
    assert reader.get(page).status_code == 404
    assert Client().post("/r/open", {"token": link.token}).status_code == 404
    assert inside.get(f"/links/{link.id}").status_code == 404
    assert not Link.objects.exists()
    assert not Yes.objects.exists()


def test_a_moment_with_pictures_waits_for_every_parent_who_has_come_in() -> None:
    ilse = parent()
    moment = shared_moment(ilse, pictures=1)
    alone = share(signed_in("ilse@example.org"), moment)
    assert open_link(alone.token)[1]
    # Somebody who was asked in and has not come is no parent yet; once in, nothing opens without their yes.
    joost = partner(ilse)
    assert Client().post("/r/open", {"token": alone.token}).status_code == 404
    other = signed_in("joost@example.org")
    home = text(other, "/")
    assert f"/links/{alone.id}" in home
    page = text(other, f"/links/{alone.id}")
    assert "May these be shared?" in page
    pictures = re.findall(r'name="picture" value="([^"]+)"', page)
    assert pictures == list(queries.pictures_of(joost, [moment]))
    other.post(f"/links/{alone.id}/yes", {"picture": pictures})
    assert f"/links/{alone.id}" not in text(other, "/")
    reader, page = open_link(alone.token)
    assert reader.get(page).status_code == 200
    # Either can hold back, and the stricter wins.
    other.post(f"/links/{alone.id}/back")
    assert reader.get(page).status_code == 404


def test_a_guardian_and_an_open_invitation_have_no_say() -> None:
    ilse = parent()
    guardian(ilse)
    inside = signed_in("ilse@example.org")
    inside.post("/more/invite")
    link = share(inside, shared_moment(ilse, pictures=1))
    assert open_link(link.token)[1] == f"/r/{link.id}/"


def test_words_alone_need_no_second_yes_until_a_picture_comes() -> None:
    ilse = parent()
    partner(ilse)
    moment = shared_moment(ilse)
    link = share(signed_in("ilse@example.org"), moment)
    reader, page = open_link(link.token)
    assert reader.get(page).status_code == 200
    Shared.add_picture(ilse, moment)
    assert reader.get(page).status_code == 404


def test_a_picture_that_comes_later_waits_while_the_rest_stays_open() -> None:
    ilse = parent()
    joost = partner(ilse)
    moment = shared_moment(ilse, pictures=1)
    link = share(signed_in("ilse@example.org"), moment)
    first = list(queries.pictures_of(joost, [moment]))
    other = signed_in("joost@example.org")
    other.post(f"/links/{link.id}/yes", {"picture": first})
    later = Shared.add_picture(joost, moment)
    reader, page = open_link(link.token, gate="open")
    words = text(reader, page)
    assert f'id="p-{first[0]}"' in words
    assert str(later) not in words
    assert "May these be shared?" in text(signed_in("ilse@example.org"), f"/links/{link.id}")
    # A yes is only to what was shown: neither made-up ids nor ones that came while the page stood open.
    other.post(f"/links/{link.id}/yes", {"picture": [*first, "x", str(UUID(int=7))]})
    assert str(later) not in text(reader, page)
    for who in ("ilse", "joost"):
        signed_in(f"{who}@example.org").post(f"/links/{link.id}/yes", {"picture": [*first, str(later)]})
    assert str(later) in text(reader, page)


def test_what_one_keeps_alone_is_not_shared_and_taking_it_back_shuts_its_links() -> None:
    ilse = parent()
    inside = signed_in("ilse@example.org")
    moment = shared_moment(ilse)
    link = share(inside, moment)
    reader, page = open_link(link.token)
    story.set_audience(by=ilse, moment=moment, private=True)
    assert reader.get(page).status_code == 404
    share_page = text(inside, f"/moments/{moment}/share")
    assert "Only you can read this." in share_page
    assert inside.post(f"/moments/{moment}/share", {"length": "open"}).content.decode().count("#") < 3
    story.set_audience(by=ilse, moment=moment, private=False)
    story.bin_moment(by=ilse, moment=moment)
    assert reader.get(page).status_code == 404


def test_another_family_and_a_guardian_find_no_link() -> None:
    ilse = parent()
    stranger()
    guardian(ilse)
    link = share(signed_in("ilse@example.org"), shared_moment(ilse))
    for who in ("vera", "maria"):
        client = signed_in(f"{who}@example.org")
        for address in (f"/moments/{link.moment}/share", f"/links/{link.id}"):
            assert client.get(address).status_code == 404
        for act in ("yes", "back", "close"):
            assert client.post(f"/links/{link.id}/{act}").status_code == 404
    assert Link.objects.count() == 1


def test_nobody_can_remove_a_parent_to_have_their_way() -> None:
    """There is no address that takes a parent out of a family; the access table lists every address."""
    names = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert not [name for name in names if "parent" in name or "member" in name]


def test_a_house_without_an_address_says_so_where_a_link_is_made() -> None:
    ilse = parent("Ilse", "ilse@example.org")
    inside, moment = signed_in("ilse@example.org"), shared_moment(ilse)
    assert "only here can a link be opened" in text(inside, f"/moments/{moment}/share")
    made = inside.post(f"/moments/{moment}/share", {"length": "open"}).content.decode()
    assert "only here can the link be opened" in made


def test_the_link_is_shown_once_and_kept_nowhere() -> None:
    ilse = parent()
    inside = signed_in("ilse@example.org")
    link = share(inside, shared_moment(ilse), note="Aunt Berit")
    for address in (f"/links/{link.id}", f"/moments/{link.moment}/share", f"/moments/{link.moment}"):
        page = text(inside, address)
        assert link.token not in page
        assert link.code not in page
    row = Link.objects.get()
    assert link.token.encode() not in bytes(row.sealed)
    assert repr(row.sealed) == "sealed"

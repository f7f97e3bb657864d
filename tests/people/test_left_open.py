"""A page left open from before somebody else signed in, in the same browser: it writes nowhere."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories.people import PASSWORD, parent, stranger

from myosotis.story.models import Moment

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = json.dumps([{"id": "0a0b0c0d", "kind": "paragraph", "runs": [{"t": "It had begun to snow."}]}])


def mark_on(page: str) -> str:
    """The mark of a form that stands on a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, page
    return found[1]


def come_in(client: Client, email: str) -> None:
    form = {"email": email, "password": PASSWORD}
    form["csrfmiddlewaretoken"] = mark_on(client.get("/sign-in").content.decode())
    assert client.post("/sign-in", form).headers["Location"] == "/"


def go_out(client: Client) -> None:
    mark = mark_on(client.get("/more").content.decode())
    assert client.post("/sign-out", {"csrfmiddlewaretoken": mark}).headers["Location"] == "/sign-in"


def keep(client: Client, moment: str, mark: str) -> int:
    """What the sheet of a moment sends by itself; the status of the answer."""
    form = {"csrfmiddlewaretoken": mark, "blocks": WORDS, "revision": "0", "turn": "1", "page": "a"}
    return client.post(f"{moment}/keep", form, headers={"X-Requested-With": "fetch"}).status_code


@pytest.fixture
def browser() -> Client:
    """A browser of a machine that two people use, who belong to two families."""
    parent()
    stranger()
    return Client(enforce_csrf_checks=True)


def test_words_on_an_open_page_do_not_go_into_the_family_of_whoever_signs_in_next(browser: Client) -> None:
    come_in(browser, "ilse@example.org")
    moment = f"/moments/{uuid4()}"
    mark = mark_on(browser.get(f"{moment}/write").content.decode())
    go_out(browser)
    come_in(browser, "vera@example.org")
    assert keep(browser, moment, mark) == 403
    page = {"csrfmiddlewaretoken": mark, "more": "It had begun to snow.", "revision": "0"}
    said = browser.post(f"{moment}/write", page)
    assert said.status_code == 403
    assert "may still stand on the page before" in said.content.decode()
    assert not Moment.objects.exists()
    assert keep(browser, moment, mark_on(browser.get(f"{moment}/write").content.decode())) == 200


def test_so_it_is_where_a_session_only_ended_and_where_one_only_began(browser: Client) -> None:
    come_in(browser, "ilse@example.org")
    moment = f"/moments/{uuid4()}"
    mark = mark_on(browser.get(f"{moment}/write").content.decode())
    go_out(browser)
    assert keep(browser, moment, mark) in (401, 403)
    come_in(browser, "ilse@example.org")
    mark = mark_on(browser.get(f"{moment}/write").content.decode())
    # Her session ended somewhere else, and somebody else comes in at the door.
    del browser.cookies["myosotis"]
    come_in(browser, "vera@example.org")
    assert keep(browser, moment, mark) == 403
    assert not Moment.objects.exists()


def test_a_sheet_says_whose_it_is(browser: Client) -> None:
    moment = f"/moments/{uuid4()}/write"
    said = []
    for email in ("ilse@example.org", "vera@example.org", "ilse@example.org"):
        come_in(browser, email)
        said += re.findall(r'data-whose="([0-9a-f-]{36})"', browser.get(moment).content.decode())
        go_out(browser)
    assert said[0] == said[2] != said[1]

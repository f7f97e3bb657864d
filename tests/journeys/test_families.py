"""Asked in by letter and by whoever runs the place; one person in two families, who goes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.factories.post_office import PostOffice, open_post_office
from tests.journeys.steps import PASSWORD, WAYS, Visit
from tests.visitor import House

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


@pytest.fixture
def many(tmp_path: Path, office: PostOffice) -> Iterator[House]:
    """A house with mail, whose host asks families in."""
    house = House(tmp_path / "home")
    house.env["MYOSOTIS_SMTP"] = f"smtp://127.0.0.1:{office.port}"
    house.start()
    yield house
    house.stop()


def link_in(office: PostOffice, visit: Visit) -> str:
    """The link of the letter, once it came."""
    for _ in range(100):
        if office.received:
            break
        visit.page.wait_for_timeout(200)
    found = re.search(r"^(\S+/join#\S+)\r?$", office.received[0].words, re.MULTILINE)
    assert found
    return found[1]


def come(visit: Visit, link: str, name: str, email: str) -> None:
    """A browser that is new here comes in by a link: typed by hand where no scripts run."""
    page = visit.page
    page.goto(link)
    if not visit.scripts:
        page.get_by_label("The code you were given").fill(link.partition("#")[2])
    visit.look("join")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    visit.press("Go on")


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_asked_in_by_letter_then_into_a_second_family(
    browser: Browser, many: House, office: PostOffice, width: int, scheme: str, scripts: bool
) -> None:
    ilse = Visit(browser, many.url, width, scheme, scripts)
    ilse.found()
    ilse.go("/more/invite")
    ilse.look("invite-choice")
    ilse.page.get_by_label("Their e-mail address").fill("joost@example.org")
    ilse.press("Send a letter")
    expect(ilse.page.get_by_text("joost@example.org")).to_be_visible()
    ilse.look("invite-letter")
    joost = Visit(browser, many.url, width, scheme, scripts)
    come(joost, link_in(office, joost), "Joost", "joost@example.org")
    expect(joost.page).to_have_url(re.compile("/sheets/own(#|$)"))
    told = many.run("invite-family", timeout=120).stdout.decode()
    code = re.search(r"the code +(\S+)", told)
    assert code
    joost.go("/join")
    joost.page.get_by_label("The code you were given").fill(code[1])
    joost.page.get_by_label("Your name").fill("Uncle Joost")
    joost.look("join-as")
    joost.press("Go on")
    expect(joost.page).to_have_url(re.compile("/sheets/family$"))
    joost.go("/more")
    joost.look("more-families")
    joost.press("Open Heron Lane")
    joost.go("/more")
    expect(joost.page.get_by_text("Ilse", exact=True)).to_be_visible()
    expect(joost.page.get_by_text("Uncle Joost")).to_have_count(0)
    ilse.go("/more")
    expect(ilse.page.get_by_text("Joost", exact=True)).to_be_visible()
    expect(ilse.page.get_by_text("Your families")).to_have_count(0)
    ilse.close()
    joost.close()

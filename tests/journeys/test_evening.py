"""One evening: a parent shares a moment, somebody reads it and leaves words, a guardian reads them first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import PASSWORD, Visit, press
from tests.journeys.test_keeping import drawn, until_ready

pytestmark = [pytest.mark.journey, pytest.mark.full]

TOLD = "There was a lantern in the window, and it had begun to snow."
GATE = "This page holds photographs of our baby, Alma, after birth. Look at them or leave them covered."
KIND = "I think of Alma when I open the window in the morning.\nI will bring bread on Thursday."


def keep(parent: Visit, tmp_path: Path) -> str:
    """A moment with a picture that is ready and described; its address."""
    page = parent.page
    parent.go("/write")
    moment = page.url.removesuffix("/write")
    if parent.scripts:
        page.locator(".blocks__text").first.click()
        page.keyboard.type(TOLD)
        expect(page.locator("[data-state]")).to_have_text("Kept")
        page.get_by_role("button", name="Give it a title").click()
        page.get_by_label("Title, if you like").fill("What the snow did")
        page.keyboard.press("Tab")
        expect(page.locator("[data-state][data-is=kept]")).to_be_visible()
    else:
        page.get_by_label("Title, if you like").fill("What the snow did")
        page.get_by_label("Your words").fill(TOLD)
        parent.press("Keep")
    page.goto(moment + "/pictures")
    page.locator("input[type=file]").set_input_files(
        [str(drawn(tmp_path / "a.png", 90)), str(drawn(tmp_path / "b.png", 150))]
    )
    if parent.scripts:
        expect(page.locator(".upload--kept")).to_have_count(2)
    else:
        parent.press("Send them")
    page.goto(moment)
    until_ready(parent)
    press(page.get_by_role("link", name="About this picture").first)
    page.get_by_label("What it shows, in words").fill("Light on the end of the bed.")
    parent.press("Keep")
    return moment


def share(parent: Visit, moment: str, name: str) -> tuple[str, str]:
    """A link and a code, as they are shown once."""
    page = parent.page
    page.goto(moment)
    parent.look("evening-moment")
    press(page.get_by_role("link", name=re.compile("With nobody else|By a link")))
    page.get_by_label("Who is it for?").fill(name)
    page.get_by_label("What they read before the page opens").fill(GATE)
    parent.look("share")
    parent.press("Make the link")
    parent.look("share-made")
    link = page.locator(".linkbox__link").inner_text()
    code = page.locator(".codebox__code").inner_text()
    parent.press("Done", role="link")
    parent.look("share-list")
    press(page.get_by_role("link", name=name))
    parent.look("link")
    return link, code


def read(visitor: Visit, link: str, code: str) -> None:
    """Open what was handed over, and look at one picture."""
    page = visitor.page
    if visitor.scripts:
        with page.expect_navigation(url=re.compile(r"/r/[0-9a-f-]{36}/$")):
            page.goto(link)
        assert "#" not in page.url
    else:
        page.goto(link)
        visitor.look("reader-door")
        page.get_by_label("The code you were given").fill(code.replace("\n", " "))
        visitor.press("Open the page")
    expect(page.get_by_text("after birth")).to_be_visible()
    assert page.locator("img").count() == 0
    visitor.look("reader-gate")
    press(page.get_by_role("link", name="Not today"))
    visitor.look("reader-later")
    press(page.get_by_role("link", name="Go back"))
    visitor.press("Only the words")
    expect(page.get_by_text("lantern in the window")).to_be_visible()
    assert page.locator("figure").count() == 0
    visitor.look("reader-words")
    visitor.press("See the page with its pictures, covered")
    assert page.locator("img").count() == 0
    visitor.look("reader-covered")
    veil = page.get_by_role("button", name="Look: Light on the end of the bed.")
    if visitor.scripts:
        veil.click()
        expect(page.locator("figure.picture img")).to_have_count(1)
        page.wait_for_function("Array.from(document.images).every(i => i.complete && i.naturalWidth > 0)")
    else:
        press(veil)
    visitor.look("reader-open")


@pytest.mark.parametrize(
    ("scheme", "scripts"),
    [pytest.param("light", True, id="light"), pytest.param("dark", False, id="dark-no-scripts")],
)
def test_the_whole_evening(browser: Browser, house: str, tmp_path: Path, scheme: str, scripts: bool) -> None:
    parent = Visit(browser, house, 1280, scheme, scripts)
    parent.found()
    moment = keep(parent, tmp_path)
    link, code = share(parent, moment, "Aunt Berit")
    visitor = Visit(browser, house, 390, scheme, scripts)
    read(visitor, link, code)
    assert PASSWORD
    visitor.close()
    parent.close()

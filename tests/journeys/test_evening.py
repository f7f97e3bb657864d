"""One evening: a parent shares a moment, somebody reads it and leaves words, a guardian reads them first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import Visit, press
from tests.journeys.test_desk import choose_a_friend, come_in, until_read
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


def leave_words(visitor: Visit) -> None:
    """A name and a few words, from the page that was opened."""
    page = visitor.page
    page.get_by_label("Your name, as they know you").fill("Aunt Berit")
    page.get_by_label("Your words").fill(KIND)
    visitor.press("Leave these words")
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    visitor.look("reader-left")


def nothing_tells(parent: Visit, moment: str) -> None:
    """What lies at the desk shows on no page of the parents."""
    page = parent.page
    for path in ("/", "/words"):
        parent.go(path)
        assert page.get_by_text("Berit").count() == 0
        assert page.locator("[data-message]").count() == 0
    page.goto(moment)
    assert page.get_by_text("I will bring bread").count() == 0


def let_through(guardian: Visit) -> None:
    """The guardian reads and lets through, with the keyboard alone."""
    page = guardian.page
    guardian.go("/desk")
    until_read(page, 1)
    guardian.look("evening-desk")
    assert page.get_by_role("link", name="Story").count() == 0
    if guardian.scripts:
        page.keyboard.press("j")
        expect(page.locator("[data-message]:focus .date b")).to_have_text("Aunt Berit")
    for _ in range(30):
        page.keyboard.press("Tab")
        if "Let it through" in page.evaluate("document.activeElement.innerText || ''"):
            break
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing to read now, and that is fine.")).to_be_visible()
    guardian.look("evening-desk-done")


def find(parent: Visit, moment: str) -> None:
    """The parent finds them when they like: a sentence at home, and the words beside their moment."""
    page = parent.page
    parent.go("/")
    expect(page.get_by_text("Maria read what came in.")).to_be_visible()
    parent.look("evening-home")
    page.goto(moment)
    expect(page.get_by_text("I will bring bread on Thursday.")).to_be_visible()
    parent.look("evening-words")


def close_the_link(parent: Visit, visitor: Visit, moment: str) -> None:
    """The parent closes the link, and the page that stood open opens no more."""
    parent.page.goto(moment + "/share")
    press(parent.page.get_by_role("link", name="Aunt Berit"))
    parent.press("Close this link")
    visitor.page.reload()
    assert visitor.page.get_by_text("lantern in the window").count() == 0
    visitor.look("reader-closed")


@pytest.mark.parametrize(
    ("scheme", "scripts"),
    [pytest.param("light", True, id="light"), pytest.param("dark", False, id="dark-no-scripts")],
)
def test_the_whole_evening(browser: Browser, house: str, tmp_path: Path, scheme: str, scripts: bool) -> None:
    parent = Visit(browser, house, 1280, scheme, scripts)
    parent.found()
    parent.go("/")
    guardian = Visit(browser, house, 1280, scheme, scripts)
    come_in(guardian, choose_a_friend(parent))
    moment = keep(parent, tmp_path)
    link, code = share(parent, moment, "Aunt Berit")
    visitor = Visit(browser, house, 390, scheme, scripts)
    read(visitor, link, code)
    leave_words(visitor)
    nothing_tells(parent, moment)
    let_through(guardian)
    find(parent, moment)
    visitor.press("Back to the page", role="link")
    close_the_link(parent, visitor, moment)
    for visit in (visitor, guardian, parent):
        visit.close()

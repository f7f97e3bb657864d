"""A parent sets up the house, prints a sheet, leaves, forgets the password and comes back."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = [pytest.mark.journey, pytest.mark.full]

SHOTS = os.environ.get("SHOTS")
WAYS = [
    pytest.param(390, "light", True, id="phone-light"),
    pytest.param(390, "dark", False, id="phone-dark-no-scripts"),
    pytest.param(1280, "dark", True, id="wide-dark"),
    pytest.param(1280, "light", False, id="wide-light-no-scripts"),
]


AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"


def look(page: Page, name: str) -> None:
    """Have axe read the page (where scripts run), and keep a picture where SHOTS=folder asks for it."""
    if page.evaluate("1") and page.context in CHECKED:
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        assert found == [], name
    if SHOTS:
        scheme = (
            page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
            if page.context.pages
            else False
        )
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(
            path=str(Path(SHOTS) / f"{name}-{width}-{'dark' if scheme else 'light'}.png"), full_page=True
        )


def press(what: Locator) -> None:
    """Press something that leads to another page, and wait until that page is there."""
    with what.page.expect_navigation(wait_until="load"):
        what.click()


def go_on(page: Page) -> None:
    press(page.get_by_role("button", name="Go on", exact=True))


CHECKED: list[BrowserContext] = []


def arrive(context: BrowserContext, house: str) -> Page:
    page = context.new_page()
    page.goto(house)
    look(page, "begin-place")
    page.get_by_label("Country").select_option("IE")
    page.get_by_label("Time zone").select_option("Europe/Dublin")
    go_on(page)
    look(page, "begin-family")
    page.get_by_label("What you call your family here").fill("Heron Lane")
    go_on(page)
    page.get_by_label("Your name").fill("Ilse")
    page.get_by_label("Your e-mail address").fill("ilse@example.org")
    go_on(page)
    page.get_by_label("A password").fill("four grey stones here")
    page.get_by_label("The same once more").fill("four grey stones, there")
    go_on(page)
    assert page.get_by_text("The two are not the same").is_visible()
    look(page, "begin-password-wrong")
    page.get_by_label("A password").fill("four grey stones here")
    page.get_by_label("The same once more").fill("four grey stones here")
    go_on(page)
    return page


def make_sheet(page: Page, name: str) -> list[str]:
    look(page, f"sheet-{name}")
    press(page.get_by_role("button", name="Show me the words"))
    words = page.locator(".wordgrid__word").all_inner_texts()
    look(page, f"sheet-{name}-words")
    press(page.get_by_role("button", name="I have it on paper"))
    look(page, f"sheet-{name}-confirm")
    for field in page.locator("input[name^=word_]").all():
        number = int((field.get_attribute("name") or "").removeprefix("word_"))
        field.fill(words[number - 1])
    go_on(page)
    return words


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_parent_comes_in_forgets_and_comes_back(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width == 390 else 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        bypass_csp=scripts,  # axe itself is what our policy stops
    )
    if scripts:
        CHECKED.append(context)
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page = arrive(context, house)
    make_sheet(page, "family")
    words = make_sheet(page, "own")
    assert page.get_by_role("heading", name="Ilse,").is_visible()
    look(page, "home")
    press(page.get_by_role("link", name="More"))
    look(page, "more")
    press(page.get_by_role("button", name="Sign out here"))
    look(page, "sign-in")
    page.get_by_label("E-mail address").fill("ilse@example.org")
    page.get_by_label("Password").fill("something else entirely")
    press(page.get_by_role("button", name="Come in"))
    assert page.get_by_text("do not belong together").is_visible()
    look(page, "sign-in-wrong")
    press(page.get_by_role("link", name="I forgot my password"))
    page.get_by_label("Your e-mail address").fill("ilse@example.org")
    page.get_by_label("The sixteen words of your sheet").fill(" ".join(word.upper() for word in words))
    page.get_by_label("A password").fill("another quiet evening")
    page.get_by_label("The same once more").fill("another quiet evening")
    look(page, "forgotten")
    go_on(page)
    assert page.get_by_role("heading", name="Ilse,").is_visible()
    page.goto(house + "/more/invite")
    press(page.get_by_role("button", name="Make a code"))
    assert page.locator("[data-code]").count() == 1
    look(page, "invite")
    assert asked == {urlsplit(house).netloc}
    context.close()

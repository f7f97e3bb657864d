"""A link that carries a code: filled in where scripts run, typed where not, sent in no request line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.journey, pytest.mark.full]

PASSWORD = "four grey stones here"


def press(page: Page, name: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name, exact=True).click()


def set_up(page: Page, house: str) -> None:
    page.goto(house)
    press(page, "Go on")
    press(page, "Go on")
    page.get_by_label("Your name").fill("Ilse")
    page.get_by_label("Your e-mail address").fill("ilse@example.org")
    press(page, "Go on")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    press(page, "Go on")


@pytest.mark.parametrize("scripts", [True, False])
def test_another_parent_comes_in_by_a_link(browser: Browser, house: str, scripts: bool) -> None:
    first = browser.new_context().new_page()
    set_up(first, house)
    first.goto(house + "/more/invite")
    press(first, "Make a code")
    link = first.locator(".linkbox__link").inner_text()
    context = browser.new_context(java_script_enabled=scripts)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    page = context.new_page()
    page.goto(link)
    code = link.partition("#")[2]
    field = page.get_by_label("The code you were given")
    assert field.input_value() == (code if scripts else "")
    assert ("#" in page.url) is not scripts
    field.fill(code)
    page.get_by_label("Your name").fill("Tove")
    page.get_by_label("Your e-mail address").fill("tove@example.org")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    press(page, "Go on")
    # Without scripts a browser takes what stands behind # along to the next page; it is used up by then.
    assert page.url.partition("#")[0] == house + "/sheets/own"
    assert [url for url in asked if code in url] == []


def test_a_page_that_is_open_already_takes_the_code_of_a_link(browser: Browser, house: str) -> None:
    page = browser.new_context().new_page()
    set_up(page, house)
    page.goto(house + "/forgotten/code")
    page.goto(house + "/forgotten/code#ABCD-EFGH-JKMN")
    page.wait_for_function("document.querySelector('[name=code]').value === 'ABCD-EFGH-JKMN'")
    assert page.url == house + "/forgotten/code"

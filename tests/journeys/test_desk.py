"""Words come in, somebody reads them first, by keys or by hand, and the parents find them when they like."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.steps import PASSWORD, WAYS, Visit, press

pytestmark = [pytest.mark.journey, pytest.mark.full]

LONG = "My dears, I have begun this letter four times and put it in the stove three. " * 14
LETTERS = (
    (
        "Joost",
        "I think of Alma when I open the window in the morning now.\n\nI will bring bread on Thursdays.",
    ),
    ("Aunt Berit", LONG + "\n\nThe last line of it."),
    ("", "I never know what to say. We are at number nine if you need eggs."),
    ("سلمى", "أفكر فيكم كل مساء."),
)


def choose_a_friend(parent: Visit) -> str:
    """The parents' page of words, before and after; the code for the friend."""
    page = parent.page
    parent.press("Words", role="link")
    parent.look("words-off")
    parent.press("Choose who reads first", role="link")
    parent.look("words-first")
    page.get_by_label("A friend").check()
    parent.press("Go on")
    expect(page.get_by_role("heading", name="A friend who reads first")).to_be_visible()
    parent.look("words-asked")
    code = page.locator(".codebox__code").inner_text()
    parent.go("/words")
    expect(page.get_by_text("has not come in yet")).to_be_visible()
    return code


def come_in(guardian: Visit, code: str) -> None:
    """A friend comes in with the code; their first page is the desk, and the story is nowhere."""
    page = guardian.page
    guardian.go("/join")
    page.get_by_label("The code you were given").fill(code)
    page.get_by_label("Your name").fill("Maria")
    page.get_by_label("Your e-mail address").fill("maria@example.org")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    guardian.press("Go on")
    assert page.url.endswith("/desk")
    expect(page.get_by_text("Nothing to read now, and that is fine.")).to_be_visible()
    assert page.get_by_role("link", name="Story").count() == 0
    guardian.look("desk-empty")


def keep_and_share(parent: Visit) -> str:
    """A moment with words, and a code for whoever reads it."""
    page = parent.page
    parent.go("/write")
    moment = page.url.removesuffix("/write")
    if parent.scripts:
        page.locator(".blocks__text").first.click()
        page.keyboard.type("It had begun to snow before midnight.")
        expect(page.locator("[data-state]")).to_have_text("Kept")
    else:
        page.get_by_label("Your words").fill("It had begun to snow before midnight.")
        parent.press("Keep")
    page.goto(moment + "/share")
    page.get_by_label("Who is it for?").fill("Everybody")
    parent.press("Make the link")
    return page.locator(".codebox__code").inner_text().replace("\n", " ")


def leave_letters(visitor: Visit, code: str) -> None:
    """A visitor without an account leaves words, several times."""
    page = visitor.page
    visitor.go("/r")
    page.get_by_label("The code you were given").fill(code)
    visitor.press("Open the page")
    opened = page.url
    for name, words in LETTERS:
        page.goto(opened)
        if page.locator("summary").count() and not page.locator("textarea").is_visible():
            page.locator("summary").first.click()
        page.get_by_label("Your name").fill(name)
        page.locator("textarea").fill(words)
        press(page.locator("form:has(textarea) button[type=submit]"))


def until_read(page: Page, count: int) -> None:
    """Open the page until the worker brought so many letters."""
    for _ in range(60):
        if page.locator("[data-message]").count() == count:
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the letters did not come")


def by_keys(guardian: Visit) -> None:
    """J and K, L, S, R and U; then the keys are turned off and mean nothing."""
    page = guardian.page
    names = page.locator("[data-message] .date b")
    focused = page.locator("[data-message]:focus .date b")

    def typed(key: str) -> None:
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press(key)

    page.keyboard.press("l")
    expect(names).to_have_count(4)
    page.keyboard.press("j")
    expect(focused).to_have_text("Joost")
    page.keyboard.press("j")
    expect(focused).to_have_text("Aunt Berit")
    page.keyboard.press("k")
    expect(focused).to_have_text("Joost")
    guardian.look("desk-by-keys")
    typed("l")
    expect(focused).to_have_text("Aunt Berit")
    expect(page.get_by_role("status")).to_have_text("Let through. They find it when they like.")
    guardian.look("desk-let-through")
    typed("u")
    expect(focused).to_have_text("Joost")
    expect(names).to_have_count(4)
    typed("l")
    typed("s")
    expect(focused).to_have_text("Somebody")
    typed("r")
    expect(focused).to_have_text("سلمى")
    typed("l")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    guardian.look("desk-done")
    typed("u")
    expect(focused).to_have_text("سلمى")
    if guardian.width > 800:
        page.get_by_role("button", name="Turn these keys off").click()
        page.reload()
        page.locator("[data-message]").focus()
        page.keyboard.press("l")
        page.wait_for_timeout(300)
        expect(names).to_have_count(1)
        page.get_by_role("button", name="Turn keys on").click()
        page.locator("[data-message]").focus()
    typed("l")


def by_hand(guardian: Visit) -> None:
    """The same with the buttons under each letter, without scripts."""
    page = guardian.page

    def act(name: str, words: str) -> None:
        letter = page.locator("[data-message]").filter(has_text=words)
        press(letter.get_by_role("button", name=re.compile(name)))

    act("Let it through", "bread on Thursdays")
    expect(page.get_by_role("status")).to_have_text("Let through. They find it when they like.")
    guardian.look("desk-let-through")
    guardian.press("Undo")
    expect(page.locator("[data-message]")).to_have_count(4)
    act("Let it through", "bread on Thursdays")
    act("Set aside", "in the stove")
    act("Refuse", "number nine")
    act("Let it through", "أفكر")
    guardian.look("desk-done")


def the_other_lists(guardian: Visit) -> None:
    """What was set aside can be let through, what was refused stands in its own list."""
    page = guardian.page
    guardian.go("/desk")
    guardian.press("What was refused", role="link")
    expect(page.get_by_text("number nine")).to_be_visible()
    guardian.look("desk-refused")
    guardian.go("/desk/aside")
    page.get_by_text("Read the whole letter").click()
    expect(page.get_by_text("The last line of it.")).to_be_visible()
    guardian.look("desk-aside")
    press(page.get_by_role("button", name=re.compile("Let it through")))
    expect(page.get_by_role("status")).to_have_text("Let through. They find it when they like.")


def the_parents_find_them(parent: Visit) -> None:
    """A sentence at home, the page of words, the words beside their moment, one put away and back."""
    page = parent.page
    parent.go("/")
    expect(page.get_by_text("Maria read what came in.")).to_be_visible()
    parent.look("home-with-words")
    parent.press("Words", role="link")
    expect(page.locator("[data-message]")).to_have_count(3)
    assert page.get_by_text("number nine").count() == 0
    parent.look("words")
    press(page.locator("[data-message] .by a").first)
    expect(page.locator("[data-message]")).to_have_count(3)
    parent.look("moment-with-words")
    press(page.get_by_role("button", name=re.compile("Put it away")).first)
    expect(page.locator("[data-message]")).to_have_count(2)
    parent.look("moment-words-put-away")
    parent.press("Undo")
    expect(page.locator("[data-message]")).to_have_count(3)
    parent.go("/")
    assert page.get_by_text("Maria read what came in.").count() == 0
    parent.go("/words")
    press(page.get_by_role("link", name="End the place of Maria here"))
    parent.look("words-end")
    parent.press("End their place here")
    expect(page.get_by_text("nobody can leave words")).to_be_visible()
    expect(page.locator("[data-message]")).to_have_count(3)


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_words_are_read_first_and_then_found(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    parent = Visit(browser, house, width, scheme, scripts)
    parent.found()
    parent.go("/")
    guardian = Visit(browser, house, width, scheme, scripts)
    come_in(guardian, choose_a_friend(parent))
    visitor = Visit(browser, house, width, scheme, scripts)
    leave_letters(visitor, keep_and_share(parent))
    guardian.go("/desk")
    until_read(guardian.page, len(LETTERS))
    guardian.look("desk")
    (by_keys if scripts else by_hand)(guardian)
    the_other_lists(guardian)
    the_parents_find_them(parent)
    guardian.go("/desk")
    assert "/sign-in" in guardian.page.url
    for visit in (visitor, guardian, parent):
        visit.close()

"""In your words, as a parent says them on a phone and on a wide page, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import WAYS, Visit

from myosotis.people.views.wording import QUESTIONS

pytestmark = pytest.mark.journey

RAHMA = "رحمة"
LONG = "the small one who came with the first snow and went before the second, our Peppercorn"


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_parent_says_how_pages_speak_to_them(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    visit.found()
    visit.go("/more")
    visit.press("In your words", role="link")
    visit.look("wording-nothing-said")
    for which in QUESTIONS:
        visit.go(f"/more/wording/{which}")
        visit.look(f"wording-{which}")
    call_the_baby(visit)
    say_of_that_day(visit)
    leave_words_out(visit)
    visit.go("/more/wording/before")
    visit.look("wording-before")
    visit.close()


def call_the_baby(visit: Visit) -> None:
    """Own words, with an example beside them; no line has to be chosen for them."""
    page = visit.page
    visit.go("/more/wording/baby")
    visit.press("Keep it so")
    expect(page.locator("dd").first).to_contain_text("your baby")
    visit.go("/more/wording/baby")
    page.get_by_label("Your own words").fill(RAHMA)
    if visit.scripts:
        expect(page.locator("[data-says=baby]")).to_have_text(RAHMA)
        expect(page.get_by_label("Other words")).to_be_checked()
        page.get_by_label("little one").check()
        expect(page.locator("[data-says=baby]")).to_have_text("little one")
        page.get_by_label("Other words").check()
    visit.look("wording-own")
    visit.press("Keep it so")
    visit.look("wording-undo")
    visit.go("/baby")
    expect(page.get_by_role("heading")).to_contain_text(RAHMA)
    visit.look("baby-in-own-words")


def say_of_that_day(visit: Visit) -> None:
    """A word of the list, a longer one, and nothing at all."""
    page = visit.page
    visit.go("/more/wording/died")
    page.get_by_label("was born still").check()
    visit.press("Keep it so")
    expect(page.locator("dd").nth(1)).to_contain_text("was born still.")
    visit.press("Undo")
    expect(page.locator("dd").nth(1)).to_contain_text("died.")
    visit.go("/more/wording/me")
    page.get_by_label("Other words").check()
    visit.press("Keep it so")
    expect(page.get_by_text("Write the words here, or choose another line.")).to_be_visible()
    visit.look("wording-no-words")
    page.get_by_label("Your own words").fill(LONG)
    visit.press("Keep it so")
    visit.go("/more")
    visit.look("more-in-own-words")


def leave_words_out(visit: Visit) -> None:
    """Words nobody here wants to read, what is left out, and a time of quiet."""
    page = visit.page
    visit.go("/more/wording/avoid")
    page.get_by_label("Words to leave out").fill("baby\nbin = drawer")
    visit.press("Keep it so")
    visit.go("/more/wording/off")
    page.get_by_label("No candles", exact=False).check()
    visit.press("Keep it so")
    visit.go("/more/wording/quiet")
    page.get_by_label("To").fill("the stone is set")
    visit.press("Keep it so")
    visit.look("wording-said")
    visit.go("/more")
    expect(page.get_by_role("link", name="The drawer")).to_be_visible()
    visit.go("/bin")
    visit.look("bin-in-own-words")

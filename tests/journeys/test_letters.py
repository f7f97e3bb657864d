"""A letter that is folded and closed; and letters by somebody who was asked in to write them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import PASSWORD, WAYS, Visit, press

pytestmark = [pytest.mark.journey, pytest.mark.full]
WORDS = "The window is open and the blackbird is at it again."


def write(visit: Visit, words: str, then: str) -> None:
    """Write on the sheet, then press one of its words."""
    if visit.scripts:
        visit.page.locator(".blocks__text").first.click()
        visit.page.keyboard.type(words)
        expect(visit.page.get_by_text("Kept", exact=True)).to_be_visible()
    else:
        visit.page.get_by_label("Your words").fill(words)
    press(visit.page.locator(f"button[name=then][value={then}]"))


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_letter_is_folded_until_its_day(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    visit.found()
    visit.go("/more")
    visit.press("Write a letter", role="link")
    visit.look("letter-sheet")
    write(visit, WORDS, "opens")
    visit.look("letter-opens")
    visit.page.get_by_label("On a day to come").check()
    visit.page.get_by_label("Which day?").fill("some day in spring")
    visit.press("Go on")
    expect(visit.page.get_by_label("Which day?")).to_have_value("some day in spring")
    visit.look("letter-opens-which")
    visit.page.get_by_label("Which day?").fill("4 May 2061")
    visit.press("Go on")
    expect(visit.page.get_by_text("It is closed until 4 May 2061.").first).to_be_visible()
    expect(visit.page.get_by_text(WORDS)).to_have_count(0)
    visit.look("letter-closed")
    visit.go("/story")
    expect(visit.page.get_by_text(WORDS)).to_have_count(0)
    visit.look("story-with-a-closed-letter")
    visit.page.locator(".entry a").first.click()
    press(visit.page.locator("dd a[href*='/opens']"))
    visit.page.get_by_label("It is open").check()
    visit.press("Go on")
    expect(visit.page.get_by_text("blackbird", exact=False)).to_be_visible()
    visit.look("letter-open")
    visit.go("/story")
    visit.press("Unfold it", role="link")
    expect(visit.page.get_by_text("blackbird", exact=False)).to_be_visible()
    visit.close()


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_somebody_writes_and_gives(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    visit, writer = (Visit(browser, house, width, scheme, scripts) for _ in range(2))
    visit.found()
    visit.go("/more")
    visit.press("Ask somebody to write a letter", role="link")
    visit.look("letters-ask")
    visit.press("Make a code")
    visit.look("letters-asked")
    code = visit.page.locator("[data-code]").first.get_attribute("data-code") or ""
    writer.go("/join")
    for label, typed in (("code", code), ("name", "Wilma"), ("email", "wilma@example.org")):
        writer.page.locator(f"[name={label}]").fill(typed)
    for name in ("password", "again"):
        writer.page.locator(f"[name={name}]").fill(PASSWORD)
    writer.press("Go on")
    expect(writer.page.get_by_role("heading", name="Letters")).to_be_visible()
    writer.look("writer-empty")
    writer.press("Write", role="link")
    writer.look("writer-sheet")
    writer.page.get_by_label("Your letter").fill(WORDS)
    writer.press("Keep")
    writer.look("writer-letters")
    writer.page.locator(".rows a").first.click()
    writer.press("Keep, and give it")
    writer.look("writer-give")
    writer.press("Give it")
    expect(writer.page.get_by_text("Given.", exact=False)).to_be_visible()
    writer.look("writer-given")
    writer.go("/more")
    writer.look("writer-more")
    visit.go("/story")
    expect(visit.page.get_by_text("Wilma")).to_be_visible()
    visit.press("Unfold it", role="link")
    expect(visit.page.get_by_text("blackbird", exact=False)).to_be_visible()
    writer.close()
    visit.close()

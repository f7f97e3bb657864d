"""A parent sets up the house, prints a sheet, leaves, forgets the password and comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.journeys.steps import PASSWORD, WAYS, Visit

pytestmark = [pytest.mark.journey, pytest.mark.full]


def arrive(visit: Visit) -> None:
    """The four questions, with one slip."""
    page = visit.page
    visit.go("/")
    visit.look("begin-place")
    page.get_by_label("Country").select_option("IE")
    page.get_by_label("Time zone").select_option("Europe/Dublin")
    visit.press("Go on")
    visit.look("begin-family")
    page.get_by_label("What you call your family here").fill("Heron Lane")
    visit.press("Go on")
    page.get_by_label("Your name").fill("Ilse")
    page.get_by_label("Your e-mail address").fill("ilse@example.org")
    visit.press("Go on")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill("four grey stones, there")
    visit.press("Go on")
    assert page.get_by_text("The two are not the same").is_visible()
    visit.look("begin-password-wrong")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    visit.press("Go on")


def make_sheet(visit: Visit, name: str) -> list[str]:
    """One recovery sheet, three of its words typed back."""
    visit.look(f"sheet-{name}")
    visit.press("Show me the words")
    words = visit.page.locator(".wordgrid__word").all_inner_texts()
    visit.look(f"sheet-{name}-words")
    visit.press("I have it on paper")
    visit.look(f"sheet-{name}-confirm")
    for field in visit.page.locator("input[name^=word_]").all():
        number = int((field.get_attribute("name") or "").removeprefix("word_"))
        field.fill(words[number - 1])
    visit.press("Go on")
    return words


def come_back(visit: Visit, words: list[str]) -> None:
    """Out, a wrong password, and in again by the words of the sheet."""
    page = visit.page
    visit.press("More", role="link")
    visit.look("more")
    visit.press("Sign out here")
    visit.look("sign-in")
    page.get_by_label("E-mail address").fill("ilse@example.org")
    page.get_by_label("Password").fill("something else entirely")
    visit.press("Come in")
    assert page.get_by_text("do not belong together").is_visible()
    visit.look("sign-in-wrong")
    visit.press("I forgot my password", role="link")
    page.get_by_label("Your e-mail address").fill("ilse@example.org")
    page.get_by_label("The sixteen words of your sheet").fill(" ".join(word.upper() for word in words))
    page.get_by_label("A password").fill("another quiet evening")
    page.get_by_label("The same once more").fill("another quiet evening")
    visit.look("forgotten")
    visit.press("Go on")
    assert page.get_by_role("heading", name="Ilse,").is_visible()


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_parent_comes_in_forgets_and_comes_back(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    arrive(visit)
    make_sheet(visit, "family")
    words = make_sheet(visit, "own")
    visit.look("baby")
    visit.page.get_by_label("The name").fill("Alma")
    visit.press("Go on")
    assert visit.page.get_by_role("heading", name="Ilse,").is_visible()
    visit.look("home")
    come_back(visit, words)
    visit.go("/story")
    assert visit.page.get_by_role("heading", name="Alma’s story").is_visible()
    visit.go("/more/invite")
    visit.press("Make a code")
    assert visit.page.locator("[data-code]").count() == 2  # the code, and the link
    visit.look("invite")
    visit.close()

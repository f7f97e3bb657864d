"""Babies and pregnancies: every page of them, at both widths, in both lights, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import SHOTS, WAYS, Visit
from tests.journeys.test_keeping import drawn

pytestmark = [pytest.mark.journey, pytest.mark.full]


def said(visit: Visit, fact: str, *, label: str = "", choice: str = "", words: str = "") -> None:
    """Answer one question of the page that is open."""
    visit.press(fact, role="link")
    visit.look(f"babies-{fact.lower().replace(' ', '-')}")
    if choice:
        visit.page.get_by_label(choice).check()
    if label:
        visit.page.get_by_label(label).fill(words)
    visit.press("Go on")


def her_page(visit: Visit, tmp_path: Path) -> None:
    """The page for the baby: bare, then with a line and a picture, covered and looked at; and on paper."""
    page = visit.page
    visit.press("The page for Mira", role="link")
    visit.look("baby-page-bare")
    moment = f"/moments/{uuid4()}"
    visit.go(f"{moment}/pictures")
    page.locator("input[type=file]").first.set_input_files(drawn(tmp_path / "a.png", 90))
    if visit.scripts:
        page.get_by_text("Kept", exact=True).first.wait_for()
    else:
        visit.press("Send them")
    visit.go(moment)
    for _round in range(60):
        if page.locator("[data-veil]").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    visit.go("/babies")
    visit.press("Mira", role="link")
    visit.press("The page for Mira", role="link")
    visit.press("A line below", role="link")
    visit.look("baby-line")
    page.get_by_label("In your own words").fill("The snow had stopped,\nand you were here.")
    visit.press("Go on")
    visit.press("A picture", role="link")
    visit.look("baby-picture")
    page.get_by_label("A picture without a description.").check()
    visit.press("Go on")
    visit.look("baby-page-covered")
    printed(visit, "baby-page-covered")
    page.get_by_role("button", name="Look").click()
    expect(page.locator(".leaf img")).to_be_visible()
    page.wait_for_function("document.querySelector('.leaf img').complete") if visit.scripts else None
    visit.look("baby-page")
    printed(visit, "baby-page")


def printed(visit: Visit, name: str) -> None:
    """The page on paper: one sheet, in the page's own size and in a printer's usual one."""
    for size in ("", "A4"):
        made = visit.page.pdf(prefer_css_page_size=not size, format=size or None, print_background=False)
        if SHOTS:
            (Path(SHOTS) / f"{name}-{size or 'A5'}-{visit.width}.pdf").write_bytes(made)
        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1, f"{name} takes more than one sheet"


def for_children(visit: Visit) -> None:
    """What a parent hands over."""
    page = visit.page
    visit.go("/story")
    page.locator(".entry a").first.click()
    visit.press("For children", role="link")
    visit.look("moment-children")
    page.get_by_label("The words and the pictures").check()
    visit.press("Go on")
    visit.go("/children")
    expect(page.get_by_text("Mira cannot come back", exact=False)).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    visit.look("children")
    visit.press("Back to the grown-ups’ pages", role="link")


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_twin_and_her_brother_who_lives(
    browser: Browser, house: str, tmp_path: Path, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    visit.found()
    visit.go("/babies")
    visit.look("babies-none")
    visit.press("Write down a pregnancy", role="link")
    visit.look("pregnancy-new")
    visit.press("Go on")
    page, pregnancy = visit.page, visit.page.url
    visit.look("pregnancy-none")
    for basis, day in (
        ("The first day of the last period", "10 January 2026"),
        ("A scan", "19 October 2026"),
    ):
        visit.press(page.get_by_role("link", name=re.compile("due date")).inner_text(), role="link")
        visit.look("pregnancy-due")
        page.get_by_label(basis).check()
        visit.press("Go on")
        page.get_by_label("The day").fill(day)
        visit.look("pregnancy-due-day")
        visit.press("Go on")
    expect(page.get_by_text("Two dates differ by 2 days.", exact=False)).to_be_visible()
    for name in ("Mira", "Noor"):
        page.goto(pregnancy)
        visit.press("Write down a name here, or that there is none", role="link")
        page.get_by_label("The name").fill(name)
        visit.press("Go on")
    visit.look("baby-begun")
    said(visit, "Pages say", choice="Noor lives")
    said(visit, "Was born", label="In your own words", words="26 June 2026")
    page.goto(pregnancy)
    visit.press("Mira", role="link")
    said(visit, "Also written", label="The name in another script", words="מירה")
    said(visit, "Pages say", choice="Mira died")
    said(visit, "Was born", label="In your own words", words="26 June 2026")
    said(visit, "Died", label="In your own words", words="26 June 2026")
    expect(page.get_by_text("Twin of Noor")).to_be_visible()
    visit.look("baby-told")
    page.goto(pregnancy)
    said(visit, "Your words", label="In your own words", words="when we lost Mira")
    visit.look("pregnancy-told")
    visit.go("/babies")
    expect(page.get_by_text("Mira was born and died on 26 June 2026. Twin of Noor.")).to_be_visible()
    visit.look("babies")
    visit.go("/story")
    expect(page.get_by_role("heading", name="Mira and Noor’s story")).to_be_visible()
    page.goto(pregnancy)
    visit.press("Mira", role="link")
    her_page(visit, tmp_path)
    for_children(visit)
    page.goto(pregnancy)
    visit.press("Put it into the bin")
    visit.look("babies-gone")
    visit.press("Undo")
    expect(page.get_by_role("heading", name="The pregnancy with Mira and Noor")).to_be_visible()
    visit.close()

"""Babies and pregnancies: every page of them, at both widths, in both lights, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import WAYS, Visit

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
    visit.press("Put it into the bin")
    visit.look("babies-gone")
    visit.press("Undo")
    expect(page.get_by_role("heading", name="The pregnancy with Mira and Noor")).to_be_visible()
    visit.close()

"""A parent writes, brings pictures in, finds them covered, looks, covers them, and takes things back."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.steps import WAYS, Visit, press

pytestmark = [pytest.mark.journey, pytest.mark.full]

WORDS = "It had begun to snow before midnight, and by three the car park had no lines in it any more."


def drawn(path: Path, tint: int) -> Path:
    """A small drawn picture, as PNG: a slope of one colour."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(320) for value in (tint, (x + y) // 3 % 256, 200 - y // 2))
        for y in range(240)
    )
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 320, 240, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def write(visit: Visit) -> None:
    """A first moment, by typing; with scripts it keeps itself."""
    page = visit.page
    visit.go("/story")
    expect(page.get_by_text("Nothing here, and that is fine.")).to_be_visible()
    visit.look("story-empty")
    visit.press("Write", role="link")
    visit.look("sheet-blank")
    if visit.scripts:
        page.locator(".blocks__text").first.click()
        page.keyboard.type(WORDS)
        expect(page.locator("[data-state]")).to_have_text("Kept")
        page.get_by_role("button", name="Give it a title").click()
        page.get_by_label("Title, if you like").fill("What the snow did")
        page.keyboard.press("Tab")
        expect(page.locator("[data-state][data-is=kept]")).to_be_visible()
        visit.look("sheet-written")
    else:
        page.get_by_label("Title, if you like").fill("What the snow did")
        page.get_by_label("Your words").fill(WORDS)
        visit.look("sheet-written")
        visit.press("Keep")


def bring(visit: Visit, files: list[Path]) -> None:
    """Pictures into the moment, several at once."""
    page = visit.page
    if not visit.scripts:
        visit.press("Add pictures", role="link")
    else:
        visit.press("Add a picture")
    page.locator("input[type=file]").set_input_files([str(one) for one in files])
    if visit.scripts:
        expect(page.locator(".upload--kept")).to_have_count(2)
        expect(page.locator(".upload--refused")).to_have_count(1)
        expect(page.get_by_text("cannot open this as a picture").first).to_be_visible()
        visit.look("pictures-kept")
        visit.press("Done", role="link")
    else:
        visit.press("Send them")
        visit.look("pictures-kept")
        visit.press("Done", role="link")


def until_ready(visit: Visit) -> None:
    """The worker prepares them; the page is loaded again until it has."""
    for _ in range(60):
        if visit.page.get_by_role("button", name="Look", exact=False).count() >= 2:
            return
        visit.page.wait_for_timeout(500)
        visit.page.reload()
    pytest.fail("the pictures were not prepared")


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_moment_from_the_first_word_to_the_bin_and_back(
    browser: Browser, house: str, tmp_path: Path, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    page = visit.page
    visit.found()
    write(visit)
    note = tmp_path / "note.txt"
    note.write_text("not a picture")
    bring(visit, [drawn(tmp_path / "a.png", 90), drawn(tmp_path / "b.png", 150), note])
    until_ready(visit)
    visit.look("moment-covered")
    assert page.locator("img").count() == 0
    press(page.get_by_role("link", name="About this picture").first)
    visit.look("picture")
    page.get_by_label("What it shows, in words").fill("The window, about seven. Light on the end of the bed.")
    visit.press("Keep")
    veil = page.get_by_role("button", name="Look: The window, about seven", exact=False)
    if scripts:
        veil.click()
    else:
        press(veil)
    shown = page.locator("figure.picture img")
    expect(shown).to_have_count(1)
    page.wait_for_function(
        "Array.from(document.images).every(i => i.complete)"
    ) if scripts else page.wait_for_load_state()
    visit.look("moment-open")
    source = page.evaluate("document.images[0].src") if scripts else shown.get_attribute("src")
    assert source
    address = source if source.startswith("http") else house + source
    assert visit.context.request.get(address).status == 200
    again = page.get_by_role("button", name="Cover it again")
    again.click() if scripts else press(again)
    expect(page.locator("figure.picture img")).to_have_count(0)
    assert visit.context.request.get(address).status == 404
    visit.press("Look at all of them")
    expect(page.locator("figure.picture img")).to_have_count(2)
    visit.press("Cover all of them again")
    change(visit)
    visit.press("Put it into the bin")
    expect(page.get_by_text("It stays there 30 days")).to_be_visible()
    visit.look("story-binned")
    visit.press("Undo")
    expect(page.get_by_text("It had begun to snow", exact=False).first).to_be_visible()
    visit.go("/")
    visit.look("home-kept")
    visit.close()


def change(visit: Visit) -> None:
    """When it was, who can read it, words changed once more, and the words of before."""
    page = visit.page
    moment = page.url
    press(page.locator(".facts div", has_text="When").locator("a.word"))
    page.get_by_text("Or choose it").click()
    page.get_by_label("Day", exact=True).select_option("9")
    page.get_by_label("Month", exact=True).select_option("March")
    page.get_by_label("Year", exact=True).fill("2021")
    page.get_by_label("What you call that day").fill("the week of the snow")
    visit.look("when-chosen")
    visit.press("Go on")
    expect(page.get_by_text("the week of the snow").first).to_be_visible()
    expect(page.get_by_text("9 March 2021").first).to_be_visible()
    page.goto(moment + "/when?to=read")
    page.get_by_label("In your own words").fill("the day of the comet")
    visit.press("Go on")
    expect(page.get_by_text("We could not read that date")).to_be_visible()
    visit.look("when")
    page.get_by_label("In your own words").fill("about 4 May 2021")
    visit.press("Go on")
    expect(page.get_by_text("bout 4 May 2021").first).to_be_visible()
    page.goto(moment + "/who?to=read")
    visit.look("who")
    page.get_by_label("Only me").check()
    visit.press("Go on")
    expect(page.get_by_text("Only you")).to_be_visible()
    visit.go("/story")
    expect(page.get_by_text("for nobody else")).to_be_visible()
    visit.look("story")
    page.goto(moment)
    visit.press("What it was before", role="link")
    visit.look("before")
    press(page.locator(".rows a").first)
    visit.look("version")
    visit.press("Let it say this again")
    assert page.url == moment


def test_a_moment_can_be_kept_and_looked_at_by_keyboard_alone(
    browser: Browser, house: str, tmp_path: Path
) -> None:
    visit = Visit(browser, house, 1280, "light", True)
    page = visit.page
    visit.found()
    visit.go("/story")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent.trim()") == "Write":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    page.keyboard.type("Only keys were used here.")
    expect(page.locator("[data-state]")).to_have_text("Kept")
    visit.go("/story")
    expect(page.get_by_text("Only keys were used here.")).to_be_visible()
    visit.close()

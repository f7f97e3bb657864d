"""The scripts in a real browser: what a person sees, and what leaves the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, Route, expect

from tests.design.conftest import Counter

pytestmark = pytest.mark.journey

Run = Callable[[Callable[[Browser], None]], None]


def opened(browser: Browser, counter: Counter, path: str, **options: object) -> tuple[Page, list[str]]:
    """A page, and the list in which the browser's complaints about it gather."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto(counter.url + path)
    return page, complaints


def test_looking_and_covering_happen_in_place(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, complaints = opened(browser, counter, "/veil")
        assert page.locator("img").count() == 0
        page.get_by_role("button", name="Look").click()
        expect(page.locator("figure img")).to_be_visible()
        expect(page.get_by_role("button", name="Cover it again")).to_be_focused()
        page.get_by_role("button", name="Cover it again").click()
        expect(page.locator("figure img")).to_have_count(0)
        expect(page.get_by_role("button", name="Look")).to_be_focused()
        assert page.url.endswith("/veil")
        assert all(form["csrfmiddlewaretoken"] for form in counter.sent)
        assert complaints == []

    in_browser(steps)


def test_looking_without_an_answer_sends_the_form_itself(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/veil")
        counter.status = 500
        with page.expect_navigation():
            page.get_by_role("button", name="Look").click()
        assert page.url.endswith("/veil/look")
        assert len(counter.sent) == 2

    in_browser(steps)


def test_words_are_kept_as_blocks(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, complaints = opened(browser, counter, "/sheet")
        page.locator(".blocks__text").first.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.type("A new line.")
        expect(page.get_by_role("status")).to_have_text("Kept")
        kept = counter.blocks()
        assert [block["kind"] for block in kept] == ["paragraph", "paragraph", "picture", "quote"]
        assert kept[0]["runs"] == [{"t": "The car on "}, {"t": "her", "em": True}, {"t": " shelf."}]
        assert kept[1]["runs"] == [{"t": "A new line."}]
        assert len({block["id"] for block in kept}) == 4
        page.keyboard.type(" More.")
        expect(page.locator("[data-state]")).to_have_attribute("data-is", "changed")
        expect(page.locator("[data-state]")).to_have_attribute("data-is", "kept")
        assert [form["revision"] for form in counter.sent] == ["3", "4"]
        assert counter.sent[0]["page"] == counter.sent[1]["page"]
        assert complaints == []

    in_browser(steps)


def test_no_key_takes_a_picture_away(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/sheet")
        page.locator(".blocks__text").last.click()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        for _ in range(5):
            page.keyboard.press("Backspace")
        expect(page.get_by_role("status")).to_have_text("Kept")
        assert [block["kind"] for block in counter.blocks()] == ["paragraph", "picture"]
        assert page.locator("img").count() == 0

    in_browser(steps)


def test_a_picture_moves_past_words(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/sheet")
        page.get_by_role("button", name="Move down").click()
        expect(page.get_by_role("status")).to_have_text("Kept")
        assert [block["kind"] for block in counter.blocks()] == ["paragraph", "quote", "picture"]
        expect(page.get_by_role("button", name="Move down")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        for _ in range(3):
            page.keyboard.press("Enter")
        page.wait_for_timeout(1000)
        assert [block["kind"] for block in counter.blocks()] == ["picture", "paragraph", "quote"]

    in_browser(steps)


def test_marks_by_toolbar_and_by_keyboard(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, complaints = opened(browser, counter, "/blank")
        toolbar = page.get_by_role("toolbar")
        page.keyboard.type("Alma")
        expect(toolbar).to_have_count(0)
        page.keyboard.press("Shift+Home")
        expect(toolbar).to_be_visible()
        page.keyboard.press("Control+b")
        page.get_by_role("button", name="Emphasis").click()
        page.get_by_role("button", name="Link").click()
        page.keyboard.type("example.org/a")
        page.keyboard.press("Enter")
        page.keyboard.press("Alt+F10")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name="Strong")).to_be_focused()
        page.keyboard.press("Escape")
        page.get_by_role("textbox", name="Your words").press("End")
        expect(toolbar).to_have_count(0)
        page.wait_for_timeout(1200)
        run = {"t": "Alma", "em": True, "strong": True, "href": "https://example.org/a"}
        assert [block["runs"] for block in counter.blocks()] == [[run]]
        assert complaints == []

    in_browser(steps)


def test_what_is_pasted_becomes_plain_paragraphs(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/blank")
        page.evaluate(
            """() => {
              const data = new DataTransfer();
              data.setData("text/html", "<h1 onclick='x'>One</h1><img src=x>");
              data.setData("text/plain", "One\\n\\nTwo");
              const how = {clipboardData: data, bubbles: true, cancelable: true};
              document.querySelector(".blocks__text").dispatchEvent(new ClipboardEvent("paste", how));
            }"""
        )
        expect(page.get_by_role("status")).to_have_text("Kept")
        assert [(block["kind"], block["runs"]) for block in counter.blocks()] == [
            ("paragraph", [{"t": "One"}]),
            ("paragraph", [{"t": "Two"}]),
        ]

    in_browser(steps)


@pytest.mark.parametrize(
    ("status", "says"), [(409, "changed somewhere else"), (403, "signed out"), (503, "Not kept yet")]
)
def test_what_is_not_kept_is_said_and_stays(
    counter: Counter, in_browser: Run, status: int, says: str
) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/blank")
        counter.status = status
        page.keyboard.type("Alma")
        expect(page.get_by_role("status")).to_contain_text(says)
        expect(page.locator(".blocks__text")).to_have_text("Alma")
        counter.status = None
        before = len(counter.sent)
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        if status == 409:
            page.wait_for_timeout(2500)
            assert len(counter.sent) == before
        else:
            expect(page.get_by_role("status")).to_have_text("Kept", timeout=8000)
            assert counter.blocks()[0]["runs"] == [{"t": "Alma"}]

    in_browser(steps)


def test_words_do_not_go_on_into_a_page_that_is_somebody_elses_now(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/blank")
        counter.status = 403
        page.keyboard.type("Alma")
        expect(page.get_by_role("status")).to_contain_text("signed out")
        counter.status = None
        before = len(counter.sent)

        def theirs(route: Route) -> None:
            answer = route.fetch()
            whose = answer.text().replace('data-whose=""', 'data-whose="somebody else"')
            assert "somebody else" in whose
            route.fulfill(response=answer, body=whose)

        page.route("**/blank", theirs)
        with page.expect_response("**/blank"):
            page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.wait_for_timeout(1500)
        assert len(counter.sent) == before
        expect(page.get_by_role("status")).to_contain_text("Your words stay on this page")
        expect(page.locator(".blocks__text")).to_have_text("Alma")
        page.unroute("**/blank")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.get_by_role("status")).to_have_text("Kept", timeout=8000)

    in_browser(steps)


def test_without_a_connection_it_is_said_and_tried_again(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/blank")
        page.context.set_offline(True)
        page.keyboard.type("Alma")
        expect(page.get_by_role("status")).to_contain_text("the connection is away")
        page.context.set_offline(False)
        expect(page.get_by_role("status")).to_have_text("Kept", timeout=8000)

    in_browser(steps)


def test_leaving_keeps_the_last_words_without_asking(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/blank")
        asked: list[str] = []

        def accept(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", accept)
        page.keyboard.type("Alma")
        page.goto(counter.url + "/pause")
        page.wait_for_timeout(500)
        assert counter.blocks()[0]["runs"] == [{"t": "Alma"}]
        assert asked == []

    in_browser(steps)


def test_pictures_go_up_side_by_side_and_each_says_its_own(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, complaints = opened(browser, counter, "/pictures")
        files: list[FilePayload] = [
            {"name": name, "mimeType": "image/jpeg", "buffer": b"x" * 9000}
            for name in ("a.jpg", "b.txt", "c.jpg")
        ]
        page.set_input_files("input[type=file]", files)
        rows = page.locator("[data-list] li")
        expect(rows.nth(0)).to_contain_text("Kept")
        expect(rows.nth(1)).to_contain_text("This is no picture.")
        expect(rows.nth(2)).to_contain_text("Kept")
        assert all(form["csrfmiddlewaretoken"] for form in counter.sent)
        counter.status = 500
        rows.nth(1).get_by_role("button", name="Send it once more").click()
        expect(rows.nth(1)).to_contain_text("What was kept before is safe.")
        assert len(counter.sent) == 4
        assert page.url.endswith("/pictures")
        assert complaints == []

    in_browser(steps)


def test_a_code_is_copied_whole(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/code", permissions=["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy it").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "7QK2M9XWB4TD"

    in_browser(steps)


@pytest.mark.parametrize("path", ["/gallery", "/question", "/pause", "/sheet", "/veil", "/pictures"])
def test_nothing_runs_over_and_the_policy_stops_nothing(counter: Counter, in_browser: Run, path: str) -> None:
    def steps(browser: Browser) -> None:
        for width in (320, 390, 1280):
            page, complaints = opened(browser, counter, path, viewport={"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert complaints == []

    in_browser(steps)


def test_without_scripts_the_sheet_is_a_form(counter: Counter, in_browser: Run) -> None:
    def steps(browser: Browser) -> None:
        page, _ = opened(browser, counter, "/sheet", java_script_enabled=False)
        expect(page.get_by_role("button", name="Keep")).to_be_visible()
        assert page.locator("textarea[name=blocks]").is_disabled()
        assert not page.locator("textarea[name=blocks]").is_visible()

    in_browser(steps)

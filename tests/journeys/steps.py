"""What journeys do again and again: pressing, looking at a page, coming in."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

#: A folder for pictures of every page, where somebody wants to look.
SHOTS = os.environ.get("SHOTS")
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text()
WAYS = [
    pytest.param(390, "light", True, id="phone-light"),
    pytest.param(390, "dark", False, id="phone-dark-no-scripts"),
    pytest.param(1280, "dark", True, id="wide-dark"),
    pytest.param(1280, "light", False, id="wide-light-no-scripts"),
]
PASSWORD = "four grey stones here"


@dataclass
class Visit:
    """One browser of one person: its width, its light, whether scripts run, and which hosts it asked."""

    browser: Browser
    house: str
    width: int
    scheme: str
    scripts: bool
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context: BrowserContext = self.browser.new_context(
            viewport={"width": self.width, "height": 844 if self.width == 390 else 900},
            color_scheme=self.scheme,  # type: ignore[arg-type]
            java_script_enabled=self.scripts,
            bypass_csp=self.scripts,  # axe itself is what our policy stops
            # Who vouches for a certificate of the tests is unknown to it; tests/ops looks at that.
            ignore_https_errors=self.house.startswith("https:"),
        )
        self.context.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))
        self.page: Page = self.context.new_page()

    def look(self, name: str) -> None:
        """Have axe read the page (where scripts run), and keep a picture of it where somebody wants one."""
        if self.scripts:
            self.page.wait_for_timeout(250)  # a fade of 150 ms has ended
            self.page.evaluate(AXE)
            told = "v.id + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary"
            asks = f"axe.run().then(r => r.violations.map(v => {told}))"
            said = self.page.evaluate(asks)
            assert said == [], f"{name}: {said}"
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), f"{name} runs over sideways"
        if SHOTS:
            kind = f"{self.width}-{self.scheme}{'' if self.scripts else '-plain'}"
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}-{kind}.png"), full_page=True)

    def go(self, path: str) -> None:
        """Open an address of the house."""
        self.page.goto(self.house + path)

    def press(self, name: str, *, role: str = "button") -> None:
        """Press something that leads to another page, and wait until that page is there."""
        press(self.page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]

    def found(self, name: str = "Ilse", email: str = "ilse@example.org") -> None:
        """Set up a house with one parent, without the sheets."""
        self.go("/begin")
        self.page.get_by_label("Time zone").select_option("Europe/Dublin")
        self.press("Go on")
        self.page.get_by_label("What you call your family here").fill("Heron Lane")
        self.press("Go on")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Your e-mail address").fill(email)
        self.press("Go on")
        self.page.get_by_label("A password").fill(PASSWORD)
        self.page.get_by_label("The same once more").fill(PASSWORD)
        self.press("Go on")

    def close(self) -> None:
        """Leave, having asked nobody but the house."""
        assert self.asked == {urlsplit(self.house).netloc}
        self.context.close()


def press(what: Locator) -> None:
    """Press something that leads to another page, and wait until that page is there."""
    with what.page.expect_navigation(wait_until="load"):
        what.click()

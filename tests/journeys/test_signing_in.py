"""Passkeys by a device that Chromium plays itself, and a second step, from the first page to the last."""

from __future__ import annotations

import base64
import time

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, CDPSession, expect
from tests.journeys.steps import PASSWORD, WAYS, Visit

pytestmark = [pytest.mark.journey, pytest.mark.full]


def device(visit: Visit) -> tuple[CDPSession, str]:
    """A device with a finger that is always on it."""
    session = visit.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    added = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session, str(added["authenticatorId"])


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_passkey_lets_in_with_one_tap(browser: Browser, house: str, width: int, scheme: str) -> None:
    visit = Visit(browser, house.replace("127.0.0.1", "localhost"), width, scheme, True)
    page = visit.page
    session, key = device(visit)
    visit.found()
    visit.go("/more")
    visit.press("Password, passkeys, devices", role="link")
    visit.look("signing-in")
    visit.press("Add a passkey", role="link")
    page.get_by_label("What you call it").fill("my phone")
    page.get_by_label("Your password now").fill("a guess of mine")
    visit.press("Go on")
    expect(page.get_by_text("That is not your password now")).to_be_visible()
    visit.look("passkey-new")
    page.get_by_label("Your password now").fill(PASSWORD)
    visit.press("Go on")
    visit.look("passkey-make")
    visit.press("Make the passkey")
    expect(page.get_by_text("my phone")).to_be_visible()
    visit.look("signing-in-passkey")
    visit.press("Add another passkey", role="link")
    page.get_by_label("Your password now").fill(PASSWORD)
    visit.press("Go on")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("holds a passkey for this place already")).to_be_visible()
    visit.go("/more")
    session.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": key, "enabled": False})
    visit.press("Sign out here")
    visit.look("sign-in-passkey")
    # A browser that offers passkeys in the field: the device is touched, and that is all.
    session.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": key, "enabled": True})
    visit.go("/sign-in?next=/story")
    page.wait_for_url(visit.house + "/story")
    # An older one, which does not: the button asks.
    visit.context.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    visit.go("/more")
    visit.press("Sign out here")
    with page.expect_navigation(url=visit.house + "/"):
        page.get_by_role("button", name="Come in with a passkey").click()
    visit.go("/more/signing-in")
    visit.press("Remove my phone")
    expect(page.get_by_text("my phone")).to_have_count(0)
    visit.go("/more")
    visit.press("Sign out here")
    expect(page.get_by_role("button", name="Come in with a passkey")).to_have_count(0)
    visit.close()


def digits(secret: str, apart: int) -> str:
    """What the app on the phone shows, or will show so many half minutes later."""
    app = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303 (RFC 6238)
    return app.generate(int(time.time()) + 30 * apart).decode()


@pytest.mark.parametrize(("width", "scheme", "scripts"), WAYS)
def test_a_second_step_is_set_up_asked_gone_round_and_turned_off(
    browser: Browser, house: str, width: int, scheme: str, scripts: bool
) -> None:
    visit = Visit(browser, house, width, scheme, scripts)
    page = visit.page
    visit.found()
    visit.go("/more/signing-in")
    visit.press("Set it up", role="link")
    visit.look("second-step")
    page.get_by_label("Your password now").fill(PASSWORD)
    visit.press("Go on")
    expect(page.get_by_alt_text("A square that holds", exact=False)).to_be_visible()
    assert page.locator("img").evaluate("image => image.complete && image.naturalWidth > 100")
    visit.look("second-step-app")
    secret = page.locator("[data-code]").get_attribute("data-code") or ""
    page.get_by_label("The six digits").fill(digits(secret, 0))
    visit.press("Turn it on")
    paper = page.locator(".wordgrid__word").all_inner_texts()
    assert len(paper) == 10
    visit.look("paper-codes")
    visit.press("I have them on paper", role="link")
    visit.look("signing-in-second")
    visit.press("Make new codes for paper", role="link")
    visit.look("paper-codes-new")
    visit.go("/more")
    visit.press("Sign out here")
    come_in(visit)
    visit.look("second-digits")
    page.get_by_label("The six digits").fill("000000")
    visit.press("Come in")
    expect(page.get_by_text("do not fit now")).to_be_visible()
    page.get_by_label("The six digits").fill(digits(secret, 1))
    visit.press("Come in")
    expect(page.get_by_role("heading", name="Ilse,")).to_be_visible()
    visit.go("/more")
    visit.press("Sign out here")
    come_in(visit)
    visit.press("My phone is not here", role="link")
    visit.look("second-paper")
    page.get_by_label("One code from your paper").fill(paper[4].lower())
    visit.press("Come in")
    visit.go("/more/signing-in")
    visit.press("Turn it off", role="link")
    visit.look("second-step-off")
    page.get_by_label("Your password now").fill(PASSWORD)
    visit.press("Turn it off")
    expect(page.get_by_role("link", name="Set it up")).to_be_visible()
    visit.close()


def come_in(visit: Visit) -> None:
    """The door, by address and password."""
    visit.page.get_by_label("E-mail address").fill("ilse@example.org")
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.press("Come in")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_without_scripts_the_page_says_what_is_possible(
    browser: Browser, house: str, width: int, scheme: str
) -> None:
    visit = Visit(browser, house.replace("127.0.0.1", "localhost"), width, scheme, False)
    page = visit.page
    visit.found()
    visit.go("/more/signing-in")
    visit.press("Add a passkey", role="link")
    expect(page.get_by_text("Your password works as before.")).to_be_visible()
    visit.look("passkey-new")
    page.get_by_label("Your password now").fill(PASSWORD)
    visit.press("Go on")
    expect(page.get_by_text("A passkey needs JavaScript in this browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_have_count(0)
    visit.look("passkey-make")
    visit.press("Not now", role="link")
    expect(page.get_by_role("link", name="Set it up")).to_be_visible()
    visit.close()


@pytest.mark.parametrize("width", [390])
def test_at_an_address_of_numbers_the_page_leads_to_the_name(
    browser: Browser, house: str, width: int
) -> None:
    visit = Visit(browser, house, width, "light", True)
    visit.found()
    visit.go("/more/passkeys/new")
    visit.look("passkey-elsewhere")
    there = visit.page.get_by_role("link", name="Open it there").get_attribute("href")
    assert there == house.replace("127.0.0.1", "localhost") + "/more/passkeys/new"
    visit.close()

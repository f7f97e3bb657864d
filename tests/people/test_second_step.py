"""A second step through the door: set up, asked, gone round by paper, sheet and passkey, and turned off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver
from tests.factories.people import PASSWORD, parent, partner, seen, signed_in
from tests.factories.post_office import PostOffice
from tests.people.test_by_letter import code_in, deliver

from myosotis.people import actions, guesses, second_step
from myosotis.people.door import COOKIE, HALFWAY
from myosotis.people.models import Halfway, PaperCode, SecondStep
from myosotis.vault import onetime, spaces
from myosotis.vault.models import JournalLine

pytestmark = pytest.mark.django_db(transaction=True)

WHO = {"email": "ilse@example.org", "password": PASSWORD}
NEW = {"password": "a quiet new evening", "again": "a quiet new evening"}
STEP, APP, SQUARE, CODES, PAGE = (
    "/more/second-step",
    "/more/second-step/app",
    "/more/second-step/square",
    "/more/second-step/codes",
    "/more/signing-in",
)
DIGITS, PAPER = "/sign-in/second", "/sign-in/paper"


class App:
    """The app on somebody's phone."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def now(self, apart: int = 0) -> str:
        return onetime.digits(self.secret, int(second_step.clock.now().timestamp()) // 30 + apart)


def codes_on(page: str) -> list[str]:
    return re.findall(r'wordgrid__word">([0-9A-Z-]+)<', page)


def set_up(client: Client) -> tuple[App, list[str]]:
    assert client.post(STEP, {"password": PASSWORD}).headers["Location"] == APP
    secret = re.search(r'data-code="([A-Z2-7]{32})"', client.get(APP).content.decode())
    assert secret
    app = App(secret[1])
    page = client.post(APP, {"digits": app.now()}).content.decode()
    codes = codes_on(page)
    assert len(set(codes)) == 10, page
    return app, codes


def halfway(**who: str) -> Client:
    """A browser whose password was right."""
    client = Client()
    answer = client.post("/sign-in", {**WHO, **who})
    assert answer.headers["Location"].startswith(DIGITS), answer.headers
    return client


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands until it is moved."""
    with time_machine.travel("2026-03-01T10:00:05Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def ilse(clock: time_machine.Traveller) -> Client:
    parent()
    return signed_in("ilse@example.org")


def test_the_second_step_is_asked_after_the_password_and_lets_in(
    ilse: Client, clock: time_machine.Traveller
) -> None:
    app, _codes = set_up(ilse)
    assert "are left" in ilse.get(PAGE).content.decode()
    clock.shift(60)
    client = halfway(next="/story")
    assert HALFWAY in client.cookies
    assert client.cookies[HALFWAY]["path"] == "/sign-in"
    assert COOKIE not in client.cookies
    came = client.post(DIGITS, {"digits": f" {app.now()[:3]} {app.now()[3:]} ", "next": "/story"})
    assert came.headers["Location"] == "/story"
    assert client.get("/more").status_code == 200
    assert not Halfway.objects.exists()


def test_no_page_of_the_house_opens_for_somebody_halfway(ilse: Client) -> None:
    set_up(ilse)
    client = halfway()
    token = client.cookies[HALFWAY].value
    client.cookies[COOKIE] = token
    asked = 0
    for pattern in get_resolver().url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            path = "/" + re.sub(r"<uuid:\w+>", "6f9a3a52-8a8e-4d0c-9b2e-6a4a4a0c1c11", str(one.pattern))
            path = re.sub(r"<\w+:\w+>", "own", path)
            if f"{path}/".startswith(
                ("/r/", "/robots.txt", "/sign-in", "/forgotten", "/join", "/begin", "/look/")
            ):
                continue
            asked += 1
            answer = client.get(path)
            assert answer.status_code in (302, 404, 405), path
            assert answer.headers.get("Location", "/sign-in").startswith("/sign-in"), path
    assert asked > 20


def test_digits_of_a_step_serve_once(ilse: Client, clock: time_machine.Traveller) -> None:
    app, _codes = set_up(ilse)
    assert "do not fit now" in halfway().post(DIGITS, {"digits": app.now()}).content.decode()
    clock.shift(30)
    digits = app.now()
    assert halfway().post(DIGITS, {"digits": digits}).status_code == 302
    assert "do not fit now" in halfway().post(DIGITS, {"digits": digits}).content.decode()
    clock.shift(30)
    assert "do not fit now" in halfway().post(DIGITS, {"digits": digits}).content.decode()
    assert halfway().post(DIGITS, {"digits": app.now()}).status_code == 302


def test_a_phone_half_a_minute_ahead_or_behind_still_fits(
    ilse: Client, clock: time_machine.Traveller
) -> None:
    app, _codes = set_up(ilse)
    clock.shift(300)
    assert "do not fit" in halfway().post(DIGITS, {"digits": app.now(2)}).content.decode()
    assert halfway().post(DIGITS, {"digits": app.now(1)}).status_code == 302
    assert halfway().post(DIGITS, {"digits": app.now(-1)}).status_code == 302


def test_it_counts_only_once_the_app_showed_its_digits(ilse: Client) -> None:
    assert "not your password now" in ilse.post(STEP, {"password": "a guess"}).content.decode()
    assert ilse.get(APP).headers["Location"] == STEP
    assert ilse.get(SQUARE).status_code == 404
    ilse.post(STEP, {"password": PASSWORD})
    drawn = ilse.get(SQUARE)
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.headers["Cache-Control"] == "no-store, private"
    assert "do not fit now" in ilse.post(APP, {"digits": "000000"}).content.decode()
    assert Client().post("/sign-in", WHO).headers["Location"] == "/", "nothing is asked yet"
    first = ilse.get(APP).content.decode()
    ilse.post(STEP, {"password": PASSWORD})
    assert ilse.get(APP).content.decode() != first, "begun again, with another secret"
    set_up(ilse)
    assert ilse.get(APP).headers["Location"] == STEP, "what is in use is shown nowhere"
    assert ilse.get(SQUARE).status_code == 404


def test_turning_it_on_signs_every_other_device_out(ilse: Client) -> None:
    other = signed_in("ilse@example.org")
    set_up(ilse)
    assert other.get("/more").status_code == 302
    assert ilse.get("/more").status_code == 200


def test_each_code_on_paper_serves_once_and_other_devices_are_told(ilse: Client) -> None:
    _app, codes = set_up(ilse)
    client = halfway()
    assert client.post(PAPER, {"code": codes[3].lower().replace("-", " ")}).headers["Location"] == "/"
    assert "9 codes on paper are left" in client.get(PAGE).content.decode()
    assert "a code on paper" in ilse.get(PAGE).content.decode()
    again = halfway().post(PAPER, {"code": codes[3]}).content.decode()
    assert "was used before" in again
    assert "not on your newest paper" in halfway().post(PAPER, {"code": "ABCD-EFGH"}).content.decode()
    assert "not on your newest paper" in halfway().post(PAPER, {"code": "?!"}).content.decode()


def test_codes_of_somebody_else_do_not_serve(ilse: Client) -> None:
    set_up(ilse)
    partner(seen(ilse.cookies[COOKIE].value))
    _app, theirs = set_up(signed_in("joost@example.org"))
    assert "not on your newest paper" in halfway().post(PAPER, {"code": theirs[0]}).content.decode()


def test_new_codes_end_the_old_ones_and_ask_the_password(ilse: Client) -> None:
    _app, old = set_up(ilse)
    assert "not your password now" in ilse.post(CODES, {"password": "a guess"}).content.decode()
    new = codes_on(ilse.post(CODES, {"password": PASSWORD}).content.decode())
    assert len(new) == 10
    assert not set(new) & set(old)
    assert halfway().post(PAPER, {"code": old[0]}).status_code == 200
    assert halfway().post(PAPER, {"code": new[0]}).status_code == 302
    assert PaperCode.objects.count() == 9


def test_turning_it_off_asks_the_password_and_tells_other_devices(ilse: Client) -> None:
    app, codes = set_up(ilse)
    waiting = halfway()
    other = halfway()
    other.post(PAPER, {"code": codes[0]})
    assert "not your password now" in ilse.post(STEP, {"password": "a guess"}).content.decode()
    assert ilse.post(STEP, {"password": PASSWORD}).headers["Location"] == PAGE
    assert "The second step was turned off." in other.get(PAGE).content.decode()
    assert Client().post("/sign-in", WHO).headers["Location"] == "/"
    assert waiting.post(DIGITS, {"digits": app.now()}).headers["Location"].startswith("/sign-in")
    assert not SecondStep.objects.exists()
    assert not PaperCode.objects.exists()


def test_guesses_are_counted_for_a_network_and_for_everybody_together(
    ilse: Client, clock: time_machine.Traveller
) -> None:
    app, codes = set_up(ilse)
    clock.shift(60)
    guesser = halfway()
    for number in range(guesses.PAIR):
        guesser.post(DIGITS if number % 2 else PAPER, {"digits": "000000", "code": "AAAA-AAAA"})
    for path, form in ((DIGITS, {"digits": app.now()}), (PAPER, {"code": codes[0]})):
        assert "Please wait" in guesser.post(path, form).content.decode()
    owner = Client(REMOTE_ADDR="192.0.2.5")
    owner.post("/sign-in", WHO)
    assert owner.post(DIGITS, {"digits": app.now()}).status_code == 302


def test_who_tries_for_days_meets_an_end_and_the_owner_does_not(
    ilse: Client, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_step, "MOST_TRIES", 4)
    app, codes = set_up(ilse)
    for _ in range(4):
        halfway().post(DIGITS, {"digits": "000000"})
    clock.shift(900)
    late = halfway().post(DIGITS, {"digits": app.now()}).content.decode()
    assert "taken no more" in late
    assert halfway().post(PAPER, {"code": codes[0]}).status_code == 302
    assert halfway().post(DIGITS, {"digits": app.now()}).status_code == 302, "counting begins anew"


def test_half_of_the_way_ends_after_half_an_hour(ilse: Client, clock: time_machine.Traveller) -> None:
    app, _codes = set_up(ilse)
    client = halfway()
    clock.shift(31 * 60)
    assert client.get(DIGITS).headers["Location"].startswith("/sign-in")
    assert client.post(DIGITS, {"digits": app.now()}).headers["Location"].startswith("/sign-in")
    halfway()
    assert Halfway.objects.count() == 1, "the ended one is gone"


def test_a_new_password_ends_what_is_halfway(ilse: Client, clock: time_machine.Traveller) -> None:
    app, _codes = set_up(ilse)
    client = halfway()
    ilse.post("/more/password", {"old": PASSWORD, **NEW})
    clock.shift(60)
    assert client.post(DIGITS, {"digits": app.now()}).headers["Location"].startswith("/sign-in")


def test_after_a_letter_the_second_step_is_still_asked(
    post_office: PostOffice, ilse: Client, clock: time_machine.Traveller
) -> None:
    ilse.post("/more/letters")
    deliver()
    ilse.post("/more/letters/code", {"code": code_in(post_office)})
    app, _codes = set_up(ilse)
    Client().post("/forgotten/letter", {"email": WHO["email"]})
    deliver()
    client = Client()
    answer = client.post("/forgotten/code", {"code": code_in(post_office), **NEW})
    assert answer.headers["Location"] == DIGITS
    assert client.get("/more").status_code == 302
    clock.shift(60)
    assert client.post(DIGITS, {"digits": app.now()}).headers["Location"] == "/"


def test_the_words_of_ones_own_sheet_open_both(ilse: Client) -> None:
    viewer = seen(ilse.cookies[COOKIE].value)
    words = " ".join(actions.make_sheet(by=viewer, space=viewer.private_space))
    set_up(ilse)
    assert "no second step is asked" in Client().get("/forgotten").content.decode()
    client = Client()
    answer = client.post("/forgotten/sheet", {"email": WHO["email"], "words": words, **NEW})
    assert answer.headers["Location"] == PAGE, "the device she came from was told of the sheet"
    assert client.get("/more").status_code == 200


def test_secret_and_codes_stand_sealed(ilse: Client) -> None:
    app, _codes = set_up(ilse)
    row = SecondStep.objects.get()
    assert row.sealed.open(spaces.open_spaces([row.space_id])).secret == app.secret
    assert app.secret.encode() not in bytes(row.sealed)
    assert all(len(bytes(code.code_code)) == 32 for code in PaperCode.objects.all())


def test_changes_stand_in_the_journal(ilse: Client) -> None:
    before = JournalLine.objects.count()
    set_up(ilse)
    ilse.post(CODES, {"password": PASSWORD})
    ilse.post(STEP, {"password": PASSWORD})
    assert JournalLine.objects.count() == before + 3


def test_the_pages_of_the_door_are_for_those_halfway_only(ilse: Client) -> None:
    for path in (DIGITS, PAPER):
        assert Client().get(path).headers["Location"].startswith("/sign-in")
        assert Client().post(path, {"digits": "1"}).headers["Location"].startswith("/sign-in")
        assert ilse.get(path + "?next=/story").headers["Location"] == "/story"


def test_digits_written_otherwise_are_read(ilse: Client, clock: time_machine.Traveller) -> None:
    app, _codes = set_up(ilse)
    clock.shift(60)
    eastern = app.now().translate({ord("0") + n: 0x0660 + n for n in range(10)})
    assert halfway().post(DIGITS, {"digits": eastern}).status_code == 302

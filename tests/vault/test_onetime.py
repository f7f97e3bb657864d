"""Six digits: RFC 6238's own vectors, and whose step they are."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from myosotis.vault import onetime

#: RFC 6238, appendix B, SHA-1: seconds and the last six of its eight digits.
VECTORS = (
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
)
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(("seconds", "digits"), VECTORS)
def test_the_standards_own_digits(seconds: int, digits: str) -> None:
    assert onetime.digits(SECRET, seconds // onetime.STEP) == digits
    assert onetime.step_of(SECRET, digits, seconds) == seconds // onetime.STEP


def test_digits_of_the_step_beside_fit_and_of_the_next_but_one_do_not() -> None:
    here = 1234567890 // onetime.STEP
    for apart, fits in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        found = onetime.step_of(SECRET, onetime.digits(SECRET, here + apart), 1234567890)
        assert found == (here + apart if fits else None), apart


@pytest.mark.parametrize("typed", ["", "28708", "2870820", "abcdef", "２８７０８２", "\ud800" * 6])
def test_what_is_no_six_digits_fits_nothing(typed: str) -> None:
    assert onetime.step_of(SECRET, typed, 59) is None


def test_secrets_are_new_each_time_and_long_enough() -> None:
    made = {onetime.new_secret() for _ in range(50)}
    assert len(made) == 50
    assert all(len(base64.b32decode(one)) == 20 for one in made)


def test_the_square_is_a_drawing_without_words_or_addresses_from_elsewhere() -> None:
    drawn = onetime.square(SECRET, "ilse@example.org")
    assert drawn.startswith(b"<?xml")
    assert SECRET.encode() not in drawn
    assert b"ilse" not in drawn
    assert b"script" not in drawn
    assert drawn.count(b"http") == 1, "the name of the drawing's own language"


def test_the_square_holds_what_an_app_reads() -> None:
    address = onetime.address(SECRET, "ilse & co@example.org")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == (
        "otpauth",
        "totp",
        "/Myosotis%3Ailse%20%26%20co%40example.org",
    )
    assert parse_qs(parts.query) == {
        "secret": [SECRET],
        "issuer": ["Myosotis"],
        "digits": ["6"],
        "period": ["30"],
    }
